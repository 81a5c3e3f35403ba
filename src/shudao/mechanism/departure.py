"""Leaving office: every duty is handed over, or the departure is refused (SPEC 1.2)."""

from dataclasses import asdict
from datetime import date

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import accountability, store
from shudao.mechanism.appointments import finish
from shudao.mechanism.contracts import HeldDuty, Person
from shudao.mechanism.errors import AlreadyLeft, DutiesUnhanded, UnfitSuccessor
from shudao.mechanism.people import person, person_row
from shudao.mechanism.permissions import EDIT_PEOPLE
from shudao.mechanism.ports import DEPARTURE_GUARDS
from shudao.work import facade as work
from shudao.work.contracts import ToAccount


def held_duties(uow: UnitOfWork, person_id: str) -> list[HeldDuty]:
    """Everything that must be somebody else's before the person may leave."""
    owned = [HeldDuty(row.asset_kind, row.asset_code, "") for row in store.owned_by(uow.session, person_id)]
    steps = [HeldDuty("process_step", row.code, row.name) for row in store.steps_owned_by(uow.session, person_id)]
    elsewhere = [duty for guard in DEPARTURE_GUARDS for duty in guard.held(uow, person_id)]
    return [*owned, *steps, *_open_tasks(uow, person_id), *elsewhere]


def depart(
    uow: UnitOfWork, person_id: str, *, on: date | None = None, successor_id: str | None = None, by: Actor
) -> Person:
    """A person leaves office after the day `on`. With a successor everything passes to them; without, anything that is
    still held refuses the departure, and the refusal lists all of it at once."""
    row = person_row(uow, person_id, lock=True)
    access.require(uow, by, EDIT_PEOPLE, row.organisation_id)
    if row.left_on is not None:
        raise AlreadyLeft(name=row.name, on=row.left_on.isoformat())
    if successor_id is not None:
        _hand_over(uow, person_id, successor_id, by)
    held = held_duties(uow, person_id)
    if held:
        raise DutiesUnhanded(name=row.name, count=len(held), details=[asdict(duty) for duty in held])
    row.left_on = on or uow.clock.today()
    row.version += 1
    for appointment in store.appointments_after(uow.session, person_id, row.left_on):
        finish(uow, appointment, row.left_on, by=by)
    account = access.account_of_person(uow, person_id)
    # On a departure announced ahead, the roles end with their day; the account stays until then.
    if account is not None and row.left_on <= uow.clock.today():
        access.set_account_state(uow, account.id, "disabled", by=by)
    evidence.record(uow, by=by, action="mechanism.person.left", subject=f"mechanism/person/{person_id}")
    return person(uow, person_id)


def _open_tasks(uow: UnitOfWork, person_id: str) -> list[HeldDuty]:
    account = access.account_of_person(uow, person_id)
    if account is None:
        return []
    return [HeldDuty("task", task.id, task.title_zh) for task in work.tasks_of_account(uow, account.id)]


def _hand_over(uow: UnitOfWork, person_id: str, successor_id: str, by: Actor) -> None:
    successor = person_row(uow, successor_id, lock=True)
    if successor.left_on is not None or successor_id == person_id:
        raise UnfitSuccessor(name=successor.name)
    accountability.pass_on_everything(uow, person_id, successor_id, by=by)
    store.hand_over_steps(uow.session, person_id, successor_id)
    leaving, taking = access.account_of_person(uow, person_id), access.account_of_person(uow, successor_id)
    if leaving is not None and taking is not None:
        work.reassign_tasks(uow, leaving.id, ToAccount(taking.id), by=by)
    for guard in DEPARTURE_GUARDS:
        guard.hand_over(uow, person_id, successor_id, by)
