"""Trying a service out in the console: the same path as a call, with the lens of the person who tries."""

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.security import facade as security
from shudao.security.contracts import GrantFilter, GrantState, Lens
from shudao.security.errors import NoLens
from shudao.services import logic, permissions, plans, store
from shudao.services.contracts import CallQuery, Service
from shudao.services.errors import CopyNotReady, GrantDoesNotFit, NoAccessToService, UnknownService
from shudao.services.gateway import Answer, answer_through
from shudao.services.tables import ServiceRow

__all__ = ["try_service"]


def try_service(
    uow: UnitOfWork,
    database: Database,
    settings: Settings,
    code: str,
    query: CallQuery,
    *,
    grant_id: str | None = None,
    by: Actor,
) -> Answer:
    """Call a published service as a signed-in person, under a grant of one's organisation or as its own department.

    Without `grant_id` the organisation's usable grant is taken, else what one may see without any. Raises
    `NoAccessToService` where there is neither. It is recorded like a call, and not metered.
    """
    access.require(uow, by, permissions.TRY)
    if store.published(uow.session, code) is None:
        raise UnknownService(service=code)
    copy = store.copy_row(uow.session, code)
    if copy is None:
        raise CopyNotReady(service=code)
    service = store.to_service(uow.session.get_one(ServiceRow, copy.service_id))
    lens = _lens(uow, service, grant_id or _grant_of(uow, service, by), by)
    plan = plans.make_plan(service, copy.table_name, copy.data_version, lens, security.row_masker(uow, lens))
    return answer_through(uow, database, settings, plan, query, "trial", by=by)


def _lens(uow: UnitOfWork, service: Service, grant_id: str | None, by: Actor) -> Lens:
    if grant_id is not None:
        grant = security.usable(uow, grant_id, by=by)
        logic.check_grant(service, grant)
        return security.lens_for(uow, plans.request_of(service, frozenset(grant.columns), grant_id), by=by)
    try:
        return security.lens_for(uow, plans.request_of(service, None, None), by=by)
    except NoLens:
        raise NoAccessToService(service=service.code) from None


def _grant_of(uow: UnitOfWork, service: Service, by: Actor) -> str | None:
    """The newest grant of the person's organisation that fits the service."""
    if by.organisation_id is None:
        return None
    wanted = GrantFilter(service.asset_code, by.organisation_id, GrantState.ACTIVE)
    for grant in security.grants(uow, wanted, PageQuery(limit=50), by=by).items:
        try:
            logic.check_grant(service, grant)
        except GrantDoesNotFit:
            continue
        if grant.is_usable(uow.clock.today()):
            return grant.id
    return None
