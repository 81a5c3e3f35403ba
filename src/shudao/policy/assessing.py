"""Before a code table is upgraded: which values in which data sets the new version no longer holds.

Whoever keeps data sets answers through the port; rows never come here, only values that are codes, and counts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.policy import code_tables, life, sight, store, store_codes
from shudao.policy.contracts import Assessment, CodeRow, Finding, FindingKind, ForeignValue
from shudao.policy.errors import UnknownCodeTable
from shudao.policy.errors_codes import NotYetAssessed
from shudao.policy.logic import is_in_force
from shudao.policy.ports import VALUE_COUNTERS
from shudao.policy.tables import AssessmentRow, CodeTableRow

__all__ = ["ask_assessment", "assess_upgrade", "assessment", "findings_of"]

ASSESS = "policy.assess_upgrade"


def ask_assessment(uow: UnitOfWork, name: str, *, by: Actor) -> None:
    """Have the open version of a table assessed, or the published one where none is open."""
    row = _row(uow, name, None)
    life.require_edit(uow, {row.organisation_id}, by)
    uow.enqueue(ASSESS, queueing_lock=f"{ASSESS}/{name}", table=name, asked_by=by.account_id)


def assess_upgrade(database: Database, settings: Settings, name: str, *, by: Actor) -> Assessment:
    """Ask every keeper of data sets, and keep the answer beside the version. Raises `UnknownCodeTable`."""
    with database.unit_of_work() as uow:
        row = _row(uow, name, None)
        life.require_edit(uow, {row.organisation_id}, by)
        rows = code_tables.lines_of(uow, row)
        supplements = store_codes.supplements_of(uow.session, name)
        local = [line for each in supplements for line in code_tables.lines_of(uow, each)]
    allowed = frozenset(line.code for line in [*rows, *local] if is_in_force(line, date.max))
    values: list[ForeignValue] = []
    columns = 0
    for count in VALUE_COUNTERS:
        asked = count(database, settings, name, allowed)
        columns, values = columns + asked.columns, [*values, *asked.values]
    found = findings_of(values, rows)
    with database.unit_of_work() as uow:
        kept = uow.session.get(AssessmentRow, row.id)
        if kept is not None:
            uow.session.delete(kept)
            uow.session.flush()
        uow.session.add(
            AssessmentRow(
                code_table_id=row.id,
                assessed_at=uow.clock.now(),
                columns_read=columns,
                findings=[asdict(each) for each in found],
            )
        )
        detail = {"version": row.version, "columns": columns, "findings": len(found)}
        subject = f"policy/code_table/{name}"
        evidence.record(uow, by=by, action="policy.code_table.assessed", subject=subject, detail=detail)
        uow.session.flush()
        return _view(uow, row)


def assessment(uow: UnitOfWork, name: str, version: str | None = None, *, by: Actor) -> Assessment:
    """The kept answer for a version; without one, for the open version or else the published one. For whoever may edit
    the table. Raises `NotYetAssessed`."""
    row = _row(uow, name, version)
    if not sight.may_see(uow, row, by):
        raise UnknownCodeTable(table=name)
    life.require_edit(uow, {row.organisation_id}, by)
    return _view(uow, row)


def findings_of(values: Iterable[ForeignValue], rows: Sequence[CodeRow]) -> list[Finding]:
    """What each value that the version does not hold is: a withdrawn code with what follows it, or none of its codes.

    Values that never were codes may be anything, a name typed into the wrong field too: of them only the number of
    rows is told.
    """
    last = {row.code: row for row in sorted(rows, key=lambda row: row.valid_to or date.max)}
    others: Counter[tuple[str, str, str, str, str]] = Counter()
    found = []
    for value in values:
        place = (value.asset_code, value.asset_title, value.organisation_id, value.column, value.column_title)
        row = last.get(value.value)
        if row is None:
            others[place] += value.rows
            continue
        found.append(Finding(_kind(row), *place, value.value, row.name, row.successors, value.rows))
    found += [Finding(FindingKind.OTHER, *place, "", "", (), rows) for place, rows in others.items()]
    return sorted(found, key=lambda each: (each.asset_code, each.column, -each.rows, each.value))


def _kind(row: CodeRow) -> FindingKind:
    if not row.successors:
        return FindingKind.ENDED
    return FindingKind.REPLACED if len(row.successors) == 1 else FindingKind.SPLIT


def _row(uow: UnitOfWork, name: str, version: str | None) -> CodeTableRow:
    """The named version; else the open one, which is the one to be judged, else the published one."""
    opened = store.open_tables(uow.session, name) if version is None else []
    row = opened[0] if opened else store.table_row(uow.session, name, version)
    if row is None:
        raise UnknownCodeTable(table=name)
    return row


def _view(uow: UnitOfWork, row: CodeTableRow) -> Assessment:
    kept = uow.session.get(AssessmentRow, row.id)
    if kept is None:
        raise NotYetAssessed(name=row.name)
    found = tuple(_finding(each) for each in kept.findings)
    totals: Counter[str] = Counter()
    for each in found:
        totals[each.kind.value] += each.rows
    return Assessment(row.name, row.version, kept.assessed_at, kept.columns_read, found, dict(totals))


def _finding(kept: Mapping[str, object]) -> Finding:
    values = dict(kept)
    successors = values.pop("successors")
    kind = FindingKind(str(values.pop("kind")))
    return Finding(kind=kind, successors=tuple(successors), **values)  # type: ignore[arg-type]  # written by asdict
