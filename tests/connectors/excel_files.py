"""Writing Excel files for tests."""

from collections.abc import Callable, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from shudao.connectors.contracts import Source
from shudao.connectors.excel import Excel

Cells = Sequence[Sequence[object]]


def workbook(path: Path, rows: Cells, sheet: str = "登记表", more: Callable[..., None] | None = None) -> Path:
    """A workbook with these rows from A1; `more(book, sheet)` may add what rows cannot say."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        page: Worksheet = book.add_worksheet(sheet)
        for index, row in enumerate(rows):
            for column, value in enumerate(row):
                # Text must stay text: the writer would turn "=1" into a formula and "" into nothing.
                (page.write_string if isinstance(value, str) else page.write)(index, column, value)
        if more is not None:
            more(book, page)
    return path


def source(path: Path, **options: object) -> Source:
    return Source("excel", {"path": str(path), **options})


def read(
    path: Path, table: str = "登记表", **options: object
) -> tuple[list[tuple[str | None, ...]], list[dict[str, object]]]:
    rows, rejects = [], []
    with Excel().read(source(path, **options), table) as reading:
        for batch in reading:
            rows += [tuple(row.values()) for row in batch.records.to_pylist()]
            rejects += batch.rejects.to_pylist()
        assert reading.counts.read == len(rows) + len(rejects)
    return rows, rejects
