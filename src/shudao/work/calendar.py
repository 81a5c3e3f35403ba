"""The working-day calendar as a table: an administrator loads next year's listing when it is published."""

from collections.abc import Iterable
from datetime import date

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.kernel.working_days import DueDate, WorkingDays
from shudao.work import logic, store
from shudao.work.contracts import CalendarDay
from shudao.work.events import CalendarLoaded
from shudao.work.permissions import LOAD_CALENDAR
from shudao.work.tables import CalendarDayRow


def working_days(uow: UnitOfWork) -> WorkingDays:
    """The calendar as it is loaded now."""
    return WorkingDays(store.calendar(uow.session))


def due_after(uow: UnitOfWork, received: date, working_days_limit: int) -> DueDate:
    """The due day of a limit counted from receipt (STANDARDS §2.1)."""
    return working_days(uow).add(received, working_days_limit)


def load_calendar(uow: UnitOfWork, rows: Iterable[CalendarDay], *, by: Actor) -> int:
    """Load listings of holidays and make-up days; returns how many estimated due days were settled or moved.

    A listing replaces the earlier one of its year as a whole, so that a corrected notice leaves nothing behind. A day
    of December belongs to the listing it is published in, which may be the next year's.
    """
    access.require(uow, by, LOAD_CALENDAR)
    days = logic.calendar_by_day(rows)
    years = sorted({logic.listing_year(row) for row in days.values()})
    store.delete_listing(uow.session, years)
    store.put_days(uow.session, days.values())
    moved = _recount(uow)
    detail = {"years": years, "days": len(days), "due_days_recounted": moved}
    evidence.record(uow, by=by, action="work.calendar.loaded", subject="work/calendar", detail=detail)
    uow.tell(CalendarLoaded(years))
    return moved


def list_calendar(uow: UnitOfWork, page: PageQuery, year: int | None = None) -> Page[CalendarDay]:
    query = store.calendar_days(year, page.q)
    keys = {"day": CalendarDayRow.__table__.c.day}
    rows = fetch_page(uow.session, query, page, keys, "day")
    return Page([CalendarDay(row.day, row.is_off, row.name, row.year) for row in rows.items], rows.total)


def _recount(uow: UnitOfWork) -> int:
    """Count the due days again that were only estimated."""
    days, moved = working_days(uow), 0
    for row in store.estimated_tasks(uow.session):
        if row.received_on is None or row.limit_working_days is None:
            continue
        due = days.add(row.received_on, row.limit_working_days)
        moved += (due.on, due.estimated) != (row.due_on, row.due_estimated)
        row.due_on, row.due_estimated = due.on, due.estimated
    uow.session.flush()
    return moved
