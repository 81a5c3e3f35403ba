"""People come from Excel and from a directory: one bad row blocks no other, and a second import changes nothing."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.access.errors import NotPermitted
from shudao.app import wiring
from shudao.app.installation import Installation
from shudao.kernel.actor import Actor, Role
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade as mechanism
from shudao.mechanism.directory import read_ldif
from shudao.mechanism.errors import BadDirectory
from shudao.sheets import facade as sheets
from shudao.sheets.contracts import Import, ImportRow, Outcome
from tests.builders.mechanism import SYSTEM, Town, make_actor, make_person, make_town

KIND = "mechanism.person"


@dataclass
class Desk:
    installed: Installation
    town: Town
    clerk: Actor
    folder: Path

    def template(self) -> openpyxl.Workbook:
        path = self.folder / "template.xlsx"
        with self.installed.database.unit_of_work() as uow:
            sheets.template(uow, KIND, path, by=self.clerk)
        return openpyxl.load_workbook(path)

    def preview(self, rows: list[dict[str, Any]], by: Actor | None = None) -> tuple[Import, list[ImportRow]]:
        """Fill the template as a person would, by the words of its header, and send it in."""
        book = self.template()
        sheet = book.worksheets[0]
        columns = {str(cell.value).rstrip("*"): cell.column for cell in sheet[1]}
        for number, row in enumerate(rows, 2):
            for words, value in row.items():
                sheet.cell(number, columns[words], value)
        path = self.folder / "filled.xlsx"
        book.save(path)
        with self.installed.database.unit_of_work() as uow:
            found = sheets.preview(uow, KIND, path, path.name, by=by or self.clerk)
            return found, sheets.import_lines(uow, found.id, PageQuery(), by=by or self.clerk).items

    def apply(self, import_id: str) -> Import:
        with self.installed.database.unit_of_work() as uow:
            return sheets.apply(uow, import_id, by=self.clerk)

    def directory(self, text: str) -> tuple[Import, list[ImportRow]]:
        with self.installed.database.unit_of_work() as uow:
            found = mechanism.import_directory(uow, text.encode(), "people.ldif", by=self.clerk)
            return found, sheets.import_lines(uow, found.id, PageQuery(), by=self.clerk).items


@pytest.fixture
def desk(installed: Installation, tmp_path: Path) -> Iterator[Desk]:
    wiring.join_sheets()
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        clerk = make_actor(uow, town.bureau, Role.DATA_BUREAU)
    yield Desk(installed, town, clerk, tmp_path)


def row(town: Town, **given: Any) -> dict[str, Any]:
    usual = {"编号": "li.si", "姓名": "李思", "单位": town.police.name, "电话": "0571 8888", "岗位": "数据专员"}
    return usual | given


def test_the_template_has_drop_downs_for_units_posts_and_scopes(desk: Desk) -> None:
    book = desk.template()
    heads = [str(cell.value).rstrip("*") for cell in book.worksheets[0][1]]
    rules = book.worksheets[0].data_validations.dataValidation
    offered = {heads[area.min_col - 1] for rule in rules for area in rule.sqref.ranges}
    assert offered == {"单位", "岗位", "岗位所在单位", "范围"}
    assert "已有人员按编号识别，编号不变" in str([cell.value for line in book["填写说明"] for cell in line])


def test_good_rows_are_written_bad_cells_named_and_a_second_time_changes_nothing(desk: Desk) -> None:
    police = desk.town.police
    rows = [
        row(desk.town, 起始日期=date(2026, 3, 1), 截止日期=date(2027, 2, 28)),
        {"岗位": "数据Owner", "范围": "主题", "范围编号": "LC01"},
        row(desk.town, 编号="王-5", 姓名="王武", 邮箱="nobody", 岗位=None),
        row(desk.town, 编号="zhao", 姓名="赵柳", 岗位="运行值守岗"),
        row(desk.town, 编号="qian", 姓名="钱琪", 单位="没有的局", 岗位=None),
    ]
    found, lines = desk.preview(rows)
    assert [line.outcome for line in lines] == [Outcome.NEW, Outcome.WRONG, Outcome.WRONG, Outcome.WRONG]
    named = {fault.cell: fault.zh for line in lines for fault in line.faults}
    assert set(named) >= {"A4", "F4", "G5", "C6"}, named
    assert "不能设在" in named["G5"]
    assert desk.apply(found.id).counts.written == 1
    with desk.installed.database.unit_of_work() as uow:
        someone = mechanism.person_by_code(uow, "li.si")
        held = mechanism.list_appointments(uow, PageQuery(), person_id=someone.id).items
        assert {(a.post.code, a.scope.kind, a.scope.code, a.valid_from, a.valid_to) for a in held} == {
            ("STEWARD", "organisation", None, date(2026, 3, 1), date(2027, 2, 28)),
            ("OWNER", "subject_area", "LC01", uow.clock.today(), None),
        }
        assert someone.organisation_id == police.id
    path = desk.folder / "out.xlsx"
    with desk.installed.database.unit_of_work() as uow:
        sheets.export(uow, KIND, {"organisation_id": police.id}, path, by=desk.clerk)
        again = sheets.preview(uow, KIND, path, "out.xlsx", by=desk.clerk)
        assert (again.counts.same, again.counts.changed, again.counts.new, again.counts.wrong) == (1, 0, 0, 0)
        assert mechanism.person_by_code(uow, "li.si").id == someone.id


def test_changed_rows_change_the_person_and_posts_left_out_end(desk: Desk) -> None:
    found, _ = desk.preview([row(desk.town), {"岗位": "数据Owner"}])
    desk.apply(found.id)
    found, (line,) = desk.preview([row(desk.town, 姓名="李司", 岗位="数据Owner")])
    assert line.outcome is Outcome.CHANGED
    assert {change.zh for change in line.changes} >= {"姓名", "岗位"}
    desk.apply(found.id)
    with desk.installed.database.unit_of_work() as uow:
        someone = mechanism.person_by_code(uow, "li.si")
        assert someone.name == "李司"
        held = mechanism.list_appointments(uow, PageQuery(), person_id=someone.id).items
        assert {a.post.code: a.valid_to for a in held} == {"STEWARD": uow.clock.today(), "OWNER": None}


def test_incompatible_posts_are_refused_in_the_cell_that_brings_the_second(desk: Desk) -> None:
    rows = [row(desk.town, 岗位="备份岗"), {"岗位": "恢复岗"}]
    with desk.installed.database.unit_of_work() as uow:
        security = make_actor(uow, desk.town.bureau, Role.SECURITY_ADMIN, Role.DATA_BUREAU)
    _, (line,) = desk.preview(rows, by=security)
    assert [(fault.cell, "不相容" in fault.zh) for fault in line.faults] == [("G3", True)]
    # Whoever may not fill a post is told so in its cell, and cannot fill it through a workbook either.
    _, (line,) = desk.preview(rows[:1])
    assert [(fault.cell, fault.zh) for fault in line.faults] == [("G2", "该岗位不由您任命")]


def test_a_department_imports_its_own_people_only(desk: Desk) -> None:
    with desk.installed.database.unit_of_work() as uow:
        head = make_actor(uow, desk.town.civil, Role.DEPARTMENT_HEAD)
        clerk = make_actor(uow, desk.town.civil, Role.CONSUMER)
        make_person(uow, desk.town.police, code="li.si")
    _, (line,) = desk.preview([row(desk.town, 岗位=None)], by=head)
    assert line.outcome is Outcome.WRONG
    _, (line,) = desk.preview([row(desk.town, 单位=desk.town.civil.name, 岗位=None)], by=head)
    assert line.outcome is Outcome.WRONG, "taking a person from another department is not one's own either"
    with pytest.raises(NotPermitted):
        desk.preview([row(desk.town)], by=clerk)


def entry(town: Town, uid: str, **given: str) -> str:
    usual = {"objectClass": "inetOrgPerson", "uid": uid, "cn": "周杞", "departmentNumber": town.police.code}
    told = usual | {"mail": f"{uid}@example.org", "telephoneNumber": "0571 1"} | given
    return f"dn: uid={uid},ou=people,dc=example\n" + "".join(f"{name}: {value}\n" for name, value in told.items())


def test_people_come_from_a_directory_with_posts_scope_and_validity(desk: Desk) -> None:
    text = "version: 1\n\n# people\n" + "\n".join(
        [
            "dn: ou=people,dc=example\nobjectClass: organizationalUnit\nou: people\n",
            entry(desk.town, "zhou", employeeType="STEWARD;;subject_area;LC01;2026-03-01;2027-02-28"),
            entry(desk.town, "wu", employeeType="STEWARD;;organisation;;2026-13-01"),
            entry(desk.town, "zheng", departmentNumber="NOWHERE"),
            entry(desk.town, "feng").replace("cn: 周杞", "cn:: " + base64.b64encode("冯\n".encode()).decode()),
        ]
    )
    found, lines = desk.directory(text.replace("\n", "\r\n"))
    outcomes = {line.name: line.outcome for line in lines}
    assert [line.outcome for line in lines] == [Outcome.NEW, Outcome.WRONG, Outcome.WRONG, Outcome.NEW], outcomes
    assert desk.apply(found.id).counts.written == 2
    with desk.installed.database.unit_of_work() as uow:
        someone = mechanism.person_by_code(uow, "zhou")
        (held,) = mechanism.list_appointments(uow, PageQuery(), person_id=someone.id).items
        assert (held.post.code, held.scope.code, held.valid_to) == ("STEWARD", "LC01", date(2027, 2, 28))
    again, _ = desk.directory(text)
    assert (again.counts.same, again.counts.new) == (2, 0)


def test_a_directory_without_posts_leaves_the_posts_alone(desk: Desk) -> None:
    with desk.installed.database.unit_of_work() as uow:
        someone = make_person(uow, desk.town.police, code="zhou")
        mechanism.appoint(uow, someone.id, "STEWARD", desk.town.police.id, by=SYSTEM)
    found, (line,) = desk.directory(entry(desk.town, "zhou"))
    assert {change.key for change in line.changes} == {"name", "phone", "email"}
    desk.apply(found.id)
    with desk.installed.database.unit_of_work() as uow:
        assert mechanism.list_appointments(uow, PageQuery(), person_id=someone.id).total == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("dn: x\nchangetype: delete\n", 2),
        ("uid: x\n", 1),
        ("dn: x\njpegPhoto:< file:///etc/passwd\n", 2),
        ("dn: x\ncn:: %%%\n", 2),
        ("dn: x\nnonsense\n", 2),
    ],
)
def test_what_is_no_directory_content_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BadDirectory) as refusal:
        list(read_ldif(text))
    assert refusal.value.params["line"] == line


VALUES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=120)


@given(
    st.lists(st.dictionaries(st.sampled_from(["cn", "uid", "mail", "title"]), VALUES, min_size=1), max_size=4),
    st.integers(20, 76),
)
def test_folded_and_encoded_values_are_read_as_they_were(people: list[dict[str, str]], width: int) -> None:
    """Any text survives Base64 and folding at any width, with either line end."""
    for end in ("\n", "\r\n"):
        lines = []
        for number, person in enumerate(people):
            told = {"dn": f"uid={number}", **person}
            for name, value in told.items():
                line = f"{name}:: {base64.b64encode(value.encode()).decode()}"
                lines += [line[:width], *(f" {line[at : at + width]}" for at in range(width, len(line), width))]
            lines.append("")
        read = [{name: values[0] for name, values in each.items()} for _, each in read_ldif(end.join(lines))]
        assert [{name: each[name] for name in each if name != "dn"} for each in read] == people
