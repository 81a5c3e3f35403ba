"""Ids are UUIDs of version 7, and tell which of two records was made first."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from shudao.kernel.ids import new_id


def test_ids_made_one_after_another_sort_in_that_order_even_within_one_millisecond():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_an_id_is_a_version_7_uuid_of_this_moment():
    value = UUID(new_id())
    assert (value.version, value.variant) == (7, "specified in RFC 4122")
    made = datetime.fromtimestamp((value.int >> 80) / 1_000, UTC)
    assert abs(datetime.now(UTC) - made) < timedelta(seconds=5)
