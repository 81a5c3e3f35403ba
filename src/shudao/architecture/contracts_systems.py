"""Application systems, the sources read from them, what was registered of their tables, and source certification."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

__all__ = [
    "ApplicationSystem",
    "Certification",
    "CertificationTest",
    "PhysicalColumn",
    "PhysicalTable",
    "Registration",
    "Source",
    "SystemState",
    "TestAnswer",
]


class SystemState(StrEnum):
    """Where an application system stands; the last three end every certification that names it."""

    IN_USE = "in_use"
    IDLE = "idle"
    MERGED = "merged"
    SPLIT = "split"
    RETIRED = "retired"

    @property
    def zh(self) -> str:
        return {"in_use": "在用", "idle": "闲置", "merged": "合并", "split": "拆分", "retired": "下线"}[self.value]

    @property
    def ends_certification(self) -> bool:
        return self in (SystemState.MERGED, SystemState.SPLIT, SystemState.RETIRED)


@dataclass(frozen=True)
class ApplicationSystem:
    """An application system of the register (SPEC 4.11)."""

    code: str
    name: str
    organisation_id: str
    vendor: str = ""
    network_zone: str = ""
    database_kind: str = ""
    state: SystemState = SystemState.IN_USE
    description: str = ""


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
