"""What waits for whom: decisions about the architecture as to-dos in somebody's inbox (SPEC 1.4)."""

from shudao.kernel.actor import Actor, Role
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import OrganisationFilter, OrganisationKind
from shudao.work import facade as work
from shudao.work.contracts import ToPool

KIND = "architecture.decide"
WORKING_DAYS = 5


def bureau_of(uow: UnitOfWork, organisation_id: str) -> str:
    """The data bureau; an installation without one lets the department itself stand for it."""
    wanted = OrganisationFilter(kind=OrganisationKind.BUREAU, on=uow.clock.today())
    found = mechanism.list_organisations(uow, PageQuery(limit=1), wanted).items
    return found[0].id if found else organisation_id


def ask(
    uow: UnitOfWork,
    subject: str,
    title_zh: str,
    title_en: str,
    link: str,
    role: Role,
    organisation_id: str,
    *,
    by: Actor,
) -> None:
    """Put a decision before whoever holds a role in an organisation."""
    work.open_task(
        uow,
        kind=KIND,
        title_zh=title_zh,
        title_en=title_en,
        subject=subject,
        link=link,
        to=ToPool(role, organisation_id),
        within_working_days=WORKING_DAYS,
        by=by,
    )


def done(uow: UnitOfWork, subject: str, outcome: str, *, by: Actor) -> None:
    """The decision was taken: nobody need do it any more."""
    work.complete_tasks(uow, subject, outcome, kind=KIND, by=by)
