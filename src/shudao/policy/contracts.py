"""What others may know of standards: data elements, code tables and norms, each with a version and a state."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shudao.policy.contracts_codes import (
    Assessment,
    CodeChange,
    CodeChangeKind,
    CodeMapping,
    CodePair,
    CodeTableConflict,
    CountedValues,
    ElementConflict,
    Finding,
    FindingKind,
    ForeignValue,
    Library,
    NewCodeMapping,
    Proposal,
    ProposalKind,
    ProposalState,
    Relation,
    RelationKind,
    Revision,
    RevisionSummary,
    Snapshot,
    Translation,
    TranslationKind,
)
from shudao.policy.contracts_norms import (
    ClauseView,
    DepartmentResult,
    NewWaiver,
    NormRun,
    Principle,
    RunDetail,
    Severity,
    TrendPoint,
    Violation,
    ViolationFilter,
    Waiver,
)

__all__ = [
    "DEFAULT_NULL_WORDS",
    "Assessment",
    "ClauseView",
    "Code",
    "CodeChange",
    "CodeChangeKind",
    "CodeMapping",
    "CodePair",
    "CodeRow",
    "CodeTable",
    "CodeTableConflict",
    "CountedValues",
    "DataElement",
    "DataType",
    "DepartmentResult",
    "ElementConflict",
    "Finding",
    "FindingKind",
    "ForeignValue",
    "Format",
    "FormatKind",
    "Library",
    "NewCodeMapping",
    "NewDataElement",
    "NewNorm",
    "NewWaiver",
    "Norm",
    "NormRun",
    "PolicyKind",
    "Principle",
    "Proposal",
    "ProposalKind",
    "ProposalState",
    "Relation",
    "RelationKind",
    "Representation",
    "Revision",
    "RevisionSummary",
    "RunDetail",
    "Severity",
    "Snapshot",
    "State",
    "Translation",
    "TranslationKind",
    "TrendPoint",
    "ValueRange",
    "Violation",
    "ViolationFilter",
    "Waiver",
]

DEFAULT_NULL_WORDS = ("无", "/", "-", "—", "NULL", "null", "0000-00-00", "未知", "不详")
"""Words that sources write where they mean "no value" (STANDARDS §4.2). A code table's own spellings come first."""


class State(StrEnum):
    """The life of a governed object (DESIGN §9), with the words of GB/T 19488 beside it."""

    DRAFT = "draft"  # 草案
    IN_REVIEW = "in_review"  # 试用
    PUBLISHED = "published"  # 标准
    RETIRED = "retired"  # 废止

    @property
    def zh(self) -> str:
        return {"draft": "草案", "in_review": "试用", "published": "标准", "retired": "废止"}[self.value]


class DataType(StrEnum):
    """What a value is once it has been standardised."""

    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    BINARY = "binary"


class Representation(StrEnum):
    """表示词 of GB/T 19488.1: what kind of value stands for the property."""

    NAME = "名称"
    CODE = "代码"
    DATE = "日期"
    DATETIME = "日期时间"
    AMOUNT = "金额"
    QUANTITY = "数量"
    PERCENTAGE = "百分比"
    DESCRIPTION = "说明"
    INDICATOR = "指示符"
    IDENTIFIER = "标识符"


class FormatKind(StrEnum):
    """The letters of the format notation (GB/T 19488.1)."""

    LETTERS = "a"
    DIGITS = "n"
    MIXED = "an"
    DATE = "d8"
    DATETIME = "dt14"
    TEXT = "ul"
    BINARY = "bn"


@dataclass(frozen=True)
class Format:
    """A parsed format such as `an..100` or `n..16,4`.

    `min` and `max` count characters (for digits: digits in all, decimals included); `max` is None for unlimited.
    `decimals` is the number of digits behind the point, None where the notation names none.
    """

    kind: FormatKind
    min: int
    max: int | None
    decimals: int | None = None


@dataclass(frozen=True)
class ValueRange:
    """An inclusive range; either end may be open. Ends are written as text: a number, a date, or `today`."""

    min: str | None = None
    max: str | None = None


@dataclass(frozen=True)
class NewDataElement:
    """A data element as it is submitted (GB/T 19488.1; STANDARDS §8). At most one value domain may be given."""

    code: str
    name: str
    definition: str
    object_class: str
    property: str
    representation: Representation
    data_type: DataType
    format: str
    submitted_by: str
    version: int = 1
    english: str = ""
    pinyin: str = ""
    code_table: str | None = None
    range: ValueRange | None = None
    checksum: str | None = None
    pattern: str | None = None
    unit: str | None = None
    synonyms: tuple[str, ...] = ()
    null_words: tuple[str, ...] = DEFAULT_NULL_WORDS
    use: str = ""
    context: str = ""
    relations: tuple[Relation, ...] = ()
    library: Library = Library.LOCAL
    rule_organisation_id: str | None = None
    maintenance_organisation_id: str | None = None
    monitoring_organisation_id: str | None = None
    registered_by: str | None = None
    remark: str = ""


@dataclass(frozen=True)
class DataElement:
    """A data element in one version: business view (name to `use`), technical view (type to null words), management
    view (who answers for the rule, the upkeep and the monitoring; organisation ids)."""

    code: str
    version: int
    state: State
    name: str
    english: str
    pinyin: str
    definition: str
    object_class: str
    property: str
    representation: Representation
    synonyms: tuple[str, ...]
    use: str
    data_type: DataType
    format: str
    code_table: str | None
    range: ValueRange | None
    checksum: str | None
    pattern: str | None
    unit: str | None
    null_words: tuple[str, ...]
    submitted_by: str
    registered_by: str | None
    rule_organisation_id: str | None
    maintenance_organisation_id: str | None
    monitoring_organisation_id: str | None
    approved_on: date | None
    remark: str = ""
    context: str = ""
    relations: tuple[Relation, ...] = ()
    library: Library = Library.LOCAL


@dataclass(frozen=True)
class CodeRow:
    """One line of a code table as it is loaded. Open ends mean that no bound is known; both days are inclusive."""

    code: str
    name: str
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    is_local: bool = False
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Code(CodeRow):
    """A code of a published (or named) version of a table."""

    table: str = ""
    version: str = ""


@dataclass(frozen=True)
class CodeTable:
    """A code table in one version. `row_count` counts effective-dated rows, withdrawn codes included.

    `extends`: a supplement of that table, in force below the government with id `realm`.
    """

    name: str
    title: str
    version: str
    state: State
    standard: str
    is_official: bool
    organisation_id: str
    row_count: int
    digest: str
    approved_on: date | None
    source: str = ""
    library: Library = Library.LOCAL
    extends: str | None = None
    realm: str | None = None


class PolicyKind(StrEnum):
    """The charter and the three policies its fourteen norms belong to (white paper 4.3)."""

    CHARTER = "总纲"
    ARCHITECTURE = "数据架构政策"
    GOVERNANCE = "数据治理政策"
    SHARING = "共享开放政策"


@dataclass(frozen=True)
class NewNorm:
    """A norm as a document; `clauses` are the executable ones that this version puts in force."""

    code: str
    title: str
    policy: PolicyKind
    effective_on: date
    organisation_id: str
    summary: str = ""
    version: int = 1
    text: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Norm:
    """A norm in one version: the document, its standing, and the clauses it puts in force from `effective_on`."""

    code: str
    version: int
    title: str
    policy: PolicyKind
    effective_on: date
    organisation_id: str
    summary: str
    state: State
    approved_on: date | None = field(default=None)
    text: str = ""
    clauses: tuple[str, ...] = ()
