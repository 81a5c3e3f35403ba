"""The life of a governed object, the same for data elements, code tables and norms (DESIGN §9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.policy import permissions
from shudao.policy.contracts import State
from shudao.policy.errors import NothingToDecide, OwnWork
from shudao.policy.tables import (
    AssessmentRow,
    CodeLineRow,
    CodeMappingRow,
    CodePairRow,
    CodeTableRow,
    DataElementRow,
    NormRow,
    RevisionRow,
)

GovernedRow = DataElementRow | CodeTableRow | CodeMappingRow | NormRow


@dataclass(frozen=True)
class Kind:
    """One kind of governed object: its rows, and the column that names the object across versions."""

    name: str
    row: type[Any]
    key: InstrumentedAttribute[str]
    # Columns of other tables that say which of these rows they are part of.
    parts: tuple[InstrumentedAttribute[str], ...] = ()


DATA_ELEMENT = Kind("data_element", DataElementRow, DataElementRow.code)
CODE_TABLE = Kind(
    "code_table",
    CodeTableRow,
    CodeTableRow.name,
    (CodeLineRow.code_table_id, RevisionRow.code_table_id, AssessmentRow.code_table_id),
)
CODE_MAPPING = Kind("code_mapping", CodeMappingRow, CodeMappingRow.name, (CodePairRow.mapping_id,))
NORM = Kind("norm", NormRow, NormRow.code)


def require_edit(uow: UnitOfWork, organisation_ids: Iterable[str], by: Actor) -> None:
    """One must be entitled for every organisation of a set, not for one of them only."""
    access.require(uow, by, permissions.EDIT)
    for organisation_id in organisation_ids:
        access.require(uow, by, permissions.EDIT, organisation_id)


def submit(uow: UnitOfWork, kind: Kind, keys: Iterable[str], *, by: Actor) -> None:
    """Hand drafts in for review. Raises `NothingToDecide` for a key without a draft; nothing is submitted then."""
    rows = _rows_in(uow.session, kind, list(dict.fromkeys(keys)), State.DRAFT)
    require_edit(uow, {row.organisation_id for row in rows}, by)
    change = {"state": State.IN_REVIEW, "submitted_by": by.principal, "submitted_at": uow.clock.now()}
    _update(uow.session, kind, rows, change)
    _record(uow, kind, rows, "submitted", by)


def publish(uow: UnitOfWork, kind: Kind, keys: Iterable[str], *, by: Actor) -> None:
    """Publish what is in review; the version published before retires in the same breath. Not by its author."""
    access.require(uow, by, permissions.PUBLISH)
    rows = _rows_in(uow.session, kind, list(dict.fromkeys(keys)), State.IN_REVIEW)
    _require_publish(uow, rows, by)
    own = next((row for row in rows if by.principal in (row.author, row.submitted_by)), None)
    if own is not None:
        raise OwnWork(what=_key(kind, own))
    _retire(uow.session, kind, [_key(kind, row) for row in rows], "superseded")
    change = {"state": State.PUBLISHED, "approved_by": by.principal, "approved_at": uow.clock.now()}
    _update(uow.session, kind, rows, change)
    _record(uow, kind, rows, "published", by)


def send_back(uow: UnitOfWork, kind: Kind, key: str, reason: str, *, by: Actor) -> None:
    """Return what is in review to its author with the reason; it is a draft again."""
    access.require(uow, by, permissions.PUBLISH)
    rows = _rows_in(uow.session, kind, [key], State.IN_REVIEW)
    _require_publish(uow, rows, by)
    _update(uow.session, kind, rows, {"state": State.DRAFT, "submitted_by": None, "submitted_at": None})
    _record(uow, kind, rows, "sent_back", by, {"reason": reason})


def drop(uow: UnitOfWork, kind: Kind, key: str, *, by: Actor) -> None:
    """Throw a draft away. It was never in force, so nothing refers to it; the log keeps that it was there."""
    rows = _rows_in(uow.session, kind, [key], State.DRAFT)
    require_edit(uow, {row.organisation_id for row in rows}, by)
    _record(uow, kind, rows, "dropped", by)
    for row in rows:
        for column in kind.parts:
            uow.session.execute(delete(column.class_).where(column == row.id))
        uow.session.delete(row)
    uow.session.flush()


def retire(uow: UnitOfWork, kind: Kind, key: str, reason: str, *, by: Actor) -> None:
    """End the published version without a successor."""
    access.require(uow, by, permissions.PUBLISH)
    rows = _rows_in(uow.session, kind, [key], State.PUBLISHED)
    _require_publish(uow, rows, by)
    _retire(uow.session, kind, [key], reason)
    _record(uow, kind, rows, "retired", by, {"reason": reason})


def end(uow: UnitOfWork, kind: Kind, key: str, reason: str, *, by: Actor) -> None:
    """End what is published because something decided elsewhere takes its place; the right to was asked there."""
    rows = _rows_in(uow.session, kind, [key], State.PUBLISHED)
    _retire(uow.session, kind, [key], reason)
    _record(uow, kind, rows, "retired", by, {"reason": reason})


def _require_publish(uow: UnitOfWork, rows: Iterable[Any], by: Actor) -> None:
    """A bureau decides on the standards of its own government and those below it; the province's it reads."""
    for organisation_id in {row.organisation_id for row in rows}:
        access.require(uow, by, permissions.PUBLISH, organisation_id)


def _rows_in(session: Session, kind: Kind, keys: Sequence[str], state: State) -> list[Any]:
    query = select(kind.row).where(kind.key.in_(keys), kind.row.state == state).with_for_update()
    found = {_key(kind, row): row for row in session.scalars(query)}
    missing = next((key for key in keys if key not in found), None)
    if missing is not None:
        raise NothingToDecide(what=missing, wanted=state.zh)
    return [found[key] for key in keys]


def _update(session: Session, kind: Kind, rows: Iterable[Any], change: dict[str, Any]) -> None:
    ids = [row.id for row in rows]
    session.execute(update(kind.row).where(kind.row.id.in_(ids)).values(**change))
    session.expire_all()


def _retire(session: Session, kind: Kind, keys: Sequence[str], reason: str) -> None:
    published = kind.row.state == State.PUBLISHED
    change = update(kind.row).where(kind.key.in_(keys), published)
    session.execute(change.values(state=State.RETIRED, retired_reason=reason))


def _key(kind: Kind, row: Any) -> str:
    return str(getattr(row, kind.key.key))


def _record(
    uow: UnitOfWork, kind: Kind, rows: Sequence[Any], what: str, by: Actor, detail: dict[str, Any] | None = None
) -> None:
    """One audit line per object, so that each object's history can be read by its own subject."""
    for row in rows:
        subject = f"policy/{kind.name}/{_key(kind, row)}"
        more = {"version": row.version, **(detail or {})}
        evidence.record(uow, by=by, action=f"policy.{kind.name}.{what}", subject=subject, detail=more)
