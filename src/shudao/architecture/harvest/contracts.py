"""What is known before a schema is judged, and what is then proposed. Everything is plain data that JSON can carry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shudao.architecture.contracts_ledger import Grade
from shudao.policy.contracts import DataElement, DataType

__all__ = [
    "CodeColumns",
    "CodeEvidence",
    "ColumnKind",
    "Duplicate",
    "ElementMatch",
    "GradeSuggestion",
    "Ground",
    "Knowledge",
    "KnownAttribute",
    "KnownCodeTable",
    "KnownEntity",
    "Neighbour",
    "Proposal",
    "ProposedColumn",
    "ProposedObject",
    "ProposedTable",
    "Summary",
    "TableRole",
]


class Ground(StrEnum):
    """What a proposal rests on. The codes are stable: they are stored with what was confirmed."""

    COMMENT = "comment"
    SYNONYM = "synonym"
    NAME = "name"
    ENGLISH = "english"
    INITIALS = "initials"
    TYPE = "type"
    FORMAT = "format"
    VALUES = "values"
    KEY = "key"
    FOREIGN_KEY = "foreign_key"
    SHAPE = "shape"
    ROW_COUNT = "row_count"
    USED_AS_CODE = "used_as_code"
    NEIGHBOURS = "neighbours"
    ELEMENT = "element"

    @property
    def zh(self) -> str:
        return _GROUNDS[self][0]

    @property
    def en(self) -> str:
        return _GROUNDS[self][1]


_GROUNDS: dict[Ground, tuple[str, str]] = {
    Ground.COMMENT: ("注释", "its comment"),
    Ground.SYNONYM: ("同义词", "a synonym"),
    Ground.NAME: ("名称", "its name"),
    Ground.ENGLISH: ("英文名", "its English name"),
    Ground.INITIALS: ("拼音首字母", "pinyin initials"),
    Ground.TYPE: ("数据类型", "its type"),
    Ground.FORMAT: ("长度", "its length"),
    Ground.VALUES: ("样本值", "sampled values"),
    Ground.KEY: ("主键", "its key"),
    Ground.FOREIGN_KEY: ("外键", "a foreign key"),
    Ground.SHAPE: ("表结构", "the table's shape"),
    Ground.ROW_COUNT: ("行数", "the number of rows"),
    Ground.USED_AS_CODE: ("被其他表作为代码引用", "other tables refer to it as a code"),
    Ground.NEIGHBOURS: ("同类属性的既定级别", "grades of like attributes"),
    Ground.ELEMENT: ("数据元", "the data element"),
}


class TableRole(StrEnum):
    """What a table is there for. Only `BUSINESS` and `RELATION` tables are proposed as entities."""

    BUSINESS = "business"
    CODE = "code"
    RELATION = "relation"
    TECHNICAL = "technical"

    @property
    def zh(self) -> str:
        return {"business": "业务表", "code": "代码表", "relation": "关联表", "technical": "技术表"}[self.value]


class ColumnKind(StrEnum):
    """What a column holds. `HOUSEKEEPING` is the application's own (who wrote the row, when, whether it counts)."""

    IDENTIFIER = "identifier"
    REFERENCE = "reference"
    CODE = "code"
    NAME = "name"
    DATE = "date"
    DATETIME = "datetime"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    FLAG = "flag"
    TEXT = "text"
    BINARY = "binary"
    HOUSEKEEPING = "housekeeping"

    @property
    def zh(self) -> str:
        return _KINDS[self]


_KINDS = {
    ColumnKind.IDENTIFIER: "标识",
    ColumnKind.REFERENCE: "引用",
    ColumnKind.CODE: "代码",
    ColumnKind.NAME: "名称",
    ColumnKind.DATE: "日期",
    ColumnKind.DATETIME: "日期时间",
    ColumnKind.AMOUNT: "金额",
    ColumnKind.QUANTITY: "数量",
    ColumnKind.FLAG: "是否",
    ColumnKind.TEXT: "文本",
    ColumnKind.BINARY: "二进制",
    ColumnKind.HOUSEKEEPING: "系统字段",
}


@dataclass(frozen=True)
class KnownAttribute:
    """An attribute that stands in the ledger. `column` is its name in the lake."""

    code: str
    name: str
    column: str
    element_code: str | None = None
    grade: Grade | None = None
    synonyms: tuple[str, ...] = ()
    is_personal: bool = False


@dataclass(frozen=True)
class KnownEntity:
    """An entity that stands in the ledger, with the system certified as its one source, if there is one."""

    code: str
    name: str
    table: str
    object_code: str
    organisation_id: str
    organisation_name: str = ""
    is_critical: bool = False
    certified_system: str | None = None
    certified_system_name: str = ""
    attributes: tuple[KnownAttribute, ...] = ()


@dataclass(frozen=True)
class KnownCodeTable:
    """A published code table; `codes` are its codes with their names (of a very large table only the first)."""

    name: str
    title: str
    codes: Mapping[str, str]
    row_count: int


@dataclass(frozen=True)
class Knowledge:
    """Everything a proposal may lean on. Empty knowledge gives proposals from the schema alone.

    `entities` are those that may mean the same as a table of the schema; `graded` are attributes whose names or
    elements occur in it, for their grades.
    """

    elements: tuple[DataElement, ...] = ()
    code_tables: tuple[KnownCodeTable, ...] = ()
    entities: tuple[KnownEntity, ...] = ()
    graded: tuple[KnownAttribute, ...] = ()


@dataclass(frozen=True)
class ElementMatch:
    """A published data element a column may be; `score` from 0 to 1, what it rests on in `grounds`."""

    code: str
    name: str
    score: float
    grounds: tuple[Ground, ...]

    @property
    def is_sure(self) -> bool:
        """Whether it may be confirmed in bulk."""
        return self.score >= 0.8


@dataclass(frozen=True)
class Neighbour:
    """An attribute of the ledger whose grade was looked at."""

    attribute_code: str
    name: str
    grade: Grade


@dataclass(frozen=True)
class GradeSuggestion:
    """A grade with its reason in words. A suggestion never is 重要 or 核心: those follow the regulator's list."""

    grade: Grade
    zh: str
    en: str
    ground: Ground
    neighbours: tuple[Neighbour, ...] = ()


@dataclass(frozen=True)
class ProposedColumn:
    """A column as an attribute (L5). `name` is the source's, `title` the Chinese name proposed (empty where nothing
    tells it), `field` the ASCII name for the lake. `refers_to` is the table of this schema whose rows it names,
    `code_table` the published code table its values come from.
    """

    name: str
    type: str
    title: str
    title_ground: Ground | None
    kind: ColumnKind
    field: str
    data_type: DataType
    is_key: bool = False
    nullable: bool = True
    is_personal: bool = False
    comment: str = ""
    element: ElementMatch | None = None
    alternatives: tuple[ElementMatch, ...] = ()
    refers_to: str | None = None
    code_table: str | None = None
    grade: GradeSuggestion | None = None

    @property
    def element_code(self) -> str | None:
        return self.element.code if self.element else None


@dataclass(frozen=True)
class CodeEvidence:
    """How much speaks for a code table: `score` is a sum of weights, at least 1 means that it is one."""

    score: float
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True)
class CodeColumns:
    """Where a code table keeps its codes, their names, and, in a table of many code tables, which one a row is of."""

    code: str
    name: str
    kind: str | None = None
    parent: str | None = None


@dataclass(frozen=True)
class ProposedTable:
    """A table with what it is proposed to be: a code table, an entity (L4) of the object `object_key`, or neither.

    `known_code_table` is the published code table whose codes it holds, should there be one.
    """

    name: str
    title: str
    title_ground: Ground | None
    role: TableRole
    columns: tuple[ProposedColumn, ...]
    object_key: str | None = None
    entity_table: str = ""
    code: CodeEvidence = field(default_factory=lambda: CodeEvidence(0.0))
    code_columns: CodeColumns | None = None
    known_code_table: str | None = None
    comment: str = ""
    row_count: int | None = None
    origin: str = ""

    @property
    def is_code_table(self) -> bool:
        return self.role is TableRole.CODE

    @property
    def grade(self) -> Grade | None:
        """The highest grade suggested for a column."""
        return max((column.grade.grade for column in self.columns if column.grade), default=None)

    def column(self, name: str) -> ProposedColumn:
        """Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True)
class ProposedObject:
    """A business object (L3): the table `key` that stands for itself, and those that hang on it by keys.

    `identifying` is the column of that table which tells one instance from another. `subject_area` is proposed by where
    the department's like objects stand, None where nothing is alike.
    """

    key: str
    title: str
    tables: tuple[str, ...]
    identifying: str | None = None
    subject_area: str | None = None


@dataclass(frozen=True)
class Duplicate:
    """A table that means what an entity of the ledger means already: `shared` are (column, attribute code) pairs,
    `likeness` from 0 to 1. `is_certified`: the entity has its one certified source, so a second is refused.
    """

    table: str
    entity_code: str
    entity_name: str
    organisation_id: str
    organisation_name: str
    likeness: float
    shared: tuple[tuple[str, str], ...]
    is_certified: bool = False
    certified_system: str | None = None
    certified_system_name: str = ""


@dataclass(frozen=True)
class Summary:
    """The proposal in numbers."""

    tables: int
    columns: int
    primary_keys: int
    foreign_keys: int
    comments: int
    code_tables: int
    objects: int
    entities: int
    titled: int
    matched: int
    graded: int
    duplicates: int
    faults: int


@dataclass(frozen=True)
class Proposal:
    """What is proposed for one schema. Tables come in the schema's order."""

    tables: tuple[ProposedTable, ...]
    objects: tuple[ProposedObject, ...]
    duplicates: tuple[Duplicate, ...]
    summary: Summary

    def table(self, name: str) -> ProposedTable:
        """Raises KeyError."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)
