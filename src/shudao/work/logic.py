"""Decisions of work as plain functions over plain values: no database, no clock."""

from collections.abc import Iterable
from datetime import date

from shudao.kernel.actor import Actor, Role
from shudao.kernel.errors import Forbidden, Invalid, NotFound, ShudaoError, Unauthenticated
from shudao.work.contracts import Assignee, CalendarDay, ToAccount, ToPool
from shudao.work.errors import CalendarDayTwice

MAX_ATTEMPTS = 5
# Trying again cannot help when the request itself is at fault.
PERMANENT = (Invalid, NotFound, Forbidden, Unauthenticated)

Pools = frozenset[tuple[str, str]]


def is_assigned(assignee: Assignee, actor: Actor, pools: Pools) -> bool:
    """Whether work for `assignee` is this actor's to do. `pools`: roles held, each with its organisation."""
    if actor.is_system:
        return True
    if isinstance(assignee, ToAccount):
        return assignee.account_id == actor.account_id
    return (assignee.role, assignee.organisation_id) in pools


def is_same_person(actor: Actor, account_id: str, person_id: str | None) -> bool:
    """Whether the actor is that account, acts for it, or is its person under another account."""
    if account_id in (actor.account_id, actor.behalf_of):
        return True
    return person_id is not None and person_id == actor.person_id


def assignee_of(account_id: str | None, role: str | None, organisation_id: str | None) -> Assignee:
    """The assignee a row stands for; the table admits exactly one of the two forms."""
    if account_id is not None:
        return ToAccount(account_id)
    return ToPool(Role(str(role)), str(organisation_id))


def columns_of(assignee: Assignee) -> dict[str, str | None]:
    """The three columns an assignee is stored in."""
    if isinstance(assignee, ToAccount):
        return {"account_id": assignee.account_id, "role": None, "organisation_id": None}
    return {"account_id": None, "role": assignee.role, "organisation_id": assignee.organisation_id}


def calendar_by_day(rows: Iterable[CalendarDay]) -> dict[date, CalendarDay]:
    """The days of a listing by date; refused when one day is listed twice with different answers."""
    days: dict[date, CalendarDay] = {}
    for row in rows:
        known = days.setdefault(row.day, row)
        if known.is_off != row.is_off:
            raise CalendarDayTwice(day=row.day.isoformat())
    return days


def listing_year(row: CalendarDay) -> int:
    """Whose listing a day is published in: unless it says so itself, December belongs to the next year's New Year."""
    return row.year or row.day.year + (row.day.month == 12)


def retry_after_s(error: BaseException, attempts: int) -> int | None:
    """Seconds to wait before the next attempt (2, 4, 8, 16), or nothing when the job has failed for good.

    `attempts`: how often it had been tried before this failure.
    """
    if isinstance(error, PERMANENT) or attempts + 1 >= MAX_ATTEMPTS:
        return None
    return int(2 ** (attempts + 1))


def error_code(error: BaseException) -> str:
    """A stable code without any value: the code of a refusal of ours, or the kind of a foreign exception."""
    return error.code if isinstance(error, ShudaoError) else f"internal.{type(error).__name__}"
