"""A grade case is carried out here. Raising needs one signature; lowering has two, the claimant's and the ruler's."""

from shudao.architecture import logic, store
from shudao.architecture.contracts import ChangeState, Grade
from shudao.architecture.errors import ChangeOpen, RegulatorDecides
from shudao.architecture.events import GradeChanged
from shudao.architecture.tables import AttributeRow, LoweringRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.contracts import Dispute, Outcome, Topic
from shudao.mechanism.ports import ruling_handler

__all__ = ["rule_grade"]


@ruling_handler(Topic.GRADE)
def rule_grade(uow: UnitOfWork, dispute: Dispute, outcome: Outcome, by: Actor) -> None:
    """Give the attribute the grade of the ruling. 重要 and 核心 are lowered by their regulator alone."""
    row = store.attribute_row(uow.session, dispute.subject.rpartition("/")[2], lock=True)
    before, after = store.to_grade(row.grade), Grade(str(outcome.grade))
    if before is not None and logic.is_lowering(before, after):
        if before.is_protected:
            raise RegulatorDecides(node=row.name, before=before)
        _note_lowering(uow, row, before, after, outcome.words, by)
    row.grade = after
    uow.session.flush()
    detail = {"before": before or "", "after": after.value, "dispute": dispute.id}
    evidence.record(
        uow, by=by, action="architecture.grade.ruled", subject=f"architecture/node/{row.code}", detail=detail
    )
    uow.tell(GradeChanged(subject_code=row.code, before=before or "", after=after.value))


def _note_lowering(uow: UnitOfWork, row: AttributeRow, before: Grade, after: Grade, reason: str, by: Actor) -> None:
    """Kept where every other lowering is, with both who signed it."""
    if store.open_lowering(uow.session, row.code) is not None:
        raise ChangeOpen(node=row.name)
    now = uow.clock.now()
    uow.session.add(
        LoweringRow(
            id=new_id(),
            attribute_code=row.code,
            before=before,
            after=after,
            reason=reason,
            effective_on=None,
            state=ChangeState.APPLIED,
            requested_by=by.behalf_of or "",
            requested_name="",
            requested_at=now,
            decided_by=by.principal,
            decided_at=now,
        )
    )
