"""Where a lake table lives, and how its log is opened."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.fs as pafs
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError, TableNotFoundError

from shudao.lake.errors import BadTableId, UnknownTable

__all__ = ["LakeTable", "exists", "filesystem", "open_log"]

# The folder names of the lake are ASCII ids without `=`, `%` or white space: the traps of DESIGN §4 need none of these.
_IDENT = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}", re.ASCII)


@dataclass(frozen=True)
class LakeTable:
    """One Delta table: `root` is the lake's folder or URL (`s3://…`), `ident` the table's ASCII id."""

    root: str
    ident: str
    storage_options: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if not _IDENT.fullmatch(self.ident):
            raise BadTableId(ident=self.ident)

    @property
    def is_local(self) -> bool:
        return "://" not in self.root

    @property
    def path(self) -> str:
        """The table's folder as an absolute path or URL, never percent-encoded."""
        root = str(Path(self.root).absolute()) if self.is_local else self.root.rstrip("/")
        return f"{root}/{self.ident}"


def open_log(table: LakeTable, version: int | None = None) -> DeltaTable:
    """The table's log at a version, the latest by default. Raises `UnknownTable`."""
    try:
        return DeltaTable(table.path, version=version, storage_options=dict(table.storage_options) or None)
    except TableNotFoundError as error:
        raise UnknownTable(ident=table.ident, version=_version_text(version)) from error
    except DeltaError as error:
        if version is None:
            raise
        raise UnknownTable(ident=table.ident, version=version) from error


def exists(table: LakeTable) -> bool:
    """Whether the table has been made."""
    return DeltaTable.is_deltatable(table.path, storage_options=dict(table.storage_options) or None)


def filesystem(table: LakeTable) -> tuple[pafs.FileSystem, str]:
    """The file system the table lies on, and the table's folder in it."""
    if table.is_local:
        return pafs.LocalFileSystem(), table.path
    options = {key.upper(): value for key, value in table.storage_options.items()}
    files = pafs.S3FileSystem(
        access_key=options.get("AWS_ACCESS_KEY_ID"),
        secret_key=options.get("AWS_SECRET_ACCESS_KEY"),
        session_token=options.get("AWS_SESSION_TOKEN"),
        region=options.get("AWS_REGION"),
        endpoint_override=options.get("AWS_ENDPOINT_URL"),
    )
    return files, table.path.split("://", 1)[1]


def _version_text(version: int | None) -> str:
    return "latest" if version is None else str(version)
