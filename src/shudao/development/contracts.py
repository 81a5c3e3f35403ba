"""What others may know of development: standardisation plans, declared models, and runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shudao.admission.contracts import AssetColumn

__all__ = ["ColumnPlan", "DevelopmentRun", "Model", "RunKind", "StandardisationPlan", "ValueKind"]


class RunKind(StrEnum):
    STANDARDISE = "standardise"
    MODEL = "model"


class ValueKind(StrEnum):
    """What a standardised value is; from the data element's type."""

    TEXT = "text"
    CODE = "code"
    CITIZEN_NUMBER = "citizen_number"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIMESTAMP = "timestamp"
    BOOLEAN = "boolean"


@dataclass(frozen=True)
class ColumnPlan:
    """How one source column becomes one standardised column.

    `codes` maps every accepted spelling to its code. `is_required`: a row without a usable value is kept aside.
    """

    source: str
    target: str
    title: str
    kind: ValueKind
    is_required: bool
    null_words: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    max_chars: int | None = None
    precision: int = 18
    scale: int = 2


@dataclass(frozen=True)
class StandardisationPlan:
    """Derived from the published standards, never written by hand (SPEC 5.4). `without_source` lists attributes that no
    column of the source fills.
    """

    source_asset: str
    target_asset: str
    columns: tuple[ColumnPlan, ...]
    without_source: tuple[str, ...] = ()


@dataclass(frozen=True)
class Model:
    """A declared table of the report or mart layer: one SELECT over its inputs (asset codes), in DuckDB's dialect."""

    code: str
    title: str
    inputs: tuple[str, ...]
    sql: str
    columns: tuple[AssetColumn, ...]


@dataclass(frozen=True)
class DevelopmentRun:
    """One run of a standardisation or a model. read = landed + rejected for standardisation; a model rejects nothing.

    `reasons` counts rows kept aside per column and reason; `emptied` counts optional values that could not be
    standardised and were left empty (the source-aligned layer still has them).
    """

    id: str
    kind: RunKind
    asset_code: str
    read: int
    landed: int
    rejected: int
    lake_version: int
    seconds: float
    finished_at: datetime
    reasons: Mapping[str, int] = field(default_factory=dict)
    emptied: Mapping[str, int] = field(default_factory=dict)
