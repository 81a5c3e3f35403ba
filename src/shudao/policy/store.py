"""Queries of `policy`, and the way between rows and contracts."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, or_, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from shudao.policy.contracts import (
    Code,
    CodeRow,
    CodeTable,
    DataElement,
    DataType,
    NewDataElement,
    NewNorm,
    Norm,
    PolicyKind,
    Representation,
    State,
    ValueRange,
)
from shudao.policy.contracts_codes import Library, Relation, RelationKind
from shudao.policy.tables import CodeLineRow, CodeTableRow, DataElementRow, NormRow

# What a reader gets without naming a version: the published one, else the newest.
_PREFERENCE = {"published": 0, "in_review": 1, "draft": 2, "retired": 3}


def preference(state: Any) -> ColumnElement[int]:
    return case(_PREFERENCE, value=state)


def element_values(new: NewDataElement) -> dict[str, Any]:
    """The columns of a data element that its author writes."""
    values = asdict(new)
    values["organisation_id"] = values.pop("submitted_by")
    values["value_range"] = values.pop("range")
    values["representation"], values["data_type"] = new.representation.value, new.data_type.value
    values["synonyms"], values["null_words"] = list(new.synonyms), list(new.null_words)
    values["library"] = new.library.value
    values["relations"] = [{"kind": each.kind.value, "element": each.element} for each in new.relations]
    return values


def element_rows(session: Session, codes: Iterable[str]) -> list[DataElementRow]:
    """All versions of these elements."""
    return list(session.scalars(select(DataElementRow).where(DataElementRow.code.in_(list(codes)))))


def best_elements(session: Session, codes: Iterable[str]) -> list[DataElementRow]:
    """One row per code: the published version, else the newest."""
    query = (
        select(DataElementRow)
        .where(DataElementRow.code.in_(list(codes)))
        .ext(distinct_on(DataElementRow.code))
        .order_by(DataElementRow.code, preference(DataElementRow.state), DataElementRow.version.desc())
    )
    return list(session.scalars(query))


def all_relations(session: Session) -> dict[str, tuple[Relation, ...]]:
    """Every element's relations, of its published version or else its newest; few elements have any."""
    row = DataElementRow
    query = select(row.code, row.relations).ext(distinct_on(row.code))
    query = query.order_by(row.code, preference(row.state), row.version.desc())
    return {code: to_relations(found) for code, found in session.execute(query)}


def to_relations(found: list[Any]) -> tuple[Relation, ...]:
    return tuple(Relation(RelationKind(each["kind"]), each["element"]) for each in found)


def published_names(session: Session, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(shelf, name) of published elements → codes."""
    row = DataElementRow
    query = select(row.shelf, row.name, row.code).where(
        tuple_(row.shelf, row.name).in_(list(places)), row.state == State.PUBLISHED
    )
    return {(shelf, name): code for shelf, name, code in session.execute(query)}


def matching_elements(q: str, state: str | None) -> Select[Any]:
    query = select(DataElementRow)
    if state:
        query = query.where(DataElementRow.state == state)
    if q:
        like = f"%{escape_like(q)}%"
        columns = (DataElementRow.code, DataElementRow.name, DataElementRow.english, DataElementRow.definition)
        hit = or_(*(column.ilike(like) for column in columns), DataElementRow.synonyms.contains([q]))
        query = query.where(hit)
    return query


def escape_like(text: str) -> str:
    """A literal text inside a LIKE pattern."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def to_element(row: DataElementRow) -> DataElement:
    return DataElement(
        code=row.code,
        version=row.version,
        state=State(row.state),
        name=row.name,
        english=row.english,
        pinyin=row.pinyin,
        definition=row.definition,
        object_class=row.object_class,
        property=row.property,
        representation=Representation(row.representation),
        synonyms=tuple(row.synonyms),
        use=row.use,
        data_type=DataType(row.data_type),
        format=row.format,
        code_table=row.code_table,
        range=ValueRange(**row.value_range) if row.value_range else None,
        checksum=row.checksum,
        pattern=row.pattern,
        unit=row.unit,
        null_words=tuple(row.null_words),
        submitted_by=row.organisation_id,
        registered_by=row.registered_by,
        rule_organisation_id=row.rule_organisation_id,
        maintenance_organisation_id=row.maintenance_organisation_id,
        monitoring_organisation_id=row.monitoring_organisation_id,
        approved_on=_day(row.approved_at),
        remark=row.remark,
        context=row.context,
        relations=to_relations(row.relations),
        library=Library(row.library),
    )


def table_row(session: Session, name: str, version: str | None) -> CodeTableRow | None:
    """A version of a code table; without one, the published version, else the newest."""
    query = select(CodeTableRow).where(CodeTableRow.name == name)
    if version is not None:
        query = query.where(CodeTableRow.version == version)
    return session.scalars(query.order_by(preference(CodeTableRow.state), CodeTableRow.created_at.desc())).first()


def open_tables(session: Session, name: str) -> list[CodeTableRow]:
    """Versions that are being worked on."""
    row = CodeTableRow
    query = select(row).where(row.name == name, row.state.in_([State.DRAFT, State.IN_REVIEW]))
    return list(session.scalars(query))


def published_tables(session: Session, names: Iterable[str]) -> set[str]:
    row = CodeTableRow
    return set(session.scalars(select(row.name).where(row.name.in_(list(names)), row.state == State.PUBLISHED)))


def to_table(row: CodeTableRow) -> CodeTable:
    return CodeTable(
        name=row.name,
        title=row.title,
        version=row.version,
        state=State(row.state),
        standard=row.standard,
        is_official=row.is_official,
        organisation_id=row.organisation_id,
        row_count=row.row_count,
        digest=row.digest,
        approved_on=_day(row.approved_at),
        source=row.source,
        library=Library(row.library),
        extends=row.extends,
        realm=row.realm,
    )


def to_row(row: CodeLineRow) -> CodeRow:
    return CodeRow(
        code=row.code,
        name=row.name,
        parent=row.parent,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_local=row.is_local,
        successors=tuple(row.successors),
        aliases=tuple(row.aliases),
    )


def to_code(row: CodeLineRow, table: CodeTableRow) -> Code:
    return Code(**vars(to_row(row)), table=table.name, version=table.version)


def norm_values(new: NewNorm) -> dict[str, Any]:
    return {**asdict(new), "policy": new.policy.value, "clauses": list(new.clauses)}


def to_norm(row: NormRow) -> Norm:
    return Norm(
        code=row.code,
        version=row.version,
        title=row.title,
        policy=PolicyKind(row.policy),
        effective_on=row.effective_on,
        organisation_id=row.organisation_id,
        summary=row.summary,
        state=State(row.state),
        approved_on=_day(row.approved_at),
        text=row.text,
        clauses=tuple(row.clauses),
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
