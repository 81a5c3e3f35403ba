"""Loading a whole ledger at once: the rules of defining it piece by piece, at the pace of a copy.

What is loaded is a draft of whoever loads it: review and publishing by somebody else follow as always. Everything or
nothing is written. The search is made anew afterwards (`rebuild_search`), because a million rows one by one would take
longer than all of them together.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from psycopg.errors import UniqueViolation

from shudao.access import facade as access
from shudao.access.contracts import Permission
from shudao.architecture import (
    catalogue_checks,
    catalogue_content,
    ledger,
    ledger_lines,
    logic,
    permissions,
    searching,
    store,
)
from shudao.architecture.contracts import EntryState, LedgerLoaded, NewAttribute, NewCatalogueEntry, NewNode
from shudao.architecture.errors import BadArchitecture, EntryCodeTaken
from shudao.architecture.errors_ledger import NothingToLoad
from shudao.architecture.ledger_lines import ATTRIBUTES, ENTRIES, NODES
from shudao.architecture.tables import AttributeRow, CatalogueRow, NodeRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.bulk import copy_rows
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import Organisation

__all__ = ["load_ledger"]

T = TypeVar("T")
BATCH = 10_000
# More faults than this are not listed; whoever has so many mends the cause, not the lines.
LISTED = 200
Faults = list[tuple[str, str]]


class _Organisations(dict[str, Organisation]):
    """Organisations by code, looked up when first named. Raises `UnknownOrganisation`."""

    def __init__(self, uow: UnitOfWork) -> None:
        super().__init__()
        self._uow = uow

    def __missing__(self, code: str) -> Organisation:
        found = self[code] = mechanism.organisation_by_code(self._uow, code)
        return found


@dataclass
class _Load:
    """What has been seen so far of one load."""

    uow: UnitOfWork
    by: Actor
    owners: dict[str, str] = field(default_factory=dict)
    allowed: set[tuple[str, str]] = field(default_factory=set)
    faults: Faults = field(default_factory=list)

    def note(self, faults: Faults) -> None:
        self.faults += faults
        if len(self.faults) > LISTED:
            self.refuse()

    def refuse(self) -> None:
        if self.faults:
            details = [{"code": code, "fault": fault} for code, fault in self.faults[:LISTED]]
            raise BadArchitecture(count=len(self.faults), details=details)

    def require(self, permission: Permission, organisation_id: str) -> None:
        """Whoever loads drafts for an organisation must be allowed to draft for it; asked once for each."""
        if (permission.name, organisation_id) not in self.allowed:
            access.require(self.uow, self.by, permission, organisation_id)
            self.allowed.add((permission.name, organisation_id))


def load_ledger(
    uow: UnitOfWork, folder: Path, *, by: Actor, progress: Callable[[str, int], None] | None = None
) -> LedgerLoaded:
    """Load `nodes.jsonl`, `attributes.jsonl` and `catalogue.jsonl` (each may be missing, or end in `.gz`) as drafts.

    `progress` hears which file is at which line. Raises `NothingToLoad`, `BadLedgerLine`, `BadArchitecture` with the
    first 200 faults, `PublishedIsFixed` for a code that is there already, `BadCatalogueEntry`, `EntryCodeTaken`.
    """
    if not any((folder / f"{name}{end}").is_file() for name in (NODES, ATTRIBUTES, ENTRIES) for end in ("", ".gz")):
        raise NothingToLoad(folder=folder)
    access.require(uow, by, permissions.EDIT)
    organisations, tell = _Organisations(uow), progress or (lambda _file, _line: None)
    load = _Load(uow, by)
    make_node = partial(ledger_lines.new_node, organisations=organisations)
    nodes = list(ledger_lines.read_lines(folder, NODES, make_node))
    _load_nodes(load, nodes)
    tell(NODES, len(nodes))
    attributes = _load_attributes(load, ledger_lines.read_lines(folder, ATTRIBUTES, ledger_lines.new_attribute), tell)
    make_entry = partial(ledger_lines.new_entry, organisations=organisations)
    entries = _load_entries(load, ledger_lines.read_lines(folder, ENTRIES, make_entry), tell)
    made = LedgerLoaded(len(nodes), attributes, entries)
    _record(load, folder, made)
    uow.enqueue(searching.REBUILD, queueing_lock=searching.REBUILD)
    return made


def _batches(lines: Iterable[T]) -> Iterator[list[T]]:
    given = iter(lines)
    while batch := list(islice(given, BATCH)):
        yield batch


def _load_nodes(load: _Load, nodes: Sequence[NewNode]) -> None:
    session = load.uow.session
    for owner in {node.organisation_id for node in nodes}:
        load.require(permissions.EDIT, owner)
    load.note(logic.node_faults(nodes, []))
    own = {node.code for node in nodes}
    for batch in _batches(nodes):
        ledger.refuse_known(load.uow, batch, [])
        load.note(ledger.unknown_parents(load.uow, batch, [], own))
    load.refuse()
    load.note(logic.repeated_names(nodes, [], _taken(load, nodes)))
    load.refuse()
    ordered = sorted(nodes, key=lambda node: node.code.count("."))
    values = (ledger.node_values(node, load.by) for node in ordered)
    _copy(load, NodeRow.__table__, values)
    ledger.note_accountable(load.uow, ordered)
    load.owners = {node.code: node.organisation_id for node in nodes}
    session.flush()


def _taken(load: _Load, nodes: Sequence[NewNode]) -> logic.TakenNames:
    """Names in use beside these, asked in parts."""
    taken = logic.TakenNames(set(), set(), set())
    for batch in _batches(nodes):
        part = store.names_taken(load.uow.session, batch, [])
        taken.names.update(part.names)
        taken.tables.update(part.tables)
    return taken


def _load_attributes(load: _Load, lines: Iterable[NewAttribute], tell: Callable[[str, int], None]) -> int:
    """Copy attributes batch by batch. A name that two batches give to one entity is refused by the table itself."""
    count = 0
    for batch in _batches(lines):
        _check_attributes(load, batch)
        load.refuse()
        count += _copy(load, AttributeRow.__table__, (ledger.attribute_values(each, load.by) for each in batch))
        ledger.note_accountable(load.uow, [], batch)
        tell(ATTRIBUTES, count)
    return count


def _check_attributes(load: _Load, batch: Sequence[NewAttribute]) -> None:
    session = load.uow.session
    load.note(logic.node_faults([], batch))
    entities = {attribute.code.rpartition(".")[0] for attribute in batch}
    there = entities - load.owners.keys()
    for code, owner, _ in store.owners(session, there) if there else ():
        load.require(permissions.EDIT, owner)
        load.owners[code] = owner
    missing = entities - load.owners.keys()
    load.note([(each.code, "所属逻辑实体不存在") for each in batch if each.code.rpartition(".")[0] in missing])
    load.note(ledger.unknown_elements(load.uow, batch))
    before = [each for each in batch if each.code.rpartition(".")[0] in there]
    if before:
        ledger.refuse_known(load.uow, [], before)
    load.note(logic.repeated_names([], batch, store.names_taken(session, [], before)))


def _load_entries(load: _Load, lines: Iterable[NewCatalogueEntry], tell: Callable[[str, int], None]) -> int:
    """Copy catalogue entries; each has the code an earlier platform gave it."""
    count = 0
    for batch in _batches(lines):
        known = catalogue_checks.known_for(load.uow, batch)
        values = [_entry_values(load, new, known) for new in batch]
        count += _copy(load, CatalogueRow.__table__, values)
        tell(ENTRIES, count)
    return count


def _entry_values(load: _Load, new: NewCatalogueEntry, known: catalogue_checks.Known) -> dict[str, Any]:
    load.require(permissions.COMPILE_CATALOGUE, new.provider_organisation_id)
    catalogue_checks.refuse_faults(new, known, None)
    if not new.code or new.code in known.codes:
        raise EntryCodeTaken(entry=new.code or new.name)
    row = CatalogueRow(code=new.code, version=1, state=EntryState.DRAFT, author=load.by.principal, decisions=[])
    catalogue_content.write(row, new)
    set_now = {column.key for column in CatalogueRow.__table__.columns} & row.__dict__.keys()
    return {key: row.__dict__[key] for key in sorted(set_now)}


def _copy(load: _Load, table: Any, rows: Iterable[dict[str, Any]]) -> int:
    try:
        return copy_rows(load.uow.session, table, rows)
    except UniqueViolation as error:
        load.note([(str(error.diag.message_detail or ""), "编号、名称或字段重复")])
        load.refuse()
        raise


def _record(load: _Load, folder: Path, made: LedgerLoaded) -> None:
    """One line for the load, with the digests of its files, and one for each domain it reached."""
    digests = {path.name: _digest(path) for path in sorted(folder.iterdir()) if path.name.split(".gz")[0] in
               (NODES, ATTRIBUTES, ENTRIES)}  # fmt: skip
    counts = {"nodes": made.nodes, "attributes": made.attributes, "entries": made.entries}
    evidence.record(
        load.uow, by=load.by, action="architecture.ledger.loaded", subject="architecture/ledger",
        detail=counts | {"files": digests},
    )  # fmt: skip
    for domain, nodes in sorted(Counter(code.partition(".")[0] for code in load.owners).items()):
        subject = f"architecture/node/{domain}"
        evidence.record(
            load.uow, by=load.by, action="architecture.node.defined", subject=subject, detail={"nodes": nodes}
        )


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        made = sha256()
        while block := opened.read(1 << 20):
            made.update(block)
        return made.hexdigest()
