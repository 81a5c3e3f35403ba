"""An installation in which the police hold things nobody else may see, each carrying a marker, and people to ask."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
from fastapi.testclient import TestClient

from shudao.access import facade as access
from shudao.access.http import CSRF_COOKIE, CSRF_HEADER
from shudao.app.installation import Installation
from shudao.architecture.facade import catalogue_entry
from shudao.kernel.actor import Actor, Role
from shudao.kernel.expr.predicate import Everything
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import NewDispute, Organisation, Topic
from shudao.security import facade as security
from shudao.security.contracts import GrantTarget, NewGrant, TargetKind
from shudao.sharing import facade as sharing
from shudao.sharing.contracts import NewTarget
from shudao.web.serve import application
from shudao.work import facade as work
from shudao.work.contracts import ToAccount
from shudao.work.ports import CHANGE_HANDLERS
from tests.builders import architecture
from tests.builders import sharing as shared
from tests.builders.architecture import DRAFT_ENTITY, ENTITY, MARKER, OBJECT
from tests.builders.mechanism import FIRST_DAY, PASSWORD, SYSTEM, make_organisation, make_person

__all__ = ["ABSENT", "MARKER", "Marked", "marked"]

# A well-formed id that nothing has.
ABSENT = "01900000-0000-7000-8000-000000000000"
# Roles a department gives its own people; the others are given once in a city and see across departments by design.
DEPARTMENT_ROLES = (
    Role.DEPARTMENT_HEAD,
    Role.DATA_OWNER,
    Role.DATA_STEWARD,
    Role.SHARING_OFFICER,
    Role.CONSUMER,
    Role.DEVELOPER,
    Role.ANALYST,
    Role.MANAGER,
)
CITY_ROLES = (Role.DATA_BUREAU, Role.OPERATIONS, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


@dataclass
class Marked:
    """The application, the planted things by path parameter, and people signed in."""

    app: Any
    installed: Installation
    known: dict[str, str] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)
    roles: dict[str, frozenset[str]] = field(default_factory=dict)

    def visitor(self) -> TestClient:
        """A browser nobody has signed in with."""
        return TestClient(
            self.app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000), raise_server_exceptions=False
        )

    def signed_in(self, who: str) -> TestClient:
        client = self.visitor()
        answer = client.post("/api/v1/access/session", json={"login": self.logins[who], "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers[CSRF_HEADER] = client.cookies[CSRF_COOKIE]
        return client

    def holders(self, roles: frozenset[Role]) -> list[str]:
        """Those on the inside whom a permission of these roles admits; everybody there when it names none."""
        names = {str(role) for role in roles}
        insiders = [who for who in self.roles if who not in ("outsider", "nobody")]
        return [who for who in insiders if not names or names & self.roles[who]]


@contextmanager
def marked(installed: Installation) -> Iterator[Marked]:
    """Everything planted in a fresh installation."""
    made = Marked(application(installed), installed)
    with installed.database.unit_of_work() as uow:
        cast = architecture.make_cast(uow)
        architecture.publish_ledger(uow, cast)
        architecture.plant_draft(uow, cast)
        architecture.register_source(uow, cast)
        police, foreign = cast.town.police, make_organisation(uow, name="测试外局")
        _open_account(uow, made, "police", police, DEPARTMENT_ROLES)
        _open_account(uow, made, "civil", cast.town.civil, DEPARTMENT_ROLES)
        for role in CITY_ROLES:
            _open_account(uow, made, str(role), cast.town.bureau, (role,))
        _open_account(uow, made, "outsider", foreign, DEPARTMENT_ROLES)
        _open_account(uow, made, "nobody", foreign, ())
        catalogue = shared.make_entry(uow, cast.town.civil.id)
    shared.make_asset(installed, cast.town.civil.id, _rows())
    with installed.database.unit_of_work() as uow:
        made.known |= _plant(uow, _actor(uow, made, "police"), cast.police, catalogue)
    made.known |= {"catalogue_code": catalogue, "organisation_id": cast.police, "person_id": str(cast.owner.person_id)}
    yield made


def _open_account(uow: UnitOfWork, made: Marked, who: str, organisation: Organisation, roles: tuple[Role, ...]) -> None:
    person = make_person(uow, organisation)
    opened = access.create_account(uow, person.code, person.name, person.id, PASSWORD, must_change=False, by=SYSTEM)
    for role in roles:
        access.assign_role(uow, opened.id, role, organisation.id, FIRST_DAY, None, by=SYSTEM)
    made.logins[who], made.roles[who] = person.code, frozenset(map(str, roles))


def _actor(uow: UnitOfWork, made: Marked, who: str) -> Actor:
    found = access.account_by_login(uow, made.logins[who])
    assert found is not None
    organisation = found.memberships[0].organisation_id
    return Actor(found.id, found.name, found.person_id, organisation, made.roles[who])


def _rows() -> pa.Table:
    rows = shared.residents(20)
    at = rows.schema.get_field_index("name")
    return rows.set_column(at, rows.schema.field("name"), pa.array([MARKER] * rows.num_rows))


def _plant(uow: UnitOfWork, police: Actor, organisation_id: str, catalogue: str) -> Mapping[str, str]:
    """What is in one person's or one department's hands: a task, a notice, a change, a draft application, a grant."""
    to = ToAccount(police.account_id)
    task = work.open_task(
        uow, kind="test", title_zh=MARKER, title_en=MARKER, subject="test/1", link="/", to=to, by=SYSTEM
    )
    work.notify(uow, to, title_zh=MARKER, title_en=MARKER, link="/", by=SYSTEM)
    change = work.propose(
        uow, subject="test/1", kind=min(CHANGE_HANDLERS), title=MARKER, payload={"text": MARKER}, approver=to, by=SYSTEM
    )
    draft = f"architecture/node/{DRAFT_ENTITY}"
    remark = work.comment(uow, draft, MARKER, by=police)
    work.edit_comment(uow, remark.id, f"{MARKER}。", seen_version=1, by=police)
    work.follow(uow, draft, by=police)
    other = catalogue_entry(uow, catalogue).provider_organisation_id
    case = NewDispute(Topic.STANDARD, f"architecture/node/{ENTITY}", other, MARKER, MARKER)
    dispute = mechanism.open_dispute(uow, case, by=police)
    dsn = "postgresql://reader:secret@127.0.0.1:5432/own"
    target = sharing.register_target(uow, NewTarget(MARKER, dsn), by=police)
    new = shared.new_application(catalogue, purpose=MARKER, columns=("id",))
    application = sharing.draft(uow, new, by=police)
    grant = security.grant(
        uow,
        NewGrant(
            shared.ASSET,
            organisation_id,
            ("id",),
            Everything(),
            MARKER,
            "条例",
            date(2026, 1, 1),
            date(2026, 12, 31),
            GrantTarget(TargetKind.API),
            "test/1",
        ),
        by=SYSTEM,
    )
    return {
        "completeness/{element}": "category",
        "entities/{code}": DRAFT_ENTITY,
        "nodes/{code}": DRAFT_ENTITY,
        "objects/{code}": OBJECT,
        "sources/{code}": "SRC-RK",
        "systems/{code}": "SYS-RK",
        "table": f"{MARKER}T_RK",
        "catalogue/{code}": catalogue,
        "assets/{code}": shared.ASSET,
        "assets/{asset_code}": shared.ASSET,
        "data-elements/{code}": "DE00001",
        "tasks/{task_id}": task.id,
        "changes/{change_id}": change.id,
        "comments/{comment_id}": remark.id,
        "disputes/{dispute_id}": dispute.id,
        "subject": draft,
        "applications/{application_id}": application.id,
        "grants/{grant_id}": grant.id,
        "targets/{code}": target.code,
        "ref": ENTITY,
    }
