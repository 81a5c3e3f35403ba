"""The one search: counted by kind, ranked, and only what the asker may see (SPEC 4.6)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from shudao.architecture import permissions, search_query
from shudao.architecture.contracts import SearchHit, SearchResult, State
from shudao.architecture.search_query import Word
from shudao.architecture.searchable import PHYSICAL
from shudao.architecture.tables_search import GROUPS, SearchRow
from shudao.kernel.actor import Actor
from shudao.kernel.paging import MAX_LIMIT, PageQuery, ordering
from shudao.kernel.uow import UnitOfWork

__all__ = ["COUNTED", "RANKED", "search", "suggest"]

# Hits are counted one by one up to this; beyond it is said that there are more.
COUNTED = 10_000
# How far down the ranked list one can leaf.
RANKED = 1_000
# Candidates of each place and group when a word is so frequent that not all hits are ranked.
CANDIDATES = 100
SUGGESTED = 30
# Of what merely resembles the query so many are shown, and none below this score (100: has every piece).
RESEMBLING = 20
ALIKE = 40.0
NOTHING = SearchResult((), 0, {}, False)


@dataclass(frozen=True)
class _Asked:
    """What is looked for, by whom, and among which kinds."""

    query: str
    words: Sequence[Word]
    visible: ColumnElement[bool]
    kinds: Sequence[str]

    @property
    def within(self) -> ColumnElement[bool]:
        return and_(self.visible, SearchRow.kind.in_(self.kinds)) if self.kinds else self.visible


def search(
    uow: UnitOfWork, query: str, page: PageQuery, *, kinds: Sequence[str] = (), under: str = "", by: Actor
) -> SearchResult:
    """What contains every word of the query, the best first; without any, what resembles it.

    Facets count every kind to 10,000 (a count of 10,001 means more), whichever kinds are chosen; `total` counts the
    chosen ones. The first thousand can be leafed through. `under` a node of the ledger only that node and what stands
    below it is looked at.
    """
    ordering(page, {"rank": literal(0.0)}, "-rank")
    asked = _Asked(query, search_query.parse(query), and_(_visible(by), *_under(under)), kinds)
    if not asked.words:
        return NOTHING
    _prepare(uow.session)
    matches = search_query.found(asked.words)
    facets = _counts(uow.session, and_(matches, asked.visible))
    if not facets:
        return _resembling(uow.session, asked, page)
    total = sum(count for kind, count in facets.items() if not kinds or kind in kinds)
    found = _ranked(uow.session, asked, matches, total, page)
    return SearchResult(found, min(total, COUNTED), facets, total > COUNTED)


def suggest(uow: UnitOfWork, query: str, *, by: Actor) -> tuple[SearchHit, ...]:
    """The few best while somebody types: nothing is counted."""
    asked = _Asked(query, search_query.parse(query), _visible(by), ())
    if not asked.words:
        return ()
    _prepare(uow.session)
    return _ranked(uow.session, asked, search_query.found(asked.words), COUNTED, PageQuery(limit=SUGGESTED))


def _under(code: str) -> list[ColumnElement[bool]]:
    if not code:
        return []
    return [or_(SearchRow.code == code, SearchRow.code.startswith(f"{code}.", autoescape=True))]


def _prepare(session: Session) -> None:
    """Plans for the words at hand, never a scan of everything, with memory for all that a frequent word finds."""
    wanted = {
        "plan_cache_mode": "force_custom_plan",
        "enable_seqscan": "off",
        "max_parallel_workers_per_gather": "0",
        "work_mem": "32MB",
        "jit": "off",
    }
    session.execute(select(*(func.set_config(name, value, True) for name, value in wanted.items())))


def _visible(by: Actor) -> ColumnElement[bool]:
    """Everything that is published; drafts and physical names of whom they belong to."""
    if by.is_system:
        return true()
    ways: list[ColumnElement[bool]] = [SearchRow.state.in_([State.PUBLISHED, State.RETIRED])]
    own = SearchRow.organisation_id == (by.organisation_id or "")
    drafts = SearchRow.state.in_([State.DRAFT, State.IN_REVIEW])
    if permissions.READ_DRAFTS.wider & by.roles:
        ways.append(drafts)
    elif permissions.READ_DRAFTS.held_by(by.roles) and by.organisation_id:
        ways.append(and_(drafts, own))
    if permissions.READ_PHYSICAL.wider & by.roles:
        ways.append(SearchRow.state == PHYSICAL)
    elif permissions.READ_PHYSICAL.held_by(by.roles) and by.organisation_id:
        ways.append(and_(SearchRow.state == PHYSICAL, own))
    return or_(*ways)


def _counts(session: Session, condition: ColumnElement[bool]) -> dict[str, int]:
    """How many of each kind, to 10,001 in each group of kinds."""
    parts = [
        select(SearchRow.kind).where(literal_column(group), condition).limit(COUNTED + 1).subquery()
        for group in map(_group, GROUPS)
    ]
    each = union_all(*(select(part.c.kind) for part in parts)).subquery()
    counted = select(each.c.kind, func.count()).group_by(each.c.kind)
    return {kind: count for kind, count in session.execute(counted)}


def _group(name: str) -> str:
    return GROUPS[name].replace("kind", "search_entry.kind", 1)


def _ranked(
    session: Session, asked: _Asked, matches: ColumnElement[bool], total: int, page: PageQuery
) -> tuple[SearchHit, ...]:
    """The page of hits. All are ranked while they are few; of a frequent word those at the best places."""
    if page.offset >= RANKED:
        return ()
    score = search_query.rank(asked.words, asked.query)
    if total <= RANKED:
        return _hits(session, score, _among(_some(matches, asked, RANKED)), page)
    need = max(CANDIDATES, page.offset + page.limit)
    best = [some for place in _best_places(asked.words) for some in _some(place, asked, need)]
    found = _hits(session, score, _among(best), page) if best else ()
    if len(found) < page.limit:
        found = _hits(session, score, _among([*best, *_some(matches, asked, RANKED)]), page)
    return found


def _best_places(words: Sequence[Word]) -> list[ColumnElement[bool]]:
    """Where the best of a frequent word stand; only for one Chinese word, the others are found together at once."""
    return search_query.found_at(words[0])[:3] if len(words) == 1 and words[0].is_chinese else []


def _some(place: ColumnElement[bool], asked: _Asked, need: int) -> list[Select[str, str]]:
    """The first `need` of each group at a place; rows are kept by weight, so the first are the weightiest."""
    key = select(SearchRow.kind, SearchRow.code)
    return [key.where(literal_column(_group(name)), place, asked.within).limit(need) for name in GROUPS]


def _among(parts: Sequence[Select[str, str]]) -> ColumnElement[bool]:
    """That a row is one of these; each part is cut off by itself, so that none floods the others."""
    keys = union(*(select(part.subquery()) for part in parts))
    return tuple_(SearchRow.kind, SearchRow.code).in_(keys)


def _hits(
    session: Session, score: ColumnElement[float], condition: ColumnElement[bool], page: PageQuery
) -> tuple[SearchHit, ...]:
    columns = (SearchRow.name, SearchRow.description, SearchRow.state, SearchRow.organisation_id, SearchRow.signals)
    order = score.label("rank")
    query = select(SearchRow.kind, SearchRow.code, *columns, order).where(condition)
    query = query.order_by(order.desc(), SearchRow.kind, SearchRow.code)
    rows = session.execute(query.offset(page.offset).limit(min(page.limit, MAX_LIMIT)))
    return tuple(
        SearchHit(kind, code, name, description, state, owner, float(value), dict(signals))
        for kind, code, name, description, state, owner, signals, value in rows
    )


def _resembling(session: Session, asked: _Asked, page: PageQuery) -> SearchResult:
    """Nothing contains the words: what sounds like them, or has all but one of their characters."""
    near = or_(search_query.by_sound(asked.words), search_query.loosely(asked.words))
    score = search_query.resemblance(asked.words, asked.query)
    condition = _among(_some(near, asked, CANDIDATES))
    found = _hits(session, score, condition, PageQuery(limit=RESEMBLING))
    close = [hit for hit in found if hit.rank >= ALIKE]
    facets = Counter(hit.kind for hit in close)
    return SearchResult(tuple(close[page.offset : page.offset + page.limit]), len(close), facets, False, True)
