"""Connections of sources: what a connector needs to open one, and whether it answers."""

import os
from pathlib import Path

from shudao.architecture import store
from shudao.architecture.errors import FileOutsideInbox
from shudao.connectors.contracts import ConnectionReport, Source
from shudao.connectors.errors import UnknownConnector
from shudao.connectors.facade import CONNECTORS, connector, reads_a_file
from shudao.connectors.harvest.databases import DATABASES, try_database
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.vault import facade as vault

__all__ = ["connection_of", "note_read", "tried", "try_connection"]

# The files of the sample city's departments; an installation of one's own has no such folder.
SAMPLE_FOLDER = "sample"


def connection_of(uow: UnitOfWork, settings: Settings, source_code: str, *, by: Actor, purpose: str) -> Source:
    """A registered source as its connector takes it; opening its secret leaves a line of evidence.

    Raises `FileOutsideInbox`, and `UnknownConnector` of the connectors.
    """
    registered = store.to_source(store.source_row(uow.session, source_code))
    options = dict(registered.settings)
    if (
        registered.connector not in DATABASES
        and reads_a_file(registered.connector)
        and isinstance(options.get("path"), str)
    ):
        options["path"] = str(_file_of(uow, settings, options["path"], registered.organisation_id))
    secret = None
    if registered.secret_ref is not None:
        subject = f"architecture/source/{source_code}"
        detail = {"purpose": purpose, "secret_id": registered.secret_ref}
        evidence.record(uow, by=by, action="architecture.secret.opened", subject=subject, detail=detail)
        secret = vault.open_secret(uow, registered.secret_ref, by=by, purpose=purpose).reveal()
    return Source(registered.connector, options, secret)


def _file_of(uow: UnitOfWork, settings: Settings, path: str, organisation_id: str) -> Path:
    """The file, in its organisation's own folder: what else lies on this server, keys above all, is nobody's source."""
    own = settings.inbox_dir / mechanism.organisation(uow, organisation_id).code
    file = Path(os.path.realpath(own / path))
    if not any(file.is_relative_to(folder.resolve()) for folder in (own, settings.data_dir / SAMPLE_FOLDER)):
        raise FileOutsideInbox(file=file.name, folder=f"{settings.inbox_dir.name}/{own.name}")
    return file


def try_connection(
    uow: UnitOfWork, settings: Settings, source_code: str, *, by: Actor, purpose: str = "connection test"
) -> ConnectionReport:
    """Whether a source answers, and if not, what stands in the way."""
    try:
        source = connection_of(uow, settings, source_code, by=by, purpose=purpose)
        return tried(source)
    except (FileOutsideInbox, UnknownConnector) as problem:
        return ConnectionReport(problem=problem)


def tried(source: Source) -> ConnectionReport:
    """Whether a connection answers. Databases that can only be harvested are asked for their tables.

    Raises `UnknownConnector`.
    """
    if source.kind in DATABASES and source.kind not in CONNECTORS:
        return try_database(source)
    return connector(source.kind).test(source)


def note_read(uow: UnitOfWork, source_code: str) -> None:
    """Remember that somebody made use of the source now: a system that nobody reads is noticed by this."""
    store.source_row(uow.session, source_code).last_read_at = uow.clock.now()
