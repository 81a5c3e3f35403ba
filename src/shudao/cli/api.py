"""`shudao api …`: the OpenAPI document."""

import json
import sys

import typer

from shudao.cli import documents

app = typer.Typer(help="接口 | The API.", no_args_is_help=True)


@app.command()
def openapi() -> None:
    """输出 OpenAPI 文档 | Print the OpenAPI document."""
    sys.stdout.write(json.dumps(documents.openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
