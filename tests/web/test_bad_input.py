"""Bad input at the door of the web: the right status, one shape, both languages, and nothing of it in the log."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import psycopg
import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient
from psycopg import sql

from shudao.access import facade as access
from shudao.access.http import PublicCall, public
from shudao.app.installation import Installation
from shudao.cli.documents import openapi
from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import SystemClock
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.web import application as web
from shudao.web.serve import application
from tests.architecture.marked import Marked, marked
from tests.builders.mechanism import PASSWORD
from tests.builders.web import client, signed_in

SIGN_IN = "/api/v1/access/session"
JSON = "application/json"
BY = Actor.system("test")
DOCUMENT = openapi()
LISTS = sorted(
    path
    for path, each in DOCUMENT["paths"].items()
    if any(p["name"] == "sort" for p in each.get("get", {}).get("parameters", ()))
)


@pytest.fixture
def visitor(installed: Installation) -> Iterator[TestClient]:
    with client(installed) as made:
        yield made


@pytest.fixture
def scene(installed: Installation) -> Iterator[Marked]:
    with marked(installed) as made:
        yield made


def credentials(login: str = "nobody.here", password: str = "x") -> dict[str, str]:
    return {"login": login, "password": password}


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b'{"login":', JSON, 400, "web.unreadable_body"),
        (b"\xff\xfe\xfa", JSON, 400, "web.unreadable_body"),
        (b'{"login":"\xff","password":"x"}', JSON, 400, "web.unreadable_body"),
        (b"[" * 100_000, JSON, 400, "web.unreadable_body"),
        (b'{"login":' + b"9" * 5_000 + b',"password":"x"}', JSON, 400, "web.unreadable_body"),
        (b"login=a&password=b", "application/x-www-form-urlencoded", 415, "web.unsupported_content"),
        (b'{"login":"a","password":"b"}', "text/plain", 415, "web.unsupported_content"),
        (b'{"login":"a","password":"b"}', "", 415, "web.unsupported_content"),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x", 415, "web.unsupported_content"),
        (b"", JSON, 422, "web.malformed_request"),
        (b"[1,2]", JSON, 422, "web.malformed_request"),
        (b'{"login":NaN,"password":[]}', JSON, 422, "web.malformed_request"),
        (b'{"login":"\\ud800","password":"x"}', JSON, 422, "web.malformed_request"),
        (b'{"login":"' + b"a" * 500 + b'","password":"x"}', JSON, 422, "web.malformed_request"),
        (b'{"login":"a\\u0000b","password":"x"}', JSON, 422, "web.unusable_value"),
        (b'{"login":"' + b"a" * 2_200_000 + b'","password":"x"}', JSON, 413, "kernel.too_large"),
        (b"a" * 2_200_000, "multipart/form-data; boundary=x", 413, "kernel.too_large"),
        ("{}".encode("utf-16"), JSON, 422, "web.malformed_request"),
        (b'\xef\xbb\xbf{"login":"nobody.here","password":"x"}', JSON, 401, "access.sign_in_failed"),
    ],
)
def test_a_body_nobody_can_use_is_refused_in_both_languages(
    visitor: TestClient, body: bytes, kind: str, status: int, code: str
) -> None:
    headers = {"content-type": kind} if kind else {}
    chinese, english = (
        visitor.post(SIGN_IN, content=body, headers=headers | {"accept-language": language})
        for language in ("zh", "en")
    )
    assert (chinese.status_code, chinese.json()["error"]["code"]) == (status, code)
    assert (english.status_code, english.json()["error"]["code"]) == (status, code)
    assert chinese.json()["error"]["message"] != english.json()["error"]["message"]


def test_a_body_of_unknown_length_is_refused_before_it_is_read(visitor: TestClient) -> None:
    answer = visitor.post(SIGN_IN, content=iter([b'{"login":"a",', b'"password":"b"}']), headers={"content-type": JSON})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "kernel.too_large")


def test_each_wrong_value_is_named_in_the_readers_language_and_never_repeated(visitor: TestClient) -> None:
    body = {"login": "110101199003072316" * 10, "password": 7}
    answer = visitor.post(SIGN_IN, json=body)
    found = {each["field"]: (each["code"], each["message"]) for each in answer.json()["error"]["details"]}
    assert found == {"login": ("string_too_long", "最多 100 个字符"), "password": ("string_type", "须为文本")}
    assert "110101199003072316" not in answer.text
    english = visitor.post(SIGN_IN, json=body, headers={"accept-language": "en"}).json()["error"]["details"]
    assert all(each["message"].startswith(("String", "Input")) for each in english)


def test_a_flood_of_wrong_values_is_told_in_part(installed: Installation, scene: Marked) -> None:
    days = [{"day": "x"}] * 3_000
    answer = scene.signed_in("data_bureau").put("/api/v1/work/calendar", json={"days": days})
    error = answer.json()["error"]
    assert answer.status_code == 422
    assert "9000" in error["message"]
    assert len(error["details"]) == 50


BAD_PAGES = {
    "web.malformed_request": (
        "offset=-1",
        "offset=99999999999999999999",
        "offset=１e1",
        "limit=0",
        "limit=100000",
        "limit=abc",
        "q=" + "a" * 101,
    ),
    "kernel.unknown_sort_key": ("sort=password_hash", "sort=code;drop table access.account", "sort=--code"),
}
WORDS = ("%25", "_", "%5C", "' or 1=1 --", "%F0%A0%AE%B7", "%E2%80%8B", "%ED%A0%80")


def test_every_list_refuses_pages_and_orders_it_does_not_have_and_takes_any_word(scene: Marked) -> None:
    """Each list is asked with some of them in turn: they all go through the same few lines."""
    clients = [scene.signed_in(who) for who in ("police", "data_bureau", "system_admin", "audit_admin")]
    readable = [(each, address) for path in LISTS for each, address in reader_of(clients, path, scene.known)]
    wrong = []
    for number, (reader, address) in enumerate(readable):
        for code, queries in BAD_PAGES.items():
            query = queries[number % len(queries)]
            answer = reader.get(f"{address}?{query}")
            wrong += [] if answer.json().get("error", {}).get("code") == code else [(address, query, answer.text[:200])]
        word = reader.get(f"{address}?q={WORDS[number % len(WORDS)]}")
        nul = reader.get(f"{address}?q=%00")
        wrong += [(address, word.url, word.text[:200])] if word.status_code != 200 else []
        wrong += [(address, nul.url, nul.text[:200])] if nul.status_code not in (200, 422) else []
    assert wrong == []
    assert len(readable) > 20


def reader_of(clients: list[TestClient], path: str, known: dict[str, str]) -> list[tuple[TestClient, str]]:
    """The first who may read this list, and its address with the codes of planted things."""
    address = address_of(path, known)
    return [(each, address) for each in clients if each.get(address).status_code == 200][:1]


def address_of(path: str, known: dict[str, str]) -> str:
    """The path with the codes of planted things."""
    for name, value in known.items():
        if "/" in name:
            path = path.replace(f"/{name}", f"/{name.split('/')[0]}/{value}")
    return path


@pytest.fixture
def site(installed: Installation, tmp_path: Path) -> Iterator[TestClient]:
    """The application with a small console, and a secret in the folder above it."""
    (tmp_path / "secret.txt").write_text("the secret", "utf-8")
    files = tmp_path / "dist"
    (files / "assets").mkdir(parents=True)
    (files / "index.html").write_text("<title>the page</title>", "utf-8")
    (files / "assets" / "app.js").write_text("1", "utf-8")
    (files / "link.txt").symlink_to(tmp_path / "secret.txt")
    made = web.build(installed.database, installed.settings, [], [], files)
    with TestClient(made, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "//secret.txt",
        "/%2fetc%2fpasswd",
        "/link.txt",
        "/%00",
        "/secret.txt%00.js",
        "/assets/%00",
        "/" + "a" * 300,
        "/" + "a/" * 3_000,
        "/%ff%fe",
        "/%ed%a0%80",
    ],
)
def test_no_path_leads_out_of_the_consoles_folder_and_none_fails(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code in (200, 404)
    assert "the secret" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/assets/app.js", 200),
        ("GET", "/api/v1/nothing", 404),
        ("PUT", "/api/v1/health", 405),
        ("POST", SIGN_IN, 405),
        ("GET", "/assets/missing.js", 404),
    ],
)
def test_every_answer_carries_the_headers_that_protect_its_reader(
    site: TestClient, method: str, path: str, status: int
) -> None:
    answer = site.request(method, path)
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["x-request-id"]
    assert "strict-transport-security" not in answer.headers
    if path.startswith("/api/"):
        assert answer.headers["cache-control"] == "no-store"


def test_behind_https_cookies_and_browsers_are_kept_to_it(installed: Installation) -> None:
    settings = installed.settings.model_copy(update={"secure_cookies": True})
    with installed.database.unit_of_work() as uow:
        access.create_account(uow, "jia", "甲", None, PASSWORD, must_change=False, by=BY)
    with TestClient(application(replace(installed, settings=settings)), base_url="https://127.0.0.1") as browser:
        answer = browser.post(SIGN_IN, json=credentials("jia", PASSWORD))
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    assert all("Secure" in each and "SameSite=strict" in each for each in cookies)


Open = Annotated[PublicCall, public("A route of this test.")]


def failing(raw_sql: str, value: str) -> APIRouter:
    router = APIRouter()

    @router.get("/api/v1/failing")
    def fail(call: Open) -> None:
        with call.database.unit_of_work() as uow:
            uow.session.connection().exec_driver_sql(raw_sql, {"value": value})

    @router.get("/api/v1/breaking")
    def break_down(call: Open) -> None:
        raise RuntimeError(f"could not handle {value}")

    return router


@pytest.mark.parametrize(
    ("path", "statement", "status", "code"),
    [
        ("breaking", "", 500, "kernel.error"),
        ("failing", "select %(value)s::date", 422, "web.unusable_value"),
        ("failing", "select %(value)s::bigint * 1000", 422, "web.unusable_value"),
        ("failing", "select nothing from nowhere where x = %(value)s", 500, "kernel.error"),
        (
            "failing",
            "insert into access.enrolment (id, account_id, token_digest, expires_at) values"
            " (%(value)s, '', '', now()), (%(value)s, '', '', now())",
            409,
            "kernel.conflict",
        ),
    ],
)
def test_what_fails_inside_is_told_by_its_number_and_logged_without_the_values(
    installed: Installation,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    path: str,
    statement: str,
    status: int,
    code: str,
) -> None:
    """Databases quote values in their messages; a log is read by people who may not see them."""
    value = "110101199003072316"
    made = web.build(installed.database, installed.settings, [failing(statement, value)], [], None)
    with TestClient(made) as opened, caplog.at_level(logging.DEBUG):
        answer = opened.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    number = answer.json()["error"]["request_id"]
    assert number in caplog.text
    assert "test_bad_input.py" in caplog.text
    shown = answer.text + caplog.text + "".join(capfd.readouterr())
    assert value not in shown.replace(f'"{value}"', "") or (path == "breaking" and value not in answer.text)
    assert value not in caplog.text
    assert opened.get("/api/v1/nothing").status_code == 404


def test_records_that_are_away_are_told_as_away(settings: Settings) -> None:
    nowhere = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing", SystemClock())
    with TestClient(web.build(nowhere, settings, [], [], None)) as opened:
        answer = opened.get("/api/v1/health")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "kernel.unavailable")
    assert "127.0.0.1" not in answer.text


def counted(raw: psycopg.Connection[Any]) -> dict[str, int]:
    """Rows of every table of the records but the evidence, where a refusal rightly leaves its line."""
    listing = "select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"
    tables = [name for name in raw.execute(listing).fetchall() if name[0] != "evidence"]
    count = sql.SQL("select count(*) from {}")
    return {".".join(name): raw.execute(count.format(sql.Identifier(*name))).fetchone()[0] for name in tables}


def test_a_refused_change_leaves_nothing_behind(scene: Marked, raw: psycopg.Connection[Any]) -> None:
    """Wrong role, unknown code, stale edit, missing part, the same form twice: the records stay as they were."""
    police, outsider, bureau = scene.signed_in("police"), scene.signed_in("outsider"), scene.signed_in("data_bureau")
    admin = scene.signed_in("system_admin")
    application = f"/api/v1/sharing/applications/{scene.known['applications/{application_id}']}"
    grant = f"/api/v1/security/grants/{scene.known['grants/{grant_id}']}"
    entry = {"catalogue_code": "no/such", "columns": ["id"]}
    role = {"role": "data_owner", "organisation_id": "no-such", "valid_from": "2026-02-30"}
    again, accounts = {"idempotency-key": "form-1"}, "/api/v1/access/accounts"
    assert admin.post(accounts, json={"login": "li.si", "name": "李四"}, headers=again).status_code == 201
    before = counted(raw)
    refused = [
        (outsider.patch(application, json={"version": 1, "purpose": "改"}), 404),
        (police.patch(application, json={"version": 99, "purpose": "改"}), 409),
        (police.post(f"{application}/submission", json={"version": 1}), 422),
        (police.post("/api/v1/sharing/applications", json=entry), 404),
        (police.post("/api/v1/sharing/carts", json={"items": [entry, entry]}), 404),
        (outsider.post(f"{grant}/revocation", json={"reason": "不再需要"}), 404),
        (bureau.post(f"{grant}/revocation", json={"reason": "  "}), 422),
        (police.post(accounts, json={"login": "wang.wu", "name": "王五"}), 403),
        (admin.post(accounts, json={"login": "li.si", "name": "李四"}), 409),
        (admin.post(accounts, json={"login": "a b", "name": "王五"}), 422),
        (admin.post(accounts, json={"login": "wang.wu", "name": " "}), 422),
        (admin.post(accounts, json={"login": "x.y", "name": "王五"}, headers=again), 409),
        (scene.signed_in("security_admin").post("/api/v1/access/accounts/nobody/roles", json=role), 422),
        (police.post("/api/v1/architecture/definitions", json={"nodes": [{"code": "LC99"}]}), 422),
        (police.post("/api/v1/security/assets/no_such/rows", json={"purpose": "核对"}), 404),
        (bureau.put("/api/v1/work/calendar", json={"days": [{"day": "9999-12-31", "is_off": True, "name": "x"}]}), 422),
    ]
    wrong = [(at, a.status_code, a.text) for at, (a, status) in enumerate(refused) if a.status_code != status]
    assert wrong == []
    after = counted(raw)
    assert {name: (before[name], count) for name, count in after.items() if count != before[name]} == {
        # The one sign-in above.
        "access.session": (before["access.session"], before["access.session"] + 1)
    }


def test_of_two_who_take_the_same_login_at_once_one_gets_it(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        access.note_organisation(uow, "org-1", "甲局", None)
        made = access.create_account(uow, "admin", "管理员", None, PASSWORD, must_change=False, by=BY)
        access.assign_role(uow, made.id, Role.SYSTEM_ADMIN, "org-1", uow.clock.today(), by=BY)
    answers: list[int] = []
    together = threading.Barrier(2)
    with signed_in(installed, "admin", PASSWORD) as admin:

        def open_account() -> None:
            together.wait(30)
            body = {"login": "li.si", "name": "李四"}
            answers.append(admin.post("/api/v1/access/accounts", json=body).status_code)

        threads = [threading.Thread(target=open_account) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert sorted(answers) == [201, 409]


def test_a_session_planted_before_signing_in_is_not_the_one_that_is_opened(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        access.create_account(uow, "jia", "甲", None, PASSWORD, must_change=False, by=BY)
    with client(installed) as browser:
        browser.cookies.set("shudao_session", "planted-by-another")
        answer = browser.post(SIGN_IN, json=credentials("jia", PASSWORD))
        fresh = answer.cookies["shudao_session"]
        assert fresh != "planted-by-another"
        again = browser.post(SIGN_IN, json=credentials("jia", PASSWORD)).cookies["shudao_session"]
        assert again != fresh
    with client(installed) as other:
        other.cookies.set("shudao_session", "planted-by-another")
        assert other.get(SIGN_IN).status_code == 401
