"""The ledger L1–L5: defined in sets, reviewed and published as subtrees, never by their own author."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import insert, select

from shudao.access import facade as access
from shudao.architecture import logic, permissions, searching, store
from shudao.architecture.contracts import Level, NewAttribute, NewNode, State
from shudao.architecture.errors import (
    BadArchitecture,
    NotFinishedParent,
    NothingToDecide,
    OwnWork,
    PublishedIsFixed,
    UnknownNode,
)
from shudao.architecture.tables import AttributeRow, NodeRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset
from shudao.policy import facade as policy

__all__ = ["define_architecture", "publish_subtree", "submit_subtree"]

ACCOUNTABLE = {Level.SUBJECT_AREA, Level.BUSINESS_OBJECT}


def define_architecture(
    uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute], *, by: Actor
) -> None:
    """Define nodes and attributes in one set, parents before or beside children. All of it or nothing.

    Raises `BadArchitecture` with one detail per fault, `PublishedIsFixed` for a code that is there already.
    """
    access.require(uow, by, permissions.EDIT, {node.organisation_id for node in nodes} or None)
    faults = logic.node_faults(nodes, attributes) + _unknown_parents(uow, nodes, attributes)
    faults += _unknown_elements(uow, attributes)
    if faults:
        raise BadArchitecture(count=len(faults), details=[{"code": c, "fault": f} for c, f in faults])
    _refuse_known(uow, nodes, attributes)
    ordered = sorted(nodes, key=lambda node: node.code.count("."))
    for start in range(0, len(ordered), store.BATCH):
        uow.session.execute(insert(NodeRow), [_node_values(n, by) for n in ordered[start : start + store.BATCH]])
    for start in range(0, len(attributes), store.BATCH):
        uow.session.execute(
            insert(AttributeRow), [_attribute_values(a) for a in attributes[start : start + store.BATCH]]
        )
    _note_accountable(uow, ordered)
    searching.index_nodes(uow, ordered, attributes, State.DRAFT)
    for node in ordered:
        subject = f"architecture/node/{node.code}"
        evidence.record(uow, by=by, action="architecture.node.defined", subject=subject)


def _node_values(node: NewNode, by: Actor) -> dict[str, object]:
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
        "owner_confirmed_on": None,
        "state": State.DRAFT,
        "version": 1,
        "author": by.principal,
        "submitted_by": None,
    }


def _attribute_values(attribute: NewAttribute) -> dict[str, object]:
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
        "state": State.DRAFT,
        "version": 1,
    }


def _unknown_parents(
    uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute]
) -> list[tuple[str, str]]:
    codes = [node.code for node in nodes] + [attribute.code for attribute in attributes]
    parents = {code: next(iter(logic.ancestors(code)), None) for code in codes}
    wanted = {parent for parent in parents.values() if parent} - {node.code for node in nodes}
    known = set(uow.session.scalars(select(NodeRow.code).where(NodeRow.code.in_(wanted)))) if wanted else set()
    missing = wanted - known
    return [(code, f"上级 {parent} 不存在") for code, parent in parents.items() if parent in missing]


def _unknown_elements(uow: UnitOfWork, attributes: Sequence[NewAttribute]) -> list[tuple[str, str]]:
    wanted = {a.data_element for a in attributes if a.data_element}
    known = policy.data_elements(uow, wanted)
    return [
        (a.code, f"没有数据元 {a.data_element}") for a in attributes if a.data_element and a.data_element not in known
    ]


def _refuse_known(uow: UnitOfWork, nodes: Sequence[NewNode], attributes: Sequence[NewAttribute]) -> None:
    node_codes = [node.code for node in nodes]
    attribute_codes = [attribute.code for attribute in attributes]
    taken = uow.session.scalar(select(NodeRow.code).where(NodeRow.code.in_(node_codes)).limit(1))
    taken = taken or uow.session.scalar(
        select(AttributeRow.code).where(AttributeRow.code.in_(attribute_codes)).limit(1)
    )
    if taken:
        raise PublishedIsFixed(node=taken)


def _note_accountable(uow: UnitOfWork, nodes: Sequence[NewNode]) -> None:
    for node in nodes:
        code = logic.parse_code(node.code)
        if code is not None and code.level in ACCOUNTABLE:
            asset = AccountableAsset(code.level.kind, node.code, node.name, node.organisation_id)
            mechanism.note_asset(uow, asset)


def submit_subtree(uow: UnitOfWork, code: str, *, by: Actor) -> int:
    """Hand a node and all drafts under it in for review; returns how many. Raises `NothingToDecide`."""
    nodes, attributes = store.below(uow.session, code)
    drafts = [row for row in nodes if row.state == State.DRAFT]
    others = [row for row in attributes if row.state == State.DRAFT]
    if not drafts and not others:
        raise NothingToDecide(node=code, wanted=State.DRAFT.zh)
    access.require(uow, by, permissions.EDIT, {row.organisation_id for row in drafts} or None)
    for row in drafts:
        row.state, row.submitted_by = State.IN_REVIEW, by.principal
    for attribute in others:
        attribute.state = State.IN_REVIEW
    uow.session.flush()
    evidence.record(uow, by=by, action="architecture.node.submitted", subject=f"architecture/node/{code}")
    return len(drafts) + len(others)


def publish_subtree(uow: UnitOfWork, code: str, *, by: Actor) -> int:
    """Publish a node and everything under it that is in review; not by whoever drafted or submitted any of it."""
    access.require(uow, by, permissions.PUBLISH)
    nodes, attributes = store.below(uow.session, code)
    waiting = [row for row in nodes if row.state == State.IN_REVIEW]
    others = [row for row in attributes if row.state == State.IN_REVIEW]
    if not waiting and not others:
        raise NothingToDecide(node=code, wanted=State.IN_REVIEW.zh)
    own = next((row for row in waiting if by.principal in (row.author, row.submitted_by)), None)
    if own is not None:
        raise OwnWork(node=own.name)
    _require_published_parent(uow, code)
    for row in waiting:
        row.state = State.PUBLISHED
    for attribute in others:
        attribute.state = State.PUBLISHED
    uow.session.flush()
    searching.set_state(uow, [row.code for row in waiting] + [row.code for row in others], State.PUBLISHED)
    for row in waiting:
        evidence.record(uow, by=by, action="architecture.node.published", subject=f"architecture/node/{row.code}")
    return len(waiting) + len(others)


def _require_published_parent(uow: UnitOfWork, code: str) -> None:
    above = next(iter(logic.ancestors(code)), None)
    if above is not None and store.node_row(uow.session, above).state != State.PUBLISHED:
        raise NotFinishedParent(node=code, parent=above)
