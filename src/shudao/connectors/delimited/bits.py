"""One bit per byte: finding quotes and line ends of a whole buffer with a few word-wide operations.

A quote is right when, counted from the start of a record, every opening one follows a delimiter, a line end or a quote
and every closing one precedes one of them. Whether a quote opens or closes is the parity of the quotes before it; the
parity of 64 bytes at once is a prefix XOR (the method of simdjson, here in numpy).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_BLOCK = 1 << 13  # words looked at together: 512 KiB of bytes, which stay in the processor's cache
_ONE = np.uint64(1)
_TOP = np.uint64(63)
_STEPS = tuple(np.uint64(1 << k) for k in range(6))
QUOTE, LF, CR = 34, 10, 13


@dataclass(frozen=True)
class Marks:
    """Where lines end, and where records end: at line ends outside quotes. Bit i is byte i of the buffer."""

    line_ends: Words
    record_ends: Words
    quotes_right: bool
    open_at_end: bool


def marks(data: Bytes, delimiter: int) -> Marks:
    """The marks of a buffer that starts at the start of a record. The end of the buffer counts as a line end for
    judging a last closing quote, but is no mark itself."""
    quotes, bounds, ends = _bits(data, QUOTE), _bits(data, delimiter), _bits(data, LF)
    returns = _bits(data, CR) if CR in data else None
    size = len(data)
    bounds[0] = ~np.uint64(0)
    bounds[1 + size // 64] |= _ONE << np.uint64(size % 64)
    for words in (ends, returns, quotes):
        if words is not None:
            bounds |= words
    if returns is not None:
        # A line ends with its LF, or with a CR that no LF follows.
        ends[1:-1] |= returns[1:-1] & ~_next(ends, 1, len(ends) - 1)
    outside = np.zeros_like(ends)
    parity, right = np.uint64(0), True
    for start in range(1, len(quotes) - 1, _BLOCK):
        stop = min(start + _BLOCK, len(quotes) - 1)
        own = quotes[start:stop]
        inside, parity = _inside(own, parity)
        after = _next(bounds, start, stop)
        fitting = after ^ (inside & (_previous(bounds, start, stop) ^ after))
        right = right and not (own & ~fitting).any()
        outside[start:stop] = ends[start:stop] & ~inside
    return Marks(ends[1:-1], outside[1:-1], right, bool(parity))


def upto(words: Words, end: int) -> Words:
    """The marks before the place `end`; the others are cleared."""
    cut = words[: end // 64 + 1].copy()
    cut[-1] &= (_ONE << np.uint64(end % 64)) - _ONE
    return cut


def count(words: Words) -> int:
    return int(np.bitwise_count(words).sum())


def positions(words: Words) -> Places:
    """The places of the set bits."""
    return np.flatnonzero(np.unpackbits(words.view(np.uint8), bitorder="little"))


def last(words: Words) -> int:
    """The place of the last set bit, or -1."""
    used = np.flatnonzero(words)
    if not len(used):
        return -1
    word = int(used[-1])
    return word * 64 + int(words[word]).bit_length() - 1


def _bits(data: Bytes, value: int) -> Words:
    """The places of a byte, with an empty word before and a bit or more behind, so that all bits have neighbours."""
    bits = np.zeros((len(data) // 64 + 3) * 8, np.uint8)
    for start in range(0, len(data), _BLOCK * 64):
        packed = np.packbits(data[start : start + _BLOCK * 64] == value, bitorder="little")
        bits[8 + start // 8 : 8 + start // 8 + len(packed)] = packed
    return bits.view(np.uint64)


def _inside(quotes: Words, parity: np.uint64) -> tuple[Words, np.uint64]:
    """Bytes inside quotes, from an opening quote to the byte before the closing one, and the parity at the end."""
    inside = quotes.copy()
    for step in _STEPS:
        inside ^= inside << step
    # The parity before each word, spread over all its bits.
    parities = np.bitwise_xor.accumulate(np.append(parity, inside >> _TOP))
    inside ^= np.uint64(0) - parities[:-1]
    return inside, parities[-1]


def _previous(words: Words, start: int, stop: int) -> Words:
    """For each bit the one of the byte before it."""
    return (words[start:stop] << _ONE) | (words[start - 1 : stop - 1] >> _TOP)


def _next(words: Words, start: int, stop: int) -> Words:
    """For each bit the one of the byte behind it."""
    return (words[start:stop] >> _ONE) | (words[start + 1 : stop + 1] << _TOP)
