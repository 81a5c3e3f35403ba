"""What of the mechanism can be found: organisations and posts. People are not: their names are nobody's catalogue."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from shudao.kernel.searchable import Searchable, Searched
from shudao.mechanism.tables import OrganisationRow, PostRow

__all__ = ["SEARCHABLES"]


def _organisations(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    query = select(OrganisationRow).order_by(OrganisationRow.code)
    for row in session.scalars(query if keys is None else query.where(OrganisationRow.code.in_(keys))):
        synonyms = tuple(word for word in (row.short_name, row.uscc) if word and word != row.name)
        yield Searched("organisation", row.code, row.name, "", synonyms, organisation_id=row.id)


def _posts(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    query = select(PostRow).order_by(PostRow.code)
    for row in session.scalars(query if keys is None else query.where(PostRow.code.in_(keys))):
        yield Searched("post", row.code, row.name, row.duty)


SEARCHABLES = (
    Searchable("organisation", ("organisation",), _organisations, (OrganisationRow.code,)),
    Searchable("post", ("post",), _posts, (PostRow.code,)),
)
