"""Whatever is sent to whatever address by whoever: never a failure of ours, always the one shape of refusals."""

import random
from collections.abc import Iterator

import httpx
import pytest

from shudao.access.contracts import Permission
from shudao.app import wiring
from shudao.app.installation import Installation
from shudao.cli.documents import METHODS, openapi
from tests.architecture.marked import ABSENT, Marked, marked
from tests.builders.sharing import ASSET
from tests.web.requests import Maker

DOCUMENT = openapi()
OPERATIONS = [
    (method, path) for path, each in sorted(DOCUMENT["paths"].items()) for method in METHODS if method in each
]
PERMISSIONS = {permission.name: permission for permission in wiring.permissions()}
# They end the very sessions that are asked with.
NOT_ASKED = {("delete", "/api/v1/access/session"), ("post", "/api/v1/access/password")}
# What a refusal must never tell: our files, our statements, our stores, a password's hash.
INSIDES = ("Traceback", "/src/", "site-packages", "psycopg", "sqlalchemy", "SELECT ", "INSERT ", "$argon2", "secret@")


@pytest.fixture
def scene(installed: Installation) -> Iterator[Marked]:
    with marked(installed) as made:
        # A change of an invented kind is planted for the lists; there is nothing that could carry it out.
        del made.known["changes/{change_id}"]
        yield made


def faults(answer: httpx.Response, *, is_public: bool) -> str:
    """What is wrong with an answer, if anything."""
    if answer.status_code >= 500:
        return "a failure of ours"
    if answer.status_code < 400:
        return ""
    if any(word in answer.text for word in INSIDES):
        return "it tells of our insides"
    error = answer.json().get("error", {})
    if set(error) != {"code", "message", "next", "details", "request_id"} or not error["message"] or not error["next"]:
        return "not the shape of refusals"
    return "a session was lost" if answer.status_code == 401 and not is_public else ""


def holders_of(scene: Marked, permission: Permission) -> list[str]:
    return scene.holders(permission.roles | permission.wider if permission.roles else frozenset())


def asked_at_random(scene: Marked, seed: int, rounds: int) -> list[str]:
    """Ask every operation some rounds of random requests, as somebody who may; what was wrong, with the request."""
    chosen, clients = random.Random(seed), {who: scene.signed_in(who) for who in scene.logins}
    known = {**scene.known, "asset_code": ASSET, "grant_id": scene.known["grants/{grant_id}"], "nothing": ABSENT}
    maker, wrong = Maker(DOCUMENT, known, seed), []
    for _ in range(rounds):
        for method, path in OPERATIONS:
            if (method, path) in NOT_ASKED:
                continue
            asked = maker.request(method, path)
            permission = PERMISSIONS.get(DOCUMENT["paths"][path][method]["x-permission"])
            holders = scene.holders(
                permission.roles | permission.wider if permission and permission.roles else frozenset()
            )
            client = clients[chosen.choice(holders)] if permission else scene.visitor()
            answer = client.request(asked.method, asked.url, content=asked.body, headers=asked.headers)
            if fault := faults(answer, is_public=permission is None):
                wrong.append(f"{fault}: {answer.status_code} {answer.text[:200]} for {asked}")
    return wrong


@pytest.mark.parametrize(
    ("seed", "rounds"), [(1, 3), *(pytest.param(seed, 60, marks=pytest.mark.long) for seed in (2, 3, 4))]
)
def test_random_requests_are_answered_or_refused_and_never_fail(scene: Marked, seed: int, rounds: int) -> None:
    assert asked_at_random(scene, seed, rounds) == []
