"""Standards out to Excel and back: nothing is lost, nothing published is overwritten, one bad row blocks no other."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shudao.app.installation import Installation
from shudao.kernel.actor import Role
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade as policy
from shudao.policy.contracts import (
    CodeRow,
    DataType,
    Library,
    NewDataElement,
    Relation,
    RelationKind,
    Representation,
    State,
    ValueRange,
)
from shudao.policy.sheet_codes import CodeTableSheet
from shudao.policy.sheet_elements import ElementSheet
from shudao.sheets import facade as sheets
from shudao.sheets.contracts import SheetRow
from shudao.sheets.ports import SheetKind
from shudao.sheets.writing import write_rows
from tests.builders.mechanism import make_actor, make_town

CODES = (
    CodeRow("10", "甲", None, None, date(2016, 6, 30), successors=("20",), aliases=("甲类", "A")),
    CodeRow("20", "乙", "10", date(2016, 7, 1), is_local=True),
)


class Desk:
    """A steward with one element and one table published, and the folder their workbooks lie in."""

    def __init__(self, uow: UnitOfWork, folder: Path) -> None:
        self.uow, self.folder = uow, folder
        town = make_town(uow)
        self.steward = make_actor(uow, town.police, Role.DATA_STEWARD)
        self.outsider = make_actor(uow, town.civil, Role.DATA_STEWARD)
        bureau = make_actor(uow, town.bureau, Role.DATA_BUREAU)
        about: dict[str, Any] = {"title": "类别", "version": "1", "organisation_id": town.police.id}
        policy.load_code_table(uow, "kind", CODES, **about, source="文件", by=self.steward)
        policy.submit_code_tables(uow, ["kind"], by=self.steward)
        policy.publish_code_tables(uow, ["kind"], by=bureau)
        self.element = NewDataElement(
            code="DE80001",
            name="登记日期",
            definition="登记当天的日期，含“引号”和\n换行。",
            object_class="人员",
            property="登记",
            representation=Representation.DATE,
            data_type=DataType.DATE,
            format="d8",
            range=ValueRange("1949-10-01", "today"),
            submitted_by=town.police.id,
            synonyms=("登记时间", "办理日期"),
            null_words=("无", "/"),
            rule_organisation_id=town.bureau.id,
            library=Library.DEPARTMENT,
        )
        other = replace(
            self.element, code="DE80002", name="变更日期", relations=(Relation(RelationKind.DERIVED_FROM, "DE80001"),)
        )
        policy.define_data_elements(uow, [self.element, other], by=self.steward)
        policy.submit_data_elements(uow, ["DE80001", "DE80002"], by=self.steward)
        policy.publish_data_elements(uow, ["DE80001", "DE80002"], by=bureau)

    def exported(self, kind: SheetKind, **filters: str) -> list[SheetRow]:
        return list(kind.export(self.uow, filters, by=self.steward))

    def preview(self, kind: SheetKind, rows: list[SheetRow], by: Any = None) -> Any:
        path = self.folder / "in.xlsx"
        write_rows(kind.form(self.uow, by=self.steward), rows, path)
        return sheets.preview(self.uow, kind.kind, path, "in.xlsx", by=by or self.steward)


@pytest.fixture
def desk(installed: Installation, tmp_path: Path) -> Any:
    with installed.database.unit_of_work() as uow:
        yield Desk(uow, tmp_path)


@pytest.mark.parametrize("kind", [ElementSheet(), CodeTableSheet()], ids=lambda kind: kind.kind)
def test_what_went_out_comes_back_the_same(desk: Desk, kind: SheetKind) -> None:
    rows = desk.exported(kind)
    assert rows
    found = desk.preview(kind, rows)
    assert (found.counts.same, found.counts.wrong, found.counts.changed) == (len(rows), 0, 0), found


def test_a_changed_element_becomes_the_draft_of_its_next_version(desk: Desk) -> None:
    first, second = desk.exported(ElementSheet())
    changed = replace(first, values={**first.values, "definition": "新的定义", "code_table": None})
    bad = replace(second, values={**second.values, "format": "q8"})
    found = desk.preview(ElementSheet(), [changed, bad])
    assert (found.counts.changed, found.counts.wrong) == (1, 1)
    sheets.apply(desk.uow, found.id, by=desk.steward)
    versions = policy.data_element_versions(desk.uow, "DE80001", by=desk.steward)
    assert [(each.version, each.state) for each in versions] == [(2, State.DRAFT), (1, State.PUBLISHED)]
    assert (versions[0].definition, versions[0].synonyms) == ("新的定义", ("登记时间", "办理日期"))
    assert len(policy.data_element_versions(desk.uow, "DE80002", by=desk.steward)) == 1, "the bad row wrote nothing"


def test_a_published_version_of_a_table_is_not_rewritten_and_a_new_one_is_loaded(desk: Desk) -> None:
    (row,) = desk.exported(CodeTableSheet())
    assert row.lines is not None
    longer = replace(row, lines=(*row.lines, {**row.lines[0], "code": "30", "meaning": "丙", "aliases": []}))
    assert desk.preview(CodeTableSheet(), [longer]).counts.wrong == 1
    renamed = replace(longer, values={**longer.values, "version": "2"})
    found = desk.preview(CodeTableSheet(), [renamed])
    assert found.counts.new == 1, found
    sheets.apply(desk.uow, found.id, by=desk.steward)
    loaded = policy.read_code_table(desk.uow, "kind", "2", by=desk.steward)
    assert (loaded.state, loaded.row_count) == (State.DRAFT, 3)
    codes = policy.codes(desk.uow, "kind", version="2")
    assert [vars(each)["code"] for each in codes] == ["10", "20", "30"]
    assert codes[0].aliases == ("甲类", "A") and codes[0].successors == ("20",) and codes[1].is_local


def test_nobody_imports_for_another_department(desk: Desk) -> None:
    for kind in (ElementSheet(), CodeTableSheet()):
        rows = [
            replace(row, values={**row.values, "version": "9", "definition": "另一定义"})
            for row in desk.exported(kind)[:1]
        ]
        assert desk.preview(kind, rows, desk.outsider).counts.wrong == 1, kind.kind
