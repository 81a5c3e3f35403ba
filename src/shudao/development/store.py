"""Queries of `development`; private to the module."""

import hashlib
import json
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from shudao.admission.contracts import LedgerEntry
from shudao.development.contracts import DevelopmentRun, RunKind
from shudao.development.tables import RunRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork

RUN_SORT: dict[str, ColumnElement[Any]] = {
    "finished_at": RunRow.__table__.c.finished_at,
    "asset_code": RunRow.__table__.c.asset_code,
    "seconds": RunRow.__table__.c.seconds,
}


@dataclass(frozen=True)
class NewRun:
    """`digest` tells what the version was made from: the same digest again would make the same rows."""

    kind: RunKind
    entry: LedgerEntry
    digest: str
    seconds: float


def add_run(
    uow: UnitOfWork, new: NewRun, reasons: dict[str, int], emptied: dict[str, int], *, by: Actor
) -> DevelopmentRun:
    entry = new.entry
    row = RunRow(
        id=new_id(),
        kind=new.kind,
        asset_code=entry.asset_code,
        read=entry.read,
        landed=entry.landed,
        rejected=entry.rejected,
        lake_version=entry.lake_version,
        digest=new.digest,
        seconds=new.seconds,
        finished_at=uow.clock.now(),
        reasons=dict(reasons),
        emptied=dict(emptied),
    )
    uow.session.add(row)
    uow.session.flush()
    detail = {"kind": new.kind.value, "read": entry.read, "landed": entry.landed, "rejected": entry.rejected}
    subject = f"admission/asset/{entry.asset_code}"
    evidence.record(uow, by=by, action="development.run.finished", subject=subject, detail=detail)
    return to_run(row)


def run_of_digest(session: Session, asset_code: str, latest_version: int | None, digest: str) -> DevelopmentRun | None:
    """The run that made the asset's latest version, if it was made from the very same."""
    query = select(RunRow).where(
        RunRow.asset_code == asset_code, RunRow.lake_version == latest_version, RunRow.digest == digest
    )
    row = session.scalar(query.limit(1))
    return to_run(row) if row else None


def digest_of(*parts: object) -> str:
    """SHA-256 of declarations and versions, as plain data in a fixed order."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def run_query(asset_code: str) -> Select[RunRow]:
    query = select(RunRow)
    return query.where(RunRow.asset_code == asset_code) if asset_code else query


def to_run(row: RunRow) -> DevelopmentRun:
    return DevelopmentRun(
        id=row.id,
        kind=RunKind(row.kind),
        asset_code=row.asset_code,
        read=row.read,
        landed=row.landed,
        rejected=row.rejected,
        lake_version=row.lake_version,
        seconds=row.seconds,
        finished_at=row.finished_at,
        reasons=dict(row.reasons),
        emptied=dict(row.emptied),
    )
