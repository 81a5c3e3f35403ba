"""The architecture over HTTP: from the outsider's side first, then one department's whole way."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from shudao.architecture import facade as architecture
from shudao.architecture.routes import router
from shudao.kernel.actor import Role
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from tests.builders import architecture as build
from tests.builders.architecture import DRAFT_ENTITY, ENTITY, MARKER, NUMBER, OBJECT, Cast
from tests.builders.site import Site

BASE = "/api/v1/architecture"
ENTRY: dict[str, Any] = {
    "name": "户籍人口基本信息",
    "category": "101001",
    "provider_name": "测试市公安局",
    "provider_code": "11680100LC000004X4",
    "abstract": "全市户籍人口的基本登记信息。",
    "format_category": "3",
    "format_type": "PostgreSQL",
    "share_type": "2",
    "share_condition": "限履行法定职责的部门使用。",
    "share_method": "库表",
    "openness": "不予开放",
    "update_cycle": "2",
    "items": [{"name": "公民身份号码", "data_type": "C", "length": 18, "attribute_code": NUMBER}],
    "entity_code": ENTITY,
}


@pytest.fixture
def cast(database: Database) -> Cast:
    """The ledger with a draft, a source and a draft entry, each planted with the marker."""
    with build.ledger(database) as (uow, made):
        build.plant_draft(uow, made)
        build.register_source(uow, made)
        draft = build.entry(made.police, name=f"{MARKER}目录", code="101001/99")
        build.architecture.create_entry(uow, draft, by=made.officer)
    return made


@pytest.fixture
def site(database: Database, settings: Settings) -> Site:
    return Site(database, settings, [router])


READS = (
    "/tree",
    f"/tree?parent={OBJECT}",
    f"/tree?parent={DRAFT_ENTITY}",
    f"/nodes/{DRAFT_ENTITY}",
    f"/nodes/{DRAFT_ENTITY}/versions",
    f"/objects/{OBJECT}/map",
    f"/entities/{ENTITY}",
    f"/entities/{DRAFT_ENTITY}",
    f"/entities/{ENTITY}/certifications",
    "/systems",
    "/sources",
    "/sources/SRC-RK",
    "/sources/SRC-RK/tables",
    "/catalogue",
    "/catalogue/101001/99",
    f"/search?q={MARKER}",
    "/lineage?ref=lake/none",
    "/lowerings",
    "/legal-bases",
)
WRITES: tuple[tuple[str, dict[str, Any]], ...] = (
    (f"/nodes/{ENTITY}/submit", {}),
    (f"/nodes/{ENTITY}/publish", {}),
    (f"/nodes/{ENTITY}/changes", {"changes": {"name": "改名"}, "reason": "理由", "seen_version": 1}),
    ("/definitions", {"attributes": [{"code": f"{ENTITY}.070", "name": "混入", "field": "intruder"}]}),
    (f"/entities/{ENTITY}/owner-confirmation", {}),
    (f"/entities/{ENTITY}/quality-plan", {"rule_kinds": ["unique"], "cycle": "daily", "tolerance": "0"}),
    ("/grades", {"grades": {NUMBER: "G4"}}),
    (f"/attributes/{NUMBER}/lowerings", {"grade": "G1", "reason": "理由"}),
    ("/systems/SYS-RK/state", {"state": "retired", "reason": "理由"}),
    ("/sources/SRC-RK/tables", {"name": "T", "columns": [{"name": "c"}]}),
    (f"/entities/{ENTITY}/registrations", {"source_code": "SRC-RK", "physical_table": "T", "columns": {NUMBER: "c"}}),
    (f"/entities/{ENTITY}/certifications", {"system_code": "SYS-RK", "answers": []}),
    (f"/entities/{ENTITY}/certification-invalidation", {"reason": "理由"}),
    ("/catalogue-submission/101001/99", {}),
    ("/catalogue-approval/101001/99", {"opinion": "同意"}),
    ("/catalogue-rejection/101001/99", {"opinion": "退回"}),
    ("/catalogue-recall/101001/99", {"opinion": "撤销"}),
)


def test_an_outsider_finds_no_marker_and_changes_nothing(site: Site, cast: Cast) -> None:
    roles = (Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEPARTMENT_HEAD, Role.SHARING_OFFICER, Role.DEVELOPER)
    outsider, _ = site.sign_in(cast.town.civil, *roles)
    for path in READS:
        answer = outsider.get(BASE + path)
        asked = {"MARKER": MARKER in path}
        assert MARKER not in answer.text or (asked["MARKER"] and answer.json().get("total") == 0), path
        assert answer.status_code in (200, 404), (path, answer.text)
    for path, body in WRITES:
        answer = outsider.post(BASE + path, json=body)
        assert answer.status_code in (403, 404), (path, answer.text)
        assert MARKER not in answer.text, path


def test_a_secret_is_sent_once_and_which_of_the_vault_is_nobodys_choice(site: Site, cast: Cast) -> None:
    """A reference that could be sent would open whatever it names: another department's database, the mask key."""
    steward, _ = site.sign_in(cast.town.police, Role.DATA_STEWARD)
    body = {"code": "SRC-2", "name": "源", "system_code": "SYS-RK", "connector": "rest", "organisation_id": cast.police}
    answer = steward.post(f"{BASE}/sources", json=body | {"secret_ref": "of-somebody-else", "secret": "opens-it"})
    assert answer.status_code == 201, answer.text
    with site.database.unit_of_work() as uow:
        kept = architecture.source(uow, "SRC-2").secret_ref
    assert kept not in (None, "of-somebody-else", "opens-it")
    shown = answer.text + steward.get(f"{BASE}/sources/SRC-2").text
    assert "opens-it" not in shown
    assert str(kept) not in shown


def test_nobody_reads_without_signing_in(site: Site, cast: Cast) -> None:
    stranger = TestClient(site.app, base_url="http://127.0.0.1")
    for path in READS:
        assert stranger.get(BASE + path).status_code == 401, path


def test_the_department_sees_what_is_its_own(site: Site, cast: Cast) -> None:
    insider, _ = site.sign_in(cast.town.police, Role.DATA_STEWARD, Role.DATA_OWNER)
    for path in (
        "/systems",
        "/sources/SRC-RK",
        "/sources/SRC-RK/tables",
        "/catalogue/101001/99",
        f"/entities/{ENTITY}",
    ):
        answer = insider.get(BASE + path)
        assert answer.status_code == 200 and MARKER in answer.text, (path, answer.text)
    shown = insider.get(f"{BASE}/objects/{OBJECT}/map").json()
    assert shown["may_see_physical"] and len(shown["entities"]) == 2


def test_a_supplement_goes_from_draft_to_published_by_two_people(site: Site, cast: Cast) -> None:
    steward, _ = site.sign_in(cast.town.police, Role.DATA_STEWARD)
    bureau, _ = site.sign_in(cast.town.bureau, Role.DATA_BUREAU)
    node = {"code": f"{OBJECT}.03", "name": "补充信息", "organisation_id": cast.police, "table": "person_more"}
    attribute = {"code": f"{OBJECT}.03.001", "name": "学历", "field": "education", "grade": "G1"}
    body = {"nodes": [node], "attributes": [attribute]}
    assert steward.post(f"{BASE}/definitions", json=body).json() == {"count": 2}
    assert steward.post(f"{BASE}/nodes/{OBJECT}.03/submit").json() == {"count": 2}
    assert bureau.post(f"{BASE}/nodes/{OBJECT}.03/publish").json() == {"count": 2}
    shown = bureau.get(f"{BASE}/entities/{OBJECT}.03").json()
    assert (shown["state"], shown["attributes"][0]["column"]) == ("published", "education")


def test_a_draft_is_read_as_it_was_written_said_anew_returned_and_ended(site: Site, cast: Cast) -> None:
    steward, _ = site.sign_in(cast.town.police, Role.DATA_STEWARD)
    bureau, _ = site.sign_in(cast.town.bureau, Role.DATA_BUREAU)
    code = steward.get(f"{BASE}/next-code", params={"parent": OBJECT}).json()["code"]
    node = {"code": code, "name": "学历", "organisation_id": cast.police, "table": "education", "synonyms": ["文凭"]}
    assert steward.post(f"{BASE}/definitions", json={"nodes": [node]}).status_code == 201
    known = steward.get(f"{BASE}/definitions/{code}").json()
    assert (known["version"], known["state"], known["attribute"]) == (1, "draft", None)
    assert {key: known["node"][key] for key in node} == node
    draft = known["node"] | {"name": "学历学位", "seen_version": known["version"]}
    assert steward.put(f"{BASE}/nodes/{code}/draft", json=draft).status_code == 204
    assert steward.put(f"{BASE}/nodes/{code}/draft", json=draft).status_code == 409
    assert steward.post(f"{BASE}/nodes/{code}/submit").json() == {"count": 1}
    assert bureau.post(f"{BASE}/nodes/{code}/return", json={"reason": "定义不清"}).json() == {"count": 1}
    assert steward.delete(f"{BASE}/nodes/{code}/draft").json() == {"count": 1}
    assert steward.get(f"{BASE}/definitions/{code}").status_code == 404
    assert steward.get(f"{BASE}/definitions/{NUMBER}").json()["attribute"]["name"] == "公民身份号码"
    ending = steward.post(f"{BASE}/nodes/{OBJECT}/retirement", json={"reason": "职责取消"})
    assert ending.json()["error"]["code"] == "architecture.still_drafted"


def test_a_source_is_certified_once(site: Site, cast: Cast) -> None:
    bureau, _ = site.sign_in(cast.town.bureau, Role.DATA_BUREAU)
    answers = [{"test": a.test.value, "holds": True, "evidence": "检查记录"} for a in build.answers()]
    body = {"system_code": "SYS-RK", "answers": answers}
    address = f"{BASE}/entities/{ENTITY}/certifications"
    assert bureau.post(address, json=body | {"answers": answers[:3]}).status_code == 422
    assert bureau.post(address, json=body).status_code == 201
    second = bureau.post(address, json=body)
    assert second.status_code == 409 and "人口系统" in second.json()["error"]["message"]
    ended = bureau.post(f"{BASE}/systems/SYS-RK/state", json={"state": "merged", "reason": "系统整合"})
    assert ended.json() == {"ended_certifications": 1}
    assert bureau.get(address).json()["items"][0]["invalidated_reason"]


def test_an_entry_is_compiled_and_published(site: Site, cast: Cast) -> None:
    officer, _ = site.sign_in(cast.town.police, Role.SHARING_OFFICER)
    head, _ = site.sign_in(cast.town.police, Role.DEPARTMENT_HEAD)
    bureau, _ = site.sign_in(cast.town.bureau, Role.DATA_BUREAU)
    body = ENTRY | {"provider_organisation_id": cast.police}
    refused = officer.post(f"{BASE}/catalogue", json=body | {"share_type": "3"})
    assert refused.status_code == 422
    assert refused.json()["error"]["code"] == "architecture.legal_basis_required"
    code = officer.post(f"{BASE}/catalogue", json=body).json()["code"]
    assert officer.put(f"{BASE}/catalogue/{code}", json=body | {"abstract": "更清楚的摘要。"}).json()["version"] == 2
    for reviewer in (head, bureau):
        assert officer.post(f"{BASE}/catalogue-submission/{code}").status_code == 200
        assert reviewer.post(f"{BASE}/catalogue-approval/{code}", json={"opinion": "同意"}).status_code == 200
    outsider, _ = site.sign_in(cast.town.civil, Role.CONSUMER)
    assert outsider.get(f"{BASE}/catalogue/{code}").json()["state"] == "published"
    assert outsider.get(f"{BASE}/search?q=户籍人口&kind=catalogue_entry").json()["total"] == 1
