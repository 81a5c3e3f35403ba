"""A table as it was read beside the table as it truly is."""

from shudao.connectors.harvest.contracts import Dialect, HarvestedTable
from shudao.connectors.harvest.plain import plain_default, plain_type
from tests.builders.schemas.scripts import column_type
from tests.builders.schemas.truth import TrueTable

__all__ = ["is_exact"]


def is_exact(true: TrueTable, found: HarvestedTable | None, dialect: Dialect) -> bool:
    """Whether every column with its type, default and comment, every key and the table's comment are as they are."""
    if found is None:
        return False
    columns = [
        (
            column.name,
            plain_type(column_type(column, dialect.value), dialect),
            column.nullable and column.name not in true.primary_key,
            plain_default(column.default),
            column.comment,
        )
        for column in true.columns
    ]
    keys = (true.comment, true.primary_key, sorted(true.unique_keys), sorted(true.refers))
    refers = sorted((key.columns, key.target, key.target_columns) for key in found.foreign_keys)
    return keys == (found.comment, found.primary_key, sorted(found.unique_keys), refers) and columns == [
        (column.name, column.type, column.nullable, column.default, column.comment) for column in found.columns
    ]
