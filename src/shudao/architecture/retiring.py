"""The end of a node's life: proposed with a reason, decided by the bureau, and then nothing new is built on it."""

from shudao.access import facade as access
from shudao.architecture import permissions, searching, store, waiting
from shudao.architecture.certifying import end_for_good
from shudao.architecture.contracts import Level, State
from shudao.architecture.errors import NotPublished, ReasonRequired, StillDrafted
from shudao.architecture.events import EntityChanged
from shudao.architecture.tables import AttributeRow, NodeRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, ToPool
from shudao.work.ports import change_handler

__all__ = ["propose_retirement"]

RETIRE = "architecture.retire"


def propose_retirement(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> ChangeRequest:
    """Propose that a published node ends, with everything below it; the bureau decides.

    Raises `NotPublished`, `StillDrafted` while drafts wait below it, `ReasonRequired`.
    """
    row = store.node_row(uow.session, code, lock=True)
    access.require(uow, by, permissions.EDIT, row.organisation_id)
    if not reason.strip():
        raise ReasonRequired
    _refuse_unfinished(uow, row)
    approver = ToPool(Role.DATA_BUREAU, waiting.bureau_of(uow, row.organisation_id))
    return work.propose(
        uow,
        subject=f"architecture/node/{code}",
        kind=RETIRE,
        title=f"停用 {row.name}（{code}）",
        payload={
            "code": code,
            "reason": reason,
            "before": {"state": State.PUBLISHED},
            "after": {"state": State.RETIRED},
        },
        approver=approver,
        by=by,
    )


def _refuse_unfinished(uow: UnitOfWork, row: NodeRow) -> None:
    if row.state != State.PUBLISHED:
        raise NotPublished(node=row.name)
    for state in (State.DRAFT, State.IN_REVIEW):
        if any(store.below(uow.session, row.code, state)):
            raise StillDrafted(node=row.name)


@change_handler(RETIRE)
def apply_retirement(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None:
    """Retire the subtree: its sources are certified no longer, and nobody need answer for it."""
    code, reason = change.payload["code"], change.payload["reason"]
    _refuse_unfinished(uow, store.node_row(uow.session, code, lock=True))
    nodes, attributes = store.below(uow.session, code, State.PUBLISHED)
    both: list[NodeRow | AttributeRow] = [*nodes, *attributes]
    for row in both:
        row.state = State.RETIRED
    uow.session.flush()
    searching.set_state(uow, [row.code for row in both], State.RETIRED)
    for row in nodes:
        _end_node(uow, row, reason, by)
    for gone in attributes:
        mechanism.release_asset(uow, Level.ATTRIBUTE.kind, gone.code, by=by)
    detail = {"reason": reason, "count": len(both)}
    evidence.record(uow, by=by, action="architecture.node.retired", subject=f"architecture/node/{code}", detail=detail)


def _end_node(uow: UnitOfWork, row: NodeRow, reason: str, by: Actor) -> None:
    mechanism.release_asset(uow, Level(row.level).kind, row.code, by=by)
    if row.level != Level.ENTITY:
        return
    certification = store.valid_certification(uow.session, row.code)
    if certification is not None:
        end_for_good(uow, certification, reason, by)
    uow.tell(EntityChanged(entity_code=row.code))
