"""Loading code tables: whole versions, histories of revisions, one more revision, and local supplements."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.policy import intervals, life, logic, store, store_codes
from shudao.policy.contracts import CodeRow, CodeTable, Library, State
from shudao.policy.contracts_codes import Revision, RevisionSummary, Snapshot
from shudao.policy.errors import AmbiguousAlias, BadCodeTable, UnknownCodeTable, VersionFixed
from shudao.policy.errors_codes import NotInherited, ShadowsInherited, TooFewRevisions
from shudao.policy.tables import CodeLineRow, CodeTableRow

__all__ = ["follow_revision", "lines_of", "load_code_table", "load_revisions", "load_supplement"]

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
    library: Library | None = None,
) -> CodeTable:
    """Load one version of a code table as a draft, every row or none. The same content again changes nothing.

    A version is whole: withdrawn codes stay in it with their last day, so that old values keep their meaning.
    Raises `BadCodeTable` with the faulty rows, `AmbiguousAlias`, `VersionFixed` when the version exists differently.
    """
    about = {
        "title": title,
        "version": version,
        "organisation_id": organisation_id,
        "standard": standard,
        "is_official": is_official,
        "library": library or (Library.NATIONAL if is_official else Library.LOCAL),
        "source": source,
    }
    return _draft(uow, _Draft(name, about, list(rows)), by)


def load_revisions(
    uow: UnitOfWork, name: str, revisions: Iterable[Revision], *, version: str = "", by: Actor, **about: Any
) -> CodeTable:
    """Load a table's whole history from its revisions, oldest first, as periods of validity.

    `about` as for `load_code_table`; the version is named after the last revision unless said otherwise. Raises
    `TooFewRevisions`, `RevisionOutOfOrder`, and what `load_code_table` raises.
    """
    rows, summaries = intervals.fold(_once(name, revision) for revision in revisions)
    if not summaries:
        raise TooFewRevisions(name=name)
    known = {"standard": "", "is_official": False, "source": ""} | about
    known.setdefault("library", Library.NATIONAL if known["is_official"] else Library.LOCAL)
    known["version"] = version or summaries[-1].label
    return _draft(uow, _Draft(name, known, rows, summaries), by)


def follow_revision(
    uow: UnitOfWork, name: str, codes: Sequence[Snapshot], *, version: str, effective_on: date, source: str, by: Actor
) -> CodeTable:
    """Draft the next version of a published table from the whole list that is in force from a day on.

    Codes the list lacks are withdrawn on the day before and keep their meaning until then; those whose place a new
    code takes get it as successor. Raises `UnknownCodeTable`, `RevisionOutOfOrder`, what `load_code_table` raises.
    """
    present = store_codes.published(uow.session, name)
    if present is None:
        raise UnknownCodeTable(table=name)
    life.require_edit(uow, {present.organisation_id}, by)
    _refuse_twice(name, codes)
    rows = lines_of(uow, present)
    lines, summary = intervals.follow(rows, Revision(version, effective_on, tuple(codes)))
    history = [*reversed(store_codes.revisions_of(uow.session, present.id)), summary]
    about = {**_about(present), "version": version, "source": source or present.source}
    return _draft(uow, _Draft(name, about, lines, history), by)


def load_supplement(
    uow: UnitOfWork, base: str, name: str, rows: Iterable[CodeRow], *, title: str, version: str, by: Actor, **about: Any
) -> CodeTable:
    """Draft the extension codes that a government adds to a table of the one above it, or to an official standard.

    The inherited codes stay as they are: a code of theirs is refused (`ShadowsInherited`). Raises `NotInherited`.
    """
    organisation_id = str(about["organisation_id"])
    realm = access.realm_of(uow, organisation_id)
    present = store_codes.published(uow.session, base)
    if present is None:
        raise UnknownCodeTable(table=base)
    if realm is None or not _is_inherited(uow, present, organisation_id, realm):
        raise NotInherited(table=base)
    lines = [replace(row, is_local=True) for row in rows]
    inherited = lines_of(uow, present)
    _refuse_shadows(base, lines, inherited)
    known = {"standard": "", "is_official": False, "source": "", "library": Library.LOCAL} | about
    known |= {"title": title, "version": version}
    draft = _Draft(name, known, lines, extends=base, realm=realm, inherited=frozenset(row.code for row in inherited))
    return _draft(uow, draft, by)


@dataclass(frozen=True)
class _Draft:
    """What is to be written. `inherited`: codes of the table it extends, which its rows may refer to."""

    name: str
    about: dict[str, Any]
    lines: Sequence[CodeRow]
    history: Sequence[RevisionSummary] = ()
    extends: str | None = None
    realm: str | None = None
    inherited: frozenset[str] = frozenset()


def _draft(uow: UnitOfWork, draft: _Draft, by: Actor) -> CodeTable:
    name, version, owner = draft.name, draft.about["version"], draft.about["organisation_id"]
    present = store.table_row(uow.session, name, None)
    life.require_edit(uow, {owner, present.organisation_id if present else owner}, by)
    _check(draft)
    digest = logic.digest(draft.lines)
    known = store.table_row(uow.session, name, version)
    if known is not None and known.digest == digest:
        return store.to_table(known)
    if known is not None or (present is not None and present.extends != draft.extends):
        raise VersionFixed(what=name, version=version)
    _refuse_second_draft(uow, name)
    published = store_codes.published(uow.session, name)
    row = CodeTableRow(
        id=new_id(),
        name=name,
        **draft.about,
        extends=draft.extends,
        realm=draft.realm,
        based_on=published.version if published else None,
        row_count=len(draft.lines),
        digest=digest,
        state=State.DRAFT,
        author=by.principal,
        created_at=uow.clock.now(),
    )
    uow.session.add(row)
    store_codes.copy_codes(uow.session, row.id, draft.lines)
    store_codes.add_revisions(uow.session, row.id, draft.history)
    detail = {"version": version, "rows": len(draft.lines), "revisions": len(draft.history), "sha256": digest}
    evidence.record(uow, by=by, action="policy.code_table.loaded", subject=f"policy/code_table/{name}", detail=detail)
    return store.to_table(row)


def _refuse_second_draft(uow: UnitOfWork, name: str) -> None:
    """Two open versions at once would let a reviewer approve one and publish the other."""
    for row in store.open_tables(uow.session, name):
        raise VersionFixed(what=name, version=row.version)


def _check(draft: _Draft) -> None:
    name = draft.name
    faults = [] if logic.TABLE_NAME.fullmatch(name) else ["表名应为小写字母、数字和下划线"]
    faults += logic.code_faults(draft.lines, draft.inherited)
    if faults:
        raise BadCodeTable(name=name, count=len(faults), details=[{"zh": fault} for fault in faults[:DETAIL_LIMIT]])
    if ambiguous := logic.ambiguous_aliases(draft.lines):
        details = [{"alias": alias} for alias in ambiguous[:DETAIL_LIMIT]]
        raise AmbiguousAlias(name=name, count=len(ambiguous), details=details)


def _once(name: str, revision: Revision) -> Revision:
    _refuse_twice(name, revision.codes, revision.label)
    return revision


def _refuse_twice(name: str, codes: Sequence[Snapshot], label: str = "") -> None:
    """A list that names a code twice does not say which of the two is in force."""
    counted = Counter(line.code for line in codes)
    twice = sorted(code for code, times in counted.items() if times > 1)
    if twice or not codes:
        told = [f"{label} 代码 {code} 出现两次".strip() for code in twice[:DETAIL_LIMIT]] or ["代码表没有任何一行"]
        details = [{"zh": fault} for fault in told]
        raise BadCodeTable(name=name, count=len(details), details=details)


def _refuse_shadows(base: str, lines: Sequence[CodeRow], inherited: Sequence[CodeRow]) -> None:
    theirs = {row.code: row.name for row in inherited}
    shadows = [row for row in lines if row.code in theirs]
    if shadows:
        details = [{"code": row.code, "zh": f"“{base}”中为“{theirs[row.code]}”"} for row in shadows[:DETAIL_LIMIT]]
        raise ShadowsInherited(table=base, count=len(shadows), details=details)


def _is_inherited(uow: UnitOfWork, base: CodeTableRow, organisation_id: str, realm: str) -> bool:
    """A supplement has a table of a government above to stand beside, or one of a national or industry standard."""
    if base.extends is not None:
        return False
    if base.library in (Library.NATIONAL, Library.INDUSTRY):
        return True
    theirs = access.realm_of(uow, base.organisation_id)
    return theirs != realm and theirs in access.realms_above(uow, organisation_id)


def lines_of(uow: UnitOfWork, table: CodeTableRow) -> list[CodeRow]:
    """A version's rows as they were loaded."""
    query = store_codes.codes_query([table], None).order_by(CodeLineRow.position)
    return [store.to_row(line) for line in uow.session.scalars(query)]


def _about(row: CodeTableRow) -> dict[str, Any]:
    """What a next version takes over from the present one."""
    kept = ("title", "organisation_id", "standard", "is_official", "library", "source")
    return {column: getattr(row, column) for column in kept}
