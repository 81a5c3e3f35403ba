"""Readings of a source's schema, what people make of the proposals, and where the source departed from the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from shudao.architecture.contracts_ledger import Grade
from shudao.architecture.contracts_systems import PhysicalColumn, RegisteredTable
from shudao.work.contracts import Affected

__all__ = [
    "ColumnDecision",
    "ConfirmationSheet",
    "Confirmed",
    "Drift",
    "DriftChange",
    "DriftKind",
    "HarvestRun",
    "HarvestState",
    "SheetColumn",
    "TableDecision",
]


class HarvestState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class HarvestRun:
    """A reading of a source's schema. `phase` is what it is at: reading, proposing, saving, done.

    `summary` are the numbers of the proposal (`Summary`) and of the register: new, gone and changed tables, tables
    without key, views, commented columns.
    """

    id: str
    source_code: str
    state: HarvestState
    phase: str
    tables_done: int
    tables_total: int | None
    summary: Mapping[str, int]
    faults: tuple[Mapping[str, Any], ...]
    error_code: str | None
    asked_name: str
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True)
class ColumnDecision:
    """What a person makes of a column: a new attribute, or, with `attribute_code`, one that the entity has already."""

    column: str
    name: str
    field: str
    definition: str = ""
    data_element: str | None = None
    grade: Grade | None = None
    is_key: bool = False
    is_personal: bool = False
    attribute_code: str | None = None


@dataclass(frozen=True)
class TableDecision:
    """What a person makes of a table: an entity that is there (`entity_code`), or a new one.

    A new entity goes below the business object `object_code`, or below a new object `object_name` of `subject_area`.
    """

    columns: tuple[ColumnDecision, ...]
    entity_code: str | None = None
    entity_name: str = ""
    entity_table: str = ""
    definition: str = ""
    object_code: str | None = None
    object_name: str = ""
    subject_area: str | None = None


@dataclass(frozen=True)
class Confirmed:
    """What became of a confirmation: all of it waits for somebody else's review.

    `attributes` are new ones in review, `changes` change requests for published ones, `lowerings` proposals to lower a
    grade; `mapped` columns now point at attributes of the entity.
    """

    entity_code: str
    attributes: int
    changes: int
    lowerings: int
    mapped: int


@dataclass(frozen=True)
class SheetColumn:
    """A column with what is proposed for it (JSON of `ProposedColumn`), and the attribute it is mapped to, if any."""

    column: PhysicalColumn
    proposal: Mapping[str, Any] | None
    attribute_code: str | None
    attribute_name: str
    grade: Grade | None


@dataclass(frozen=True)
class ConfirmationSheet:
    """Everything needed to make an entity of a table: proposals, what stands already, and what one typed before.

    `draft` is the asker's own, `draft_version` counts its savings (0: none yet).
    """

    table: RegisteredTable
    columns: tuple[SheetColumn, ...]
    proposal: Mapping[str, Any] | None
    business_object: Mapping[str, Any] | None
    duplicates: tuple[Mapping[str, Any], ...]
    draft: Mapping[str, Any]
    draft_version: int
    saved_at: datetime | None


class DriftKind(StrEnum):
    RENAMED = "renamed"
    REMOVED = "removed"
    RETYPED = "retyped"
    TABLE_GONE = "table_gone"

    @property
    def zh(self) -> str:
        return {
            "renamed": "字段疑似改名",
            "removed": "字段被删除",
            "retyped": "字段类型改变",
            "table_gone": "表不存在了",
        }[self.value]


@dataclass(frozen=True)
class DriftChange:
    """How a registered column departed: `after` is the proposed new column or the new type, empty where none is."""

    kind: DriftKind
    column: str
    before: str = ""
    after: str = ""
    likeness: float = 0.0


@dataclass(frozen=True)
class Drift:
    """A registered table that no longer is what was registered; open until somebody settles it.

    `affected` is what hangs on the columns in question, as far as the asker may see it.
    """

    id: str
    source_code: str
    source_name: str
    table: str
    entity_codes: tuple[str, ...]
    organisation_id: str
    changes: tuple[DriftChange, ...]
    found_at: datetime
    settled_at: datetime | None
    outcome: str
    live: tuple[PhysicalColumn, ...] = ()
    affected: tuple[Affected, ...] = field(default_factory=tuple)
