"""The legal-person export: valid codes but where listed, in a file that really is GB18030 and partly unreadable."""

import csv
from io import StringIO

import pytest

from shudao.app.demo.registers.gb18030_file import write_legal_persons
from shudao.app.demo.registers.legal_persons import KEY, TABLE, legal_persons_of
from shudao.app.demo.registers.people import people_of
from shudao.kernel import identifiers as ids

SCALE = 20_000


@pytest.fixture(scope="module")
def register():
    return legal_persons_of(SCALE)


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "企业 登记.csv"
    return path, write_legal_persons(path, SCALE)


def count(dirt, kind):
    return sum(record.count for record in dirt if record.kind == kind)


def test_credit_codes_verify_but_for_the_listed_ones(register):
    batch, dirt = register
    codes = [ids.normalised(code) for code in batch.column(KEY).to_pylist()]
    assert sum(not ids.is_uscc(code) for code in codes) == count(dirt, "uscc_wrong_check") > 0
    assert len(set(codes)) == len(codes) - count(dirt, "duplicate")
    assert {code[2:6] for code in codes} == {"6801"}


def test_licence_numbers_verify_but_for_the_listed_ones(register):
    batch, dirt = register
    numbers = [number for number in batch.column("营业执照注册号").to_pylist() if number]
    assert sum(not ids.is_licence_number(number) for number in numbers) == count(dirt, "licence_wrong_check") > 0


def test_representatives_are_people_of_the_city_but_for_the_listed_ones(register):
    batch, dirt = register
    known = set(ids.strings_of(people_of(0, SCALE).numbers).to_pylist())
    strangers = [number for number in batch.column("法定代表人证件号码").to_pylist() if number not in known]
    assert len(strangers) == count(dirt, "representative_not_in_population") > 0


def test_the_file_is_gb18030_and_its_bad_lines_are_the_listed_ones(export):
    path, written = export
    raw = path.read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("gb18030")
    records = list(csv.reader(StringIO(raw.decode("gb18030", errors="replace"), newline="")))
    header, rows = records[0], records[1:]
    assert len(rows) == written.rows[TABLE]
    short = {row[0] for row in rows if len(row) < len(header)}
    long = {row[0] for row in rows if len(row) > len(header)}
    broken = {row[0] for row in rows if any("\n" in cell for cell in row)}
    stray = {row[0] for row in rows if any("\ufffd" in cell for cell in row)}
    for kind, found in (
        ("fields_missing", short),
        ("fields_extra", long),
        ("line_break_in_quotes", broken),
        ("stray_byte", stray),
    ):
        # A spoiled code is listed under the code that was issued, so only the count can be compared for it.
        assert len(found) == written.count(TABLE, kind) > 0, kind


def test_some_names_need_the_four_byte_characters_of_gb18030(export):
    text = export[0].read_bytes().decode("gb18030", errors="ignore")
    assert "㛃" in text or "𬭎" in text


def test_the_same_seed_gives_the_same_file(export, tmp_path):
    path, written = export
    again = tmp_path / "again.csv"
    assert write_legal_persons(again, SCALE) == written
    assert again.read_bytes() == path.read_bytes()
