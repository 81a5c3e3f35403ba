"""Rows for the pictures of clauses: each says only what matters, everything else is filled in by its type."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shudao.access.tables import AccountRow, MembershipRow
from shudao.admission.tables import AssetRow, CertificateRow, GateAnswerRow
from shudao.analytics.tables import ValueRow
from shudao.architecture.tables import (
    AttributeRow,
    CatalogueRow,
    CertificationRow,
    LegalBasisRow,
    LineageRow,
    NodeRow,
    QualityPlanRow,
    RegistrationRow,
    SourceRow,
    SystemRow,
)
from shudao.architecture.tables_indicators import IndicatorRow
from shudao.kernel.clock import SystemClock
from shudao.kernel.database import Base
from shudao.mechanism.tables import AccountabilityRow, PersonRow
from shudao.policy.tables import CodeTableRow, DataElementRow

__all__ = ["DAY", "ENTITY", "OBJECT", "Case", "Row"]

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=SystemClock().now().tzinfo)
OBJECT, ENTITY = "LC01.01.001", "LC01.01.001.01"
# Whatever a column of a type needs where the picture does not care.
PLAIN: dict[type, Any] = {str: "–", int: 1, float: 0.0, bool: False, date: DAY, datetime: NOW}


@dataclass(frozen=True)
class Row:
    """One row of one table."""

    table: type[Base]
    values: dict[str, Any]

    def whole(self) -> dict[str, Any]:
        columns = self.table.__table__.columns
        return {column.key: self.values.get(column.key, self._usual(column)) for column in columns}

    def _usual(self, column: Column[Any]) -> Any:
        if column.nullable:
            return None
        if isinstance(column.type, JSONB | ARRAY):
            said = next(c.__annotations__[column.key] for c in self.table.__mro__ if column.key in c.__annotations__)
            return [] if "list" in str(said) else {}
        return PLAIN.get(column.type.python_type, 0)


@dataclass(frozen=True)
class Case:
    """A clause in a picture: with `given` and `bad` it finds exactly `finds`, with `given` and `good` nothing."""

    finds: str
    bad: tuple[Row, ...]
    good: tuple[Row, ...]
    given: tuple[Row, ...] = ()
    detail: str | None = None


LIFE = {"state": "published", "author": "a", "submitted_by": "a", "published_by": "b"}
APPROVED = {"state": "published", "author": "a", "submitted_by": "a", "approved_by": "b", "approved_at": NOW}


def node(code: str = ENTITY, **given: Any) -> Row:
    level = code.count(".") + 1
    parent = code.rpartition(".")[0] or None
    return Row(NodeRow, {**LIFE, "code": code, "level": level, "parent_code": parent, "name": code} | given)


def attribute(number: int = 1, entity: str = ENTITY, **given: Any) -> Row:
    code = f"{entity}.{number:03d}"
    usual = {"code": code, "entity_code": entity, "name": code, "column_name": f"c{number}", "definition": "含义"}
    return Row(AttributeRow, LIFE | usual | given)


def owner(code: str, kind: str, person: str = "p1", **given: Any) -> Row:
    usual = {"id": f"{code}/{person}", "asset_kind": kind, "asset_code": code, "person_id": person, "state": "current"}
    return Row(AccountabilityRow, {**usual, "valid_to": None, **given})


def person(id_: str = "p1", **given: Any) -> Row:
    return Row(PersonRow, {"id": id_, "code": id_, "name": id_, "left_on": None} | given)


def element(code: str = "DE00001", **given: Any) -> Row:
    usual = {"id": code, "code": code, "version": 1, "name": code, "format": "an..20", "data_type": "string"}
    usual |= {"library": "national", "shelf": "national"}
    return Row(DataElementRow, APPROVED | usual | given)


def code_table(name: str = "sex", **given: Any) -> Row:
    usual = {"id": name, "name": name, "version": "1", "standard": "GB/T 2261.1", "library": "national"}
    return Row(CodeTableRow, APPROVED | usual | given)


def system(code: str = "SYS-A", **given: Any) -> Row:
    return Row(SystemRow, {"code": code, "name": code, "state": "in_use"} | given)


def source(code: str = "SRC-A", system_code: str = "SYS-A", **given: Any) -> Row:
    return Row(SourceRow, {"code": code, "name": code, "system_code": system_code} | given)


def registration(entity: str = ENTITY, source_code: str = "SRC-A") -> Row:
    return Row(RegistrationRow, {"entity_code": entity, "source_code": source_code})


def certification(entity: str = ENTITY, system_code: str = "SYS-A", **given: Any) -> Row:
    return Row(
        CertificationRow, {"id": f"{entity}/{system_code}", "entity_code": entity, "system_code": system_code} | given
    )


def plan(entity: str = ENTITY, **given: Any) -> Row:
    return Row(QualityPlanRow, {"entity_code": entity, "cycle": "4", "tolerance": 0.02} | given)


def entry(code: str = "306012/1", **given: Any) -> Row:
    usual = {"code": code, "state": "published", "name": code, "category": "306012", "share_type": "1"}
    return Row(CatalogueRow, usual | {"openness": "不予开放", "update_cycle": "4", "legal_basis": None} | given)


def legal_basis(code: str = "LB-1", kind: str = "法律") -> Row:
    return Row(LegalBasisRow, {"code": code, "title": code, "kind": kind})


def lineage(origin: str, target: str) -> Row:
    return Row(LineageRow, {"origin": origin, "target": target, "via": "v"})


def asset(code: str = "dwi_a", **given: Any) -> Row:
    usual = {"code": code, "layer": code.split("_")[0], "title": code, "entity_code": ENTITY}
    return Row(AssetRow, usual | given)


def certificate(code: str = "dwi_a", **given: Any) -> Row:
    return Row(CertificateRow, {"id": f"c/{code}", "asset_code": code} | given)


def gate_answer(code: str = "dwi_a", **given: Any) -> Row:
    return Row(GateAnswerRow, {"id": f"g/{code}", "asset_code": code} | given)


def account(login: str, person_id: str | None = "p1") -> Row:
    return Row(AccountRow, {"id": login, "login": login, "name": login, "person_id": person_id, "state": "active"})


def membership(account_id: str, role: str, **given: Any) -> Row:
    return Row(MembershipRow, {"id": f"{account_id}/{role}", "account_id": account_id, "role": role} | given)


def indicator(code: str = "ZBY00001", **given: Any) -> Row:
    usual = {"id": code, "code": code, "version": 1, "kind": "business", "name": code, "uses": []}
    return Row(IndicatorRow, LIFE | usual | given)


def computed(code: str = "ZBD00001", **given: Any) -> Row:
    return Row(ValueRow, {"indicator_code": code} | given)
