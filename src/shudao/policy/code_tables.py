"""Loading code tables, whole versions at a time."""

from collections.abc import Iterable, Sequence

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.policy import life, logic, store
from shudao.policy.contracts import CodeRow, CodeTable, State
from shudao.policy.errors import AmbiguousAlias, BadCodeTable, VersionFixed
from shudao.policy.tables import CodeTableRow

DETAIL_LIMIT = 200


def load_code_table(
    uow: UnitOfWork,
    name: str,
    rows: Iterable[CodeRow],
    *,
    title: str,
    version: str,
    organisation_id: str,
    by: Actor,
    standard: str = "",
    is_official: bool = False,
    source: str = "",
) -> CodeTable:
    """Load one version of a code table as a draft, every row or none. The same content again changes nothing.

    A version is whole: withdrawn codes stay in it with their last day, so that old values keep their meaning.
    Raises `BadCodeTable` with the faulty rows, `AmbiguousAlias`, `VersionFixed` when the version exists differently.
    """
    present = store.table_row(uow.session, name, None)
    life.require_edit(uow, {organisation_id, present.organisation_id if present else organisation_id}, by)
    lines = list(rows)
    _check(name, lines)
    digest = logic.digest(lines)
    known = store.table_row(uow.session, name, version)
    if known is not None:
        if known.digest == digest:
            return store.to_table(known)
        raise VersionFixed(what=name, version=version)
    row = CodeTableRow(
        id=new_id(),
        name=name,
        version=version,
        title=title,
        standard=standard,
        is_official=is_official,
        organisation_id=organisation_id,
        source=source,
        row_count=len(lines),
        digest=digest,
        state=State.DRAFT,
        author=by.principal,
        created_at=uow.clock.now(),
    )
    _refuse_second_draft(uow, name)
    uow.session.add(row)
    uow.session.flush()
    store.insert_codes(uow.session, row.id, lines)
    detail = {"version": version, "rows": len(lines), "sha256": digest}
    evidence.record(uow, by=by, action="policy.code_table.loaded", subject=f"policy/code_table/{name}", detail=detail)
    return store.to_table(row)


def _refuse_second_draft(uow: UnitOfWork, name: str) -> None:
    """Two open versions at once would let a reviewer approve one and publish the other."""
    for row in store.open_tables(uow.session, name):
        raise VersionFixed(what=name, version=row.version)


def _check(name: str, lines: Sequence[CodeRow]) -> None:
    faults = [] if logic.TABLE_NAME.fullmatch(name) else ["表名应为小写字母、数字和下划线"]
    faults += logic.code_faults(lines)
    if faults:
        raise BadCodeTable(name=name, count=len(faults), details=[{"zh": fault} for fault in faults[:DETAIL_LIMIT]])
    if ambiguous := logic.ambiguous_aliases(lines):
        details = [{"alias": alias} for alias in ambiguous[:DETAIL_LIMIT]]
        raise AmbiguousAlias(name=name, count=len(ambiguous), details=details)
