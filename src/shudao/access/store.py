"""Queries of `access`; private to the module."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, false, func, or_, select, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from shudao.access.tables import AccountRow, EnrolmentRow, MembershipRow, OrganisationNodeRow, SessionRow
from shudao.kernel.ids import new_id


def account_by_login(session: Session, login: str, *, lock: bool = False) -> AccountRow | None:
    query = select(AccountRow).where(AccountRow.login == login.strip().casefold())
    return session.scalar(query.with_for_update() if lock else query)


def account_of_person(session: Session, person_id: str) -> AccountRow | None:
    return session.scalar(select(AccountRow).where(AccountRow.person_id == person_id))


def _valid_on(day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return MembershipRow.valid_from <= day, or_(MembershipRow.valid_to.is_(None), MembershipRow.valid_to >= day)


def memberships(session: Session, account_id: str, day: date) -> list[tuple[MembershipRow, str]]:
    """Roles held on `day`, with the organisation's name, in the order they were given."""
    query = (
        select(MembershipRow, OrganisationNodeRow.name)
        .join(OrganisationNodeRow, OrganisationNodeRow.organisation_id == MembershipRow.organisation_id, isouter=True)
        .where(MembershipRow.account_id == account_id, *_valid_on(day))
        .order_by(MembershipRow.id)
    )
    return [(row, name or "") for row, name in session.execute(query)]


def roles_of_person(
    session: Session, account_id: str, person_id: str | None, first: date, last: date | None
) -> list[str]:
    """Roles between two days of the account, and of any other account of the same person."""
    query = (
        select(MembershipRow.role)
        .join(AccountRow, AccountRow.id == MembershipRow.account_id)
        .where(
            or_(MembershipRow.valid_to.is_(None), MembershipRow.valid_to >= first),
            MembershipRow.valid_from <= last if last is not None else true(),
            or_(AccountRow.id == account_id, AccountRow.person_id == person_id if person_id else false()),
        )
    )
    return list(session.scalars(query))


def accounts_holding(session: Session, role: str, organisation_id: str, day: date) -> list[AccountRow]:
    query = (
        select(AccountRow)
        .join(MembershipRow, MembershipRow.account_id == AccountRow.id)
        .where(
            MembershipRow.role == role,
            MembershipRow.organisation_id == organisation_id,
            AccountRow.state == "active",
            *_valid_on(day),
        )
        .order_by(AccountRow.login)
        .distinct()
    )
    return list(session.scalars(query))


def live_session(session: Session, digest: str, now: datetime) -> tuple[SessionRow, AccountRow] | None:
    query = (
        select(SessionRow, AccountRow)
        .join(AccountRow, AccountRow.id == SessionRow.account_id)
        .where(
            SessionRow.token_digest == digest,
            SessionRow.ended_at.is_(None),
            SessionRow.expires_at > now,
            AccountRow.state == "active",
        )
    )
    found = session.execute(query).one_or_none()
    return (found[0], found[1]) if found else None


def live_sessions(session: Session, account_id: str, now: datetime) -> list[SessionRow]:
    query = (
        select(SessionRow)
        .where(SessionRow.account_id == account_id, SessionRow.ended_at.is_(None), SessionRow.expires_at > now)
        .order_by(SessionRow.last_seen_at.desc())
    )
    return list(session.scalars(query))


def end_sessions(session: Session, account_id: str, now: datetime, *, keep: str | None = None) -> None:
    query = update(SessionRow).where(SessionRow.account_id == account_id, SessionRow.ended_at.is_(None))
    if keep is not None:
        query = query.where(SessionRow.id != keep)
    session.execute(query.values(ended_at=now))


def move_memberships(
    session: Session,
    organisation_ids: Collection[str],
    successor_id: str,
    on: date,
    people: Collection[str] | None = None,
) -> int:
    """Let memberships end with the day before and begin anew in the successor, once each; how many there were.

    What had not begun yet begins there instead. Sessions that stood for one of them stand for the successor. `people`:
    only those of their accounts.
    """
    row = MembershipRow
    lasting = [row.organisation_id.in_(organisation_ids), or_(row.valid_to.is_(None), row.valid_to >= on)]
    standing = [SessionRow.organisation_id.in_(organisation_ids)]
    if people is not None:
        accounts = select(AccountRow.id).where(AccountRow.person_id.in_(people))
        lasting.append(row.account_id.in_(accounts))
        standing.append(SessionRow.account_id.in_(accounts))
    found = session.scalars(select(row).where(*lasting).with_for_update()).all()
    if found:
        there = select(row.account_id, row.role).where(row.organisation_id == successor_id, *_valid_on(on))
        held = {(account_id, role) for account_id, role in session.execute(there)}
        renewed = [_renewed(each, successor_id, on) for each in found if (each.account_id, each.role) not in held]
        if renewed:
            session.execute(insert(row).on_conflict_do_nothing(), renewed)
        ids = [each.id for each in found]
        session.execute(delete(row).where(row.id.in_(ids), row.valid_from >= on))
        session.execute(update(row).where(row.id.in_(ids)).values(valid_to=on - timedelta(days=1)))
    session.execute(update(SessionRow).where(*standing).values(organisation_id=successor_id))
    return len(found)


def _renewed(row: MembershipRow, successor_id: str, on: date) -> dict[str, object]:
    return {
        "id": new_id(),
        "account_id": row.account_id,
        "role": row.role,
        "organisation_id": successor_id,
        "valid_from": max(row.valid_from, on),
        "valid_to": row.valid_to,
    }


def paths(session: Session, organisation_ids: Iterable[str]) -> dict[str, str]:
    query = select(OrganisationNodeRow.organisation_id, OrganisationNodeRow.path).where(
        OrganisationNodeRow.organisation_id.in_(list(organisation_ids))
    )
    return {organisation_id: path for organisation_id, path in session.execute(query)}


def realms(session: Session, paths: Iterable[str]) -> dict[str, str]:
    """For each path of the tree the nearest government on it, itself included; empty where there is none."""
    wanted = set(paths)
    seats = sorted(_seats(session, wanted), key=len, reverse=True)
    return {path: next((seat for seat in seats if path.startswith(seat)), "") for path in wanted}


def tree(session: Session) -> list[OrganisationNodeRow]:
    return list(session.scalars(select(OrganisationNodeRow)))


def seats_on(session: Session, path: str) -> tuple[str, ...]:
    """The ids of the governments on a path, nearest first."""
    seats = sorted(_seats(session, {path}), key=len, reverse=True)
    return tuple(seat.strip("/").rpartition("/")[2] for seat in seats)


def _seats(session: Session, paths: set[str]) -> list[str]:
    ids = {each for path in paths for each in path.split("/") if each}
    row = OrganisationNodeRow
    return list(session.scalars(select(row.path).where(row.organisation_id.in_(ids), row.governs)))


def move_paths(session: Session, old: str, new: str) -> None:
    """Give everything below `old`, itself included, its path below `new`."""
    query = update(OrganisationNodeRow).where(OrganisationNodeRow.path.startswith(old, autoescape=True))
    session.execute(query.values(path=func.concat(new, func.substr(OrganisationNodeRow.path, len(old) + 1))))


def open_enrolment(session: Session, digest: str, now: datetime) -> EnrolmentRow | None:
    query = select(EnrolmentRow).where(
        EnrolmentRow.token_digest == digest, EnrolmentRow.used_at.is_(None), EnrolmentRow.expires_at > now
    )
    return session.scalar(query.with_for_update())


def list_accounts(q: str) -> Select[AccountRow]:
    query = select(AccountRow)
    if q:
        query = query.where(
            or_(AccountRow.login.contains(q, autoescape=True), AccountRow.name.contains(q, autoescape=True))
        )
    return query
