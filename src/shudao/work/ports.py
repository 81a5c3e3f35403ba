"""What `work` needs from the owners of published things: someone who carries out an approved change.

The owner registers its handler where its facade is imported:

    @change_handler("architecture.object.edit")
    def apply_edit(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None: ...

The handler runs in the approver's transaction: it checks that the payload still fits what is published (raising
`StaleEdit` otherwise), writes the new version, and the approval stands or falls with it.
"""

from collections.abc import Callable
from typing import Protocol

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts import ChangeRequest

__all__ = ["CHANGE_HANDLERS", "ChangeHandler", "change_handler"]


class ChangeHandler(Protocol):
    """Carries out one kind of approved change; `by` is the approver on behalf of the requester."""

    def __call__(self, uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None: ...


CHANGE_HANDLERS: dict[str, ChangeHandler] = {}


def change_handler(kind: str) -> Callable[[ChangeHandler], ChangeHandler]:
    """Register the one handler of changes of `kind`."""

    def register(handler: ChangeHandler) -> ChangeHandler:
        known = CHANGE_HANDLERS.setdefault(kind, handler)
        if getattr(known, "__qualname__", known) != getattr(handler, "__qualname__", handler):
            raise ValueError(f"two handlers are registered for changes of kind {kind}")
        return handler

    return register
