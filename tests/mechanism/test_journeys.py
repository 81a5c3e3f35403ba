"""Journeys B10 (bureaux are reformed) and P10 (an owner changes post), and who may do what, through the API alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from fastapi.testclient import TestClient

from shudao.access import facade as access
from shudao.access.http import CSRF_COOKIE, CSRF_HEADER
from shudao.app.installation import Installation
from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.jobs import JobContext, run_job
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset
from shudao.mechanism.routes import router
from shudao.work import facade as work
from shudao.work.contracts import ToAccount, ToPool
from shudao.work.routes import router as work_router
from tests.builders.mechanism import PASSWORD, SYSTEM, Town, make_organisation, make_person, make_town
from tests.builders.site import Site

BASE = "/api/v1/mechanism"
BASIS = "机构改革方案〔2026〕7 号"


@dataclass
class Scene:
    installed: Installation
    site: Site
    town: Town

    def sign_in(self, home: str, *roles: Role) -> tuple[TestClient, Actor]:
        return self.site.sign_in(getattr(self.town, home), *roles)

    def back(self, client: TestClient, actor: Actor) -> None:
        """The same person signs in again."""
        with self.installed.database.unit_of_work() as uow:
            login = access.account(uow, actor.account_id).login
        answer = client.post("/api/v1/access/session", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers[CSRF_HEADER] = client.cookies[CSRF_COOKIE]

    def reform(self, proposer: TestClient, plan: dict[str, Any], on: str | None = None) -> str:
        """Preview and propose as the console does; answers with the change that waits."""
        preview = proposer.post(f"{BASE}/reforms/preview", json={"plan": plan})
        assert preview.status_code == 200, preview.text
        body = {"plan": plan, "versions": preview.json()["versions"], "on": on}
        held = proposer.post(f"{BASE}/reforms", json=body)
        assert held.status_code == 202, held.text
        return str(held.json()["change_id"])


@pytest.fixture
def scene(installed: Installation) -> Iterator[Scene]:
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
    yield Scene(installed, Site(installed.database, installed.settings, [router, work_router]), town)


def decide(client: TestClient, change: str) -> dict[str, Any]:
    answer = client.post(f"/api/v1/work/changes/{change}/decide", json={"approve": True, "reason": ""})
    return {"status": answer.status_code, **(answer.json() if answer.content else {})}


def test_b10_two_bureaux_merge_on_their_day_and_nothing_is_left_behind(scene: Scene, clock: FixedClock) -> None:
    """Owners, rights and open work pass over; the old name stays in the history; no approval is orphaned."""
    town = scene.town
    proposer, _ = scene.sign_in("bureau", Role.DATA_BUREAU)
    approver, _ = scene.sign_in("bureau", Role.DATA_BUREAU)
    owner, owner_actor = scene.sign_in("police", Role.DATA_OWNER)
    with scene.installed.database.unit_of_work() as uow:
        asset = AccountableAsset("business_object", "XX01", "自然人", town.police.id)
        mechanism.name_owner(uow, asset, owner_actor.person_id or "", by=SYSTEM)
        work.open_task(
            uow,
            kind="test",
            title_zh="在办申请",
            title_en="open",
            subject="test/1",
            link="/inbox",
            to=ToPool(Role.DATA_OWNER, town.police.id),
            by=SYSTEM,
        )
    plan = {"kind": "merger", "predecessors": [town.police.id], "successor": town.civil.id, "basis": BASIS}
    change = scene.reform(proposer, plan, on="2026-12-01")
    # The requester does not approve it, and a second proposal waits for the first.
    assert decide(proposer, change)["status"] == 403
    assert decide(approver, change)["status"] == 200
    (held,) = proposer.get(f"{BASE}/reforms", params={"organisation_id": town.police.id}).json()["items"]
    assert (held["state"], held["on"]) == ("held", "2026-12-01")
    again = proposer.post(f"{BASE}/reforms/preview", json={"plan": plan}).json()
    assert [o["name"] for o in again["obstacles"]] == [held["title"]]

    clock.advance(days=8)
    context = JobContext(scene.installed.database, clock, scene.installed.settings)
    run_job("mechanism.carry_out_reform", context, {"reform_id": held["id"]})

    # Sessions do not last eight days.
    scene.back(owner, owner_actor)
    assert owner.get(f"{BASE}/reforms/{held['id']}").json()["state"] == "done"
    owned = owner.get(f"{BASE}/accountability", params={"organisation_id": town.civil.id}).json()
    assert [each["asset_code"] for each in owned["items"]] == ["XX01"]
    assert [task["title_zh"] for task in owner.get("/api/v1/work/tasks").json()["items"]] == ["在办申请"]
    names = {day: tree_names(owner, day) for day in ("2026-11-30", "2026-12-01")}
    assert town.police.name in names["2026-11-30"]
    assert town.police.name not in names["2026-12-01"]
    (line,) = owner.get(f"{BASE}/organisations/{town.police.id}/successions").json()["items"]
    assert (line["predecessor_name"], line["successor_name"], line["basis"]) == (
        town.police.name,
        town.civil.name,
        BASIS,
    )


def tree_names(client: TestClient, day: str) -> set[str]:
    (root,) = client.get(f"{BASE}/organisations/tree", params={"as_of": day}).json()["items"]
    listed = client.get(f"{BASE}/organisations", params={"as_of": day, "limit": 50}).json()
    names = {child["name"] for child in root["children"]}
    assert names <= {each["name"] for each in listed["items"]}
    return names


def test_b10_a_bureau_is_split_and_renamed_by_the_same_way(scene: Scene) -> None:
    town = scene.town
    proposer, _ = scene.sign_in("bureau", Role.DATA_BUREAU)
    approver, _ = scene.sign_in("bureau", Role.DATA_BUREAU)
    with scene.installed.database.unit_of_work() as uow:
        new = make_organisation(uow, name="新设局", parent_id=town.government.id)
        going, staying = (make_person(uow, town.police, code=code) for code in ("going", "staying"))
    kinds = proposer.get(f"{BASE}/organisations/{town.police.id}/kinds-of-things").json()["items"]
    assert {kind["kind"]: kind["count"] for kind in kinds} == {"mechanism.person": 2}
    things = proposer.get(
        f"{BASE}/organisations/{town.police.id}/things", params={"kind": "mechanism.person", "q": going.name}
    ).json()
    assert [thing["key"] for thing in things["items"]] == ["going"]
    plan = {
        "kind": "split",
        "source": town.police.id,
        "rest": town.police.id,
        "basis": BASIS,
        "parts": [{"taker": new.id, "takes": {"mechanism.person": ["going"]}}],
    }
    assert decide(approver, scene.reform(proposer, plan))["status"] == 200
    homes = {p.code: proposer.get(f"{BASE}/people/{p.id}").json()["organisation_id"] for p in (going, staying)}
    assert homes == {"going": new.id, "staying": town.police.id}
    rename = {"kind": "alteration", "organisation": town.police.id, "basis": BASIS, "name": "测试市公安总局"}
    assert decide(approver, scene.reform(proposer, rename))["status"] == 200
    assert "测试市公安总局" in tree_names(proposer, "2026-11-23")
    assert "测试市公安局" in tree_names(proposer, "2026-11-22")


def test_p10_an_owner_changes_post_and_nothing_stays_unowned(scene: Scene) -> None:
    """First the list, then the refusal, then all of it at once to who acts, and the head is asked for owners."""
    town = scene.town
    head, _ = scene.sign_in("police", Role.DEPARTMENT_HEAD)
    _, leaving = scene.sign_in("police", Role.DATA_OWNER)
    successor, taking = scene.sign_in("police", Role.DATA_STEWARD)
    with scene.installed.database.unit_of_work() as uow:
        for number in range(2):
            asset = AccountableAsset("business_object", f"XX0{number}", f"对象{number}", town.police.id)
            mechanism.name_owner(uow, asset, leaving.person_id or "", by=SYSTEM)
        mechanism.appoint(uow, leaving.person_id or "", "OWNER", town.police.id, by=SYSTEM)
        work.open_task(
            uow,
            kind="test",
            title_zh="待审核",
            title_en="review",
            subject="test/1",
            link="/inbox",
            to=ToAccount(leaving.account_id),
            by=SYSTEM,
        )
    listed = head.get(f"{BASE}/people/{leaving.person_id}").json()["held"]
    assert [each["kind"] for each in listed] == ["business_object", "business_object", "task"]
    refused = head.post(f"{BASE}/people/{leaving.person_id}/depart", json={})
    assert (refused.status_code, len(refused.json()["error"]["details"])) == (409, 3)
    body = {"successor_id": taking.person_id, "acting_until": "2026-12-31", "takes_posts": True}
    done = head.post(f"{BASE}/people/{leaving.person_id}/depart", json=body)
    assert (done.status_code, done.json()["left_on"]) == (200, "2026-11-23")
    assert head.get(f"{BASE}/accountability/unowned").json()["total"] == 0
    acting = head.get(f"{BASE}/accountability", params={"acting": True}).json()
    assert {each["acting_until"] for each in acting["items"]} == {"2026-12-31"}
    assert [t["title_zh"] for t in successor.get("/api/v1/work/tasks").json()["items"]] == ["待审核"]
    assert ["2 项" in t["title_zh"] for t in head.get("/api/v1/work/tasks").json()["items"]] == [True]
    with scene.installed.database.unit_of_work() as uow:
        account = access.account_of_person(uow, leaving.person_id or "")
        assert account is not None and account.state == "disabled"


# Who may propose, approve, see: everybody else is refused at the gate. `None` in the path is a thing that is not there.
ALTER = {"plan": {"kind": "alteration", "organisation": "none", "basis": "x", "name": "y"}}
MATRIX = {
    ("post", "/organisations"): {Role.DATA_BUREAU},
    ("put", "/organisations/none"): {Role.DATA_BUREAU},
    ("post", "/reforms/preview"): {Role.DATA_BUREAU},
    ("post", "/reforms"): {Role.DATA_BUREAU},
    ("post", "/reforms/none/cancel"): {Role.DATA_BUREAU},
    ("post", "/reforms/none/resume"): {Role.DATA_BUREAU},
    ("get", "/organisations/none/kinds-of-things"): {Role.DATA_BUREAU},
    ("get", "/organisations/none/things?kind=x"): {Role.DATA_BUREAU},
    ("post", "/groups"): {Role.DATA_BUREAU},
    ("put", "/groups/none"): {Role.DATA_BUREAU},
    ("post", "/groups/none/tasks"): {Role.DATA_BUREAU},
    ("post", "/security-posts/none/tasks"): {Role.DATA_BUREAU},
    ("post", "/conflicts"): {Role.SECURITY_ADMIN},
    ("post", "/people/none/depart"): {Role.DATA_BUREAU, Role.DEPARTMENT_HEAD, Role.SYSTEM_ADMIN},
    ("post", "/accountability/many"): {Role.DATA_BUREAU, Role.DEPARTMENT_HEAD},
    ("post", "/accountability/settle-many"): {Role.DATA_BUREAU},
    ("get", "/reforms"): set(Role),
    ("get", "/groups"): set(Role),
    ("get", "/security-posts"): set(Role),
    ("get", "/conflicts"): set(Role),
    ("get", "/accountability"): set(Role),
}
ASKING = {"title": "x", "organisation_id": "none"}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("post", "/reforms/preview"): ALTER,
    ("post", "/reforms"): ALTER | {"versions": {}},
    ("post", "/reforms/none/cancel"): {"reason": "x"},
    ("post", "/groups/none/tasks"): ASKING,
    ("post", "/security-posts/none/tasks"): ASKING,
    ("post", "/conflicts"): {"post_a": "A", "post_b": "B", "verdict": None},
    ("post", "/accountability/many"): {"assets": [{"kind": "x", "code": "y"}], "person_id": "none"},
    ("post", "/accountability/settle-many"): {"assets": [{"kind": "x", "code": "y"}], "person_id": "none"},
}


def test_who_may_propose_approve_and_see(scene: Scene, raw: psycopg.Connection[tuple[object, ...]]) -> None:
    """Every role at every route of reforms, groups, departures and owners; what is not named is refused."""
    client, actor = scene.sign_in("bureau", Role.CONSUMER)
    for role in Role:
        # One person in one role after the other: signing in takes longer than all the questions.
        raw.execute("update access.membership set role = %s where account_id = %s", [role, actor.account_id])
        for (method, path), allowed in MATRIX.items():
            body = BODIES.get((method, path), {}) if method != "get" else None
            answer = client.request(method, f"{BASE}{path}", json=body)
            refused = answer.status_code == 403 and answer.json()["error"]["code"] == "access.not_permitted"
            # Another refusal than the gate's may come from what does not exist or what a body lacks.
            assert refused is (role not in allowed), (role, method, path, answer.status_code, answer.text[:200])
            assert answer.status_code < 500
