"""What of the standards can be found: data elements, code tables with their codes, norms."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from shudao.kernel.searchable import Searchable, Searched
from shudao.policy import store
from shudao.policy.contracts import State
from shudao.policy.tables import CodeLineRow, CodeTableRow, DataElementRow, NormRow

__all__ = ["SEARCHABLES"]

_MANY = 1000


def _elements(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    """Each element in its published version, or else the newest."""
    row = DataElementRow
    query = select(row).ext(distinct_on(row.code)).order_by(row.code, store.preference(row.state), row.version.desc())
    for found in session.scalars(query if keys is None else query.where(row.code.in_(keys))):
        yield Searched(
            "data_element",
            found.code,
            found.name,
            found.definition,
            (*found.synonyms, *([found.english] if found.english else [])),
            state=found.state,
            organisation_id=found.organisation_id,
        )


def _tables(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    row = CodeTableRow
    query = (
        select(row).ext(distinct_on(row.name)).order_by(row.name, store.preference(row.state), row.created_at.desc())
    )
    for found in session.scalars(query if keys is None else query.where(row.name.in_(keys))):
        words = tuple(word for word in (found.standard,) if word)
        yield Searched("code_table", found.name, found.title, "", (), words, found.state, found.organisation_id)


def _codes(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    """The codes of published tables, in force or not; a code that comes again in its table is told once."""
    table, line = CodeTableRow, CodeLineRow
    query = (
        select(table.id, table.name, table.title, table.organisation_id, line.code, line.name, line.aliases)
        .join(line, line.code_table_id == table.id)
        .where(table.state == State.PUBLISHED)
        .ext(distinct_on(table.name, line.code))
        .order_by(table.name, line.code, line.position.desc())
    )
    if keys is not None:
        query = query.where(table.id.in_(keys))
    for origin, name, title, owner, code, label, aliases in session.execute(query).yield_per(_MANY):
        yield Searched("code", f"{name}/{code}", label, title, tuple(aliases), (), State.PUBLISHED, owner, origin)


def _norms(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    row = NormRow
    query = select(row).ext(distinct_on(row.code)).order_by(row.code, store.preference(row.state), row.version.desc())
    for found in session.scalars(query if keys is None else query.where(row.code.in_(keys))):
        yield Searched(
            "norm", found.code, found.title, found.summary, state=found.state, organisation_id=found.organisation_id
        )


SEARCHABLES = (
    Searchable("data_element", ("data_element",), _elements, (DataElementRow.code,)),
    Searchable("code_table", ("code_table",), _tables, (CodeTableRow.name,)),
    Searchable("code", ("code",), _codes, (CodeTableRow.id, CodeLineRow.code_table_id)),
    Searchable("norm", ("norm",), _norms, (NormRow.code,)),
)
