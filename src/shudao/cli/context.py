"""What every command takes: the settings of `--data`, `--json`, and an opened installation."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from shudao.app.installation import Installation, attach
from shudao.cli.output import told
from shudao.kernel.actor import Actor
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork

__all__ = ["OPERATOR", "AsJson", "installation", "settings_of", "unit_of_work"]

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON | Print JSON.")]

# Whoever may read DATA on the server works as the system itself; the evidence says that it was the command line.
OPERATOR = Actor.system("command-line")


def settings_of(context: typer.Context) -> Settings:
    settings = context.obj
    if not isinstance(settings, Settings):
        raise TypeError("the command line was not started by its entry")
    return settings


@contextmanager
def installation(context: typer.Context, *, as_json: bool = False) -> Iterator[Installation]:
    """The running installation; refusals are told and end the command."""
    with told(as_json=as_json), attach(settings_of(context), pool_size=2) as opened:
        yield opened


@contextmanager
def unit_of_work(context: typer.Context, *, as_json: bool = False) -> Iterator[UnitOfWork]:
    """One unit of work on the running installation."""
    with installation(context, as_json=as_json) as opened, opened.database.unit_of_work() as uow:
        yield uow
