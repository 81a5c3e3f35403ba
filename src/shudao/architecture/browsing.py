"""The catalogue by its classifications: how many entries the asker sees in each (STANDARDS §1.1, GB/T 21063.4)."""

from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, func, select

from shudao.architecture import classes, store_catalogue
from shudao.architecture.catalogue import reach_of
from shudao.architecture.contracts_review import Axis, ClassCount
from shudao.architecture.sheet_entries import Providers
from shudao.architecture.tables import CatalogueRow
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork

__all__ = ["browse"]

_ROW = CatalogueRow.__table__.c
COLUMNS: dict[Axis, ColumnElement[Any]] = {
    Axis.CATEGORY: _ROW.category,
    Axis.ORGANISATION: _ROW.provider_organisation_id,
    Axis.INDUSTRY: _ROW.industry,
    Axis.SERVICE: _ROW.service_object,
    Axis.SHARE: _ROW.share_type,
    Axis.LEVEL: _ROW.level,
    Axis.FORMAT: _ROW.format_category,
}
WORDS: dict[Axis, dict[Any, tuple[str, str]]] = {
    Axis.CATEGORY: {**classes.CATEGORIES},
    Axis.INDUSTRY: {**classes.INDUSTRIES},
    Axis.SERVICE: {**classes.SERVICES},
    Axis.SHARE: {**classes.SHARES},
    Axis.LEVEL: {**classes.LEVELS},
    Axis.FORMAT: {**classes.FORMATS},
}


def browse(uow: UnitOfWork, axis: Axis, *, by: Actor) -> list[ClassCount]:
    """The classes of an axis with the entries in each; upper classes count what is below them."""
    column = COLUMNS[axis]
    query = store_catalogue.visible_entries(select(column, func.count()).select_from(CatalogueRow), reach_of(by))
    counted = {str(value): count for value, count in uow.session.execute(query.group_by(column)) if value}
    if axis is Axis.ORGANISATION:
        providers = Providers.of(uow).by_id
        named = {code: (each.name, each.name) for code, each in providers.items() if code in counted}
        return [_class(code, named.get(code, (code, code)), "", count) for code, count in sorted(counted.items())]
    if axis is not Axis.CATEGORY:
        return [_class(str(code), words, "", counted.get(str(code), 0)) for code, words in WORDS[axis].items()]
    return _categories(counted)


def _categories(counted: dict[str, int]) -> list[ClassCount]:
    """类, 项 and what entries say below them; every class counts all that begins with its code."""
    totals: Counter[str] = Counter()
    for category, count in counted.items():
        for length in {1, 3, len(category)}:
            totals[category[:length]] += count
    words = WORDS[Axis.CATEGORY]
    codes = sorted({*words, *totals})
    return [_class(code, words.get(code, (code, code)), _above(code), totals[code]) for code in codes]


def _above(category: str) -> str:
    return "" if len(category) == 1 else category[:1] if len(category) <= 3 else category[:3]


def _class(code: str, words: tuple[str, str], parent: str, count: int) -> ClassCount:
    return ClassCount(code, words[0], words[1], parent, count)
