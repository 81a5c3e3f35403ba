"""Reading a source's options into the connector's own model."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from shudao.connectors.contracts import Source
from shudao.connectors.errors import ColumnMissing, EmptyFile, FileMissing, FileTooLarge, InvalidOptions


class Options(BaseModel):
    """Base of all option models: nothing unknown, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


M = TypeVar("M", bound=BaseModel)


def parsed(model: type[M], source: Source) -> M:
    """The options of the source, or `InvalidOptions` naming each field that is wrong."""
    try:
        return model.model_validate(dict(source.options))
    except ValidationError as error:
        details = [{"field": ".".join(map(str, e["loc"])), "problem": e["msg"]} for e in error.errors()]
    fields = "、".join(sorted({detail["field"] or "-" for detail in details}))
    raise InvalidOptions(fields=fields, details=details)


def checked_file(path: Path, limit: int) -> int:
    """The size of a file that exists, is not empty and not larger than `limit` bytes."""
    if not path.is_file():
        raise FileMissing(file=path.name)
    size = path.stat().st_size
    if not size:
        raise EmptyFile(file=path.name)
    if size > limit:
        raise FileTooLarge(file=path.name, limit=megabytes(limit))
    return size


def megabytes(limit: int) -> str:
    return f"{limit / (1 << 20):g} MB"


def chosen_columns(table: str, found: Sequence[str], wanted: Sequence[str] | None) -> list[str]:
    """The wanted columns, or all; `ColumnMissing` names what was expected and what is there."""
    missing = [name for name in wanted or () if name not in found]
    if missing:
        raise ColumnMissing(table=table, missing=listed(missing), found=listed(found))
    return list(found if wanted is None else wanted)


def listed(names: Iterable[str], most: int = 50) -> str:
    """Names for a message; a very wide table is cut."""
    names = list(names)
    shown = "、".join(names[:most]) or "—"
    return shown if len(names) <= most else f"{shown}…（{len(names)}）"
