"""Facts in the past tense: how upstream tells downstream (DESIGN §3)."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

__all__ = ["Fact"]


@dataclass(frozen=True)
class Fact:
    """Something that happened. Fields are JSON values; listeners receive them as a job's arguments.

    A fact nobody listens to must say so with `for_outsiders`, or a test fails.
    """

    name: ClassVar[str]
    for_outsiders: ClassVar[bool] = False

    def payload(self) -> dict[str, Any]:
        return asdict(self)
