"""Every route from both sides, generated from the OpenAPI document: a new route that names no side fails here."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from shudao.access.contracts import Permission
from shudao.access.http import CSRF_HEADER, OpenGate, permission_of
from shudao.app import wiring
from shudao.app.installation import Installation
from shudao.cli.documents import METHODS, openapi
from shudao.web.application import api_routes
from tests.architecture.marked import ABSENT, MARKER, Marked, marked

Operation = tuple[str, str]

# Whoever adds a route without a sign-in adds it here as well, for a reviewer to see.
PUBLIC = {
    ("get", "/api/v1/health"),
    ("post", "/api/v1/access/session"),
    ("post", "/api/v1/access/enrolment"),
    ("post", "/api/v1/architecture/handover"),
    ("post", "/api/v1/architecture/handover/secret"),
    ("get", "/gateway/v1/{code}"),
}
# Reads whose question travels in a body.
READS_BY_POST = {("post", "/api/v1/security/assets/{asset_code}/rows"): {"purpose": "核对", "columns": ["id", "name"]}}

# Where to look inside the larger lists.
LOOK_FOR = {
    "/api/v1/architecture/search": f"q={MARKER}",
    "/api/v1/architecture/suggestions": f"q={MARKER}",
    "/api/v1/architecture/tree": "parent=LC01.01.001",
    "/api/v1/sharing/applications": "scope=mine",
}
# Reads that show the planted marker to nobody, by the reason why. Whoever adds a read either plants a marker for it in
# `marked.py` or names it here.
OPEN = "published descriptions, the same for every signed-in person"
BY_ROLE = "everything or nothing: one role of the city holds it, everybody else is refused at the gate"
ONESELF = "tells of one's own account only"
ELSEWHERE = "of one department; both sides are shown by the tests of its module, where such a thing exists"
UNMARKED_BY_REASON = {
    OPEN: """
        admission/assets  admission/assets/{code}  admission/releases
        architecture/catalogue  architecture/catalogue/{code}  architecture/entities/{code}/certifications
        architecture/indicator-terms  architecture/indicators  architecture/indicators/{code}
        architecture/indicators/{code}/lineage  architecture/indicators/{code}/sql
        architecture/indicators/{code}/versions
        architecture/campaigns  architecture/campaigns/{campaign_id}
        architecture/campaigns/{campaign_id}/progress  architecture/catalogue-classes
        architecture/catalogue-code-rule  architecture/catalogue-rates
        architecture/legal-bases  architecture/lineage  architecture/next-code  architecture/nodes/{code}/versions
        architecture/untraced
        mechanism/accountability  mechanism/accountability/disputed  mechanism/accountability/unowned
        mechanism/appointments  mechanism/chart  mechanism/conflicts  mechanism/duties  mechanism/groups
        mechanism/groups/{group_id}  mechanism/organisations
        mechanism/organisations/tree  mechanism/organisations/{organisation_id}
        mechanism/organisations/{organisation_id}/successions  mechanism/people
        mechanism/people/{person_id}  mechanism/posts  mechanism/reforms  mechanism/reforms/{reform_id}
        mechanism/security-posts
        policy/code-mappings  policy/code-mappings/{name}  policy/code-mappings/{name}/pairs
        policy/code-mappings/{name}/translation
        policy/code-tables  policy/code-tables/{name}  policy/code-tables/{name}/codes
        policy/code-tables/{name}/conflicts  policy/code-tables/{name}/difference
        policy/code-tables/{name}/revisions  policy/code-tables/{name}/versions
        policy/data-elements  policy/data-elements/{code}  policy/data-elements/{code}/related
        policy/data-elements/{code}/versions  policy/element-conflicts
        policy/clauses  policy/clauses/{clause_id}  policy/norms  policy/norms/{code}
        quality/assets/{code}/runs  quality/assets/{code}/runs/latest  quality/scores
        services  services/{code}  services/{code}/openapi
        sharing/offers  sharing/profile  sharing/time-limits  work/calendar
        work/changes/{change_id}/impact  work/impact  work/mentionable
    """,
    BY_ROLE: """
        access/accounts  architecture/lowerings  mechanism/organisations/{organisation_id}/kinds-of-things
        mechanism/organisations/{organisation_id}/things  evidence/entries  evidence/head  evidence/proofs/{index}
        work/dispatch  work/jobs
    """,
    ONESELF: """
        access/session  access/sessions  sheets/imports  sheets/imports/{import_id}
        sheets/imports/{import_id}/rows  sheets/kinds  work/channels  work/delegations  work/following
    """,
    ELSEWHERE: """
        architecture/catalogue-reviews  architecture/completeness  architecture/definitions/{code}
        sheets/kinds/{kind}/export  sheets/kinds/{kind}/form  sheets/kinds/{kind}/template
        architecture/sources/{code}/handovers  architecture/sources/{code}/harvests  architecture/harvests/{run_id}
        architecture/drifts  architecture/drifts/{drift_id}
        admission/assets/{code}/batches  admission/assets/{code}/gate
        policy/code-tables/{name}/assessment  policy/proposals  policy/proposals/{proposal_id}
        development/assets/{code}/plan  development/assets/{code}/runs  ingestion/assets/{code}/runs
        quality/assets/{code}/runs/{run_id}/failures  quality/tickets  quality/tickets/{ticket_id}
        analytics/indicators/{code}/values  policy/norm-results  policy/norm-results/trend  policy/norm-runs
        policy/norm-violations  policy/norm-waivers
        services/{code}/keys  services/{code}/meter  sharing/deliveries
    """,
}
UNMARKED = {f"/api/v1/{path}" for paths in UNMARKED_BY_REASON.values() for path in paths.split()}


def operations() -> dict[Operation, dict[str, Any]]:
    paths = openapi()["paths"]
    return {(m, path): each[m] for path, each in sorted(paths.items()) for m in METHODS if m in each}


OPERATIONS = operations()
PERMISSIONS: dict[str, Permission] = {permission.name: permission for permission in wiring.permissions()}
GUARDED = {key: PERMISSIONS.get(each["x-permission"]) for key, each in OPERATIONS.items() if key not in PUBLIC}
READS = [key for key in GUARDED if key[0] == "get"] + list(READS_BY_POST)
# Signing out ends the session every other question is asked with.
SIGN_OUT = ("delete", "/api/v1/access/session")


@pytest.fixture
def scene(installed: Installation) -> Iterator[Marked]:
    with marked(installed) as made:
        yield made


def address(operation: Operation, known: dict[str, str]) -> str:
    """The path with planted codes where a thing is read, and with an id nothing has where something would change."""
    method, path = operation
    parts = path.split("/")
    for at, part in enumerate(parts):
        if part.startswith("{"):
            planted = known.get(f"{parts[at - 1]}/{part}", known.get(part[1:-1], ABSENT))
            parts[at] = planted if method == "get" or operation in READS_BY_POST else ABSENT
            if part in ("{index}", "{job_id}", "{version}"):
                parts[at] = "1"
    asked = [p["name"] for p in OPERATIONS[operation].get("parameters", ()) if p["in"] == "query" and p.get("required")]
    query = "&".join(f"{name}={known.get(name, 'none')}" for name in asked)
    query = LOOK_FOR.get(path, query)
    return "/".join(parts) + (f"?{query}" if query else "")


def ask(client: httpx.Client, scene: Marked, operation: Operation) -> httpx.Response:
    method, _ = operation
    body = None if method in ("get", "delete") else READS_BY_POST.get(operation, {})
    return client.request(method, address(operation, scene.known), json=body)


def wrong(
    scene: Marked, client: httpx.Client, which: list[Operation], holds: Callable[[Operation, httpx.Response], bool]
) -> list[str]:
    """The operations, with their answers, for which something does not hold."""
    found = []
    for operation in sorted(which, key=lambda each: each == SIGN_OUT):
        answer = ask(client, scene, operation)
        if not holds(operation, answer):
            found.append(f"{operation[0]} {operation[1]}: {answer.status_code} {answer.text[:300]}")
    return found


def test_there_are_more_than_a_hundred_routes_and_each_names_a_permission_that_exists():
    assert len(OPERATIONS) > 100
    unknown = [key for key, each in OPERATIONS.items() if key not in PUBLIC and each["x-permission"] not in PERMISSIONS]
    assert unknown == []


def test_exactly_the_listed_routes_are_public_and_each_says_why(installed: Installation):
    from shudao.web.serve import application

    gates = {
        (method.lower(), path): permission_of([d.call for d in route.dependant.dependencies])
        for path, route in api_routes(application(installed))
        for method in route.methods or ()
    }
    assert set(gates) == set(OPERATIONS)
    public = {key: gate for key, gate in gates.items() if isinstance(gate, OpenGate)}
    assert set(public) == PUBLIC
    assert all(len(gate.reason) > 10 for gate in public.values())


def test_without_a_session_every_route_asks_to_sign_in_before_it_looks_at_anything(scene: Marked):
    found = wrong(scene, scene.visitor(), list(GUARDED), lambda _, a: a.status_code == 401 and MARKER not in a.text)
    assert found == []


def test_an_account_without_roles_gets_only_what_is_everybodys_and_never_the_marker(scene: Marked):
    def holds(operation: Operation, answer: httpx.Response) -> bool:
        permission = GUARDED[operation]
        assert permission is not None
        is_refused = answer.status_code == 403 if permission.roles else answer.status_code not in (401, 500)
        return is_refused and MARKER not in answer.text

    assert wrong(scene, scene.signed_in("nobody"), list(GUARDED), holds) == []


def test_the_same_roles_elsewhere_never_see_the_marker(scene: Marked):
    """A colleague of another department, with every role a department can give."""
    found = wrong(
        scene,
        scene.signed_in("outsider"),
        list(GUARDED),
        lambda _, a: a.status_code < 500 and a.status_code != 401 and MARKER not in a.text,
    )
    assert found == []


def test_whoever_holds_the_right_gets_past_the_gate_of_every_route_and_reads_the_marker(scene: Marked):
    """The other side: no route is closed to everybody, and what the outsider does not see is there to be seen."""
    clients = {who: scene.signed_in(who) for who in scene.logins}
    closed, shown = [], set()
    for operation in sorted(GUARDED, key=lambda each: each == SIGN_OUT):
        permission = GUARDED[operation]
        assert permission is not None
        holders = scene.holders(permission.roles | permission.wider if permission.roles else frozenset())
        answers = [ask(clients[who], scene, operation) for who in holders]
        if not any(a.status_code not in (401, 403) for a in answers) or any(a.status_code >= 500 for a in answers):
            closed.append(f"{operation}: {[(a.status_code, a.text[:200]) for a in answers]}")
        if any(MARKER in a.text for a in answers):
            shown.add(operation)
    assert closed == []
    assert {path for method, path in READS if (method, path) not in shown} == UNMARKED


def test_a_change_without_the_anti_forgery_header_is_refused(scene: Marked):
    changing = [key for key in GUARDED if key[0] != "get"]
    for who in ("police", "system_admin"):
        client = scene.signed_in(who)
        del client.headers[CSRF_HEADER]

        def holds(_: Operation, answer: httpx.Response) -> bool:
            return answer.status_code == 403 and answer.json()["error"]["code"] == "access.cross_site_request"

        assert wrong(scene, client, changing, holds) == []
