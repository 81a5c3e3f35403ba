"""The door to the evidence.

Writing and listing need the unit of work alone. What touches the log's files takes the settings, which say where they
are; `verify_folder` takes any folder, so that an outsider's copy is checked by the same code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from shudao.evidence import logic, merkle, store, verification
from shudao.evidence.contracts import Checkpoint, Entry, EntryFilter, Head, InclusionProof, Verification
from shudao.evidence.errors import MalformedKey, NoCheckpoint, NoSuchLeaf
from shudao.evidence.exports import export_log
from shudao.evidence.folder import LogFolder
from shudao.evidence.keys import note_signers
from shudao.evidence.notes import NoteKey, open_note, parse_checkpoint
from shudao.evidence.sequencer import rebuild_tiles, run_sequencer, sequence
from shudao.evidence.tiles import TILE_WIDTH
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "consistency_proof",
    "export",
    "head",
    "inclusion_proof",
    "list_entries",
    "log_size",
    "logged",
    "public_keys",
    "rebuild_tiles",
    "record",
    "run_sequencer",
    "sequence",
    "verify",
    "verify_folder",
]


def record(uow: UnitOfWork, *, by: Actor, action: str, subject: str, detail: Mapping[str, object] | None = None) -> str:
    """Write an audit line in the caller's transaction and give its id: who did what to which subject.

    `action` is `module.noun.verb` in the past tense, `subject` a path of ids such as `sharing/application/<id>`.
    `detail` takes ids, counts, codes and decisions, never personal values. Raises `Unrecordable`, `EntryTooLarge`.
    """
    entry = Entry(
        id=new_id(),
        recorded_at=uow.clock.now(),
        account_id=logic.clean_text(by.account_id, "account_id"),
        actor_name=logic.clean_text(by.name, "actor_name"),
        organisation_id=by.organisation_id,
        behalf_of=by.behalf_of,
        because=by.because,
        action=logic.clean_text(action, "action"),
        subject=logic.clean_text(subject, "subject"),
        detail=logic.clean_detail(detail),
        leaf_index=None,
    )
    logic.check_size(entry)
    store.add(uow.session, entry)
    return entry.id


def list_entries(uow: UnitOfWork, wanted: EntryFilter, page: PageQuery) -> Page[Entry]:
    """Entries that fit, newest first unless asked otherwise (sort keys: id, recorded_at, leaf_index)."""
    return store.find_page(uow.session, wanted, page)


def log_size(uow: UnitOfWork) -> int:
    """How many entries have their place in the log."""
    return store.count_sequenced(uow.session)


def logged(uow: UnitOfWork, start: int, stop: int) -> list[Entry]:
    """Entries from leaf `start` to before `stop`, in the order of the log, which has no gaps: for those who go on
    from where they stopped reading.
    """
    return list(store.sequenced_entries(uow.session, start, stop))


def head(uow: UnitOfWork, settings: Settings) -> Head:
    """The log as it stands. Its checkpoint, kept elsewhere, is what shows a later cut or rebuilding."""
    note = LogFolder(settings.evidence_dir).checkpoint()
    if note is None:
        return Head("", 0, merkle.EMPTY_ROOT, "", store.count_outside(uow.session, 0))
    checkpoint = _checkpoint_of(note)
    unsequenced = store.count_outside(uow.session, checkpoint.size)
    return Head(checkpoint.origin, checkpoint.size, checkpoint.root, note, unsequenced)


def verify(uow: UnitOfWork, settings: Settings, against: str | None = None) -> Verification:
    """Check the live log: its files, and that the rows are what was logged; counts the rows that wait for a leaf.

    `against` is a checkpoint kept elsewhere (the whole note). Findings are in the report, not raised.
    """
    folder = LogFolder(settings.evidence_dir)
    keys = [signer.key for signer in note_signers(settings)]
    report = verification.verify_log(folder, keys, against)
    rows = store.sequenced_entries(uow.session, 0, report.size)
    findings = verification.verify_rows(folder, report.size, rows)
    unsequenced = store.count_outside(uow.session, report.size)
    return verification.limited(replace(report, unsequenced=unsequenced), findings)


def verify_folder(folder: Path, keys: Sequence[str] = (), against: str | None = None) -> Verification:
    """Check an exported log, offline. `keys` are note verifier keys from a trusted place (raises `MalformedKey`);
    without them those in the folder are used, which proves only that the folder agrees with itself.
    """
    log = LogFolder(folder)
    try:
        known = [NoteKey.decode(key) for key in keys] or log.keys()
    except ValueError as error:
        raise MalformedKey(reason=error) from None
    return verification.limited(verification.verify_log(log, known, against))


def export(settings: Settings, folder: Path) -> Checkpoint:
    """Write a self-contained copy of the log into the empty `folder`: checkpoint, entries, tiles, public keys, how to
    check them. Raises `NoCheckpoint`, `FolderNotEmpty`.
    """
    source = LogFolder(settings.evidence_dir)
    note = _note(source)
    return export_log(source, note, _checkpoint_of(note), LogFolder(folder))


def inclusion_proof(settings: Settings, index: int) -> InclusionProof:
    """That entry `index` stands in the log under the present checkpoint. Raises `NoCheckpoint`, `NoSuchLeaf`."""
    folder = LogFolder(settings.evidence_dir)
    note = _note(folder)
    size = _checkpoint_of(note).size
    if not 0 <= index < size:
        raise NoSuchLeaf(index=index, size=size)
    number, place = divmod(index, TILE_WIDTH)
    entry = folder.bundle(number, min(TILE_WIDTH, size - number * TILE_WIDTH))[place]
    path = merkle.inclusion_path(folder.subtrees(size), index, size)
    return InclusionProof(index, entry, tuple(path), note)


def consistency_proof(settings: Settings, old_size: int) -> tuple[bytes, ...]:
    """That the present log only appended to its first `old_size` leaves (RFC 6962, 2.1.2)."""
    folder = LogFolder(settings.evidence_dir)
    size = _checkpoint_of(_note(folder)).size
    if not 0 <= old_size <= size:
        raise NoSuchLeaf(index=old_size, size=size)
    return tuple(merkle.consistency_path(folder.subtrees(size), old_size, size))


def public_keys(settings: Settings) -> list[str]:
    """The log's public keys as note verifier keys, to be kept elsewhere together with a checkpoint."""
    return [signer.key.encode() for signer in note_signers(settings)]


def _note(folder: LogFolder) -> str:
    note = folder.checkpoint()
    if note is None:
        raise NoCheckpoint
    return note


def _checkpoint_of(note: str) -> Checkpoint:
    return parse_checkpoint(open_note(note, ()).text)
