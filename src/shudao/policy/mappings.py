"""Mappings between code systems: one to one, one to many with a condition, none; in versions and through time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, or_, select

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.policy import life, sight, store, translating
from shudao.policy.codes import codes
from shudao.policy.contracts import CodeMapping, CodePair, NewCodeMapping, State, Translation
from shudao.policy.errors import VersionFixed
from shudao.policy.errors_codes import BadCodeMapping, UnknownCodeMapping
from shudao.policy.tables import CodeMappingRow, CodePairRow

__all__ = [
    "code_mapping",
    "drop_code_mapping",
    "exact_translations",
    "list_code_mappings",
    "list_pairs",
    "load_code_mapping",
    "publish_code_mapping",
    "submit_code_mapping",
    "translate",
    "unmapped",
]

DETAIL_LIMIT = 200


def load_code_mapping(uow: UnitOfWork, new: NewCodeMapping, *, by: Actor) -> CodeMapping:
    """Load one version of a mapping as a draft, every line or none.

    Raises `UnknownCodeTable` for either table, `BadCodeMapping` with the faulty lines, `VersionFixed`.
    """
    owners = {row.organisation_id for row in _versions(uow, new.name)}
    life.require_edit(uow, owners | {new.organisation_id}, by)
    known = [frozenset(code.code for code in codes(uow, table)) for table in (new.from_table, new.to_table)]
    faults = translating.pair_faults(new.pairs, *known)
    if faults:
        details = [{"zh": fault} for fault in faults[:DETAIL_LIMIT]]
        raise BadCodeMapping(name=new.name, count=len(faults), details=details)
    if (taken := _taken(uow, new)) is not None:
        raise VersionFixed(what=new.name, version=taken)
    row = CodeMappingRow(
        id=new_id(),
        name=new.name,
        version=new.version,
        title=new.title,
        from_table=new.from_table,
        to_table=new.to_table,
        organisation_id=new.organisation_id,
        source=new.source,
        row_count=len(new.pairs),
        state=State.DRAFT,
        author=by.principal,
        created_at=uow.clock.now(),
    )
    uow.session.add(row)
    uow.session.flush()
    values = [{**_columns(pair), "mapping_id": row.id, "position": at} for at, pair in enumerate(new.pairs)]
    uow.session.execute(insert(CodePairRow), values)
    detail = {"version": new.version, "rows": len(new.pairs)}
    subject = f"policy/code_mapping/{new.name}"
    evidence.record(uow, by=by, action="policy.code_mapping.loaded", subject=subject, detail=detail)
    return _view(row)


def submit_code_mapping(uow: UnitOfWork, name: str, *, by: Actor) -> None:
    life.submit(uow, life.CODE_MAPPING, [name], by=by)


def publish_code_mapping(uow: UnitOfWork, name: str, *, by: Actor) -> None:
    """Publish the version in review; not by whoever loaded or submitted it."""
    life.publish(uow, life.CODE_MAPPING, [name], by=by)


def drop_code_mapping(uow: UnitOfWork, name: str, *, by: Actor) -> None:
    """Throw a drafted version away."""
    life.drop(uow, life.CODE_MAPPING, name, by=by)


def code_mapping(uow: UnitOfWork, name: str, *, by: Actor) -> CodeMapping:
    """The published version, else the newest one may see. Raises `UnknownCodeMapping`."""
    return _view(_seen(uow, name, by))


def list_code_mappings(uow: UnitOfWork, page: PageQuery, *, by: Actor, table: str | None = None) -> Page[CodeMapping]:
    """Mappings in all versions one may see; `table`: those from or to it."""
    row = CodeMappingRow
    query = select(row).where(sight.visible(uow, row, by))
    if table is not None:
        query = query.where(or_(row.from_table == table, row.to_table == table))
    if page.q:
        like = f"%{store.escape_like(page.q)}%"
        query = query.where(or_(row.name.ilike(like), row.title.ilike(like)))
    keys: dict[str, Any] = {"name": row.name, "title": row.title}
    found = fetch_page(uow.session, query, page, keys, "name")
    return Page([_view(each) for each in found.items], found.total)


def list_pairs(uow: UnitOfWork, name: str, page: PageQuery, *, by: Actor, as_of: date | None = None) -> Page[CodePair]:
    """The lines of a mapping, with `as_of` those that hold on that day."""
    line = CodePairRow
    query = select(line).where(line.mapping_id == _seen(uow, name, by).id)
    if as_of is not None:
        begun, lasting = or_(line.valid_from.is_(None), line.valid_from <= as_of), line.valid_to
        query = query.where(begun, or_(lasting.is_(None), lasting >= as_of))
    if page.q:
        like = f"{store.escape_like(page.q)}%"
        query = query.where(or_(line.from_code.like(like), line.to_code.like(like)))
    keys: dict[str, Any] = {"position": line.position, "from_code": line.from_code, "to_code": line.to_code}
    found = fetch_page(uow.session, query, page, keys, "position")
    return Page([_pair(each) for each in found.items], found.total)


def translate(
    uow: UnitOfWork, name: str, code: str, *, as_of: date, facts: Mapping[str, str] | None = None, by: Actor
) -> Translation:
    """What a code of one system is in the other on a day; `facts` are the values of the row's other fields."""
    line = CodePairRow
    query = select(line).where(line.mapping_id == _seen(uow, name, by).id, line.from_code == code)
    pairs = [_pair(each) for each in uow.session.scalars(query.order_by(line.position))]
    return translating.translation(pairs, as_of, facts or {})


def exact_translations(uow: UnitOfWork, name: str, as_of: date) -> dict[str, str]:
    """Code → code of the other system, of the published version, where one alone is possible on a day: set-wise use."""
    row = uow.session.scalars(
        select(CodeMappingRow).where(CodeMappingRow.name == name, CodeMappingRow.state == State.PUBLISHED)
    ).first()
    if row is None:
        raise UnknownCodeMapping(mapping=name)
    query = select(CodePairRow).where(CodePairRow.mapping_id == row.id).order_by(CodePairRow.position)
    return translating.exact_ones([_pair(each) for each in uow.session.scalars(query)], as_of)


def unmapped(uow: UnitOfWork, name: str, *, as_of: date, by: Actor) -> list[str]:
    """Codes of the first table in force on a day of which the mapping says nothing."""
    row = _seen(uow, name, by)
    said = set(uow.session.scalars(select(CodePairRow.from_code).where(CodePairRow.mapping_id == row.id)))
    return [code.code for code in codes(uow, row.from_table, as_of) if code.code not in said]


def _versions(uow: UnitOfWork, name: str) -> Iterable[CodeMappingRow]:
    return uow.session.scalars(select(CodeMappingRow).where(CodeMappingRow.name == name)).all()


def _taken(uow: UnitOfWork, new: NewCodeMapping) -> str | None:
    """A version that stands in the way: of the same name, or one still open."""
    open_states = (State.DRAFT, State.IN_REVIEW)
    rows = _versions(uow, new.name)
    return next((row.version for row in rows if row.version == new.version or row.state in open_states), None)


def _seen(uow: UnitOfWork, name: str, by: Actor) -> CodeMappingRow:
    row = CodeMappingRow
    query = select(row).where(row.name == name, sight.visible(uow, row, by))
    found = uow.session.scalars(query.order_by(store.preference(row.state), row.created_at.desc())).first()
    if found is None:
        raise UnknownCodeMapping(mapping=name)
    return found


def _columns(pair: CodePair) -> dict[str, Any]:
    return {**vars(pair), "when_values": list(pair.when_values)}


def _pair(row: CodePairRow) -> CodePair:
    values: Sequence[str] = row.when_values
    return CodePair(row.from_code, row.to_code, row.when_field, tuple(values), row.valid_from, row.valid_to, row.note)


def _view(row: CodeMappingRow) -> CodeMapping:
    return CodeMapping(
        name=row.name,
        version=row.version,
        title=row.title,
        from_table=row.from_table,
        to_table=row.to_table,
        organisation_id=row.organisation_id,
        state=row.state,
        row_count=row.row_count,
        source=row.source,
        approved_on=row.approved_at.date() if row.approved_at else None,
    )
