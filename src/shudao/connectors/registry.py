"""All connectors by kind. A new one is its file and one name in the list below."""

from pathlib import Path

from shudao.connectors.csv_file import CsvFile
from shudao.connectors.errors import UnknownConnector
from shudao.connectors.excel import Excel
from shudao.connectors.options import listed
from shudao.connectors.ports import Connector
from shudao.connectors.postgresql import PostgreSql
from shudao.connectors.rest import Rest


def registered(*members: object) -> dict[str, Connector]:
    """The members by kind. A newcomer that does not fill the port is told so at start-up, by name."""
    kinds: dict[str, Connector] = {}
    for member in members:
        if not isinstance(member, Connector):
            raise TypeError(f"{type(member).__name__} is not a connector: it does not fill the port")
        if member.kind in kinds:
            raise TypeError(f"two connectors are called {member.kind}")
        kinds[member.kind] = member
    return kinds


CONNECTORS = registered(PostgreSql(), CsvFile(), Excel(), Rest())


def connector(kind: str) -> Connector:
    """The connector of a kind; `UnknownConnector` names those there are."""
    if kind not in CONNECTORS:
        raise UnknownConnector(kind=kind, known=listed(CONNECTORS))
    return CONNECTORS[kind]


def reads_a_file(kind: str) -> bool:
    """Whether sources of this kind name a file of this server by their option `path`. Raises `UnknownConnector`."""
    field = connector(kind).options.model_fields.get("path")
    return field is not None and field.annotation is Path
