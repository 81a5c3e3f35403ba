"""Harvests of a source: asked for, run by a worker, kept as the register of its tables and proposals for each."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from shudao.access import facade as access
from shudao.architecture import drifting, permissions, store
from shudao.architecture.connecting import connection_of
from shudao.architecture.contracts_harvesting import HarvestRun, HarvestState
from shudao.architecture.contracts_systems import PhysicalColumn
from shudao.architecture.errors import HarvestRunning, UnknownHarvest
from shudao.architecture.harvest.contracts import Proposal
from shudao.architecture.harvest.knowledge import propose_architecture
from shudao.architecture.tables_systems import HarvestRunRow, HarvestTableRow
from shudao.connectors.contracts import Source
from shudao.connectors.facade import connector
from shudao.connectors.harvest.contracts import HarvestedColumn, HarvestedSchema, HarvestedTable
from shudao.connectors.harvest.databases import DATABASES, read_database
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.errors import ShudaoError
from shudao.kernel.ids import new_id
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "HARVEST_JOB",
    "check_source",
    "harvest_run",
    "list_harvests",
    "live_tables",
    "read_schema",
    "run_harvest",
    "start_harvest",
]

HARVEST_JOB = "architecture.harvest"
FAULTS_SHOWN = 200
BATCH = 200


def start_harvest(uow: UnitOfWork, source_code: str, *, by: Actor) -> HarvestRun:
    """Ask a worker to read the schema of a source. Raises `HarvestRunning` while another reading of it goes on."""
    owner = store.source_row(uow.session, source_code).organisation_id
    access.require(uow, by, permissions.MANAGE_SOURCES, owner)
    now = uow.clock.now()
    row = HarvestRunRow(
        id=new_id(),
        source_code=source_code,
        state=HarvestState.RUNNING,
        phase="waiting",
        summary={},
        faults=[],
        asked_by=by.account_id,
        asked_person=by.person_id,
        asked_name=by.name,
        started_at=now,
        heartbeat_at=now,
    )
    try:
        with uow.session.begin_nested():
            uow.session.add(row)
    except IntegrityError:
        raise HarvestRunning(source=source_code) from None
    uow.enqueue(HARVEST_JOB, lock=f"harvest/{source_code}", run_id=row.id)
    subject, detail = f"architecture/source/{source_code}", {"run": row.id}
    evidence.record(uow, by=by, action="architecture.harvest.started", subject=subject, detail=detail)
    return _view(row)


def harvest_run(uow: UnitOfWork, run_id: str, *, by: Actor) -> HarvestRun:
    """One harvest, for whoever may see the source. Raises `UnknownHarvest`."""
    row = uow.session.get(HarvestRunRow, run_id)
    if row is None or not _may_see(uow, row.source_code, by):
        raise UnknownHarvest
    return _view(row)


def list_harvests(uow: UnitOfWork, source_code: str, *, by: Actor) -> list[HarvestRun]:
    """The last twenty harvests of a source, newest first."""
    access.require(uow, by, permissions.READ_PHYSICAL, store.source_row(uow.session, source_code).organisation_id)
    query = select(HarvestRunRow).where(HarvestRunRow.source_code == source_code)
    return [_view(row) for row in uow.session.scalars(query.order_by(HarvestRunRow.started_at.desc()).limit(20))]


def run_harvest(database: Database, settings: Settings, run_id: str) -> None:
    """Read, propose, save. Run again after it ended it does nothing; run again half-way it begins anew."""
    with database.unit_of_work() as uow:
        row = uow.session.get(HarvestRunRow, run_id)
        if row is None or row.state != HarvestState.RUNNING:
            return
        owner = store.source_row(uow.session, row.source_code).organisation_id
        # Whoever asked: a proposal is made from what that person's department may read, and no more.
        by = Actor(row.asked_by, row.asked_name, row.asked_person, owner)
        source = connection_of(uow, settings, row.source_code, by=by, purpose=f"harvest {run_id}")
        row.phase = "reading"
    try:
        schema = read_schema(source)
        _advance(database, run_id, "proposing", len(schema.tables))
        with database.unit_of_work() as uow:
            proposal = propose_architecture(uow, schema, by=by)
        _advance(database, run_id, "saving", len(schema.tables))
        _save(database, run_id, schema, proposal, by)
    except Exception as error:
        _fail(database, run_id, error.code if isinstance(error, ShudaoError) else "kernel.error")
        if not isinstance(error, ShudaoError):
            raise


def read_schema(source: Source, *, rows: bool = True) -> HarvestedSchema:
    """The schema of any source: read from the catalogue of a database, described by the connector of anything else."""
    if source.kind in DATABASES:
        return read_database(source, rows=rows)
    tables = connector(source.kind).describe(source)
    return HarvestedSchema(
        tuple(
            HarvestedTable(
                table.name,
                tuple(HarvestedColumn(c.name, c.type, c.nullable, None, c.comment or "") for c in table.columns),
                table.comment or "",
                tuple(c.name for c in table.columns if c.is_key),
                row_count=table.rows_estimate,
            )
            for table in tables
        )
    )


def live_tables(schema: HarvestedSchema) -> dict[str, tuple[HarvestedTable, tuple[PhysicalColumn, ...]]]:
    """Each table with its columns as the register keeps them."""
    return {
        table.name: (
            table,
            tuple(
                PhysicalColumn(c.name, c.type, c.nullable, c.name in table.primary_key, c.comment)
                for c in table.columns
            ),
        )
        for table in schema.tables
    }


def _advance(database: Database, run_id: str, phase: str, total: int) -> None:
    with database.unit_of_work() as uow:
        row = uow.session.get_one(HarvestRunRow, run_id)
        row.phase, row.tables_total, row.heartbeat_at = phase, total, uow.clock.now()


def _save(database: Database, run_id: str, schema: HarvestedSchema, proposal: Proposal, by: Actor) -> None:
    """The register, the proposals and the end of the run in one transaction: all of a harvest is there, or none."""
    with database.unit_of_work() as uow:
        row = uow.session.get_one(HarvestRunRow, run_id, with_for_update=True)
        if row.state != HarvestState.RUNNING:
            return
        changed = drifting.bring_up_to_date(uow, row.source_code, live_tables(schema), by=by)
        _keep(uow, row, proposal)
        columns = [column for table in schema.tables for column in table.columns]
        row.summary = asdict(proposal.summary) | changed | {"commented": sum(bool(c.comment) for c in columns)}
        row.summary |= {"without_key": sum(not table.primary_key for table in schema.tables)}
        row.faults = [asdict(fault) for fault in schema.faults[:FAULTS_SHOWN]]
        row.state, row.phase, row.tables_done = HarvestState.DONE, "done", len(schema.tables)
        row.finished_at = row.heartbeat_at = uow.clock.now()
        subject = f"architecture/source/{row.source_code}"
        detail = {"run": run_id, "tables": len(schema.tables)}
        evidence.record(uow, by=by, action="architecture.harvest.done", subject=subject, detail=detail)


def _keep(uow: UnitOfWork, run: HarvestRunRow, proposal: Proposal) -> None:
    objects = {name: asdict(found) for found in proposal.objects for name in found.tables}
    values: list[dict[str, object]] = [
        {
            "source_code": run.source_code,
            "table_name": table.name,
            "run_id": run.id,
            "proposal": asdict(table) | {"grade": table.grade},
            "business_object": objects.get(table.name),
            "duplicates": [asdict(found) for found in proposal.duplicates if found.table == table.name],
        }
        for table in proposal.tables
    ]
    for part in _parts(values):
        statement = insert(HarvestTableRow).values(part)
        fresh = {name: statement.excluded[name] for name in ("run_id", "proposal", "business_object", "duplicates")}
        uow.session.execute(statement.on_conflict_do_update(index_elements=["source_code", "table_name"], set_=fresh))


def _parts(values: Sequence[dict[str, object]]) -> Iterable[Sequence[dict[str, object]]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def _fail(database: Database, run_id: str, code: str) -> None:
    with database.unit_of_work() as uow:
        row = uow.session.get_one(HarvestRunRow, run_id, with_for_update=True)
        if row.state == HarvestState.RUNNING:
            row.state, row.error_code, row.finished_at = HarvestState.FAILED, code, uow.clock.now()


def _may_see(uow: UnitOfWork, source_code: str, by: Actor) -> bool:
    return access.permits(
        uow, by, permissions.READ_PHYSICAL, store.source_row(uow.session, source_code).organisation_id
    )


def _view(row: HarvestRunRow) -> HarvestRun:
    return HarvestRun(
        row.id,
        row.source_code,
        HarvestState(row.state),
        row.phase,
        row.tables_done or 0,
        row.tables_total,
        row.summary,
        tuple(row.faults),
        row.error_code,
        row.asked_name,
        row.started_at,
        row.finished_at,
    )


def check_source(database: Database, settings: Settings, source_code: str, *, by: Actor) -> dict[str, int]:
    """Compare a source with its register, without proposing anything. What stands in the way is raised."""
    with database.unit_of_work() as uow:
        owner = store.source_row(uow.session, source_code).organisation_id
        access.require(uow, by, permissions.MANAGE_SOURCES, owner)
        source = connection_of(uow, settings, source_code, by=by, purpose="compare with the register")
    schema = read_schema(source, rows=False)
    with database.unit_of_work() as uow:
        found = drifting.bring_up_to_date(uow, source_code, live_tables(schema), by=by)
        subject = f"architecture/source/{source_code}"
        evidence.record(uow, by=by, action="architecture.source.compared", subject=subject, detail=found)
    return found
