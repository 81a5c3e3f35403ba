"""The scanner: whatever bytes a file holds, every physical line is in exactly one record, found the same way."""

import io

from hypothesis import example, given
from hypothesis import strategies as st

from shudao.connectors.delimited.encodings import Transcoder
from shudao.connectors.delimited.grammar import grammar
from shudao.connectors.delimited.lines import lines_of
from shudao.connectors.delimited.parser import TextParser
from shudao.connectors.delimited.scanner import Scanned, Scanner
from shudao.connectors.delimited.window import Window
from shudao.connectors.rejects import Reject

LIMIT = 1 << 20
# Bytes that mean something to CSV, a valid and half a Chinese character, and letters.
PIECES = st.sampled_from(
    [b",", b'"', b"\n", b"\r", b"\r\n", b'""', b'","', b"\0", "中".encode(), b"\xe4\xb8", b"a", b"1,b\n"]
)
CONTENT = st.lists(PIECES, max_size=40).map(b"".join)


class Careful(Scanner):
    """A scanner that never takes the fast path."""

    def _fast(self) -> None:
        return None


def scan(content: bytes, width: int, chunk: int = LIMIT, kind: type[Scanner] = Scanner) -> list[Scanned]:
    names = [f"c{index}" for index in range(width)]
    transcoder = Transcoder("utf-8")
    window = Window(io.BytesIO(content), transcoder, chunk)
    return list(kind(window, transcoder, grammar(","), TextParser(names, names, ","), 1, LIMIT))


def outcome(scanned: list[Scanned]) -> tuple[list[dict[str, str]], list[Reject]]:
    rows = [row for part in scanned for row in part.records.to_pylist()]
    return rows, [reject for part in scanned for reject in part.rejects]


@given(CONTENT, st.integers(1, 4))
@example(b'1,"abc,2\n2,"def",3\n', 3)
def test_every_line_is_in_exactly_one_record(content: bytes, width: int) -> None:
    scanned = scan(content, width)
    rows, rejects = outcome(scanned)
    assert sum(part.lines for part in scanned) == len(lines_of(content, True))
    numbers = [reject.record_number for reject in rejects]
    assert numbers == sorted(set(numbers)) and all(1 <= n <= len(rows) + len(rejects) for n in numbers)
    covered = [line for r in rejects for line in range(r.line_from or 0, (r.line_to or 0) + 1)]
    assert len(covered) == len(set(covered))


@given(CONTENT, st.integers(1, 4), st.integers(1, 30))
def test_the_result_does_not_depend_on_where_chunks_end(content: bytes, width: int, chunk: int) -> None:
    assert outcome(scan(content, width, chunk)) == outcome(scan(content, width))


@given(CONTENT, st.integers(1, 4))
@example(b"\r", 1)
@example(b'"a"\r\n"b"', 1)
@example(b'"\n,,\n"', 3)
def test_the_fast_path_finds_what_the_careful_one_finds(content: bytes, width: int) -> None:
    assert outcome(scan(content, width)) == outcome(scan(content, width, kind=Careful))


def test_a_line_without_end_is_given_up_in_bounded_memory() -> None:
    names = ["a", "b"]
    transcoder = Transcoder("utf-8")
    content = b"1,2\n" + b"x" * 5000 + b"\n3,4\n"
    window = Window(io.BytesIO(content), transcoder, 64)
    scanned = list(Scanner(window, transcoder, grammar(","), TextParser(names, names, ","), 2, 256))
    rows, rejects = outcome(scanned)
    assert rows == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]
    assert [(r.record_number, r.line_from, r.line_to, r.reason) for r in rejects] == [(2, 3, 3, "record_too_long")]
    assert len(window.data) < 2000
