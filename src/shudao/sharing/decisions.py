"""Those who decide: the applicant's own department, the source, and the bureau. Approval only narrows."""

from datetime import datetime, time

from shudao.access import facade as access
from shudao.access.contracts import Permission
from shudao.admission.contracts import Asset
from shudao.architecture.contracts import ShareType
from shudao.kernel.actor import Actor
from shudao.kernel.clock import TIME_ZONE
from shudao.kernel.expr.predicate_json import from_json
from shudao.kernel.uow import UnitOfWork
from shudao.security import facade as security
from shudao.security.contracts import GrantTarget, NewGrant, TargetKind
from shudao.sharing import applications, delivering, logic, offers, permissions, store, targets, views
from shudao.sharing.contracts import Application, Approval, Event, Method, Profile, RefusalGround, State
from shudao.sharing.errors import (
    GroundMissing,
    GroundNotFitting,
    MalformedScope,
    ReturnedBefore,
    ScopeWidened,
    TermOver,
)
from shudao.sharing.events import ApplicationDecided
from shudao.sharing.profiles import PROFILES
from shudao.sharing.tables import ApplicationRow
from shudao.sharing.thread import Said, advance, open_for_change, refuse_same_person

__all__ = ["approve", "consent", "decline", "file", "refuse", "return_for_completion", "send_back"]

MIN_EXPLANATION_CHARS = 5


def consent(uow: UnitOfWork, application_id: str, opinion: str = "", *, seen_version: int, by: Actor) -> Application:
    """The applicant's own department lets the request go out."""
    row = _deciding(uow, application_id, seen_version, permissions.CONSENT, Event.CONSENTED, by)
    advance(uow, row, Event.CONSENTED, Said(opinion), by=by)
    return store.to_application(row, uow.clock.today())


def decline(uow: UnitOfWork, application_id: str, opinion: str, *, seen_version: int, by: Actor) -> Application:
    """The applicant's own department gives the request back to the applicant."""
    row = _deciding(uow, application_id, seen_version, permissions.CONSENT, Event.DECLINED, by)
    advance(uow, row, Event.DECLINED, Said(opinion), by=by)
    return store.to_application(row, uow.clock.today())


def approve(
    uow: UnitOfWork,
    application_id: str,
    approval: Approval | None = None,
    opinion: str = "",
    *,
    seen_version: int,
    by: Actor,
) -> Application:
    """The source agrees, wholly or to part of the columns and rows. Raises `ScopeWidened`."""
    row = _deciding(uow, application_id, seen_version, permissions.REVIEW, Event.APPROVED, by)
    offer = offers.offer_of(uow, row.catalogue_code, row.asset_code, by=by)
    before = (list(row.columns), row.where, row.valid_to)
    _narrow(row, approval or Approval(), offer.asset)
    offer.check_shared(frozenset(row.columns) | from_json(row.where).columns())
    is_partial = (list(row.columns), row.where, row.valid_to) != before or bool(row.masks)
    detail = {"columns": list(row.columns), "masks": row.masks, "partial": is_partial}
    advance(uow, row, Event.APPROVED, Said(opinion, detail=detail), by=by)
    return store.to_application(row, uow.clock.today())


def return_for_completion(
    uow: UnitOfWork, application_id: str, missing: str, *, seen_version: int, by: Actor
) -> Application:
    """Tell the applicant everything that is missing, once; under the regulation the clock stands still meanwhile."""
    row = _deciding(uow, application_id, seen_version, permissions.REVIEW, Event.RETURNED, by)
    if len(missing.strip()) < MIN_EXPLANATION_CHARS:
        raise MalformedScope(problem="须写明需要补正的全部内容", problem_en="say everything that is missing")
    if row.was_returned and PROFILES[Profile(row.profile)].returns_once:
        raise ReturnedBefore(number=row.number)
    advance(uow, row, Event.RETURNED, Said(missing), by=by)
    return store.to_application(row, uow.clock.today())


def refuse(
    uow: UnitOfWork,
    application_id: str,
    ground: RefusalGround | None,
    explanation: str,
    *,
    seen_version: int,
    by: Actor,
) -> Application:
    """Refuse on a listed ground with an explanation. Raises `GroundMissing`, `GroundNotFitting`."""
    row = _deciding(uow, application_id, seen_version, permissions.REVIEW, Event.REFUSED, by)
    if ground is None or len(explanation.strip()) < MIN_EXPLANATION_CHARS:
        raise GroundMissing
    if ground not in logic.grounds_for(ShareType(row.share_type)):
        raise GroundNotFitting(ground=ground.zh)
    advance(uow, row, Event.REFUSED, Said(explanation, ground), by=by)
    uow.tell(ApplicationDecided(application_id=row.id, asset_code=row.asset_code, state=State.REFUSED))
    return store.to_application(row, uow.clock.today())


def send_back(uow: UnitOfWork, application_id: str, opinion: str, *, seen_version: int, by: Actor) -> Application:
    """The bureau finds the approval not in order and asks the source to decide again, more narrowly."""
    row = _deciding(uow, application_id, seen_version, permissions.FILE, Event.SENT_BACK, by)
    if len(opinion.strip()) < MIN_EXPLANATION_CHARS:
        raise MalformedScope(problem="须写明退回的原因", problem_en="say why it is sent back")
    advance(uow, row, Event.SENT_BACK, Said(opinion), by=by)
    return store.to_application(row, uow.clock.today())


def file(uow: UnitOfWork, application_id: str, opinion: str = "", *, seen_version: int, by: Actor) -> Application:
    """The bureau files the approval: the grant is written, and the delivery it allows is generated from it."""
    row = _deciding(uow, application_id, seen_version, permissions.FILE, Event.FILED, by)
    if row.valid_to is None or row.valid_to < uow.clock.today():
        raise TermOver(number=row.number, valid_to=row.valid_to)
    row.valid_from = row.valid_from or uow.clock.today()
    offer = offers.offer_of(uow, row.catalogue_code, row.asset_code, by=by)
    offer.check_shared(frozenset(row.columns) | from_json(row.where).columns())
    grant = security.grant(uow, _grant_of(uow, row), by=by)
    row.grant_id = grant.id
    advance(uow, row, Event.FILED, Said(opinion, detail={"grant_id": grant.id}), by=by)
    if row.method == Method.TABLE:
        has_begun = grant.valid_from <= uow.clock.today()
        begins = None if has_begun else datetime.combine(grant.valid_from, time.min, TIME_ZONE)
        delivering.enqueue(uow, row.id, begins)
    else:
        # A grant for calls is usable at once: the gateway reads through it, nothing is carried anywhere.
        advance(uow, row, Event.DELIVERED, Said(), by=delivering.CARRIER)
    uow.tell(ApplicationDecided(application_id=row.id, asset_code=row.asset_code, state=State.IMPLEMENTING))
    return store.to_application(row, uow.clock.today())


def _deciding(
    uow: UnitOfWork, application_id: str, seen_version: int | None, permission: Permission, event: Event, by: Actor
) -> ApplicationRow:
    """The locked application, for somebody who may take this decision. To outsiders it does not exist."""
    views.visible_row(uow, application_id, by=by)
    row = open_for_change(uow, application_id, seen_version)
    organisation_id = row.organisation_id if permission is permissions.CONSENT else row.source_organisation_id
    access.require(uow, by, permission, organisation_id)
    refuse_same_person(uow, row, event, by)
    return row


def _narrow(row: ApplicationRow, approval: Approval, asset: Asset) -> None:
    columns = list(row.columns) if approval.columns is None else list(approval.columns)
    parts = logic.widened_columns(row.columns, columns) + sorted(set(approval.masks) - set(columns))
    if approval.valid_to and row.valid_to and approval.valid_to > row.valid_to:
        parts.append("valid_to")
    if parts:
        raise ScopeWidened(parts="、".join(parts))
    if not columns:
        raise MalformedScope(
            problem="没有同意任何字段，请改用“不同意”", problem_en="no column is approved; refuse instead"
        )
    unknown = sorted(approval.and_where.columns() - {column.name for column in asset.columns})
    if unknown:
        raise MalformedScope(problem=f"没有字段{'、'.join(unknown)}", problem_en=f"no columns {', '.join(unknown)}")
    applications.check_rows(approval.and_where, asset)
    row.columns = [name for name in row.columns if name in columns]
    row.where = logic.narrowed_rows(from_json(row.where), approval.and_where).to_json()
    row.masks = {name: kind.value for name, kind in approval.masks.items()}
    row.valid_to = approval.valid_to or row.valid_to


def _grant_of(uow: UnitOfWork, row: ApplicationRow) -> NewGrant:
    present = store.to_application(row, uow.clock.today())
    if present.method is Method.TABLE:
        target = targets.target_row(uow, row.target_code, row.organisation_id)
        detail = {"target": row.target_code, "schema": target.schema_name, "table": row.target_table}
        goes_to = GrantTarget(TargetKind.TABLE, detail)
    else:
        goes_to = GrantTarget(TargetKind.API)
    return NewGrant(
        asset_code=row.asset_code,
        organisation_id=row.organisation_id,
        columns=present.columns,
        where=present.where,
        purpose=row.purpose,
        legal_basis=row.legal_basis,
        valid_from=present.valid_from or uow.clock.today(),
        valid_to=present.valid_to or uow.clock.today(),
        target=goes_to,
        source_ref=f"sharing/application/{row.id}",
        masks=present.masks,
    )
