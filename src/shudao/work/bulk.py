"""Many changes decided together: each stands or falls by itself, and each is reported (SPEC 3.1.7)."""

from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from shudao.kernel.actor import Actor
from shudao.kernel.errors import ShudaoError
from shudao.kernel.uow import UnitOfWork
from shudao.work import changes
from shudao.work.contracts_life import Decided
from shudao.work.errors import NoReason, TooManyChanges, UnknownChange

__all__ = ["MOST_AT_ONCE", "decide_many"]

MOST_AT_ONCE = 200


def decide_many(
    uow: UnitOfWork, change_ids: Sequence[str], *, approve: bool, reason: str = "", by: Actor
) -> list[Decided]:
    """Approve or refuse changes with one ground. One that cannot be decided does not undo the others.

    Raises `NoReason` for a refusal without one, and `TooManyChanges`.
    """
    if len(change_ids) > MOST_AT_ONCE:
        raise TooManyChanges(limit=MOST_AT_ONCE)
    if not approve and not reason.strip():
        raise NoReason
    return [_decide_one(uow, each, approve, reason, by) for each in dict.fromkeys(change_ids)]


def _decide_one(uow: UnitOfWork, change_id: str, approve: bool, reason: str, by: Actor) -> Decided:
    title = _title(uow, change_id, by)
    try:
        # What the handler of a change wrote before it refused is taken back with it.
        with uow.session.begin_nested():
            changes.decide(uow, change_id, approve=approve, reason=reason, by=by)
    except ShudaoError as refused:
        return Decided(change_id, title, False, refused.code, refused.message("zh"), refused.message("en"))
    except SQLAlchemyError:
        zh, en = "数据库未能完成该变更，请单独办理。", "The database could not carry it out; decide it by itself."
        return Decided(change_id, title, False, "work.change_not_carried_out", zh, en)
    return Decided(change_id, title, True)


def _title(uow: UnitOfWork, change_id: str, by: Actor) -> str:
    try:
        return changes.change(uow, change_id, by=by).title
    except UnknownChange:
        return ""
