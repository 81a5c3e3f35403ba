"""The ledger L1–L5 and the declarations that hang on it: owner, category, grade, standard, quality plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from functools import total_ordering

from shudao.architecture.contracts_systems import Certification, PhysicalTable, Registration
from shudao.architecture.contracts_tracing import ProposedOwner, StepUse
from shudao.policy.contracts import DataElement, Format, State, ValueRange

__all__ = [
    "Attribute",
    "Category",
    "CategoryKind",
    "CategoryOrigin",
    "CategoryStructure",
    "ChangeState",
    "DataElementRef",
    "Definition",
    "Deviation",
    "EarlierVersion",
    "Entity",
    "Finding",
    "Grade",
    "Level",
    "Lowering",
    "NewAttribute",
    "NewNode",
    "NodeView",
    "ObjectMap",
    "OwnerRef",
    "QualityPlan",
    "State",
    "Trace",
    "TraceKind",
    "TraceUse",
]


class Level(IntEnum):
    """The five levels of the architecture (white paper 4.5)."""

    DOMAIN = 1
    SUBJECT_AREA = 2
    BUSINESS_OBJECT = 3
    ENTITY = 4
    ATTRIBUTE = 5

    @property
    def kind(self) -> str:
        """The word used in search, owners and addresses: domain … attribute."""
        return self.name.lower()


@total_ordering
class Grade(StrEnum):
    """安全级别 by GB/T 43697: G1 < G2 < G3 < G4 < 重要 < 核心."""

    G1 = "G1"
    G2 = "G2"
    G3 = "G3"
    G4 = "G4"
    IMPORTANT = "重要"
    CORE = "核心"

    @property
    def rank(self) -> int:
        return list(Grade).index(self)

    @property
    def is_protected(self) -> bool:
        """重要 and 核心 follow the regulator's list and never drop by a click."""
        return self in (Grade.IMPORTANT, Grade.CORE)

    def __lt__(self, other: object) -> bool:
        return self.rank < Grade(str(other)).rank

    def __le__(self, other: object) -> bool:
        return self.rank <= Grade(str(other)).rank

    def __gt__(self, other: object) -> bool:
        return self.rank > Grade(str(other)).rank

    def __ge__(self, other: object) -> bool:
        return self.rank >= Grade(str(other)).rank


class CategoryOrigin(StrEnum):
    INTERNAL = "internal"
    EXTERNAL = "external"


class CategoryStructure(StrEnum):
    STRUCTURED = "structured"
    UNSTRUCTURED = "unstructured"


class CategoryKind(StrEnum):
    """基础、主、事务、报告、观测、规则数据."""

    BASIC = "basic"
    MASTER = "master"
    TRANSACTION = "transaction"
    REPORT = "report"
    OBSERVATION = "observation"
    RULE = "rule"


@dataclass(frozen=True)
class Category:
    """定数据分类: by origin, by form, and for structured data by kind."""

    origin: CategoryOrigin
    structure: CategoryStructure
    kind: CategoryKind | None = None


class TraceKind(StrEnum):
    DUTY = "duty"
    MATTER = "matter"
    PROCESS_STEP = "process_step"


class TraceUse(StrEnum):
    """What the step does with the object."""

    DERIVES = "derives"
    CREATES = "creates"
    READS = "reads"
    CHANGES = "changes"
    RETIRES = "retires"


@dataclass(frozen=True)
class Trace:
    """From business to data: the duty, matter or process step a node is derived from (SPEC 4.10)."""

    kind: TraceKind
    code: str
    name: str = ""
    use: TraceUse = TraceUse.DERIVES


@dataclass(frozen=True)
class NewNode:
    """A node L1–L4 as it is defined. Parents come from the code; `identifying_attribute` is for business objects,
    `table` (the ASCII name used in the lake) and `is_critical` for entities."""

    code: str
    name: str
    organisation_id: str
    definition: str = ""
    english: str = ""
    synonyms: tuple[str, ...] = ()
    category: Category | None = None
    grade: Grade | None = None
    is_critical: bool = False
    table: str | None = None
    identifying_attribute: str | None = None
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True)
class NewAttribute:
    """An attribute L5 as it is defined. `field` is the ASCII name used in the lake. `data_type` and `format` are given
    only when they are meant to differ from the data element; the difference is listed as a deviation."""

    code: str
    name: str
    field: str
    definition: str = ""
    data_element: str | None = None
    grade: Grade | None = None
    is_key: bool = False
    is_critical: bool = False
    is_personal: bool = False
    nullable: bool = True
    synonyms: tuple[str, ...] = ()
    data_type: str | None = None
    format: str | None = None


@dataclass(frozen=True)
class Definition:
    """What a node or an attribute says now, in the words it is defined in; `version` goes back with an edit."""

    state: State
    version: int
    organisation_id: str
    node: NewNode | None
    attribute: NewAttribute | None


@dataclass(frozen=True)
class OwnerRef:
    """The one accountable person, and for what node the accountability was named (it is inherited downward)."""

    person_id: str
    name: str
    organisation_id: str
    subject_code: str
    confirmed_on: date | None = None


@dataclass(frozen=True)
class DataElementRef:
    """The standard of an attribute: enough to type, map and judge a value. `format` is parsed in `parsed_format`."""

    code: str
    version: int
    state: State
    name: str
    type: str
    format: str
    parsed_format: Format
    code_table: str | None
    range: ValueRange | None
    checksum: str | None
    pattern: str | None
    unit: str | None
    null_words: tuple[str, ...]

    @property
    def is_published(self) -> bool:
        return self.state is State.PUBLISHED


@dataclass(frozen=True)
class Attribute:
    """L5. `column` is the ASCII name in the lake; the source's own name is in the registration."""

    code: str
    entity_code: str
    name: str
    definition: str
    column: str
    position: int
    data_element: DataElementRef | None
    grade: Grade | None
    is_key: bool
    is_identifying: bool
    is_critical: bool
    is_personal: bool
    nullable: bool
    state: State
    version: int


@dataclass(frozen=True)
class QualityPlan:
    """制定数据质量方案: which kinds of rules are meant to hold, how often they are asked, and how much may fail.

    `tolerance` is the share of rows that may fail (0–1); `cycle` is an `UpdateCycle` word.
    """

    entity_code: str
    rule_kinds: tuple[str, ...]
    cycle: str
    tolerance: Decimal
    expected_rows: int | None
    declared_by: str
    declared_at: datetime


@dataclass(frozen=True)
class Entity:
    """L4 with its five elements, as the gate, quality, sharing and standardisation need it.

    `grade` is the data set's: the declared one, never below the highest of its attributes; None while any attribute
    or the entity itself is ungraded. `registrations` name every registered table, the certified source's first.
    """

    code: str
    name: str
    definition: str
    object_code: str
    subject_area_code: str
    domain_code: str
    organisation_id: str
    table: str
    owner: OwnerRef | None
    state: State
    version: int
    is_critical: bool
    category: Category | None
    attributes: tuple[Attribute, ...]
    grade: Grade | None
    certification: Certification | None
    quality_plan: QualityPlan | None
    registrations: tuple[Registration, ...]

    def attribute(self, code: str) -> Attribute:
        """The attribute with this code or lake column. Raises KeyError."""
        for candidate in self.attributes:
            if code in (candidate.code, candidate.column):
                return candidate
        raise KeyError(code)


@dataclass(frozen=True)
class NodeView:
    """A node of the tree as it is listed; `child_count` counts what the asker may open."""

    code: str
    level: Level
    name: str
    definition: str
    parent_code: str | None
    organisation_id: str
    state: State
    version: int
    grade: Grade | None
    is_critical: bool
    category: Category | None
    child_count: int
    identifying_attribute: str | None = None


@dataclass(frozen=True)
class Finding:
    """A rule of the architecture norm that a node does not keep."""

    rule: str
    subject_code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Deviation:
    """Where an attribute departs from its data element: listed, not silently fixed (STANDARDS §8)."""

    attribute_code: str
    element_code: str
    aspect: str
    attribute_value: str
    element_value: str


@dataclass(frozen=True)
class ObjectMap:
    """一张图 of one business object down to its columns. `tables` is empty for whoever may not see physical names."""

    object: NodeView
    subject_area: NodeView
    domain: NodeView
    owner: OwnerRef | None
    traces: tuple[Trace, ...]
    uses: tuple[StepUse, ...]
    proposed_owner: ProposedOwner | None
    entities: tuple[Entity, ...]
    elements: Mapping[str, DataElement]
    tables: tuple[PhysicalTable, ...]
    findings: tuple[Finding, ...]
    deviations: tuple[Deviation, ...]


class ChangeState(StrEnum):
    """Where the lowering of a grade stands; `lapsed`: the grade changed before the agreed day came."""

    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    APPLIED = "applied"
    REFUSED = "refused"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Lowering:
    """A grade that is to be lowered: proposed by the owner, signed or refused by a second person."""

    id: str
    attribute_code: str
    attribute_name: str
    organisation_id: str
    before: Grade
    after: Grade
    reason: str
    effective_on: date | None
    state: ChangeState
    requested_by: str
    requested_name: str
    requested_at: datetime
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True)
class EarlierVersion:
    """What a node or attribute said before a change, field by field."""

    version: int
    content: Mapping[str, object]
    replaced_at: datetime
    replaced_by: str
