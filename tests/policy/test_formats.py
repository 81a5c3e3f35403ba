"""The format notation of GB/T 19488: what is written is what is read back, and which values it lets through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.policy.contracts import Format, FormatKind
from shudao.policy.errors import BadFormat
from shudao.policy.formats import MAX_LENGTH, accepts, parse_format, render_format

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


# The grammar of STANDARDS §8 as an expression, `a1..ul` (at least one) besides: a second opinion on the parser.
PRINTED = re.compile(r"(an|a|n)(\d+|\.\.\d+|\d+\.\.\d+|\d*\.\.ul)(,\d+)?", re.ASCII)
WHOLE = {"d8", "YYYYMMDD", "dt14", "YYYYMMDDhhmmss", "ul", "bn"}


@given(st.from_regex(PRINTED, fullmatch=True) | st.text("an.,ul0123456789", max_size=10))
def test_the_parser_takes_what_the_grammar_says_and_nothing_else(text: str) -> None:
    try:
        parse_format(text)
    except BadFormat as error:
        sound = re.search(r"长度|小数位|过大", error.message("zh"))
        assert PRINTED.fullmatch(text) is None or sound, "a text of the grammar is refused only for what it means"
    else:
        assert PRINTED.fullmatch(text) or text in WHOLE


@pytest.mark.parametrize(
    ("text", "place"),
    [("x3", "第 1 个"), ("an", "第 3 个"), ("n..", "第 4 个"), ("a..3x", "第 5 个"), ("n4,", "第 4 个")],
)
def test_a_refusal_names_the_place(text: str, place: str) -> None:
    with pytest.raises(BadFormat, match=place):
        parse_format(text)


@pytest.mark.parametrize(
    ("text", "value", "taken"),
    [
        ("a3", "abc", True),
        ("a3", "ab", False),
        ("a3", "ab1", False),
        ("a..10", "澜川", True),
        ("a5..10", "abcd", False),
        ("an..20", "阿卜杜拉·买买提", True),
        ("an18", "11010519491231002X", True),
        ("an18", "11010519491231002", False),
        ("an..5", "a\nb", False),
        ("n6", "110101", True),
        ("n6", "11010", False),
        ("n6", "1101O1", False),
        ("n6", "１１０１０１", False),
        ("n10,2", "12.50", True),
        ("n10,2", "-12.5", True),
        ("n10,2", "12.505", False),
        ("n4,2", "123.4", False),
        ("n..17,2", "1.", False),
        ("n3", "-12", False),
        ("d8", "20240229", True),
        ("d8", "20230229", False),
        ("d8", "2024-02-29", False),
        ("dt14", "20240229235959", True),
        ("dt14", "20240229240000", False),
        ("ul", "任何文字", True),
        ("ul", "", True),
        ("an..ul", "x" * 5000, True),
    ],
)
def test_which_values_a_format_takes(text: str, value: str, taken: bool) -> None:
    assert accepts(parse_format(text), value) is taken


@given(formats(), st.text(max_size=30))
def test_no_value_makes_the_check_fall_over_and_length_is_kept(fmt: Format, value: str) -> None:
    if accepts(fmt, value) and fmt.kind in (FormatKind.LETTERS, FormatKind.MIXED) and fmt.max is not None:
        assert fmt.min <= len(value) <= fmt.max


@given(st.integers(1, 40), st.integers(0, 40))
def test_text_of_digits_fits_exactly_up_to_its_most(most: int, length: int) -> None:
    assert accepts(Format(FormatKind.DIGITS, 0, most), "7" * length) is (0 < length <= most)


def test_a_length_beyond_reason_is_refused() -> None:
    for text in (f"n{MAX_LENGTH + 1}", "a" + "9" * 5000):
        with pytest.raises(BadFormat):
            parse_format(text)


@pytest.mark.parametrize("text", ["", "x3", "a", "a0", "n..0", "a10..5", "a3,2", "n4,5", "n..", "a..3x", " a3"])
def test_what_the_notation_does_not_say_is_refused(text: str) -> None:
    with pytest.raises(BadFormat):
        parse_format(text)
