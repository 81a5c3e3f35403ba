"""The door to the connectors: read by kind, deliver into PostgreSQL, compare both sides of a delivery."""

from shudao.connectors.postgres.delivery import Delivered, deliver, table_digest
from shudao.connectors.postgres.digest import Digest, digest_of
from shudao.connectors.reading import Reading
from shudao.connectors.registry import CONNECTORS, connector, reads_a_file

__all__ = [
    "CONNECTORS",
    "Delivered",
    "Digest",
    "Reading",
    "connector",
    "deliver",
    "digest_of",
    "reads_a_file",
    "table_digest",
]
