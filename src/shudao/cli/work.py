"""`shudao work …`: waiting changes and what they touch, reminders, and letters."""

from typing import Annotated

import typer

from shudao.cli.context import OPERATOR, AsJson, installation, unit_of_work
from shudao.cli.output import emit, emit_list
from shudao.kernel.paging import PageQuery
from shudao.work import facade
from shudao.work.contracts import ChangeState

app = typer.Typer(help="待办、变更与通知 | Tasks, changes and notices.", no_args_is_help=True)


@app.command()
def changes(
    context: typer.Context,
    state: Annotated[ChangeState | None, typer.Option(help="状态 | State.")] = ChangeState.PENDING,
    q: str = "",
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    as_json: AsJson = False,
) -> None:
    """变更申请 | Change requests the operator proposed or is asked about."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.list_changes(uow, PageQuery(limit=limit, q=q), state=state, by=OPERATOR)
    columns = {"id": "编号", "title": "事项", "kind": "类型", "state": "状态", "requested_name": "提出人"}
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def impact(context: typer.Context, subject: str, as_json: AsJson = False) -> None:
    """影响分析 | What hangs on a thing, such as architecture/node/LC01.01.001."""
    with unit_of_work(context, as_json=as_json) as uow:
        found = facade.impact_of(uow, subject, by=OPERATOR)
    columns = {"kind": "类型", "title": "名称", "why_zh": "关系", "path": "页面"}
    emit_list(found, columns, as_json=as_json)


@app.command()
def comments(context: typer.Context, subject: str, as_json: AsJson = False) -> None:
    """讨论 | What was said about a thing."""
    with unit_of_work(context, as_json=as_json) as uow:
        page = facade.comments(uow, subject, PageQuery(limit=200), by=OPERATOR)
    columns = {"created_at": "时间", "author_name": "谁", "body": "内容"}
    emit_list(page.items, columns, as_json=as_json)


@app.command()
def remind(context: typer.Context, as_json: AsJson = False) -> None:
    """催办与逐级上报 | Remind of and escalate what is due; twice a day does nothing more."""
    with installation(context, as_json=as_json) as opened:
        steps = facade.escalate_due(opened.database)
        told = facade.tell_followers(opened.database)
    emit({"steps": steps, "followers_told": told}, as_json=as_json)


@app.command()
def send(context: typer.Context, as_json: AsJson = False) -> None:
    """发送到期的通知 | Send the notices that are due by mail and webhook."""
    with installation(context, as_json=as_json) as opened:
        sent = facade.send_waiting(opened.database)
    emit({"sent": sent}, as_json=as_json)


@app.command("test-mail")
def test_mail(context: typer.Context, to: str, as_json: AsJson = False) -> None:
    """测试邮件服务器 | Send a trial letter by the installation's mail server."""
    with unit_of_work(context, as_json=as_json) as uow:
        facade.try_mail_server(uow, to, by=OPERATOR)
    emit({"to": to, "sent": True}, as_json=as_json)
