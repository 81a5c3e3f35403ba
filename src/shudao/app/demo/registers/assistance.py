"""Civil affairs' ledger of social-assistance recipients, cell by cell as people keep it in a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shudao.app.demo.registers import places
from shudao.app.demo.registers.digits import Days, days_as, padded
from shudao.app.demo.registers.dirt import Dirt, Rows, Soiler, merged, replaced
from shudao.app.demo.registers.identifier_dirt import nobody
from shudao.app.demo.registers.people import REGISTER_DAY, SEED, People, people_chunks
from shudao.kernel.identifiers import Bytes, strings_of

TABLE: Final = "assistance"
KEY: Final = "救助编号"

RATES: Final = {
    "not_in_population": 0.008,
    "number_as_float": 0.01,
    "blank_number": 0.002,
    "kind_as_text": 0.06,
    "date_text_iso": 0.15,
    "date_text_chinese": 0.10,
    "date_text_compact": 0.10,
    "date_serial": 0.05,
    "impossible_date": 0.003,
    "region_as_name": 0.02,
    "null_word.月保障金额(元)": 0.004,
    "amount_with_unit": 0.006,
    "amount_out_of_range": 0.001,
    "space_in_name": 0.006,
    "duplicate": 0.003,
}
PER_INHABITANT: Final = 0.03
KINDS: Final = ("11", "12", "20", "30", "40")
KIND_TEXTS: Final = ("城市低保", "农村低保", "特困", "临时救助", "低保边缘")
KIND_AMOUNTS: Final = (780, 620, 1100, 500, 300)
HANDLERS: Final = ("许惟衡", "苏念慈", "郭采薇", "白予禾", "蔡青禾")
FIRST_DAY: Final = date(2015, 1, 1)


@dataclass(frozen=True)
class Ledger:
    """Rows of the ledger. Text columns are as typed; where `number_float` or `start_day` is set, the cell holds that.

    number_float: the citizen number as a float, its last digits lost; start_day: a true date cell (ordinal) or, where
    `start_serial` is true, the bare serial number that a badly pasted date leaves behind.
    """

    columns: pa.RecordBatch
    number_float: pa.Array
    start_day: pa.Array
    start_serial: pa.Array
    dirt: tuple[Dirt, ...]


def ledger_of(scale: int = 200_000, seed: int = SEED) -> Ledger:
    """The ledger of a city of `scale` people: about three in a hundred, drawn from the population of the same seed.

    Raises ValueError for a scale outside 1 to 5,000,000.
    """
    parts = [
        _ledger_chunk(people, np.random.default_rng([seed, chunk, 3]))
        for chunk, people in enumerate(people_chunks(scale, seed))
    ]
    return Ledger(
        columns=pa.concat_batches([part.columns for part in parts]),
        number_float=pa.concat_arrays([part.number_float for part in parts]),
        start_day=pa.concat_arrays([part.start_day for part in parts]),
        start_serial=pa.concat_arrays([part.start_serial for part in parts]),
        dirt=merged(record for part in parts for record in part.dirt),
    )


def _ledger_chunk(people: People, rng: np.random.Generator) -> Ledger:
    size = min(len(people), max(40, round(len(people) * PER_INHABITANT)))
    chosen = np.sort(rng.choice(len(people), size, replace=False))
    soil = Soiler(TABLE, padded("JZ2026", people.index[chosen] + 1, 8), rng)
    districts = people.households.districts[people.household[chosen]]
    kind = rng.choice(len(KINDS), size, p=(0.45, 0.25, 0.08, 0.1, 0.12))
    numbers, floats = _numbers(people.numbers[chosen], soil)
    starts, start_day, serial = _starts(rng, size, soil)
    columns = {
        KEY: soil.keys,
        "姓名": _names(people, chosen, soil),
        "身份证号": numbers,
        "性别": pa.array(["女", "男"]).take(pa.array(people.male[chosen].astype(np.int8))),
        "救助类别": _kinds(kind, soil),
        "保障人口": places.numbers_as_text(people.households.sizes[people.household[chosen]]),
        "月保障金额(元)": _amounts(rng, kind, soil),
        "起始日期": starts,
        "所属区划": _regions(districts, soil),
        "经办人": soil.pick(HANDLERS, size),
        "备注": pa.array(("", "", "", "复核通过", "待年审")).take(pa.array(rng.integers(0, 5, size))),
    }
    return _with_duplicates(Ledger(pa.RecordBatch.from_pydict(columns), floats, start_day, serial, ()), soil)


def _names(people: People, chosen: Rows, soil: Soiler) -> pa.Array:
    values = people.full_names.take(pa.array(chosen))
    rows = soil.choose("姓名", "space_in_name", RATES["space_in_name"])
    spoiled = pa.array(chosen[rows])
    return replaced(values, rows, places.joined(people.surnames.take(spoiled), "　", people.given.take(spoiled)))


def _numbers(numbers: Bytes, soil: Soiler) -> tuple[pa.Array, pa.Array]:
    """Numbers as text, and as floats where the workbook damaged them: eighteen digits do not fit, the last become 0."""
    column = "身份证号"
    values = strings_of(numbers)
    rows = soil.choose(column, "not_in_population", RATES["not_in_population"])
    values = replaced(values, rows, strings_of(nobody(numbers[rows])))
    rows = soil.choose(column, "blank_number", RATES["blank_number"])
    values = replaced(values, rows, soil.pick(("", "无"), len(rows)))
    rows = soil.choose(column, "number_as_float", RATES["number_as_float"], among=numbers[:, 17] != ord("X"))
    floats = np.full(len(numbers), np.nan)
    floats[rows] = strings_of(numbers[rows][:, :15].copy()).cast(pa.float64()).to_numpy(zero_copy_only=False) * 1000
    return values, pa.array(floats, from_pandas=True)


def _kinds(kind: Rows, soil: Soiler) -> pa.Array:
    values = pa.array(KINDS).take(pa.array(kind))
    rows = soil.choose("救助类别", "kind_as_text", RATES["kind_as_text"])
    return replaced(values, rows, pa.array(KIND_TEXTS).take(pa.array(kind[rows])))


def _amounts(rng: np.random.Generator, kind: Rows, soil: Soiler) -> pa.Array:
    column = "月保障金额(元)"
    amounts = np.array(KIND_AMOUNTS)[kind] + rng.integers(-10, 11, len(kind)) * 10
    values = soil.null_words(places.numbers_as_text(amounts), column, RATES["null_word.月保障金额(元)"])
    rows = soil.choose(column, "amount_with_unit", RATES["amount_with_unit"])
    values = replaced(values, rows, places.joined(values.take(pa.array(rows)), "元"))
    rows = soil.choose(column, "amount_out_of_range", RATES["amount_out_of_range"])
    return replaced(values, rows, soil.pick(("-780", "78000", "999999"), len(rows)))


def _starts(rng: np.random.Generator, size: int, soil: Soiler) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Start days: texts in three forms, serial numbers, impossible texts; what is left is a true date cell."""
    column = "起始日期"
    days: Days = rng.integers(FIRST_DAY.toordinal(), REGISTER_DAY.toordinal(), size)
    values = pa.nulls(size, pa.string())
    for kind, form in (("date_text_iso", "iso"), ("date_text_chinese", "chinese"), ("date_text_compact", "compact")):
        rows = soil.choose(column, kind, RATES[kind])
        values = replaced(values, rows, days_as(form, days[rows]))
    rows = soil.choose(column, "impossible_date", RATES["impossible_date"])
    values = replaced(values, rows, soil.pick(("2023-02-30", "2024年13月1日", "20210931"), len(rows)))
    serial = np.zeros(size, dtype=np.bool_)
    serial[soil.choose(column, "date_serial", RATES["date_serial"])] = True
    cells = pc.if_else(pc.is_null(values), pa.array(days), pa.scalar(None, pa.int64()))
    return values, cells, pa.array(serial)


def _regions(districts: Rows, soil: Soiler) -> pa.Array:
    values = places.district_codes().take(pa.array(districts))
    rows = soil.choose("所属区划", "region_as_name", RATES["region_as_name"])
    names = pa.array([district.name for district in places.DISTRICTS])
    return replaced(values, rows, names.take(pa.array(districts[rows])))


def _with_duplicates(ledger: Ledger, soil: Soiler) -> Ledger:
    """Append copies of some spotless rows under new numbers: the same person entered by two streets."""
    chosen = pa.array(soil.twice(RATES["duplicate"]))
    keys = pc.replace_substring(soil.keys.take(chosen), "JZ2026", "JZ2025")
    soil.note("身份证号", "duplicate", keys)
    copies = ledger.columns.take(chosen).set_column(0, KEY, keys)
    return Ledger(
        columns=pa.concat_batches([ledger.columns, copies]),
        number_float=pa.concat_arrays([ledger.number_float, ledger.number_float.take(chosen)]),
        start_day=pa.concat_arrays([ledger.start_day, ledger.start_day.take(chosen)]),
        start_serial=pa.concat_arrays([ledger.start_serial, ledger.start_serial.take(chosen)]),
        dirt=soil.records,
    )
