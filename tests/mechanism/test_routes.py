"""Mechanism over HTTP: what each role is refused, and that the bodies say no more than they should."""

import pytest

from shudao.kernel.actor import Role
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset
from shudao.mechanism.routes import router
from tests.builders.mechanism import SYSTEM, Town, make_person, make_town
from tests.builders.site import Site

PHONE = "15400000001"
NEW = {
    "code": "T-NEW",
    "name": "测试新局",
    "kind": "department",
    "level": "city",
    "region_code": "680100",
    "is_local_code": True,
    "valid_from": "2026-01-01",
}


@pytest.fixture
def site(database: Database, settings: Settings) -> Site:
    return Site(database, settings, [router])


@pytest.fixture
def town(database: Database) -> Town:
    with database.unit_of_work() as uow:
        return make_town(uow)


def test_a_clerk_sees_the_tree_and_changes_nothing(site: Site, town: Town) -> None:
    with site.database.unit_of_work() as uow:
        person = make_person(uow, town.police, phone=PHONE)
    client, _ = site.sign_in(town.civil, Role.CONSUMER)
    (root,) = client.get("/api/v1/mechanism/organisations/tree").json()["items"]
    assert {child["name"] for child in root["children"]} == {"测试市大数据局", "测试市公安局", "测试市民政局"}
    for path in ("/people", f"/people/{person.id}", "/posts", "/appointments", "/chart", "/duties", "/accountability"):
        answer = client.get(f"/api/v1/mechanism{path}")
        assert answer.status_code == 200, answer.text
        assert PHONE not in answer.text, path
    appointment = {"person_id": person.id, "post_code": "CLERK", "organisation_id": town.police.id}
    someone = {"code": "x", "name": "甲", "organisation_id": town.civil.id}
    asset = {"kind": "business_object", "code": "X", "name": "x", "organisation_id": town.civil.id}
    owner = {"asset_kind": "business_object", "asset_code": "X", "person_id": person.id}
    for path, body in (
        ("/organisations", NEW),
        ("/people", someone),
        (f"/people/{person.id}/depart", {}),
        ("/appointments", appointment),
        ("/appointments/none/end", {}),
        ("/accountability", {"asset": asset, "person_id": person.id}),
        ("/accountability/hand-over", owner),
        ("/accountability/claim", owner | {"organisation_id": town.civil.id}),
        ("/accountability/settle", owner),
    ):
        answer = client.post(f"/api/v1/mechanism{path}", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "access.not_permitted"), path


def test_telephone_and_mail_are_for_the_own_department_and_the_bureau(site: Site, town: Town) -> None:
    with site.database.unit_of_work() as uow:
        person = make_person(uow, town.police, phone=PHONE)
    path = f"/api/v1/mechanism/people/{person.id}"
    for organisation, role, phone in (
        (town.police, Role.DATA_STEWARD, PHONE),
        (town.bureau, Role.DATA_BUREAU, PHONE),
        (town.civil, Role.DATA_STEWARD, ""),
    ):
        client, _ = site.sign_in(organisation, role)
        assert client.get(path).json()["phone"] == phone, role


def test_the_bureau_keeps_the_tree_and_is_told_of_a_stale_edit(site: Site, town: Town) -> None:
    client, _ = site.sign_in(town.bureau, Role.DATA_BUREAU)
    bad = client.post("/api/v1/mechanism/organisations", json=NEW | {"uscc": "11680100LC0000023X"})
    assert (bad.status_code, bad.json()["error"]["code"]) == (422, "mechanism.bad_uscc")
    made = client.post("/api/v1/mechanism/organisations", json=NEW | {"parent_id": town.government.id}).json()
    path = f"/api/v1/mechanism/organisations/{made['id']}"
    edit = NEW | {"parent_id": town.government.id, "short_name": "新局", "seen_version": 1}
    assert client.put(path, json=edit).json()["version"] == 2
    stale = client.put(path, json=edit | {"short_name": "测新局"})
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "mechanism.stale_organisation")
    assert "简称改为“新局”" in stale.json()["error"]["message"]
    renamed = client.put(path, json=edit | {"name": "测试改名局", "seen_version": 2})
    assert (renamed.status_code, renamed.json()["error"]["code"]) == (409, "mechanism.needs_second_person")
    detail = client.get(path).json()
    assert detail["superiors"][0]["id"] == town.government.id
    assert [earlier["organisation"]["short_name"] for earlier in detail["earlier"]] == [""]


def test_a_refused_departure_lists_what_is_still_held(site: Site, town: Town) -> None:
    with site.database.unit_of_work() as uow:
        person = make_person(uow, town.police)
        asset = AccountableAsset("business_object", "LC01", "自然人", town.police.id)
        mechanism.name_owner(uow, asset, person.id, by=SYSTEM)
    client, _ = site.sign_in(town.police, Role.DEPARTMENT_HEAD)
    answer = client.post(f"/api/v1/mechanism/people/{person.id}/depart", json={})
    assert answer.status_code == 409
    assert answer.json()["error"]["details"] == [{"kind": "business_object", "code": "LC01", "name": "自然人"}]
    unowned = client.get("/api/v1/mechanism/accountability/unowned").json()
    assert unowned == {"items": [], "total": 0}
