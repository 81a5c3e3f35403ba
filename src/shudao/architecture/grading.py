"""Grades per attribute: set or raised by the owner's side, lowered only with two signatures (DESIGN §9)."""

from collections.abc import Mapping

from sqlalchemy import select

from shudao.access import facade as access
from shudao.architecture import logic, permissions, store
from shudao.architecture.contracts import Grade
from shudao.architecture.errors import (
    ChangeOpen,
    LoweringNeedsTwo,
    NotALowering,
    OwnWork,
    ReasonRequired,
    RegulatorDecides,
    UnknownChange,
)
from shudao.architecture.events import EntityChanged, GradeChanged
from shudao.architecture.tables import LoweringRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork

__all__ = ["confirm_lowering", "confirm_owner", "propose_lowering", "set_grades"]


def confirm_owner(uow: UnitOfWork, entity_code: str, *, by: Actor) -> None:
    """The owner accepts to answer for an entity, which the gate asks for."""
    row = store.node_row(uow.session, entity_code, lock=True)
    access.require(uow, by, permissions.EDIT, row.organisation_id)
    row.owner_confirmed_on = uow.clock.today()
    subject = f"architecture/node/{entity_code}"
    evidence.record(uow, by=by, action="architecture.owner.confirmed", subject=subject)
    uow.tell(EntityChanged(entity_code=entity_code))


def set_grades(uow: UnitOfWork, grades: Mapping[str, Grade], *, by: Actor) -> None:
    """Grade attributes for the first time, or raise their grade. Raises `LoweringNeedsTwo`; then nothing is set."""
    rows = [store.attribute_row(uow.session, code, lock=True) for code in sorted(grades)]
    owners = {store.node_row(uow.session, row.entity_code).organisation_id for row in rows}
    access.require(uow, by, permissions.EDIT, owners)
    for row in rows:
        before, after = store.to_grade(row.grade), grades[row.code]
        if logic.is_lowering(before, after):
            raise LoweringNeedsTwo(node=row.name, before=before, after=after)
        row.grade = after
        subject, detail = f"architecture/attribute/{row.code}", {"before": before or "", "after": after.value}
        evidence.record(uow, by=by, action="architecture.grade.set", subject=subject, detail=detail)
        uow.tell(GradeChanged(subject_code=row.code, before=before or "", after=after.value))
    uow.session.flush()


def propose_lowering(uow: UnitOfWork, attribute_code: str, after: Grade, reason: str, *, by: Actor) -> str:
    """The owner proposes to lower a grade; nothing changes until the security administrator signs. Gives its id."""
    row = store.attribute_row(uow.session, attribute_code, lock=True)
    access.require(uow, by, permissions.LOWER_GRADE, store.node_row(uow.session, row.entity_code).organisation_id)
    before = store.to_grade(row.grade)
    if not reason.strip():
        raise ReasonRequired
    if before is None or not logic.is_lowering(before, after):
        raise NotALowering(node=row.name, before=before, after=after)
    if before.is_protected:
        raise RegulatorDecides(node=row.name, before=before)
    waiting = select(LoweringRow).where(LoweringRow.attribute_code == attribute_code, LoweringRow.decided_at.is_(None))
    if uow.session.scalar(waiting) is not None:
        raise ChangeOpen(node=row.name)
    made = LoweringRow(
        id=new_id(),
        attribute_code=attribute_code,
        before=before,
        after=after,
        reason=reason,
        state="proposed",
        requested_by=by.principal,
        requested_at=uow.clock.now(),
        decided_by=None,
        decided_at=None,
    )
    uow.session.add(made)
    uow.session.flush()
    detail = {"before": before.value, "after": after.value}
    subject = f"architecture/attribute/{attribute_code}"
    evidence.record(uow, by=by, action="architecture.lowering.proposed", subject=subject, detail=detail)
    return made.id


def confirm_lowering(uow: UnitOfWork, lowering_id: str, approve: bool, *, by: Actor) -> None:
    """The second signature, by another person. Approving lowers the grade."""
    access.require(uow, by, permissions.CONFIRM_LOWER)
    made = uow.session.get(LoweringRow, lowering_id, with_for_update=True)
    if made is None or made.decided_at is not None:
        raise UnknownChange(change=lowering_id)
    if made.requested_by == by.principal:
        raise OwnWork(node=made.attribute_code)
    made.state = "applied" if approve else "refused"
    made.decided_by, made.decided_at = by.principal, uow.clock.now()
    if approve:
        row = store.attribute_row(uow.session, made.attribute_code, lock=True)
        row.grade = made.after
        uow.tell(GradeChanged(subject_code=row.code, before=made.before, after=made.after))
    subject = f"architecture/attribute/{made.attribute_code}"
    evidence.record(uow, by=by, action=f"architecture.lowering.{made.state}", subject=subject)
