"""Leading, quality and assessment groups, and the five security posts: members, duties, and their inboxes."""

from collections.abc import Iterable

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import store
from shudao.mechanism.contracts import NewOrganisation, OrganisationKind, PostKind
from shudao.mechanism.contracts_posts import (
    SECURITY_POSTS,
    Group,
    GroupKind,
    Member,
    NewGroup,
    SecurityPost,
    WaitingTask,
)
from shudao.mechanism.errors import NobodyThere, StaleOrganisation, UnknownGroup, UnknownPost
from shudao.mechanism.organisations import create_organisation, row_of
from shudao.mechanism.permissions import EDIT_GROUPS
from shudao.mechanism.tables import AppointmentRow, GroupRow, OrganisationRow, PersonRow, PostRow
from shudao.work import facade as work
from shudao.work.contracts import Task, ToPool

__all__ = ["ask_group", "ask_security_post", "create_group", "edit_group", "group", "list_groups", "security_posts"]

ASKED = "mechanism.asked"


def create_group(uow: UnitOfWork, new: NewGroup, *, by: Actor) -> Group:
    """Set up a group below an organisation. Its members are appointed to the posts of groups."""
    access.require(uow, by, EDIT_GROUPS)
    above = row_of(uow, new.parent_id)
    organisation = create_organisation(
        uow,
        NewOrganisation(
            code=new.code,
            name=new.name,
            kind=OrganisationKind.GROUP,
            level=above.level,  # type: ignore[arg-type]  # the row holds the level's own text
            region_code=above.region_code,
            valid_from=uow.clock.today(),
            parent_id=above.id,
            is_local_code=above.is_local_code,
        ),
        by=by,
    )
    uow.session.add(GroupRow(id=organisation.id, kind=new.kind, duties=new.duties.strip(), version=1))
    uow.session.flush()
    evidence.record(uow, by=by, action="mechanism.group.created", subject=_subject(organisation.id))
    return group(uow, organisation.id)


def edit_group(uow: UnitOfWork, group_id: str, kind: GroupKind, duties: str, *, seen_version: int, by: Actor) -> Group:
    """Say anew what a group is there for. Raises `StaleOrganisation` when somebody else did so meanwhile."""
    access.require(uow, by, EDIT_GROUPS)
    row = _row(uow, group_id, lock=True)
    if row.version != seen_version:
        name = row_of(uow, group_id).name
        raise StaleOrganisation(name=name, current=row.version, seen=seen_version, changes_zh="", changes_en="")
    row.kind, row.duties, row.version = kind, duties.strip(), row.version + 1
    uow.session.flush()
    evidence.record(uow, by=by, action="mechanism.group.edited", subject=_subject(group_id))
    return group(uow, group_id)


def list_groups(uow: UnitOfWork) -> list[Group]:
    """The groups that stand today, leading groups first."""
    today, standing = uow.clock.today(), OrganisationRow
    query = select(GroupRow, standing).join(standing, standing.id == GroupRow.id)
    rows = uow.session.execute(query.where(or_(standing.valid_to.is_(None), standing.valid_to >= today)))
    found = [_view(uow, row, organisation) for row, organisation in rows]
    return sorted(found, key=lambda each: (list(GroupKind).index(each.kind), each.code))


def group(uow: UnitOfWork, group_id: str) -> Group:
    return _view(uow, _row(uow, group_id), row_of(uow, group_id))


def ask_group(uow: UnitOfWork, group_id: str, title: str, body: str, within_working_days: int, *, by: Actor) -> Task:
    """Put something before a group: whoever of its members does it has done it for all."""
    access.require(uow, by, EDIT_GROUPS)
    _row(uow, group_id)
    return _ask(uow, _subject(group_id), Role.GROUP_MEMBER, group_id, title, body, within_working_days, by)


def security_posts(uow: UnitOfWork) -> list[SecurityPost]:
    """The five security posts with whoever holds them and what waits for them."""
    query = select(PostRow).where(PostRow.kind == PostKind.SECURITY, PostRow.role.in_(SECURITY_POSTS))
    rows = {Role(str(row.role)): row for row in uow.session.scalars(query)}
    return [_security_post(uow, role, rows[role]) for role in SECURITY_POSTS if role in rows]


def ask_security_post(
    uow: UnitOfWork, post_code: str, organisation_id: str, title: str, body: str, within_working_days: int, *, by: Actor
) -> Task:
    """Put something before whoever holds a security post in an organisation. Raises `NobodyThere` when nobody does."""
    access.require(uow, by, EDIT_GROUPS)
    post = next((each for each in security_posts(uow) if each.code == post_code), None)
    if post is None:
        raise UnknownPost(code=post_code)
    there = store.appointments(uow.clock.today(), post_code=post_code, organisation_id=organisation_id)
    if uow.session.scalars(there).first() is None:
        raise NobodyThere(post=post.name)
    return _ask(uow, f"mechanism/post/{post_code}", post.role, organisation_id, title, body, within_working_days, by)


def _security_post(uow: UnitOfWork, role: Role, row: PostRow) -> SecurityPost:
    rows = uow.session.scalars(store.appointments(uow.clock.today(), post_code=row.code).order_by(AppointmentRow.id))
    subject = f"mechanism/post/{row.code}"
    return SecurityPost(row.code, row.name, role, row.duty, _members(uow, rows.all()), _waiting(uow, subject))


def _ask(
    uow: UnitOfWork, subject: str, role: Role, organisation_id: str, title: str, body: str, days: int, by: Actor
) -> Task:
    return work.open_task(
        uow,
        kind=ASKED,
        title_zh=title,
        title_en=title,
        body=body,
        subject=subject,
        link="/groups",
        to=ToPool(role, organisation_id),
        within_working_days=days,
        by_hand=True,
        by=by,
    )


def _view(uow: UnitOfWork, row: GroupRow, organisation: OrganisationRow) -> Group:
    rows = store.appointments(uow.clock.today(), organisation_id=row.id).order_by(AppointmentRow.valid_from)
    return Group(
        id=row.id,
        code=organisation.code,
        name=organisation.name,
        kind=GroupKind(row.kind),
        parent_id=organisation.parent_id,
        duties=row.duties,
        version=row.version,
        members=_members(uow, uow.session.scalars(rows).all()),
        waiting=_waiting(uow, _subject(row.id)),
    )


def _members(uow: UnitOfWork, rows: Iterable[AppointmentRow]) -> tuple[Member, ...]:
    held = list(rows)
    people = {
        row.id: row
        for row in uow.session.scalars(select(PersonRow).where(PersonRow.id.in_([r.person_id for r in held])))
    }
    homes = store.names(uow.session, (), {row.organisation_id for row in people.values()})
    posts = store.posts(uow.session)
    return tuple(
        Member(
            row.id,
            row.person_id,
            people[row.person_id].name,
            row.organisation_id,
            homes[people[row.person_id].organisation_id],
            row.post_code,
            posts[row.post_code].name,
        )
        for row in held
    )


def _waiting(uow: UnitOfWork, subject: str) -> tuple[WaitingTask, ...]:
    return tuple(
        WaitingTask(task.id, task.title_zh, task.title_en, task.due.on if task.due else None)
        for task in work.tasks_about(uow, subject)
    )


def _row(uow: UnitOfWork, group_id: str, *, lock: bool = False) -> GroupRow:
    row = uow.session.get(GroupRow, group_id, with_for_update=lock)
    if row is None:
        raise UnknownGroup
    return row


def _subject(group_id: str) -> str:
    return f"mechanism/group/{group_id}"
