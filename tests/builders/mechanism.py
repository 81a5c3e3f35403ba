"""Organisations, people and accounts for tests: each builder shows only what matters to the test that calls it."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from shudao.access import facade as access
from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import (
    Level,
    NewOrganisation,
    NewPerson,
    Organisation,
    OrganisationKind,
    Person,
    Post,
    PostKind,
)

SYSTEM = Actor.system("test")
FIRST_DAY = date(2026, 1, 1)
PASSWORD = "four 平静 horses"

POSTS = (
    Post("BUREAU", "主管部门业务岗", PostKind.BUREAU, Role.DATA_BUREAU),
    Post("CDO", "部门首席数据官", PostKind.DEPARTMENT, Role.DEPARTMENT_HEAD),
    Post("OWNER", "数据Owner", PostKind.DEPARTMENT, Role.DATA_OWNER),
    Post("STEWARD", "数据专员", PostKind.DEPARTMENT, Role.DATA_STEWARD),
    Post("SHARING", "政务数据共享专岗", PostKind.DEPARTMENT, Role.SHARING_OFFICER),
    Post("CLERK", "用数业务岗", PostKind.DEPARTMENT, Role.CONSUMER),
    Post("OPS", "运行值守岗", PostKind.OPERATIONS, Role.OPERATIONS),
    Post("DEV", "数据开发岗", PostKind.OPERATIONS, Role.DEVELOPER),
    Post("SYSADMIN", "系统管理员", PostKind.ADMINISTRATOR, Role.SYSTEM_ADMIN),
    Post("SECADMIN", "安全管理员", PostKind.ADMINISTRATOR, Role.SECURITY_ADMIN),
    Post("AUDADMIN", "审计管理员", PostKind.ADMINISTRATOR, Role.AUDIT_ADMIN),
    Post("SEC-BAK", "备份岗", PostKind.SECURITY, Role.BACKUP_OPERATOR),
    Post("SEC-REC", "恢复岗", PostKind.SECURITY, Role.RECOVERY_OPERATOR),
    Post("GRP-MEMBER", "成员", PostKind.GROUP, Role.GROUP_MEMBER),
)
CONFLICTS = (("SYSADMIN", "SECADMIN"), ("SYSADMIN", "AUDADMIN"), ("SECADMIN", "AUDADMIN"), ("SEC-BAK", "SEC-REC"))

_numbers = count(1)


def new_organisation(**given: Any) -> NewOrganisation:
    """A department of the city, unless said otherwise."""
    number = next(_numbers)
    usual = {
        "code": f"T-{number}",
        "name": f"测试局{number}",
        "kind": OrganisationKind.DEPARTMENT,
        "level": Level.CITY,
        "region_code": "680100",
        "is_local_code": True,
        "valid_from": FIRST_DAY,
    }
    return NewOrganisation(**(usual | given))


def make_organisation(uow: UnitOfWork, **given: Any) -> Organisation:
    return mechanism.create_organisation(uow, new_organisation(**given), by=SYSTEM)


def make_person(uow: UnitOfWork, organisation: Organisation, **given: Any) -> Person:
    number = next(_numbers)
    usual = {"code": f"person.{number}", "name": f"张测{number}", "organisation_id": organisation.id}
    return mechanism.create_person(uow, NewPerson(**(usual | given)), by=SYSTEM)


def define_posts(uow: UnitOfWork) -> None:
    mechanism.define_posts(uow, POSTS, CONFLICTS, by=SYSTEM)


def make_account(uow: UnitOfWork, person: Person, *, password: str | None = None) -> str:
    """An account for a person; returns its id. Hashing a password takes time, so there is none unless asked."""
    view = access.create_account(
        uow, person.code, person.name, person.id, password, must_change=False, loopback_only=False, by=SYSTEM
    )
    return view.id


def make_actor(uow: UnitOfWork, organisation: Organisation, *roles: Role, **given: Any) -> Actor:
    """A person of the organisation with an account that holds these roles there, as the actor of a request."""
    person = make_person(uow, organisation, **given)
    account_id = make_account(uow, person)
    for role in roles:
        access.assign_role(uow, account_id, role, organisation.id, FIRST_DAY, None, by=SYSTEM)
    return Actor(account_id, person.name, person.id, organisation.id, frozenset(str(role) for role in roles))


@dataclass(frozen=True)
class Town:
    """A government with its bureau, its operations centre and two departments below it."""

    government: Organisation
    bureau: Organisation
    operations: Organisation
    police: Organisation
    civil: Organisation


def make_town(uow: UnitOfWork) -> Town:
    """The smallest tree in which every role has a place; posts are defined too."""
    government = make_organisation(uow, name="测试市人民政府", kind=OrganisationKind.GOVERNMENT)
    below = {"parent_id": government.id}
    bureau = make_organisation(uow, name="测试市大数据局", kind=OrganisationKind.BUREAU, **below)
    operations = make_organisation(
        uow, name="测试市运营中心", kind=OrganisationKind.OPERATIONS_CENTRE, parent_id=bureau.id
    )
    police = make_organisation(uow, name="测试市公安局", **below)
    civil = make_organisation(uow, name="测试市民政局", **below)
    define_posts(uow)
    return Town(government, bureau, operations, police, civil)
