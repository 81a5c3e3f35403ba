"""What crosses HTTP of indicators."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from shudao.architecture import contracts_indicators as contracts
from shudao.architecture.contracts_indicators import Additivity, IndicatorKind, TermKind
from shudao.architecture.contracts_ledger import Grade
from shudao.architecture.errors_indicators import BadIndicator
from shudao.architecture.indicators import specs
from shudao.policy.contracts import State

__all__ = [
    "Indicator",
    "IndicatorIn",
    "IndicatorList",
    "Lineage",
    "Reason",
    "Sql",
    "Term",
    "TermIn",
    "TermList",
]


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class TermIn(BaseModel):
    """A qualifier. `spec` by kind: time {kind, days}; limit {entity_code, where}; dimension {data_element}."""

    kind: TermKind
    name: str = Field(min_length=1, max_length=60)
    organisation_id: str = Field(max_length=64)
    spec: dict[str, Any]

    def term(self) -> contracts.NewTerm:
        """Raises `BadIndicator` for a spec that is none."""
        try:
            return contracts.NewTerm(self.name, self.organisation_id, specs.term_spec_of(self.kind, self.spec))
        except (KeyError, TypeError, ValueError) as error:
            raise BadIndicator(problem="限定的内容不完整", problem_en="the qualifier's spec is not whole") from error


class Term(Out):
    code: str
    kind: TermKind
    name: str
    organisation_id: str
    spec: dict[str, Any]
    used_by: int

    @classmethod
    def of(cls, term: contracts.Term) -> "Term":
        return cls.model_validate({**vars(term), "spec": specs.to_json(term.spec)})


class TermList(BaseModel):
    items: list[Term]
    total: int


class IndicatorIn(BaseModel):
    """An indicator, or with `code` its next version. `spec` by kind: business {parts}; atomic {entity_code,
    aggregation, attribute_code, where}; derived {atomic, time, time_attribute, limits, dimensions}; composite
    {expression}."""

    kind: IndicatorKind
    name: str = Field("", max_length=100)
    definition: str = Field(min_length=1, max_length=2000)
    organisation_id: str = Field(max_length=64)
    spec: dict[str, Any]
    unit: str = Field("", max_length=30)
    precision: int = Field(0, ge=0, le=8)
    cycle: str = Field("4", max_length=2)
    grade: Grade = Grade.G1
    additivity: Additivity = Additivity.ADDITIVE
    owner_person_id: str | None = Field(None, max_length=64)
    code: str | None = Field(None, max_length=20)

    def indicator(self) -> contracts.NewIndicator:
        """Raises `BadIndicator` for a spec that is none."""
        try:
            spec = specs.spec_of(self.kind, self.spec)
        except (KeyError, TypeError, ValueError) as error:
            raise BadIndicator(problem="指标的内容不完整", problem_en="the indicator's spec is not whole") from error
        return contracts.NewIndicator(spec=spec, **self.model_dump(exclude={"kind", "spec"}))


class Indicator(Out):
    code: str
    version: int
    kind: IndicatorKind
    state: State
    name: str
    definition: str
    organisation_id: str
    spec: dict[str, Any]
    unit: str
    precision: int
    cycle: str
    grade: Grade
    additivity: Additivity
    owner_person_id: str | None
    published_on: date | None
    uses: list[str]
    used_by: list[str]

    @classmethod
    def of(cls, found: contracts.Indicator) -> "Indicator":
        return cls.model_validate({**vars(found), "spec": specs.to_json(found.spec)})


class IndicatorList(BaseModel):
    items: list[Indicator]
    total: int


class LineageIndicator(BaseModel):
    code: str
    name: str
    kind: IndicatorKind


class LineageAttribute(BaseModel):
    """An L5 attribute with its part: measure, filter, time or dimension."""

    indicator: str
    code: str
    part: str


class Lineage(BaseModel):
    """From an indicator down to attributes; `uses` are pairs of user and used."""

    indicators: list[LineageIndicator]
    uses: list[tuple[str, str]]
    attributes: list[LineageAttribute]


class Sql(BaseModel):
    """The query each measure compiles to, by the code of its indicator."""

    as_of: date
    queries: dict[str, str]


class Reason(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    reason: str = Field(min_length=1, max_length=500)
