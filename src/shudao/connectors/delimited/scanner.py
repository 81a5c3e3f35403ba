"""Scanning a delimited stream: whole blocks at full speed where all is right, record by record where it is not."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pyarrow as pa

from shudao.connectors.contracts import Reason
from shudao.connectors.delimited import bits
from shudao.connectors.delimited.cuts import Cut, cut_plain, cut_quoted
from shudao.connectors.delimited.encodings import Transcoder
from shudao.connectors.delimited.grammar import Grammar
from shudao.connectors.delimited.lines import Ints, is_utf8, lines_of
from shudao.connectors.delimited.parser import TextParser
from shudao.connectors.delimited.records import Records, Resolver
from shudao.connectors.delimited.window import Window
from shudao.connectors.rejects import RAW_LIMIT, Reject

CHUNK = 4 << 20
RECORD_LIMIT = 1 << 20
"""A record may span at most this many bytes when its lines have to be searched for its end; a line without an end is
given up after `CHUNK` more. Both bound the memory of a scan whatever the file holds."""


@dataclass(frozen=True)
class Scanned:
    """Some records of the stream: those that landed, those that did not, and the lines both stood on."""

    records: pa.RecordBatch
    rejects: list[Reject]
    lines: int


@dataclass
class _Overlong:
    """A line longer than memory allows, while its end is looked for."""

    excerpt: bytes = b""
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, piece: bytes) -> None:
        self.excerpt = (self.excerpt + piece[:RAW_LIMIT])[:RAW_LIMIT]
        self.digest.update(piece)


class Scanner:
    """One pass over a stream that stands at the first line behind the header, which is line number `line`."""

    def __init__(
        self,
        window: Window,
        transcoder: Transcoder,
        grammar: Grammar,
        parser: TextParser,
        line: int,
        record_limit: int = RECORD_LIMIT,
    ) -> None:
        self._window, self._transcoder, self._grammar, self._parser = window, transcoder, grammar, parser
        self._line = line
        self._record_limit = record_limit
        self._record = 1
        self._overlong: _Overlong | None = None

    def __iter__(self) -> Iterator[Scanned]:
        window = self._window
        while not window.final:
            window.fill()
            if self._overlong is not None and (ended := self._end_of_overlong()) is not None:
                yield self._numbered(ended)
            if window.size and self._overlong is None:
                scanned, used = self._fast() or self._careful()
                window.drop(used)
                yield self._numbered(scanned)
            self._give_up_overlong()

    def _numbered(self, scanned: Scanned) -> Scanned:
        """The numbers of the rejects counted from the start of the file instead of the block."""
        rejects = [
            Reject(r.record_number + self._record, r.reason, r.raw, (r.line_from or 0) + self._line,
                   (r.line_to or 0) + self._line, digest=r.digest)
            for r in scanned.rejects
        ]  # fmt: skip
        self._record += scanned.records.num_rows + len(rejects)
        self._line += scanned.lines
        return Scanned(scanned.records, rejects, scanned.lines)

    # -- where all is right -------------------------------------------------------------------------------------

    def _fast(self) -> tuple[Scanned, int] | None:
        """All whole records at once, or None if anything but their width is not plainly right."""
        window = self._window
        if window.has(b"\0"):
            return None
        quotes = window.has(b'"')
        cut = cut_quoted(window, self._grammar, self._parser.width) if quotes else cut_plain(window)
        if cut is None or not cut.end or not is_utf8(window.data, cut.end):
            return None
        landed, wrong = self._parser.parse(window.buffer(cut.end), quotes=quotes)
        # Blank lines, which are rejects of ours, are not among the parser's rows: then the numbers differ.
        if landed.num_rows + len(wrong) != cut.records:
            return None
        if not wrong:
            return Scanned(landed, [], cut.lines), cut.end
        records = _cut_records(window, cut)
        if (records.last[wrong] > records.first[wrong]).any():
            # An open quote may have run on to the next one, through records that are right.
            return None
        return Scanned(
            landed, self._rejects(records, dict.fromkeys(wrong, Reason.WRONG_FIELD_COUNT)), cut.lines
        ), cut.end

    # -- where it is not ----------------------------------------------------------------------------------------

    def _careful(self) -> tuple[Scanned, int]:
        final = self._window.final
        layout = partial(self._window.layout, self._grammar.delimiter[0])
        lines = lines_of(self._window.text(), final, layout)
        records = Resolver(lines, self._grammar, self._parser.width, self._record_limit, final).records()
        good = np.setdiff1d(np.arange(len(records)), np.fromiter(records.reasons, np.int64), assume_unique=True)
        landed, wrong = self._parser.parse(pa.py_buffer(_joined(records, good)), quotes=True)
        reasons = records.reasons | dict.fromkeys(good[wrong].tolist(), Reason.WRONG_FIELD_COUNT)
        rejects = self._rejects(records, reasons)
        return Scanned(landed, rejects, int(records.last[-1]) + 1 if len(records) else 0), records.end

    def _rejects(self, records: Records, reasons: dict[int, Reason]) -> list[Reject]:
        """The rejects in order, numbered from 0 within the block."""
        rejects = []
        for index in sorted(reasons):
            first, last = int(records.first[index]), int(records.last[index])
            raw = self._transcoder.original(records.lines.text(first, last))
            rejects.append(Reject(index, reasons[index], raw, first, last))
        return rejects

    # -- lines that do not end ----------------------------------------------------------------------------------

    def _give_up_overlong(self) -> None:
        """Stop keeping a line that is longer than any record may be."""
        window = self._window
        if window.final or (self._overlong is None and window.size <= self._record_limit + window.chunk):
            return
        self._overlong = self._overlong or _Overlong()
        self._overlong.add(self._transcoder.original(window.text()))
        window.drop(window.size)

    def _end_of_overlong(self) -> Scanned | None:
        window = self._window
        lines = lines_of(window.text(), window.final)
        if not len(lines) and not window.final:
            return None
        overlong, self._overlong = self._overlong or _Overlong(), None
        if len(lines):
            overlong.add(self._transcoder.original(lines.text(0)))
            window.drop(int(lines.stops[0]))
        digest = overlong.digest.hexdigest()
        reject = Reject(0, Reason.RECORD_TOO_LONG, overlong.excerpt, 0, 0, digest=digest)
        return Scanned(self._parser.empty(), [reject], 1)


def _cut_records(window: Window, cut: Cut) -> Records:
    """The lines of the records of a cut."""
    lines = lines_of(window.text()[: cut.end], True)
    if cut.record_ends is None:
        every = np.arange(len(lines))
        return Records(lines, every, every, {})
    last = lines.line_of(bits.positions(cut.record_ends))
    return Records(lines, np.append(0, last[:-1] + 1), last, {})


def _joined(records: Records, chosen: Ints) -> bytes:
    """The bytes of the chosen records one behind the other, copied run by run."""
    if not len(chosen):
        return b""
    buffer, lines = records.lines.buffer, records.lines
    breaks = np.flatnonzero(np.diff(chosen) != 1) + 1
    firsts, lasts = chosen[np.append(0, breaks)], chosen[np.append(breaks, len(chosen)) - 1]
    starts, stops = lines.starts[records.first[firsts]], lines.stops[records.last[lasts]]
    runs = [buffer[start:stop] for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]
    # A CR must not become half of a CRLF with what stands in the next run.
    return b"".join(run + b"\n" if run.endswith(b"\r") else run for run in runs)
