"""The life of a governed object, the same for data elements, code tables and norms (DESIGN §9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.policy import permissions
from shudao.policy.contracts import State
from shudao.policy.errors import NothingToDecide, OwnWork
from shudao.policy.tables import CodeTableRow, DataElementRow, NormRow

GovernedRow = DataElementRow | CodeTableRow | NormRow


@dataclass(frozen=True)
class Kind:
    """One kind of governed object: its rows, and the column that names the object across versions."""

    name: str
    row: type[Any]
    key: InstrumentedAttribute[str]


DATA_ELEMENT = Kind("data_element", DataElementRow, DataElementRow.code)
CODE_TABLE = Kind("code_table", CodeTableRow, CodeTableRow.name)
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
    own = next((row for row in rows if by.principal in (row.author, row.submitted_by)), None)
    if own is not None:
        raise OwnWork(what=_key(kind, own))
    _retire(uow.session, kind, [_key(kind, row) for row in rows], "superseded")
    change = {"state": State.PUBLISHED, "approved_by": by.principal, "approved_at": uow.clock.now()}
    _update(uow.session, kind, rows, change)
    _record(uow, kind, rows, "published", by)


def retire(uow: UnitOfWork, kind: Kind, key: str, reason: str, *, by: Actor) -> None:
    """End the published version without a successor."""
    access.require(uow, by, permissions.PUBLISH)
    rows = _rows_in(uow.session, kind, [key], State.PUBLISHED)
    _retire(uow.session, kind, [key], reason)
    _record(uow, kind, rows, "retired", by, {"reason": reason})


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
