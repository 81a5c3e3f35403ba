"""Verbs that run an installation: init, up, serve, demo."""

from typing import Annotated

import typer

from shudao.app.parts import Part
from shudao.cli.context import settings_of
from shudao.cli.output import console, emit, emit_list, errors, say, told
from shudao.sharing.contracts import Profile

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put the verbs on the command line."""
    for verb in (init, up, serve, demo):
        app.command(verb.__name__)(verb)


def init(
    context: typer.Context,
    bureau: Annotated[str, typer.Option(help="主管部门名称 | Name of the data bureau.")] = "大数据管理局",
    region: Annotated[str, typer.Option(help="行政区划代码（6 位） | Division code, 6 digits.")] = "000000",
    profile: Annotated[
        Profile,
        typer.Option(help="共享时限方案：条例或白皮书实践 | Time limits of sharing."),
    ] = Profile.DECREE_809,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON | Print JSON.")] = False,
) -> None:
    """新建空的安装：三员各得一个一次性开户链接 | Make an empty installation with three enrolment links."""
    from shudao.app.initialise import initialise

    with told(as_json=as_json):
        made = initialise(settings_of(context), bureau, region, profile)
    emit(made, as_json=as_json, title="安装已就绪；链接只显示这一次，七天内有效")


def up(context: typer.Context) -> None:
    """启动全部：数据库、网站、后台任务 | Start everything in this terminal."""
    from shudao.app import supervisor
    from shudao.app.installation import require_made

    with told():
        require_made(settings_of(context))
    with told(), supervisor.running(settings_of(context)) as started:
        taken = "（首选端口被占用，已改用下一个）" if started.port_was_taken else ""
        say(f"数道已启动：{started.url}{taken}  用时 {started.start_s:.1f} 秒。按 Ctrl-C 停止。")
        supervisor.wait_for_signal()


def serve(
    context: typer.Context,
    role: Annotated[Part, typer.Option(help="api、gateway、web（前两者合一）或 worker | Which part; web is both.")],
    socket_fd: Annotated[int | None, typer.Option(help="已打开的监听套接字 | An inherited listening socket.")] = None,
) -> None:
    """单独运行一个部分 | Run one part by itself, on a database that runs."""
    from shudao.web.serve import serve as run

    with told():
        run(settings_of(context), role, socket_fd, say)


def demo(
    context: typer.Context,
    scale: Annotated[int, typer.Option(help="人口数 | Persons.", min=1000, max=5_000_000)] = 200_000,
    once: Annotated[bool, typer.Option(help="出账后即停止 | Stop after the account.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON | Print JSON.")] = False,
) -> None:
    """样例城市走完十步 | The ten steps on the sample city."""
    from shudao.app.demo.show import run_demo

    with told(as_json=as_json):
        # With JSON asked for, standard output carries nothing else; the story is told beside it.
        teller = errors if as_json else console
        account = run_demo(settings_of(context), scale, once=once or as_json, console=teller)
    if as_json:
        emit_list(account.lines, {}, as_json=True)
    if account.failed:
        raise typer.Exit(1)
