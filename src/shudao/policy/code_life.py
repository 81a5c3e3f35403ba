"""The lives of code tables: submitting, publishing on what the draft was made from, sending back, ending."""

from collections.abc import Iterable

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.policy import life, store, store_codes
from shudao.policy.contracts import State
from shudao.policy.errors_codes import BaseMoved

__all__ = [
    "drop_code_table",
    "publish_code_tables",
    "retire_code_table",
    "send_back_code_table",
    "submit_code_tables",
]


def submit_code_tables(uow: UnitOfWork, names: Iterable[str], *, by: Actor) -> None:
    """Hand loaded versions in for review. Raises `NothingToDecide`."""
    life.submit(uow, life.CODE_TABLE, names, by=by)


def publish_code_tables(uow: UnitOfWork, names: Iterable[str], *, by: Actor) -> None:
    """Publish the versions in review; not by whoever loaded or submitted them (`OwnWork`).

    Raises `BaseMoved` when another version was published since the draft was made: it would undo that one unseen.
    """
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        _refuse_moved(uow, name)
    life.publish(uow, life.CODE_TABLE, wanted, by=by)


def _refuse_moved(uow: UnitOfWork, name: str) -> None:
    present = store_codes.published(uow.session, name)
    for row in store.open_tables(uow.session, name):
        if row.state == State.IN_REVIEW and present is not None and row.based_on != present.version:
            raise BaseMoved(name=name, seen=row.based_on or "—", current=present.version)


def send_back_code_table(uow: UnitOfWork, name: str, reason: str, *, by: Actor) -> None:
    """Return a version in review to its author."""
    life.send_back(uow, life.CODE_TABLE, name, reason, by=by)


def drop_code_table(uow: UnitOfWork, name: str, *, by: Actor) -> None:
    """Throw a drafted version away."""
    life.drop(uow, life.CODE_TABLE, name, by=by)


def retire_code_table(uow: UnitOfWork, name: str, reason: str, *, by: Actor) -> None:
    """End a published table without a successor."""
    life.retire(uow, life.CODE_TABLE, name, reason, by=by)
