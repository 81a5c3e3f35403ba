"""Step one, 定机制: organisations, people, posts, accounts, duties, the calendar."""

from datetime import date
from typing import Any

from shudao.access import facade as access
from shudao.app.demo import city
from shudao.app.demo.cast import LOADER, PASSWORD, SAMPLE_ACCOUNTS
from shudao.kernel.actor import Role
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import (
    AppointmentScope,
    Duty,
    GroupKind,
    Level,
    Matter,
    NewGroup,
    NewOrganisation,
    NewPerson,
    OrganisationKind,
    Post,
    PostKind,
    PostPair,
    ProcessStep,
    ScopeKind,
    Verdict,
)
from shudao.work import facade as work
from shudao.work.contracts import CalendarDay

__all__ = ["load_calendar", "load_duties", "load_organisations", "load_people", "organisation_ids", "person_ids"]


def organisation_ids(uow: UnitOfWork) -> dict[str, str]:
    """Code → id of the city's organisations that are there."""
    described = city.load("organisations.yaml")["organisations"]
    return {o["code"]: mechanism.organisation_by_code(uow, o["code"]).id for o in described}


def person_ids(uow: UnitOfWork) -> dict[str, str]:
    """Login → id of the city's people."""
    return {p["login"]: mechanism.person_by_code(uow, p["login"]).id for p in city.load("people.yaml")["people"]}


def load_organisations(uow: UnitOfWork) -> int:
    """The tree, parents before children."""
    made: dict[str, str] = {}
    described = city.load("organisations.yaml")["organisations"]
    for o in described:
        new = NewOrganisation(
            code=o["code"],
            name=o["name"],
            short_name=o["short_name"],
            kind=OrganisationKind(o["kind"]),
            level=Level(o["level"]),
            parent_id=made[o["parent"]] if o["parent"] else None,
            region_code=o["region_code"],
            is_local_code=o["region_local"],
            uscc=o["uscc"],
            valid_from=date.fromisoformat(o["valid_from"]),
            valid_to=city.day(o["valid_to"]),
        )
        made[o["code"]] = mechanism.create_organisation(uow, new, by=LOADER).id
    return len(made)


def load_people(uow: UnitOfWork) -> int:
    """People with their posts, appointments and sample accounts."""
    described = city.load("people.yaml")
    posts = [
        Post(p["code"], p["name"], PostKind(p["kind"]), Role(p["role"]) if p["role"] else None, p["duty"])
        for p in described["posts"]
    ]
    flagged = [PostPair(first, second, Verdict.FLAG) for first, second in described["post_flags"]]
    mechanism.define_posts(uow, posts, [*map(tuple, described["post_conflicts"]), *flagged], by=LOADER)
    organisations = organisation_ids(uow)
    people: dict[str, str] = {}
    for p in described["people"]:
        home = organisations[p["organisation"]]
        new = NewPerson(p["login"], p["name"], home, p["title"], p["phone"], p["email"])
        people[p["login"]] = mechanism.create_person(uow, new, by=LOADER).id
    _open_accounts(uow, people)
    for a in described["appointments"]:
        scope = AppointmentScope(ScopeKind(a["scope"]["kind"]), a["scope"].get("code"))
        mechanism.appoint(
            uow,
            people[a["person"]],
            a["post"],
            organisations[a["organisation"]],
            scope=scope,
            valid_from=date.fromisoformat(a["valid_from"]),
            valid_to=city.day(a["valid_to"]),
            reports_to=tuple(people[login] for login in a["reports_to"]),
            by=LOADER,
        )
    _load_groups(uow, described["groups"], organisations, people)
    return len(people)


def _load_groups(
    uow: UnitOfWork, described: list[dict[str, Any]], organisations: dict[str, str], people: dict[str, str]
) -> None:
    """Groups, their members, and something that waits for the first."""
    for g in described:
        new = NewGroup(g["code"], g["name"], GroupKind(g["kind"]), organisations[g["parent"]], g["duties"])
        made = mechanism.create_group(uow, new, by=LOADER)
        for login, post in g["members"].items():
            mechanism.appoint(uow, people[login], post, made.id, by=LOADER)
    first = mechanism.list_groups(uow)[0]
    mechanism.ask_group(uow, first.id, "审定下一年度政务数据工作计划", "请在年底前开会审定。", 20, by=LOADER)


def _open_accounts(uow: UnitOfWork, people: dict[str, str]) -> None:
    """Everybody has an account; those the account names can sign in, the others through an enrolment link."""
    for p in city.load("people.yaml")["people"]:
        password = PASSWORD if p["login"] in SAMPLE_ACCOUNTS else None
        access.create_account(
            uow, p["login"], p["name"], people[p["login"]], password, must_change=False, loopback_only=True, by=LOADER
        )


def load_duties(uow: UnitOfWork) -> int:
    """三定: duties, their matters and process steps."""
    organisations, people = organisation_ids(uow), person_ids(uow)
    duties = [
        Duty(
            code=d["code"],
            organisation_id=organisations[d["organisation"]],
            name=d["name"],
            basis=d["basis"],
            derives_domain=d["derives_domain"],
            matters=tuple(
                Matter(m["code"], m["name"], tuple(_step(s, people) for s in m["steps"])) for m in d["matters"]
            ),
        )
        for d in city.load("duties.yaml")["duties"]
    ]
    mechanism.register_duties(uow, duties, by=LOADER)
    return len(duties)


def _step(described: dict[str, object], people: dict[str, str]) -> ProcessStep:
    lists = {name: tuple(value) for name, value in described.items() if isinstance(value, list)}
    return ProcessStep(
        code=str(described["code"]),
        name=str(described["name"]),
        process_owner_id=people[str(described["process_owner"])],
        **lists,
    )


def load_calendar(uow: UnitOfWork) -> int:
    """Holidays and make-up working days as the State Council published them."""
    rows = [
        CalendarDay(date.fromisoformat(line["date"]), line["is_off_day"] == "true", line["name"])
        for line in city.lines("code_tables/holidays.csv")
    ]
    work.load_calendar(uow, rows, by=LOADER)
    return len(rows)
