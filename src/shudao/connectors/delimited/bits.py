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


@dataclass(frozen=True)
class Layout:
    """Quotes, line ends, and all bytes a quote may stand next to, each with an empty word before and behind."""

    quotes: Words
    line_ends: Words
    bounds: Words

    def inside(self, toggles: Words) -> tuple[Words, bool]:
        """Bytes inside quotes when these bits toggle, and whether they are open at the end."""
        inside, parity = np.zeros_like(toggles), np.uint64(0)
        for start in range(1, len(toggles) - 1, _BLOCK):
            stop = min(start + _BLOCK, len(toggles) - 1)
            inside[start:stop], parity = _prefix_parity(toggles[start:stop], parity)
        return inside, bool(parity)

    def misplaced(self, inside: Words) -> Words:
        """Quotes that open without a boundary before them, or close without one behind."""
        wrong = np.zeros_like(inside)
        for start in range(1, len(inside) - 1, _BLOCK):
            stop = min(start + _BLOCK, len(inside) - 1)
            after = _next(self.bounds, start, stop)
            fitting = after ^ (inside[start:stop] & (_previous(self.bounds, start, stop) ^ after))
            wrong[start:stop] = self.quotes[start:stop] & ~fitting
        return wrong


def no_layout() -> Layout:
    """For lines whose quotes nobody asks about."""
    raise LookupError("these lines were cut without a layout")


def layout(data: Bytes, delimiter: int) -> Layout:
    """The layout of a buffer that starts at the start of a record; its end counts as a boundary."""
    quotes, bounds, ends = _bits(data, QUOTE), _bits(data, delimiter), _bits(data, LF)
    returns = _bits(data, CR) if CR in data else None
    bounds[0] = ~np.uint64(0)
    bounds[1 + len(data) // 64] |= _ONE << np.uint64(len(data) % 64)
    for words in (ends, returns, quotes):
        if words is not None:
            bounds |= words
    if returns is not None:
        # A line ends with its LF, or with a CR that no LF follows.
        ends[1:-1] |= returns[1:-1] & ~_next(ends, 1, len(ends) - 1)
    return Layout(quotes, ends, bounds)


def marks(found: Layout) -> Marks:
    """The marks of a buffer that starts at the start of a record."""
    inside, is_open = found.inside(found.quotes)
    record_ends = found.line_ends & ~inside
    return Marks(found.line_ends[1:-1], record_ends[1:-1], not found.misplaced(inside).any(), is_open)


def faulty_lines(found: Layout, stops: Places) -> npt.NDArray[np.bool_]:
    """Which lines, given by the places behind their terminators, are not right by themselves. Each is judged as if it
    began a record: quotes that a line leaves open are closed at its end."""
    inside, _ = found.inside(found.quotes)
    ends = stops - 1
    state = (inside[1 + (ends >> 6)] >> (ends & 63).astype(np.uint64)) & _ONE
    faulty: npt.NDArray[np.bool_] = np.diff(state, prepend=np.uint64(0)) != 0
    toggles = found.quotes.copy()
    odd = ends[faulty]
    np.bitwise_xor.at(toggles, 1 + (odd >> 6), _ONE << (odd & 63).astype(np.uint64))
    inside, _ = found.inside(toggles)
    lines = np.searchsorted(stops, positions(found.misplaced(inside)[1:-1]), side="right")
    faulty[lines[lines < len(stops)]] = True
    return faulty


def upto(words: Words, end: int) -> Words:
    """The marks before the place `end`; the others are cleared."""
    cut = words[: end // 64 + 1].copy()
    cut[-1] &= (_ONE << np.uint64(end % 64)) - _ONE
    return cut


def count(words: Words) -> int:
    return int(np.bitwise_count(words).sum())


def positions(words: Words) -> Places:
    """The places of the set bits."""
    used = np.flatnonzero(words)
    bits = np.unpackbits(words[used].view(np.uint8), bitorder="little").view(np.bool_)
    places = np.flatnonzero(bits)
    found: Places = used[places >> 6] * 64 + (places & 63)
    return found


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


def _prefix_parity(toggles: Words, parity: np.uint64) -> tuple[Words, np.uint64]:
    """For each byte the parity of the toggles up to it, after `parity`; and the parity at the end."""
    inside = toggles.copy()
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
