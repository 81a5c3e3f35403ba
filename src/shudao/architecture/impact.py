"""What of the architecture hangs on a thing: nodes below it, attributes by its standard, entries of the catalogue."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from shudao.architecture import logic
from shudao.architecture.contracts import EntryState, Level, State
from shudao.architecture.paths import page_of_entry
from shudao.architecture.tables import AttributeRow, CatalogueRow, NodeRow
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade as policy
from shudao.work.contracts import Affected

__all__ = ["Touched", "affected", "touched_by"]

NODE = "architecture/node/"
# Nobody reads more; who changes a whole domain is told that much.
MOST = 500


@dataclass(frozen=True)
class Touched:
    """Entities a subject reaches, and, where it reaches only some of their attributes, which."""

    entity_codes: frozenset[str]
    attribute_codes: frozenset[str] | None = None


def touched_by(uow: UnitOfWork, subject: str) -> Touched:
    """The entities (and attributes) a node, a data element, a code table or a catalogue entry stands for."""
    if subject.startswith(NODE):
        return _below(uow, subject.removeprefix(NODE))
    if subject.startswith("architecture/catalogue/"):
        entry = uow.session.get(CatalogueRow, subject.removeprefix("architecture/catalogue/"))
        return Touched(frozenset({entry.entity_code} if entry and entry.entity_code else ()))
    elements = policy.elements_about(uow, subject)
    query = select(AttributeRow).where(AttributeRow.data_element.in_(elements)).order_by(AttributeRow.code).limit(MOST)
    found = uow.session.scalars(query).all() if elements else []
    return Touched(frozenset(row.entity_code for row in found), frozenset(row.code for row in found))


def _below(uow: UnitOfWork, code: str) -> Touched:
    parsed = logic.parse_code(code)
    if parsed is None:
        return Touched(frozenset())
    if parsed.level is Level.ATTRIBUTE:
        return Touched(frozenset({str(parsed.parent)}), frozenset({code}))
    if parsed.level is Level.ENTITY:
        return Touched(frozenset({code}))
    query = select(NodeRow.code).where(NodeRow.level == Level.ENTITY, NodeRow.code.startswith(f"{code}."))
    return Touched(frozenset(uow.session.scalars(query.order_by(NodeRow.code).limit(MOST))))


def affected(uow: UnitOfWork, subject: str, *, by: Actor) -> Sequence[Affected]:
    touched = touched_by(uow, subject)
    found = _children(uow, subject.removeprefix(NODE)) if subject.startswith(NODE) else []
    if subject.startswith("policy/"):
        found += _standardised(uow, touched)
    if not subject.startswith("architecture/catalogue/"):
        found += _entries(uow, touched.entity_codes)
    return found


def _children(uow: UnitOfWork, code: str) -> list[Affected]:
    query = select(NodeRow).where(NodeRow.parent_code == code, NodeRow.state == State.PUBLISHED)
    return [
        Affected(
            "architecture.node",
            f"{row.name}（{row.code}）",
            path_of(row.code),
            row.organisation_id,
            "是它的下级",
            "stands below it",
        )
        for row in uow.session.scalars(query.order_by(NodeRow.code).limit(MOST))
    ]


def _standardised(uow: UnitOfWork, touched: Touched) -> list[Affected]:
    query = select(AttributeRow, NodeRow).join(NodeRow, NodeRow.code == AttributeRow.entity_code)
    query = query.where(AttributeRow.code.in_(touched.attribute_codes or ()), AttributeRow.state == State.PUBLISHED)
    return [
        Affected(
            "architecture.attribute",
            f"{node.name}·{row.name}",
            path_of(node.code),
            node.organisation_id,
            "该属性引用此标准",
            "this attribute follows the standard",
        )
        for row, node in uow.session.execute(query.order_by(AttributeRow.code))
    ]


def _entries(uow: UnitOfWork, entity_codes: Collection[str]) -> list[Affected]:
    query = select(CatalogueRow).where(
        CatalogueRow.entity_code.in_(entity_codes), CatalogueRow.state == EntryState.PUBLISHED
    )
    return [
        Affected(
            "architecture.entry",
            row.name,
            page_of_entry(row.code),
            row.provider_organisation_id,
            "目录条目挂接在此",
            "this catalogue entry is hooked up to it",
        )
        for row in uow.session.scalars(query.order_by(CatalogueRow.code).limit(MOST))
    ]


def path_of(code: str) -> str:
    """The page of a node in the console; an attribute is on the page of its entity."""
    parsed = logic.parse_code(code)
    if parsed is None:
        return ""
    if parsed.level is Level.ATTRIBUTE:
        return f"/ledger/entities/{parsed.parent}"
    kind = {Level.BUSINESS_OBJECT: "objects", Level.ENTITY: "entities"}.get(parsed.level, "nodes")
    return f"/ledger/{kind}/{code}"
