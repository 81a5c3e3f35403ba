"""Lists are paged the same way everywhere: offset, limit, sort, and a search word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, inspect, select
from sqlalchemy.orm import Session

from shudao.kernel.errors import Invalid

__all__ = ["MAX_LIMIT", "Page", "PageQuery", "UnknownSortKey", "fetch_page", "ordering"]

MAX_LIMIT = 200
T = TypeVar("T")


class UnknownSortKey(Invalid):
    code = "kernel.unknown_sort_key"
    zh = "不能按“{key}”排序。"
    en = "Lists cannot be sorted by {key}."
    next_zh = "可用的排序项：{allowed}。"
    next_en = "Sort by one of: {allowed}."


@dataclass(frozen=True)
class PageQuery:
    """What part of a list is wanted. `sort` names a key, with a leading minus for descending."""

    offset: int = 0
    limit: int = 50
    sort: str = ""
    q: str = ""


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list, and how many there are in all."""

    items: list[T]
    total: int


def ordering(page: PageQuery, sort_keys: Mapping[str, ColumnElement[Any]], default: str) -> ColumnElement[Any]:
    """What to order by. `sort_keys` is the allow-list of names; `default` is used when none is asked.

    Raises `UnknownSortKey`.
    """
    wanted = page.sort or default
    key = wanted.removeprefix("-")
    if key not in sort_keys:
        raise UnknownSortKey(key=key, allowed="、".join(sort_keys))
    return sort_keys[key].desc() if wanted.startswith("-") else sort_keys[key].asc()


def fetch_page(
    session: Session, query: Select[Any], page: PageQuery, sort_keys: Mapping[str, ColumnElement[Any]], default: str
) -> Page[Any]:
    """Run `query` for one page, in the order of `ordering`. Rows that are equal in it keep the order of their keys, or
    a row could stand on two pages and another on none.
    """
    order = [ordering(page, sort_keys, default), *_key_of(query)]
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = session.scalars(query.order_by(*order).offset(page.offset).limit(min(page.limit, MAX_LIMIT))).all()
    return Page(list(rows), total)


def _key_of(query: Select[Any]) -> Sequence[ColumnElement[Any]]:
    entity = query.column_descriptions[0]["entity"]
    return inspect(entity).primary_key if entity is not None else ()
