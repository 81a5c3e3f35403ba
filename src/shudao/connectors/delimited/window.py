"""The part of a stream that is being looked at: one piece of memory, used again and again."""

from typing import BinaryIO

import numpy as np
import pyarrow as pa

from shudao.connectors.delimited import bits
from shudao.connectors.delimited.bits import Bytes
from shudao.connectors.delimited.encodings import Transcoder


class Window:
    """UTF-8 text read from a stream, from the first byte not yet used; its last line always ends.

    Fresh memory for every piece would cost a quarter of the scan: the system hands it out page by page.
    """

    def __init__(self, stream: BinaryIO, transcoder: Transcoder, chunk: int) -> None:
        self._stream, self._transcoder, self.chunk = stream, transcoder, chunk
        self.data = bytearray(2 * chunk)
        self.size = 0
        self.final = False
        self._layout: tuple[int, bits.Layout] | None = None

    def fill(self) -> None:
        """Read one more chunk behind what is there; `final` tells that there is no more."""
        self._layout = None
        if self._transcoder.encoding == "utf-8":
            self._reserve(self.chunk)
            with memoryview(self.data) as view:
                # A raw file returns what one call gives; nothing means the end.
                read = self._stream.readinto(view[self.size : self.size + self.chunk])  # type: ignore[attr-defined]
            self.size += read
            self.final = not read
        else:
            raw = self._stream.read(self.chunk)
            self.final = not raw
            self._append(self._transcoder.utf8(raw, self.final))
        if self.final and self.size and not self.ends_with(b"\r\n", self.size):
            # pyarrow takes an empty last field for empty text instead of NULL if no line end follows.
            self._append(b"\n")

    def drop(self, used: int) -> None:
        """Forget the first bytes."""
        self._layout = None
        self.data[: self.size - used] = self.data[used : self.size]
        self.size -= used

    def text(self) -> bytes:
        """All of it, copied."""
        with memoryview(self.data) as view:
            return bytes(view[: self.size])

    def array(self) -> Bytes:
        return np.frombuffer(self.data, np.uint8, count=self.size)

    def layout(self, delimiter: int) -> bits.Layout:
        """Its quotes and line ends, found once for what it holds now."""
        if self._layout is None or self._layout[0] != delimiter:
            self._layout = delimiter, bits.layout(self.array(), delimiter)
        return self._layout[1]

    def buffer(self, end: int) -> pa.Buffer:
        return pa.py_buffer(self.data).slice(0, end)

    def has(self, byte: bytes) -> bool:
        return self.data.find(byte, 0, self.size) >= 0

    def ends_with(self, terminators: bytes, end: int) -> bool:
        """Whether the byte before `end` is one of these."""
        return end > 0 and self.data[end - 1] in terminators

    def _append(self, text: bytes) -> None:
        self._reserve(len(text))
        self.data[self.size : self.size + len(text)] = text
        self.size += len(text)

    def _reserve(self, more: int) -> None:
        if self.size + more > len(self.data):
            # A new one instead of a longer one: Arrow may still look at the old.
            grown = bytearray(2 * (self.size + more))
            grown[: self.size] = self.data[: self.size]
            self.data = grown
