"""Which rows of an organisation go to whom when it is split: what was chosen, and what follows it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ARRAY, ColumnElement, Text, and_, any_, bindparam, false, func, or_, select
from sqlalchemy.orm import Session

from shudao.kernel.paging import Page, PageQuery
from shudao.mechanism import estates
from shudao.mechanism.contracts import MovedThings
from shudao.mechanism.contracts_reform import Thing
from shudao.mechanism.ports import Estate, Follow

__all__ = ["Portion", "count_portions", "known_keys", "offered", "portions", "subjects_of", "things"]


@dataclass(frozen=True)
class Portion:
    """The rows of one kind that go to one taker, and their keys."""

    estate: Estate
    where: tuple[ColumnElement[bool], ...]
    keys: frozenset[str]


def portions(session: Session, source_id: str, takes: Mapping[str, Collection[str]]) -> list[Portion]:
    """What goes to one taker, in an order in which whatever is followed comes before what follows it."""
    taken: dict[str, set[str]] = {}
    found = []
    for estate in _in_order(estates.every()):
        chosen = set(takes.get(estate.kind, ()))
        if chosen and estate.along is not None:
            chosen = estate.along(session, chosen)
        ways = _ways(estate, source_id, chosen, taken)
        if not ways:
            continue
        where = (*estates.held_by(estate, [source_id]), or_(*ways))
        keys = _keys(session, estate, where)
        taken[estate.kind] = taken.get(estate.kind, set()) | keys | (chosen if estate.along is not None else set())
        found.append(Portion(estate, where, frozenset(keys)))
    return found


def count_portions(session: Session, given: Iterable[Portion]) -> list[MovedThings]:
    """How many rows of each kind there are; projections are not told of."""
    found = []
    for portion in (each for each in given if not each.estate.is_projection):
        estate = portion.estate
        if count := session.scalar(select(func.count()).select_from(estate.owner.class_).where(*portion.where)):
            found.append(MovedThings(estate.kind, estate.zh, estate.en, count))
    return found


def subjects_of(given: Iterable[Portion]) -> set[str]:
    """How work about these things names them."""
    told = ((portion.estate.subject, portion.keys) for portion in given)
    return {subject + key for subject, keys in told if subject is not None for key in keys}


def offered(source_id: str, estate: Estate) -> tuple[ColumnElement[bool], ...]:
    """The rows of a kind that may be chosen: those that do not follow another row of the same organisation."""
    return (*estates.held_by(estate, [source_id]), *_free(estate, source_id))


def things(session: Session, source_id: str, estate: Estate, page: PageQuery) -> Page[Thing]:
    """What of a kind may be chosen, by key; versions of one thing are one thing."""
    if estate.key is None:
        return Page([], 0)
    label = estate.label if estate.label is not None else estate.key
    query = select(estate.key, func.min(label)).where(*offered(source_id, estate)).group_by(estate.key)
    if page.q:
        query = query.where(
            or_(label.icontains(page.q, autoescape=True), estate.key.icontains(page.q, autoescape=True))
        )
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.execute(query.order_by(estate.key).limit(page.limit).offset(page.offset))
    return Page([Thing(estate.kind, key, name) for key, name in rows], total)


def known_keys(session: Session, source_id: str, estate: Estate, keys: Collection[str]) -> set[str]:
    """Which of these keys may be chosen."""
    if estate.key is None:
        return set()
    return set(session.scalars(select(estate.key).where(*offered(source_id, estate), estate.key == _any(keys))))


def _in_order(every: list[Estate]) -> list[Estate]:
    by_kind = {estate.kind: estate for estate in every}

    def depth(estate: Estate) -> int:
        return 1 + max((depth(by_kind[f.kind]) for f in estate.follows if f.kind in by_kind), default=0)

    return sorted(every, key=depth)


def _ways(
    estate: Estate, source_id: str, chosen: Collection[str], taken: Mapping[str, Collection[str]]
) -> list[ColumnElement[bool]]:
    """The reasons for which a row goes: it was chosen, or it follows something that goes."""
    ways = []
    if chosen and estate.key is not None:
        ways.append(and_(estate.key == _any(chosen), *_free(estate, source_id)))
    for follow in estate.follows:
        if keys := taken.get(follow.kind):
            only = [] if follow.only is None else [follow.only]
            ways.append(and_(follow.column == _any([follow.prefix + key for key in keys]), *only))
    return ways


def _free(estate: Estate, source_id: str) -> list[ColumnElement[bool]]:
    """The rows that do not follow anything which is the organisation's own."""
    return [or_(follow.column.is_(None), ~_followed(follow, source_id)) for follow in estate.follows]


def _followed(follow: Follow, source_id: str) -> ColumnElement[bool]:
    leader = next((each for each in estates.every() if each.kind == follow.kind and each.key is not None), None)
    if leader is None or leader.key is None:
        return false()
    return follow.column.in_(select(leader.key).where(*estates.held_by(leader, [source_id])))


def _keys(session: Session, estate: Estate, where: Iterable[ColumnElement[bool]]) -> set[str]:
    return set() if estate.key is None else set(session.scalars(select(estate.key).where(*where)))


def _any(keys: Collection[str]) -> ColumnElement[str]:
    """One parameter, however many keys there are."""
    return any_(bindparam("keys", list(keys), type_=ARRAY(Text), unique=True))  # type: ignore[return-value]  # compares like its element
