"""A source becomes its source-aligned data set as it is: whole, counted, and safe to read twice."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.admission import facade as admission
from shudao.admission.errors import NoCertificate
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.architecture.errors import FileOutsideInbox
from shudao.connectors.errors import FileMissing, UnknownConnector
from shudao.ingestion import facade as ingestion
from shudao.ingestion.contracts import IngestionRun, Progress, RunState
from shudao.ingestion.errors import NoSource
from shudao.ingestion.routes import router
from shudao.kernel.actor import Role
from shudao.kernel.errors import ShudaoError
from shudao.kernel.jobs import JobContext, run_job
from shudao.kernel.paging import PageQuery
from tests.builders.lake import (
    DWI,
    SDI,
    SOURCE,
    SOURCE_COLUMNS,
    TABLE,
    Register,
    flows_of,
    ledger_of,
    make_person_assets,
    make_register,
    rejects_of,
    rows_of,
)
from tests.builders.mechanism import SYSTEM, make_actor
from tests.builders.site import Site

ROWS = (
    ("11010519491231002X", "张三", "1", "1949-12-31", "１２", "2", "", "1", "有,逗号"),
    ("坏的号码", " 李四 ", "女", "不详", None, "0", None, "否", '有"引号"'),
)
FAULTS = ["440524188001010014,王五,1", ""]


def text_of(*lines: str) -> str:
    return "\n".join([",".join(SOURCE_COLUMNS), *lines, ""])


def line_of(row: tuple[str | None, ...]) -> str:
    def quoted(value: str | None) -> str:
        return "" if value is None else '"' + value.replace('"', '""') + '"'

    return ",".join(map(quoted, row))


class Source:
    """A register whose source is a file that the test writes, in GB18030 like the exports of old systems."""

    def __init__(self, installed: Installation, register: Register, path: Path) -> None:
        self.installed, self.register, self.path = installed, register, path

    def writes(self, *lines: str) -> None:
        self.path.write_bytes(text_of(*lines).encode("gb18030"))

    def ingest(self, **given: Any) -> IngestionRun:
        by = given.pop("by", self.register.steward)
        return ingestion.run_ingestion(self.installed.database, self.installed.settings, SDI, by=by, **given)

    def runs(self) -> list[IngestionRun]:
        with self.installed.database.unit_of_work() as uow:
            organisation = self.register.town.police.id
            return ingestion.list_runs(
                uow, PageQuery(sort="started_at"), asset_code=SDI, organisation_id=organisation, by=SYSTEM
            ).items


@pytest.fixture
def source(installed: Installation) -> Source:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow, source={"path": "persons.csv", "encoding": "gb18030"})
        make_person_assets(uow, register)
    folder = installed.settings.inbox_dir / register.town.police.code
    folder.mkdir(parents=True)
    return Source(installed, register, folder / "persons.csv")


def test_rows_land_as_the_source_has_them_and_the_rest_is_kept_with_its_reason(source: Source) -> None:
    source.writes(line_of(ROWS[0]), FAULTS[0], line_of(ROWS[1]), FAULTS[1])
    run = source.ingest()
    assert (run.state, run.read, run.landed, run.rejected) == (RunState.DONE, 4, 2, 2)
    assert [tuple(row.values()) for row in rows_of(source.installed, SDI)] == list(ROWS)
    [entry] = ledger_of(source.installed, SDI)
    [(name, aside)] = rejects_of(source.installed, SDI).items()
    assert name == entry.rejects_file
    assert [(r["line_from"], r["reason"], r["raw"].decode("gb18030")) for r in aside] == [
        (3, "wrong_field_count", FAULTS[0]),
        (5, "blank_line", FAULTS[1]),
    ]
    assert run.lake_version == entry.lake_version
    here = f"lake/{SDI}"
    assert (f"source/{SOURCE}/{TABLE}", here, "ingest") in flows_of(source.installed, here)


def test_reading_twice_replaces_and_never_doubles(source: Source) -> None:
    source.writes(*map(line_of, ROWS))
    first, second = source.ingest(), source.ingest()
    assert len(rows_of(source.installed, SDI)) == 2
    assert [entry.sequence for entry in ledger_of(source.installed, SDI)] == [1, 2]
    source.writes(line_of(ROWS[0]))
    source.ingest()
    assert len(rows_of(source.installed, SDI)) == 1
    assert [r.state for r in source.runs()] == [RunState.DONE] * 3
    assert first.id != second.id


def test_a_failed_reading_is_noted_with_its_code_and_changes_nothing(source: Source) -> None:
    source.writes(*map(line_of, ROWS))
    source.ingest()
    source.path.unlink()
    with pytest.raises(FileMissing):
        source.ingest()
    done, failed = source.runs()
    assert (done.state, failed.state, failed.error_code) == (RunState.DONE, RunState.FAILED, FileMissing.code)
    assert failed.finished_at is not None
    assert len(rows_of(source.installed, SDI)) == 2
    assert len(ledger_of(source.installed, SDI)) == 1


OUTSIDE = ("/etc/hostname", "../keys/vault.key", "../../keys/vault.key", "../OTHER/a.csv", "link.csv", "~/x", "")


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_file_outside_its_organisations_inbox_is_no_source(source: Source, path: str) -> None:
    """Whoever registers a source names a file of this server: its keys, say, or what another department dropped."""
    installed = source.installed
    source.writes()
    (source.path.parent / "link.csv").symlink_to(installed.settings.keys_dir / "vault.key")
    (source.path.parents[1] / "OTHER").mkdir()
    (source.path.parents[1] / "OTHER" / "a.csv").write_bytes(source.path.read_bytes())
    with installed.database.unit_of_work() as uow:
        registered = replace(architecture.source(uow, SOURCE), settings={"path": path, "table": TABLE})
        architecture.register_source(uow, registered, by=SYSTEM)
    with pytest.raises((FileOutsideInbox, FileMissing)):
        source.ingest()
    with installed.database.unit_of_work() as uow:
        report = ingestion.test_connection(uow, installed.settings, SOURCE, by=source.register.steward)
    assert not report.ok
    assert report.problem is not None
    assert report.problem.code in ("architecture.file_outside_inbox", "connectors.file_missing")
    assert report.facts == {}


def test_a_source_of_an_unknown_kind_is_told_so(source: Source) -> None:
    installed = source.installed
    with installed.database.unit_of_work() as uow:
        registered = replace(architecture.source(uow, SOURCE), connector="telepathy")
        architecture.register_source(uow, registered, by=SYSTEM)
        report = ingestion.test_connection(uow, installed.settings, SOURCE, by=source.register.steward)
    assert report.problem is not None
    assert report.problem.code == "connectors.unknown_kind"
    with pytest.raises(UnknownConnector):
        source.ingest()


def test_a_source_without_the_registered_columns_lands_nothing(source: Source) -> None:
    source.path.write_text("身份证号,姓名\n1,2\n", encoding="gb18030")
    with pytest.raises(ShudaoError) as refusal:
        source.ingest()
    assert "备注" in refusal.value.message()
    [failed] = source.runs()
    assert (failed.state, failed.error_code) == (RunState.FAILED, refusal.value.code)
    assert ledger_of(source.installed, SDI) == []


def test_progress_is_told_batch_by_batch_and_adds_up(source: Source) -> None:
    source.writes(line_of(ROWS[0]), FAULTS[0], line_of(ROWS[1]))
    told: list[Progress] = []
    source.ingest(report=told.append)
    last = told[-1]
    assert (last.asset_code, last.read, last.landed, last.rejected) == (SDI, 3, 2, 1)
    assert all(p.read == p.landed + p.rejected for p in told)


def test_the_door_decides_over_ingestion_too(source: Source) -> None:
    source.writes(*map(line_of, ROWS))
    with source.installed.database.unit_of_work() as uow:
        admission.revoke(uow, SDI, "停用", by=SYSTEM)
        stranger = make_actor(uow, source.register.town.civil, Role.DATA_STEWARD)
    with pytest.raises(NoCertificate):
        source.ingest()
    with pytest.raises(NotPermitted):
        source.ingest(by=stranger)
    with pytest.raises(NoSource):
        ingestion.run_ingestion(source.installed.database, source.installed.settings, DWI, by=source.register.steward)
    assert ledger_of(source.installed, SDI) == []


def test_a_job_reads_for_whoever_asked_and_may_run_twice(source: Source, raw: psycopg.Connection[Any]) -> None:
    source.writes(*map(line_of, ROWS))
    installed, steward = source.installed, source.register.steward
    with installed.database.unit_of_work() as uow:
        organisation = source.register.town.police.id
        assert ingestion.start_ingestion(uow, SDI, organisation, by=steward)
    with installed.database.unit_of_work() as uow:
        assert not ingestion.start_ingestion(uow, SDI, organisation, by=steward), "it waits already"
    [(name, args)] = raw.execute("select task_name, args from procrastinate_jobs").fetchall()
    context = JobContext(installed.database, installed.clock, installed.settings)
    run_job(name, context, args)
    run_job(name, context, args)
    assert len(rows_of(installed, SDI)) == 2
    behalf = raw.execute(
        "select distinct account_id, behalf_of from evidence.entry where action = 'admission.batch.landed'"
    ).fetchall()
    assert behalf == [("system:ingestion", steward.account_id)]


def test_runs_and_connection_tests_over_http(source: Source) -> None:
    source.writes(*map(line_of, ROWS))
    source.ingest()
    site = Site(source.installed.database, source.installed.settings, [router])
    insider, _ = site.sign_in(source.register.town.police, Role.DATA_STEWARD)
    outsider, _ = site.sign_in(source.register.town.civil, Role.DATA_STEWARD)
    runs = f"/api/v1/ingestion/assets/{SDI}/runs"
    [run] = insider.get(runs).json()["items"]
    assert (run["state"], run["read"], run["landed"]) == ("done", 2, 2)
    assert insider.post(runs).json() == {"enqueued": True}
    assert insider.post(runs).json() == {"enqueued": False}
    tested = insider.post(f"/api/v1/ingestion/sources/{SOURCE}/test").json()
    assert tested["ok"], tested
    source.path.unlink()
    tested = insider.post(f"/api/v1/ingestion/sources/{SOURCE}/test").json()
    assert (tested["ok"], tested["problem_code"]) == (False, FileMissing.code)
    assert tested["next"]
    for answer in (outsider.get(runs), outsider.post(runs), outsider.post(f"/api/v1/ingestion/sources/{SOURCE}/test")):
        assert answer.status_code in (403, 404)
        assert str(source.path) not in answer.text
