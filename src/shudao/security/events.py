"""What security tells: facts in the past tense."""

from dataclasses import dataclass
from typing import ClassVar

from shudao.kernel.facts import Fact

__all__ = ["GrantRevoked"]


@dataclass(frozen=True)
class GrantRevoked(Fact):
    """A grant was ended before its term; deliveries under it stop."""

    name: ClassVar[str] = "security.grant_revoked"
    for_outsiders: ClassVar[bool] = True
    grant_id: str
    asset_code: str
