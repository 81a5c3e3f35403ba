"""The ledger L1–L5: defined in sets, reviewed and published as subtrees, never by their own author."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import asdict

from sqlalchemy import insert, select, update
from sqlalchemy.orm.attributes import set_committed_value

from shudao.access import facade as access
from shudao.architecture import logic, permissions, searching, store, waiting
from shudao.architecture.contracts import Level, NewAttribute, NewNode, State
from shudao.architecture.errors import (
    BadArchitecture,
    NotFinishedParent,
    NothingToDecide,
    OwnWork,
    PublishedIsFixed,
    UnknownNode,
)
from shudao.architecture.events import EntityChanged
from shudao.architecture.paths import page_of
from shudao.architecture.tables import AttributeRow, NodeRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset
from shudao.policy import facade as policy

__all__ = ["define_architecture", "next_code", "publish_subtree", "submit_subtree"]

ACCOUNTABLE = {Level.SUBJECT_AREA, Level.BUSINESS_OBJECT}


def define_architecture(
    uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute], *, by: Actor
) -> None:
    """Define nodes and attributes in one set, parents before or beside children. All of it or nothing.

    Raises `BadArchitecture` with one detail per fault, `PublishedIsFixed` for a code that is there already.
    """
    _require_edit(uow, nodes, attributes, by)
    faults = logic.node_faults(nodes, attributes) + unknown_parents(uow, nodes, attributes)
    faults += unknown_elements(uow, attributes)
    if not faults:
        refuse_known(uow, nodes, attributes)
        faults = logic.repeated_names(nodes, attributes, store.names_taken(uow.session, nodes, attributes))
    if faults:
        raise BadArchitecture(count=len(faults), details=[{"code": c, "fault": f} for c, f in faults])
    ordered = sorted(nodes, key=lambda node: node.code.count("."))
    for start in range(0, len(ordered), store.BATCH):
        uow.session.execute(insert(NodeRow), [node_values(n, by) for n in ordered[start : start + store.BATCH]])
    for start in range(0, len(attributes), store.BATCH):
        part = attributes[start : start + store.BATCH]
        uow.session.execute(insert(AttributeRow), [attribute_values(a, by) for a in part])
    note_accountable(uow, ordered, attributes)
    searching.index_nodes(uow, ordered, attributes, State.DRAFT)
    _record_definition(uow, ordered, attributes, by)


def _require_edit(uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute], by: Actor) -> None:
    """One edits for one's own organisation: the nodes' own, and that of each entity attributes are added to."""
    owners = {node.organisation_id for node in nodes}
    entities = {a.code.rpartition(".")[0] for a in attributes} - {node.code for node in nodes}
    found = {code: owner for code, owner, _ in store.owners(uow.session, entities)}
    access.require(uow, by, permissions.EDIT)
    for owner in {*owners, *found.values()}:
        access.require(uow, by, permissions.EDIT, owner)


def _record_definition(
    uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute], by: Actor
) -> None:
    """One line per node; attributes are counted on the line of their entity."""
    added = Counter(attribute.code.rpartition(".")[0] for attribute in attributes)
    for code in [*(node.code for node in nodes), *sorted(added.keys() - {node.code for node in nodes})]:
        subject, detail = f"architecture/node/{code}", {"attributes": added[code]} if added[code] else None
        evidence.record(uow, by=by, action="architecture.node.defined", subject=subject, detail=detail)


def node_values(node: NewNode, by: Actor) -> dict[str, object]:
    code = logic.parse_code(node.code)
    if code is None:
        raise UnknownNode(node=node.code)
    return {
        "code": node.code,
        "level": int(code.level),
        "parent_code": str(code.parent) if code.parent else None,
        "name": node.name,
        "english": node.english,
        "definition": node.definition,
        "synonyms": list(node.synonyms),
        "organisation_id": node.organisation_id,
        "category": asdict(node.category) if node.category else None,
        "grade": node.grade,
        "is_critical": node.is_critical,
        "lake_table": node.table,
        "identifying_attribute": node.identifying_attribute,
        "traces": store.from_traces(node.traces),
        **_draft(by),
    }


def _draft(by: Actor) -> dict[str, object]:
    return {"state": State.DRAFT, "version": 1, "author": by.principal}


def attribute_values(attribute: NewAttribute, by: Actor) -> dict[str, object]:
    code = logic.parse_code(attribute.code)
    if code is None:
        raise UnknownNode(node=attribute.code)
    return {
        "code": attribute.code,
        "entity_code": str(code.parent),
        "position": code.numbers[-1],
        "name": attribute.name,
        "definition": attribute.definition,
        "synonyms": list(attribute.synonyms),
        "column_name": attribute.field,
        "data_element": attribute.data_element,
        "data_type": attribute.data_type,
        "format": attribute.format,
        "grade": attribute.grade,
        "is_key": attribute.is_key,
        "is_critical": attribute.is_critical,
        "is_personal": attribute.is_personal,
        "nullable": attribute.nullable and not attribute.is_key,
        **_draft(by),
    }


def unknown_parents(
    uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute], beside: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Whose parent is neither there nor among what is defined with it; `beside` are codes of further parts of it."""
    codes = [node.code for node in nodes] + [attribute.code for attribute in attributes]
    parents = {code: next(iter(logic.ancestors(code)), None) for code in codes}
    wanted = {parent for parent in parents.values() if parent} - {node.code for node in nodes} - set(beside)
    known = set(uow.session.scalars(select(NodeRow.code).where(NodeRow.code.in_(wanted)))) if wanted else set()
    missing = wanted - known
    return [(code, f"上级 {parent} 不存在") for code, parent in parents.items() if parent in missing]


def unknown_elements(uow: UnitOfWork, attributes: Sequence[NewAttribute]) -> list[tuple[str, str]]:
    wanted = {a.data_element for a in attributes if a.data_element}
    known = policy.data_elements(uow, wanted)
    return [
        (a.code, f"没有数据元 {a.data_element}") for a in attributes if a.data_element and a.data_element not in known
    ]


def refuse_known(uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute]) -> None:
    node_codes = [node.code for node in nodes]
    attribute_codes = [attribute.code for attribute in attributes]
    taken = uow.session.scalar(select(NodeRow.code).where(NodeRow.code.in_(node_codes)).limit(1))
    taken = taken or uow.session.scalar(
        select(AttributeRow.code).where(AttributeRow.code.in_(attribute_codes)).limit(1)
    )
    if taken:
        raise PublishedIsFixed(node=taken)


def note_accountable(uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute] = ()) -> None:
    """Tell `mechanism` what needs an owner: subject areas, business objects, and critical attributes within these."""
    found = [
        AccountableAsset(code.level.kind, node.code, node.name, node.organisation_id)
        for node in nodes
        if (code := logic.parse_code(node.code)) is not None and code.level in ACCOUNTABLE
    ]
    critical = [attribute for attribute in attributes if attribute.is_critical]
    entities = {each.code.rpartition(".")[0] for each in critical}
    owners = {code: owner for code, owner, _ in store.owners(uow.session, entities)} if entities else {}
    found += [accountable_attribute(each.code, each.name, owners[each.code.rpartition(".")[0]]) for each in critical]
    mechanism.note_assets(uow, found)


def accountable_attribute(code: str, name: str, organisation_id: str) -> AccountableAsset:
    """A critical attribute as something that needs an owner: its business object's, unless another is named."""
    return AccountableAsset(Level.ATTRIBUTE.kind, code, name, organisation_id, code.rsplit(".", 2)[0])


def next_code(uow: UnitOfWork, parent_code: str, *, by: Actor) -> str:
    """The first code below a node that is higher than any in use, drafts and retired ones included.

    For a domain `parent_code` is the jurisdiction's letters. Raises `UnknownNode`.
    """
    access.require(uow, by, permissions.EDIT)
    if parent_code.isalpha():
        parent = logic.ArchitectureCode(parent_code, ())
    else:
        store.node_row(uow.session, parent_code)
        parent = logic.parse_code(parent_code) or logic.ArchitectureCode(parent_code, ())
    used = [logic.parse_code(code) for code in store.codes_below(uow.session, str(parent))]
    return str(parent.child(max((code.numbers[-1] for code in used if code), default=0) + 1))


def submit_subtree(uow: UnitOfWork, code: str, *, by: Actor) -> int:
    """Hand a node and all drafts under it in for review; returns how many. Raises `NothingToDecide`."""
    nodes, attributes = _in_state(uow, code, State.DRAFT)
    for owner in _owners(uow, nodes, attributes):
        access.require(uow, by, permissions.EDIT, owner)
    both: list[NodeRow | AttributeRow] = [*nodes, *attributes]
    _move(uow, nodes, attributes, state=State.IN_REVIEW, submitted_by=by.principal)
    subject, name = f"architecture/node/{code}", both[0].name
    evidence.record(uow, by=by, action="architecture.node.submitted", subject=subject)
    link, bureau = page_of(code), waiting.bureau_of(uow, store.owner_id(uow.session, both[0]))
    title_zh, title_en = f"审核架构：{name}（{code}）", f"Review the architecture of {name} ({code})"
    waiting.ask(uow, subject, title_zh, title_en, link, Role.DATA_BUREAU, bureau, by=by)
    return len(both)


def publish_subtree(uow: UnitOfWork, code: str, *, by: Actor) -> int:
    """Publish a node and everything under it that is in review; not by whoever drafted or submitted any of it.

    Raises `NothingToDecide`, `OwnWork`, `NotFinishedParent` while the level above is not published.
    """
    access.require(uow, by, permissions.PUBLISH)
    nodes, attributes = _in_state(uow, code, State.IN_REVIEW)
    both: list[NodeRow | AttributeRow] = [*nodes, *attributes]
    own = next((row for row in both if by.principal in (row.author, row.submitted_by)), None)
    if own is not None:
        raise OwnWork(node=own.name)
    _require_published_parents(uow, both)
    _move(uow, nodes, attributes, state=State.PUBLISHED, published_by=by.principal)
    for row in nodes:
        evidence.record(uow, by=by, action="architecture.node.published", subject=f"architecture/node/{row.code}")
    _record_supplements(uow, nodes, attributes, by)
    waiting.done(uow, f"architecture/node/{code}", "published", by=by)
    return len(both)


def _move(uow: UnitOfWork, nodes: Sequence[NodeRow], attributes: Sequence[AttributeRow], **values: str) -> None:
    """Bring rows that are held into a state, a thousand at a time; the search follows."""
    node_codes, attribute_codes = [row.code for row in nodes], [row.code for row in attributes]
    for start in range(0, len(node_codes), store.BATCH):
        some = NodeRow.code.in_(node_codes[start : start + store.BATCH])
        uow.session.execute(update(NodeRow).where(some).values(values).execution_options(synchronize_session=False))
    for start in range(0, len(attribute_codes), store.BATCH):
        some = AttributeRow.code.in_(attribute_codes[start : start + store.BATCH])
        uow.session.execute(
            update(AttributeRow).where(some).values(values).execution_options(synchronize_session=False)
        )
    for row in (*nodes, *attributes):
        for field, value in values.items():
            set_committed_value(row, field, value)
    searching.set_state(uow, [*node_codes, *attribute_codes], State(values["state"]))


def _record_supplements(
    uow: UnitOfWork, nodes: Sequence[NodeRow], attributes: Sequence[AttributeRow], by: Actor
) -> None:
    """Attributes that join an entity published before: the gate has to look at it again."""
    fresh = {row.code for row in nodes}
    for entity_code, count in Counter(row.entity_code for row in attributes).items():
        if entity_code in fresh:
            continue
        subject, detail = f"architecture/node/{entity_code}", {"attributes": count}
        evidence.record(uow, by=by, action="architecture.attributes.published", subject=subject, detail=detail)
        uow.tell(EntityChanged(entity_code=entity_code))


def _in_state(uow: UnitOfWork, code: str, state: State) -> tuple[list[NodeRow], list[AttributeRow]]:
    nodes, attributes = store.below(uow.session, code, state)
    if not nodes and not attributes:
        raise NothingToDecide(node=code, wanted=state.zh)
    return nodes, attributes


def _owners(uow: UnitOfWork, nodes: Sequence[NodeRow], attributes: Sequence[AttributeRow]) -> set[str]:
    found = store.owners(uow.session, {row.entity_code for row in attributes})
    return {row.organisation_id for row in nodes} | {owner for _, owner, _ in found}


def _require_published_parents(uow: UnitOfWork, rows: Sequence[NodeRow | AttributeRow]) -> None:
    """Nothing is published below something that is not, unless both are published in one breath."""
    within = {row.code for row in rows}
    parents = {row.code: _parent(row) for row in rows}
    outside = {parent for parent in parents.values() if parent and parent not in within}
    states = {code: state for code, _, state in store.owners(uow.session, outside)}
    for code, parent in parents.items():
        if parent in states and states[parent] != State.PUBLISHED:
            raise NotFinishedParent(node=code, parent=parent)


def _parent(row: NodeRow | AttributeRow) -> str | None:
    return row.entity_code if isinstance(row, AttributeRow) else row.parent_code
