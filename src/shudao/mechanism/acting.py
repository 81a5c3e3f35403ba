"""Owners who only act for somebody still to be named: asked after until every one of them is replaced or confirmed."""

from datetime import date

from sqlalchemy import func, select

from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork
from shudao.kernel.working_days import DueDate
from shudao.mechanism.tables import AccountabilityRow, PersonRow
from shudao.work import facade as work
from shudao.work.contracts import ToPool

__all__ = ["ask_for_owners", "close_if_none"]

TASK = "mechanism.name_owners"


def ask_for_owners(uow: UnitOfWork, person_id: str, organisation_id: str, until: date, *, by: Actor) -> None:
    """Let the head of the department name owners by a day for what this person looks after meanwhile."""
    count = _acting(uow, person_id)
    person = uow.session.get(PersonRow, person_id)
    if not count or person is None:
        return
    work.open_task(
        uow,
        kind=TASK,
        title_zh=f"为 {person.name} 代管的 {count} 项数据确定责任人",
        title_en=f"Name the owners of {count} things that {person.name} looks after meanwhile",
        subject=_subject(person_id),
        link="/accountability?acting=true",
        to=ToPool(Role.DEPARTMENT_HEAD, organisation_id),
        due=DueDate(until),
        by=by,
    )


def close_if_none(uow: UnitOfWork, person_id: str, *, by: Actor) -> None:
    """Everything this person acted for has its owner: nobody need be asked any more."""
    if not _acting(uow, person_id):
        work.complete_tasks(uow, _subject(person_id), "named", kind=TASK, by=by)


def _acting(uow: UnitOfWork, person_id: str) -> int:
    row = AccountabilityRow
    mine = row.person_id == person_id, row.state == "current", row.acting_until.is_not(None)
    return uow.session.scalar(select(func.count()).select_from(row).where(*mine)) or 0


def _subject(person_id: str) -> str:
    return f"mechanism/acting/{person_id}"
