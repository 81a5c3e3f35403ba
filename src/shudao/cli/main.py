"""`shudao NOUN VERB`. Each noun is a file; only the one that is asked for is imported, so starting stays cheap."""

import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from shudao import __version__
from shudao.cli.errors import SettingsInvalid
from shudao.cli.output import told
from shudao.kernel.settings import load_settings

__all__ = ["NOUNS", "build", "main"]

# Noun → the file that holds its verbs, in the order of the ten steps. Verbs without a noun are in the files below.
NOUNS = {
    "account": "accounts",
    "org": "organisations",
    "work": "work",
    "dispute": "disputes",
    "job": "jobs",
    "norms": "norms",
    "standard": "standards",
    "code-table": "code_tables",
    "architecture": "architecture",
    "system": "systems",
    "indicator": "indicators",
    "catalogue": "catalogue",
    "ledger": "ledger",
    "sheet": "sheets",
    "gate": "gate",
    "lake": "lake",
    "quality": "quality",
    "grant": "grants",
    "share": "sharing",
    "service": "services",
    "evidence": "evidence",
    "sample": "sample",
    "settings": "settings",
    "api": "api",
    "docs": "docs",
}
VERBS = {"running": ("init", "up", "serve", "demo"), "upkeep": ("migrate", "upgrade", "backup", "restore")}


def build(nouns: list[str]) -> typer.Typer:
    """The command line with these nouns, and the verbs that run an installation."""
    app = typer.Typer(
        help="数道 Shudao：政务数据之道，可执行。", no_args_is_help=True, add_completion=False, rich_markup_mode=None
    )
    app.callback()(_settings)
    for file in VERBS:
        import_module(f"shudao.cli.{file}").register(app)
    for noun in nouns:
        app.add_typer(import_module(f"shudao.cli.{NOUNS[noun]}").app, name=noun)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


def _settings(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option("--data", help="安装目录 | Folder of the installation.")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 | Version.")
    ] = False,
) -> None:
    with told():
        try:
            context.obj = load_settings(data)
        except ValidationError as failure:
            raise SettingsInvalid.because(failure) from None


def main() -> None:
    """Entry of the `shudao` script."""
    # A folder may have the name of a noun.
    words = [word for before, word in pairwise(sys.argv) if before != "--data"]
    asked = next((word for word in words if word in NOUNS), None)
    is_running = any(word in verbs for verbs in VERBS.values() for word in words)
    nouns = [asked] if asked else [] if is_running else list(NOUNS)
    build(nouns)()


if __name__ == "__main__":
    main()
