"""Report and mart layers: declared models, each one SELECT over its inputs, seen through system lenses."""

import time

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.admission.contracts import Asset, AssetColumn, Mode
from shudao.development import permissions, store
from shudao.development.contracts import DevelopmentRun, Model, RunKind
from shudao.development.errors import MalformedModel, NothingToRead
from shudao.development.tables import ModelRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.security import facade as security

__all__ = ["build_model", "declare_model", "model_of"]

_SQL_TYPES = {
    "text": "varchar",
    "int": "bigint",
    "double": "double",
    "bool": "boolean",
    "date": "date",
    "timestamp": "timestamptz",
}


def declare_model(uow: UnitOfWork, asset_code: str, sql: str, *, by: Actor) -> Model:
    """Declare or change the SELECT of a registered DWR or DM asset. It may read the asset's declared inputs only."""
    asset = admission.asset(uow, asset_code)
    # A model reads its inputs whole, so whoever declares it must be entitled to each of them.
    for code in (asset_code, *asset.inputs):
        access.require(uow, by, permissions.RUN, admission.asset(uow, code).organisation_id)
    _check(asset, sql)
    row = uow.session.get(ModelRow, asset_code) or ModelRow(asset_code=asset_code)
    row.title, row.inputs, row.sql = asset.title, list(asset.inputs), sql
    row.declared_by, row.declared_at = by.account_id, uow.clock.now()
    uow.session.add(row)
    uow.session.flush()
    subject = f"development/model/{asset_code}"
    evidence.record(uow, by=by, action="development.model.declared", subject=subject, detail={"sql": sql})
    return _model(row, asset)


def model_of(uow: UnitOfWork, asset_code: str) -> Model:
    """The declared model of an asset. Raises `MalformedModel` where there is none."""
    row = uow.session.get(ModelRow, asset_code)
    if row is None:
        raise MalformedModel(model=asset_code, problem="尚未声明加工语句")
    return _model(row, admission.asset(uow, asset_code))


def _model(row: ModelRow, asset: Asset) -> Model:
    return Model(row.asset_code, row.title, tuple(row.inputs), row.sql, asset.columns)


def _check(asset: Asset, sql: str) -> None:
    try:
        statements = sqlglot.parse(sql, dialect="duckdb")
    except ParseError as error:
        raise MalformedModel(model=asset.code, problem="加工语句不是合法的 SQL") from error
    if len(statements) != 1 or not isinstance(statements[0], exp.Select):
        raise MalformedModel(model=asset.code, problem="加工语句须为一条 SELECT")
    tree = statements[0]
    defined = {cte.alias for cte in tree.find_all(exp.CTE)}
    read = {table.name for table in tree.find_all(exp.Table)} - defined
    foreign = sorted(read - set(asset.inputs))
    if foreign:
        raise MalformedModel(model=asset.code, problem=f"读取了未声明的输入 {'、'.join(foreign)}")
    made = [projection.alias_or_name for projection in tree.selects]
    wanted = [column.name for column in asset.columns]
    if made != wanted:
        raise MalformedModel(model=asset.code, problem=f"输出字段应依次为 {'、'.join(wanted)}")


def build_model(database: Database, settings: Settings, asset_code: str, *, by: Actor) -> DevelopmentRun:
    """Build a declared model from the latest rows of its inputs, replacing what was there.

    While inputs and declaration are the same, building again changes nothing and answers with the earlier run.
    """
    began = time.monotonic()
    with database.unit_of_work() as uow:
        asset = admission.asset(uow, asset_code)
        access.require(uow, by, permissions.RUN, asset.organisation_id)
        model = model_of(uow, asset_code)
        versions = _versions(uow, model)
        digest = store.digest_of(model, versions)
        known = store.run_of_digest(uow.session, asset_code, asset.latest_version, digest)
        if known is not None:
            return known
        lenses = {code: security.system_lens(uow, code, purpose="model") for code in model.inputs}
    ticket = admission.open_write(database, settings, asset_code, "model", by=by, mode=Mode.REPLACE, reads=model.inputs)
    with security.open_lenses(database, settings, lenses, writes=[ticket.staging]) as session:
        landed = session.write_parquet(session.sql(_typed(model)), ticket.staging)
    entry = admission.commit_write(database, settings, ticket, read=landed, by=by)
    with database.unit_of_work() as uow:
        return store.add_run(uow, store.NewRun(RunKind.MODEL, entry, digest, time.monotonic() - began), {}, {}, by=by)


def _versions(uow: UnitOfWork, model: Model) -> dict[str, int]:
    versions = {code: admission.asset(uow, code).latest_version for code in model.inputs}
    empty = sorted(code for code, version in versions.items() if version is None)
    if empty:
        raise NothingToRead(asset=empty[0])
    return {code: version for code, version in versions.items() if version is not None}


def _typed(model: Model) -> str:
    """The model's SELECT with every column cast to its declared type, so that the lake's schema never drifts."""
    casts = ", ".join(f'cast("{column.name}" as {_sql_type(column)}) as "{column.name}"' for column in model.columns)
    return f"select {casts} from ({model.sql}) as built"  # noqa: S608 -- names and types were checked at declaration


def _sql_type(column: AssetColumn) -> str:
    return _SQL_TYPES.get(column.type, column.type)
