"""`shudao docs …`: the reference part of the manual."""

from pathlib import Path

import typer

from shudao.cli import documents
from shudao.cli.context import AsJson
from shudao.cli.output import emit, told

app = typer.Typer(help="手册 | The manual.", no_args_is_help=True)


@app.command()
def write(folder: Path, as_json: AsJson = False) -> None:
    """由代码生成参考手册 | Write the reference pages from the code."""
    with told(as_json=as_json):
        emit({"pages": documents.write_reference(folder)}, as_json=as_json)
