"""Standards over HTTP: the outsider's side first, then a standard's way from draft to published."""

import pytest
from fastapi.testclient import TestClient

from shudao.kernel.actor import Role
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.policy.routes import router
from tests.builders.mechanism import Town, make_town
from tests.builders.site import Site

BASE = "/api/v1/policy"
MARKER = "暗标记"


@pytest.fixture
def town(database: Database) -> Town:
    with database.unit_of_work() as uow:
        return make_town(uow)


@pytest.fixture
def site(database: Database, settings: Settings) -> Site:
    return Site(database, settings, [router])


def _element(town: Town) -> dict[str, object]:
    return {
        "code": "DE00004",
        "name": f"{MARKER}性别代码",
        "definition": MARKER,
        "object_class": "人员",
        "property": "性别",
        "representation": "代码",
        "data_type": "string",
        "format": "n1",
        "code_table": "sex",
        "submitted_by": town.police.id,
    }


def _table(town: Town) -> dict[str, object]:
    codes = [{"code": "1", "name": "男", "aliases": ["男性"]}, {"code": "2", "name": f"{MARKER}女"}]
    return {"name": "sex", "title": MARKER, "version": "1", "organisation_id": town.police.id, "codes": codes}


def _norm(town: Town) -> dict[str, object]:
    return {
        "code": "GF-99",
        "title": MARKER,
        "policy": "数据治理政策",
        "effective_on": "2026-01-01",
        "organisation_id": town.police.id,
    }


def _draft(client: TestClient, town: Town) -> None:
    for path, body in (("code-tables", _table(town)), ("data-elements", _element(town)), ("norms", _norm(town))):
        answer = client.post(f"{BASE}/{path}", json=body)
        assert answer.status_code == 201, answer.text


READS = ("/data-elements", "/data-elements/DE00004", "/code-tables", "/code-tables/sex/codes", "/norms", "/norms/GF-99")


def test_an_outsider_finds_no_draft_and_decides_nothing(site: Site, town: Town) -> None:
    steward, _ = site.sign_in(town.police, Role.DATA_STEWARD)
    _draft(steward, town)
    outsider, _ = site.sign_in(town.civil, Role.DATA_STEWARD, Role.DEPARTMENT_HEAD)
    for path in READS:
        answer = outsider.get(BASE + path)
        assert answer.status_code in (200, 404) and MARKER not in answer.text, path
        assert MARKER in steward.get(BASE + path).text, path
    for path, body in (("code-tables", _table(town)), ("data-elements", _element(town)), ("norms", _norm(town))):
        answer = outsider.post(f"{BASE}/{path}", json=body)
        assert answer.status_code == 403 and MARKER not in answer.text, path
    for path in ("data-elements/DE00004", "code-tables/sex", "norms/GF-99"):
        for step in ("submit", "publish"):
            assert outsider.post(f"{BASE}/{path}/{step}").status_code == 403, (path, step)


def test_a_standard_goes_from_draft_to_published(site: Site, town: Town) -> None:
    steward, _ = site.sign_in(town.police, Role.DATA_STEWARD)
    bureau, _ = site.sign_in(town.bureau, Role.DATA_BUREAU)
    _draft(steward, town)
    for path in ("code-tables/sex", "data-elements/DE00004", "norms/GF-99"):
        assert steward.post(f"{BASE}/{path}/submit").status_code == 204
        assert bureau.post(f"{BASE}/{path}/publish").status_code == 204
    clerk, _ = site.sign_in(town.civil, Role.CONSUMER)
    assert clerk.get(f"{BASE}/data-elements/DE00004").json()["state"] == "published"
    codes = clerk.get(f"{BASE}/code-tables/sex/codes?as_of=2026-11-23&q=男").json()
    assert [code["code"] for code in codes["items"]] == ["1"]
    assert clerk.get(f"{BASE}/norms/GF-99").json()["policy"] == "数据治理政策"
    assert bureau.post(f"{BASE}/data-elements/DE00004/retire", json={"reason": "并入"}).status_code == 204


def test_faults_are_told_with_what_to_do_next(site: Site, town: Town) -> None:
    steward, _ = site.sign_in(town.police, Role.DATA_STEWARD)
    answer = steward.post(f"{BASE}/data-elements", json=_element(town) | {"format": "q1"})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "policy.bad_data_element")
    assert error["details"] and error["next"]
    assert steward.get(f"{BASE}/data-elements?sort=secret").status_code == 422
