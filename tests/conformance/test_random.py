"""Random tables find what examples miss: the judge and DuckDB on Chinese, full-width, emoji and broken identifiers."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from shudao.engines import reference
from shudao.engines.duckdb import DuckDBEngine
from shudao.engines.ports import Engine
from shudao.kernel.expr.vocabulary import FUNCTIONS
from shudao.kernel.relation import Relation

ALPHABET = "0123456789Xx０９ＸａＡ-/年月日.:T +,无武张　 \t\n\u200b\u00a0é😀𠮷'\"\\%_*"
texts = st.one_of(
    st.none(),
    st.text(alphabet=ALPHABET, max_size=12),
    st.text(max_size=6),
    st.from_regex(r"[0-9]{17}[0-9Xx]|[0-9]{15}", fullmatch=True),
    st.from_regex(r"[0-9]{4}([-/年])[0-9]{1,2}([-/月])[0-9]{1,2}日?|[0-9]{8}|[0-9]{14}", fullmatch=True),
    st.from_regex(
        r"[0-9]{4}[-/][01][0-9][-/][0-3][0-9][ T][0-2][0-9]:[0-6][0-9](:[0-6][0-9](\.[0-9]{1,7})?)?", fullmatch=True
    ),
    st.from_regex(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}|[0-9A-Z]{8}-?[0-9X]", fullmatch=True),
    st.from_regex(r"[+-]?[0-9]{1,20}(\.[0-9]{1,3})?", fullmatch=True),
    st.dates().map(str),
)
numbers = st.one_of(st.none(), st.integers(-(2**63) + 1, 2**63 - 1), st.integers(-20, 20))
# Spark's and DuckDB's own calendars begin before year 1000; nobody's register does.
days = st.one_of(st.none(), st.dates(min_value=date(1000, 1, 1)))
amounts = st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=2))

OF_TEXT: dict[str, dict[str, Any]] = {
    "trim_all": {},
    "remove_white_space": {},
    "to_half_width": {},
    "is_blank": {},
    "parse_int": {},
    "parse_decimal": {"precision": 10, "scale": 2},
    "parse_date": {},
    "parse_excel_serial": {},
    "parse_timestamp": {},
    "char_length": {},
    "matches": {"pattern": r"[\d一-龥 ]{2,}|.[^a]\.?"},
    "in_codes": {"codes": ("1", "无", "")},
    "map_code": {"mapping": {"1": "男", "无": "x"}, "default": "'"},
    "normalise_citizen_number": {},
    "citizen_birth_date": {},
    "citizen_sex": {},
    "substring": {"first": 2, "length": 3},
    "starts_with": {"prefix": "1"},
    "upper": {},
    "keep_ends": {"first": 1, "last": 2},
    "keyed_hash": {"key": "k'\\"},
    "between": {"low": "1", "high": "张"},
    "pad_left": {"width": 5},
    "to_text": {},
}
# A label for the failure message, then the function's name, its argument columns and its parameters.
Asked = dict[str, tuple[str, list[str], dict[str, Any]]]
KINDS = ("citizen", "uscc", "organisation", "licence")

ASKED_OF_TEXT: Asked = {name: (name, ["value"], parameters) for name, parameters in OF_TEXT.items()} | {
    f"checksum_ok {kind}": ("checksum_ok", ["value"], {"kind": kind}) for kind in KINDS
}
NEARLY_RIGHT = (
    "11010519491231002X",
    "110105198001010016",
    "110105491231002",
    "91350100M000100Y43",
    "914403001922038216",
    "M000100Y4",
    "M000100Y-4",
    "440301103097413",
    "2020-02-29",
    "20200229",
    "2020/2/9",
    "2020年12月31日",
    "2020-02-29 08:09:10",
    "2020-02-29T23:59:59.5",
    "20200229080910",
    "43831",
    "43831.75",
    "-12345.67",
    "99999999.99",
    "9223372036854775807",
    "无",
    "0000-00-00",
    " 张　三 ",
    "１２３ＡＢＣ",
    "武汉市江岸区😀",
    "",
)


# Without shrinking: a failure names the differing rows alone, and every attempt opens an engine.
modest = settings(max_examples=12, phases=(Phase.explicit, Phase.generate))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("random")


def compared(folder: Path, columns: dict[str, pa.Array], asked: Asked, engine: Engine | None = None) -> None:
    file = folder / "table.parquet"
    table = pa.table({"row": pa.array(range(len(next(iter(columns.values())))), pa.int64()), **columns})
    pq.write_table(table, file)
    with (engine or DuckDBEngine()).open({"t": Relation((str(file),), table.schema)}) as session:
        t = session.table("t")
        values = {
            label: FUNCTIONS[name](*(t[column] for column in arguments), **parameters)
            for label, (name, arguments, parameters) in asked.items()
        }
        told = session.read(t.select("row", **values).order_by("row")).read_all()
    for label, (name, arguments, parameters) in asked.items():
        given_columns = [columns[argument].to_pylist() for argument in arguments]
        right = reference.apply(FUNCTIONS[name], given_columns, **parameters)
        pairs = zip(told.column(label).to_pylist(), right, *given_columns, strict=True)
        assert [pair for pair in pairs if pair[0] != pair[1]] == [], label


@modest
@given(st.lists(texts, min_size=1, max_size=12))
def test_functions_of_a_text(folder: Path, values: list[str | None]) -> None:
    compared(folder, {"value": pa.array(values, pa.string())}, ASKED_OF_TEXT)


@pytest.mark.parametrize("name", ["duckdb", "spark"])
def test_functions_of_many_broken_texts(engines: dict[str, Engine], folder: Path, name: str) -> None:
    """One large seeded table for both engines: well-formed values with a few characters changed."""
    values = list(broken_texts(Random(20_261_123), 1_500))
    compared(folder, {"value": pa.array(values, pa.string())}, ASKED_OF_TEXT, engines[name])


def broken_texts(chance: Random, count: int) -> Iterator[str | None]:
    """Values of registers, most of them right or nearly so."""
    for _ in range(count):
        letters = list(chance.choice(NEARLY_RIGHT))
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            place = chance.randrange(len(letters) + 1)
            letters[place : place + chance.randint(0, 1)] = chance.choice(ALPHABET)
        yield chance.choice((None, *["".join(letters)] * 40))


@modest
@given(st.lists(st.tuples(texts, texts, numbers, numbers, days, days, amounts), min_size=1, max_size=12))
def test_functions_of_several_values(folder: Path, rows: list[tuple[Any, ...]]) -> None:
    kinds = {
        "a": pa.string(),
        "b": pa.string(),
        "m": pa.int64(),
        "n": pa.int64(),
        "d": pa.date32(),
        "e": pa.date32(),
        "x": pa.decimal128(18, 2),
    }
    columns = {
        name: pa.array(values, kind)
        for (name, kind), values in zip(kinds.items(), zip(*rows, strict=True), strict=True)
    }
    asked: Asked = {
        "concat_text": ("concat_text", ["a", "b"], {}),
        "coalesce": ("coalesce", ["a", "b"], {}),
        "int_div": ("int_div", ["m", "n"], {}),
        "date_diff_days": ("date_diff_days", ["d", "e"], {}),
        "age_on": ("age_on", ["d", "e"], {}),
        "year_of": ("year_of", ["d"], {}),
        "to_text of a number": ("to_text", ["m"], {}),
        "to_text of a date": ("to_text", ["d"], {}),
        "to_text of a decimal": ("to_text", ["x"], {}),
        "to_decimal": ("to_decimal", ["m"], {"precision": 38, "scale": 4}),
        "is_blank of a date": ("is_blank", ["d"], {}),
    }
    compared(folder, columns, asked)


@modest
@given(st.lists(amounts, min_size=1, max_size=12), st.integers(2, 6))
def test_means_are_exact(folder: Path, values: list[Any], scale: int) -> None:
    file = folder / "amounts.parquet"
    table = pa.table({"value": pa.array(values, pa.decimal128(18, 2))})
    pq.write_table(table, file)
    mean = FUNCTIONS["avg_decimal"]
    with DuckDBEngine().open({"t": Relation((str(file),), table.schema)}) as session:
        t = session.table("t")
        [told] = session.read(t.aggregate(mean=mean(t.value, scale=scale))).read_all().column("mean").to_pylist()
    assert [told] == reference.apply(mean, [values], scale=scale)
