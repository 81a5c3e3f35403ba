"""What of the standards hangs on another standard: data elements whose values a code table holds."""

from collections.abc import Sequence

from sqlalchemy import select

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.policy.contracts import State
from shudao.policy.tables import DataElementRow
from shudao.work.contracts import Affected

__all__ = ["affected", "elements_about"]

ELEMENT, CODE_TABLE = "policy/data_element/", "policy/code_table/"


def elements_about(uow: UnitOfWork, subject: str) -> list[str]:
    """Codes of the published data elements a subject stands for: the element itself, or all that use a code table."""
    if subject.startswith(ELEMENT):
        return [subject.removeprefix(ELEMENT).split("/")[0]]
    if not subject.startswith(CODE_TABLE):
        return []
    return [row.code for row in _users(uow, subject)]


def affected(uow: UnitOfWork, subject: str, *, by: Actor) -> Sequence[Affected]:
    if not subject.startswith(CODE_TABLE):
        return []
    why = ("其值域取自该代码表", "its values come from this code table")
    return [
        Affected(
            "policy.data_element",
            f"{row.name}（{row.code}）",
            f"/standards/data-elements/{row.code}",
            row.organisation_id,
            *why,
        )
        for row in _users(uow, subject)
    ]


def _users(uow: UnitOfWork, subject: str) -> Sequence[DataElementRow]:
    name = subject.removeprefix(CODE_TABLE).split("/")[0]
    query = select(DataElementRow).where(DataElementRow.code_table == name, DataElementRow.state == State.PUBLISHED)
    return uow.session.scalars(query.order_by(DataElementRow.code)).all()
