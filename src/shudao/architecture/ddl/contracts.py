"""What a check of table definitions says: clauses, findings with their place and how to mend them, and the report."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["CheckStage", "DdlClause", "DdlFinding", "DdlReport", "ServiceToReuse", "Severity"]


class CheckStage(StrEnum):
    """When a system's definitions are checked (立项、变更、验收)."""

    APPROVAL = "approval"
    CHANGE = "change"
    ACCEPTANCE = "acceptance"

    @property
    def zh(self) -> str:
        return {"approval": "立项", "change": "变更", "acceptance": "验收"}[self.value]


class Severity(StrEnum):
    """An error must be mended before the stage is passed, a warning explained; a note is for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def zh(self) -> str:
        return {"error": "须整改", "warning": "建议整改", "note": "提示"}[self.value]


class DdlClause(StrEnum):
    """The clauses. The codes are stable: they stand in letters to vendors."""

    READABLE = "readable"
    TABLE_NAME = "table_name"
    COLUMN_NAME = "column_name"
    TABLE_COMMENT = "table_comment"
    COLUMN_COMMENT = "column_comment"
    PRIMARY_KEY = "primary_key"
    FOREIGN_KEY = "foreign_key"
    STANDARD_NAME = "standard_name"
    STANDARD_TYPE = "standard_type"
    STANDARD_LENGTH = "standard_length"
    CODE_TABLE = "code_table"
    PRIVATE_CODES = "private_codes"
    SECOND_SOURCE = "second_source"
    HELD_ELSEWHERE = "held_elsewhere"
    SENSITIVE = "sensitive"

    @property
    def zh(self) -> str:
        return _CLAUSES[self][0]

    @property
    def en(self) -> str:
        return _CLAUSES[self][1]


_CLAUSES: dict[DdlClause, tuple[str, str]] = {
    DdlClause.READABLE: ("脚本可以解析", "The script can be read"),
    DdlClause.TABLE_NAME: ("表名合规", "Table names keep the rule"),
    DdlClause.COLUMN_NAME: ("字段名合规", "Column names keep the rule"),
    DdlClause.TABLE_COMMENT: ("表有中文注释", "Tables have a Chinese comment"),
    DdlClause.COLUMN_COMMENT: ("字段有中文注释", "Columns have a Chinese comment"),
    DdlClause.PRIMARY_KEY: ("表有主键", "Tables have a primary key"),
    DdlClause.FOREIGN_KEY: ("外键所指存在", "Foreign keys lead somewhere"),
    DdlClause.STANDARD_NAME: ("名称与数据元一致", "Names are those of the standard"),
    DdlClause.STANDARD_TYPE: ("类型与数据元一致", "Types are those of the standard"),
    DdlClause.STANDARD_LENGTH: ("长度满足数据元", "Lengths hold what the standard allows"),
    DdlClause.CODE_TABLE: ("代码字段有码表", "Columns of codes refer to a code table"),
    DdlClause.PRIVATE_CODES: ("不自建已发布的码表", "Published code tables are not copied"),
    DdlClause.SECOND_SOURCE: ("一数一源", "One source for what is certified"),
    DdlClause.HELD_ELSEWHERE: ("不重复建设", "What is held elsewhere is not built again"),
    DdlClause.SENSITIVE: ("敏感数据已识别", "Sensitive data is recognised"),
}


@dataclass(frozen=True)
class ServiceToReuse:
    """A data service that answers already from what a table would hold a second time."""

    title: str
    path: str


@dataclass(frozen=True)
class DdlFinding:
    """A clause that a table or column does not keep: where (`file:line` of its definition), what, and how to mend it.

    `reference` is the code of what it was held against: a data element, a code table, an entity.
    """

    clause: DdlClause
    severity: Severity
    table: str
    column: str
    place: str
    zh: str
    en: str
    mend_zh: str
    mend_en: str
    reference: str = ""
    services: tuple[ServiceToReuse, ...] = ()

    @property
    def clause_zh(self) -> str:
        return self.clause.zh

    @property
    def clause_en(self) -> str:
        return self.clause.en


@dataclass(frozen=True)
class DdlReport:
    """The findings of one check, the gravest first. `stage` decides how grave a clause is."""

    stage: CheckStage
    tables: int
    columns: int
    code_tables: int
    matched: int
    findings: tuple[DdlFinding, ...]

    @property
    def counts(self) -> Mapping[Severity, int]:
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in Severity}

    @property
    def passes(self) -> bool:
        """Whether nothing has to be mended before the stage is passed."""
        return not self.counts[Severity.ERROR]
