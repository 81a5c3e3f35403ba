"""The assistance workbook, read back by an independent reader: it holds what the truth record says, cells included."""

from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from shudao.app.demo.registers.assistance import TABLE
from shudao.app.demo.registers.people import REGISTER_DAY, people_of
from shudao.app.demo.registers.workbook import SHEET, write_assistance
from shudao.kernel import identifiers as ids

SCALE = 20_000


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "social_assistance.xlsx"
    return path, write_assistance(path, SCALE)


@pytest.fixture(scope="module")
def sheet(written):
    book = load_workbook(written[0], read_only=True)
    rows = list(book[SHEET].iter_rows(values_only=True))
    book.close()
    return rows


@pytest.fixture(scope="module")
def recipients(sheet):
    header = sheet[0]
    return {row[0]: dict(zip(header, row, strict=True)) for row in sheet[1:] if row[0] and row[0] != "合计"}


def test_the_blank_row_and_the_totals_row_are_where_the_record_says(written, sheet):
    (blank,) = written[1].keys(TABLE, "blank_row")
    (totals,) = written[1].keys(TABLE, "totals_row")
    assert all(cell is None for cell in sheet[int(blank) - 1])
    assert sheet[int(totals) - 1][0] == "合计" and len(sheet) == int(totals)


def test_every_recipient_stands_in_one_row(written, recipients):
    assert len(recipients) == written[1].rows[TABLE]


def test_damaged_numbers_are_floats_and_all_others_texts(written, recipients):
    floats = {key for key, row in recipients.items() if isinstance(row["身份证号"], int | float)}
    assert floats == written[1].keys(TABLE, "number_as_float")


def test_dates_are_cells_texts_or_serial_numbers_as_listed(written, recipients):
    days = {key: row["起始日期"] for key, row in recipients.items()}
    clean = {key for key, day in days.items() if isinstance(day, datetime | date)}
    serial = {key for key, day in days.items() if isinstance(day, int | float)}
    kinds = ("date_text_iso", "date_text_chinese", "date_text_compact", "impossible_date")
    texts = frozenset().union(*(written[1].keys(TABLE, kind) for kind in kinds))
    assert serial == written[1].keys(TABLE, "date_serial")
    assert set(days) - clean - serial == texts
    assert len(clean) > len(days) / 2


def test_strangers_are_the_listed_ones(written, recipients):
    known = set(ids.strings_of(people_of(0, SCALE).numbers).to_pylist())
    numbers = {key: row["身份证号"] for key, row in recipients.items() if isinstance(row["身份证号"], str)}
    proper = {key: number for key, number in numbers.items() if number != "无"}
    assert all(ids.is_citizen_number(number, REGISTER_DAY) for number in proper.values())
    assert {key for key, number in proper.items() if number not in known} == written[1].keys(TABLE, "not_in_population")


def test_a_village_of_three_people_still_has_its_ledger(tmp_path):
    assert write_assistance(tmp_path / "small.xlsx", 3).rows[TABLE] >= 3
