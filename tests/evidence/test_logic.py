"""A leaf's bytes follow from the entry alone, and nothing that cannot be stored gets as far as the database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.evidence import logic
from shudao.evidence.contracts import Entry
from shudao.evidence.errors import EntryTooLarge, Unrecordable
from shudao.kernel.actor import Role

ENTRY = Entry(
    id="019ab000-0000-7000-8000-000000000001",
    recorded_at=datetime(2026, 11, 23, 9, 0, 0, 5, tzinfo=timezone(timedelta(hours=8))),
    account_id="account-1",
    actor_name="张三",
    organisation_id=None,
    behalf_of=None,
    because=None,
    action="sharing.application.approved",
    subject="sharing/application/1",
    detail={"b": 1, "a": "数"},
    leaf_index=None,
)


def test_canonical_bytes_are_fixed_for_ever():
    """A change here would make every stored log unverifiable."""
    assert logic.canonical_bytes(ENTRY).decode() == (
        '{"account_id":"account-1","action":"sharing.application.approved","actor_name":"张三","because":null,'
        '"behalf_of":null,"detail":{"a":"数","b":1},"id":"019ab000-0000-7000-8000-000000000001",'
        '"organisation_id":null,"recorded_at":"2026-11-23T01:00:00.000005Z","subject":"sharing/application/1"}'
    )


def test_neither_the_place_nor_the_time_zone_changes_the_bytes():
    moved = replace(ENTRY, leaf_index=7, recorded_at=ENTRY.recorded_at.astimezone(UTC))
    assert logic.canonical_bytes(moved) == logic.canonical_bytes(ENTRY)


def test_usual_values_become_json():
    cleaned = logic.clean_detail(
        {
            "day": date(2026, 11, 23),
            "score": Decimal("1.50"),
            "roles": frozenset({"b", "a"}),
            "role": Role.ANALYST,
            "pair": (1, True),
            "huge": 1e300,
        }
    )
    assert cleaned == {
        "day": "2026-11-23",
        "score": "1.50",
        "roles": ["a", "b"],
        "role": "analyst",
        "pair": [1, True],
        "huge": "1e+300",
    }


@pytest.mark.parametrize("value", ["a\0b", "\ud800", float("nan"), float("inf"), 2**63, object(), b"bytes"])
def test_what_cannot_be_stored_is_refused_by_name(value):
    with pytest.raises(Unrecordable) as caught:
        logic.clean_detail({"list": [{"key": value}]})
    assert "detail.list[0].key" in caught.value.message("zh")


def test_an_entry_over_the_limit_is_refused():
    logic.check_size(replace(ENTRY, detail={"x": "y" * 50_000}))
    with pytest.raises(EntryTooLarge):
        logic.check_size(replace(ENTRY, detail={"x": "y" * 60_000}))


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False), texts
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=20
)


@given(st.dictionaries(texts, values, max_size=5), texts, texts)
def test_what_passes_the_size_check_fits_a_leaf(detail, subject, name):
    entry = replace(ENTRY, detail=logic.clean_detail(detail), subject=subject, actor_name=name)
    logic.check_size(entry)
    assert len(logic.canonical_bytes(entry)) < 2**16
