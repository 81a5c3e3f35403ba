"""Excel: cells become the text they show, and what a sheet cannot hold exactly is rejected, not guessed."""

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from shudao.connectors import errors
from shudao.connectors.excel import Excel
from shudao.connectors.sheets.cells import has_lost_digits, text_of
from shudao.connectors.sheets.guard import reference
from tests.connectors.excel_files import read, source, workbook


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (5.0, "5"), (1.5, "1.5"), (-3.0, "-3"), (0.1 + 0.2, "0.3"), (1.2345e-05, "0.000012345"),
        (999_999_999_999_999.0, "999999999999999"), (True, "TRUE"), ("", None), ("00123", "00123"),
        ("１２　", "１２　"),
        (date(2020, 1, 2), "2020-01-02"), (datetime.fromisoformat("2020-01-02 03:04:05"), "2020-01-02 03:04:05"),
        (time(3, 4, 5), "03:04:05"), (timedelta(hours=36, minutes=5), "36:05:00"),
    ],
)  # fmt: skip
def test_cells_become_the_text_they_show(cell: object, text: str | None) -> None:
    assert text_of(cell) == text


def test_numbers_longer_than_excel_holds_have_lost_digits() -> None:
    assert has_lost_digits(110101199001010000.0) and has_lost_digits("1.10101E+17") and has_lost_digits(1e15)
    assert not has_lost_digits(999_999_999_999_999.0) and not has_lost_digits("110101199001010011")


def test_identity_numbers_stored_as_numbers_are_rejected(tmp_path: Path) -> None:
    rows = [["姓名", "证件号码"], ["张三", "110101199001010011"], ["李四", 110101199001010000]]
    landed, rejects = read(workbook(tmp_path / "t.xlsx", rows))
    assert landed == [("张三", "110101199001010011")]
    assert [(r["line_from"], r["reason"], r["column"]) for r in rejects] == [(3, "digits_lost", "证件号码")]


def test_titles_blank_rows_and_totals_are_no_records(tmp_path: Path) -> None:
    rows = [["2026年汇总"], ["区", "数"], ["东城", 1], [], ["  ", ""], ["西城", 2], ["合 计", 3]]
    path = workbook(tmp_path / "t.xlsx", rows)
    landed, rejects = read(path, header_row=2)
    assert landed == [("东城", "1"), ("西城", "2")]
    assert [(r["record_number"], r["line_from"], r["reason"]) for r in rejects] == [(3, 7, "totals_row")]
    with Excel().read(source(path, header_row=2), "登记表") as reading:
        list(reading)
        assert reading.counts.skipped == 2


def test_cells_with_errors_are_rejected_by_column(tmp_path: Path) -> None:
    rows = [[None, "a", "b"], [None, "1", "2"], [None, "3", "4"]]

    def divide(book: object, page: object) -> None:
        page.write_formula(2, 2, "=1/0", None, "#DIV/0!")

    landed, rejects = read(workbook(tmp_path / "t.xlsx", rows, more=divide))
    assert landed == [("1", "2")]
    assert [(r["line_from"], r["reason"], r["column"]) for r in rejects] == [(3, "cell_error", "b")]


def test_values_beyond_the_header_are_rejected(tmp_path: Path) -> None:
    landed, rejects = read(workbook(tmp_path / "t.xlsx", [["a"], ["1"], ["2", "x"]]))
    assert landed == [("1",)]
    assert rejects[0]["reason"] == "wrong_field_count"


def test_a_merged_header_is_refused_with_its_ranges(tmp_path: Path) -> None:
    def merge(book: object, page: object) -> None:
        page.merge_range("A1:B1", "联系方式")

    path = workbook(tmp_path / "t.xlsx", [[], ["电话", "地址"], ["1", "2"]], more=merge)
    with pytest.raises(errors.MergedHeader, match="A1:B1"):
        read(path)
    assert read(path, header_row=2)[0] == [("1", "2")]


@pytest.mark.parametrize(
    ("header", "error"),
    [(["a", "a"], errors.DuplicateColumns), (["a", "", "c"], errors.HeaderMissing), ([], errors.HeaderMissing)],
)
def test_a_bad_header_is_named(tmp_path: Path, header: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        read(workbook(tmp_path / "t.xlsx", [header, ["1", "2", "3"]]))


def test_sheets_are_tables(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [["a", "b"], ["1", "2"]], sheet="人口")
    assert [(t.name, t.column_names, t.rows_estimate) for t in Excel().describe(source(path))] == [
        ("人口", ("a", "b"), 1)
    ]
    with pytest.raises(errors.TableMissing, match="人口"):
        read(path, "法人")


@pytest.mark.parametrize(
    ("content", "looks"),
    [(b"<html><table>", "网页"), ("姓名,性别".encode(), "文本"), (b"\0\1\2", "未知"), (b"PK\x03\x04abc", "损坏")],
)
def test_other_files_are_told_what_they_look_like(tmp_path: Path, content: bytes, looks: str) -> None:
    path = tmp_path / "t.xls"
    path.write_bytes(content)
    with pytest.raises(errors.NotExcel, match=looks):
        read(path)


def test_a_file_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [["a"]] + [["x" * 10]] * 2000)
    with pytest.raises(errors.FileTooLarge):
        read(path, max_unpacked_bytes=10_000)
    with pytest.raises(errors.FileTooLarge):
        read(path, max_bytes=100)


def test_two_cells_far_apart_do_not_cost_the_memory_between_them(tmp_path: Path) -> None:
    def far(book: object, page: object) -> None:
        page.write(1_048_575, 16_383, 1)

    with pytest.raises(errors.FileTooLarge, match="单元格"):
        read(workbook(tmp_path / "t.xlsx", [["a"], ["1"]], more=far))


def test_an_archive_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [["a"], ["1"]])
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    path.write_bytes(data.replace(size, (50).to_bytes(4, "little")))
    with pytest.raises(errors.NotExcel):
        read(path)


def test_cells_are_named_as_excel_names_them() -> None:
    assert [reference(0, 0), reference(9, 26), reference(1_048_575, 16_383)] == ["A1", "AA10", "XFD1048576"]
