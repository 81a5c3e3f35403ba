"""The clauses as plain decisions about a proposal: what a script says, and what the standards say to it."""

import re
from collections.abc import Iterator, Mapping

from shudao.architecture.contracts_ledger import Grade
from shudao.architecture.ddl import words
from shudao.architecture.ddl.contracts import CheckStage, DdlClause, DdlFinding, DdlReport, Severity
from shudao.architecture.ddl.words import Said
from shudao.architecture.harvest.contracts import (
    ColumnKind,
    Duplicate,
    Ground,
    Proposal,
    ProposedColumn,
    ProposedTable,
    TableRole,
)
from shudao.architecture.harvest.names import length_of
from shudao.connectors.harvest.contracts import HarvestedSchema, HarvestedTable
from shudao.policy.contracts import DataElement, DataType, FormatKind
from shudao.policy.facade import parse_format

__all__ = ["judge"]

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_RESERVED = frozenset({
    "all", "and", "as", "asc", "between", "by", "case", "check", "column", "create", "default", "delete", "desc",
    "distinct", "drop", "else", "end", "exists", "foreign", "from", "group", "having", "in", "index", "insert", "into",
    "is", "join", "key", "like", "limit", "not", "null", "on", "or", "order", "primary", "references", "select", "set",
    "table", "then", "to", "union", "unique", "update", "user", "using", "values", "when", "where", "with",
})  # fmt: skip
_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
# How grave a clause is at approval, change and acceptance: a plan need not be complete, what is handed over must be.
_GRAVITY: Mapping[DdlClause, tuple[Severity, Severity, Severity]] = {
    DdlClause.READABLE: (_W, _E, _E),
    DdlClause.TABLE_NAME: (_W, _W, _W),
    DdlClause.COLUMN_NAME: (_W, _W, _W),
    DdlClause.TABLE_COMMENT: (_W, _E, _E),
    DdlClause.COLUMN_COMMENT: (_W, _W, _E),
    DdlClause.PRIMARY_KEY: (_W, _E, _E),
    DdlClause.FOREIGN_KEY: (_W, _E, _E),
    DdlClause.STANDARD_NAME: (_W, _W, _W),
    DdlClause.STANDARD_TYPE: (_E, _E, _E),
    DdlClause.STANDARD_LENGTH: (_E, _E, _E),
    DdlClause.CODE_TABLE: (_W, _W, _E),
    DdlClause.PRIVATE_CODES: (_W, _W, _W),
    DdlClause.SECOND_SOURCE: (_E, _E, _E),
    DdlClause.HELD_ELSEWHERE: (_W, _W, _W),
    DdlClause.SENSITIVE: (_N, _N, _N),
}
_STAGES = list(CheckStage)
_HOLDS: Mapping[DataType, frozenset[DataType]] = {
    DataType.STRING: frozenset({DataType.STRING}),
    DataType.INTEGER: frozenset({DataType.INTEGER, DataType.DECIMAL}),
    DataType.DECIMAL: frozenset({DataType.DECIMAL}),
    DataType.DATE: frozenset({DataType.DATE, DataType.DATETIME}),
    DataType.DATETIME: frozenset({DataType.DATETIME}),
    DataType.BOOLEAN: frozenset({DataType.BOOLEAN, DataType.STRING, DataType.INTEGER}),
    DataType.BINARY: frozenset({DataType.BINARY}),
}


def judge(
    schema: HarvestedSchema,
    proposal: Proposal,
    elements: Mapping[str, DataElement],
    stage: CheckStage,
    system_code: str | None = None,
) -> DdlReport:
    """The findings for a schema. `system_code` is the system it is for: its own certified data is no second source."""
    judged = _Judge(stage, elements, system_code)
    known = {table.name: table for table in schema.tables}
    found = [*judged.faults(schema)]
    for table in proposal.tables:
        found += judged.table(table, known[table.name], known)
    found += [finding for duplicate in proposal.duplicates for finding in judged.duplicate(duplicate, known)]
    order = {severity: at for at, severity in enumerate(Severity)}
    found.sort(key=lambda finding: (order[finding.severity], finding.table, finding.column, finding.clause))
    numbers = proposal.summary
    return DdlReport(stage, numbers.tables, numbers.columns, numbers.code_tables, numbers.matched, tuple(found))


class _Judge:
    def __init__(self, stage: CheckStage, elements: Mapping[str, DataElement], system_code: str | None) -> None:
        self._stage, self._elements, self._system = _STAGES.index(stage), elements, system_code

    def _finding(
        self, clause: DdlClause, said: Said, table: str = "", column: str = "", place: str = "", reference: str = ""
    ) -> DdlFinding:
        severity = _GRAVITY[clause][self._stage]
        return DdlFinding(
            clause, severity, table, column, place, said.zh, said.en, said.mend_zh, said.mend_en, reference
        )

    def faults(self, schema: HarvestedSchema) -> Iterator[DdlFinding]:
        for fault in schema.faults:
            said = Said(
                f"{fault.kind.zh}：{fault.about}。",
                f"{fault.about}: {fault.kind.en}.",
                "请改正该处语句后重新检查。",
                "Correct the statement and check again.",
            )
            yield self._finding(DdlClause.READABLE, said, place=f"{fault.file}:{fault.line}")

    def table(
        self, table: ProposedTable, harvested: HarvestedTable, known: Mapping[str, HarvestedTable]
    ) -> Iterator[DdlFinding]:
        for clause, said, reference in (*_table_faults(table, harvested), *_key_faults(harvested, known)):
            yield self._finding(clause, said, table.name, "", table.origin, reference)
        for column in table.columns:
            faults = [*_column_faults(column)]
            if table.role is not TableRole.CODE:
                faults += [*self._standard_faults(column), *_code_faults(column)]
            for clause, said, reference in faults:
                yield self._finding(clause, said, table.name, column.name, table.origin, reference)

    def duplicate(self, duplicate: Duplicate, known: Mapping[str, HarvestedTable]) -> Iterator[DdlFinding]:
        """What a certified source holds is refused; what somebody holds is told."""
        if duplicate.certified_system is not None and duplicate.certified_system == self._system:
            return
        clause = DdlClause.SECOND_SOURCE if duplicate.is_certified else DdlClause.HELD_ELSEWHERE
        yield self._finding(
            clause,
            words.second_source(duplicate) if duplicate.is_certified else words.held_elsewhere(duplicate),
            duplicate.table,
            "",
            known[duplicate.table].origin,
            duplicate.entity_code,
        )

    def _standard_faults(self, column: ProposedColumn) -> Iterator[tuple[DdlClause, Said, str]]:
        match = column.element
        if match is None or match.grounds[0] not in (Ground.NAME, Ground.SYNONYM):
            return
        element = self._elements[match.code]
        if not _holds(column, element):
            yield DdlClause.STANDARD_TYPE, words.wrong_type(column, element), match.code
        elif match.is_sure and (short := _too_short(column, element)):
            yield DdlClause.STANDARD_LENGTH, short, match.code
        if match.is_sure and match.grounds[0] is Ground.SYNONYM:
            yield DdlClause.STANDARD_NAME, words.other_name(column, element), match.code


def _table_faults(table: ProposedTable, harvested: HarvestedTable) -> Iterator[tuple[DdlClause, Said, str]]:
    plain = table.name.rpartition(".")[2]
    if fault := _name_fault(plain):
        yield DdlClause.TABLE_NAME, fault, ""
    if not _CHINESE.search(table.comment):
        yield DdlClause.TABLE_COMMENT, words.no_comment("表", "table", plain), ""
    if not harvested.primary_key:
        yield DdlClause.PRIMARY_KEY, words.no_key(plain), ""
    if table.known_code_table:
        yield DdlClause.PRIVATE_CODES, words.private_codes(plain, table.known_code_table), table.known_code_table
    sensitive = [
        f"{c.title or c.name}（{c.grade.grade}）" for c in table.columns if c.grade and c.grade.grade >= Grade.G3
    ]
    if sensitive:
        yield DdlClause.SENSITIVE, words.sensitive(sensitive), ""


def _key_faults(table: HarvestedTable, known: Mapping[str, HarvestedTable]) -> Iterator[tuple[DdlClause, Said, str]]:
    for key in table.foreign_keys:
        if key.target not in known:
            yield DdlClause.FOREIGN_KEY, words.lost_key(key.columns, key.target), ""


def _column_faults(column: ProposedColumn) -> Iterator[tuple[DdlClause, Said, str]]:
    if fault := _name_fault(column.name):
        yield DdlClause.COLUMN_NAME, fault, ""
    if not _CHINESE.search(column.comment):
        yield DdlClause.COLUMN_COMMENT, words.no_comment("字段", "column", column.name), ""


def _name_fault(name: str) -> Said | None:
    return None if NAME.fullmatch(name) and name not in _RESERVED else words.bad_name(name)


def _code_faults(column: ProposedColumn) -> Iterator[tuple[DdlClause, Said, str]]:
    if column.kind is ColumnKind.CODE and not column.refers_to and not column.code_table:
        yield DdlClause.CODE_TABLE, words.no_code_table(column), ""


def _holds(column: ProposedColumn, element: DataElement) -> bool:
    """Whether the column's type takes every value of the element and no other kind. Numbers would eat the zeros that
    codes begin with; dates may be kept as eight digits of text.
    """
    if element.data_type in (DataType.DATE, DataType.DATETIME) and column.data_type is DataType.STRING:
        return (length_of(column.type) or 0) >= parse_format(element.format).min
    return column.data_type in _HOLDS[element.data_type]


def _too_short(column: ProposedColumn, element: DataElement) -> Said | None:
    wanted, found = parse_format(element.format), length_of(column.type)
    if column.data_type is not DataType.STRING or found is None or wanted.max is None or found >= wanted.max:
        return None
    if wanted.kind in (FormatKind.DATE, FormatKind.DATETIME, FormatKind.BINARY):
        return None
    return words.too_short(column, element, found, wanted.max)
