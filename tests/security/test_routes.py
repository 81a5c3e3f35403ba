"""Rows and grants over HTTP: through the lens, with a purpose, and without a trace for outsiders."""

from typing import Any

import psycopg
import pytest

from shudao.kernel.actor import Role
from shudao.security import facade as security
from shudao.security.routes import router
from tests.builders.lake import make_asset
from tests.builders.mechanism import SYSTEM
from tests.builders.site import Site
from tests.security.conftest import Scene
from tests.security.test_reading import new_grant

ROWS = "/api/v1/security/assets/dm_people/rows"


@pytest.fixture
def site(scene: Scene) -> Site:
    return Site(scene.installed.database, scene.installed.settings, [router])


def test_rows_are_read_through_the_lens_of_whoever_asks(scene: Scene, site: Site, raw: psycopg.Connection[Any]) -> None:
    client, actor = site.sign_in(scene.town.police, Role.DATA_STEWARD)
    where = {"op": "less_equal", "column": "id", "value": 2}
    answer = client.post(ROWS, json={"purpose": "核对", "columns": ["id", "phone"], "where": where})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert sorted(row["phone"] for row in told["rows"]) == ["138****0001", "138****0002"]
    assert told["columns"][1] == {"name": "phone", "title": "电话", "type": "text", "mask": "partial"}
    found = raw.execute("select account_id from evidence.entry where action = 'security.read.decided'").fetchall()
    assert found == [(actor.account_id,)]


UNREADABLE: list[tuple[dict[str, Any], int]] = [
    ({}, 422),
    ({"purpose": ""}, 422),
    ({"purpose": "核对", "limit": 101}, 422),
    ({"purpose": "核对", "limit": 0}, 422),
    ({"purpose": "核对", "where": {"op": "drop table"}}, 422),
    ({"purpose": "核对", "where": {"op": "eq", "column": "income", "value": 1}}, 403),
    ({"purpose": "核对", "where": {"op": "eq", "column": "name", "value": "a\x00b"}}, 422),
    ({"purpose": "核对", "where": {"op": "eq", "column": "id", "value": 10**40}}, 422),
    ({"purpose": "核对", "columns": ["nothing"]}, 422),
    ({"purpose": "核对", "grant_id": "no such grant"}, 404),
]


def test_what_cannot_be_read_is_said_with_its_status(scene: Scene, site: Site) -> None:
    client, _ = site.sign_in(scene.town.police, Role.DATA_STEWARD)
    for body, status in UNREADABLE:
        answer = client.post(ROWS, json=body)
        assert answer.status_code == status, (body, answer.text)
        assert "居民" not in answer.text


def test_an_outsider_gets_the_answer_of_a_data_set_that_is_not_there(scene: Scene, site: Site) -> None:
    client, _ = site.sign_in(scene.town.civil, Role.DATA_OWNER, Role.CONSUMER)
    with scene.installed.database.unit_of_work() as uow:
        grant = security.grant(uow, new_grant(scene, organisation_id=scene.town.operations.id), by=SYSTEM)
    answers = [
        client.post(f"/api/v1/security/assets/{code}/rows", json={"purpose": "核对"})
        for code in ("dm_people", "dm_none")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert "人员集市" not in answers[0].text
    assert client.get("/api/v1/security/grants").json() == {"items": [], "total": 0}
    assert client.get(f"/api/v1/security/grants/{grant.id}").status_code == 404
    assert client.post(f"/api/v1/security/grants/{grant.id}/revocation", json={"reason": "试试"}).status_code == 404


def test_a_department_of_many_data_sets_sees_the_grants_of_all(
    scene: Scene, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shudao.security.grants.MAX_LIMIT", 1)
    with scene.installed.database.unit_of_work() as uow:
        make_asset(uow, scene.town, "dm_zebra")
        for number, asset in enumerate(("dm_people", "dm_zebra")):
            security.grant(uow, new_grant(scene, asset_code=asset, source_ref=f"test/{number}"), by=SYSTEM)
    giver, _ = site.sign_in(scene.town.police, Role.DATA_OWNER)
    assert giver.get("/api/v1/security/grants").json()["total"] == 2


def test_a_grant_is_seen_by_both_sides_and_revoked_by_the_giver(scene: Scene, site: Site) -> None:
    with scene.installed.database.unit_of_work() as uow:
        grant = security.grant(uow, new_grant(scene), by=SYSTEM)
    giver, _ = site.sign_in(scene.town.police, Role.DATA_OWNER)
    receiver, _ = site.sign_in(scene.town.civil, Role.CONSUMER)
    body = {"purpose": "低保审核", "grant_id": grant.id}
    assert len(receiver.post(ROWS, json=body).json()["rows"]) == 10
    for client in (giver, receiver):
        [listed] = client.get("/api/v1/security/grants").json()["items"]
        assert (listed["id"], listed["is_usable"], listed["where_text"]) == (grant.id, True, listed["where_text"])
        assert "编号" in listed["where_text"]
    address = f"/api/v1/security/grants/{grant.id}/revocation"
    assert receiver.post(address, json={"reason": "不需要了"}).status_code == 403
    assert giver.post(address, json={"reason": "用途不符"}).status_code == 204
    refused = receiver.post(ROWS, json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "security.grant_ended")
    assert receiver.get(f"/api/v1/security/grants/{grant.id}").json()["state"] == "revoked"
