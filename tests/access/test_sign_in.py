"""Signing in, from the outsider's side first: what must be refused, and that a refusal tells nothing."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from shudao.access import facade as access
from shudao.app.installation import Installation
from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import FixedClock
from tests.builders.web import LOOPBACK, client, signed_in

PASSWORD = "corréct horse 电池 staple"
BY = Actor.system("test")


@pytest.fixture
def account(installed: Installation) -> str:
    """An account of one role in one organisation; its login."""
    with installed.database.unit_of_work() as uow:
        access.note_organisation(uow, "org-1", "甲局", None)
        made = access.create_account(uow, "jia.zhang", "张三", "p1", PASSWORD, must_change=False, by=BY)
        access.assign_role(uow, made.id, Role.DATA_OWNER, "org-1", uow.clock.today(), by=BY)
    return "jia.zhang"


@pytest.fixture
def visitor(installed: Installation) -> Iterator[TestClient]:
    with client(installed) as made:
        yield made


def _sign_in(visitor: TestClient, login: str, password: str) -> tuple[int, str]:
    answer = visitor.post("/api/v1/access/session", json={"login": login, "password": password})
    return answer.status_code, answer.json().get("error", {}).get("code", "")


def test_nobody_reads_anything_without_a_session(visitor: TestClient) -> None:
    answer = visitor.get("/api/v1/access/session")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "kernel.unauthenticated"


def test_an_unknown_login_is_told_like_a_wrong_password(visitor: TestClient, account: str) -> None:
    assert _sign_in(visitor, account, "wrong") == (401, "access.sign_in_failed")
    assert _sign_in(visitor, "nobody", "wrong") == (401, "access.sign_in_failed")


def test_five_wrong_passwords_lock_the_account_for_a_while(
    visitor: TestClient, account: str, clock: FixedClock
) -> None:
    for _ in range(4):
        assert _sign_in(visitor, account, "wrong")[0] == 401
    assert _sign_in(visitor, account, "wrong") == (423, "access.sign_in_locked")
    assert _sign_in(visitor, account, PASSWORD) == (423, "access.sign_in_locked")
    clock.advance(minutes=16)
    assert _sign_in(visitor, account, PASSWORD)[0] == 200


def test_sample_accounts_refuse_other_machines_and_proxies(installed: Installation, account: str) -> None:
    with installed.database.unit_of_work() as uow:
        access.create_account(uow, "sample", "样例", None, PASSWORD, must_change=False, loopback_only=True, by=BY)
    with client(installed, ("203.0.113.9", 5000)) as far:
        assert _sign_in(far, "sample", PASSWORD) == (403, "access.loopback_only")
        assert _sign_in(far, account, PASSWORD)[0] == 200
    with client(installed) as near:
        for mark in ("x-forwarded-for", "x-forwarded-host", "forwarded", "via", "x-real-ip"):
            near.headers[mark] = "127.0.0.1"
            assert _sign_in(near, "sample", PASSWORD) == (403, "access.loopback_only")
            del near.headers[mark]
        for host in ("localhost:8600", "[::1]:8600", "127.0.0.1"):
            near.headers["host"] = host
            assert _sign_in(near, "sample", PASSWORD)[0] == 200


@pytest.mark.parametrize("host", ["rebound.example:8600", "127.0.0.1.rebound.example", "localhost.", "[::1", ""])
def test_sample_accounts_refuse_a_page_whose_name_was_bent_to_this_machine(installed: Installation, host: str) -> None:
    """The passwords of sample accounts are public: any page a browser opens could use them (DNS rebinding)."""
    with installed.database.unit_of_work() as uow:
        access.create_account(uow, "sample", "样例", None, PASSWORD, must_change=False, loopback_only=True, by=BY)
    with client(installed) as near:
        near.headers["host"] = host
        assert _sign_in(near, "sample", PASSWORD) == (403, "access.loopback_only")


def test_a_session_opened_here_is_not_carried_elsewhere(installed: Installation) -> None:
    """A stolen cookie of a sample account is worthless from another address."""
    with installed.database.unit_of_work() as uow:
        access.create_account(uow, "sample", "样例", None, PASSWORD, must_change=False, loopback_only=True, by=BY)
    with signed_in(installed, "sample", PASSWORD) as near, client(installed, ("203.0.113.9", 5000)) as far:
        far.cookies.update(dict(near.cookies))
        assert near.get("/api/v1/access/session").status_code == 200
        assert far.get("/api/v1/access/session").status_code == 401


def test_state_changing_requests_need_the_token_of_the_session(installed: Installation, account: str) -> None:
    with signed_in(installed, account, PASSWORD) as caller:
        del caller.headers["x-shudao-csrf"]
        change = {"current": PASSWORD, "new": "another long 密码 here"}
        refused = caller.post("/api/v1/access/password", json=change)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "access.cross_site_request")
        caller.headers["x-shudao-csrf"] = "made-up"
        assert caller.post("/api/v1/access/password", json=change).status_code == 403


def test_sessions_end_by_idling_and_at_the_latest_after_a_day(
    installed: Installation, account: str, clock: FixedClock
) -> None:
    with signed_in(installed, account, PASSWORD) as caller:
        clock.advance(hours=7)
        assert caller.get("/api/v1/access/session").status_code == 200
        clock.advance(hours=7)
        assert caller.get("/api/v1/access/session").status_code == 200
        clock.advance(hours=9)
        assert caller.get("/api/v1/access/session").status_code == 401
    with signed_in(installed, account, PASSWORD) as caller:
        for _ in range(4):
            clock.advance(hours=7)
            last = caller.get("/api/v1/access/session").status_code
        assert last == 401


def test_signing_out_ends_the_session_on_the_server(installed: Installation, account: str) -> None:
    with signed_in(installed, account, PASSWORD) as caller:
        cookies = dict(caller.cookies)
        assert caller.delete("/api/v1/access/session").status_code == 204
        caller.cookies.update(cookies)
        assert caller.get("/api/v1/access/session").status_code == 401


def test_changing_the_password_ends_all_other_sessions(installed: Installation, account: str) -> None:
    with signed_in(installed, account, PASSWORD) as here, signed_in(installed, account, PASSWORD) as there:
        weak = here.post("/api/v1/access/password", json={"current": PASSWORD, "new": "short"})
        assert weak.json()["error"]["code"] == "access.password_too_weak"
        wrong = here.post("/api/v1/access/password", json={"current": "no", "new": "another long 密码 here"})
        assert wrong.json()["error"]["code"] == "access.wrong_password"
        change = {"current": PASSWORD, "new": "another long 密码 here"}
        assert here.post("/api/v1/access/password", json=change).status_code == 204
        assert here.get("/api/v1/access/session").status_code == 200
        assert there.get("/api/v1/access/session").status_code == 401


def test_nothing_else_works_before_an_owed_password_change(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        access.create_account(uow, "fresh", "新人", None, PASSWORD, must_change=True, by=BY)
    with signed_in(installed, "fresh", PASSWORD) as caller:
        assert caller.get("/api/v1/access/session").json()["must_change_password"] is True
        refused = caller.get("/api/v1/access/sessions")
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "access.password_change_required")


def test_an_enrolment_token_works_once_and_not_for_ever(
    installed: Installation, visitor: TestClient, clock: FixedClock
) -> None:
    with installed.database.unit_of_work() as uow:
        access.create_account(uow, "new.one", "新人", None, None, by=BY)
        token = access.issue_enrolment(uow, "new.one", by=BY)
        late = access.issue_enrolment(uow, "new.one", by=BY)
    body = {"token": token, "password": "a long enough 口令 1"}
    assert visitor.post("/api/v1/access/enrolment", json=body).json() == {"login": "new.one"}
    assert visitor.post("/api/v1/access/enrolment", json=body).status_code == 404
    clock.advance(days=8)
    body["token"] = late
    assert visitor.post("/api/v1/access/enrolment", json=body).status_code == 404


def test_one_form_sent_twice_is_done_once(installed: Installation, account: str) -> None:
    with installed.database.unit_of_work() as uow:
        made = access.account_by_login(uow, account)
        assert made is not None
        access.assign_role(uow, made.id, Role.SYSTEM_ADMIN, "org-1", uow.clock.today(), by=BY)
    with signed_in(installed, account, PASSWORD) as caller:
        headers = {"idempotency-key": "form-1"}
        body = {"login": "li.si", "name": "李四"}
        assert caller.post("/api/v1/access/accounts", json=body, headers=headers).status_code == 201
        again = caller.post("/api/v1/access/accounts", json=body, headers=headers)
        assert (again.status_code, again.json()["error"]["code"]) == (409, "access.already_submitted")


def test_a_person_gets_no_second_account(installed: Installation, account: str) -> None:
    """It would carry the person's posts, in the hands of whoever opened it."""
    with installed.database.unit_of_work() as uow:
        made = access.account_by_login(uow, account)
        assert made is not None
        access.assign_role(uow, made.id, Role.SYSTEM_ADMIN, "org-1", uow.clock.today(), by=BY)
        access.create_account(uow, "li.si", "李四", "p2", None, by=BY)
    with signed_in(installed, account, PASSWORD) as caller:
        body = {"login": "li.si2", "name": "李四", "person_id": "p2"}
        answer = caller.post("/api/v1/access/accounts", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "access.person_has_account")


def test_no_secret_reaches_the_database_in_the_clear(installed: Installation, account: str) -> None:
    with signed_in(installed, account, PASSWORD) as caller, installed.database.unit_of_work() as uow:
        connection = uow.session.connection()
        dumped = str(connection.exec_driver_sql("select account::text from access.account").all())
        dumped += str(connection.exec_driver_sql("select session::text from access.session").all())
        assert "$argon2id$" in dumped
        assert PASSWORD not in dumped
        assert caller.cookies["shudao_session"] not in dumped
        assert caller.cookies["shudao_csrf"] not in dumped


@pytest.mark.usefixtures("account")
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(visitor: TestClient) -> None:
    answer = visitor.post("/api/v1/access/session", json={"login": "jia.zhang", "password": PASSWORD})
    cookies = answer.headers.get_list("set-cookie")
    session = next(c for c in cookies if c.startswith("shudao_session="))
    assert "HttpOnly" in session
    assert all("SameSite=strict" in c for c in cookies)
    assert LOOPBACK[0] == "127.0.0.1"
