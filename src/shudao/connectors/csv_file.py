"""CSV and other delimited files: every column as text, every fault at its line."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from shudao.connectors.contracts import (
    Batch,
    ConnectionReport,
    PhysicalColumn,
    PhysicalTable,
    Position,
    Reason,
    Source,
)
from shudao.connectors.delimited.encodings import Detected, Encoding, Transcoder, declared, detect, errors_under
from shudao.connectors.delimited.grammar import Grammar, grammar
from shudao.connectors.delimited.header import Header, checked_names, header_of
from shudao.connectors.delimited.lines import lines_of
from shudao.connectors.delimited.parser import TextParser
from shudao.connectors.delimited.scanner import CHUNK, Scanned, Scanner
from shudao.connectors.delimited.window import Window
from shudao.connectors.errors import EmptyFile, HeaderMissing, TableMissing, WrongEncoding
from shudao.connectors.options import Options, checked_file, chosen_columns, listed, parsed
from shudao.connectors.reading import DEFAULT_BATCH_ROWS, Batches, Reading
from shudao.connectors.rejects import reject_batch
from shudao.kernel.errors import ShudaoError

_HEADER_CHUNK = 1 << 20


def _known_encoding(name: str) -> str:
    try:
        declared(name)
    except KeyError:
        raise ValueError("auto, utf-8, utf-16, utf-16-le, utf-16-be, gb18030, gbk or gb2312") from None
    return name


class CsvOptions(Options):
    """Options of a delimited file. `path` is chosen by the caller (an upload, a drop folder), never by a user's text.

    `blank_lines`: `reject` counts a blank line as a record that cannot be read, `skip` leaves it out and counts it as
    skipped. `columns` names the columns of a file without a header. `skip_lines` are lines before the header.
    """

    path: Path
    table: str | None = None
    encoding: Annotated[str, AfterValidator(_known_encoding)] = "auto"
    delimiter: Annotated[str, Field(pattern=r"^[\x01-\x7f]$")] = ","
    columns: tuple[str, ...] | None = None
    skip_lines: Annotated[int, Field(ge=0, le=1000)] = 0
    blank_lines: Annotated[str, Field(pattern="^(reject|skip)$")] = "reject"
    max_bytes: Annotated[int, Field(gt=0)] = 64 << 30

    @property
    def name(self) -> str:
        return self.table or self.path.stem


@dataclass(frozen=True)
class _Layout:
    """How a file is written and where its data begin: enough to read it, found out once."""

    encoding: Encoding
    grammar: Grammar
    names: tuple[str, ...]
    data_at: int
    """Where the first line behind the header begins, in bytes of the file."""
    line: int
    """Its number, from 1."""
    rows_estimate: int


class CsvFile:
    """Reads CSV in UTF-8 (with or without BOM), UTF-16 and GB18030, at the speed of pyarrow where nothing is wrong."""

    kind: ClassVar[str] = "csv"
    title_zh: ClassVar[str] = "CSV 文件"
    title_en: ClassVar[str] = "CSV file"
    options: ClassVar[type[CsvOptions]] = CsvOptions

    def describe(self, source: Source) -> list[PhysicalTable]:
        options = parsed(CsvOptions, source)
        layout = _layout(options)
        columns = tuple(PhysicalColumn(name, "text") for name in layout.names)
        return [PhysicalTable(options.name, columns, rows_estimate=layout.rows_estimate)]

    def test(self, source: Source) -> ConnectionReport:
        try:
            layout = _layout(parsed(CsvOptions, source))
        except ShudaoError as problem:
            return ConnectionReport(problem=problem)
        return ConnectionReport({"encoding": layout.encoding, "columns": listed(layout.names)})

    def read(
        self,
        source: Source,
        table: str,
        *,
        columns: Sequence[str] | None = None,
        batch_rows: int = DEFAULT_BATCH_ROWS,
    ) -> Reading:
        options = parsed(CsvOptions, source)
        if table != options.name:
            raise TableMissing(table=table, found=options.name)
        layout = _layout(options)
        if columns and options.columns is None and not set(columns) & set(layout.names):
            raise HeaderMissing(
                table=table,
                why_zh=f"首行没有任何登记的字段（{listed(columns)}）",
                why_en=f"its first line names none of the registered columns ({listed(columns)})",
            )
        wanted = chosen_columns(table, layout.names, columns)
        parser = TextParser(layout.names, wanted, options.delimiter)
        return Reading(parser.schema, _batches(options, layout, parser), batch_rows)


def _batches(options: CsvOptions, layout: _Layout, parser: TextParser) -> Batches:
    records = 0
    with options.path.open("rb", buffering=0) as file:
        file.seek(layout.data_at)
        transcoder = Transcoder(layout.encoding)
        window = Window(file, transcoder, CHUNK)
        for scanned in Scanner(window, transcoder, layout.grammar, parser, layout.line):
            batch = _batch(scanned, options)
            records += batch.read
            if scanned.lines:
                yield batch
        facts = os.fstat(file.fileno())
    at: dict[str, str | int] = {"bytes": facts.st_size, "modified_ns": facts.st_mtime_ns, "records": records}
    return Position("file", at)


def _batch(scanned: Scanned, options: CsvOptions) -> Batch:
    rejects = scanned.rejects
    if options.blank_lines == "skip":
        rejects = [reject for reject in rejects if reject.reason is not Reason.BLANK_LINE]
    return Batch(scanned.records, reject_batch(rejects), len(scanned.rejects) - len(rejects))


def _layout(options: CsvOptions) -> _Layout:
    """The encoding and the header, from the beginning of the file."""
    size = checked_file(options.path, options.max_bytes)
    encoding = _encoding(options)
    with options.path.open("rb") as file:
        file.seek(encoding.bom)
        raw = file.read(_HEADER_CHUNK)
    transcoder, rules = Transcoder(encoding.encoding), grammar(options.delimiter)
    final = encoding.bom + len(raw) == size
    text = transcoder.utf8(raw, final)
    if not text:
        raise EmptyFile(file=options.path.name)
    lines = lines_of(text, final)
    if options.columns is None:
        header = header_of(lines, rules, options.name, skip_lines=options.skip_lines)
    else:
        header = Header(checked_names(options.columns, options.name), min(options.skip_lines, len(lines)))
    offset = int(lines.stops[header.lines - 1]) if header.lines else 0
    data_at = encoding.bom + len(transcoder.original(text[:offset]))
    estimate = (size - data_at) * max(len(lines) - header.lines, 0) // max(len(text) - offset, 1)
    return _Layout(encoding.encoding, rules, header.names, data_at, header.lines + 1, estimate)


def _encoding(options: CsvOptions) -> Detected:
    """The declared encoding if the bytes agree with it, else what they look like."""
    detected = detect(options.path)
    wanted = declared(options.encoding)
    if wanted is None:
        return detected
    if detected.bom:
        # Plain `utf-16` leaves the byte order to the mark.
        if wanted[:5] != detected.encoding[:5]:
            raise WrongEncoding(declared=options.encoding, detected=detected.encoding)
        return detected
    errors = errors_under(options.path, wanted)
    if wanted != detected.encoding and errors > 2 * detected.errors + 8:
        raise WrongEncoding(declared=options.encoding, detected=detected.encoding)
    return Detected(wanted, 0, errors)
