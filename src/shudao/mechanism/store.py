"""Queries of `mechanism`; private to the module."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from psycopg.errors import UniqueViolation
from sqlalchemy import ColumnElement, Select, exists, or_, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shudao.kernel.database import Base
from shudao.mechanism.contracts import OrganisationFilter
from shudao.mechanism.contracts_posts import PostPair, Verdict
from shudao.mechanism.tables import (
    AppointmentRow,
    DutyRow,
    MatterRow,
    OrganisationRow,
    PersonRow,
    PostConflictRow,
    PostRow,
    ProcessStepRow,
)

# Any fixed number; it names the lock under which the tree changes shape.
TREE_LOCK = 4_200_001

ORGANISATION_SORT: dict[str, Any] = {
    "code": OrganisationRow.code,
    "name": OrganisationRow.name,
    "kind": OrganisationRow.kind,
    "level": OrganisationRow.level,
    "valid_from": OrganisationRow.valid_from,
}
PERSON_SORT: dict[str, Any] = {"code": PersonRow.code, "name": PersonRow.name, "title": PersonRow.title}
APPOINTMENT_SORT: dict[str, Any] = {
    "id": AppointmentRow.id,
    "valid_from": AppointmentRow.valid_from,
    "post": AppointmentRow.post_code,
}


def _standing(row: type[OrganisationRow] | type[AppointmentRow], day: date) -> tuple[ColumnElement[bool], ...]:
    return row.valid_from <= day, or_(row.valid_to.is_(None), row.valid_to >= day)


def add_once(session: Session, row: Base) -> bool:
    """Add a row with a unique code; false when another transaction took the code a moment before."""
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError as error:
        if isinstance(error.orig, UniqueViolation):
            return False
        raise
    return True


def lock_tree(session: Session) -> None:
    """Two moves that are each harmless could make a ring together: the tree changes shape one move at a time."""
    session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": TREE_LOCK})


def organisation(session: Session, organisation_id: str, *, lock: bool = False) -> OrganisationRow | None:
    query = select(OrganisationRow).where(OrganisationRow.id == organisation_id)
    return session.scalar(query.with_for_update() if lock else query)


def organisation_by_code(session: Session, code: str) -> OrganisationRow | None:
    return session.scalar(select(OrganisationRow).where(OrganisationRow.code == code))


def organisation_by_uscc(session: Session, uscc: str) -> OrganisationRow | None:
    return session.scalar(select(OrganisationRow).where(OrganisationRow.uscc == uscc))


def organisations(wanted: OrganisationFilter, q: str) -> Select[OrganisationRow]:
    query = select(OrganisationRow)
    equal = {
        OrganisationRow.kind: wanted.kind,
        OrganisationRow.level: wanted.level,
        OrganisationRow.parent_id: wanted.parent_id,
        OrganisationRow.region_code: wanted.region_code,
    }
    query = query.where(*(column == value for column, value in equal.items() if value is not None))
    if wanted.on is not None:
        query = query.where(*_standing(OrganisationRow, wanted.on))
    if q:
        columns = (OrganisationRow.name, OrganisationRow.short_name, OrganisationRow.code)
        query = query.where(or_(*(column.icontains(q, autoescape=True) for column in columns)))
    return query


def ancestors(session: Session, organisation_id: str) -> list[str]:
    """The organisation and everything above it, from below."""
    ring_free = text(
        """with recursive up(id, parent_id, depth) as (
               select id, parent_id, 0 from mechanism.organisation where id = :id
               union all
               select o.id, o.parent_id, up.depth + 1 from mechanism.organisation o join up on o.id = up.parent_id)
           select id from up order by depth"""
    )
    return list(session.scalars(ring_free, {"id": organisation_id}))


def in_use(session: Session, organisation_id: str, day: date) -> bool:
    """Whether anything stands below the organisation, or anyone holds a post in it, after `day`."""
    below = exists().where(
        OrganisationRow.parent_id == organisation_id,
        or_(OrganisationRow.valid_to.is_(None), OrganisationRow.valid_to > day),
    )
    held = exists().where(
        AppointmentRow.organisation_id == organisation_id,
        or_(AppointmentRow.valid_to.is_(None), AppointmentRow.valid_to > day),
    )
    return bool(session.scalar(select(or_(below, held))))


def person(session: Session, person_id: str, *, lock: bool = False) -> PersonRow | None:
    query = select(PersonRow).where(PersonRow.id == person_id)
    return session.scalar(query.with_for_update() if lock else query)


def person_by_code(session: Session, code: str) -> PersonRow | None:
    return session.scalar(select(PersonRow).where(PersonRow.code == code))


def people(organisation_id: str | None, in_office: bool, q: str) -> Select[PersonRow]:
    query = select(PersonRow)
    if organisation_id is not None:
        query = query.where(PersonRow.organisation_id == organisation_id)
    if in_office:
        query = query.where(PersonRow.left_on.is_(None))
    if q:
        columns = (PersonRow.name, PersonRow.code, PersonRow.title)
        query = query.where(or_(*(column.icontains(q, autoescape=True) for column in columns)))
    return query


def posts(session: Session) -> dict[str, PostRow]:
    return {row.code: row for row in session.scalars(select(PostRow).order_by(PostRow.code))}


def posts_held(
    session: Session, organisation_ids: Iterable[str], day: date, people: Iterable[str] | None = None
) -> list[PostRow]:
    """The posts somebody (or one of these people) holds in these organisations on a day or later."""
    row = AppointmentRow
    standing = [row.organisation_id.in_(list(organisation_ids)), or_(row.valid_to.is_(None), row.valid_to >= day)]
    if people is not None:
        standing.append(row.person_id.in_(list(people)))
    query = select(PostRow).where(PostRow.code.in_(select(row.post_code).where(*standing)))
    return list(session.scalars(query.order_by(PostRow.code)))


def post_conflicts(session: Session) -> list[PostPair]:
    query = select(PostConflictRow).order_by(PostConflictRow.post_a, PostConflictRow.post_b)
    return [PostPair(row.post_a, row.post_b, Verdict(row.verdict)) for row in session.scalars(query)]


def appointments(
    day: date | None,
    *,
    person_id: str | None = None,
    organisation_id: str | None = None,
    role: str | None = None,
    post_code: str | None = None,
) -> Select[AppointmentRow]:
    """Appointments valid on `day` (or at any time), narrowed by whatever is given."""
    query = select(AppointmentRow)
    if day is not None:
        query = query.where(*_standing(AppointmentRow, day))
    equal = {
        AppointmentRow.person_id: person_id,
        AppointmentRow.organisation_id: organisation_id,
        AppointmentRow.post_code: post_code,
    }
    query = query.where(*(column == value for column, value in equal.items() if value is not None))
    if role is not None:
        query = query.where(AppointmentRow.post_code.in_(select(PostRow.code).where(PostRow.role == role)))
    return query


def appointments_after(session: Session, person_id: str, day: date) -> list[AppointmentRow]:
    """Appointments of the person that reach beyond `day`, those that have not begun included."""
    query = select(AppointmentRow).where(
        AppointmentRow.person_id == person_id, or_(AppointmentRow.valid_to.is_(None), AppointmentRow.valid_to > day)
    )
    return list(session.scalars(query.order_by(AppointmentRow.id).with_for_update()))


def names(session: Session, people_ids: Iterable[str], organisation_ids: Iterable[str]) -> dict[str, str]:
    """Names of people and organisations by id."""
    found = dict(session.execute(select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(set(people_ids)))).all())
    query = select(OrganisationRow.id, OrganisationRow.name).where(OrganisationRow.id.in_(set(organisation_ids)))
    return found | dict(session.execute(query).all())


def duties(organisation_id: str | None, q: str) -> Select[DutyRow]:
    query = select(DutyRow)
    if organisation_id is not None:
        query = query.where(DutyRow.organisation_id == organisation_id)
    return query.where(DutyRow.name.icontains(q, autoescape=True)) if q else query


def matters(session: Session, duty_codes: Iterable[str]) -> list[MatterRow]:
    query = select(MatterRow).where(MatterRow.duty_code.in_(list(duty_codes))).order_by(MatterRow.seq, MatterRow.code)
    return list(session.scalars(query))


def steps(session: Session, matter_codes: Iterable[str]) -> list[ProcessStepRow]:
    query = select(ProcessStepRow).where(ProcessStepRow.matter_code.in_(list(matter_codes)))
    return list(session.scalars(query.order_by(ProcessStepRow.seq, ProcessStepRow.code)))


def steps_owned_by(session: Session, person_id: str) -> list[ProcessStepRow]:
    query = select(ProcessStepRow).where(ProcessStepRow.process_owner_id == person_id)
    return list(session.scalars(query.order_by(ProcessStepRow.code)))


def hand_over_steps(session: Session, person_id: str, successor_id: str) -> None:
    query = update(ProcessStepRow).where(ProcessStepRow.process_owner_id == person_id)
    session.execute(query.values(process_owner_id=successor_id))
