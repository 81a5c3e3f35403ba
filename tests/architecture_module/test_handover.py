"""Access to a source is handed over without a password in a mail: one-time link, tried at once, sealed, never shown."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from shudao.access.errors import NotPermitted
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Source
from shudao.architecture.errors import HandoverGone
from shudao.architecture.routes import router
from shudao.kernel.actor import Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.vault import facade as vault
from tests.builders import architecture as build
from tests.builders.architecture import Cast
from tests.builders.site import Site

BASE = "/api/v1/architecture"


@pytest.fixture
def cast(database: Database) -> Cast:
    with build.ledger(database) as (uow, made):
        build.register_source(uow, made)
        new = Source("SRC-H", "人口库只读副本", "SYS-RK", "postgresql", {"schema": "public"}, None, made.police)
        architecture.register_source(uow, new, by=made.developer)
    return made


@pytest.fixture
def site(database: Database, settings: Settings) -> Site:
    return Site(database, settings, [router])


@pytest.fixture
def holder(site: Site) -> TestClient:
    """A browser nobody has signed in with."""
    return TestClient(site.app, base_url="http://127.0.0.1")


@pytest.fixture
def good(postgres: EmbeddedPostgres, database_name: str) -> str:
    return postgres.info.dsn("shudao_app", database_name)


def offered(site: Site, cast: Cast) -> tuple[TestClient, str]:
    steward, _ = site.sign_in(cast.town.police, Role.DATA_STEWARD)
    made = steward.post(f"{BASE}/sources/SRC-H/handovers", json={"recipient": "厂商张工"})
    assert made.status_code == 201, made.text
    return steward, made.json()["token"]


def test_only_the_sources_own_people_hand_over(database: Database, cast: Cast) -> None:
    with database.unit_of_work() as uow:
        for who in (cast.outsider, cast.officer, cast.bureau, cast.security):
            with pytest.raises(NotPermitted):
                architecture.offer_handover(uow, "SRC-H", "甲", by=who)
            with pytest.raises(NotPermitted):
                architecture.list_handovers(uow, "SRC-H", by=who)


def test_what_does_not_open_is_told_at_once_and_kept_nowhere(
    site: Site, holder: TestClient, cast: Cast, good: str, database: Database
) -> None:
    steward, token = offered(site, cast)
    shown = holder.post(f"{BASE}/handover", json={"token": token}).json()
    assert (shown["source_name"], shown["connector"]) == ("人口库只读副本", "postgresql")
    wrong = good.replace("shudao_app:", "nobody:")
    said = holder.post(f"{BASE}/handover/secret", json={"token": token, "secret": wrong}).json()
    assert (said["ok"], said["problem_code"]) == (False, "connectors.wrong_credentials")
    assert said["next"] and wrong not in str(said)
    with database.unit_of_work() as uow:
        assert architecture.source(uow, "SRC-H").secret_ref is None
    (listed,) = steward.get(f"{BASE}/sources/SRC-H/handovers").json()["items"]
    assert (listed["attempts"], listed["used_at"]) == (1, None)


def test_what_opens_is_sealed_and_the_link_is_used_up(
    site: Site, holder: TestClient, cast: Cast, good: str, database: Database
) -> None:
    steward, token = offered(site, cast)
    said = holder.post(f"{BASE}/handover/secret", json={"token": token, "secret": good}).json()
    assert said["ok"], said
    again = holder.post(f"{BASE}/handover/secret", json={"token": token, "secret": good})
    assert (again.status_code, again.json()["error"]["code"]) == (404, "architecture.handover_gone")
    with database.unit_of_work() as uow:
        sealed = str(architecture.source(uow, "SRC-H").secret_ref)
        assert vault.open_secret(uow, sealed, by=cast.developer, purpose="test").reveal() == good
    for path in ("/sources", "/sources/SRC-H", "/sources/SRC-H/handovers", "/systems/SYS-RK"):
        answer = steward.get(BASE + path).text
        assert good not in answer and token not in answer and sealed not in answer, path


@pytest.mark.parametrize("ended", ["expired", "withdrawn", "replaced", "redirected", "unknown"])
def test_a_link_that_ended_says_so_without_saying_why(
    site: Site, holder: TestClient, cast: Cast, good: str, database: Database, clock: FixedClock, ended: str
) -> None:
    steward, token = offered(site, cast)
    if ended == "expired":
        clock.advance(days=4)
    elif ended == "withdrawn":
        assert steward.delete(f"{BASE}/sources/SRC-H/handovers").status_code == 204
    elif ended == "replaced":
        steward.post(f"{BASE}/sources/SRC-H/handovers", json={"recipient": "另一人"})
    elif ended == "unknown":
        token = "x" * 43
    if ended == "redirected":
        redirect(database, cast)
        return
    answer: Any = holder.post(f"{BASE}/handover/secret", json={"token": token, "secret": good})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "architecture.handover_gone")


def redirect(database: Database, cast: Cast) -> None:
    """A source that points elsewhere from now on has lost its secret, whoever gave it."""
    with database.unit_of_work() as uow:
        new = Source("SRC-H", "人口库", "SYS-RK", "postgresql", {"schema": "other"}, None, cast.police)
        assert architecture.register_source(uow, new, by=cast.developer).secret_ref is None


def test_a_link_ends_after_ten_tries(database: Database, cast: Cast) -> None:
    with database.unit_of_work() as uow:
        _, token = architecture.offer_handover(uow, "SRC-H", "张工", by=cast.steward)
    for _ in range(10):
        assert not architecture.receive_secret(database, token, "host=/tmp").ok
    with pytest.raises(HandoverGone):
        architecture.receive_secret(database, token, "host=/tmp")


def test_a_link_is_for_days_not_for_ever(database: Database, cast: Cast, clock: FixedClock) -> None:
    with database.unit_of_work() as uow:
        made, _ = architecture.offer_handover(uow, "SRC-H", "张工", by=cast.steward)
    assert made.expires_at - clock.now() == timedelta(days=3)
