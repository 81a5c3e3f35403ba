"""What `work` needs from the owners of things: someone who carries out an approved change, and who is touched by it.

The owner registers its handler where its facade is imported:

    @change_handler("architecture.object.edit")
    def apply_edit(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None: ...

The handler runs in the approver's transaction: it checks that the payload still fits what is published (raising
`StaleEdit` otherwise), writes the new version, and the approval stands or falls with it.

Whoever holds things that hang on things of others says so in a file `impact` of its module, which `app` joins:

    def affected(uow: UnitOfWork, subject: str, *, by: Actor) -> Sequence[Affected]: ...

Whoever holds things that people may comment on and follow describes them in a file `objects`, by how their subjects
begin:

    OBJECTS = {"architecture/node": describe_node}
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts import Affected, ChangeRequest
from shudao.work.contracts_life import Described, Dispatch, Letter

__all__ = [
    "CHANGE_HANDLERS",
    "IMPACTS",
    "OBJECTS",
    "ChangeHandler",
    "ImpactLooker",
    "NoticeChannel",
    "ObjectDescriber",
    "change_handler",
]


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


class ObjectDescriber(Protocol):
    """Says in words what `code` names. Raises `NotFound` when there is none, or when `by` may not know of it."""

    def __call__(self, uow: UnitOfWork, code: str, *, by: Actor) -> Described: ...


OBJECTS: dict[str, ObjectDescriber] = {}


class NoticeChannel(Protocol):
    """A way out for notices: one file in `channels` and one line in its registry.

    A gateway for text messages would be one more member; none ships, for each has an interface of its own.
    """

    kind: ClassVar[str]
    zh: ClassVar[str]
    en: ClassVar[str]
    # Whether receivers check who sent it by a secret of the channel's own.
    has_secret: ClassVar[bool]

    def address_fault(self, address: str, dispatch: Dispatch) -> str:
        """What is wrong with an address, in Chinese; nothing when it can be sent to."""
        ...

    def send(self, letter: Letter, dispatch: Dispatch, secret: str) -> None:
        """Hand a letter over. `secret`: of the channel if it has one, else of the installation's server.

        Raises `DeliveryFailed`; returning means that the other side has taken it.
        """
        ...
