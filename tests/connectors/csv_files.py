"""Writing CSV files for tests: tables with right quotes, and the faults people's exports have."""

from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

from shudao.connectors.contracts import Source
from shudao.connectors.csv_file import CsvFile
from shudao.connectors.reading import Reading

Row = tuple[str | None, ...]

# What government registers hold: names, rare characters outside the BMP, full-width digits, marks of CSV itself.
ALPHABET = '0123456789 aZ，。（）１２张王𠮷欧阳·\u3000🙂,";\n\r\t-'


def values() -> st.SearchStrategy[str | None]:
    return (
        st.none() | st.text(ALPHABET, max_size=8) | st.sampled_from(["", "00123", "110101199001010011", "NULL", "NA"])
    )


def tables(min_width: int = 1) -> st.SearchStrategy[list[Row]]:
    def of_width(width: int) -> st.SearchStrategy[list[Row]]:
        return st.lists(st.tuples(*[values()] * width), max_size=12)

    return st.integers(min_width, 5).flatmap(of_width)


def field(value: str | None, delimiter: str = ",") -> str:
    """Nothing for NULL, quotes for empty text and wherever CSV needs them."""
    if value is None:
        return ""
    if value == "" or any(mark in value for mark in (delimiter, '"', "\n", "\r")):
        return '"' + value.replace('"', '""') + '"'
    return value


def record(row: Row, delimiter: str = ",") -> str:
    return delimiter.join(field(value, delimiter) for value in row)


def names(width: int) -> tuple[str, ...]:
    return tuple(f"字段{index}" for index in range(width))


def source(path: Path, **options: object) -> Source:
    return Source("csv", {"path": str(path), **options})


def opened(path: Path, wanted: Sequence[str] | None = None, batch_rows: int = 100_000, **options: object) -> Reading:
    return CsvFile().read(source(path, **options), path.stem, columns=wanted, batch_rows=batch_rows)


def read(
    path: Path, wanted: Sequence[str] | None = None, **options: object
) -> tuple[list[Row], list[dict[str, object]]]:
    """All landed rows and all rejects; checks on the way that nothing is lost."""
    rows: list[Row] = []
    rejects: list[dict[str, object]] = []
    with opened(path, wanted, **options) as reading:
        for batch in reading:
            rows += [tuple(row.values()) for row in batch.records.to_pylist()]
            rejects += batch.rejects.to_pylist()
        assert reading.counts.read == reading.counts.landed + reading.counts.rejected
        assert (reading.counts.landed, reading.counts.rejected) == (len(rows), len(rejects))
    return rows, rejects


def places(rejects: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    return [(reject["line_from"], reject["line_to"], reject["reason"]) for reject in rejects]
