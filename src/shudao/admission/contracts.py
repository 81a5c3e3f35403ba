"""What others may know of admission: assets, the gate's report, write tickets, the ledger of batches, releases."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import pyarrow as pa

from shudao.architecture.contracts import Grade, LineageEnd
from shudao.lake.write import Mode

__all__ = [
    "Asset",
    "AssetColumn",
    "Certificate",
    "GateFinding",
    "GateReport",
    "Layer",
    "LedgerEntry",
    "Mode",
    "NewAsset",
    "Release",
    "Standard",
    "WriteTicket",
]


class Layer(StrEnum):
    """The four layers of a department's data pool (white paper 4.6)."""

    SDI = "sdi"
    DWI = "dwi"
    DWR = "dwr"
    DM = "dm"

    @property
    def zh(self) -> str:
        return {"sdi": "贴源层", "dwi": "整合层", "dwr": "报告层", "dm": "集市层"}[self.value]

    @property
    def is_derived(self) -> bool:
        """Whether assets of this layer are made from other assets rather than from a source."""
        return self in (Layer.DWR, Layer.DM)


class Standard(StrEnum):
    """The six standards of lake entry (white paper 4.6, 数据入湖标准)."""

    OWNER = "owner"
    STANDARD = "standard"
    SOURCE = "source"
    GRADE = "grade"
    QUALITY_PLAN = "quality_plan"
    REGISTRATION = "registration"

    @property
    def zh(self) -> str:
        return {
            "owner": "明确数据Owner",
            "standard": "发布数据标准",
            "source": "认证数据源",
            "grade": "定义安全级别",
            "quality_plan": "制定质量方案",
            "registration": "元数据注册",
        }[self.value]


@dataclass(frozen=True)
class AssetColumn:
    """A column of a lake table. `type` is one of text, int, double, bool, date, timestamp, decimal(p,s).

    `source_name` is the source's own name where the lake cannot keep it (see `lake_column`); otherwise empty.
    """

    name: str
    title: str
    type: str = "text"
    attribute_code: str | None = None
    grade: Grade | None = None
    is_key: bool = False
    is_personal: bool = False
    source_name: str = ""


@dataclass(frozen=True)
class NewAsset:
    """A physical data set as it is registered. `inputs` are the assets a DWR or DM table is made from."""

    code: str
    layer: Layer
    title: str
    organisation_id: str
    columns: tuple[AssetColumn, ...]
    entity_code: str | None = None
    source_code: str | None = None
    physical_table: str | None = None
    inputs: tuple[str, ...] = ()
    owner_person_id: str | None = None
    quality_rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asset:
    """A registered data set. `grade` is the highest of its columns, None while one is ungraded."""

    code: str
    layer: Layer
    title: str
    organisation_id: str
    columns: tuple[AssetColumn, ...]
    entity_code: str | None
    source_code: str | None
    physical_table: str | None
    inputs: tuple[str, ...]
    owner_person_id: str | None
    quality_rules: tuple[str, ...]
    is_admitted: bool
    released_version: int | None
    latest_version: int | None
    rows: int | None
    updated_at: datetime | None
    version: int

    @property
    def grade(self) -> Grade | None:
        grades = [column.grade for column in self.columns]
        return None if None in grades or not grades else max(g for g in grades if g is not None)

    @property
    def end(self) -> LineageEnd:
        """The data set as an end of lineage."""
        return LineageEnd(f"lake/{self.code}", self.title, self.organisation_id)

    def column(self, name: str) -> AssetColumn:
        """The column called `name`. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True)
class GateFinding:
    """One of the six standards: whether it holds, what shows it, what is missing, and who is to act where."""

    standard: Standard
    holds: bool
    evidence: str
    missing: tuple[str, ...] = ()
    whom: str = ""
    where: str = ""


@dataclass(frozen=True)
class GateReport:
    """The gate's answer. All six are asked even after the first refusal: one visit corrects everything."""

    asset_code: str
    asset_title: str
    organisation_id: str
    findings: tuple[GateFinding, ...]
    asked_at: datetime

    @property
    def passes(self) -> bool:
        return all(finding.holds for finding in self.findings)

    @property
    def missing(self) -> tuple[GateFinding, ...]:
        return tuple(finding for finding in self.findings if not finding.holds)


@dataclass(frozen=True)
class Certificate:
    """The right of an asset to be written, until it is revoked. `version` grows with each admission."""

    id: str
    asset_code: str
    version: int
    issued_at: datetime
    issued_by: str
    revoked_at: datetime | None = None
    revoked_reason: str = ""


@dataclass(frozen=True)
class WriteTicket:
    """Leave to write one batch: stage plain Parquet files of `schema` into `staging`, then commit.

    `batch` is fixed by stream and position, `attempt` names this opening of it. `may_repeat`: the writer named the
    position, so finding it committed means that the same batch came before. `is_done`: it did before the opening; its
    commit answers with the ledger's entry again. `reads` are the assets whose rows the batch is made from.
    """

    asset: Asset
    stream: str
    sequence: int
    batch: str
    attempt: str
    staging: str
    schema: pa.Schema
    mode: Mode
    certificate_id: str
    certificate_version: int
    may_repeat: bool
    is_done: bool
    reads: tuple[str, ...] = ()


@dataclass(frozen=True)
class LedgerEntry:
    """One committed batch. read = landed + rejected, always."""

    asset_code: str
    stream: str
    sequence: int
    lake_version: int
    read: int
    landed: int
    rejected: int
    certificate_id: str
    certificate_version: int
    rejects_file: str | None
    committed_at: datetime


@dataclass(frozen=True)
class Release:
    """Versions of several assets published together. `released_by` is a name; the evidence has the account."""

    id: str
    title: str
    released_at: datetime
    released_by: str
    versions: dict[str, int] = field(default_factory=dict)
