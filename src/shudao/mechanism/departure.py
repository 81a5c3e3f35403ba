"""Leaving office: every duty is handed over, all of them or none, or the departure is refused (SPEC 1.2)."""

from dataclasses import asdict
from datetime import date, timedelta

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import acting, store, store_owners
from shudao.mechanism.accountability import asset_row, pass_on
from shudao.mechanism.appointments import appoint, finish
from shudao.mechanism.contracts import AppointmentScope, HeldDuty, Person, ScopeKind
from shudao.mechanism.contracts_departure import HandOver
from shudao.mechanism.errors import AlreadyLeft, BadDates, DutiesUnhanded, UnfitSuccessor
from shudao.mechanism.people import person, person_row
from shudao.mechanism.permissions import EDIT_PEOPLE
from shudao.mechanism.ports import DEPARTURE_GUARDS
from shudao.mechanism.tables import AccountabilityRow, AppointmentRow, PersonRow
from shudao.work import facade as work
from shudao.work.contracts import ToAccount

__all__ = ["depart", "held_duties"]


def held_duties(uow: UnitOfWork, person_id: str) -> list[HeldDuty]:
    """Everything that must be somebody else's before the person may leave."""
    rows = store_owners.owned_by(uow.session, person_id)
    names = store_owners.asset_names(uow.session, ((row.asset_kind, row.asset_code) for row in rows))
    owned = [HeldDuty(row.asset_kind, row.asset_code, names[row.asset_kind, row.asset_code]) for row in rows]
    steps = [HeldDuty("process_step", row.code, row.name) for row in store.steps_owned_by(uow.session, person_id)]
    elsewhere = [duty for guard in DEPARTURE_GUARDS for duty in guard.held(uow, person_id)]
    return [*owned, *steps, *_open_tasks(uow, person_id), *elsewhere]


def depart(
    uow: UnitOfWork, person_id: str, *, on: date | None = None, over: HandOver | None = None, by: Actor
) -> Person:
    """A person leaves office after the day `on`. What `over` says passes to those who take it, in this transaction;
    anything that is still held then refuses the departure, and the refusal lists all of it at once."""
    row = person_row(uow, person_id, lock=True)
    access.require(uow, by, EDIT_PEOPLE, row.organisation_id)
    if row.left_on is not None:
        raise AlreadyLeft(name=row.name, on=row.left_on.isoformat())
    # A savepoint of its own: also for a caller who goes on after a refusal, nothing of it has happened.
    with uow.session.begin_nested():
        _leave(uow, row, on or uow.clock.today(), over, by)
    account = access.account_of_person(uow, person_id)
    # On a departure announced ahead, the roles end with their day; the account stays until then.
    if account is not None and row.left_on is not None and row.left_on <= uow.clock.today():
        access.set_account_state(uow, account.id, "disabled", by=by)
    evidence.record(uow, by=by, action="mechanism.person.left", subject=f"mechanism/person/{person_id}")
    return person(uow, person_id)


def _leave(uow: UnitOfWork, row: PersonRow, last_day: date, over: HandOver | None, by: Actor) -> None:
    appointments = store.appointments_after(uow.session, row.id, last_day)
    # Before anything is given away, so that who acts for a post may hold it from the next day on.
    for appointment in appointments:
        finish(uow, appointment, last_day, by=by)
    if over is not None:
        _hand_over(uow, row, over, last_day, appointments, by)
    held = held_duties(uow, row.id)
    if held:
        raise DutiesUnhanded(name=row.name, count=len(held), details=[asdict(duty) for duty in held])
    row.left_on, row.version = last_day, row.version + 1


def _open_tasks(uow: UnitOfWork, person_id: str) -> list[HeldDuty]:
    account = access.account_of_person(uow, person_id)
    if account is None:
        return []
    return [HeldDuty("task", task.id, task.title_zh) for task in work.tasks_of_account(uow, account.id)]


def _hand_over(
    uow: UnitOfWork, leaving: PersonRow, over: HandOver, last_day: date, posts: list[AppointmentRow], by: Actor
) -> None:
    if over.acting_until is not None and over.acting_until <= last_day:
        raise BadDates(valid_from=last_day.isoformat(), valid_to=over.acting_until.isoformat())
    for taker in {over.successor, *over.takers.values()} - {None}:
        _refuse_unfit(uow, leaving, str(taker))
    for owned in store_owners.owned_by(uow.session, leaving.id):
        _give(uow, owned, over, by)
    if over.successor is not None:
        _give_all_else(uow, leaving, over.successor, by)
        if over.takes_posts:
            _give_posts(uow, posts, over, last_day, by)
    if over.acting_until is not None:
        for taker in sorted({str(each) for each in (over.successor, *over.takers.values()) if each}):
            acting.ask_for_owners(uow, taker, leaving.organisation_id, over.acting_until, by=by)


def _refuse_unfit(uow: UnitOfWork, leaving: PersonRow, taker_id: str) -> None:
    taker = person_row(uow, taker_id, lock=True)
    if taker.left_on is not None or taker.id == leaving.id:
        raise UnfitSuccessor(name=taker.name)


def _give(uow: UnitOfWork, owned: AccountabilityRow, over: HandOver, by: Actor) -> None:
    taker = over.takers.get((owned.asset_kind, owned.asset_code), over.successor)
    if taker is not None:
        asset = asset_row(uow, owned.asset_kind, owned.asset_code, lock=True)
        pass_on(uow, asset, taker, over.acting_until, by=by)


def _give_all_else(uow: UnitOfWork, leaving: PersonRow, successor_id: str, by: Actor) -> None:
    """Process steps, to-dos and whatever other modules keep have one taker."""
    store.hand_over_steps(uow.session, leaving.id, successor_id)
    old, new = access.account_of_person(uow, leaving.id), access.account_of_person(uow, successor_id)
    if old is not None and new is not None:
        work.reassign_tasks(uow, old.id, ToAccount(new.id), by=by)
    for guard in DEPARTURE_GUARDS:
        guard.hand_over(uow, leaving.id, successor_id, by)


def _give_posts(uow: UnitOfWork, posts: list[AppointmentRow], over: HandOver, last_day: date, by: Actor) -> None:
    """The successor holds the posts from the next day on; what they hold already, and what is incompatible, is not
    taken in silence: the first is left out, the second refuses everything."""
    successor = str(over.successor)
    held = {(row.post_code, row.organisation_id) for row in store.appointments_after(uow.session, successor, last_day)}
    for row in posts:
        if (row.post_code, row.organisation_id) in held:
            continue
        appoint(
            uow,
            successor,
            row.post_code,
            row.organisation_id,
            scope=AppointmentScope(ScopeKind(row.scope_kind), row.scope_code),
            valid_from=last_day + timedelta(days=1),
            valid_to=over.acting_until,
            by=by,
        )
