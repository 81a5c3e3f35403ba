"""A department's way with a source: register it and hand over access (P4), make entities of its tables (P5), grade them
(P6), and be told when the vendor renames a column (P8). Through the API, on a real database.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from shudao.access.errors import NotPermitted
from shudao.app.installation import Installation
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import ColumnDecision, TableDecision
from shudao.architecture.errors import HarvestRunning, UnknownTables
from shudao.architecture.routes import router
from shudao.kernel.actor import Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.database import Database
from shudao.kernel.jobs import JobContext, run_job
from shudao.work import facade as work
from shudao.work.contracts import InboxFilter
from tests.builders import architecture as build
from tests.builders.architecture import AREA, PAGE, Cast
from tests.builders.site import Site

BASE = "/api/v1/architecture"
TABLES = """
create schema biz;
create table biz.marriage (id varchar(32) primary key, male_number varchar(18) not null, male_name varchar(50),
  registered_on date, office_code varchar(12));
comment on table biz.marriage is '婚姻登记信息';
comment on column biz.marriage.id is '登记编号';
comment on column biz.marriage.male_number is '男方公民身份号码';
comment on column biz.marriage.male_name is '男方姓名';
comment on column biz.marriage.registered_on is '登记日期';
create table biz.sys_log (id bigint, line text);
create view biz.v_marriage as select * from biz.marriage;
"""
DECISIONS = [
    {"column": "id", "name": "登记编号", "field": "register_code", "grade": "G1", "is_key": True},
    {"column": "male_number", "name": "男方公民身份号码", "field": "male_number", "data_element": "DE00001",
     "grade": "G3", "is_personal": True},
]  # fmt: skip


@pytest.fixture
def source_dsn(postgres: EmbeddedPostgres, database_name: str) -> str:
    with psycopg.connect(postgres.info.dsn("shudao_owner", database_name), autocommit=True) as connection:
        connection.execute(TABLES)
        connection.execute("grant usage on schema biz to shudao_app")
        connection.execute("grant select on all tables in schema biz to shudao_app")
    return postgres.info.dsn("shudao_app", database_name)


@pytest.fixture
def cast(database: Database) -> Cast:
    with build.ledger(database) as (_, made):
        return made


@pytest.fixture
def site(installed: Installation) -> Site:
    return Site(installed.database, installed.settings, [router])


@pytest.fixture
def steward(site: Site, cast: Cast, source_dsn: str) -> Iterator[TestClient]:
    """The department's steward, with a system registered and access handed over by its vendor."""
    client, _ = site.sign_in(cast.town.police, Role.DATA_STEWARD)
    system = {"code": "SYS-HY", "name": "婚姻登记系统", "organisation_id": cast.police, "vendor_contact": "张工"}
    assert client.post(f"{BASE}/systems", json=system | {"state": "building"}).status_code == 201
    source = {"code": "SRC-HY", "name": "婚姻库", "system_code": "SYS-HY", "connector": "postgresql"}
    source |= {"settings": {"schema": "biz"}, "organisation_id": cast.police}
    assert client.post(f"{BASE}/sources", json=source).status_code == 201
    token = client.post(f"{BASE}/sources/SRC-HY/handovers", json={"recipient": "张工"}).json()["token"]
    vendor = TestClient(site.app, base_url="http://127.0.0.1")
    assert vendor.post(f"{BASE}/handover/secret", json={"token": token, "secret": source_dsn}).json()["ok"]
    yield client


def harvested(client: TestClient, installed: Installation) -> dict[str, Any]:
    started = client.post(f"{BASE}/sources/SRC-HY/harvests")
    assert started.status_code == 202, started.text
    work.drain(installed.database, installed.settings)
    found: dict[str, Any] = client.get(f"{BASE}/harvests/{started.json()['id']}").json()
    assert found["state"] == "done", found
    return found


def sheet(client: TestClient) -> dict[str, Any]:
    answer = client.get(f"{BASE}/sources/SRC-HY/sheet", params={"table": "marriage"})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def confirm(client: TestClient, **given: Any) -> Any:
    body: dict[str, Any] = {
        "table": "marriage",
        "columns": DECISIONS,
        "entity_name": "婚姻登记信息",
        "entity_table": "marriage",
        "object_name": "婚姻登记",
        "subject_area": AREA,
    }
    return client.post(f"{BASE}/sources/SRC-HY/confirmations", json=body | given)


def test_p4_a_source_is_registered_tested_and_read(steward: TestClient, installed: Installation) -> None:
    """P4: tables found, comment coverage, tables without a key and the vendor's contact are on the screen."""
    run = harvested(steward, installed)
    assert (run["summary"]["tables"], run["summary"]["commented"]) == (2, 4)
    assert run["summary"]["without_key"] == 1
    tables = steward.get(f"{BASE}/tables", params={"system_code": "SYS-HY"}).json()
    assert {t["name"]: (t["state"], t["commented_count"], t["has_key"]) for t in tables["items"]} == {
        "marriage": ("unsurveyed", 4, True),
        "sys_log": ("unsurveyed", 0, False),
    }
    page = steward.get(f"{BASE}/systems/SYS-HY").json()
    assert (page["system"]["vendor_contact"], page["counts"]["unsurveyed"]) == ("张工", 2)
    again = harvested(steward, installed)
    assert (again["summary"]["new_tables"], again["summary"]["drifts"]) == (0, 0)


def test_a_harvest_runs_twice_safely_and_not_twice_at_once(
    steward: TestClient, installed: Installation, cast: Cast
) -> None:
    with installed.database.unit_of_work() as uow:
        run = architecture.start_harvest(uow, "SRC-HY", by=cast.steward)
    with installed.database.unit_of_work() as uow, pytest.raises(HarvestRunning):
        architecture.start_harvest(uow, "SRC-HY", by=cast.owner)
    work.drain(installed.database, installed.settings)
    context = JobContext(installed.database, installed.database.clock, installed.settings)
    run_job("architecture.harvest", context, {"run_id": run.id})
    with installed.database.unit_of_work() as uow:
        (kept,) = architecture.list_harvests(uow, "SRC-HY", by=cast.steward)
        assert kept.state.value == "done" and kept.asked_name == cast.steward.name


def test_a_harvest_that_fails_says_why(steward: TestClient, installed: Installation, cast: Cast) -> None:
    with installed.database.unit_of_work() as uow:
        moved = replace(architecture.source(uow, "SRC-HY"), settings={"schema": "none"}, secret_ref=None)
        architecture.register_source(uow, moved, secret="host=/x", by=cast.steward)
    run_id = steward.post(f"{BASE}/sources/SRC-HY/harvests").json()["id"]
    work.drain(installed.database, installed.settings)
    failed = steward.get(f"{BASE}/harvests/{run_id}").json()
    assert (failed["state"], failed["error_code"]) == ("failed", "connectors.invalid_options")


def test_only_the_departments_own_stewards_and_owners_confirm(
    steward: TestClient, installed: Installation, cast: Cast, site: Site
) -> None:
    harvested(steward, installed)
    decision = TableDecision((ColumnDecision("id", "登记编号", "code"),), None, "婚姻", "m", "", None, "婚姻", AREA)
    with installed.database.unit_of_work() as uow:
        for who in (cast.outsider, cast.officer, cast.bureau, cast.security, cast.developer, cast.head):
            with pytest.raises(NotPermitted):
                architecture.confirm_table(uow, "SRC-HY", "marriage", decision, by=who)
            with pytest.raises(NotPermitted):
                architecture.save_draft(uow, "SRC-HY", "marriage", {}, seen_version=0, by=who)
        with pytest.raises(UnknownTables):
            architecture.confirmation_sheet(uow, "SRC-HY", "marriage", by=cast.outsider)
    outsider, _ = site.sign_in(cast.town.civil, Role.DATA_STEWARD, Role.DATA_OWNER)
    for path in ("/sources/SRC-HY/sheet?table=marriage", "/sources/SRC-HY/harvests"):
        assert outsider.get(BASE + path).status_code == 404


def test_p5_what_one_types_survives_a_log_out_and_is_ones_own(
    steward: TestClient, installed: Installation, cast: Cast, site: Site
) -> None:
    """P5: work lost at time-out is what goes wrong elsewhere."""
    harvested(steward, installed)
    first = sheet(steward)
    assert first["columns"][3]["proposal"]["title"] == "登记日期"
    assert first["draft"] == {}
    content = {"entity_name": "婚姻登记信", "columns": {"id": {"name": "登记编", "is_picked": True}}}
    body = {"table": "marriage", "seen_version": 0, "content": content}
    assert steward.put(f"{BASE}/sources/SRC-HY/sheet-draft", json=body).json() == {"version": 1}
    stale = steward.put(f"{BASE}/sources/SRC-HY/sheet-draft", json=body)
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "architecture.draft_stale_edit")
    assert steward.delete("/api/v1/access/session").status_code in (200, 204)
    colleague, _ = site.sign_in(cast.town.police, Role.DATA_OWNER)
    assert sheet(colleague)["draft"] == {}
    with installed.database.unit_of_work() as uow:
        (kept,) = uow.session.scalars(text("select content from architecture.confirmation_draft"))
    assert kept["columns"]["id"]["name"] == "登记编"


def test_p5_p6_confirmed_columns_wait_for_somebody_elses_review(
    steward: TestClient, installed: Installation, cast: Cast, site: Site
) -> None:
    harvested(steward, installed)
    made = confirm(steward)
    assert made.status_code == 201, made.text
    entity_code = made.json()["entity_code"]
    assert made.json()["attributes"] == 2
    entity = steward.get(f"{BASE}/entities/{entity_code}").json()
    assert (entity["state"], entity["grade"]) == ("in_review", "G3")
    (table,) = steward.get(f"{BASE}/tables", params={"system_code": "SYS-HY", "state": "claimed"}).json()["items"]
    assert (table["name"], table["entity_code"]) == ("marriage", entity_code)
    refused = steward.post(f"{BASE}/nodes/{entity_code}/publish", json={})
    assert refused.status_code == 403
    bureau, _ = site.sign_in(cast.town.bureau, Role.DATA_BUREAU)
    object_code = entity_code.rpartition(".")[0]
    assert bureau.post(f"{BASE}/nodes/{object_code}/publish", json={}).status_code == 200
    more = [{"column": "male_name", "name": "男方姓名", "field": "male_name", "grade": "G2"}]
    known = {"column": "male_number", "name": "男方证件号码", "grade": "G1", "attribute_code": f"{entity_code}.002"}
    again = confirm(steward, columns=more, entity_code=entity_code, object_name="", subject_area=None)
    assert again.json() == {
        "entity_code": entity_code, "attributes": 1, "changes": 0, "lowerings": 0, "mapped": 3
    }  # fmt: skip
    owner, _ = site.sign_in(cast.town.police, Role.DATA_STEWARD, Role.DATA_OWNER)
    changed = confirm(owner, columns=[known], entity_code=entity_code, object_name="", subject_area=None)
    assert (changed.json()["changes"], changed.json()["lowerings"]) == (1, 1)
    attributes = {a["code"]: a for a in steward.get(f"{BASE}/entities/{entity_code}").json()["attributes"]}
    assert attributes[f"{entity_code}.002"]["name"] == "男方公民身份号码"
    assert attributes[f"{entity_code}.002"]["grade"] == "G3"


def test_one_fault_confirms_nothing_and_every_fault_is_named(steward: TestClient, installed: Installation) -> None:
    harvested(steward, installed)
    wrong = [*DECISIONS, {"column": "no_such", "name": "甲", "field": "a"}, DECISIONS[0]]
    answer = confirm(steward, columns=wrong, object_name="", entity_name="")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "architecture.confirmation_unfit")
    assert len(answer.json()["error"]["details"]) == 4
    assert steward.get(f"{BASE}/systems/SYS-HY").json()["counts"]["claimed"] == 0


def renamed(postgres: EmbeddedPostgres, database_name: str, change: str) -> None:
    with psycopg.connect(postgres.info.dsn("shudao_owner", database_name), autocommit=True) as connection:
        connection.execute(change)


def test_p8_a_renamed_column_is_a_task_with_what_it_affects_and_a_proposed_mapping(
    steward: TestClient,
    installed: Installation,
    cast: Cast,
    postgres: EmbeddedPostgres,
    database_name: str,
    clock: FixedClock,
    site: Site,
) -> None:
    """P8: the alarm comes by the clock, before anything reads the table again."""
    harvested(steward, installed)
    entity_code = confirm(steward).json()["entity_code"]
    renamed(postgres, database_name, "alter table biz.marriage rename column male_number to m_idcard")
    clock.advance(hours=13)
    context = JobContext(installed.database, clock, installed.settings)
    run_job("architecture.watch_sources", context, {})
    work.drain(installed.database, installed.settings)
    with installed.database.unit_of_work() as uow:
        tasks = work.inbox(uow, PAGE, InboxFilter(kind="architecture.drift"), by=cast.owner).items
        (found,) = architecture.list_drifts(uow, PAGE, is_open=True, by=cast.steward).items
        assert architecture.list_drifts(uow, PAGE, by=cast.outsider).total == 0
    assert [task.link for task in tasks] == [f"/drifts/{found.id}"]
    steward, _ = site.sign_in(cast.town.police, Role.DATA_STEWARD)
    shown = steward.get(f"{BASE}/drifts/{found.id}").json()
    (change,) = shown["changes"]
    assert (change["kind"], change["column"], change["after"]) == ("renamed", "male_number", "m_idcard")
    assert any(entity_code in each["title"] for each in shown["affected"])
    unfit = steward.post(f"{BASE}/drifts/{found.id}/settlement", json={"mapping": {}})
    assert unfit.json()["error"]["code"] == "architecture.mapping_unfit"
    mapping = {"mapping": {"male_number": "m_idcard"}}
    assert steward.post(f"{BASE}/drifts/{found.id}/settlement", json=mapping).json()["outcome"] == "mapped"
    assert steward.post(f"{BASE}/drifts/{found.id}/settlement", json=mapping).status_code == 409
    with installed.database.unit_of_work() as uow:
        (registration,) = architecture.entity(uow, entity_code).registrations
        assert registration.columns[f"{entity_code}.002"] == "m_idcard"
        assert work.inbox(uow, PAGE, InboxFilter(kind="architecture.drift"), by=cast.owner).items == []
    again = steward.post(f"{BASE}/sources/SRC-HY/comparisons").json()
    assert again["drifts"] == 0


def test_a_change_that_is_taken_back_closes_its_task(
    steward: TestClient, installed: Installation, cast: Cast, postgres: EmbeddedPostgres, database_name: str
) -> None:
    harvested(steward, installed)
    confirm(steward)
    renamed(postgres, database_name, "alter table biz.marriage rename to marriage_old")
    assert steward.post(f"{BASE}/sources/SRC-HY/comparisons").json()["drifts"] == 1
    assert steward.post(f"{BASE}/sources/SRC-HY/comparisons").json()["drifts"] == 1
    renamed(postgres, database_name, "alter table biz.marriage_old rename to marriage")
    assert steward.post(f"{BASE}/sources/SRC-HY/comparisons").json()["drifts"] == 0
    with installed.database.unit_of_work() as uow:
        (settled,) = architecture.list_drifts(uow, PAGE, is_open=False, by=cast.steward).items
    assert settled.outcome == "restored"
