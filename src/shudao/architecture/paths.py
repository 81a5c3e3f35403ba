"""Where a node or attribute is shown in the console: what a to-do leads to."""

from urllib.parse import quote

from shudao.architecture import logic
from shudao.architecture.contracts import Level

__all__ = ["page_of", "page_of_entry"]

_FOLDERS = {Level.BUSINESS_OBJECT: "objects", Level.ENTITY: "entities"}


def page_of(code: str) -> str:
    """The address of a node's page; an attribute's is its entity's, with the field pointed at."""
    parsed = logic.parse_code(code)
    if parsed is None:
        return "/ledger"
    if parsed.level is Level.ATTRIBUTE:
        return f"/ledger/entities/{parsed.parent}?field={quote(code)}"
    return f"/ledger/{_FOLDERS.get(parsed.level, 'nodes')}/{code}"


def page_of_entry(code: str) -> str:
    """The address of a catalogue entry's page. Its code holds a slash, which is part of it."""
    return f"/catalogue/{quote(code, safe='')}"
