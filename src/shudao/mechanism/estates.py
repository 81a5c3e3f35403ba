"""Everything that belongs to organisations, moved in sets: mechanism's own rows, and those other modules tell of."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select, update
from sqlalchemy.orm import Session

from shudao.kernel.ids import new_id
from shudao.mechanism.contracts import MovedThings
from shudao.mechanism.ports import ESTATES, Estate, Follow
from shudao.mechanism.tables import (
    AccountabilityRow,
    AppointmentRow,
    AssetRow,
    DutyRow,
    OrganisationRow,
    PersonRow,
)
from shudao.mechanism.tables_disputes import DisputeRow

__all__ = ["OWN", "count_held", "every", "give", "held_by", "move_appointments", "move_held", "repeat_words"]

PERSON, NODE = "mechanism.person", "architecture.node"

OWN = (
    Estate(PERSON, "人员", "people", PersonRow.organisation_id, key=PersonRow.code, label=PersonRow.name),
    Estate("mechanism.duty", "职责", "duties", DutyRow.organisation_id, key=DutyRow.code, label=DutyRow.name),
    Estate(
        "mechanism.asset",
        "应有责任人的资产",
        "things that need an owner",
        AssetRow.organisation_id,
        follows=(Follow(NODE, AssetRow.code),),
    ),
    *(
        Estate(
            f"mechanism.dispute.{side}",
            zh,
            en,
            owner,
            DisputeRow.state == "open",
            key=DisputeRow.id,
            label=DisputeRow.title,
            subject="mechanism/dispute/",
        )
        for side, zh, en, owner in (
            ("claimant", "提出的争议", "disputes brought", DisputeRow.claimant_organisation_id),
            ("respondent", "被提起的争议", "disputes to answer", DisputeRow.respondent_organisation_id),
            ("ruling", "待裁定的争议", "disputes to rule on", DisputeRow.ruling_organisation_id),
        )
    ),
    Estate(
        "mechanism.accountability",
        "现任责任",
        "present accountabilities",
        AccountabilityRow.organisation_id,
        AccountabilityRow.state != "ended",
        follows=(Follow(NODE, AccountabilityRow.asset_code),),
    ),
)


def every() -> list[Estate]:
    return [*OWN, *ESTATES]


def count_held(session: Session, organisation_ids: Collection[str]) -> list[MovedThings]:
    """How many rows of each kind belong to these organisations; kinds without any and projections are left out."""
    found = []
    for estate in (each for each in every() if not each.is_projection):
        query = select(func.count()).select_from(estate.owner.class_).where(*held_by(estate, organisation_ids))
        if count := session.scalar(query):
            found.append(MovedThings(estate.kind, estate.zh, estate.en, count))
    return found


def move_held(session: Session, organisation_ids: Collection[str], successor: OrganisationRow) -> dict[str, int]:
    """Give all of it to the successor; how many rows of each kind there were."""
    found = ((each, give(session, each, held_by(each, organisation_ids), successor)) for each in every())
    return {estate.kind: count for estate, count in found if count}


def give(session: Session, estate: Estate, where: Iterable[ColumnElement[bool]], taker: OrganisationRow) -> int:
    """Give rows of one kind to an organisation, its words with them; how many there were."""
    values = {estate.owner.key: taker.id, **_words(estate, taker)}
    query = update(estate.owner.class_).where(*where).values(values)
    count: int = session.execute(query).rowcount  # type: ignore[attr-defined]  # an UPDATE counts its rows
    return count


def repeat_words(session: Session, organisation: OrganisationRow) -> None:
    """Write an organisation's new words wherever they are repeated."""
    for estate in ESTATES:
        if words := _words(estate, organisation):
            session.execute(update(estate.owner.class_).where(*held_by(estate, [organisation.id])).values(words))


def held_by(estate: Estate, organisation_ids: Collection[str]) -> list[ColumnElement[bool]]:
    """The rows of a kind that belong to these organisations, history left out."""
    moving = [] if estate.moving is None else [estate.moving]
    return [estate.owner.in_(organisation_ids), *moving]


def _words(estate: Estate, organisation: OrganisationRow) -> dict[str, Any]:
    told = {column: getattr(organisation, field) for column, field in estate.words.items()}
    return {column: value for column, value in told.items() if value}


def move_appointments(
    session: Session,
    organisation_ids: Collection[str],
    successor_id: str,
    on: date,
    *,
    people: Collection[str] | None = None,
) -> int:
    """Appointments end with the day before and begin anew with the successor; what had not begun yet just moves.

    `people`: only theirs.
    """
    row = AppointmentRow
    standing = [row.organisation_id.in_(organisation_ids), or_(row.valid_to.is_(None), row.valid_to >= on)]
    if people is not None:
        standing.append(row.person_id.in_(people))
    begun = session.scalars(select(row).where(*standing, row.valid_from < on).with_for_update()).all()
    if begun:
        session.execute(insert(row), [_renewed(each, successor_id, on) for each in begun])
        ended = update(row).where(row.id.in_([each.id for each in begun]))
        session.execute(ended.values(valid_to=on - timedelta(days=1)))
    later = session.scalars(select(row).where(*standing, row.valid_from >= on).with_for_update()).all()
    for each in later:
        each.organisation_id = successor_id
    return len(begun) + len(later)


def _renewed(row: AppointmentRow, successor_id: str, on: date) -> dict[str, Any]:
    return {
        "id": new_id(),
        "person_id": row.person_id,
        "post_code": row.post_code,
        "organisation_id": successor_id,
        "scope_kind": row.scope_kind,
        "scope_code": row.scope_code,
        "valid_from": on,
        "valid_to": row.valid_to,
        "reports_to": row.reports_to,
    }
