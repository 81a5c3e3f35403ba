"""The population register: what is generated is right, what is spoiled is listed, the same seed gives the same rows."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import psycopg
import pytest

from shudao.app.demo.registers import places
from shudao.app.demo.registers.people import MOST_PEOPLE, REGISTER_DAY, people_chunks, people_of
from shudao.app.demo.registers.population import RATES, population_chunks
from shudao.app.demo.registers.postgres import COLUMNS, write_population
from shudao.app.demo.registers.written import Written
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.kernel import identifiers as ids

SCALE = 6_000
DIVISIONS = Path(__file__).parents[4] / "samples/city/code_tables/division.csv"


@pytest.fixture(scope="module")
def chunk():
    return next(iter(population_chunks(SCALE)))


@pytest.fixture(scope="module")
def rows(chunk):
    return {row["rybh"]: row for row in chunk.persons.to_pylist()}


@pytest.fixture(scope="module")
def dirt(chunk):
    return Written({}, chunk.dirt)


def spoiled(dirt, kind, table="rk_jbxx"):
    keys = dirt.keys(table, kind)
    assert keys, f"no row was spoiled by {kind}"
    return keys


def test_people_are_valid_and_unique_before_anything_is_spoiled():
    people = people_of(0, SCALE)
    numbers = ids.strings_of(people.numbers)
    assert ids.citizen_numbers_ok(numbers).all()
    assert len(set(numbers.to_pylist())) == SCALE
    for number, born, male in zip(numbers.to_pylist(), people.born.tolist(), people.male.tolist(), strict=True):
        assert ids.birth_date_of(number) == date.fromordinal(born) <= REGISTER_DAY
        assert ids.is_male(number) == male


def test_numbers_stay_unique_over_chunks():
    first, second = people_of(0, 50_000), people_of(1, 50_000)
    both = {*ids.strings_of(first.numbers).to_pylist(), *ids.strings_of(second.numbers).to_pylist()}
    assert len(both) == 100_000
    households = [*first.households.numbers.to_pylist(), *second.households.numbers.to_pylist()]
    assert len(set(households)) == len(households)


def test_no_number_can_belong_to_a_real_person(rows):
    """GB/T 2260 has never assigned a code beginning with 68, and no operator has prefix 154."""
    widths = str.maketrans("０１２３４５６７８９", "0123456789")
    assert {row["gmsfhm"].translate(widths)[:4] for row in rows.values()} == {"6801"}
    phones = {row["lxdh"] for row in rows.values() if row["lxdh"] and row["lxdh"][0].isdigit()}
    assert phones and all(phone.startswith("154") and len(phone) == 11 for phone in phones)


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(chunk):
    again, other = next(population_chunks(SCALE)), next(population_chunks(SCALE, seed=7))
    assert again.persons.equals(chunk.persons) and again.households.equals(chunk.households)
    assert again.dirt == chunk.dirt
    assert not other.persons.equals(chunk.persons)


@pytest.mark.parametrize("scale", [0, -1, MOST_PEOPLE + 1])
def test_a_scale_that_cannot_be_generated_is_refused(scale):
    with pytest.raises(ValueError, match="scale"):
        next(people_chunks(scale))


def test_a_single_person_is_a_city():
    only = next(population_chunks(1))
    assert only.households.num_rows == 1
    assert only.persons.num_rows >= 1


def test_every_wrong_check_digit_is_listed_and_no_other_number_is_wrong(rows, dirt):
    wrong = {
        key
        for key, row in rows.items()
        if len(number := row["gmsfhm"]) == 18 and not ids.is_citizen_number(ids.normalised(number), REGISTER_DAY)
    }
    assert wrong == spoiled(dirt, "wrong_check_digit")


def test_old_full_width_and_lower_case_numbers_can_be_mended(rows, dirt):
    for key in spoiled(dirt, "fifteen_digits"):
        assert ids.is_citizen_number(ids.citizen_number_from_15(rows[key]["gmsfhm"]), REGISTER_DAY)
    for kind in ("full_width_digits", "lower_case_x"):
        for key in spoiled(dirt, kind):
            number = rows[key]["gmsfhm"]
            assert number != ids.normalised(number) and ids.is_citizen_number(ids.normalised(number), REGISTER_DAY)


def test_dates_contradict_the_number_only_where_listed(rows, dirt):
    untouched = [key for key in rows if len(rows[key]["csrq"]) == 8 and rows[key]["csrq"].isdigit()]
    born = {key: rows[key]["csrq"] for key in untouched if len(rows[key]["gmsfhm"]) == 18}
    contradicting = {key for key, day in born.items() if ids.normalised(rows[key]["gmsfhm"])[6:14] != day}
    listed = spoiled(dirt, "birth_contradicts_number") | spoiled(dirt, "impossible_date")
    assert contradicting <= listed


@pytest.mark.parametrize(
    ("kind", "column", "pattern"),
    [
        ("date_iso", "csrq", r"\d{4}-\d\d-\d\d"),
        ("date_slash", "csrq", r"\d{4}/\d{1,2}/\d{1,2}"),
        ("date_chinese", "csrq", r"\d{4}年\d{1,2}月\d{1,2}日"),
        ("date_excel_serial", "csrq", r"\d{1,5}"),
        ("ethnic_full_name", "mz", "[^0-9]+族"),
        ("ethnic_short_name", "mz", "[^0-9族]+"),
        ("sex_as_text", "xb", "男|女"),
        ("space_in_name", "xm", "[^ 　]+[ 　]+[^ 　]+"),
        ("blank_name", "xm", "[ 　]?"),
        ("missing_household", "hh", r"680199\d{6}"),
    ],
)
def test_each_kind_of_dirt_looks_as_its_name_says(rows, dirt, kind, column, pattern):
    assert all(re.fullmatch(pattern, rows[key][column]) for key in spoiled(dirt, kind))


def test_rates_are_as_documented(chunk):
    found = Counter({(d.kind, d.column): d.count for d in chunk.dirt if d.table == "rk_jbxx"})
    for name, rate in RATES.items():
        kind, _, column = name.partition(".")
        count = sum(n for (k, c), n in found.items() if k == kind and column in ("", c))
        assert count == max(1, round(rate * SCALE)), name


def test_duplicates_repeat_a_person_under_another_row_number(rows, dirt):
    times = Counter(row["gmsfhm"] for row in rows.values())
    repeated = [rows[key]["gmsfhm"] for key in spoiled(dirt, "duplicate")]
    assert all(times[number] == 2 for number in repeated)
    assert len(rows) == SCALE + len(repeated)


def test_people_live_in_households_that_exist_except_where_listed(chunk, rows, dirt):
    known = set(chunk.households.column("hh").to_pylist())
    homeless = {key for key, row in rows.items() if row["hh"] not in known}
    assert homeless == spoiled(dirt, "missing_household")


def test_households_count_their_members_and_name_their_head_except_where_listed(chunk, dirt):
    members = np.bincount(people_of(0, SCALE).household)
    numbers = set(ids.strings_of(people_of(0, SCALE).numbers).to_pylist())
    rows = chunk.households.to_pylist()
    wrong_counts = {row["hh"] for row, count in zip(rows, members.tolist(), strict=True) if row["rks"] != count}
    assert wrong_counts == spoiled(dirt, "member_count_wrong", "hj_hjxx")
    strangers = {row["hh"] for row in rows if row["hzsfzh"] not in numbers}
    assert strangers == spoiled(dirt, "head_not_in_population", "hj_hjxx")
    assert all(ids.is_citizen_number(row["hzsfzh"], REGISTER_DAY) for row in rows)


def test_districts_are_skewed_and_known_to_the_code_table(rows):
    with DIVISIONS.open(encoding="utf-8") as file:
        table = {row["code"]: row for row in csv.DictReader(file)}
    for district in places.DISTRICTS:
        assert table[district.code]["name"] == district.name
        for code, name in district.townships:
            assert (table[code]["name"], table[code]["parent"]) == (name, district.code)
    assert table[places.WITHDRAWN_ISSUER]["valid_to"] == places.WITHDRAWN_ON
    shares = Counter(row["hkszd"] for row in rows.values())
    assert shares["680102"] > 4 * shares["680121"]


def test_withdrawn_issuers_occur_only_for_people_born_before_the_withdrawal():
    people = people_of(0, 20_000)
    numbers = ids.strings_of(people.numbers).to_pylist()
    born = [ids.birth_date_of(number) for number in numbers if number.startswith(places.WITHDRAWN_ISSUER)]
    assert len(born) > 500
    assert max(born) <= date.fromisoformat(places.WITHDRAWN_ON)


def test_the_register_becomes_commented_tables_in_postgresql(postgres: EmbeddedPostgres):
    postgres.create_database("police_register", "shudao_owner")
    dsn = postgres.info.dsn("shudao_owner", "police_register")
    try:
        write_population(dsn, 500)
        written = write_population(dsn, 2_000)  # a second run replaces the first
        with psycopg.connect(dsn) as connection:
            for table, expected in written.rows.items():
                assert connection.execute(f"select count(*) from {table}").fetchone() == (expected,)
            comments = connection.execute(
                "select column_name, col_description('rk_jbxx'::regclass, ordinal_position)"
                " from information_schema.columns where table_name = 'rk_jbxx' order by ordinal_position"
            ).fetchall()
            assert dict(comments) == {name: text for name, (_, text) in COLUMNS["rk_jbxx"].items()}
            blank = connection.execute("select count(*) from rk_jbxx where trim(xm, ' 　') = ''").fetchone()
            assert blank == (written.count("rk_jbxx", "blank_name"),)
            assert connection.execute("select count(*) from rk_jbxx where lxdh = ''").fetchone() == (0,)
            first = next(population_chunks(2_000)).persons.slice(0, 1).to_pylist()[0]
            stored = connection.execute("select gmsfhm, xm, gxsj from rk_jbxx where rybh = %s", [first["rybh"]])
            assert stored.fetchone() == (first["gmsfhm"], first["xm"], first["gxsj"])
    finally:
        postgres.drop_database("police_register")
