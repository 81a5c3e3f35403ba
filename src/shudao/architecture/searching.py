"""Keeping the search in step: every change of what can be found is written here and nowhere else.

The architecture's own things are written in the transaction that changes them. What other modules keep is noted by
triggers and followed within seconds by the worker (`follow_changes`). `rebuild` makes all of it anew.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import delete, func, insert, or_, select, update

from shudao.architecture import searchable as own
from shudao.architecture.contracts import ApplicationSystem, CatalogueEntry, NewAttribute, NewNode, SignalKind, State
from shudao.architecture.search_text import row_values, weight
from shudao.architecture.searchable import read_attributes
from shudao.architecture.tables import AttributeRow, NodeRow
from shudao.architecture.tables_search import SCHEMA, SearchChangeRow, SearchRow
from shudao.kernel.searchable import SEARCHABLES, Searchable, Searched
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade as policy

__all__ = [
    "follow_changes",
    "index_again",
    "index_entry",
    "index_nodes",
    "index_system",
    "note_signal",
    "read_again",
    "set_state",
    "things",
    "trigger_statements",
]

BATCH = 1000
# The job that makes the search anew; of several that ask for it one waits for all.
REBUILD = "architecture.rebuild_search"
AT_ONCE = 2000


def index_nodes(uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute], _state: State) -> None:
    """Make newly defined nodes and attributes findable, in the transaction that defines them."""
    read_again(uow, "node", [node.code for node in nodes])
    read_again(uow, "attribute", [attribute.code for attribute in attributes])


def index_again(uow: UnitOfWork, row: NodeRow | AttributeRow) -> None:
    """Follow the changed words of a node or attribute; what is known of its use stays."""
    read_again(uow, "attribute" if isinstance(row, AttributeRow) else "node", [row.code])


def index_system(uow: UnitOfWork, system: ApplicationSystem) -> None:
    read_again(uow, "system", [system.code])


def index_entry(uow: UnitOfWork, entry: CatalogueEntry) -> None:
    read_again(uow, "catalogue_entry", [entry.code])


def read_again(uow: UnitOfWork, family: str, keys: Sequence[str]) -> None:
    """Write the search rows of these things as they stand now; of what is gone nothing is left."""
    searchable = _searchable(family)
    for start in range(0, len(keys), BATCH):
        _replace(uow, searchable, keys[start : start + BATCH])


def _searchable(family: str) -> Searchable:
    return next(each for each in (*own.SEARCHABLES, *SEARCHABLES) if each.family == family)


def _replace(uow: UnitOfWork, searchable: Searchable, keys: Sequence[str]) -> None:
    mine = SearchRow.kind.in_(searchable.kinds) & or_(SearchRow.code.in_(keys), SearchRow.origin.in_(keys))
    known = select(SearchRow.kind, SearchRow.code, SearchRow.signals).where(mine, SearchRow.signals != {})
    signals = {(kind, code): said for kind, code, said in uow.session.execute(known)}
    uow.session.execute(delete(SearchRow).where(mine))
    rows: list[dict[str, object]] = []
    for item in things(uow, searchable, keys):
        rows.append(row_values(item, signals.get((item.kind, item.code))))
        if len(rows) == BATCH:
            uow.session.execute(insert(SearchRow), rows)
            rows = []
    if rows:
        uow.session.execute(insert(SearchRow), rows)


def things(uow: UnitOfWork, searchable: Searchable, keys: Collection[str] | None) -> Iterator[Searched]:
    """What of a family can be found now; attributes come with the words of their standards."""
    if searchable.family != "attribute":
        return searchable.read(uow.session, keys)
    used = select(AttributeRow.data_element).where(AttributeRow.data_element.isnot(None)).distinct()
    if keys is not None:
        used = used.where(AttributeRow.code.in_(keys))
    return read_attributes(uow.session, keys, policy.data_elements(uow, [str(c) for c in uow.session.scalars(used)]))


def set_state(uow: UnitOfWork, codes: Sequence[str], state: State) -> None:
    """Follow the life of nodes and attributes. So many that making all anew is quicker wait for that."""
    if len(codes) > AT_ONCE:
        uow.enqueue(REBUILD, queueing_lock=REBUILD)
        return
    for start in range(0, len(codes), BATCH):
        part = SearchRow.code.in_(codes[start : start + BATCH])
        rows = uow.session.execute(select(SearchRow.kind, SearchRow.code, SearchRow.signals).where(part)).all()
        weights: dict[float, list[str]] = defaultdict(list)
        for kind, code, signals in rows:
            weights[weight(kind, state, signals)].append(code)
        for value, same in weights.items():
            changed = update(SearchRow).where(SearchRow.code.in_(same)).values(state=state, weight=value)
            uow.session.execute(changed)


def note_signal(uow: UnitOfWork, subject_code: str, kind: SignalKind, value: float) -> None:
    """Downstream tells how good or used a thing is; it moves it in the ranking."""
    entry = SearchRow.signals.op("||")(func.jsonb_build_object(kind.value, value))
    changed = update(SearchRow).where(SearchRow.code == subject_code).values(signals=entry)
    columns = (SearchRow.kind, SearchRow.state, SearchRow.signals)
    for found, state, signals in uow.session.execute(changed.returning(*columns)).all():
        mine = (SearchRow.kind == found) & (SearchRow.code == subject_code)
        uow.session.execute(update(SearchRow).where(mine).values(weight=weight(found, state, signals)))


def follow_changes(uow: UnitOfWork, limit: int = BATCH) -> int:
    """Take what triggers noted and write it anew; how many keys there were. Two followers never take the same."""
    taken = select(SearchChangeRow.id).order_by(SearchChangeRow.id).limit(limit).with_for_update(skip_locked=True)
    gone = delete(SearchChangeRow).where(SearchChangeRow.id.in_(taken.scalar_subquery()))
    keys: dict[str, set[str]] = defaultdict(set)
    for family, key in uow.session.execute(gone.returning(SearchChangeRow.family, SearchChangeRow.key)).all():
        keys[family].add(key)
    for family, changed in keys.items():
        read_again(uow, family, sorted(changed))
        if family == "data_element":
            _follow_elements(uow, changed)
    return sum(map(len, keys.values()))


def _follow_elements(uow: UnitOfWork, elements: Collection[str]) -> None:
    """Attributes are found by the words of their data element; these have changed."""
    read_again(
        uow,
        "attribute",
        list(uow.session.scalars(select(AttributeRow.code).where(AttributeRow.data_element.in_(elements)))),
    )


def trigger_statements(searchables: Iterable[Searchable]) -> Iterator[str]:
    """The triggers that note changes of watched tables. Creating them again changes nothing."""
    for searchable in searchables:
        for column in searchable.watched:
            table = column.class_.__table__.fullname
            for event, rows in (("insert", "new"), ("update", "new"), ("delete", "old")):
                yield (
                    f"create or replace trigger search_{searchable.family}_{event} after {event} on {table} "
                    f"referencing {rows} table as changed for each statement "
                    f"execute function {SCHEMA}.note_search_change('{searchable.family}', '{column.key}')"
                )
