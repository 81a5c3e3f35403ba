"""From a harvested table to an entity: what is proposed, what one typed, and confirming it in bulk (SPEC 4.4).

Everything confirmed goes the usual way: new nodes and attributes into review, published ones as change requests, lower
grades for two signatures. Whoever confirms is never who approves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from shudao.access import facade as access
from shudao.architecture import logic, permissions, store
from shudao.architecture.changes import propose_change
from shudao.architecture.claims import list_register
from shudao.architecture.contracts_harvesting import (
    ColumnDecision,
    ConfirmationSheet,
    Confirmed,
    SheetColumn,
    TableDecision,
)
from shudao.architecture.contracts_ledger import NewAttribute, NewNode, State
from shudao.architecture.contracts_systems import TableFilter
from shudao.architecture.errors import ConfirmationUnfit, DraftChanged, UnknownTables
from shudao.architecture.grading import propose_lowering, set_grades
from shudao.architecture.ledger import define_architecture, next_code, submit_subtree
from shudao.architecture.systems import register_entity
from shudao.architecture.tables import AttributeRow, PhysicalTableRow, RegistrationRow
from shudao.architecture.tables_systems import ConfirmationDraftRow, HarvestTableRow
from shudao.kernel.actor import Actor
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work

__all__ = ["confirm_table", "confirmation_sheet", "discard_draft", "save_draft"]

REASON = "按采集结果确认"


def confirmation_sheet(uow: UnitOfWork, source_code: str, table: str, *, by: Actor) -> ConfirmationSheet:
    """A table with its proposals, what stands in the ledger already, and the asker's own draft.

    Raises `UnknownTables` also for tables one may not see.
    """
    found = list_register(uow, PageQuery(limit=1), TableFilter(source_code=source_code, name=table), by=by)
    row = uow.session.get(PhysicalTableRow, (source_code, table))
    if row is None or not found.items:
        raise UnknownTables(count=1, names=table)
    harvested = uow.session.get(HarvestTableRow, (source_code, table))
    proposed = {each["name"]: each for each in harvested.proposal["columns"]} if harvested else {}
    mapped = _mapped(uow, source_code, table)
    draft = uow.session.get(ConfirmationDraftRow, (source_code, table, by.account_id))
    columns = []
    for column in store.to_columns(row.columns):
        attribute = mapped.get(column.name)
        code, name = (attribute.code, attribute.name) if attribute else (None, "")
        grade = store.to_grade(attribute.grade) if attribute else None
        columns.append(SheetColumn(column, proposed.get(column.name), code, name, grade))
    return ConfirmationSheet(
        table=found.items[0],
        columns=tuple(columns),
        proposal={k: v for k, v in harvested.proposal.items() if k != "columns"} if harvested else None,
        business_object=harvested.business_object if harvested else None,
        duplicates=tuple(harvested.duplicates) if harvested else (),
        draft=draft.content if draft else {},
        draft_version=draft.version if draft else 0,
        saved_at=draft.saved_at if draft else None,
    )


def save_draft(
    uow: UnitOfWork, source_code: str, table: str, content: Mapping[str, Any], *, seen_version: int, by: Actor
) -> int:
    """Keep what a person typed so far, for that person alone; gives the draft's new version.

    Raises `DraftChanged` when another window of the same person saved since.
    """
    _require(uow, source_code, table, by)
    key = (source_code, table, by.account_id)
    row = uow.session.get(ConfirmationDraftRow, key, with_for_update=True)
    if (row.version if row else 0) != seen_version:
        raise DraftChanged(current=row.version if row else 0)
    if row is None:
        row = ConfirmationDraftRow(source_code=source_code, table_name=table, account_id=by.account_id, version=0)
        uow.session.add(row)
    row.content, row.version, row.saved_at = dict(content), row.version + 1, uow.clock.now()
    uow.session.flush()
    return row.version


def discard_draft(uow: UnitOfWork, source_code: str, table: str, *, by: Actor) -> None:
    """Forget what one typed about a table."""
    _require(uow, source_code, table, by)
    row = uow.session.get(ConfirmationDraftRow, (source_code, table, by.account_id))
    if row is not None:
        uow.session.delete(row)


def confirm_table(uow: UnitOfWork, source_code: str, table: str, decision: TableDecision, *, by: Actor) -> Confirmed:
    """Confirm columns of a table as attributes of an entity; columns left out stay to be confirmed another time.

    All of it or nothing. Raises `ConfirmationUnfit` with one detail per fault, and what defining raises.
    """
    row, owner = _require(uow, source_code, table, by)
    access.require(uow, by, permissions.EDIT, owner)
    _refuse_faults(uow, source_code, row, decision)
    if decision.entity_code is None:
        entity_code, top = _new_entity(uow, decision, owner, by)
    else:
        entity_code = top = store.node_row(uow.session, decision.entity_code, lock=True).code
    fresh = [column for column in decision.columns if column.attribute_code is None]
    codes = _new_attributes(uow, entity_code, fresh, by)
    changes, lowerings = _change_known(uow, [c for c in decision.columns if c.attribute_code], by)
    mapped = {a.code: name for name, a in _mapped(uow, source_code, table, entity_code).items()} | codes
    mapped |= {str(column.attribute_code): column.column for column in decision.columns if column.attribute_code}
    keys = [column["name"] for column in row.columns if column.get("is_key")]
    register_entity(uow, entity_code, source_code, table, mapped, keys, by=by)
    if fresh or decision.entity_code is None:
        submit_subtree(uow, top, by=by)
    discard_draft(uow, source_code, table, by=by)
    return Confirmed(entity_code, len(fresh), changes, lowerings, len(mapped))


def _require(uow: UnitOfWork, source_code: str, table: str, by: Actor) -> tuple[PhysicalTableRow, str]:
    """The table, held, and whose it is; only who may claim it works on it."""
    owner = store.source_row(uow.session, source_code).organisation_id
    access.require(uow, by, permissions.CLAIM_TABLES, owner)
    row = uow.session.get(PhysicalTableRow, (source_code, table), with_for_update=True)
    if row is None:
        raise UnknownTables(count=1, names=table)
    return row, owner


def _mapped(uow: UnitOfWork, source_code: str, table: str, entity_code: str | None = None) -> dict[str, AttributeRow]:
    """The attribute each column is mapped to, of one entity or of any."""
    query = select(RegistrationRow).where(
        RegistrationRow.source_code == source_code, RegistrationRow.physical_table == table
    )
    if entity_code is not None:
        query = query.where(RegistrationRow.entity_code == entity_code)
    pairs = {column: code for row in uow.session.scalars(query) for code, column in row.columns.items()}
    found = uow.session.scalars(select(AttributeRow).where(AttributeRow.code.in_(pairs.values())))
    attributes = {attribute.code: attribute for attribute in found}
    return {column: attributes[code] for column, code in pairs.items() if code in attributes}


def _refuse_faults(uow: UnitOfWork, source_code: str, row: PhysicalTableRow, decision: TableDecision) -> None:
    known = {column["name"] for column in row.columns}
    names = [column.column for column in decision.columns]
    faults = [{"column": "", "fault": "没有选择字段"}] if not names else []
    faults += [{"column": name, "fault": "表中没有该字段"} for name in names if name not in known]
    faults += [
        {"column": name, "fault": "同一字段出现多次"} for name in sorted({n for n in names if names.count(n) > 1})
    ]
    taken = _mapped(uow, source_code, row.name, decision.entity_code) if decision.entity_code else {}
    faults += [
        {"column": column.column, "fault": f"该字段已对应属性“{taken[column.column].name}”"}
        for column in decision.columns
        if column.attribute_code is None and column.column in taken
    ]
    if decision.entity_code is None:
        faults += [] if decision.entity_name.strip() else [{"column": "", "fault": "没有填写实体名称"}]
        has_place = decision.object_code or (decision.subject_area and decision.object_name.strip())
        faults += [] if has_place else [{"column": "", "fault": "没有选择业务对象，也没有填写新对象及其主题域"}]
    if faults:
        raise ConfirmationUnfit(count=len(faults), details=faults)


def _new_entity(uow: UnitOfWork, decision: TableDecision, owner: str, by: Actor) -> tuple[str, str]:
    """Draft the entity, with its business object where that is new; gives its code and the topmost new one."""
    nodes = []
    object_code = decision.object_code
    if object_code is None:
        area = store.node_row(uow.session, str(decision.subject_area), lock=True)
        object_code = next_code(uow, area.code, by=by)
        nodes.append(NewNode(object_code, decision.object_name.strip(), owner))
        entity_code = str(_child(object_code, 1))
    else:
        # Held, so that two people confirming at once do not number their entities alike.
        store.node_row(uow.session, object_code, lock=True)
        entity_code = next_code(uow, object_code, by=by)
    grades = [column.grade for column in decision.columns if column.grade]
    nodes.append(
        NewNode(
            entity_code,
            decision.entity_name.strip(),
            owner,
            decision.definition,
            grade=max(grades, default=None),
            table=decision.entity_table or None,
        )
    )
    key = [at for at, column in enumerate(decision.columns, 1) if column.is_key]
    if decision.object_code is None and len(key) == 1:
        nodes[0] = replace(nodes[0], identifying_attribute=str(_child(entity_code, key[0])))
    define_architecture(uow, nodes, [], by=by)
    return entity_code, nodes[0].code


def _new_attributes(uow: UnitOfWork, entity_code: str, columns: Sequence[ColumnDecision], by: Actor) -> dict[str, str]:
    """Draft the attributes after those that are there; gives the column of each."""
    if not columns:
        return {}
    first = logic.parse_code(next_code(uow, entity_code, by=by))
    number = first.numbers[-1] if first else 1
    codes = [str(_child(entity_code, number + at)) for at in range(len(columns))]
    attributes = [
        NewAttribute(
            code,
            column.name.strip(),
            column.field,
            column.definition,
            column.data_element,
            column.grade,
            column.is_key,
            is_personal=column.is_personal,
        )
        for code, column in zip(codes, columns, strict=True)
    ]
    define_architecture(uow, [], attributes, by=by)
    return {code: column.column for code, column in zip(codes, columns, strict=True)}


def _child(code: str, number: int) -> logic.ArchitectureCode:
    parsed = logic.parse_code(code)
    if parsed is None:
        raise ConfirmationUnfit(count=1, details=[{"column": "", "fault": f"编号 {code} 不合规则"}])
    return parsed.child(number)


def _change_known(uow: UnitOfWork, columns: Sequence[ColumnDecision], by: Actor) -> tuple[int, int]:
    """Other words or standards of published attributes become change requests; grades rise at once, fall by two."""
    changes = lowerings = 0
    for column in columns:
        row = store.attribute_row(uow.session, str(column.attribute_code), lock=True)
        told = {"name": column.name.strip(), "definition": column.definition, "data_element": column.data_element}
        differs = {field: value for field, value in told.items() if value and value != getattr(row, field)}
        waits = work.pending_change(uow, f"architecture/node/{row.code}") is not None
        if differs and row.state == State.PUBLISHED and not waits:
            propose_change(uow, row.code, differs, REASON, seen_version=row.version, by=by)
            changes += 1
        grade = store.to_grade(row.grade)
        if column.grade is not None and logic.is_lowering(grade, column.grade):
            propose_lowering(uow, row.code, column.grade, REASON, by=by)
            lowerings += 1
        elif column.grade is not None and column.grade != grade:
            set_grades(uow, {row.code: column.grade}, by=by)
    return changes, lowerings
