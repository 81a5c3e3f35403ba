"""Search over names, codes, synonyms, pinyin and descriptions; only what the asker may see (SPEC 4.6)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import (
    ColumnElement,
    Subquery,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from shudao.architecture import logic, logic_search, permissions
from shudao.architecture.contracts import (
    ApplicationSystem,
    CatalogueEntry,
    EntryState,
    Level,
    NewAttribute,
    NewNode,
    SearchHit,
    SearchResult,
    SignalKind,
    State,
)
from shudao.architecture.tables import AttributeRow, NodeRow, SearchRow
from shudao.kernel.actor import Actor
from shudao.kernel.paging import PageQuery, ordering
from shudao.kernel.uow import UnitOfWork

__all__ = ["index_again", "index_entry", "index_nodes", "index_system", "note_signal", "search", "set_state"]

RANKED = 1000
BATCH = 1000
WORDS = ("name", "name_key", "description", "names", "texts", "pieces")


def index_nodes(uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute], state: State) -> None:
    """Make newly defined nodes and attributes findable, in the transaction that defines them."""
    owners = {node.code: node.organisation_id for node in nodes}
    missing = {code for a in attributes if (code := _entity_of(a.code)) not in owners}
    query = select(NodeRow.code, NodeRow.organisation_id).where(NodeRow.code.in_(missing))
    owners |= {code: owner for code, owner in uow.session.execute(query)} if missing else {}
    values = [_node_entry(node, state) for node in nodes]
    values += [
        _entry("attribute", a.code, a.name, a.definition, state, owners[_entity_of(a.code)], (*a.synonyms, a.field))
        for a in attributes
    ]
    for start in range(0, len(values), BATCH):
        uow.session.execute(insert(SearchRow), values[start : start + BATCH])


def index_again(uow: UnitOfWork, row: NodeRow | AttributeRow) -> None:
    """Follow the changed words of a node or attribute; what is known of its use stays."""
    if isinstance(row, AttributeRow):
        kind, synonyms = "attribute", [*row.synonyms, row.column_name]
    else:
        kind, synonyms = Level(row.level).kind, [*row.synonyms, row.english]
    fresh = _entry(kind, row.code, row.name, row.definition, State(row.state), "", synonyms)
    changed = {field: fresh[field] for field in WORDS}
    uow.session.execute(update(SearchRow).where(SearchRow.kind == kind, SearchRow.code == row.code).values(changed))


def _entity_of(attribute_code: str) -> str:
    return attribute_code.rpartition(".")[0]


def _node_entry(node: NewNode, state: State) -> dict[str, object]:
    code = logic.parse_code(node.code)
    kind = code.level.kind if code is not None else ""
    return _entry(
        kind, node.code, node.name, node.definition, state, node.organisation_id, (*node.synonyms, node.english)
    )


def index_system(uow: UnitOfWork, system: ApplicationSystem) -> None:
    _replace(uow, "system", system.code, system.name, system.description, State.PUBLISHED, system.organisation_id)


def index_entry(uow: UnitOfWork, entry: CatalogueEntry) -> None:
    state = State.PUBLISHED if entry.state is EntryState.PUBLISHED else State.DRAFT
    owner = entry.provider_organisation_id
    synonyms = [item.name for item in entry.items]
    _replace(uow, "catalogue_entry", entry.code, entry.name, entry.abstract, state, owner, synonyms)


def _replace(
    uow: UnitOfWork,
    kind: str,
    code: str,
    name: str,
    description: str,
    state: State,
    owner: str,
    synonyms: Iterable[str] = (),
) -> None:
    uow.session.execute(delete(SearchRow).where(SearchRow.kind == kind, SearchRow.code == code))
    uow.session.execute(insert(SearchRow), [_entry(kind, code, name, description, state, owner, synonyms)])


def _entry(
    kind: str, code: str, name: str, description: str, state: State, owner: str, synonyms: Iterable[str]
) -> dict[str, object]:
    names = logic_search.name_text(name, code, [s for s in synonyms if s])
    of_names, of_texts = logic_search.pieces(names), logic_search.pieces(description)
    return {
        "kind": kind,
        "code": code,
        "name": name,
        "name_key": logic_search.normalise(name),
        "description": description,
        "texts": f"{names}\n{logic_search.normalise(description)}",
        "state": state,
        "organisation_id": owner,
        "names": names,
        "pieces": [*sorted(of_names | of_texts), *logic_search.marked(sorted(of_names))],
        "signals": {},
    }


def set_state(uow: UnitOfWork, codes: Sequence[str], state: State) -> None:
    """Follow the life of nodes and attributes."""
    uow.session.execute(update(SearchRow).where(SearchRow.code.in_(codes)).values(state=state))


def note_signal(uow: UnitOfWork, subject_code: str, kind: SignalKind, value: float) -> None:
    """Downstream tells how good or used a thing is; it moves it in the ranking."""
    entry = SearchRow.signals.op("||")(func.jsonb_build_object(kind.value, value))
    uow.session.execute(update(SearchRow).where(SearchRow.code == subject_code).values(signals=entry))


def search(uow: UnitOfWork, query: str, page: PageQuery, *, kinds: Sequence[str] = (), by: Actor) -> SearchResult:
    """What contains every word of the query: names before descriptions, published before drafts."""
    words = logic_search.words(query)
    rank = _rank(words) if words else literal(0.0)
    order = ordering(page, {"rank": rank}, "-rank")
    if not words:
        return SearchResult((), 0, {}, False)
    candidates = _candidates(words, by)
    same = and_(SearchRow.kind == candidates.c.kind, SearchRow.code == candidates.c.code)
    ranked = select(SearchRow.kind, SearchRow.code, rank.label("rank")).join(candidates, same)
    found = uow.session.execute(ranked.order_by(order, SearchRow.code).limit(RANKED + 1)).all()
    facets = Counter(kind for kind, _, _ in found[:RANKED])
    wanted = [line for line in found[:RANKED] if not kinds or line.kind in kinds]
    hits = _hits(uow, [(k, c, float(r)) for k, c, r in wanted[page.offset : page.offset + page.limit]])
    return SearchResult(hits, len(wanted), dict(facets), len(found) > RANKED)


def _hits(uow: UnitOfWork, lines: Sequence[tuple[str, str, float]]) -> tuple[SearchHit, ...]:
    keys = tuple_(SearchRow.kind, SearchRow.code)
    columns = (SearchRow.name, SearchRow.description, SearchRow.state, SearchRow.organisation_id, SearchRow.signals)
    query = select(SearchRow.kind, SearchRow.code, *columns).where(keys.in_([(kind, code) for kind, code, _ in lines]))
    rows = {(row.kind, row.code): row for row in uow.session.execute(query)} if lines else {}
    return tuple(
        SearchHit(kind, code, row.name, row.description, row.state, row.organisation_id, rank, dict(row.signals))
        for kind, code, rank in lines
        if (row := rows.get((kind, code))) is not None
    )


def _candidates(words: Sequence[str], by: Actor) -> Subquery:
    """What is worth ranking. Each way of finding is cut off by itself, so that no common word floods the others.

    Ranking everything a common pair of characters occurs in would take a second at a million attributes.
    """
    whole = " ".join(words)
    pieces = sorted({piece for word in words for piece in logic_search.needed_pieces(word)})
    in_names = [SearchRow.names.contains(word, autoescape=True) for word in words]
    in_texts = [SearchRow.texts.contains(word, autoescape=True) for word in words]
    ways = (
        [or_(SearchRow.name_key == whole, SearchRow.code == whole.upper())],
        [SearchRow.name_key.startswith(whole, autoescape=True)],
        [SearchRow.pieces.contains(literal(logic_search.marked(pieces), ARRAY(Text))), *in_names],
        [SearchRow.pieces.contains(literal(pieces, ARRAY(Text))), *in_texts],
    )
    visible = _visible(by)
    limited = [select(SearchRow.kind, SearchRow.code).where(*way, visible).limit(RANKED + 1).subquery() for way in ways]
    return union(*(select(each.c.kind, each.c.code) for each in limited)).subquery()


def _visible(by: Actor) -> ColumnElement[bool]:
    is_open = SearchRow.state.in_([State.PUBLISHED, State.RETIRED])
    if by.is_system or permissions.READ_DRAFTS.wider & by.roles:
        return literal(True)
    if permissions.READ_DRAFTS.held_by(by.roles) and by.organisation_id:
        return or_(is_open, SearchRow.organisation_id == by.organisation_id)
    return is_open


def _rank(words: Sequence[str]) -> ColumnElement[float]:
    """A whole name beats its beginning, which beats a part of it, which beats the description."""
    whole = " ".join(words)
    name = SearchRow.name_key
    in_names = [SearchRow.names.contains(word, autoescape=True) for word in words]
    place: ColumnElement[float] = case(
        (or_(name == whole, SearchRow.code == whole.upper()), 100.0),
        (name.startswith(whole, autoescape=True), 80.0),
        (name.contains(whole, autoescape=True), 60.0),
        (func.array_position(func.string_to_array(SearchRow.names, "\n"), whole).isnot(None), 55.0),
        (and_(*in_names), 40.0),
        else_=10.0,
    )
    published = case((SearchRow.state == State.PUBLISHED, 5.0), else_=0.0)
    quality = func.coalesce(SearchRow.signals["quality_score"].as_float(), 0.0) / 20.0
    uses = func.least(func.coalesce(SearchRow.signals["uses"].as_float(), 0.0), 1000.0) / 200.0
    shortness = 5.0 / (func.char_length(SearchRow.name) + 1)
    return place + published + quality + uses + shortness
