"""Whole sets of qualifiers and indicators from a description, in which they refer to each other by keys of its own."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from shudao.architecture.contracts_indicators import Indicator
from shudao.architecture.errors_indicators import BadIndicator
from shudao.architecture.indicators.defining import define_indicator, define_term
from shudao.architecture.schemas_indicators import IndicatorIn, TermIn
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism

__all__ = ["define_described"]

_LISTS = ("limits", "dimensions", "parts")
_SINGLE = ("atomic", "time")


def define_described(uow: UnitOfWork, described: Any, *, by: Actor) -> list[Indicator]:
    """Draft everything of a description {terms: […], indicators: […]}, all or nothing.

    Each has a `key` and names its `organisation` and `owner` by their codes; where a spec names a term or an
    indicator, a key of the description stands for the code it is given. Raises `BadIndicator` and what defining raises.
    """
    codes: dict[str, str] = {}
    made: list[Indicator] = []
    try:
        for each in described.get("terms", ()):
            term = TermIn.model_validate(_fields(uow, each, codes))
            codes[each["key"]] = define_term(uow, term.term(), by=by).code
        for each in described.get("indicators", ()):
            indicator = IndicatorIn.model_validate(_fields(uow, each, codes))
            made.append(define_indicator(uow, indicator.indicator(), by=by))
            codes[each["key"]] = made[-1].code
    except (ValidationError, KeyError, TypeError, AttributeError) as error:
        raise BadIndicator(problem="描述文件的内容不完整", problem_en="the description is not whole") from error
    return made


def _fields(uow: UnitOfWork, each: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    found = {key: value for key, value in each.items() if key not in ("key", "organisation", "owner", "spec")}
    if "owner" in each:
        found["owner_person_id"] = mechanism.person_by_code(uow, each["owner"]).id
    organisation = mechanism.organisation_by_code(uow, each["organisation"])
    return {**found, "organisation_id": organisation.id, "spec": _resolved(each["spec"], codes)}


def _resolved(spec: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    found = dict(spec)
    for key in _LISTS:
        if key in found:
            found[key] = [codes.get(each, each) for each in found[key]]
    for key in _SINGLE:
        if key in found:
            found[key] = codes.get(found[key], found[key])
    if "expression" in found:
        # Longer keys first: one key may begin another.
        for each in sorted(codes, key=len, reverse=True):
            found["expression"] = found["expression"].replace("{" + each + "}", codes[each])
    return found
