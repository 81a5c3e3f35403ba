"""The format notation of GB/T 19488: what is written is what is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.policy.contracts import Format, FormatKind
from shudao.policy.errors import BadFormat
from shudao.policy.logic import parse_format, render_format

COUNTED = (FormatKind.LETTERS, FormatKind.DIGITS, FormatKind.MIXED)


@st.composite
def formats(draw: st.DrawFn) -> Format:
    """Any format the notation can express."""
    kind = draw(st.sampled_from(COUNTED))
    high = draw(st.none() | st.integers(1, 100_000))
    low = draw(st.integers(0, high if high is not None else 100))
    decimals = None
    if kind is FormatKind.DIGITS:
        decimals = draw(st.none() | st.integers(0, min(high or 20, 20)))
    return Format(kind, low, high, decimals)


@given(formats())
def test_a_format_survives_being_written_and_read(fmt: Format) -> None:
    assert parse_format(render_format(fmt)) == fmt


@given(st.text(max_size=12))
def test_any_text_is_either_a_format_or_refused_with_a_reason(text: str) -> None:
    try:
        fmt = parse_format(text)
    except BadFormat as error:
        assert error.message("zh")
        assert error.message("en")
    else:
        assert parse_format(render_format(fmt)) == fmt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a3", Format(FormatKind.LETTERS, 3, 3)),
        ("a..10", Format(FormatKind.LETTERS, 0, 10)),
        ("a5..10", Format(FormatKind.LETTERS, 5, 10)),
        ("an18", Format(FormatKind.MIXED, 18, 18)),
        ("n10,2", Format(FormatKind.DIGITS, 10, 10, 2)),
        ("n..17,2", Format(FormatKind.DIGITS, 0, 17, 2)),
        ("an..ul", Format(FormatKind.MIXED, 0, None)),
        ("d8", Format(FormatKind.DATE, 8, 8)),
        ("YYYYMMDD", Format(FormatKind.DATE, 8, 8)),
        ("dt14", Format(FormatKind.DATETIME, 14, 14)),
        ("ul", Format(FormatKind.TEXT, 0, None)),
        ("bn", Format(FormatKind.BINARY, 0, None)),
    ],
)
def test_the_notation_of_the_standard(text: str, expected: Format) -> None:
    assert parse_format(text) == expected


@pytest.mark.parametrize("text", ["", "x3", "a", "a0", "n..0", "a10..5", "a3,2", "n4,5", "n..", "a..3x", " a3"])
def test_what_the_notation_does_not_say_is_refused(text: str) -> None:
    with pytest.raises(BadFormat):
        parse_format(text)
