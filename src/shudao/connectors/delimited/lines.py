"""The physical lines of a buffer, and which of them cannot stand as a record by themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from shudao.connectors.delimited import bits

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_WINDOW = 32 * 1024


@dataclass(frozen=True)
class Lines:
    """The complete lines of a buffer. `stops` are the places after each terminator; `layout` finds its quotes."""

    buffer: bytes
    stops: Ints
    layout: Callable[[], bits.Layout]

    @cached_property
    def starts(self) -> Ints:
        starts = np.zeros_like(self.stops)
        starts[1:] = self.stops[:-1]
        return starts

    def __len__(self) -> int:
        return len(self.stops)

    def text(self, line: int, last: int | None = None) -> bytes:
        """The bytes of a line, or of the lines up to `last`, without the final terminator."""
        return without_terminator(self.buffer[self.starts[line] : self.stops[line if last is None else last]])

    def line_of(self, places: Ints) -> Ints:
        return np.searchsorted(self.stops, places, side="right")

    @cached_property
    def quote_faults(self) -> Mask:
        """Lines whose quotes do not close within the line, or stand where none may stand."""
        if not len(self) or b'"' not in self.buffer:
            return np.zeros(len(self), np.bool_)
        return bits.faulty_lines(self.layout(), self.stops)

    @cached_property
    def nul_bytes(self) -> Mask:
        found = np.zeros(len(self), np.bool_)
        if 0 in self.buffer:
            found[self.line_of(self._places(0))] = True
        return found

    @cached_property
    def invalid_bytes(self) -> Mask:
        """Lines with bytes that are not UTF-8 (for other encodings: the marks of the transcoder)."""
        found = np.zeros(len(self), np.bool_)
        line = len(self) if not len(self) or is_utf8(self.buffer, int(self.stops[-1])) else 0
        while line < len(self):
            last = min(int(self.line_of(self.starts[line : line + 1] + _WINDOW)[0]), len(self) - 1)
            self._decode(line, last, found)
            line = last + 1
        return found

    @cached_property
    def blank(self) -> Mask:
        sizes = self.stops - self.starts
        blank = sizes <= 2
        for line in np.flatnonzero(blank):
            blank[line] = not self.text(int(line))
        return blank

    def _decode(self, line: int, last: int, found: Mask) -> None:
        """Mark the invalid lines among these, one decoding error after the other."""
        stop = int(self.stops[last])
        while line <= last:
            start = int(self.starts[line])
            try:
                self.buffer[start:stop].decode("utf-8")
                return
            except UnicodeDecodeError as error:
                line = int(self.line_of(np.array([start + error.start]))[0])
            found[line] = True
            line += 1

    def _places(self, value: int) -> Ints:
        """Where the byte occurs within the complete lines."""
        end = int(self.stops[-1]) if len(self) else 0
        return np.flatnonzero(np.frombuffer(self.buffer, np.uint8, count=end) == value)


def lines_of(buffer: bytes, final: bool, layout: Callable[[], bits.Layout] = bits.no_layout) -> Lines:
    """The lines of a buffer. The part behind the last terminator is a line only at the end of the file; a CR that is
    the last byte may be half of a CRLF and waits for more, too."""
    data = np.frombuffer(buffer, np.uint8)
    ends = data == bits.LF
    if b"\r" in buffer:
        lone = data == bits.CR
        lone[:-1] &= ~ends[1:]
        lone[-1] &= final
        ends |= lone
    stops = np.flatnonzero(ends) + 1
    if final and buffer and (not len(stops) or stops[-1] < len(buffer)):
        stops = np.append(stops, len(buffer))
    return Lines(buffer, stops, layout)


def is_utf8(data: bytes | bytearray, end: int) -> bool:
    """Whether the bytes before `end` are valid, by Arrow's validation: five times as fast as decoding."""
    whole = pa.py_buffer(np.array([0, end], np.int32))
    try:
        pa.Array.from_buffers(pa.string(), 1, [None, whole, pa.py_buffer(data)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def without_terminator(line: bytes) -> bytes:
    if line.endswith(b"\r\n"):
        return line[:-2]
    return line[:-1] if line.endswith((b"\n", b"\r")) else line
