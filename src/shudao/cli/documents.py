"""The reference part of the manual, written from the code: settings, commands, errors, routes, permissions."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from pydantic.fields import FieldInfo
from typer.core import TyperGroup

import shudao
from shudao.app import wiring
from shudao.kernel.clock import SystemClock
from shudao.kernel.database import Database
from shudao.kernel.errors import ShudaoError, every_error
from shudao.kernel.jobs import JOBS
from shudao.kernel.settings import Settings
from shudao.policy.contracts import Principle
from shudao.web import application

__all__ = ["PAGES", "openapi", "write_reference"]

HEADING = "<!-- Written by `make docs` from the code; change the code instead. -->\n\n"
METHODS = ("get", "post", "put", "patch", "delete")


def openapi() -> dict[str, Any]:
    """The OpenAPI document of all routes; needs no running installation."""
    database = Database("postgresql+psycopg://nobody@localhost/nothing", SystemClock())
    routers = [*wiring.routers(), *wiring.gateway_routers()]
    app = application.build(database, Settings(), routers, wiring.permissions(), None)
    return application.openapi(app)


def settings_page() -> str:
    lines = ["# Settings", "", "From the environment, or from `DATA/settings.env`.", ""]
    lines += ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in sorted(Settings.model_fields.items()):
        lines.append(f"| `SHUDAO_{name.upper()}` | {_default(field)} | {field.description} |")
    return "\n".join(lines)


def _default(field: FieldInfo) -> str:
    return "–" if field.default is None else f"`{field.default}`"


def errors_page() -> str:
    """Every error a person can meet, by its stable code."""
    _import_everything()
    lines = ["# Errors", "", "Every error answers in one shape (`error.code`, `message`, `next`, `details`,"]
    lines += [
        "`request_id`). The code is stable.",
        "",
        "| code | status | 中文 | English | next |",
        "|---|---|---|---|---|",
    ]
    known: dict[str, type[ShudaoError]] = {kind.code: kind for kind in every_error()}
    for code, kind in sorted(known.items()):
        lines.append(f"| `{code}` | {kind.status} | {kind.zh} | {kind.en} | {kind.next_zh} {kind.next_en} |")
    return "\n".join(lines)


def _import_everything() -> None:
    root = Path(shudao.__file__).parent
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if "migrations" not in parts and parts[-1] != "__init__":
            import_module(".".join(("shudao", *parts)))


def routes_page() -> str:
    lines = ["# Routes", "", "All under one address; the OpenAPI document is `console/openapi.json`.", ""]
    lines += ["| method | path | right | what |", "|---|---|---|---|"]
    for path, operations in sorted(openapi()["paths"].items()):
        for method in METHODS:
            if method in operations:
                operation = operations[method]
                what = operation.get("description", operation.get("summary", "")).split("\n")[0]
                lines.append(f"| {method.upper()} | `{path}` | `{operation['x-permission']}` | {what} |")
    return "\n".join(lines)


def permissions_page() -> str:
    lines = ["# Permissions", "", "One decision point asks these; scope is over whose things a right reaches.", ""]
    lines += ["| right | 中文 | roles | scope | wider roles |", "|---|---|---|---|---|"]
    for permission in sorted(wiring.permissions(), key=lambda p: p.name):
        roles = ", ".join(sorted(permission.roles)) or "every signed-in person"
        wider = ", ".join(sorted(permission.wider))
        lines.append(f"| `{permission.name}` | {permission.zh} | {roles} | {permission.scope} | {wider} |")
    return "\n".join(lines)


def jobs_page() -> str:
    wiring.load_jobs()
    lines = ["# Jobs", "", "Background work; each may run twice.", "", "| job | what |", "|---|---|"]
    for name, function in sorted(JOBS.items()):
        lines.append(f"| `{name}` | {(function.__doc__ or '').strip().splitlines()[0]} |")
    return "\n".join(lines)


def norms_page() -> str:
    """The charter's principles and the clauses of the fourteen norms."""
    clauses = sorted(wiring.clauses(), key=lambda clause: clause.id)
    lines = ["# Norms", "", "The charter's principles, and the clauses of the norms; each is one query.", ""]
    lines += ["| principle | 中文 | English |", "|---|---|---|"]
    lines += [f"| {principle.value} | {principle.zh} | {principle.en} |" for principle in Principle]
    lines += ["", "| clause | force | principle | 要求 | what it asks | drawn from | 怎样整改 | by |"]
    lines += ["|---|---|---|---|---|---|---|---|"]
    for each in clauses:
        cells = (each.id, each.severity, each.principle, each.zh, each.en, each.source, each.mend_zh, f"`{each.route}`")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def commands_page() -> str:
    command_line = import_module("shudao.cli.main")
    root = typer.main.get_command(command_line.build(list(command_line.NOUNS)))
    lines = ["# Commands", "", "`shudao [--data DIR] NOUN VERB`; `--json` prints JSON.", ""]
    lines += ["| command | what |", "|---|---|"]
    lines += [f"| `shudao {' '.join(words)}` | {help_text} |" for words, help_text in _commands(root, ())]
    return "\n".join(lines)


def _commands(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(command, TyperGroup):
        for name, child in sorted(command.commands.items()):
            yield from _commands(child, (*words, name))
    else:
        yield words, (command.help or "").split("\n")[0]


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "errors.md": errors_page,
    "routes.md": routes_page,
    "permissions.md": permissions_page,
    "jobs.md": jobs_page,
    "commands.md": commands_page,
    "norms.md": norms_page,
}


def write_reference(folder: Path) -> list[str]:
    """Write all pages into a folder; returns their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(f"{HEADING}{page()}\n", "utf-8")
    return list(PAGES)
