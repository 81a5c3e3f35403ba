"""What `work` needs from the owners of things: someone who carries out an approved change, and who is touched by it.

The owner registers its handler where its facade is imported:

    @change_handler("architecture.object.edit")
    def apply_edit(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None: ...

The handler runs in the approver's transaction: it checks that the payload still fits what is published (raising
`StaleEdit` otherwise), writes the new version, and the approval stands or falls with it.

Whoever holds things that hang on things of others says so in a file `impact` of its module, which `app` joins:

    def affected(uow: UnitOfWork, subject: str, *, by: Actor) -> Sequence[Affected]: ...
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts import Affected, ChangeRequest

__all__ = ["CHANGE_HANDLERS", "IMPACTS", "ChangeHandler", "ImpactLooker", "change_handler"]


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


class ImpactLooker(Protocol):
    """Finds what of one module hangs on a thing: nothing for subjects it does not know.

    `subject` names the thing as its audit lines do: `architecture/node/<code>`, `architecture/catalogue/<code>`,
    `mechanism/organisation/<id>`, `policy/data_element/<code>`, `policy/code_table/<name>`, `admission/asset/<code>`.
    What `by` may not see is left out.
    """

    def __call__(self, uow: UnitOfWork, subject: str, *, by: Actor) -> Sequence[Affected]: ...


IMPACTS: list[ImpactLooker] = []
