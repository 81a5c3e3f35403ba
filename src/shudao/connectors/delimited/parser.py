"""pyarrow's parser with every column as text: an unquoted empty field is NULL, a quoted one is empty text."""

from collections.abc import Sequence

import pyarrow as pa
from pyarrow import csv


class TextParser:
    """Turns whole records into Arrow text columns."""

    def __init__(self, names: Sequence[str], wanted: Sequence[str], delimiter: str) -> None:
        self.width = len(names)
        self.schema = pa.schema([pa.field(name, pa.string()) for name in wanted])
        # Names go in as numbers: pyarrow never sees what a header may contain.
        self._names = [str(index) for index in range(self.width)]
        chosen = [str(list(names).index(name)) for name in wanted]
        self._delimiter = delimiter
        self._convert = csv.ConvertOptions(
            column_types={name: pa.string() for name in chosen},
            include_columns=chosen,
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            null_values=[""],
            check_utf8=False,
        )

    def parse(self, data: pa.Buffer, *, quotes: bool) -> tuple[pa.RecordBatch, list[int]]:
        """The records of the right width, and the indexes of the others.

        `data` must be valid UTF-8 with right quotes and a terminator at its end. Blank lines are left out and not
        counted, unless the file has one column.
        """
        if not data.size:
            return self.empty(), []
        wrong: list[int] = []

        def skip(row: csv.InvalidRow) -> str:
            wrong.append(row.number - 1)
            return "skip"

        form = csv.ParseOptions(
            delimiter=self._delimiter,
            quote_char='"' if quotes else False,
            newlines_in_values=quotes,
            ignore_empty_lines=self.width > 1,
            invalid_row_handler=skip,
        )
        # One block of one thread: row numbers are known, and the batch is not cut.
        options = csv.ReadOptions(column_names=self._names, use_threads=False, block_size=data.size + 1)
        table = csv.read_csv(pa.BufferReader(data), options, form, self._convert)
        if not table.num_rows:
            return self.empty(), wrong
        return pa.record_batch(table.combine_chunks().to_batches()[0].columns, schema=self.schema), wrong

    def empty(self) -> pa.RecordBatch:
        """No records at all, in the schema."""
        return pa.record_batch([pa.array([], pa.string()) for _ in self.schema], schema=self.schema)
