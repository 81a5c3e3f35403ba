"""`shudao architecture harvest`: what a schema is proposed to be, from scripts, a database or a registered source."""

import sys
from dataclasses import asdict
from getpass import getpass
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import SecretStr

from shudao.architecture import facade
from shudao.architecture.contracts import Proposal
from shudao.cli.context import OPERATOR, AsJson, installation, settings_of
from shudao.cli.errors import OneOrigin, SecretInArguments
from shudao.cli.output import emit, emit_list, plain, say, told
from shudao.connectors.contracts import Source
from shudao.connectors.harvest.contracts import Dialect, HarvestedSchema
from shudao.connectors.harvest.databases import kind_of, password_of, read_database, with_password
from shudao.connectors.harvest.sql_files import read_files

__all__ = ["harvest"]

PASSWORD = "SHUDAO_HARVEST_PASSWORD"  # noqa: S105 -- the name of a variable
_NUMBERS = {
    "tables": "表",
    "columns": "字段",
    "primary_keys": "主键",
    "foreign_keys": "外键",
    "comments": "注释",
    "code_tables": "代码表",
    "objects": "业务对象",
    "entities": "逻辑实体",
    "titled": "有中文名的字段",
    "matched": "匹配到数据元的字段",
    "graded": "有建议级别的字段",
    "duplicates": "疑似重复",
    "faults": "未能读取",
}
_TABLES = {
    "name": "表",
    "title": "名称",
    "role": "用途",
    "object_key": "业务对象",
    "columns": "字段数",
    "grade": "级别",
}
_DUPLICATES = {
    "table": "表",
    "entity_code": "实体",
    "entity_name": "实体名称",
    "organisation_name": "单位",
    "likeness": "相似度",
    "is_certified": "已认证",
}
_FAULTS = {"file": "文件", "line": "行", "zh": "原因", "about": "对象"}


def harvest(
    context: typer.Context,
    sql: Annotated[
        Path | None, typer.Option(exists=True, help="SQL 脚本目录或文件 | Folder or file of scripts.")
    ] = None,
    dsn: Annotated[
        str, typer.Option(help=f"连接串，不含口令；口令取自 {PASSWORD} 或现场输入 | Without its password.")
    ] = "",
    source: Annotated[str, typer.Option(help="已登记数据源的编号 | Code of a registered source.")] = "",
    dialect: Annotated[Dialect | None, typer.Option(help="脚本方言 | Dialect of the scripts.")] = None,
    as_json: AsJson = False,
) -> None:
    """采集库表结构并提出架构建议 | Harvest a schema and propose business objects, entities and attributes."""
    with told(as_json=as_json):
        if sum(map(bool, (sql, dsn, source))) != 1:
            raise OneOrigin
        schema = read_files(sql, dialect) if sql else None
        opened_dsn = _with_its_password(dsn, settings_of(context).harvest_password) if dsn else ""
    with installation(context, as_json=as_json) as opened:
        if schema is None:
            schema = read_database(
                Source(kind_of(opened_dsn), secret=opened_dsn) if dsn else _registered(opened, source)
            )
        with opened.database.unit_of_work() as uow:
            proposal = facade.propose_architecture(uow, schema, by=OPERATOR)
    _show(schema, proposal, as_json=as_json)


def _with_its_password(dsn: str, setting: SecretStr | None) -> str:
    """The password from the settings or typed in: arguments are seen by everybody on the machine."""
    if password_of(dsn) is not None:
        raise SecretInArguments(variable=PASSWORD)
    kind_of(dsn)
    given = setting.get_secret_value() if setting else None
    if given is None and sys.stdin.isatty():
        given = getpass("口令 Password: ")
    return with_password(dsn, given) if given else dsn


def _registered(opened: Any, code: str) -> Source:
    with opened.database.unit_of_work() as uow:
        return facade.connection_of(uow, opened.settings, code, by=OPERATOR, purpose="harvest")


def _show(schema: HarvestedSchema, proposal: Proposal, *, as_json: bool) -> None:
    if as_json:
        faults = [asdict(fault) | {"zh": fault.kind.zh, "en": fault.kind.en} for fault in schema.faults]
        emit(plain(proposal) | {"faults": plain(faults)}, as_json=True)
        return
    numbers = plain(proposal.summary)
    emit({title: str(numbers[name]) for name, title in _NUMBERS.items()}, as_json=False, title="采集结果")
    rows = [
        plain(asdict(table)) | {"role": table.role.zh, "columns": len(table.columns), "grade": table.grade}
        for table in proposal.tables
    ]
    emit_list(rows, _TABLES, as_json=False, title="表")
    if proposal.duplicates:
        emit_list(proposal.duplicates, _DUPLICATES, as_json=False, title="疑似重复")
    if schema.faults:
        told_faults = [asdict(fault) | {"zh": fault.kind.zh} for fault in schema.faults]
        emit_list(told_faults, _FAULTS, as_json=False, title="未能读取")
    say("以上均为建议，须经人工确认。 | Proposals only; people confirm.")
