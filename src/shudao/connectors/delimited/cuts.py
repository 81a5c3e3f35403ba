"""Finding the last whole record of a window in which nothing is wrong, and counting records and lines up to it."""

from dataclasses import dataclass

import numpy as np

from shudao.connectors.delimited import bits
from shudao.connectors.delimited.grammar import Grammar
from shudao.connectors.delimited.records import EVIDENCE_AGAINST_RIGHT, swallows_records
from shudao.connectors.delimited.window import Window


@dataclass(frozen=True)
class Cut:
    """The whole records at the start of a window: where they end, how many they are, on how many lines; and the marks
    of their ends, unless every line is a record."""

    end: int
    records: int
    lines: int
    record_ends: bits.Words | None = None


def cut_plain(window: Window) -> Cut:
    """Without quotes every line is a record."""
    data, end = window.data, window.size
    if not window.final:
        # A CR at the very end may be half of a CRLF.
        end = max(data.rfind(b"\n", 0, end), data.rfind(b"\r", 0, max(end - 1, 0))) + 1
    lines = int(np.count_nonzero(window.array()[:end] == bits.LF))
    if window.has(b"\r"):
        lines += data.count(b"\r", 0, end) - data.count(b"\r\n", 0, end)
    return Cut(end, lines, lines)


def cut_quoted(window: Window, grammar: Grammar, width: int) -> Cut | None:
    """None if quotes are wrong, or left open at the end of the file, or span what looks like records."""
    marks = bits.marks(window.layout(grammar.delimiter[0]))
    if not marks.quotes_right or (window.final and marks.open_at_end):
        return None
    end = window.size
    if not window.final:
        end = bits.last(bits.upto(marks.record_ends, end - window.ends_with(b"\r", end))) + 1
    records, lines = bits.upto(marks.record_ends, end), bits.upto(marks.line_ends, end)
    record_count, line_count = bits.count(records), bits.count(lines)
    if (line_count - record_count - 1) * (width - 1) >= EVIDENCE_AGAINST_RIGHT:
        long = _long_records(window, bits.positions(records), lines, width)
        if any(swallows_records(record, grammar, width) for record in long):
            return None
    return Cut(end, record_count, line_count, records)


def _long_records(window: Window, ends: bits.Places, lines: bits.Words, width: int) -> list[bytes]:
    """Records of so many lines that some of them might be records of their own."""
    line_index = np.searchsorted(bits.positions(lines), ends)
    line_counts = np.diff(np.append(-1, line_index))
    long = np.flatnonzero((line_counts - 2) * (width - 1) >= EVIDENCE_AGAINST_RIGHT)
    return [bytes(window.data[(ends[index - 1] + 1 if index else 0) : ends[index] + 1]) for index in long]
