"""The market regulator's register of legal persons, as the weekly export has it: text columns, Chinese headings."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from shudao.app.demo.registers import places
from shudao.app.demo.registers.digits import Days, days_as, decimal_bytes, padded, text_matrix
from shudao.app.demo.registers.dirt import Dirt, Soiler, replaced
from shudao.app.demo.registers.identifier_dirt import full_width, nobody
from shudao.app.demo.registers.people import CHUNK, REGISTER_DAY, SEED, People, people_of
from shudao.kernel.identifiers import (
    USCC_ALPHABET,
    Bytes,
    licence_checks,
    organisation_checks,
    strings_of,
    uscc_checks,
)

TABLE: Final = "legal_persons"
KEY: Final = "统一社会信用代码"

RATES: Final = {
    "uscc_wrong_check": 0.003,
    "uscc_lower_case": 0.003,
    "uscc_full_width": 0.001,
    "blank_name": 0.002,
    "licence_wrong_check": 0.003,
    "null_word.法定代表人": 0.003,
    "representative_not_in_population": 0.005,
    "date_slash": 0.05,
    "date_chinese": 0.03,
    "date_compact": 0.05,
    "impossible_date": 0.001,
    "approved_before_founded": 0.002,
    "capital_with_unit": 0.004,
    "capital_with_separator": 0.004,
    "unknown_industry": 0.002,
    "state_as_text": 0.05,
    "null_word.联系电话": 0.01,
    "duplicate": 0.002,
}

# Share of legal persons among inhabitants.
PER_INHABITANT: Final = 0.1
TRADE_NAMES: Final = tuple(
    "鸿泰瑞丰盛达恒信嘉和润泽安捷凯诚远景博雅天元众合锦程同舟启航百川汇智云帆清源德馨维新卓越东篱澄怀㛃𬭎"
)
TRADES: Final = (
    "商贸", "科技", "建筑工程", "餐饮管理", "物流", "信息技术", "农业发展", "文化传媒", "医疗器械", "教育咨询",
    "环保工程", "物业服务", "新材料", "机械制造", "食品",
)  # fmt: skip
TRADE_SECTIONS: Final = ("F", "M", "E", "H", "G", "I", "A", "R", "C", "P", "N", "K", "C", "C", "C")
FORMS: Final = ("有限公司", "有限责任公司", "股份有限公司", "（集团）有限公司")
UNKNOWN_SECTIONS: Final = ("U", "Z", "1", "X")
STATE_TEXTS: Final = {"1": "存续", "2": "吊销", "3": "注销"}
# Three certificates became one on 2015-10-01: companies founded before it also have a licence number.
ONE_LICENCE: Final = date(2015, 10, 1)
FIRST_COMPANY: Final = date(1985, 1, 1)
_SPREAD: Final = 387_420_489  # coprime to 31, so that consecutive companies do not get consecutive codes


def legal_persons_of(scale: int = 200_000, seed: int = SEED) -> tuple[pa.RecordBatch, tuple[Dirt, ...]]:
    """Legal persons of a city of `scale` people as text columns, spoiled, duplicates appended, with the truth record.

    Legal representatives are people of the population's first chunk. Raises ValueError unless scale is positive.
    """
    if scale < 1:
        raise ValueError("scale must be positive")
    people = people_of(0, min(CHUNK, scale), seed)
    size = max(50, round(scale * PER_INHABITANT))
    rng = np.random.default_rng([seed, 2])
    districts = places.district_indices(rng, size)
    codes = _credit_codes(districts)
    founded = _founded(rng, size)
    soil = Soiler(TABLE, strings_of(codes), rng)
    trade = rng.integers(0, len(TRADES), size)
    columns = {
        KEY: _soiled_codes(codes, soil),
        "主体名称": _names(rng, trade, soil),
        "营业执照注册号": _licence_numbers(districts, founded, soil),
        **_representatives(people, size, soil),
        "成立日期": _dates(founded, "成立日期", soil),
        "注册资本(万元)": _capitals(rng, size, soil),
        "行业门类": _sections(trade, soil),
        "企业状态": _states(rng, size, soil),
        "住所": places.addresses(rng, districts, places.township_indices(rng, districts)),
        "行政区划代码": places.district_codes().take(pa.array(districts)),
        "登记机关": _registrars().take(pa.array(districts)),
        "联系电话": soil.null_words(_telephones(rng, size), "联系电话", RATES["null_word.联系电话"]),
        "核准日期": _approved(rng, founded, soil),
    }
    return _with_duplicates(pa.RecordBatch.from_pydict(columns), soil), soil.records


def _credit_codes(districts: npt.NDArray[np.int64]) -> Bytes:
    """Credit codes of companies (91): the organisation code begins with LC and runs through 31^6 values once each."""
    size = len(districts)
    spread = np.arange(size, dtype=np.int64) * _SPREAD % 31**6
    letters = np.frombuffer(USCC_ALPHABET.encode(), dtype=np.uint8)
    tail = letters[spread[:, None] // 31 ** np.arange(5, -1, -1) % 31]
    body = np.column_stack([_repeated("LC", size), tail])
    regions = text_matrix(tuple(district.code for district in places.DISTRICTS))[districts]
    head = np.column_stack([_repeated("91", size), regions, body, organisation_checks(body)])
    return np.column_stack([head, uscc_checks(head)])


def _repeated(text: str, rows: int) -> Bytes:
    return np.broadcast_to(text_matrix((text,)), (rows, len(text)))


def _soiled_codes(codes: Bytes, soil: Soiler) -> pa.Array:
    values = strings_of(codes)
    rows = soil.choose(KEY, "uscc_wrong_check", RATES["uscc_wrong_check"])
    wrong = codes[rows]
    letters = np.frombuffer(USCC_ALPHABET.encode(), dtype=np.uint8)
    wrong[:, 17] = letters[(np.searchsorted(letters, wrong[:, 17]) + soil.rng.integers(1, 31, len(rows))) % 31]
    values = replaced(values, rows, strings_of(wrong))
    rows = soil.choose(KEY, "uscc_lower_case", RATES["uscc_lower_case"])
    values = replaced(values, rows, pc.ascii_lower(strings_of(codes[rows])))
    rows = soil.choose(KEY, "uscc_full_width", RATES["uscc_full_width"])
    return replaced(values, rows, full_width(codes[rows]))


def _names(rng: np.random.Generator, trade: npt.NDArray[np.int64], soil: Soiler) -> pa.Array:
    size = len(trade)
    characters = pa.array(TRADE_NAMES)
    first, second, third = (characters.take(pa.array(rng.integers(0, len(TRADE_NAMES), size))) for _ in range(3))
    forms = pa.array(FORMS).take(pa.array(rng.choice(len(FORMS), size, p=(0.7, 0.2, 0.07, 0.03))))
    values = places.joined("澜川", first, second, third, pa.array(TRADES).take(pa.array(trade)), forms)
    rows = soil.choose("主体名称", "blank_name", RATES["blank_name"])
    return replaced(values, rows, soil.pick(("", " "), len(rows)))


def _founded(rng: np.random.Generator, size: int) -> Days:
    """Founding days, more of them in recent years."""
    first, last = FIRST_COMPANY.toordinal(), REGISTER_DAY.toordinal()
    return (last - (rng.random(size) ** 1.8 * (last - first - 1)) - 1).astype(np.int64)


def _licence_numbers(districts: npt.NDArray[np.int64], founded: Days, soil: Soiler) -> pa.Array:
    size = len(districts)
    regions = text_matrix(tuple(district.code for district in places.DISTRICTS))[districts]
    body = np.column_stack([regions, decimal_bytes(np.arange(size) + 10_000_001, 8)])
    numbers = np.column_stack([body, licence_checks(body)])
    early = founded < ONE_LICENCE.toordinal()
    values = pc.if_else(pa.array(early), strings_of(numbers), pa.scalar("", pa.string()))
    rows = soil.choose("营业执照注册号", "licence_wrong_check", RATES["licence_wrong_check"], among=early)
    wrong = numbers[rows]
    wrong[:, 14] = (wrong[:, 14] - ord("0") + soil.rng.integers(1, 10, len(rows))) % 10 + ord("0")
    return replaced(values, rows, strings_of(wrong))


def _representatives(people: People, size: int, soil: Soiler) -> dict[str, pa.Array]:
    """Name and number of an adult of the population; some numbers belong to nobody."""
    adults = np.flatnonzero((people.ages >= 18) & (people.ages < 80))
    chosen = soil.rng.choice(adults, size)
    numbers = people.numbers[chosen]
    names = people.full_names.take(pa.array(chosen))
    rows = soil.choose(
        "法定代表人证件号码", "representative_not_in_population", RATES["representative_not_in_population"]
    )
    return {
        "法定代表人": soil.null_words(names, "法定代表人", RATES["null_word.法定代表人"]),
        "法定代表人证件号码": replaced(strings_of(numbers), rows, strings_of(nobody(numbers[rows]))),
    }


def _dates(days: Days, column: str, soil: Soiler) -> pa.Array:
    values = days_as("iso", days)
    for kind, form in (("date_slash", "slash"), ("date_chinese", "chinese"), ("date_compact", "compact")):
        rows = soil.choose(column, kind, RATES[kind])
        values = replaced(values, rows, days_as(form, days[rows]))
    rows = soil.choose(column, "impossible_date", RATES["impossible_date"])
    return replaced(values, rows, soil.pick(("2019-02-29", "2020-13-01", "0000-00-00"), len(rows)))


def _approved(rng: np.random.Generator, founded: Days, soil: Soiler) -> pa.Array:
    last = REGISTER_DAY.toordinal()
    approved = founded + (rng.random(len(founded)) * (last - founded)).astype(np.int64)
    values = days_as("iso", approved)
    rows = soil.choose(
        "核准日期", "approved_before_founded", RATES["approved_before_founded"], among=soil.clean("成立日期")
    )
    return replaced(values, rows, days_as("iso", founded[rows] - soil.rng.integers(1, 300, len(rows))))


def _capitals(rng: np.random.Generator, size: int, soil: Soiler) -> pa.Array:
    """Capitals in units of 10,000 yuan, most of them round."""
    amounts = rng.choice([3, 10, 30, 50, 100, 200, 500, 1000, 3000, 5000], size)
    values = places.numbers_as_text(amounts)
    rows = soil.choose("注册资本(万元)", "capital_with_unit", RATES["capital_with_unit"])
    values = replaced(values, rows, places.joined(values.take(pa.array(rows)), "万元"))
    rows = soil.choose(
        "注册资本(万元)", "capital_with_separator", RATES["capital_with_separator"], among=amounts >= 1000
    )
    thousands = places.numbers_as_text(amounts[rows] // 1000)
    return replaced(values, rows, places.joined(thousands, ",000.00"))


def _sections(trade: npt.NDArray[np.int64], soil: Soiler) -> pa.Array:
    values = pa.array(TRADE_SECTIONS).take(pa.array(trade))
    rows = soil.choose("行业门类", "unknown_industry", RATES["unknown_industry"])
    return replaced(values, rows, soil.pick(UNKNOWN_SECTIONS, len(rows)))


def _states(rng: np.random.Generator, size: int, soil: Soiler) -> pa.Array:
    state = rng.choice(len(STATE_TEXTS), size, p=(0.82, 0.05, 0.13))
    values = pa.array(tuple(STATE_TEXTS)).take(pa.array(state))
    rows = soil.choose("企业状态", "state_as_text", RATES["state_as_text"])
    return replaced(values, rows, pa.array(tuple(STATE_TEXTS.values())).take(pa.array(state[rows])))


def _registrars() -> pa.Array:
    return pa.array([f"{district.name}市场监督管理局" for district in places.DISTRICTS])


def _telephones(rng: np.random.Generator, size: int) -> pa.Array:
    """Fixed lines whose number begins with 1, which none does, or mobile numbers with the unassigned prefix 154."""
    fixed = padded("0689-1", rng.integers(0, 10_000_000, size), 7)
    mobile = padded("154", rng.integers(0, 100_000_000, size), 8)
    return pc.if_else(pa.array(rng.random(size) < 0.3), fixed, mobile)


def _with_duplicates(batch: pa.RecordBatch, soil: Soiler) -> pa.RecordBatch:
    """Append copies of some spotless rows: the same company exported twice."""
    rows = soil.twice(RATES["duplicate"])
    soil.note(KEY, "duplicate", soil.keys.take(pa.array(rows)))
    return pa.concat_batches([batch, batch.take(pa.array(rows))])
