"""Gives entries their place in the log: table first, then tiles, the checkpoint last.

The leaf index is committed to the table before any file is written, and a leaf's bytes follow from its row. Killed at
any point, the next run therefore writes the same files again; files are never ahead of the table.
"""

import logging
from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from shudao.evidence import logic, merkle, store
from shudao.evidence.contracts import Checkpoint, Sequenced
from shudao.evidence.errors import DamagedCheckpoint, RecordsBehindLog, TilesDisagree
from shudao.evidence.folder import CHECKPOINT, LogFolder
from shudao.evidence.growth import Growth
from shudao.evidence.keys import note_signers, publish_keys
from shudao.evidence.notes import open_note, parse_checkpoint, sign_note
from shudao.evidence.tiles import TileTree
from shudao.kernel.database import Database
from shudao.kernel.errors import ShudaoError
from shudao.kernel.settings import Settings

__all__ = ["BATCH", "Sequencer", "rebuild_tiles", "run_sequencer", "sequence"]

BATCH = 8_192
_POLL_S = 0.5
_PAUSE_AFTER_ERROR_S = 5.0

logger = logging.getLogger("shudao.evidence")


class Sequencer:
    """A writer of the log. Of several, in several processes, one works at a time; the others find nothing to do."""

    def __init__(self, database: Database, settings: Settings, *, batch: int = BATCH) -> None:
        self._database = database
        self._batch = batch
        self._folder = LogFolder(settings.evidence_dir)
        self._signers = note_signers(settings)
        self._growth: Growth | None = None
        self._note: str | None = None

    def prepare(self) -> None:
        """Once per process: clean up after a killed writer and lay the public keys beside the log.

        Never beside a log that others signed: those keys are what it can still be checked with.
        """
        with self._database.unit_of_work() as guard:
            store.lock(guard.session)
            self._folder.clean_up()
            if (note := self._folder.checkpoint()) is not None:
                self._signed_checkpoint(note)
            publish_keys(self._folder, self._signers)

    def step(self, *, wait: bool = False) -> Sequenced:
        """Sequence one batch. With `wait`, wait for another sequencer to finish; otherwise leave the work to it."""
        with self._database.unit_of_work() as guard:
            if wait:
                store.lock(guard.session)
            elif not store.try_lock(guard.session):
                return Sequenced(0, self._growth.tree.size if self._growth else 0)
            growth = self._current_growth()
            # Should anything fail from here on, what is in memory may be ahead of the files: read them anew next time.
            self._growth = None
            added = self._extend(growth)
            self._growth = growth
            return Sequenced(added, growth.tree.size)

    def rebuild(self) -> int:
        """Write all tiles of the signed checkpoint again from the records; its size. Raises `TilesDisagree`."""
        with self._database.unit_of_work() as guard:
            store.lock(guard.session)
            checkpoint = self._signed_checkpoint(self._folder.checkpoint())
            self._growth = None
            self._rebuilt(checkpoint)
            return checkpoint.size

    def _extend(self, growth: Growth) -> int:
        start = growth.tree.size
        self._assign(start)
        with self._database.unit_of_work() as uow:
            for entry in store.sequenced_entries(uow.session, start, start + self._batch):
                growth.append(logic.canonical_bytes(entry))
        if growth.tree.size > start:
            growth.write_files()
            self._note = self._sign(growth)
            self._folder.write_checkpoint(self._note)
            growth.drop_partials()
        return growth.tree.size - start

    def _assign(self, log_size: int) -> None:
        with self._database.unit_of_work() as uow:
            rows = store.count_sequenced(uow.session)
            if rows < log_size:
                raise RecordsBehindLog(rows=rows, size=log_size)
            if rows == log_size:
                store.assign_leaves(uow.session, self._batch)

    def _sign(self, growth: Growth) -> str:
        origin = self._signers[0].name
        return sign_note(Checkpoint(origin, growth.tree.size, growth.tree.root()).text(), self._signers)

    def _current_growth(self) -> Growth:
        """The log as the folder has it; what is in memory serves as long as nobody else has published."""
        note = self._folder.checkpoint()
        if self._growth is not None and note == self._note:
            return self._growth
        self._note = note
        if note is None:
            return Growth.load(self._folder, 0)
        checkpoint = self._signed_checkpoint(note)
        try:
            growth = Growth.load(self._folder, checkpoint.size)
        except (FileNotFoundError, ValueError):
            return self._rebuilt(checkpoint)
        return growth if growth.tree.root() == checkpoint.root else self._rebuilt(checkpoint)

    def _signed_checkpoint(self, note: str | None) -> Checkpoint:
        try:
            opened = open_note(note or "", [signer.key for signer in self._signers])
            if opened.wrong or opened.missing:
                raise ValueError("the checkpoint is not signed by this installation")
            return parse_checkpoint(opened.text)
        except ValueError:
            raise DamagedCheckpoint(file=self._folder.root / CHECKPOINT) from None

    def _rebuilt(self, checkpoint: Checkpoint) -> Growth:
        """Tiles written again from the records, after the records have proved to be what was signed."""
        logger.warning("tiles of %d leaves are missing or damaged; rebuilding them from the records", checkpoint.size)
        tree = TileTree(lambda level, number, hashes: None)
        growth = Growth.load(self._folder, 0)
        with self._database.unit_of_work() as uow:
            for entry in store.sequenced_entries(uow.session, 0, checkpoint.size):
                tree.push(merkle.leaf_hash(logic.canonical_bytes(entry)))
        if (tree.size, tree.root()) != (checkpoint.size, checkpoint.root):
            raise TilesDisagree(size=checkpoint.size)
        while growth.tree.size < checkpoint.size:
            stop = min(growth.tree.size + self._batch, checkpoint.size)
            with self._database.unit_of_work() as uow:
                for entry in store.sequenced_entries(uow.session, growth.tree.size, stop):
                    growth.append(logic.canonical_bytes(entry))
            growth.write_files()
            growth.drop_partials()
        return growth


def sequence(database: Database, settings: Settings, *, batch: int = BATCH) -> Sequenced:
    """Sequence everything that waits, now; used by commands, exports and tests."""
    sequencer = Sequencer(database, settings, batch=batch)
    sequencer.prepare()
    added = 0
    while (done := sequencer.step(wait=True)).added:
        added += done.added
    return Sequenced(added, done.size)


def rebuild_tiles(database: Database, settings: Settings) -> int:
    """Restore missing or damaged tiles from the records, if these are still what was signed; the log's size."""
    return Sequencer(database, settings).rebuild()


def run_sequencer(database: Database, settings: Settings, stop: Event) -> None:
    """Follow the entries until `stop` is set; a leaf follows its entry within a second.

    A database that is away and a log that must not be signed are logged and tried again: business goes on meanwhile,
    and `verify` counts the entries that wait.
    """
    sequencer: Sequencer | None = None
    while not stop.is_set():
        try:
            if sequencer is None:
                prepared = Sequencer(database, settings)
                prepared.prepare()
                sequencer = prepared
            pause = 0.0 if sequencer.step().added == BATCH else _POLL_S
        except (ShudaoError, SQLAlchemyError, OSError):
            logger.exception("the evidence log could not be extended; trying again in %s s", _PAUSE_AFTER_ERROR_S)
            pause = _PAUSE_AFTER_ERROR_S
        stop.wait(pause)
