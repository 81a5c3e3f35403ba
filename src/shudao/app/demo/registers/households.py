"""Households as rows of the police's `hj_hjxx`."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa

from shudao.app.demo.registers import places
from shudao.app.demo.registers.digits import days_as, moments_before
from shudao.app.demo.registers.dirt import Dirt, Rows, Soiler, replaced
from shudao.app.demo.registers.identifier_dirt import nobody
from shudao.app.demo.registers.people import REGISTER_DAY, People
from shudao.kernel.identifiers import strings_of

TABLE: Final = "hj_hjxx"

RATES: Final = {
    "head_not_in_population": 0.001,
    "household_type_as_text": 0.005,
    "member_count_wrong": 0.003,
    "null_word.hjdz": 0.004,
    "date_iso": 0.10,
    "date_chinese": 0.02,
}
FIRST_REGISTRATION: Final = date(1985, 1, 1)


def household_batch(people: People, rng: np.random.Generator) -> tuple[pa.RecordBatch, tuple[Dirt, ...]]:
    """Households of a chunk as rows, spoiled. The head's number is written as issued, whatever `rk_jbxx` holds."""
    households = people.households
    soil = Soiler(TABLE, households.numbers, rng)
    heads = np.flatnonzero(people.place == 0)
    size = len(heads)
    columns = {
        "hh": households.numbers,
        "hzsfzh": _head_numbers(people, heads, soil),
        "hzxm": people.full_names.take(pa.array(heads)),
        "hlx": _types(rng, size, soil),
        "hjdz": soil.null_words(households.addresses, "hjdz", RATES["null_word.hjdz"]),
        "qhdm": places.district_codes().take(pa.array(households.districts)),
        "jddm": places.township_codes().take(pa.array(households.townships)),
        "lhrq": _registration_days(rng, size, soil),
        "rks": _member_counts(households.sizes, soil),
        "gxsj": moments_before(REGISTER_DAY, rng, size),
    }
    return pa.RecordBatch.from_pydict(columns), soil.records


def _head_numbers(people: People, heads: Rows, soil: Soiler) -> pa.Array:
    numbers = people.numbers[heads]
    rows = soil.choose("hzsfzh", "head_not_in_population", RATES["head_not_in_population"])
    return replaced(strings_of(numbers), rows, strings_of(nobody(numbers[rows])))


def _types(rng: np.random.Generator, size: int, soil: Soiler) -> pa.Array:
    collective = rng.random(size) < 0.03
    values = pa.array(["10", "20"]).take(pa.array(collective.astype(np.int8)))
    rows = soil.choose("hlx", "household_type_as_text", RATES["household_type_as_text"])
    return replaced(values, rows, pa.array(["家庭户", "集体户"]).take(pa.array(collective[rows].astype(np.int8))))


def _registration_days(rng: np.random.Generator, size: int, soil: Soiler) -> pa.Array:
    days = rng.integers(FIRST_REGISTRATION.toordinal(), REGISTER_DAY.toordinal(), size)
    values = days_as("compact", days)
    for kind, form in (("date_iso", "iso"), ("date_chinese", "chinese")):
        rows = soil.choose("lhrq", kind, RATES[kind])
        values = replaced(values, rows, days_as(form, days[rows]))
    return values


def _member_counts(sizes: Rows, soil: Soiler) -> pa.Array:
    counts = sizes.copy()
    rows = soil.choose("rks", "member_count_wrong", RATES["member_count_wrong"])
    counts[rows] += soil.rng.integers(1, 4, len(rows))
    return pa.array(counts.astype(np.int32))
