"""The console's own table of pages, read from its sources: which addresses there are, and what each asks for."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.journeys.browser import ROOT

__all__ = ["PAGES", "Page", "page_at"]

_CONSTANT = re.compile(r'const (\w+) = "([^"]+)";')
_ENTRY = re.compile(r'path: "([^"]+)"(.*?)(?=path: "|\Z)', re.DOTALL)
_PERMISSION = re.compile(r'permission: (?:(\w+)|"([^"]+)")')


@dataclass(frozen=True)
class Page:
    """A page: its address with `:parameters`, and the permission without which it is not shown."""

    path: str
    permission: str | None

    def matches(self, address: str) -> bool:
        return re.fullmatch(re.sub(r":\w+", "[^/]+", self.path), address) is not None


def _read(source: str) -> list[Page]:
    constants = dict(_CONSTANT.findall(source))
    found = []
    for path, rest in _ENTRY.findall(source):
        named = _PERMISSION.search(rest)
        permission = None if named is None else named[2] or constants[named[1]]
        found.append(Page(path, permission))
    return found


def _pages() -> tuple[Page, ...]:
    tables = sorted((ROOT / "console" / "src").glob("*/pages/index.ts"))
    every = [page for table in tables for page in _read(table.read_text("utf-8"))]
    # An address without parameters is more particular than one with: /sharing/targets/new before /sharing/targets/:id.
    return tuple(sorted(every, key=lambda page: (page.path.count(":"), page.path)))


PAGES = _pages()


def page_at(address: str) -> Page | None:
    """The page that an address opens, whatever its query."""
    path = urlsplit(address).path
    return next((page for page in PAGES if page.matches(path)), None)
