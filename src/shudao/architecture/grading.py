"""Grades per attribute: set or raised by the owner's side, lowered only with two signatures (DESIGN §9)."""

from collections.abc import Mapping
from datetime import date, datetime, time

from sqlalchemy import func, select

from shudao.access import facade as access
from shudao.architecture import logic, permissions, store, waiting
from shudao.architecture.contracts import ChangeState, Grade, Lowering
from shudao.architecture.entities import owner_of
from shudao.architecture.errors import (
    ChangeOpen,
    LoweringNeedsTwo,
    NoOwner,
    NotALowering,
    NotTheOwner,
    OwnWork,
    ReasonRequired,
    RegulatorDecides,
    UnknownChange,
)
from shudao.architecture.events import EntityChanged, GradeChanged
from shudao.architecture.tables import LoweringRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import TIME_ZONE
from shudao.kernel.ids import new_id
from shudao.kernel.paging import MAX_LIMIT, Page, PageQuery, ordering
from shudao.kernel.uow import UnitOfWork

__all__ = ["apply_lowering", "confirm_lowering", "confirm_owner", "list_lowerings", "propose_lowering", "set_grades"]


def confirm_owner(uow: UnitOfWork, entity_code: str, *, by: Actor) -> None:
    """The owner accepts to answer for an entity, which the gate asks for. Nobody accepts for somebody else.

    Raises `NoOwner` while none is named, `NotTheOwner`.
    """
    row = store.entity_row(uow.session, entity_code, lock=True)
    owner = owner_of(uow, row)
    if owner is None:
        raise NoOwner(node=row.name)
    if not by.is_system and by.person_id != owner.person_id:
        raise NotTheOwner(node=row.name, owner=owner.name)
    row.owner_confirmed_on, row.owner_confirmed_by = uow.clock.today(), owner.person_id
    uow.session.flush()
    subject = f"architecture/node/{entity_code}"
    evidence.record(uow, by=by, action="architecture.owner.confirmed", subject=subject)
    uow.tell(EntityChanged(entity_code=entity_code))


def set_grades(uow: UnitOfWork, grades: Mapping[str, Grade], *, by: Actor) -> None:
    """Grade attributes for the first time, or raise their grade. Raises `LoweringNeedsTwo`; then nothing is set."""
    rows = [store.attribute_row(uow.session, code, lock=True) for code in sorted(grades)]
    access.require(uow, by, permissions.EDIT)
    for _, owner, _ in store.owners(uow.session, {row.entity_code for row in rows}):
        access.require(uow, by, permissions.EDIT, owner)
    lowered = next((row for row in rows if logic.is_lowering(store.to_grade(row.grade), grades[row.code])), None)
    if lowered is not None:
        raise LoweringNeedsTwo(node=lowered.name, before=lowered.grade, after=grades[lowered.code])
    for row in rows:
        before, after = store.to_grade(row.grade), grades[row.code]
        row.grade = after
        subject, detail = f"architecture/attribute/{row.code}", {"before": before or "", "after": after.value}
        evidence.record(uow, by=by, action="architecture.grade.set", subject=subject, detail=detail)
        uow.tell(GradeChanged(subject_code=row.code, before=before or "", after=after.value))
    uow.session.flush()


def propose_lowering(
    uow: UnitOfWork, attribute_code: str, after: Grade, reason: str, *, effective_on: date | None = None, by: Actor
) -> str:
    """The owner proposes to lower a grade, at once or from a day on; nothing changes until another person signs too.

    Gives the proposal's id. Raises `NotALowering`, `RegulatorDecides` for 重要 and 核心, `ChangeOpen`.
    """
    row = store.attribute_row(uow.session, attribute_code, lock=True)
    access.require(uow, by, permissions.LOWER_GRADE, store.node_row(uow.session, row.entity_code).organisation_id)
    before = store.to_grade(row.grade)
    if not reason.strip():
        raise ReasonRequired
    if before is None or not logic.is_lowering(before, after):
        raise NotALowering(node=row.name, before=before or "未定级", after=after)
    if before.is_protected:
        raise RegulatorDecides(node=row.name, before=before)
    if store.open_lowering(uow.session, attribute_code) is not None:
        raise ChangeOpen(node=row.name)
    made = LoweringRow(
        id=new_id(),
        attribute_code=attribute_code,
        before=before,
        after=after,
        reason=reason,
        effective_on=effective_on,
        state=ChangeState.PROPOSED,
        requested_by=by.principal,
        requested_name=by.name,
        requested_at=uow.clock.now(),
    )
    uow.session.add(made)
    uow.session.flush()
    _record(uow, made, by)
    title_zh, title_en = f"会签降级：{row.name} {before}→{after}", f"Countersign lowering {row.name} {before}→{after}"
    bureau = waiting.bureau_of(uow, store.node_row(uow.session, row.entity_code).organisation_id)
    link = "/ledger/lowerings?state=proposed"
    waiting.ask(uow, _subject(made), title_zh, title_en, link, Role.SECURITY_ADMIN, bureau, by=by)
    return made.id


def list_lowerings(uow: UnitOfWork, page: PageQuery, state: ChangeState | None = None, *, by: Actor) -> Page[Lowering]:
    """Lowerings of one's organisation, all of them for those who countersign; searched by the attribute's name."""
    signs = access.permits(uow, by, permissions.CONFIRM_LOWER)
    if not signs:
        access.require(uow, by, permissions.LOWER_GRADE)
    query = store.lowerings(None if signs else by.organisation_id or "", state, page.q)
    total = uow.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    order = ordering(page, {"requested_at": LoweringRow.__table__.c.requested_at}, "-requested_at")
    ordered = query.order_by(order, LoweringRow.id).offset(page.offset).limit(min(page.limit, MAX_LIMIT))
    return Page([store.to_lowering(*row) for row in uow.session.execute(ordered)], total)


def confirm_lowering(uow: UnitOfWork, lowering_id: str, approve: bool, *, by: Actor) -> ChangeState:
    """The second signature, by another person. Approving lowers the grade, at once or on the day agreed."""
    access.require(uow, by, permissions.CONFIRM_LOWER)
    made = uow.session.get(LoweringRow, lowering_id, with_for_update=True)
    if made is None or made.decided_at is not None:
        raise UnknownChange(change=lowering_id)
    if made.requested_by == by.principal:
        raise OwnWork(node=made.attribute_code)
    made.state = ChangeState.SCHEDULED if approve else ChangeState.REFUSED
    made.decided_by, made.decided_at = by.principal, uow.clock.now()
    uow.session.flush()
    _record(uow, made, by)
    waiting.done(uow, _subject(made), made.state, by=by)
    if approve:
        apply_lowering(uow, made, by=by)
    return ChangeState(made.state)


def apply_lowering(uow: UnitOfWork, made: LoweringRow, *, by: Actor) -> None:
    """Lower the grade if its day has come, or wake up on that day.

    What two people signed was a step from one grade to another: a grade that has changed meanwhile is left alone.
    """
    if made.state != ChangeState.SCHEDULED:
        return
    if made.effective_on is not None and not logic.applies_now(made.effective_on, uow.clock.today()):
        day = datetime.combine(made.effective_on, time(), TIME_ZONE)
        uow.enqueue("architecture.apply_lowering", at=day, queueing_lock=f"lowering/{made.id}", lowering_id=made.id)
        return
    row = store.attribute_row(uow.session, made.attribute_code, lock=True)
    made.state = ChangeState.APPLIED if row.grade == made.before else ChangeState.LAPSED
    if made.state == ChangeState.APPLIED:
        row.grade = made.after
        uow.tell(GradeChanged(subject_code=row.code, before=made.before, after=made.after))
    uow.session.flush()
    _record(uow, made, by)


def _subject(made: LoweringRow) -> str:
    return f"architecture/lowering/{made.id}"


def _record(uow: UnitOfWork, made: LoweringRow, by: Actor) -> None:
    subject = f"architecture/attribute/{made.attribute_code}"
    detail = {"before": made.before, "after": made.after, "lowering": made.id}
    evidence.record(uow, by=by, action=f"architecture.lowering.{made.state}", subject=subject, detail=detail)
