"""Sharing over HTTP: what outsiders are refused, and the way of an application by requests alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient

from shudao.app.installation import Installation
from shudao.kernel.actor import Actor, Role
from shudao.sharing import facade as sharing
from shudao.sharing.contracts import Profile
from shudao.sharing.routes import router
from shudao.work import facade as work
from tests.builders.mechanism import SYSTEM, make_town
from tests.builders.sharing import make_asset, make_entry
from tests.builders.site import Site
from tests.sharing.conftest import CONSUMER, PASSWORD

BASE = "/api/v1/sharing"
MARKER = "只有当事人知道的用途"


@dataclass
class Office:
    """Browsers of everybody who takes part."""

    installed: Installation
    entry: str
    clerk: TestClient
    consenter: TestClient
    reviewer: TestClient
    filer: TestClient
    outsider: TestClient
    operator: TestClient

    def scope(self, **given: Any) -> dict[str, Any]:
        usual = {
            "catalogue_code": self.entry,
            "columns": ["id", "name"],
            "where": {"op": "eq", "column": "district", "value": "680102"},
            "purpose": MARKER,
            "scenario": "窗口核对",
            "legal_basis": "《社会救助暂行办法》",
            "method": "api",
            "valid_from": "2026-11-23",
            "valid_to": "2027-11-22",
        }
        return usual | given

    def drafted(self, **given: Any) -> dict[str, Any]:
        answer = self.clerk.post(f"{BASE}/applications", json=self.scope(**given))
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def step(self, who: TestClient, known: dict[str, Any], path: str, **body: Any) -> dict[str, Any]:
        answer = who.post(f"{BASE}/applications/{known['id']}/{path}", json={"version": known["version"], **body})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def reviewed(self, known: dict[str, Any]) -> dict[str, Any]:
        known = self.step(self.clerk, known, "submission")
        known = self.step(self.consenter, known, "consent", decision="consent")
        return self.step(self.reviewer, known, "review", decision="approve", columns=["name"], opinion="同意部分字段")


@pytest.fixture
def office(installed: Installation) -> Office:
    site = Site(installed.database, installed.settings, [router])
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        entry = make_entry(uow, town.police.id)
        sharing.choose_profile(uow, Profile.WHITEPAPER, by=SYSTEM)
    make_asset(installed, town.police.id)

    def browser(organisation: Any, *roles: Role) -> TestClient:
        client: tuple[TestClient, Actor] = site.sign_in(organisation, *roles)
        return client[0]

    return Office(
        installed,
        entry,
        browser(town.civil, Role.CONSUMER),
        browser(town.civil, Role.SHARING_OFFICER),
        browser(town.police, Role.SHARING_OFFICER),
        browser(town.bureau, Role.DATA_BUREAU),
        browser(town.government, Role.CONSUMER, Role.SHARING_OFFICER, Role.DEPARTMENT_HEAD, Role.DATA_OWNER),
        browser(town.operations, Role.OPERATIONS),
    )


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_another_department_with_every_role_finds_no_trace(office: Office) -> None:
    known = office.reviewed(office.drafted())
    path, seen = f"{BASE}/applications/{known['id']}", {"version": known["version"]}
    asks: list[Callable[[TestClient], Any]] = [
        lambda c: c.get(path),
        lambda c: c.patch(path, json=seen | {"purpose": "x"}),
        lambda c: c.post(f"{path}/submission", json=seen),
        lambda c: c.post(f"{path}/consent", json=seen | {"decision": "consent"}),
        lambda c: c.post(f"{path}/review", json=seen | {"decision": "approve"}),
        lambda c: c.post(f"{path}/receipt", json=seen | {"rows": 1}),
        lambda c: c.post(f"{path}/withdrawal", json=seen),
        lambda c: c.get(f"{BASE}/deliveries", params={"application_id": known["id"]}),
    ]
    for ask in asks:
        answer = ask(office.outsider)
        assert code_of(answer) == (404, "sharing.unknown_application")
        assert MARKER not in answer.text and known["number"] not in answer.text
    for query in ("", "?scope=mine", "?scope=to_review", f"?q={MARKER}"):
        answer = office.outsider.get(f"{BASE}/applications{query}")
        assert answer.json() == {"items": [], "total": 0}
    answer = office.outsider.post(f"{path}/filing", json=seen | {"decision": "file"})
    assert code_of(answer) == (403, "access.not_permitted")
    assert office.clerk.get(path).json()["version"] == known["version"]


def test_an_application_goes_its_way_by_requests_alone(office: Office) -> None:
    known = office.drafted()
    assert known["actions"] == ["edit", "submit", "withdraw"] and known["missing"] == []
    known = office.reviewed(known)
    assert (known["state"], known["columns"], known["asked_columns"]) == ("awaiting_filing", ["name"], ["id", "name"])
    seen = office.filer.get(f"{BASE}/applications/{known['id']}").json()
    assert seen["actions"] == ["file"] and seen["where_text"] == "所在区划等于“680102”"
    assert {c["name"]: c["grade"] for c in seen["available_columns"]}["name"] == "G3"
    assert [holder["role"] for holder in seen["holders"]] == ["data_bureau"]
    assert (seen["due_on"], seen["next_step"]) == ("2026-11-24", "implementation")
    known = office.step(office.filer, known, "filing", decision="file")
    assert known["grant_id"] and known["state"] == "awaiting_receipt"
    known = office.step(office.clerk, known, "receipt", rows=0)
    scores = dict.fromkeys(("accuracy", "completeness", "timeliness", "usability", "service"), 5)
    known = office.step(office.clerk, known, "evaluation", scores=scores, text="少跑一趟")
    assert [event["event"] for event in known["events"]][-3:] == ["delivered", "received", "evaluated"]


def test_bad_input_is_refused_with_the_right_word_and_changes_nothing(office: Office) -> None:
    known = office.drafted()
    path = f"{BASE}/applications/{known['id']}"
    edited = office.clerk.patch(path, json={"version": known["version"], "purpose": "改过的用途"})
    assert edited.json()["purpose"] == "改过的用途" and edited.json()["where"] == known["where"]
    late = office.clerk.patch(path, json={"version": known["version"], "purpose": "晚到的修改"})
    assert code_of(late) == (409, "kernel.stale_edit")
    wrong = {"op": "eq", "column": "district", "value": "x", "more": 1}
    for changes in ({"where": wrong}, {"columns": ["salary"]}, {"target_table": "a;drop"}, {"valid_to": "soon"}):
        answer = office.clerk.patch(path, json={"version": edited.json()["version"], **changes})
        assert answer.status_code == 422, answer.text
    assert office.clerk.get(path).json()["purpose"] == "改过的用途"


def test_the_same_form_sent_twice_is_done_once(office: Office) -> None:
    key = {"idempotency-key": "form-1"}
    first = office.clerk.post(f"{BASE}/applications", json=office.scope(), headers=key)
    again = office.clerk.post(f"{BASE}/applications", json=office.scope(), headers=key)
    assert first.status_code == 201 and code_of(again) == (409, "access.already_submitted")
    assert office.clerk.get(f"{BASE}/applications").json()["total"] == 1


def test_a_refusal_names_its_ground_or_is_refused(office: Office) -> None:
    known = office.step(office.clerk, office.drafted(), "submission")
    known = office.step(office.consenter, known, "consent", decision="consent")
    path = f"{BASE}/applications/{known['id']}/review"
    bare = {"version": known["version"], "decision": "refuse", "opinion": "不同意"}
    assert code_of(office.reviewer.post(path, json=bare)) == (422, "sharing.ground_missing")
    offered = {ground["code"] for ground in office.reviewer.get(path.removesuffix("/review")).json()["grounds"]}
    assert offered == {"outside_duty", "not_necessary", "condition_unmet", "not_held"}
    known = office.step(
        office.reviewer, known, "review", decision="refuse", ground="not_held", opinion="数源为人社局，请向其申请"
    )
    assert known["events"][-1]["ground_title"].startswith("本单位不掌握")


def test_a_cart_becomes_one_application_for_each_data_set(office: Office) -> None:
    answer = office.clerk.post(f"{BASE}/carts", json={"items": [office.scope(), office.scope(purpose="")]})
    made = answer.json()["items"]
    assert len(made) == 2 and made[0]["cart_id"] == made[1]["cart_id"]
    detail = office.clerk.get(f"{BASE}/applications/{made[1]['id']}").json()
    assert [part["field"] for part in detail["missing"]] == ["purpose"]


def test_lists_filter_sort_and_page(office: Office) -> None:
    first, second = office.drafted(urgency="紧急"), office.drafted(purpose="另一用途")
    listed = office.clerk.get(f"{BASE}/applications", params={"sort": "number", "limit": 1}).json()
    assert (listed["total"], [each["id"] for each in listed["items"]]) == (2, [first["id"]])
    for params, expected in (
        ({"urgency": "紧急"}, first),
        ({"q": "另一用途"}, second),
        ({"q": second["number"]}, second),
    ):
        found = office.clerk.get(f"{BASE}/applications", params=params).json()
        assert [each["id"] for each in found["items"]] == [expected["id"]], params
    assert office.clerk.get(f"{BASE}/applications", params={"state": "refused"}).json()["total"] == 0
    assert code_of(office.clerk.get(f"{BASE}/applications", params={"sort": "secret"}))[0] == 422


def test_a_table_is_pushed_after_filing_and_its_secret_stays_hidden(office: Office, consumer_dsn: str) -> None:
    body = {"name": "业务库", "dsn": consumer_dsn, "schema": "public"}
    target = office.clerk.post(f"{BASE}/targets", json=body)
    assert target.status_code == 201 and CONSUMER in target.json()["place"]
    code = target.json()["code"]
    assert code_of(office.reviewer.get(f"{BASE}/targets/{code}")) == (404, "sharing.unknown_target")
    assert office.clerk.post(f"{BASE}/targets/{code}/test").json()["passed"] is True
    known = office.drafted(method="table", target_code=code, target_table="residents")
    known = office.step(office.filer, office.reviewed(known), "filing", decision="file")
    assert known["state"] == "implementing"
    again = office.operator.post(f"{BASE}/applications/{known['id']}/delivery")
    assert again.status_code == 202, again.text
    work.drain(office.installed.database, office.installed.settings)
    shown = office.clerk.get(f"{BASE}/applications/{known['id']}")
    (delivery,) = shown.json()["deliveries"]
    assert delivery["state"] == "done" and delivery["rows_arrived"] == 125
    for answer in (target, shown, office.clerk.get(f"{BASE}/targets"), office.filer.get(f"{BASE}/deliveries")):
        assert PASSWORD not in answer.text


def test_only_the_bureau_sets_the_rules_of_time(office: Office) -> None:
    body = {"profile": "decree-809", "jurisdiction": ""}
    assert code_of(office.reviewer.put(f"{BASE}/profile", json=body))[0] == 403
    assert office.filer.put(f"{BASE}/profile", json=body).status_code == 200
    assert office.clerk.get(f"{BASE}/profile").json() == body
    limit = {"profile": "decree-809", "step": "review", "working_days": 5, "valid_from": "2026-01-01"}
    assert office.filer.post(f"{BASE}/time-limits", json=limit).status_code == 201
    known = office.step(office.clerk, office.drafted(), "submission")
    known = office.step(office.consenter, known, "consent", decision="consent")
    assert known["due_on"] == "2026-11-30"


def test_an_offer_shows_columns_with_grade_and_sharing_type(office: Office) -> None:
    offer = office.clerk.get(f"{BASE}/offers", params={"catalogue_code": office.entry}).json()
    assert offer["asset_code"] == "dm_residents" and offer["share_type"] == "2"
    assert [column["name"] for column in offer["columns"]] == ["id", "name", "district", "born"]
