"""Work over HTTP: the outsider's side first, then what the inbox shows."""

from datetime import date

import pytest

from shudao.kernel.actor import Role
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.work import facade as work
from shudao.work.contracts import CalendarDay, ToPool
from shudao.work.routes import router
from tests.builders.mechanism import SYSTEM, Town, make_town
from tests.builders.site import Site

MARKER = "planted-marker"


@pytest.fixture
def site(database: Database, settings: Settings) -> Site:
    return Site(database, settings, [router])


@pytest.fixture
def town(database: Database) -> Town:
    with database.unit_of_work() as uow:
        return make_town(uow)


def test_an_outsider_finds_no_trace_of_a_task_a_job_or_a_change(site: Site, town: Town) -> None:
    with site.database.unit_of_work() as uow:
        task = work.open_task(
            uow,
            kind="t.review",
            title_zh=MARKER,
            title_en="t",
            subject="t/1",
            link="/t",
            to=ToPool(Role.SHARING_OFFICER, town.police.id),
            by_hand=True,
            by=SYSTEM,
        )
        uow.enqueue(f"t.{MARKER}")
    client, _ = site.sign_in(town.civil, Role.SHARING_OFFICER)
    for method, path, status in (
        ("GET", "/tasks", 200),
        ("GET", f"/tasks?q={MARKER}&state=all", 200),
        ("GET", f"/tasks/{task.id}", 404),
        ("POST", f"/tasks/{task.id}/complete", 404),
        ("GET", "/jobs", 403),
        ("POST", "/jobs/1/retry", 403),
        ("PUT", "/calendar", 403),
        ("GET", "/changes", 200),
        ("GET", "/changes/none", 404),
        ("POST", "/changes/none/withdraw", 404),
        ("POST", "/notices/none/read", 404),
    ):
        bodies = {"/calendar": {"days": [{"day": "2026-10-01", "is_off": True, "name": "国庆节"}]}}
        answer = client.request(method, f"/api/v1/work{path}", json=bodies.get(path, {}) if method != "GET" else None)
        assert answer.status_code == status, (method, path, answer.text)
        assert MARKER not in answer.text, path
        if status == 200:
            assert answer.json()["total"] == 0


def test_the_inbox_shows_what_is_left_and_ticks_off_what_is_done_by_hand(site: Site, town: Town) -> None:
    client, officer = site.sign_in(town.police, Role.SHARING_OFFICER)
    with site.database.unit_of_work() as uow:
        work.load_calendar(uow, [CalendarDay(date(2026, 10, 1), True, "国庆节", 2026)], by=SYSTEM)
        work.open_task(
            uow,
            kind="t.remind",
            title_zh="补录",
            title_en="Fill in",
            subject="t/1",
            link="/t",
            to=ToPool(Role.SHARING_OFFICER, town.police.id),
            within_working_days=5,
            by_hand=True,
            by=SYSTEM,
        )
    (task,) = client.get("/api/v1/work/tasks").json()["items"]
    assert (task["working_days_left"], task["due_on"], task["due_estimated"]) == (5, "2026-11-30", False)
    assert task["assignee"] == {"account_id": None, "role": "sharing_officer", "organisation_id": town.police.id}
    done = client.post(f"/api/v1/work/tasks/{task['id']}/complete", json={"outcome": "已补录"})
    assert (done.json()["state"], done.json()["done_by"]) == ("done", officer.account_id)
    again = client.post(f"/api/v1/work/tasks/{task['id']}/complete", json={})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "work.task_closed")
    assert client.get("/api/v1/work/tasks").json()["total"] == 0
    assert client.get("/api/v1/work/tasks?state=done").json()["total"] == 1


def test_an_operator_sees_jobs_without_their_arguments(site: Site, town: Town) -> None:
    with site.database.unit_of_work() as uow:
        uow.enqueue("t.load", lock="asset-1", word=MARKER)
    client, _ = site.sign_in(town.operations, Role.OPERATIONS)
    answer = client.get("/api/v1/work/jobs?name=t.")
    (job,) = answer.json()["items"]
    assert (job["name"], job["status"], job["lock"], job["attempts"]) == ("t.load", "todo", "asset-1", 0)
    assert MARKER not in answer.text
    assert client.get("/api/v1/work/jobs?status=nonsense").status_code == 422
