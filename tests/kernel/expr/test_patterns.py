"""Patterns are taken only where every engine reads them alike, and then they keep their meaning."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.kernel.expr.errors import PatternRefused
from shudao.kernel.expr.patterns import portable

REFUSED = [
    r"(?=a)b",
    r"(?<name>a)",
    r"(?i)a",
    r"(a)\1",
    r"\bword\b",
    r"\p{Han}+",
    r"\u4e00",
    r"a^b",
    r"a$b",
    r"a++",
    r"a{2}+",
    r"a{,3}",
    r"a{",
    r"[]a]",
    r"[a",
    r"[a&&b]",
    r"[a[b]]",
    r"(a",
    r"a)",
    r"*a",
    "a\\",
]


@pytest.mark.parametrize("pattern", REFUSED)
def test_what_engines_read_differently_is_refused_with_its_reason(pattern: str) -> None:
    with pytest.raises(PatternRefused) as told:
        portable(pattern)
    assert pattern in told.value.message("zh")


@pytest.mark.parametrize(
    ("pattern", "given_words"),
    [
        (r"^\d{6}$", "[0-9]{6}"),
        (r"[\d\-X]+", r"[0-9\-X]+"),
        (r"a.c", "a[^\n]c"),
        (r"\.\^", r"\.\^"),
        (r"(?:甲|乙)?", "(?:甲|乙)?"),
        (r"\W", "[^0-9A-Za-z_]"),
    ],
)
def test_the_rest_is_put_into_words_all_share(pattern: str, given_words: str) -> None:
    assert portable(pattern) == given_words


@given(st.text(alphabet=r"ab1１张.\d[]()|?+*{}^$-,", max_size=8), st.text(alphabet="ab1１张.-\n", max_size=5))
def test_a_taken_pattern_keeps_its_meaning(pattern: str, text: str) -> None:
    try:
        words = portable(pattern)
    except PatternRefused:
        return
    bare = pattern.removeprefix("^").removesuffix("$")
    assert bool(re.fullmatch(words, text)) == bool(re.fullmatch(bare, text, re.ASCII))
