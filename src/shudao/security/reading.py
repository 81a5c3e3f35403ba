"""Reading through lenses: the engine sees whole tables, its callers only what their lens lets through."""

import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from shudao.admission import facade as admission
from shudao.engines.contracts import EngineLimits
from shudao.engines.duckdb import DuckDBEngine
from shudao.engines.ports import Session
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.ids import new_id
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.lake import beside
from shudao.lake import read as lake
from shudao.security import grants, store
from shudao.security.contracts import Lens, LensColumn
from shudao.security.errors import GrantEnded, NoLens
from shudao.security.masks import MASKS
from shudao.security.queries import rewritten
from shudao.security.tables import MaskKeyRow
from shudao.vault import facade as vault

__all__ = ["LensSession", "mask_key", "open_lenses", "read", "read_beside"]

# How long a revocation may go unnoticed by a reading that is under way.
RECHECK_S = 1.0


class LensSession:
    """An engine session in which every name is a table seen through its lens."""

    def __init__(
        self, session: Session, lenses: Mapping[str, Lens], key: str, hidden: Mapping[str, str] | None = None
    ) -> None:
        """`hidden` are the names under which the session knows the whole tables, where they are not the lenses' own."""
        self._session = session
        names = hidden or {name: name for name in lenses}
        self._tables = {name: _through(session.table(names[name]), lens, key) for name, lens in lenses.items()}

    def table(self, name: str) -> ibis.Table:
        """The rows and columns of one lens. Raises `NoLens` for a name that was not opened."""
        if name not in self._tables:
            raise NoLens(asset=name)
        return self._tables[name]

    def sql(self, text: str) -> ibis.Table:
        """One SELECT over the opened names, in DuckDB's dialect; every table in it is replaced by its lens."""
        return self._session.sql(rewritten(text, lambda name: str(ibis.to_sql(self.table(name), dialect="duckdb"))))

    def read(self, expr: ibis.Expr, *, batch_rows: int = 65_536) -> pa.RecordBatchReader:
        return self._session.read(expr, batch_rows=batch_rows)

    def count(self, expr: ibis.Table) -> int:
        return self._session.count(expr)

    def write_parquet(self, expr: ibis.Table, folder: str | Path) -> int:
        """Write plain Parquet into a folder that was named in `writes`; returns the rows written."""
        return self._session.write_parquet(expr, folder)


def _through(table: ibis.Table, lens: Lens, key: str) -> ibis.Table:
    rows = table.filter(lens.where.to_ibis(table))
    shown = {
        column.name: rows[column.name] if column.mask is None else MASKS[column.mask].over(rows[column.name], key)
        for column in lens.columns
    }
    return rows.select(**shown)


@contextmanager
def open_lenses(
    database: Database, settings: Settings, lenses: Mapping[str, Lens], *, writes: Sequence[str | Path] = ()
) -> Iterator[LensSession]:
    """A locked-down engine session over these lenses. Grants are checked again before anything is read."""
    with database.unit_of_work() as uow:
        for lens in lenses.values():
            _check_grant(uow, lens)
        key = mask_key(uow)
    # The session knows the whole tables by names nobody can guess. Whatever part of a written query the rewriting takes
    # for something else (a WITH of the same name in another scope) then finds no table instead of a whole one.
    hidden = {name: f"whole_{secrets.token_hex(16)}" for name in lenses}
    relations = {
        hidden[name]: lake.relation(admission.lake_table(settings, lens.asset_code), lens.version)
        for name, lens in lenses.items()
    }
    limits = EngineLimits(settings.engine_memory_mb, settings.engine_threads, settings.staging_dir)
    with DuckDBEngine(limits).open(relations, writes=writes) as session:
        yield LensSession(session, lenses, key, hidden)


def read(
    database: Database, settings: Settings, lens: Lens, *, limit: int | None = None, batch_rows: int = 65_536
) -> Iterator[pa.RecordBatch]:
    """Rows through a lens, batch by batch. Ends with `GrantEnded` within a second of the grant's revocation."""
    with open_lenses(database, settings, {"rows": lens}) as session:
        table = session.table("rows")
        batches = session.read(table.limit(limit) if limit is not None else table, batch_rows=batch_rows)
        checked = time.monotonic()
        for batch in batches:
            if lens.grant_id is not None and time.monotonic() - checked > RECHECK_S:
                with database.unit_of_work() as uow:
                    _check_grant(uow, lens)
                checked = time.monotonic()
            yield batch


def _check_grant(uow: UnitOfWork, lens: Lens) -> None:
    if lens.grant_id is not None and not grants.is_usable(uow, lens.grant_id):
        raise GrantEnded


def mask_key(uow: UnitOfWork) -> str:
    """The installation's key of the hash mask, made on first use and kept by the vault."""
    by = Actor.system("masking")
    row = store.mask_key(uow.session)
    if row is None:
        # Two first uses at once must agree on one key, or what they masked could never be joined again.
        store.lock_mask_key(uow.session)
        row = store.mask_key(uow.session) or _new_mask_key(uow, by)
    return vault.open_secret(uow, row.secret_id, by=by, purpose="masking").reveal()


def _new_mask_key(uow: UnitOfWork, by: Actor) -> MaskKeyRow:
    secret_id = vault.seal(uow, "security/mask-key", vault.new_token(), by=by)
    row = MaskKeyRow(id=new_id(), secret_id=secret_id, created_at=uow.clock.now())
    uow.session.add(row)
    uow.session.flush()
    return row


def read_beside(
    database: Database,
    settings: Settings,
    lens: Lens,
    folder: str,
    *,
    label: str,
    having: str | None = None,
    limit: int,
) -> list[dict[str, Any]]:
    """Rows kept beside a table, such as failing ones, through the table's own lens.

    They carry the parent's grade, so they are masked like it. `label` is the one extra column, shown as it is, with one
    word per line; `having` keeps rows whose label has that word.
    """
    asset_schema = lake.relation(admission.lake_table(settings, lens.asset_code), lens.version).schema
    relation = beside.relation(folder, asset_schema.append(pa.field(label, pa.string())))
    labelled = replace(lens, columns=(*lens.columns, LensColumn(label, label, "text")))
    limits = EngineLimits(settings.engine_memory_mb, settings.engine_threads, settings.staging_dir)
    with database.unit_of_work() as uow:
        _check_grant(uow, lens)
        key = mask_key(uow)
    with DuckDBEngine(limits).open({"rows": relation}) as session:
        table = LensSession(session, {"rows": labelled}, key).table("rows")
        if having is not None:
            table = table.filter(table[label].contains(f"{having}\n"))
        rows: list[dict[str, Any]] = session.read(table.limit(limit)).read_all().to_pylist()
        return rows
