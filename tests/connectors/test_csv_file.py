"""CSV files: what was written is read back, in every encoding, and every planted fault is found at its line."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.connectors import errors
from shudao.connectors.contracts import Source
from shudao.connectors.csv_file import CsvFile
from tests.connectors.csv_files import Row, field, names, opened, places, read, record, source, tables, values

ENCODINGS = {
    "utf-8": ("utf-8", b""),
    "utf-8 with mark": ("utf-8-sig", b""),
    "utf-16 with mark": ("utf-16", b""),
    "utf-16 declared": ("utf-16-be", b""),
    "gb18030": ("gb18030", b""),
}


def written(folder: str | Path, text: str, encoding: str = "utf-8") -> Path:
    path = Path(folder) / "登记表.csv"
    path.write_bytes(text.encode(encoding))
    return path


@given(tables(), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.sampled_from(sorted(ENCODINGS)))
def test_what_was_written_is_read_back(table: list[Row], end: str, ended: bool, encoding: str) -> None:
    width = len(table[0]) if table else 2
    lines = [record(names(width)), *(record(row) for row in table)]
    text = end.join(lines) + (end if ended or lines[-1] == "" else "")
    codec = ENCODINGS[encoding][0]
    with TemporaryDirectory() as folder:
        declared = {"encoding": "utf-16-be"} if "declared" in encoding else {"encoding": codec.replace("-sig", "")}
        assert read(written(folder, text, codec), **declared) == (table, [])


@given(tables(min_width=2))
def test_other_delimiters_are_read_as_well(table: list[Row]) -> None:
    width = len(table[0]) if table else 2
    text = "\n".join([record(names(width), ";"), *(record(row, ";") for row in table)]) + "\n"
    with TemporaryDirectory() as folder:
        assert read(written(folder, text), delimiter=";") == (table, [])


PLAIN = st.text("0123张王李aZ　", min_size=1, max_size=6)
FAULTS = ("wrong_field_count", "unterminated_quote", "stray_quote", "nul_byte", "blank_line", "invalid_bytes")


def faulty(reason: str, row: Row) -> bytes:
    """A line with one fault of this kind; `row` has only plain values."""
    fields = [field(value) for value in row]
    lines = {
        "wrong_field_count": ",".join([*fields, "多"]),
        "unterminated_quote": ",".join(['"' + fields[0], *fields[1:]]),
        "stray_quote": ",".join([*fields[:-1], fields[-1] + '"尾']),
        "nul_byte": ",".join([*fields[:-1], "\0"]),
        "blank_line": "",
        "invalid_bytes": ",".join([*fields[:-1], "\udcff"]),
    }
    return lines[reason].encode("utf-8", "surrogateescape")


@st.composite
def planted(draw: st.DrawFn) -> list[tuple[Row, str | None]]:
    """Rows of one width, some marked to be written with a fault. Before another row a fault is followed by one that
    is right: two broken quotes in a row may form a right record, which no reader could tell."""
    width = draw(st.integers(3, 5))
    rows: list[tuple[Row, str | None]] = []
    for _ in range(draw(st.integers(1, 15))):
        if draw(st.booleans()):
            rows.append((draw(st.tuples(*[PLAIN] * width)), draw(st.sampled_from(FAULTS))))
            rows.append((draw(st.tuples(*[PLAIN] * width)), None))
        else:
            rows.append((draw(st.tuples(PLAIN, *[values()] * (width - 1))), None))
    return rows


@given(planted())
def test_every_planted_fault_is_found_at_its_line(rows: list[tuple[Row, str | None]]) -> None:
    content = record(names(len(rows[0][0]))).encode() + b"\n"
    expected, line = [], 2
    for row, reason in rows:
        text = record(row).encode() if reason is None else faulty(reason, row)
        if reason is not None:
            expected.append((line, line, reason))
        line += len((text + b"\n").splitlines())
        content += text + b"\n"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(content)
        landed, rejects = read(path, encoding="utf-8")
    assert places(rejects) == expected
    assert landed == [row for row, reason in rows if reason is None]


def test_rejects_keep_the_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("姓名,性别\n张三,男\n".encode("gb18030") + b"\xc1\xff,1\n" + "李四\n".encode("gb18030"))
    rows, rejects = read(path)
    assert rows == [("张三", "男")]
    assert [reject["raw"] for reject in rejects] == [b"\xc1\xff,1", "李四".encode("gb18030")]
    assert places(rejects) == [(3, 3, "invalid_bytes"), (4, 4, "wrong_field_count")]


def test_half_a_utf16_character_is_one_reject(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("\ufeff姓名,x\n张三,1\n".encode("utf-16-le") + b"\x00\xd8" + "李,2\n王,3\n".encode("utf-16-le"))
    rows, rejects = read(path)
    assert rows == [("张三", "1"), ("王", "3")]
    assert rejects[0]["raw"] == b"\x00\xd8" + "李,2".encode("utf-16-le")


def test_two_distant_broken_quotes_do_not_swallow_the_rows_between_them(tmp_path: Path) -> None:
    middle = [f"{n},张{n},1" for n in range(50)]
    rows, rejects = read(written(tmp_path, "\n".join(["a,b,c", '0,"李,1', *middle, '99,王",1', ""])))
    assert len(rows) == 50
    assert places(rejects) == [(2, 2, "unterminated_quote"), (53, 53, "stray_quote")]


def test_blank_lines_may_be_skipped_and_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n\n1,2\n\n")
    with opened(path, blank_lines="skip") as reading:
        assert [batch.records.num_rows for batch in reading] == [1]
        assert (reading.counts.read, reading.counts.skipped) == (1, 2)


def test_columns_are_chosen_and_ordered(tmp_path: Path) -> None:
    rows, rejects = read(written(tmp_path, "a,b,c\n1,2,3\n4,5\n"), ["c", "a"])
    assert rows == [("3", "1")]
    assert places(rejects) == [(3, 3, "wrong_field_count")]


def test_batches_are_bounded_and_the_position_comes_last(tmp_path: Path) -> None:
    path = written(tmp_path, "a\n" + "".join(f"{n}\n" for n in range(25)))
    with opened(path, batch_rows=10) as reading:
        assert reading.position is None
        assert [batch.records.num_rows for batch in reading] == [10, 10, 5]
        assert reading.position is not None and reading.position.at["records"] == 25


def test_lines_before_the_header_and_declared_columns(tmp_path: Path) -> None:
    path = written(tmp_path, "2026年登记表\n\na,b\n1,2\n")
    assert read(path, skip_lines=2)[0] == [("1", "2")]
    assert read(path, skip_lines=3, columns=["x", "y"])[0] == [("1", "2")]


def test_describe_names_the_columns_as_text(tmp_path: Path) -> None:
    table = CsvFile().describe(source(written(tmp_path, ' 姓名 ,"年,龄"\n张三,3\n')))[0]
    assert table.column_names == ("姓名", "年,龄")
    assert {column.type for column in table.columns} == {"text"}


@pytest.mark.parametrize(
    ("text", "error", "named"),
    [
        ("a,b,a\n", errors.DuplicateColumns, "a"),
        ("a,,c\n", errors.HeaderMissing, "第 2 列"),
        ('a,"b\n1,2\n', errors.HeaderMissing, "引号"),
        ("", errors.EmptyFile, "登记表"),
        ("\ufeff", errors.EmptyFile, "登记表"),
    ],
)
def test_a_bad_header_is_named(tmp_path: Path, text: str, error: type[Exception], named: str) -> None:
    with pytest.raises(error, match=named):
        opened(written(tmp_path, text))


def test_missing_columns_are_named_with_what_was_found(tmp_path: Path) -> None:
    path = written(tmp_path, "姓名,年龄\n张三,3\n")
    with pytest.raises(errors.ColumnMissing, match=r"性别.*姓名、年龄"):
        opened(path, ["姓名", "性别"])
    with pytest.raises(errors.HeaderMissing, match="首行没有"):
        opened(path, ["身份证号", "性别"])


def test_a_wrong_declared_encoding_is_refused(tmp_path: Path) -> None:
    text = "姓名\n" + "张三丰\n" * 50
    with pytest.raises(errors.WrongEncoding, match="gb18030"):
        opened(written(tmp_path, text, "gb18030"), encoding="utf-8")
    with pytest.raises(errors.WrongEncoding, match="utf-16"):
        opened(written(tmp_path, text, "utf-16"), encoding="gb18030")


def test_chinese_late_in_a_file_still_decides_the_encoding(tmp_path: Path) -> None:
    text = "id,name\n" + "1,a\n" * 300_000 + "2,张三\n"
    rows, rejects = read(written(tmp_path, text, "gb18030"))
    assert rows[-1] == ("2", "张三") and not rejects


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(errors.FileMissing):
        opened(tmp_path / "无.csv")
    with pytest.raises(errors.FileTooLarge, match="MB"):
        opened(written(tmp_path, "a\n1\n"), max_bytes=3)
    with pytest.raises(errors.TableMissing):
        CsvFile().read(source(written(tmp_path, "a\n1\n")), "别的表")
    with pytest.raises(errors.InvalidOptions) as caught:
        CsvFile().read(Source("csv", {"path": "x", "encoding": "ebcdic", "colour": 1}), "x")
    assert {detail["field"] for detail in caught.value.details} == {"encoding", "colour"}


def test_a_connection_test_reports_instead_of_raising(tmp_path: Path) -> None:
    report = CsvFile().test(source(written(tmp_path, "姓名\n张三\n", "gb18030")))
    assert report.ok and report.facts["encoding"] == "gb18030"
    missing = CsvFile().test(source(tmp_path / "无.csv"))
    assert missing.problem is not None and missing.problem.code == "connectors.file_missing"
