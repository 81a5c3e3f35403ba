"""Walking the pages of a resource until there are no more, and noticing when the interface turns in circles."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from shudao.connectors.errors import UnexpectedAnswer
from shudao.connectors.http import values
from shudao.connectors.http.fetch import Fetcher
from shudao.connectors.http.options import Resource, RestOptions


@dataclass
class Walk:
    """The pages of one resource, in order."""

    fetcher: Fetcher
    options: RestOptions
    resource: Resource
    pages: int = 0
    records: int = 0

    def __iter__(self) -> Iterator[list[Any]]:
        address = _joined(self.options.base_url, self.resource.path)
        params: dict[str, str] | None = {**self.options.params, **self._first()}
        seen: set[bytes] = set()
        while params is not None:
            self._count(address, params, seen)
            answer = self.fetcher.page(address, params, self.resource.name)
            records = self._records(answer)
            self.records += len(records)
            if records:
                yield records
            address, params = self._following(address, params, answer, len(records))

    def _count(self, address: str, params: dict[str, str], seen: set[bytes]) -> None:
        self.pages += 1
        request = hashlib.sha256(repr((address, sorted(params.items()))).encode()).digest()
        if request in seen or self.pages > self.options.max_pages:
            raise UnexpectedAnswer(why_zh="分页没有尽头", why_en="its pages do not come to an end")
        seen.add(request)

    def _first(self) -> dict[str, str]:
        paging = self.options.paging
        size = {paging.size_param: str(paging.size)}
        start = {"offset": "0", "page": str(paging.first_page)}
        if paging.kind in start:
            return {**size, paging.offset_param: start[paging.kind]}
        return size if paging.kind == "token" else {}

    def _records(self, answer: Any) -> list[Any]:
        records = values.at(answer, self.resource.records)
        if not isinstance(records, list):
            place = self.resource.records or "."
            raise UnexpectedAnswer(
                why_zh=f"路径 {place} 不是记录列表", why_en=f"there is no list of records at {place}"
            )
        return records

    def _following(
        self, address: str, params: dict[str, str], answer: Any, count: int
    ) -> tuple[str, dict[str, str] | None]:
        """Address and parameters of the next page; no parameters when this was the last."""
        paging = self.options.paging
        if paging.kind in ("next", "token"):
            following = values.at(answer, paging.next)
            if following in (None, "", False):
                return address, None
            if not isinstance(following, str):
                raise UnexpectedAnswer(why_zh="下一页标记不是文本", why_en="the mark of the next page is not text")
            if paging.kind == "next":
                return urljoin(address, following), {}
            return address, {**params, paging.offset_param: str(following)}
        if paging.kind == "none" or self._is_complete(answer, count):
            return address, None
        step = count if paging.kind == "offset" else 1
        return address, {**params, paging.offset_param: str(int(params[paging.offset_param]) + step)}

    def _is_complete(self, answer: Any, count: int) -> bool:
        """An empty page ends the walk. A short one does not: many interfaces cap the size that is asked for."""
        if self.options.paging.total is None:
            return count == 0
        total = values.at(answer, self.options.paging.total)
        if not (isinstance(total, str) and total.isdecimal()):
            raise UnexpectedAnswer(why_zh="没有记录总数", why_en="it does not tell the total count")
        if count == 0 and self.records < int(total):
            why_zh, why_en = f"声明 {total} 条，只给出 {self.records} 条", f"{total} announced, {self.records} given"
            raise UnexpectedAnswer(why_zh=why_zh, why_en=why_en)
        return self.records >= int(total)


def _joined(base: str, path: str) -> str:
    return f"{base.rstrip('/')}/{path.lstrip('/')}" if path else base
