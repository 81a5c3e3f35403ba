"""What waits for the people of an organisation, when another organisation takes its place."""

from collections.abc import Collection

from sqlalchemy import ARRAY, ColumnElement, Text, any_, bindparam, func, or_, select, update

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts import ChangeState, TaskState
from shudao.work.tables import ChangeRequestRow, TaskRow

__all__ = ["count_pools", "move_pools", "waiting_subjects"]

# What is done or decided is history and stays where it was.
WAITING = (
    ("work.task", TaskRow, TaskRow.state == TaskState.OPEN),
    ("work.change", ChangeRequestRow, ChangeRequestRow.state == ChangeState.PENDING),
)


def count_pools(
    uow: UnitOfWork, organisation_ids: Collection[str], subjects: Collection[str] | None = None
) -> dict[str, int]:
    """How many open to-dos and undecided changes wait for roles of these organisations.

    `subjects`: only what is about one of these things, or about a part of it.
    """
    return _count(uow, organisation_ids, _with_decisions(uow, organisation_ids, subjects))


def waiting_subjects(uow: UnitOfWork, organisation_id: str) -> dict[str, str]:
    """What the open to-dos and undecided changes of an organisation's roles are about, each with a title."""
    found: dict[str, str] = {}
    for table, title, waiting in (
        (TaskRow, TaskRow.title_zh, TaskRow.state == TaskState.OPEN),
        (ChangeRequestRow, ChangeRequestRow.title, ChangeRequestRow.state == ChangeState.PENDING),
    ):
        query = select(table.subject, title).where(table.organisation_id == organisation_id, waiting)
        found |= {subject: words for subject, words in uow.session.execute(query.order_by(table.id))}
    return found


def move_pools(
    uow: UnitOfWork,
    organisation_ids: Collection[str],
    successor_id: str,
    subjects: Collection[str] | None = None,
    *,
    by: Actor,
) -> dict[str, int]:
    """Let all of it wait for the same roles of the successor, or what is about these subjects."""
    about = _with_decisions(uow, organisation_ids, subjects)
    moved = _count(uow, organisation_ids, about)
    for _, table, waiting in WAITING:
        query = update(table).where(waiting, *_about(table, organisation_ids, about))
        uow.session.execute(query.values(organisation_id=successor_id))
    subject = f"work/organisation/{successor_id}"
    evidence.record(uow, by=by, action="work.pools.moved", subject=subject, detail=moved)
    return moved


def _about(
    table: type[TaskRow] | type[ChangeRequestRow], organisation_ids: Collection[str], subjects: Collection[str] | None
) -> list[ColumnElement[bool]]:
    mine = table.organisation_id.in_(organisation_ids)
    if subjects is None:
        return [mine]
    wanted = any_(bindparam("subjects", list(subjects), type_=ARRAY(Text), unique=True))
    whole = func.regexp_replace(table.subject, "/[^/]*$", "")
    return [mine, or_(table.subject == wanted, whole == wanted)]


def _count(uow: UnitOfWork, organisation_ids: Collection[str], subjects: Collection[str] | None) -> dict[str, int]:
    found = {}
    for kind, table, waiting in WAITING:
        query = select(func.count()).select_from(table)
        found[kind] = uow.session.scalar(query.where(waiting, *_about(table, organisation_ids, subjects))) or 0
    return found


def _with_decisions(
    uow: UnitOfWork, organisation_ids: Collection[str], subjects: Collection[str] | None
) -> set[str] | None:
    """To-dos to decide on changes of these things are about the change, not about the thing: they go along."""
    if subjects is None:
        return None
    mine = _about(ChangeRequestRow, organisation_ids, subjects)
    query = select(ChangeRequestRow.id).where(ChangeRequestRow.state == ChangeState.PENDING, *mine)
    return {*subjects, *(f"work/change/{each}" for each in uow.session.scalars(query))}
