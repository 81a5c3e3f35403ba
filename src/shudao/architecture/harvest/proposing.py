"""The whole proposal for a schema, from what was read and what is known; nothing is asked of a database."""

from collections.abc import Sequence
from dataclasses import replace

from shudao.architecture.harvest.code_tables import Recognised, recognise
from shudao.architecture.harvest.columns import Columns, references
from shudao.architecture.harvest.contracts import (
    Duplicate,
    Ground,
    Knowledge,
    Proposal,
    ProposedColumn,
    ProposedTable,
    Summary,
    TableRole,
)
from shudao.architecture.harvest.duplicates import duplicates
from shudao.architecture.harvest.elements import Elements
from shudao.architecture.harvest.grades import Grades
from shudao.architecture.harvest.names import entity_name, table_title, translated
from shudao.architecture.harvest.objects import objects, parents, role_of, top_of
from shudao.connectors.harvest.contracts import HarvestedSchema, HarvestedTable

__all__ = ["propose"]

NOTHING_KNOWN = Knowledge()


def propose(schema: HarvestedSchema, knowledge: Knowledge = NOTHING_KNOWN) -> Proposal:
    """Names, roles, objects, elements, grades and duplicates for every table of a schema.

    The same schema and knowledge give the same proposal. Six hundred tables take about a second.
    """
    recognised = recognise(schema, knowledge.code_tables)
    roles = {t.name: role_of(t, is_code_table=recognised[t.name].is_code_table) for t in schema.tables}
    above = parents(schema, roles)
    columns = _columns(schema, knowledge, recognised)
    tables = [_table(table, roles[table.name], recognised[table.name], above, columns) for table in schema.tables]
    alike = duplicates(tables, knowledge.entities)
    found = objects(tables, alike, {table.name: table for table in schema.tables})
    return Proposal(tuple(tables), found, alike, _summary(schema, tables, len(found), alike))


def _columns(schema: HarvestedSchema, knowledge: Knowledge, recognised: dict[str, Recognised]) -> Columns:
    codes = {table.name: frozenset(table.codes) for table in knowledge.code_tables}
    known = [attribute for entity in knowledge.entities for attribute in entity.attributes]
    return Columns(
        Elements(knowledge.elements, codes),
        Grades([*knowledge.graded, *known]),
        references(schema, recognised),
        {name: found.known for name, found in recognised.items()},
    )


def _table(
    table: HarvestedTable, role: TableRole, recognised: Recognised, above: dict[str, str], columns: Columns
) -> ProposedTable:
    is_entity = role in (TableRole.BUSINESS, TableRole.RELATION)
    title, ground = _title(table)
    return ProposedTable(
        name=table.name,
        title=title,
        title_ground=ground,
        role=role,
        columns=_attributes(table, role, columns),
        object_key=top_of(table.name, above) if is_entity else None,
        entity_table=entity_name(table.name) if is_entity else "",
        code=recognised.evidence,
        code_columns=recognised.columns if role is TableRole.CODE else None,
        known_code_table=recognised.known if role is TableRole.CODE else None,
        comment=table.comment,
        row_count=table.row_count,
        origin=table.origin,
    )


def _attributes(table: HarvestedTable, role: TableRole, columns: Columns) -> tuple[ProposedColumn, ...]:
    """Its columns; a code table is public whatever its codes are of, and has nothing to grade."""
    found = tuple(columns.proposed(table, column) for column in table.columns)
    if role is not TableRole.CODE:
        return found
    return tuple(replace(column, grade=None, is_personal=False) for column in found)


def _title(table: HarvestedTable) -> tuple[str, Ground | None]:
    if title := table_title(table.comment):
        return title, Ground.COMMENT
    if title := translated(entity_name(table.name)):
        return title, Ground.NAME
    plain = table.name.rpartition(".")[2]
    return ("", None) if plain.isascii() else (plain, Ground.NAME)


def _summary(
    schema: HarvestedSchema, tables: Sequence[ProposedTable], found: int, alike: Sequence[Duplicate]
) -> Summary:
    columns = [column for table in tables for column in table.columns]
    comments = sum(bool(table.comment) for table in tables) + sum(bool(column.comment) for column in columns)
    return Summary(
        tables=len(tables),
        columns=len(columns),
        primary_keys=sum(bool(table.primary_key) for table in schema.tables),
        foreign_keys=sum(len(table.foreign_keys) for table in schema.tables),
        comments=comments,
        code_tables=sum(table.is_code_table for table in tables),
        objects=found,
        entities=sum(table.object_key is not None for table in tables),
        titled=sum(bool(column.title) for column in columns),
        matched=sum(column.element is not None for column in columns),
        graded=sum(column.grade is not None for column in columns),
        duplicates=len(alike),
        faults=len(schema.faults),
    )
