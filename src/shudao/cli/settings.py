"""`shudao settings …`: what this installation runs with."""

import typer

from shudao.cli.context import AsJson, settings_of
from shudao.cli.output import emit

app = typer.Typer(help="设置 | Settings.", no_args_is_help=True)


@app.command()
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """当前设置，密钥不显示 | The settings in force; secrets are not shown."""
    values = settings_of(context).model_dump(mode="json")
    emit(values, as_json=as_json)
