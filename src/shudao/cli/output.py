"""Printing: a table for people, JSON for machines, and errors in both."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import ArgumentError, OperationalError

from shudao.cli.errors import ArgumentUnreadable, FileUnusable, SettingsInvalid
from shudao.kernel.errors import Language, ShudaoError, Unavailable

__all__ = ["console", "emit", "emit_list", "errors", "plain", "say", "told"]

console = Console()
errors = Console(stderr=True)


def plain(value: Any) -> Any:
    """A value as JSON can carry it."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Decimal | Path):
        return str(value)
    return value


def emit(value: Any, *, as_json: bool, title: str = "") -> None:
    """Print one thing: its fields, or its JSON."""
    data = plain(value)
    if as_json:
        _print_json(data)
        return
    table = Table(title=title or None, show_header=False, title_justify="left")
    for key, item in data.items():
        table.add_row(key, item if isinstance(item, str) else json.dumps(item, ensure_ascii=False))
    console.print(table)


def emit_list(rows: Sequence[Any], columns: Mapping[str, str], *, as_json: bool, title: str = "") -> None:
    """Print many things: `columns` maps field to heading."""
    data = [plain(row) for row in rows]
    if as_json:
        _print_json(data)
        return
    table = Table(title=title or None, title_justify="left")
    for heading in columns.values():
        table.add_column(heading)
    for row in data:
        table.add_row(*("" if row.get(field) is None else str(row.get(field)) for field in columns))
    console.print(table)
    if not data:
        say("（无）")


def say(text: str) -> None:
    console.print(text, highlight=False, markup=False)


def _print_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def told(*, as_json: bool = False, language: Language = "zh") -> Iterator[None]:
    """Tell a refusal as what, why and what next, and leave with status 1."""
    try:
        yield
    except ShudaoError as error:
        _tell(error, language, as_json=as_json)
        raise typer.Exit(1) from error
    except (OSError, UnicodeEncodeError, ArgumentError, OperationalError) as failure:
        known = _in_words(failure)
        if known is None:
            raise
        _tell(known, language, as_json=as_json)
        raise typer.Exit(1) from failure


def _in_words(failure: Exception) -> ShudaoError | None:
    """What a person can mend, or wait for; nothing where it is a fault of ours, whose trace is wanted."""
    if isinstance(failure, OSError):
        return FileUnusable.because(failure) if failure.filename else None
    if isinstance(failure, UnicodeEncodeError):
        return ArgumentUnreadable()
    return SettingsInvalid(names="SHUDAO_…_DSN") if isinstance(failure, ArgumentError) else Unavailable()


def _tell(error: ShudaoError, language: Language, *, as_json: bool) -> None:
    if as_json:
        _print_json(error.as_json(language))
        return
    # Neither a code in brackets nor what a person named is markup of the terminal.
    errors.print(f"{error.message(language)} [{error.code}]", style="red", highlight=False, markup=False)
    errors.print(error.next_step(language), highlight=False, markup=False)
    other: Language = "en" if language == "zh" else "zh"
    errors.print(f"{error.message(other)} {error.next_step(other)}", style="dim", highlight=False, markup=False)
    for detail in error.details:
        errors.print(f"  · {json.dumps(detail, ensure_ascii=False)}", highlight=False, markup=False)
