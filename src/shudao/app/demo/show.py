"""`shudao demo`: runs the chain with progress, prints the account, and leaves the console open."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from shudao.app import supervisor
from shudao.app.demo import chain, sample
from shudao.app.demo.account import Account, Line
from shudao.app.demo.cast import PASSWORD, SAMPLE_ACCOUNTS
from shudao.app.demo.surroundings import surroundings
from shudao.app.installation import attach
from shudao.app.supervisor import Running
from shudao.ingestion.contracts import Progress
from shudao.kernel.errors import Invalid
from shudao.kernel.settings import Settings

logger = logging.getLogger("shudao.demo")

__all__ = ["run_demo"]


class DemoNeedsItsOwnServer(Invalid):
    code = "app.demo_needs_its_own_server"
    zh = "样例城市只能运行在内置数据库上。"
    en = "The sample city runs on the embedded database only."
    next_zh = "请取消 SHUDAO_RECORDS_DSN，或换一个目录运行。"
    next_en = "Unset SHUDAO_RECORDS_DSN, or run it in another folder."


def run_demo(settings: Settings, scale: int, *, once: bool, console: Console) -> Account:
    """The whole demo; returns the account after the console is closed, or at once with `once`.

    Raises `NotASample` in a folder that holds another installation, and what starting it raises.
    """
    if settings.records_dsn is not None:
        raise DemoNeedsItsOwnServer
    sample.mark(settings)
    with supervisor.running(settings) as started:
        if started.postgres is None:
            raise DemoNeedsItsOwnServer
        console.print(f"已启动，用时 {started.start_s:.1f} 秒：{started.url}", highlight=False)
        with surroundings(started.postgres, settings.data_dir) as around, attach(settings) as installed:
            with _telling(console) as (account, report):
                chain.run(installed, around, account, started.url, scale, report)
            _print(account, console)
            if not once and not account.failed:
                _tell_where(started, console)
                supervisor.wait_for_signal()
    return account


@contextmanager
def _telling(console: Console) -> Iterator[tuple[Account, Callable[[Progress], None]]]:
    """Progress while the chain runs. A step's failure ends the chain and stands in the account."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("开始", total=None)

        def told(line: Line, is_over: bool) -> None:
            bar.update(task, description=f"{line.step} · {line.title}")
            if is_over:
                _print_line(line, console)

        def report(progress: Progress) -> None:
            bar.update(task, description=f"{progress.asset_code}：已读取 {progress.read:,} 条")

        account = Account(told)
        try:
            yield account, report
        except Exception as error:
            logger.exception("the chain stopped")
            if not account.failed:
                raise
            console.print(f"[red]步骤失败：{account.lines[-1].title}（{error}）[/red]", highlight=False)


def _print_line(line: Line, console: Console) -> None:
    mark = "[red]失败[/red]" if line.failed else "保留" if line.kept else "完成"
    console.print(f"{mark}  {line.step}  {line.title}  {line.seconds:.1f} 秒", highlight=False)
    for note in line.notes:
        console.print(f"      {note}", highlight=False, markup=False)


def _print(account: Account, console: Console) -> None:
    table = Table(title="这次运行的账", title_justify="left")
    for heading in ("步骤", "内容"):
        table.add_column(heading)
    for heading in ("读取", "入湖", "剔除", "秒"):
        table.add_column(heading, justify="right")
    for line in account.lines:
        counts = ["" if n is None else f"{n:,}" for n in (line.read, line.landed, line.rejected)]
        title = f"{line.title}（已有，保留）" if line.kept else line.title
        table.add_row(line.step, title, *counts, f"{line.seconds:.1f}")
    console.print(table)


def _tell_where(started: Running, console: Console) -> None:
    taken = "（首选端口被占用，已用下一个）" if started.port_was_taken else ""
    console.print(f"\n控制台：{started.url}{taken}", highlight=False)
    table = Table(title=f"样例账号（只能在本机登录，密码都是 {PASSWORD}）", title_justify="left")
    for heading in ("账号", "身份"):
        table.add_column(heading)
    for login, who in SAMPLE_ACCOUNTS.items():
        table.add_row(login, who)
    console.print(table)
    console.print("按 Ctrl-C 停止；数据保留，再次运行会接着用。", highlight=False)
