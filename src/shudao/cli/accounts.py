"""`shudao account …`: accounts, from the server itself."""

from typing import Annotated

import typer

from shudao.access import facade
from shudao.cli.context import OPERATOR, AsJson, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery

app = typer.Typer(help="账号 | Accounts.", no_args_is_help=True)


@app.command("list")
def list_accounts(
    context: typer.Context,
    q: str = "",
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """账号列表 | All accounts."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_accounts(uow, PageQuery(limit=limit, q=q))
        emit_list(page.items, {"login": "账号", "name": "姓名", "state": "状态"}, as_json=as_json)


@app.command()
def enrol(context: typer.Context, login: str, as_json: AsJson = False) -> None:
    """签发一次性开户口令 | Issue a one-time token for the first or a forgotten password."""
    with unit_of_work(context, as_json=as_json) as uow:
        emit({"login": login, "token": facade.issue_enrolment(uow, login, by=OPERATOR)}, as_json=as_json)
