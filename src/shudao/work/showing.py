"""Tasks as they cross HTTP: with the working days that are left today."""

from collections.abc import Sequence

from shudao.kernel.uow import UnitOfWork
from shudao.work import contracts, schemas
from shudao.work.calendar import working_days

__all__ = ["shown_task", "shown_tasks"]


def shown_tasks(uow: UnitOfWork, tasks: Sequence[contracts.Task]) -> list[schemas.Task]:
    days, today = working_days(uow), uow.clock.today()
    shown = []
    for task in tasks:
        fields = {name: getattr(task, name) for name in schemas.Task.model_fields if hasattr(task, name)}
        due = task.due
        shown.append(
            schemas.Task(
                **(fields | {"assignee": schemas.Assignee.of(task.assignee)}),
                due_on=due.on if due else None,
                due_estimated=due.estimated if due else False,
                working_days_left=days.remaining(today, due) if due else None,
            )
        )
    return shown


def shown_task(uow: UnitOfWork, task: contracts.Task) -> schemas.Task:
    return shown_tasks(uow, [task])[0]
