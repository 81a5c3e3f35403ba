"""What goes out to Excel comes back as it was: for any values, and as an independent reader sees the file."""

import tempfile
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from shudao.connectors.sheets.cells import has_lost_digits
from shudao.sheets.cells import SEPARATORS
from shudao.sheets.contracts import SheetRow
from shudao.sheets.reading import read
from shudao.sheets.writing import PlainColumn, write_list, write_rows, write_template
from tests.sheets.forms import FORM, PLAIN

# Text as it is stored: without blanks around it and without control characters; everything else may occur.
STORED = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=40)
    | st.sampled_from(
        ["=1+1", "+86 571", "-3", "@SUM(A1)", "'quoted", "_x0041_", "0012", "A\nB", "1.10", "TRUE", "http://a.b"]
    )
).filter(lambda text: text.strip() == text and text.strip("\ufeff") == text and not has_lost_digits(text))
CODES = st.text("ABCDEFGHIJ0123456789./-", min_size=1, max_size=20).filter(lambda text: not has_lost_digits(text))
LISTED = STORED.filter(lambda text: not SEPARATORS.search(text))
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**13), max_value=10**13, places=2)


def plain(number: Any) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


HEADS = st.fixed_dictionaries(
    {
        "code": st.none() | CODES,
        "name": STORED,
        "colour": st.none() | st.sampled_from(["1", "2", "3"]),
        "count": st.none() | st.integers(-(10**14), 10**14),
        "price": st.none() | NUMBERS.map(plain).filter(lambda text: not has_lost_digits(text)),
        "bought": st.none() | st.dates().map(lambda day: day.isoformat()),
        "is_used": st.none() | st.booleans(),
        "words": st.lists(LISTED, max_size=3),
    }
)
LINES = st.lists(st.fixed_dictionaries({"part": STORED, "size": st.none() | st.integers(-999, 10**6)}), max_size=4)


@given(st.lists(st.tuples(HEADS, LINES), min_size=1, max_size=5))
@settings(max_examples=40)
def test_export_and_import_lose_nothing(things: list[tuple[dict[str, Any], list[dict[str, Any]]]]) -> None:
    rows = [SheetRow(head, tuple(lines)) for head, lines in things]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.xlsx"
        write_rows(FORM, rows, path)
        back = read(path, FORM)
    assert [fault for each in back.rows for fault in each.faults] == []
    assert merged([each.row for each in back.rows]) == merged(rows)


def merged(rows: list[SheetRow]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Things of which one follows another with the very same head are one thing in a form with lines."""
    found: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for row in rows:
        if found and found[-1][0] == row.values and row.lines:
            found[-1][1].extend(map(dict, row.lines))
        else:
            found.append((dict(row.values), [dict(line) for line in row.lines or ()]))
    return found


def test_what_could_be_a_formula_is_text_to_another_reader(tmp_path: Path) -> None:
    """A name such as =HYPERLINK(…) must never be run by whoever opens an export."""
    dangerous = ['=HYPERLINK("http://x","y")', "+1+1", "-1+1", "@SUM(1,1)", "=cmd|' /C calc'!A0"]
    write_rows(
        PLAIN,
        [SheetRow({"code": str(place), "name": text}) for place, text in enumerate(dangerous)],
        tmp_path / "a.xlsx",
    )
    write_list("表[1]", [PlainColumn("名称")], [[text] for text in dangerous], tmp_path / "b.xlsx")
    for file, column in (("a.xlsx", 2), ("b.xlsx", 1)):
        sheet = openpyxl.load_workbook(tmp_path / file).worksheets[0]
        cells = [sheet.cell(row, column) for row in range(2, 2 + len(dangerous))]
        assert [cell.value for cell in cells] == dangerous
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
        assert all(cell.hyperlink is None for cell in cells)


def test_the_template_offers_the_choices_and_explains_the_columns(tmp_path: Path) -> None:
    write_template(FORM, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["物品登记表", "填写说明", "可选值"]
    sheet = book["物品登记表"]
    assert [cell.value for cell in sheet[1]][:3] == ["编码", "名称*", "颜色"]
    ranges = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert ranges == {"C2": "可选值!$A$2:$A$4", "G2": "可选值!$B$2:$B$3"}
    assert [cell.value for cell in book["可选值"]["A"]] == ["颜色", "红色", "绿色", "无色"]
    assert "部件" in [cell.value for cell in book["填写说明"]["A"]]


def test_a_partial_form_has_the_keys_and_the_columns_asked_for(tmp_path: Path) -> None:
    write_template(FORM, tmp_path / "t.xlsx", ["colour"])
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["编码", "名称*", "颜色"]


def test_figures_of_a_list_are_numbers_and_long_codes_stay_text(tmp_path: Path) -> None:
    columns = [PlainColumn("编号"), PlainColumn("数量", is_figure=True)]
    write_list("清单", columns, [["110105194912310021", "1,234"], ["x", "12345678901234567"]], tmp_path / "l.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "l.xlsx").worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["110105194912310021", 1234],
        ["x", "12345678901234567"],
    ]
