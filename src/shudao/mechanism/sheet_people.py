"""People with their posts as an Excel form: one person per row, one post per line, from a template or a directory."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import logic, permissions, store
from shudao.mechanism.appointments import HeldPost, post_view, set_posts
from shudao.mechanism.contracts import (
    AppointmentScope,
    NewPerson,
    OrganisationFilter,
    OrganisationKind,
    Person,
    Post,
    ScopeKind,
)
from shudao.mechanism.contracts_posts import PostPair
from shudao.mechanism.people import create_person, edit_person, may_see_contacts, person_by_code
from shudao.mechanism.tables import AppointmentRow, OrganisationRow, PersonRow
from shudao.sheets.contracts import CellFault, CellKind, Choice, Column, Present, SheetForm, SheetRow, Values

__all__ = ["KIND", "PeopleSheet"]

KIND = "mechanism.person"
SCOPES = {
    ScopeKind.CITY: ("全市", "the city"),
    ScopeKind.ORGANISATION: ("本单位", "own organisation"),
    ScopeKind.DOMAIN: ("主题域", "domain"),
    ScopeKind.SUBJECT_AREA: ("主题", "subject area"),
}
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_PHONE = re.compile(r"[0-9+() -]{0,30}")
_MAIL = re.compile(r"([^@\s]+@[^@\s]+)?")
_SHAPES = {
    "code": (_CODE, "编号只用字母、数字、点、横线，至多60个字符", "letters, digits, dots and hyphens only, 60 at most"),
    "phone": (_PHONE, "电话只用数字、空格、括号、加号、横线，至多30个字符", "digits, blanks, brackets, + and - only"),
    "email": (_MAIL, "不是邮箱地址", "not a mail address"),
}
NOTES = (
    "一人一行；任几个岗位就在下面接着写几行，只填岗位各列。",
    "岗位所在单位不填，就是本人单位；起始日期不填，就从导入当天起。",
    "已有人员按编号识别，编号不变。表中没有列出的现任岗位，导入当天终止；整列删去岗位各列，则岗位不动。",
)


@dataclass(frozen=True)
class _Town:
    """What rows are judged against, read once per import."""

    organisations: Mapping[str, OrganisationRow]
    posts: Mapping[str, Post]
    conflicts: Sequence[PostPair]


class PeopleSheet:
    """The form of people. Who exports it sees telephone and mail only where they may see them anyway."""

    kind, zh, en = KIND, "人员岗位表", "People and posts"
    reading = permissions.VIEW
    writing = permissions.EDIT_PEOPLE
    filters = ("organisation_id",)

    def form(self, uow: UnitOfWork, *, by: Actor) -> SheetForm:
        town = _town(uow)
        homes = tuple(Choice(code, row.name) for code, row in sorted(town.organisations.items()))
        posts = tuple(Choice(code, post.name) for code, post in sorted(town.posts.items()))
        scopes = tuple(Choice(kind, *words) for kind, words in SCOPES.items())
        columns = (
            Column(
                "code", "编号", "Code", CellKind.CODE, required=True, max_length=60, help_zh="工号，或别的不重复的编号"
            ),
            Column("name", "姓名", "Name", required=True, max_length=100),
            Column("organisation", "单位", "Organisation", CellKind.CHOICE, required=True, choices=homes, width=28),
            Column("title", "职务", "Title", max_length=100),
            Column("phone", "电话", "Telephone", max_length=30),
            Column("email", "邮箱", "Mail", max_length=100, width=26),
            Column("post", "岗位", "Post", CellKind.CHOICE, required=True, choices=posts, is_line=True, width=24),
            Column("at", "岗位所在单位", "Post held in", CellKind.CHOICE, choices=homes, is_line=True, width=28),
            Column("scope", "范围", "Scope", CellKind.CHOICE, choices=scopes, is_line=True),
            Column("scope_code", "范围编号", "Scope code", CellKind.CODE, is_line=True, max_length=60),
            Column("valid_from", "起始日期", "From", CellKind.DATE, is_line=True),
            Column("valid_to", "截止日期", "Until", CellKind.DATE, is_line=True),
        )
        return SheetForm(self.kind, self.zh, self.en, columns, keys=("code",), notes_zh=NOTES)

    def export(self, uow: UnitOfWork, filters: Mapping[str, str], *, by: Actor) -> Iterable[SheetRow]:
        query = store.people(filters.get("organisation_id"), True, filters.get("q", "")).order_by(PersonRow.code)
        yield from (row for _, row in _shown(uow, uow.session.scalars(query).all(), by))

    def present(self, uow: UnitOfWork, rows: Sequence[SheetRow], *, by: Actor) -> Sequence[Present | None]:
        codes = [str(row.values.get("code") or "") for row in rows]
        people = uow.session.scalars(select(PersonRow).where(PersonRow.code.in_(codes), PersonRow.left_on.is_(None)))
        known = {
            person.code: Present(person.code, f"{person.version}/{_mark(row)}", row)
            for person, row in _shown(uow, people.all(), by)
        }
        return [_as_told(row, known.get(code)) for row, code in zip(rows, codes, strict=True)]

    def check(
        self, uow: UnitOfWork, rows: Sequence[tuple[SheetRow, Present | None]], *, by: Actor
    ) -> Sequence[Sequence[CellFault]]:
        town = _town(uow)
        gone = _gone(uow, [str(row.values.get("code")) for row, _ in rows])
        return [
            [*_head_faults(uow, town, gone, row, there, by), *_line_faults(uow, town, row, there, by)]
            for row, there in rows
        ]

    def write(self, uow: UnitOfWork, row: SheetRow, present: Present | None, *, by: Actor) -> str:
        town = _town(uow)
        new = _person(town, row)
        if present is None:
            person_id = create_person(uow, new, by=by).id
        else:
            known = person_by_code(uow, present.code)
            person_id = known.id
            if _heads(present.row) != _heads(row):
                edit_person(uow, person_id, _kept(uow, new, known, by), seen_version=known.version, by=by)
        homes = {code: home.id for code, home in town.organisations.items()}
        set_posts(uow, person_id, [_held(homes, row, line) for line in row.lines or ()], by=by)
        return new.code


def _town(uow: UnitOfWork) -> _Town:
    standing = store.organisations(OrganisationFilter(on=uow.clock.today()), "")
    return _Town(
        {row.code: row for row in uow.session.scalars(standing)},
        {code: post_view(row) for code, row in store.posts(uow.session).items()},
        store.post_conflicts(uow.session),
    )


def _shown(uow: UnitOfWork, people: Sequence[PersonRow], by: Actor) -> Iterator[tuple[PersonRow, SheetRow]]:
    codes = dict(uow.session.execute(select(OrganisationRow.id, OrganisationRow.code)).all())
    lines = _posts_of(uow, [person.id for person in people], codes)
    sees = {home: may_see_contacts(uow, home, by=by) for home in {person.organisation_id for person in people}}
    for person in people:
        contacts = sees[person.organisation_id]
        values = {
            "code": person.code,
            "name": person.name,
            "organisation": codes[person.organisation_id],
            "title": person.title or None,
            "phone": (person.phone or None) if contacts else None,
            "email": (person.email or None) if contacts else None,
        }
        yield person, SheetRow(values, tuple(lines.get(person.id, ())))


def _posts_of(uow: UnitOfWork, people: Sequence[str], codes: Mapping[str, str]) -> dict[str, list[Values]]:
    """The posts each person goes on holding after today, as lines."""
    row = AppointmentRow
    lasting = or_(row.valid_to.is_(None), row.valid_to > uow.clock.today())
    query = select(row).where(row.person_id.in_(people), lasting).order_by(row.person_id, row.valid_from, row.id)
    found: dict[str, list[Values]] = {}
    for each in uow.session.scalars(query):
        line: Values = {
            "post": each.post_code,
            "at": codes[each.organisation_id],
            "scope": each.scope_kind,
            "scope_code": each.scope_code,
            "valid_from": each.valid_from.isoformat(),
            "valid_to": each.valid_to.isoformat() if each.valid_to else None,
        }
        found.setdefault(each.person_id, []).append(line)
    return found


def _as_told(row: SheetRow, there: Present | None) -> Present | None:
    """What exists with its posts in the order the workbook tells them, blank where it leaves blank what goes without
    saying: neither is a difference."""
    if there is None or not row.lines or not there.row.lines:
        return there
    left, told = list(there.row.lines), []
    for line in row.lines:
        goes_without_saying = {"at": there.row.values["organisation"], "scope": ScopeKind.ORGANISATION}
        same = next((each for each in left if _says(line, each, goes_without_saying)), None)
        if same is not None:
            left.remove(same)
            blank = {key: None for key in ("at", "scope", "valid_from") if key in line and line[key] is None}
            told.append({**same, **blank})
    return replace(there, row=SheetRow(there.row.values, (*told, *left)))


def _says(line: Values, held: Values, goes_without_saying: Values) -> bool:
    for key in ("post", "at", "scope", "scope_code", "valid_from"):
        if key not in line or line[key] == held[key]:
            continue
        if line[key] is not None or (key != "valid_from" and held[key] != goes_without_saying.get(key)):
            return False
    return True


def _mark(row: SheetRow) -> str:
    return ";".join("|".join(str(value) for value in line.values()) for line in row.lines or ())


def _heads(row: SheetRow) -> dict[str, object]:
    return {key: value or None for key, value in row.values.items()}


def _gone(uow: UnitOfWork, codes: Sequence[str]) -> set[str]:
    query = select(PersonRow.code).where(PersonRow.code.in_(codes), PersonRow.left_on.is_not(None))
    return set(uow.session.scalars(query))


def _head_faults(
    uow: UnitOfWork, town: _Town, gone: set[str], row: SheetRow, there: Present | None, by: Actor
) -> Iterator[CellFault]:
    for key, (shape, zh, en) in _SHAPES.items():
        value = row.values.get(key)
        if value and not shape.fullmatch(str(value)):
            yield CellFault("", zh, en, key)
    if row.values.get("code") in gone:
        yield CellFault("", "此人已离任，不能再登记", "this person has left", "code")
    for code in {row.values.get("organisation"), there.row.values.get("organisation") if there else None} - {None}:
        home = town.organisations.get(str(code))
        if home is not None and not access.permits(uow, by, permissions.EDIT_PEOPLE, home.id):
            yield CellFault(
                "", f"您不能登记“{home.name}”的人员", f"people of {home.name} are not yours", "organisation"
            )


def _line_faults(uow: UnitOfWork, town: _Town, row: SheetRow, there: Present | None, by: Actor) -> Iterator[CellFault]:
    known = [dict(line) for line in (there.row.lines or ())] if there else []
    held: list[str] = []
    for number, line in enumerate(row.lines or (), 1):
        post = town.posts.get(str(line.get("post")))
        if post is None:
            continue
        if dict(line) not in known:
            yield from _post_faults(uow, town, row, line, number, post, by)
        other = logic.incompatible(post.code, held, town.conflicts)
        if other is not None:
            zh = f"与“{town.posts[other].name}”不相容，不能由一人兼任"
            yield CellFault("", zh, f"incompatible with {town.posts[other].name}", "post", number)
        held.append(post.code)


def _post_faults(
    uow: UnitOfWork, town: _Town, row: SheetRow, line: Values, number: int, post: Post, by: Actor
) -> Iterator[CellFault]:
    home = town.organisations.get(str(line.get("at") or row.values.get("organisation")))
    if home is None:
        return
    if not logic.may_be_held_in(post, OrganisationKind(home.kind)):
        zh, en = f"该岗位不能设在“{home.name}”", f"this post cannot be held in {home.name}"
        yield CellFault("", zh, en, "post", number)
    if not access.permits(uow, by, logic.permission_to_appoint(post), home.id):
        yield CellFault("", "该岗位不由您任命", "this post is not yours to fill", "post", number)
    first, last = line.get("valid_from"), line.get("valid_to")
    if first and last and str(last) < str(first):
        yield CellFault("", "截止日期早于起始日期", "the last day is before the first", "valid_to", number)
    scope = ScopeKind(str(line.get("scope") or ScopeKind.ORGANISATION))
    if scope in (ScopeKind.DOMAIN, ScopeKind.SUBJECT_AREA) and not line.get("scope_code"):
        yield CellFault(
            "", "请填写主题域或主题的编号", "the code of the domain or subject area is missing", "scope_code", number
        )


def _person(town: _Town, row: SheetRow) -> NewPerson:
    told = {key: str(row.values.get(key) or "") for key in ("code", "name", "title", "phone", "email")}
    return NewPerson(organisation_id=town.organisations[str(row.values["organisation"])].id, **told)


def _kept(uow: UnitOfWork, new: NewPerson, known: Person, by: Actor) -> NewPerson:
    """What one may not see, one does not wipe out by sending the form back."""
    if may_see_contacts(uow, known.organisation_id, by=by):
        return new
    return NewPerson(
        new.code, new.name, new.organisation_id, new.title, new.phone or known.phone, new.email or known.email
    )


def _held(homes: Mapping[str, str], row: SheetRow, line: Values) -> HeldPost:
    at = homes[str(line.get("at") or row.values["organisation"])]
    first, last = (date.fromisoformat(str(line[key])) if line.get(key) else None for key in ("valid_from", "valid_to"))
    code = str(line["scope_code"]) if line.get("scope_code") else None
    scope = AppointmentScope(ScopeKind(str(line.get("scope") or ScopeKind.ORGANISATION)), code)
    return HeldPost(str(line["post"]), at, scope, first, last)
