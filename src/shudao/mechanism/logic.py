"""Decisions of mechanism as plain functions over plain values: no database, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from shudao.access.contracts import Permission
from shudao.kernel.actor import Role
from shudao.kernel.identifiers import Fault, normalised, uscc_fault
from shudao.kernel.paging import Page, PageQuery
from shudao.mechanism import permissions
from shudao.mechanism.contracts import (
    Appointment,
    ChartLine,
    Level,
    NewOrganisation,
    Organisation,
    OrganisationFilter,
    OrganisationKind,
    OrganisationNode,
    Post,
    PostKind,
)
from shudao.mechanism.contracts_posts import PostPair, Verdict
from shudao.mechanism.errors import BadDates, BadRegionCode, BadUscc

FAULTS_ZH = {
    Fault.LENGTH: "应为 18 位",
    Fault.CHARACTERS: "含有不允许的字符",
    Fault.DATE: "日期有误",
    Fault.CHECK: "校验码不符",
}
# Roles that reach beyond their organisation may be held only where the white paper puts them.
HOME_OF_ROLE: Mapping[Role, frozenset[OrganisationKind]] = {
    Role.DATA_BUREAU: frozenset({OrganisationKind.BUREAU}),
    Role.OPERATIONS: frozenset({OrganisationKind.OPERATIONS_CENTRE, OrganisationKind.BUREAU}),
    Role.GROUP_MEMBER: frozenset({OrganisationKind.GROUP}),
}
# Governments of their own: what one publishes, those below it inherit and do not change (SPEC 1.3).
GOVERNING = frozenset({OrganisationKind.GOVERNMENT, OrganisationKind.DISTRICT, OrganisationKind.ZONE})
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
# The posts whose holders answer for data, and so stand under the dual reporting line.
DATA_ROLES = frozenset({Role.DEPARTMENT_HEAD, Role.DATA_OWNER, Role.DATA_STEWARD, Role.SHARING_OFFICER})


def checked(new: NewOrganisation) -> str | None:
    """The organisation's credit code as the standard writes it. Raises when code, region or dates cannot be."""
    refuse_bad_dates(new.valid_from, new.valid_to)
    wanted = 9 if new.level is Level.TOWNSHIP else 6
    if not (new.region_code.isascii() and new.region_code.isdigit() and len(new.region_code) == wanted):
        raise BadRegionCode(region_code=new.region_code, level=new.level)
    if new.uscc is None:
        return None
    uscc = normalised(new.uscc)
    fault = uscc_fault(uscc)
    if fault is not None:
        raise BadUscc(uscc=uscc, reason=FAULTS_ZH[fault])
    return uscc


def governs(kind: str) -> bool:
    """Whether organisations of this kind are governments, below which their own bureau decides."""
    return kind in GOVERNING


def refuse_bad_dates(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise BadDates(valid_from=valid_from.isoformat(), valid_to=valid_to.isoformat())


def tree_of(organisations: Iterable[Organisation]) -> tuple[OrganisationNode, ...]:
    """The trees of these organisations. One whose parent is not among them stands at the top."""
    by_parent: dict[str | None, list[Organisation]] = {}
    known = {organisation.id: organisation for organisation in organisations}
    for organisation in known.values():
        parent = organisation.parent_id if organisation.parent_id in known else None
        by_parent.setdefault(parent, []).append(organisation)

    def below(parent: str | None) -> tuple[OrganisationNode, ...]:
        return tuple(OrganisationNode(o, below(o.id)) for o in by_parent.get(parent, ()))

    return below(None)


def page_of(organisations: Iterable[Organisation], wanted: OrganisationFilter, page: PageQuery) -> Page[Organisation]:
    """One page of organisations as they were: history is filtered here, the present in the database."""
    fits = [each for each in organisations if _fits(each, wanted) and page.q.casefold() in _words(each)]
    key = page.sort.removeprefix("-")
    fits.sort(key=lambda o: str(getattr(o, key if key in NewOrganisation.__dataclass_fields__ else "code") or ""))
    if page.sort.startswith("-"):
        fits.reverse()
    return Page(fits[page.offset : page.offset + page.limit], len(fits))


def _fits(organisation: Organisation, wanted: OrganisationFilter) -> bool:
    asked = {
        "kind": wanted.kind,
        "level": wanted.level,
        "parent_id": wanted.parent_id,
        "region_code": wanted.region_code,
    }
    return all(value is None or getattr(organisation, name) == value for name, value in asked.items())


def _words(organisation: Organisation) -> str:
    return f"{organisation.name} {organisation.short_name} {organisation.code}".casefold()


def may_be_held_in(post: Post, kind: OrganisationKind) -> bool:
    """Whether this post can be held in an organisation of this kind."""
    return post.role is None or post.role not in HOME_OF_ROLE or kind in HOME_OF_ROLE[post.role]


def permission_to_appoint(post: Post) -> Permission:
    """Who may fill a post: the department its own, the bureau its and the leaders', security its own."""
    # What counts is what the role can do, not only what the post is called.
    if post.kind in (PostKind.ADMINISTRATOR, PostKind.SECURITY) or post.role in ADMINISTRATORS:
        return permissions.APPOINT_ADMINISTRATOR
    if post.kind in (PostKind.BUREAU, PostKind.LEADER, PostKind.GROUP) or post.role in (
        Role.DATA_BUREAU,
        Role.MANAGER,
        Role.OPERATIONS,
    ):
        return permissions.APPOINT_BUREAU
    return permissions.APPOINT


def incompatible(wanted: str, held: Iterable[str], conflicts: Iterable[PostPair]) -> str | None:
    """The post already held that forbids taking `wanted`; pairs that are only flagged forbid nothing."""
    pairs = {frozenset((c.post_a, c.post_b)) for c in conflicts if c.verdict is Verdict.REFUSE}
    return next((code for code in held if frozenset((wanted, code)) in pairs), None)


def chart_of(appointments: Sequence[Appointment], bureau_ids: frozenset[str]) -> list[ChartLine]:
    """The dual reporting line of everyone who holds a data post.

    Where an appointment names whom it reports to, the names are sorted into the two lines by where those people hold
    their posts; where it names nobody, the department head and the head of the bureau stand above it.
    """
    heads = [a for a in appointments if a.post.role is Role.DEPARTMENT_HEAD]
    chiefs = [a for a in appointments if a.organisation_id in bureau_ids and a.post.role is Role.DATA_BUREAU]
    bureau_people = {a.person_id for a in appointments if a.organisation_id in bureau_ids}
    names = {a.person_id: a.person_name for a in appointments}
    lines = []
    for appointment in appointments:
        if appointment.post.role not in DATA_ROLES:
            continue
        named = [(person, names.get(person, "")) for person in appointment.reports_to]
        own_heads = _people(a for a in heads if a.organisation_id == appointment.organisation_id)
        to_head = [p for p in named if p[0] not in bureau_people] or own_heads
        to_bureau = [p for p in named if p[0] in bureau_people] or _people(chiefs[:1])
        lines.append(ChartLine(appointment, _others(to_head, appointment), _others(to_bureau, appointment)))
    return lines


def _people(appointments: Iterable[Appointment]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((a.person_id, a.person_name) for a in appointments))


def _others(people: Iterable[tuple[str, str]], appointment: Appointment) -> tuple[tuple[str, str], ...]:
    """Nobody reports to themselves."""
    return tuple(p for p in people if p[0] != appointment.person_id)
