"""Where granted rows are delivered: a consumer's own PostgreSQL. Its DSN goes into the vault and never comes out."""

import re

from psycopg import ProgrammingError, conninfo

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.sharing import carrier, permissions, store
from shudao.sharing.contracts import NewTarget, Target, TargetTest
from shudao.sharing.errors import MalformedTarget, TargetTaken, UnknownTarget
from shudao.sharing.tables import TargetRow
from shudao.vault import facade as vault

__all__ = ["list_targets", "move_target", "opened_dsn", "register_target", "target", "target_row", "test_target"]

# Other keywords of libpq read files of this server or change how the session behaves.
_ALLOWED = frozenset({"host", "port", "dbname", "user", "password", "sslmode", "connect_timeout"})
_NEEDED = ("host", "dbname", "user")


def register_target(uow: UnitOfWork, new: NewTarget, *, by: Actor) -> Target:
    """Register a receiving database of one's own department. Raises `MalformedTarget`, `TargetTaken`."""
    organisation_id = new.organisation_id or by.organisation_id or ""
    access.require(uow, by, permissions.MANAGE_TARGETS, organisation_id)
    place = _place(new.dsn)
    if store.target_named(uow.session, organisation_id, new.name) is not None:
        raise TargetTaken(name=new.name)
    code = new_id()
    secret_id = vault.seal(uow, f"sharing/target/{code}", new.dsn, by=by)
    row = TargetRow(
        code=code,
        organisation_id=organisation_id,
        name=new.name,
        schema_name=new.schema,
        place=place,
        secret_id=secret_id,
        registered_at=uow.clock.now(),
        registered_by=by.account_id,
        tested_at=None,
        test_passed=None,
    )
    uow.session.add(row)
    uow.session.flush()
    detail = {"place": place, "schema": new.schema, "secret_id": secret_id}
    evidence.record(uow, by=by, action="sharing.target.registered", subject=f"sharing/target/{code}", detail=detail)
    return store.to_target(row)


def move_target(uow: UnitOfWork, code: str, dsn: str, *, by: Actor) -> Target:
    """Give a receiving database of one's own department another connection: it moved, or its password changed.

    The next delivery goes there. Both addresses stay in the evidence. Raises `UnknownTarget`, `MalformedTarget`.
    """
    row = target_row(uow, code, None if by.is_system else by.organisation_id)
    access.require(uow, by, permissions.MANAGE_TARGETS, row.organisation_id)
    before, row.place = row.place, _place(dsn)
    vault.replace(uow, row.secret_id, dsn, by=by)
    row.tested_at = row.test_passed = None
    uow.session.flush()
    detail = {"before": before, "place": row.place, "secret_id": row.secret_id}
    evidence.record(uow, by=by, action="sharing.target.moved", subject=f"sharing/target/{code}", detail=detail)
    return store.to_target(row)


def list_targets(uow: UnitOfWork, page: PageQuery, *, by: Actor) -> Page[Target]:
    """The receiving databases of one's own department."""
    own = None if by.is_system else by.organisation_id or ""
    rows = fetch_page(uow.session, store.targets(own, page.q), page, store.TARGET_SORT, "name")
    return Page([store.to_target(row) for row in rows.items], rows.total)


def target(uow: UnitOfWork, code: str, *, by: Actor) -> Target:
    """One receiving database of one's own department; others' do not exist."""
    row = target_row(uow, code, None if by.is_system else by.organisation_id)
    return store.to_target(row)


def target_row(uow: UnitOfWork, code: str, organisation_id: str | None) -> TargetRow:
    """The row, of this organisation unless None. Raises `UnknownTarget`."""
    row = uow.session.get(TargetRow, code)
    if row is None or organisation_id not in (None, row.organisation_id):
        raise UnknownTarget(target=code)
    return row


def test_target(uow: UnitOfWork, code: str, *, by: Actor) -> TargetTest:
    """Whether the database answers. The answer is kept; the connection is not."""
    row = target_row(uow, code, None if by.is_system else by.organisation_id)
    access.require(uow, by, permissions.MANAGE_TARGETS, row.organisation_id)
    dsn = opened_dsn(uow, row, by=by, purpose="test the target")
    report = carrier.test(dsn, row.schema_name)
    row.tested_at, row.test_passed = uow.clock.now(), report.ok
    detail = {"passed": report.ok}
    evidence.record(uow, by=by, action="sharing.target.tested", subject=f"sharing/target/{code}", detail=detail)
    zh = report.problem.message("zh") if report.problem else "连接正常"
    en = report.problem.message("en") if report.problem else "It answers"
    return TargetTest(report.ok, zh, en, row.tested_at)


def opened_dsn(uow: UnitOfWork, row: TargetRow, *, by: Actor, purpose: str) -> str:
    """The DSN out of the vault; opening it leaves a line of evidence."""
    detail = {"purpose": purpose, "secret_id": row.secret_id}
    subject = f"sharing/target/{row.code}"
    evidence.record(uow, by=by, action="sharing.secret.opened", subject=subject, detail=detail)
    return vault.open_secret(uow, row.secret_id, by=by, purpose=purpose).reveal()


def _place(dsn: str) -> str:
    """Host, port and database of a DSN, which may be shown. Raises `MalformedTarget`, which repeats nothing of it."""
    try:
        parts = conninfo.conninfo_to_dict(dsn)
    except ProgrammingError:
        raise MalformedTarget(problem="无法识别", problem_en="it cannot be understood") from None
    strange = sorted(set(parts) - _ALLOWED)
    if strange:
        raise MalformedTarget(
            problem=f"不允许的参数 {'、'.join(strange)}", problem_en=f"not allowed: {', '.join(strange)}"
        )
    missing = [name for name in _NEEDED if not parts.get(name)]
    if missing:
        raise MalformedTarget(problem=f"缺少 {'、'.join(missing)}", problem_en=f"missing: {', '.join(missing)}")
    host, port = str(parts["host"]), str(parts.get("port") or 5432)
    # A path and an abstract name would be sockets of this server itself.
    if host.startswith(("/", "@")) or "," in host:
        raise MalformedTarget(problem="须为一个主机名或地址", problem_en="name one host")
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 1 <= int(port) <= 65_535:
        raise MalformedTarget(problem="端口须为 1 至 65535", problem_en="the port is a number from 1 to 65535")
    return f"{host}:{port}/{parts['dbname']}"
