"""The police's population register: `rk_jbxx` (people) and `hj_hjxx` (households), with the faults such tables have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from shudao.app.demo.registers import places
from shudao.app.demo.registers.digits import Days, days_as, moments_before, padded
from shudao.app.demo.registers.dirt import Dirt, Soiler, replaced
from shudao.app.demo.registers.households import household_batch
from shudao.app.demo.registers.identifier_dirt import soiled_citizen_numbers
from shudao.app.demo.registers.people import REGISTER_DAY, SEED, People, people_chunks

TABLE: Final = "rk_jbxx"

RATES: Final = {
    "null_word.hyzk": 0.008,
    "null_word.lxdh": 0.012,
    "null_word.xzz": 0.004,
    "space_in_name": 0.005,
    "blank_name": 0.0005,
    "ethnic_short_name": 0.005,
    "ethnic_full_name": 0.008,
    "unknown_ethnic_code": 0.001,
    "sex_as_text": 0.01,
    "sex_contradicts_number": 0.001,
    "date_iso": 0.10,
    "date_slash": 0.03,
    "date_chinese": 0.02,
    "date_excel_serial": 0.01,
    "impossible_date": 0.001,
    "birth_contradicts_number": 0.002,
    "missing_household": 0.002,
    "duplicate": 0.003,
}

ETHNIC: Final = ("01", "03", "11", "06", "15", "08", "02", "05", "10", "22")
ETHNIC_SHARES: Final = (0.93, 0.02, 0.012, 0.01, 0.009, 0.007, 0.005, 0.004, 0.002, 0.001)
ETHNIC_NAMES: Final = ("汉", "回", "满", "苗", "土家", "壮", "蒙古", "维吾尔", "朝鲜", "畲")
UNKNOWN_ETHNIC_CODES: Final = ("57", "60", "88", "1", "00")
IMPOSSIBLE_DATES: Final = ("19800231", "20011301", "19990631", "00000000", "2000-02-30", "19000229")


@dataclass(frozen=True)
class PopulationChunk:
    """Rows of both tables for one chunk, and the faults put into them."""

    persons: pa.RecordBatch
    households: pa.RecordBatch
    dirt: tuple[Dirt, ...]


def population_chunks(scale: int = 200_000, seed: int = SEED) -> Iterator[PopulationChunk]:
    """The register of a city of `scale` people (duplicated rows come on top), in bounded memory.

    Raises ValueError for a scale outside 1 to 5,000,000. The same arguments give the same bytes.
    """
    for chunk, people in enumerate(people_chunks(scale, seed)):
        rng = np.random.default_rng([seed, chunk, 1])
        persons, spoiled = person_batch(people, rng)
        households, spoiled_too = household_batch(people, rng)
        yield PopulationChunk(persons, households, (*spoiled, *spoiled_too))


def person_batch(people: People, rng: np.random.Generator) -> tuple[pa.RecordBatch, tuple[Dirt, ...]]:
    """People as rows of `rk_jbxx`, spoiled, duplicates appended."""
    soil = Soiler(TABLE, padded("RK", people.index + 1, 10), rng)
    ethnic = rng.choice(len(ETHNIC), len(people), p=ETHNIC_SHARES)
    households = people.households
    columns = {
        "rybh": soil.keys,
        "gmsfhm": soiled_citizen_numbers(people.numbers, people.born, soil, "gmsfhm"),
        "xm": _names(people, soil),
        "xb": _sexes(people, soil),
        "mz": _ethnic_codes(ethnic, soil),
        "csrq": birth_dates(people.born, soil),
        "hyzk": soil.null_words(_marital_codes(people, rng), "hyzk", RATES["null_word.hyzk"]),
        "hkszd": places.district_codes().take(pa.array(households.districts[people.household])),
        "jddm": places.township_codes().take(pa.array(households.townships[people.household])),
        "xzz": soil.null_words(households.addresses.take(pa.array(people.household)), "xzz", RATES["null_word.xzz"]),
        "lxdh": soil.null_words(_phones(people, rng), "lxdh", RATES["null_word.lxdh"]),
        "hh": _household_numbers(people, soil),
        "yhzgx": _relations(people),
        "gxsj": moments_before(REGISTER_DAY, rng, len(people)),
    }
    batch = pa.RecordBatch.from_pydict(columns)
    return _with_duplicates(batch, people, soil), soil.records


def _names(people: People, soil: Soiler) -> pa.Array:
    values = people.full_names
    rows = soil.choose("xm", "space_in_name", RATES["space_in_name"])
    gaps = soil.pick((" ", "　", "  "), len(rows))
    chosen = pa.array(rows)
    values = replaced(values, rows, places.joined(people.surnames.take(chosen), gaps, people.given.take(chosen)))
    rows = soil.choose("xm", "blank_name", RATES["blank_name"])
    return replaced(values, rows, soil.pick(("", " ", "　"), len(rows)))


def _sexes(people: People, soil: Soiler) -> pa.Array:
    values = pa.array(["2", "1"]).take(pa.array(people.male.astype(np.int8)))
    rows = soil.choose("xb", "sex_as_text", RATES["sex_as_text"])
    values = replaced(values, rows, pa.array(["女", "男"]).take(pa.array(people.male[rows].astype(np.int8))))
    rows = soil.choose("xb", "sex_contradicts_number", RATES["sex_contradicts_number"])
    return replaced(values, rows, pa.array(["1", "2"]).take(pa.array(people.male[rows].astype(np.int8))))


def _ethnic_codes(ethnic: npt.NDArray[np.int64], soil: Soiler) -> pa.Array:
    values = pa.array(ETHNIC).take(pa.array(ethnic))
    for kind, ending in (("ethnic_short_name", ""), ("ethnic_full_name", "族")):
        rows = soil.choose("mz", kind, RATES[kind])
        texts = pa.array([name + ending for name in ETHNIC_NAMES])
        values = replaced(values, rows, texts.take(pa.array(ethnic[rows])))
    rows = soil.choose("mz", "unknown_ethnic_code", RATES["unknown_ethnic_code"])
    return replaced(values, rows, soil.pick(UNKNOWN_ETHNIC_CODES, len(rows)))


def birth_dates(born: Days, soil: Soiler, column: str = "csrq") -> pa.Array:
    """Birth dates as YYYYMMDD, some in four other forms, some impossible, some of another day than the number says."""
    values = days_as("compact", born)
    for kind, form in (
        ("date_iso", "iso"),
        ("date_slash", "slash"),
        ("date_chinese", "chinese"),
        ("date_excel_serial", "serial"),
    ):
        rows = soil.choose(column, kind, RATES[kind])
        values = replaced(values, rows, days_as(form, born[rows]))
    rows = soil.choose(column, "impossible_date", RATES["impossible_date"])
    values = replaced(values, rows, soil.pick(IMPOSSIBLE_DATES, len(rows)))
    rows = soil.choose(column, "birth_contradicts_number", RATES["birth_contradicts_number"])
    return replaced(values, rows, days_as("compact", born[rows] - soil.rng.integers(1, 400, len(rows))))


def _marital_codes(people: People, rng: np.random.Generator) -> pa.Array:
    """The young and most singles unmarried, couples married for the first time or again, old singles widowed."""
    ages, size = people.ages, len(people)
    couple = (people.place == 1) | ((people.place == 0) & (people.households.sizes[people.household] > 1))
    married = rng.choice([20, 21, 22], size, p=[0.55, 0.38, 0.07])
    single = np.where(ages > 70, 30, rng.choice([10, 40, 90], size, p=[0.62, 0.3, 0.08]))
    codes = np.where(ages < 22, 10, np.where(couple, married, single))
    return places.numbers_as_text(codes)


def _phones(people: People, rng: np.random.Generator) -> pa.Array:
    """Mobile numbers with prefix 154, which no operator has; none for small children and one in twelve others."""
    numbers = padded("154", rng.integers(0, 100_000_000, len(people)), 8)
    without = (people.ages < 8) | (rng.random(len(people)) < 0.08)
    return pc.if_else(pa.array(without), pa.scalar(None, pa.string()), numbers)


def _household_numbers(people: People, soil: Soiler) -> pa.Array:
    values = people.households.numbers.take(pa.array(people.household))
    rows = soil.choose("hh", "missing_household", RATES["missing_household"])
    return replaced(values, rows, padded("680199", soil.rng.integers(0, 1_000_000, len(rows)), 6))


def _relations(people: People) -> pa.Array:
    head_age = people.ages[np.flatnonzero(people.place == 0)][people.household]
    younger = np.where(people.male, 20, 30)
    codes = np.select([people.place == 0, people.place == 1], [1, 10], np.where(people.ages > head_age, 50, younger))
    return padded("", codes, 2)


def _with_duplicates(batch: pa.RecordBatch, people: People, soil: Soiler) -> pa.RecordBatch:
    """Append copies of some spotless rows under new row numbers: the same person entered twice."""
    rows = soil.twice(RATES["duplicate"])
    copies = batch.take(pa.array(rows))
    keys = padded("RK9", people.index[rows] + 1, 9)
    soil.note("gmsfhm", "duplicate", keys)
    copies = copies.set_column(0, "rybh", keys)
    return pa.concat_batches([batch, copies])
