"""Verbs that keep an installation well: migrate, upgrade, backup, restore."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from shudao.app.postgres.facade import UpgradeReport, UpgradeReporter
from shudao.cli.context import AsJson, settings_of
from shudao.cli.output import console, emit, errors, say, told

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put the verbs on the command line."""
    for verb in (migrate, upgrade, backup, restore):
        app.command(verb.__name__)(verb)


def migrate(context: typer.Context, as_json: AsJson = False) -> None:
    """把记录库的表结构升到当前版本 | Bring the records' tables to this version.

    数据库在自己的服务器上时，启动 serve 之前运行；shudao up 会自己完成这一步。
    For a PostgreSQL of your own, before `serve`; `up` does it by itself. Running it again changes nothing.
    """
    from shudao.app.migrate import migrate as run

    with told(as_json=as_json):
        done = run(settings_of(context))
    if as_json:
        emit(done, as_json=True)
        return
    say(f"表结构：{done.before or '（空）'} → {done.after}")


def upgrade(
    context: typer.Context,
    remove_old: Annotated[
        bool, typer.Option("--remove-old", help="删除旧版本的数据库目录 | Delete the folders of older versions.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """内置数据库换到新的 PostgreSQL 大版本 | Take the embedded database to a new major version of PostgreSQL.

    停机后运行：逐库导出、导入新的数据库目录，逐表核对行数一致后启用。此前的失败或中断不影响原库。
    Run it while nothing runs. Every database is dumped and restored into a new folder, which takes its place only when
    every table holds as many rows as before. The old folder stays until --remove-old deletes it.
    """
    from shudao.app.upgrade import upgrade_database

    with told(as_json=as_json), _telling(as_json=as_json) as report:
        done = upgrade_database(settings_of(context), report, remove_old=remove_old)
    if as_json:
        emit(done, as_json=True)
        return
    _say_upgraded(done)


def _say_upgraded(done: UpgradeReport) -> None:
    if done.rows:
        tables = sum(len(each) for each in done.rows.values())
        rows = sum(sum(each.values()) for each in done.rows.values())
        say(f"已从 PostgreSQL {done.from_major} 升级到 {done.to_major}：")
        say(f"{len(done.rows)} 个数据库、{tables} 张表、{rows:,} 行，逐表一致。")
    else:
        say(f"内置数据库已是 PostgreSQL {done.to_major}，无需升级。")
    for folder in done.kept:
        say(f"旧目录原样保留：{folder}（确认无误后可用 shudao upgrade --remove-old 删除）")
    for folder in done.removed:
        say(f"旧目录已删除：{folder}")


@contextmanager
def _telling(*, as_json: bool) -> Iterator[UpgradeReporter]:
    """Each step as it begins; beside the JSON when that was asked for."""
    teller = errors if as_json else console
    words = {
        "make": "新建 PostgreSQL {} 数据库目录",
        "roles": "迁移账号",
        "move": "导出并导入数据库 {}",
        "compare": "逐表核对行数 {}",
        "adopt": "启用 PostgreSQL {}",
        "remove": "删除旧目录 {}",
    }
    with teller.status("升级内置数据库…") as status:

        def report(step: str, about: str) -> None:
            line = words[step].format(about)
            status.update(f"{line}…")
            teller.print(line, highlight=False, markup=False)

        yield report


def backup(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(help="备份目录 | Folder to write.")],
    as_json: AsJson = False,
) -> None:
    """备份：记录库、数据湖、密钥、存证 | Back up records, lake, keys and evidence."""
    from shudao.app.backup import back_up

    with told(as_json=as_json):
        emit(back_up(settings_of(context), target), as_json=as_json, title="备份完成")


def restore(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(help="备份目录 | Folder to read.")],
    as_json: AsJson = False,
) -> None:
    """恢复到空目录并核验 | Restore into an empty folder and verify."""
    from shudao.app.backup import restore as run

    with told(as_json=as_json):
        emit(run(settings_of(context), source), as_json=as_json, title="恢复并核验完成")
