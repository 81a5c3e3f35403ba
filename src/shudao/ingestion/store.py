"""Queries of `ingestion`; private to the module."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from shudao.ingestion.contracts import IngestionRun, RunState
from shudao.ingestion.errors import UnknownRun
from shudao.ingestion.tables import RunRow

RUN_SORT: dict[str, ColumnElement[Any]] = {
    "started_at": RunRow.__table__.c.started_at,
    "asset_code": RunRow.__table__.c.asset_code,
    "read": RunRow.__table__.c.read,
}


def run_row(session: Session, run_id: str) -> RunRow:
    row = session.get(RunRow, run_id)
    if row is None:
        raise UnknownRun(run=run_id)
    return row


def run_query(asset_code: str) -> Select[RunRow]:
    query = select(RunRow)
    return query.where(RunRow.asset_code == asset_code) if asset_code else query


def to_run(row: RunRow) -> IngestionRun:
    return IngestionRun(
        id=row.id,
        asset_code=row.asset_code,
        state=RunState(row.state),
        started_at=row.started_at,
        heartbeat_at=row.heartbeat_at,
        finished_at=row.finished_at,
        read=row.read,
        landed=row.landed,
        rejected=row.rejected,
        seconds=row.seconds,
        lake_version=row.lake_version,
        error_code=row.error_code,
    )
