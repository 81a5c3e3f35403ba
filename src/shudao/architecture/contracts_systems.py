"""Application systems, the sources read from them, what was registered of their tables, and source certification."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

__all__ = [
    "ApplicationSystem",
    "Certification",
    "CertificationTest",
    "CountBy",
    "ExclusionReason",
    "Handover",
    "HandoverForm",
    "IdleEvidence",
    "IdleSign",
    "PhysicalColumn",
    "PhysicalTable",
    "RegisteredTable",
    "Registration",
    "Source",
    "SystemFilter",
    "SystemLine",
    "SystemPage",
    "SystemState",
    "TableCounts",
    "TableFilter",
    "TableState",
    "TestAnswer",
]


class SystemState(StrEnum):
    """Where an application system stands; the last three end every certification that names it."""

    PLANNED = "planned"
    BUILDING = "building"
    IN_USE = "in_use"
    IDLE = "idle"
    TO_RETIRE = "to_retire"
    MERGED = "merged"
    SPLIT = "split"
    RETIRED = "retired"

    @property
    def zh(self) -> str:
        return {
            "planned": "规划",
            "building": "在建",
            "in_use": "在用",
            "idle": "闲置",
            "to_retire": "拟下线",
            "merged": "合并",
            "split": "拆分",
            "retired": "下线",
        }[self.value]

    @property
    def ends_certification(self) -> bool:
        return self in (SystemState.MERGED, SystemState.SPLIT, SystemState.RETIRED)

    @property
    def runs(self) -> bool:
        """Whether the system is there to be used, and may therefore be found unused."""
        return self in (SystemState.IN_USE, SystemState.IDLE, SystemState.TO_RETIRE)


@dataclass(frozen=True)
class ApplicationSystem:
    """An application system of the register (SPEC 4.11).

    `legal_number` is the number of the approval or project it was built under. The vendor's contact is a person to
    ring; `responsible_person_id` is the department's own person, of `mechanism`; `last_used_on` is what the department
    says itself. `version` counts the edits.
    """

    code: str
    name: str
    organisation_id: str
    vendor: str = ""
    network_zone: str = ""
    database_kind: str = ""
    state: SystemState = SystemState.IN_USE
    description: str = ""
    legal_number: str = ""
    vendor_contact: str = ""
    vendor_phone: str = ""
    vendor_email: str = ""
    responsible_person_id: str | None = None
    last_used_on: date | None = None
    version: int = 1


@dataclass(frozen=True)
class SystemFilter:
    """Which systems are wanted; `idle`: those found idle in fact, whatever state they are registered in."""

    state: SystemState | None = None
    organisation_id: str | None = None
    idle: bool = False


class TableState(StrEnum):
    """Whether anybody has looked at a table: claimed by a department, excluded with a reason, or neither yet."""

    UNSURVEYED = "unsurveyed"
    CLAIMED = "claimed"
    EXCLUDED = "excluded"

    @property
    def zh(self) -> str:
        return {"unsurveyed": "未梳理", "claimed": "已认领", "excluded": "已排除"}[self.value]


class ExclusionReason(StrEnum):
    """Why a table holds no government data to catalogue. `OTHER` asks for a note."""

    TEMPORARY = "temporary"
    BACKUP = "backup"
    LOG = "log"
    CONFIGURATION = "configuration"
    TEST = "test"
    COPY = "copy"
    EMPTY = "empty"
    SUPERSEDED = "superseded"
    OTHER = "other"

    @property
    def zh(self) -> str:
        return _REASONS[self][0]

    @property
    def en(self) -> str:
        return _REASONS[self][1]


_REASONS: dict[ExclusionReason, tuple[str, str]] = {
    ExclusionReason.TEMPORARY: ("临时表、中间表", "temporary or intermediate table"),
    ExclusionReason.BACKUP: ("备份表", "backup"),
    ExclusionReason.LOG: ("系统日志", "log of the software"),
    ExclusionReason.CONFIGURATION: ("系统参数、菜单和权限", "settings, menus and rights of the software"),
    ExclusionReason.TEST: ("测试数据", "test data"),
    ExclusionReason.COPY: ("从其他系统复制，非本系统产生", "copied from another system"),
    ExclusionReason.EMPTY: ("空表，业务未启用", "empty, never used"),
    ExclusionReason.SUPERSEDED: ("已被新表替代", "superseded by another table"),
    ExclusionReason.OTHER: ("其他（须说明）", "other (say which)"),
}


@dataclass(frozen=True)
class TableFilter:
    """Which tables of the register are wanted; `name` is one table's own."""

    system_code: str | None = None
    source_code: str | None = None
    state: TableState | None = None
    name: str | None = None


@dataclass(frozen=True)
class RegisteredTable:
    """A table of the register with what was decided about it.

    `organisation_id` is the claiming department, or the source's while nobody claimed it. `entity_code` is the logical
    entity it was registered for, None while the claim leads to none. `reason` and `note` tell why it is excluded.
    """

    system_code: str
    source_code: str
    name: str
    comment: str
    column_count: int
    commented_count: int
    has_key: bool
    is_view: bool
    rows_estimate: int | None
    state: TableState
    organisation_id: str
    entity_code: str | None
    entity_name: str | None
    reason: ExclusionReason | None
    note: str
    decided_by: str | None
    decided_at: datetime | None
    gone_at: datetime | None


@dataclass(frozen=True)
class TableCounts:
    """Tables of the register by what was decided; those of systems that ended, and dropped ones, are not counted.

    `registered` are the claimed ones that lead to an entity. `to_catalogue` is the denominator of 编目率, 挂接率 and
    归集率: everything that was not excluded, surveyed or not, so that not looking does not raise a rate.
    """

    tables: int = 0
    claimed: int = 0
    registered: int = 0
    excluded: int = 0

    @property
    def unsurveyed(self) -> int:
        return self.tables - self.claimed - self.excluded

    @property
    def to_catalogue(self) -> int:
        return self.tables - self.excluded

    def __add__(self, other: "TableCounts") -> "TableCounts":
        return TableCounts(
            self.tables + other.tables,
            self.claimed + other.claimed,
            self.registered + other.registered,
            self.excluded + other.excluded,
        )


class CountBy(StrEnum):
    """What tables are counted per. `facade.table_counts(uow, per) -> Mapping[key, TableCounts]`: keys are organisation
    ids (the claiming department, or the source's owner while unclaimed), system codes or source codes; whoever has no
    table has no key. `organisation_ids` narrows to these departments.
    """

    ORGANISATION = "organisation"
    SYSTEM = "system"
    SOURCE = "source"


@dataclass(frozen=True)
class Source:
    """A connection point of a system. `connector` names a kind (postgresql, csv, excel, rest); `settings` hold no
    secret: the vault keeps it under `secret_ref`."""

    code: str
    name: str
    system_code: str
    connector: str
    settings: Mapping[str, Any]
    secret_ref: str | None
    organisation_id: str


@dataclass(frozen=True)
class PhysicalColumn:
    """A column as the source has it; `type` is the source's own word."""

    name: str
    type: str = "text"
    nullable: bool = True
    is_key: bool = False
    comment: str = ""


@dataclass(frozen=True)
class PhysicalTable:
    """A table, sheet, file or end point of a source, with its columns in order."""

    source_code: str
    name: str
    columns: tuple[PhysicalColumn, ...]
    comment: str = ""
    is_view: bool = False
    rows_estimate: int | None = None


@dataclass(frozen=True)
class Registration:
    """Metadata registration: the entity is that table, its attributes are these columns (attribute code → column)."""

    entity_code: str
    source_code: str
    physical_table: str
    columns: Mapping[str, str]
    key_columns: tuple[str, ...] = ()
    physical_columns: tuple[PhysicalColumn, ...] = ()


class CertificationTest(StrEnum):
    """The four tests of a certified source (white paper 4.5, STANDARDS §9)."""

    FIRST_PUBLISHER = "first_publisher"
    ONLY_ENTRY_POINT = "only_entry_point"
    BEST_MAINTAINED = "best_maintained"
    PERFORMANCE = "performance"

    @property
    def zh(self) -> str:
        return {
            "first_publisher": "信息链上正式发布数据的第一个存储系统",
            "only_entry_point": "该数据的唯一录入点",
            "best_maintained": "维护最及时、正确、完整",
            "performance": "性能和可用性满足调用需求",
        }[self.value]


@dataclass(frozen=True)
class TestAnswer:
    """One test's answer with what shows it."""

    __test__ = False  # not a test class, whatever pytest makes of its name

    test: CertificationTest
    holds: bool
    evidence: str


@dataclass(frozen=True)
class Certification:
    """The certified source of an entity. Exactly one may be valid at a time (一数一源)."""

    id: str
    entity_code: str
    system_code: str
    system_name: str
    certified_at: datetime
    certified_by: str
    answers: tuple[TestAnswer, ...] = field(default_factory=tuple)
    invalidated_at: datetime | None = None
    invalidated_reason: str | None = None

    @property
    def is_valid(self) -> bool:
        return self.invalidated_at is None


@dataclass(frozen=True)
class Handover:
    """A one-time link for typing in what opens a source; open while neither used nor withdrawn nor expired."""

    id: str
    source_code: str
    recipient: str
    created_at: datetime
    expires_at: datetime
    attempts: int
    used_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class HandoverForm:
    """What the holder of a link is shown: whose source it is and what kind of answer is wanted."""

    source_name: str
    system_name: str
    organisation_name: str
    connector: str
    recipient: str
    expires_at: datetime


class IdleSign(StrEnum):
    """What speaks for a system being idle."""

    NO_READS = "no_reads"
    NO_CHANGES = "no_changes"
    NO_OWNER = "no_owner"

    @property
    def zh(self) -> str:
        return {"no_reads": "无人读取", "no_changes": "结构和数据量没有变化", "no_owner": "没有在任的责任人"}[
            self.value
        ]


@dataclass(frozen=True)
class IdleEvidence:
    """A sign with when the opposite was last seen; None: never since the system was registered."""

    sign: IdleSign
    last_seen_at: datetime | None


@dataclass(frozen=True)
class SystemLine:
    """A system as it is listed, with its tables counted and whether it was found idle."""

    system: ApplicationSystem
    counts: TableCounts
    is_idle: bool


@dataclass(frozen=True)
class SystemPage:
    """A system with its databases, its tables counted, and the signs of being idle (empty: it is in use).

    `may_edit` and `may_claim` say what the asker may do with it; sources and signs are empty for whoever may not see
    physical things.
    """

    system: ApplicationSystem
    counts: TableCounts
    sources: tuple[Source, ...]
    idle: tuple[IdleEvidence, ...]
    idle_days: int
    responsible_name: str
    may_edit: bool
    may_claim: bool
