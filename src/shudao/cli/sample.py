"""`shudao sample …`: the sample city that `shudao demo` made."""

import sys
from typing import Annotated

import typer

from shudao.cli.context import AsJson, settings_of
from shudao.cli.output import emit, say, told

app = typer.Typer(help="样例城市 | The sample city.", no_args_is_help=True)


@app.callback()
def sample() -> None:
    """样例城市 | The sample city."""


@app.command()
def remove(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 | Do not ask.")] = False,
    including_own: Annotated[
        bool, typer.Option("--including-own", help="连同后来自行添加的内容 | Also what was added to it; needs --yes.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """移除样例城市，留下可以 init 的空目录 | Remove the sample city; the folder is then ready for init.

    停机后运行。只删除数道在该目录中建立的内容；目录外的内容（包括符号链接所指）一律不动。
    Run it while nothing runs. Only what Shudao made in the folder goes, never what links lead to.
    """
    from shudao.app.demo.sample import remove as run

    settings = settings_of(context)

    def confirm() -> bool:
        if yes or as_json or not sys.stdin.isatty():
            return yes
        return typer.confirm(f"将删除“{settings.data_dir}”中的样例城市及在其中所做的一切，无法恢复。继续？")

    with told(as_json=as_json):
        done = run(settings, confirm, including_own=yes and including_own)
    if as_json:
        emit(done, as_json=True)
        return
    say(f"样例城市已移除：{done.folder}")
    for name in done.left:
        say(f"保留未动：{name}")
    say("可以用 shudao init 新建安装。")
