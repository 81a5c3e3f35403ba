"""A web application of a few modules only, and people signed in to it; `web.py` has the whole one."""

from collections.abc import Sequence

from fastapi import APIRouter
from fastapi.testclient import TestClient

from shudao.access import facade as access
from shudao.access.http import CSRF_COOKIE, CSRF_HEADER
from shudao.access.routes import router as access_router
from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.mechanism.contracts import Organisation
from shudao.web import application
from tests.builders.mechanism import FIRST_DAY, PASSWORD, SYSTEM, make_person


class Site:
    """A site with the given routes; signing in is always among them."""

    def __init__(self, database: Database, settings: Settings, routers: Sequence[APIRouter]) -> None:
        self.database = database
        self.app = application.build(database, settings, [access_router, *routers], [], None)

    def sign_in(self, organisation: Organisation, *roles: Role) -> tuple[TestClient, Actor]:
        """A browser in which a new person of the organisation with these roles is signed in, and that person."""
        with self.database.unit_of_work() as uow:
            person = make_person(uow, organisation)
            account = access.create_account(
                uow, person.code, person.name, person.id, PASSWORD, must_change=False, by=SYSTEM
            )
            for role in roles:
                access.assign_role(uow, account.id, role, organisation.id, FIRST_DAY, None, by=SYSTEM)
        client = TestClient(self.app, base_url="http://127.0.0.1")
        answer = client.post("/api/v1/access/session", json={"login": person.code, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers[CSRF_HEADER] = client.cookies[CSRF_COOKIE]
        return client, Actor(account.id, person.name, person.id, organisation.id, frozenset(map(str, roles)))
