"""Standards that people discuss and follow: published data elements and code tables."""

from sqlalchemy import select

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade
from shudao.policy.contracts import State
from shudao.policy.errors import UnknownCodeTable
from shudao.policy.tables import CodeTableRow
from shudao.work.contracts import Described

__all__ = ["OBJECTS"]


def describe_element(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    element = facade.read_data_element(uow, code, by=by)
    return Described(element.name, f"/standards/data-elements/{code}", None)


def describe_code_table(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    query = select(CodeTableRow).where(CodeTableRow.name == code, CodeTableRow.state == State.PUBLISHED)
    row = uow.session.scalar(query)
    if row is None:
        raise UnknownCodeTable(table=code)
    return Described(row.title, f"/standards/code-tables/{code}", None)


OBJECTS = {"policy/data_element": describe_element, "policy/code_table": describe_code_table}
