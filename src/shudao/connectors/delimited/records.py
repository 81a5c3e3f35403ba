"""From lines to records, the careful way: used for the part of a file where something is wrong.

A line that is right by itself, met at the start of a record, is a record. Every other line is resolved one by one:
it opens a record of several lines, or it is a fault, and then the reading is preferred that costs the fewest lines.
Every line ends up in exactly one record.
"""

import re
from dataclasses import dataclass

import numpy as np

from shudao.connectors.contracts import Reason
from shudao.connectors.delimited.grammar import Grammar
from shudao.connectors.delimited.lines import Ints, Lines

# How many delimiters and quotes of inner lines must be in their right places before we believe that these lines are
# records swallowed by an open quote, and not text: against a record that is wrong anyway, and against a right one.
_EVIDENCE_AGAINST_WRONG = 2
EVIDENCE_AGAINST_RIGHT = 8
_SHARE = 0.9


@dataclass(frozen=True)
class Span:
    """The lines from `first` to `last` as one record, rejected for `reason` if there is one."""

    first: int
    last: int
    reason: Reason | None


@dataclass(frozen=True)
class Records:
    """The records of some lines, by their first and last line; `reasons` holds the rejected ones by their index."""

    lines: Lines
    first: Ints
    last: Ints
    reasons: dict[int, Reason]

    def __len__(self) -> int:
        return len(self.first)

    @property
    def end(self) -> int:
        """The place in the buffer behind the last record."""
        return int(self.lines.stops[self.last[-1]]) if len(self) else 0


@dataclass(frozen=True)
class Resolver:
    """Resolves lines of one buffer. Records longer than `limit` bytes are not looked for."""

    lines: Lines
    grammar: Grammar
    width: int
    limit: int
    final: bool

    def records(self) -> Records:
        """The records that begin in the lines; in the middle of a file, one whose resolution needs more than the
        buffer holds is left, with everything behind it, for the next buffer."""
        spans, stop = self._spans()
        is_first = np.ones(stop, np.bool_)
        for span in spans:
            is_first[span.first + 1 : span.last + 1] = False
        first = np.flatnonzero(is_first)
        last = np.append(first[1:], stop)[: len(first)] - 1
        reasons = _reasons(self.lines, first, last, self.width)
        index_of = np.searchsorted(first, np.array([span.first for span in spans], np.int64))
        for index, span in zip(index_of, spans, strict=True):
            if span.reason is not None:
                reasons[int(index)] = span.reason
        return Records(self.lines, first, last, reasons)

    def _spans(self) -> tuple[list[Span], int]:
        """The spans of all lines not right by themselves, and the line this buffer has to stop before."""
        spans: list[Span] = []
        done = 0
        for line in np.flatnonzero(self.lines.quote_faults):
            if line < done:
                continue
            span = self._resolve(int(line))
            if span is None:
                return spans, int(line)
            spans.append(span)
            done = span.last + 1
        return spans, len(self.lines)

    def _resolve(self, line: int) -> Span | None:
        """What the record that begins in this line is, read strictly first, then leniently; None to see more."""
        alone = Span(line, line, Reason.UNTERMINATED_QUOTE)
        last = self._last_line(self.grammar.strict, line)
        if last is not None:
            record = self.lines.text(line, last)
            right = self.grammar.width(record) == self.width
            if last == line or (right and not swallows_records(record, self.grammar, self.width)):
                return Span(line, last, None)
            swallowed = right or self._hides_records(line, last)
            return alone if swallowed else Span(line, last, Reason.WRONG_FIELD_COUNT)
        last = self._last_line(self.grammar.lenient, line)
        if last is None:
            return None if self._may_continue(line) else alone
        record = self.lines.text(line, last)
        if self._may_continue(line) and self.grammar.leaves_quote_open(record):
            return None
        if last == line:
            return alone if self.grammar.leaves_quote_open(record) else Span(line, line, Reason.STRAY_QUOTE)
        right = self.grammar.width(record) == self.width
        if right and not self._hides_records(line, last):
            return Span(line, last, Reason.STRAY_QUOTE)
        return alone

    def _last_line(self, pattern: re.Pattern[bytes], line: int) -> int | None:
        """The line in which the pattern's match from the start of `line` ends, if it ends at that line's end."""
        start = int(self.lines.starts[line])
        match = pattern.match(self.lines.buffer, start, min(len(self.lines.buffer), start + self.limit))
        end = match.end() if match else start
        if end == len(self.lines.buffer):
            return len(self.lines) - 1 if self.final else None
        if self.lines.buffer[end] not in b"\r\n":
            return None
        last = int(self.lines.line_of(np.array([end]))[0])
        return last if last < len(self.lines) else None

    def _may_continue(self, line: int) -> bool:
        return not self.final and len(self.lines.buffer) - int(self.lines.starts[line]) < self.limit

    def _hides_records(self, line: int, last: int) -> bool:
        """Whether lines behind the first look like records of their own."""
        evidence = 0
        for inner in range(line + 1, last + 1):
            end = self._last_line(self.grammar.strict, inner)
            if end is not None and self.grammar.width(record := self.lines.text(inner, end)) == self.width:
                evidence += self.width - 1 + record.count(b'"')
            if evidence >= _EVIDENCE_AGAINST_WRONG:
                return True
        return False


def swallows_records(record: bytes, grammar: Grammar, width: int) -> bool:
    """Whether a right record of several lines looks like an unclosed quote that ran on, through lines which are
    records themselves, to the next fault. Text hardly ever has so many lines with just the right delimiters."""
    inner = record.splitlines()[1:-1]
    if len(inner) * (width - 1) < EVIDENCE_AGAINST_RIGHT:
        return False
    clean = sum(grammar.is_clean(line, width) for line in inner)
    return clean >= _SHARE * len(inner) and clean * (width - 1) >= EVIDENCE_AGAINST_RIGHT


def _reasons(lines: Lines, first: Ints, last: Ints, width: int) -> dict[int, Reason]:
    """What is wrong with records apart from their quotes."""
    reasons: dict[int, Reason] = {}
    if width > 1:
        # In a file of one column a blank line is a record whose only value is missing.
        reasons |= dict.fromkeys(np.flatnonzero(lines.blank[first] & (first == last)).tolist(), Reason.BLANK_LINE)
    stop = int(last[-1]) + 1 if len(last) else 0
    for faulty, reason in ((lines.nul_bytes, Reason.NUL_BYTE), (lines.invalid_bytes, Reason.INVALID_BYTES)):
        index = np.searchsorted(first, np.flatnonzero(faulty[:stop]), side="right") - 1
        reasons |= dict.fromkeys(index.tolist(), reason)
    return reasons
