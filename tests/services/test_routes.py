"""Services over HTTP: the outsider's side first, then the way from a draft to a called and revoked key."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from shudao.kernel.actor import Role
from shudao.kernel.expr.predicate import Eq
from shudao.services.gateway_routes import router as gateway_router
from shudao.services.routes import router
from tests.builders.site import Site
from tests.services.scene import ARROW, ASSET, CODE, PEOPLE, Scene, new_service

MARKER = "planted-marker"
API = "/api/v1/services"


@pytest.fixture
def site(scene: Scene) -> Site:
    return Site(scene.installed.database, scene.installed.settings, [router, gateway_router])


def body_of(scene: Scene, **given: Any) -> dict[str, Any]:
    usual = {
        "title": MARKER,
        "asset_code": ASSET,
        "organisation_id": scene.town.civil.id,
        "kind": "query",
        "inputs": [{"column": "id_number", "required": True}],
        "outputs": ["district", "amount", "since"],
        "contract": {"users": "各部门", "scenario": "核实", "timeliness": "T+1"},
    }
    return usual | given


def gateway(site: Site, path: str, key: str | None, **parameters: Any) -> Any:
    headers = {"authorization": f"Bearer {key}"} if key is not None else {}
    return TestClient(site.app, base_url="http://127.0.0.1").get(path, params=parameters, headers=headers)


def test_an_outsider_finds_no_trace_of_a_draft_and_manages_nothing(scene: Scene, site: Site) -> None:
    steward, _ = site.sign_in(scene.town.civil, Role.DATA_STEWARD)
    assert steward.post(API, json=body_of(scene, code="hidden")).status_code == 201
    assert MARKER in steward.get(API).text
    body = body_of(scene, revision=1)
    for roles in ((Role.CONSUMER, Role.DATA_OWNER), (Role.DATA_STEWARD,), ()):
        outsider, _ = site.sign_in(scene.town.police, *roles)
        for method, path, sent, allowed in (
            ("GET", "", None, {200}),
            ("GET", f"?q={MARKER}", None, {200}),
            ("GET", "?state=draft", None, {200}),
            ("GET", "/hidden", None, {404}),
            ("GET", "/hidden?version=1", None, {404}),
            ("GET", "/hidden/openapi", None, {404}),
            ("GET", "/hidden/keys", None, {404}),
            ("GET", "/hidden/meter", None, {404}),
            ("PUT", "/hidden", body, {403, 404}),
            ("POST", "/hidden/submission", None, {403, 404}),
            ("POST", "/hidden/return", {"reason": "不行"}, {403, 404}),
            ("POST", "/hidden/publication", None, {403, 404}),
            ("POST", "/hidden/retirement", {"reason": "不行"}, {403, 404}),
            ("POST", "/hidden/keys", {"grant_id": "x", "name": "x"}, {403, 404}),
            ("POST", "/hidden/keys/x/revocation", {"reason": "不行"}, {403, 404}),
            ("POST", "/hidden/trial", {}, {404}),
            ("POST", f"/{CODE}/trial", {}, {404}),
            ("POST", f"/{CODE}/retirement", {"reason": "不行"}, {403}),
            ("POST", "", body_of(scene, code="theirs"), {403}),
        ):
            answer = outsider.request(method, API + path, json=sent)
            assert answer.status_code in allowed, (method, path, answer.text)
            assert MARKER not in answer.text
            assert "张三" not in answer.text


def test_without_signing_in_nothing_of_the_management_answers(scene: Scene, site: Site) -> None:
    nobody = TestClient(site.app, base_url="http://127.0.0.1")
    assert nobody.get(API).status_code == 401
    assert nobody.post(f"{API}/{CODE}/trial", json={}).status_code == 401


def test_a_consumer_sees_only_the_keys_and_the_meter_of_its_own(scene: Scene, site: Site) -> None:
    key = scene.key(scene.grant())
    scene.call(key)
    other, _ = site.sign_in(scene.town.bureau, Role.CONSUMER)
    own, _ = site.sign_in(scene.town.police, Role.CONSUMER)
    assert other.get(f"{API}/{CODE}/keys").json() == {"items": [], "total": 0}
    assert other.get(f"{API}/{CODE}/meter").json()["total"] == 0
    [known] = own.get(f"{API}/{CODE}/keys").json()["items"]
    assert known["prefix"] in key and key not in str(known)
    assert own.get(f"{API}/{CODE}/meter").json()["items"][0]["calls"] == 1
    path = f"{API}/{CODE}/keys/{known['id']}/revocation"
    assert other.post(path, json={"reason": "不行"}).status_code == 404
    assert own.post(path, json={"reason": "换钥"}).status_code == 204
    assert gateway(site, f"/gateway/v1/{CODE}", key).status_code == 401


def test_from_a_draft_to_an_answer_at_the_gateway(scene: Scene, site: Site) -> None:
    steward, _ = site.sign_in(scene.town.civil, Role.DATA_STEWARD)
    owner, _ = site.sign_in(scene.town.civil, Role.DATA_OWNER)
    consumer, _ = site.sign_in(scene.town.police, Role.CONSUMER)
    assert steward.post(API, json=body_of(scene, code="by_http")).json()["state"] == "draft"
    stale = steward.put(f"{API}/by_http", json=body_of(scene, revision=7))
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "services.stale_edit")
    assert steward.put(f"{API}/by_http", json=body_of(scene, revision=1)).json()["revision"] == 2
    assert owner.post(f"{API}/by_http/publication").status_code == 409
    assert steward.post(f"{API}/by_http/submission").status_code == 200
    assert steward.post(f"{API}/by_http/publication").status_code == 403
    assert owner.post(f"{API}/by_http/return", json={"reason": "补充"}).json()["state"] == "draft"
    assert steward.post(f"{API}/by_http/submission").status_code == 200
    assert owner.post(f"{API}/by_http/publication").json()["state"] == "published"
    grant = scene.grant(where=Eq("district", "680102"))
    issued = consumer.post(f"{API}/by_http/keys", json={"grant_id": grant.id, "name": "户籍系统"}).json()
    key = issued["secret"]
    wanted = next(row for row in PEOPLE if row["district"] == "680102" and row["amount"] and row["since"])
    not_ready = gateway(site, "/gateway/v1/by_http", key, id_number=wanted["id_number"])
    assert (not_ready.status_code, not_ready.json()["error"]["code"]) == (503, "services.copy_not_ready")
    scene.refresh("by_http")

    answer = gateway(site, "/gateway/v1/by_http", key, id_number=wanted["id_number"])
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    spelled = {"district": "680102", "amount": f"{wanted['amount']:f}", "since": wanted["since"].isoformat()}
    assert told["rows"] == [spelled]
    assert (told["service"], told["next_offset"]) == ("by_http", None)
    elsewhere = next(row for row in PEOPLE if row["district"] == "680101")
    assert gateway(site, "/gateway/v1/by_http", key, id_number=elsewhere["id_number"]).json()["rows"] == []
    tried = consumer.post(f"{API}/by_http/trial", json={"parameters": {"id_number": [wanted["id_number"]]}}).json()
    assert tried["rows"] == told["rows"]
    page = consumer.get(f"{API}/by_http").json()
    assert page["is_ready"] and page["copy_state"]["rows"] is None
    assert owner.get(f"{API}/by_http").json()["copy_state"]["rows"] == len(PEOPLE)


REFUSED: tuple[tuple[str | None, dict[str, Any], int, str], ...] = (
    (None, {}, 401, "services.key_missing"),
    ("sdk_x_y", {}, 401, "services.key_unknown"),
    ("known", {"fields": "name"}, 403, "services.column_outside_scope"),
    ("known", {"name": "张三"}, 403, "services.filter_outside_scope"),
    ("known", {"members": "'"}, 422, "services.malformed_parameter"),
    ("known", {"limit": 101}, 422, "services.malformed_parameter"),
    ("known", {"limit": "x"}, 422, "web.malformed_request"),
)


def test_the_gateway_refuses_in_the_one_shape_of_errors(scene: Scene, site: Site, subtests: pytest.Subtests) -> None:
    known = scene.key(scene.grant(("district", "members")))
    for key, parameters, status, code in REFUSED:
        with subtests.test(code=code):
            answer = gateway(site, f"/gateway/v1/{CODE}", known if key == "known" else key, **parameters)
            assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
            assert answer.json()["error"]["next"]
            assert ("www-authenticate" in answer.headers) == (status == 401)
            assert answer.headers["cache-control"] == "no-store"


def test_the_key_counts_only_in_its_header(scene: Scene, site: Site) -> None:
    """A key in an address would end up in logs."""
    key = scene.key(scene.grant())
    client = TestClient(site.app, base_url="http://127.0.0.1")
    assert client.get(f"/gateway/v1/{CODE}", params={"key": key}).status_code == 401
    assert client.get(f"/gateway/v1/{CODE}", headers={"authorization": f"Basic {key}"}).status_code == 401
    assert client.get(f"/gateway/v1/{CODE}", headers={"authorization": f"bearer {key}"}).status_code == 200


def test_the_description_is_made_from_the_contract_and_holds_no_data(scene: Scene, site: Site) -> None:
    consumer, _ = site.sign_in(scene.town.police, Role.CONSUMER)
    document = consumer.get(f"{API}/{CODE}/openapi").json()
    operation = document["paths"][f"/gateway/v1/{CODE}"]["get"]
    names = {parameter["name"] for parameter in operation["parameters"]}
    assert names == {given.column for given in new_service(scene.town).inputs} | {"fields", "offset", "limit"}
    rows = operation["responses"]["200"]["content"]["application/json"]["schema"]["properties"]["rows"]
    assert list(rows["items"]["properties"]) == ARROW.names
    assert "68010119" not in str(document)
