"""What the house knows that bears on a schema, gathered set-wise: published standards, graded attributes of its names,
and the entities that may mean the same. A few queries, however large the ledger is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Text, and_, any_, case, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from shudao.architecture import store
from shudao.architecture.contracts_ledger import Grade, Level, State
from shudao.architecture.harvest.contracts import Knowledge, KnownAttribute, KnownCodeTable, KnownEntity, Proposal
from shudao.architecture.harvest.proposing import propose
from shudao.architecture.tables import AttributeRow, CertificationRow, NodeRow, SystemRow
from shudao.connectors.harvest.contracts import HarvestedSchema
from shudao.kernel.actor import Actor
from shudao.kernel.paging import MAX_LIMIT, Page, PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.policy import facade as policy

__all__ = ["gather", "propose_architecture", "standards"]

CODES_COMPARED = 1000
"""Code tables with more rows are known by name only."""
ENTITIES_COMPARED = 5000
"""Those whose attributes occur in the schema for the most part; others cannot mean what one of its tables means."""
GRADED_PER_NAME = 5
T = TypeVar("T")


def propose_architecture(uow: UnitOfWork, schema: HarvestedSchema, *, by: Actor) -> Proposal:
    """The proposal for a harvested schema by everything the house knows.

    Only what is published is looked at, and drafts of the caller's own organisation: a proposal tells nobody what he
    may not read.
    """
    return propose(schema, gather(uow, schema, by=by))


def gather(uow: UnitOfWork, schema: HarvestedSchema, *, by: Actor) -> Knowledge:
    """Standards first; with them the schema's columns have names, by which the ledger is asked."""
    known = standards(uow, by=by)
    first = propose(schema, known)
    columns = [column for table in first.tables if table.object_key is not None for column in table.columns]
    names = sorted({column.title for column in columns if column.title})
    elements = sorted({column.element.code for column in columns if column.element and column.element.is_sure})
    is_open = _is_open(by)
    return Knowledge(
        known.elements,
        known.code_tables,
        _entities(uow, _candidates(names, elements, is_open)),
        _graded(uow, names, elements, is_open),
    )


def standards(uow: UnitOfWork, *, by: Actor) -> Knowledge:
    """The published data elements and code tables."""
    elements = _all(lambda page: policy.list_data_elements(uow, page, by=by, state=State.PUBLISHED))
    tables = [table for table in _all(lambda page: policy.list_code_tables(uow, page, by=by)) if _is_published(table)]
    codes = tuple(
        KnownCodeTable(table.name, table.title, _codes(uow, table.name, table.row_count), table.row_count)
        for table in tables
    )
    return Knowledge(tuple(elements), codes)


def _all(listed: Callable[[PageQuery], Page[T]]) -> list[T]:
    found: list[T] = []
    while True:
        page = listed(PageQuery(len(found), MAX_LIMIT))
        found += page.items
        if not page.items or len(found) >= page.total:
            return found


def _is_published(table: Any) -> bool:
    return bool(table.state is State.PUBLISHED)


def _codes(uow: UnitOfWork, table: str, row_count: int) -> dict[str, str]:
    if row_count > CODES_COMPARED:
        return {}
    return {code.code: code.name for code in policy.codes(uow, table)}


def _is_open(by: Actor) -> ColumnElement[bool]:
    """Attributes the caller may read: published ones, and his own organisation's."""
    published = AttributeRow.state == State.PUBLISHED
    if by.organisation_id is None:
        return published
    own = select(NodeRow.code).where(NodeRow.level == Level.ENTITY, NodeRow.organisation_id == by.organisation_id)
    return or_(published, AttributeRow.entity_code.in_(own))


def _among(column: Any, values: Sequence[str]) -> ColumnElement[bool]:
    """One parameter, however many values there are."""
    return cast(ColumnElement[bool], column == any_(literal(list(values), ARRAY(Text))))


def _candidates(names: Sequence[str], elements: Sequence[str], is_open: ColumnElement[bool]) -> Any:
    """Entities by the share of their attributes whose name or element occurs in the schema."""
    row = AttributeRow
    is_known = or_(_among(row.name, names), _among(row.data_element, elements))
    hits = func.count().filter(is_known)
    return (
        select(row.entity_code)
        .where(is_open)
        .group_by(row.entity_code)
        .having(hits >= 3)
        .order_by((hits * 1.0 / func.count()).desc(), row.entity_code)
        .limit(ENTITIES_COMPARED)
    )


def _entities(uow: UnitOfWork, candidates: Any) -> tuple[KnownEntity, ...]:
    valid = and_(CertificationRow.entity_code == NodeRow.code, CertificationRow.invalidated_at.is_(None))
    query = (
        select(NodeRow, CertificationRow.system_code, SystemRow.name)
        .outerjoin(CertificationRow, valid)
        .outerjoin(SystemRow, SystemRow.code == CertificationRow.system_code)
        .where(NodeRow.code.in_(candidates))
    )
    found = uow.session.execute(query).all()
    attributes = _attributes_of(uow, [node.code for node, _, _ in found])
    names = mechanism.names_of(uow, organisation_ids={node.organisation_id for node, _, _ in found})
    return tuple(
        KnownEntity(
            node.code,
            node.name,
            node.lake_table or "",
            node.parent_code or "",
            node.organisation_id,
            names.get(node.organisation_id, ""),
            node.is_critical,
            system,
            system_name or "",
            tuple(attributes[node.code]),
        )
        for node, system, system_name in found
    )


def _attributes_of(uow: UnitOfWork, entities: Sequence[str]) -> defaultdict[str, list[KnownAttribute]]:
    found: defaultdict[str, list[KnownAttribute]] = defaultdict(list)
    for row in store.attributes_of(uow.session, entities):
        found[row.entity_code].append(_known(row))
    return found


def _known(row: AttributeRow) -> KnownAttribute:
    return KnownAttribute(
        row.code,
        row.name,
        row.column_name,
        row.data_element,
        store.to_grade(row.grade),
        tuple(row.synonyms),
        row.is_personal,
    )


def _graded(
    uow: UnitOfWork, names: Sequence[str], elements: Sequence[str], is_open: ColumnElement[bool]
) -> tuple[KnownAttribute, ...]:
    """The highest graded attributes of each name and each element."""
    return tuple(
        {
            row.code: _known(row)
            for place, wanted in ((AttributeRow.name, names), (AttributeRow.data_element, elements))
            for row in _highest(uow, place, wanted, is_open)
        }.values()
    )


def _highest(
    uow: UnitOfWork, place: Any, wanted: Sequence[str], is_open: ColumnElement[bool]
) -> Iterable[AttributeRow]:
    rank = case({grade.value: grade.rank for grade in Grade}, value=AttributeRow.grade)
    number = func.row_number().over(partition_by=place, order_by=(rank.desc(), AttributeRow.code))
    ranked = (
        select(AttributeRow.code, number.label("number"))
        .where(_among(place, wanted), AttributeRow.grade.is_not(None), is_open)
        .subquery()
    )
    chosen = select(ranked.c.code).where(ranked.c.number <= GRADED_PER_NAME)
    return uow.session.scalars(select(AttributeRow).where(AttributeRow.code.in_(chosen)))
