"""What admission tells: facts in the past tense."""

from dataclasses import dataclass
from typing import ClassVar

from shudao.kernel.facts import Fact

__all__ = ["AssetAdmitted", "BatchLanded", "ReleasePublished"]


@dataclass(frozen=True)
class AssetAdmitted(Fact):
    """An asset passed the gate."""

    name: ClassVar[str] = "admission.asset_admitted"
    for_outsiders: ClassVar[bool] = True
    asset_code: str


@dataclass(frozen=True)
class BatchLanded(Fact):
    """A batch was committed to an asset's table."""

    name: ClassVar[str] = "admission.batch_landed"
    for_outsiders: ClassVar[bool] = True
    asset_code: str
    lake_version: int


@dataclass(frozen=True)
class ReleasePublished(Fact):
    """New versions of several assets became readable together."""

    name: ClassVar[str] = "admission.release_published"
    for_outsiders: ClassVar[bool] = True
    release_id: str
    asset_codes: list[str]
