"""Journeys B2 and B9: a department's catalogue by Excel, reviewed as a batch, and the field that every entry needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import text

from shudao.access.errors import NotPermitted
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import CatalogueItem, EntryState, ShareType
from shudao.architecture.contracts_review import Axis, LocalField, NewCampaign, ReviewStep
from shudao.architecture.errors import BadCatalogueEntry
from shudao.architecture.errors_catalogue import CampaignEnded, CampaignOpen
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.sheets import facade as sheets
from shudao.sheets.contracts import Import, ImportState, Outcome
from shudao.sheets.errors import AlreadyDecided, UnknownImport
from shudao.work import facade as work
from tests.builders import architecture as build
from tests.builders.architecture import PAGE, Cast

TITLE = "信息资源名称*"


@contextmanager
def ledger(installed: Installation) -> Iterator[tuple[UnitOfWork, Cast]]:
    """The ledger of departments that have their credit codes."""
    with build.ledger(installed.database) as (uow, cast):
        for organisation, code in ((cast.police, "11680100LC000004X4"), (cast.town.civil.id, "11000000000013338W")):
            statement = text("update mechanism.organisation set uscc = :code, name = :name where id = :id")
            name = "测试市公安局" if organisation == cast.police else "测试市民政局"
            uow.session.execute(statement, {"code": code, "id": organisation, "name": name})
        uow.session.expire_all()
        yield uow, cast


def published(uow: UnitOfWork, cast: Cast, **given: Any) -> str:
    code = architecture.create_entry(uow, build.entry(cast.police, **given), by=cast.officer).code
    for approver in (cast.head, cast.bureau):
        architecture.submit_entry(uow, code, by=cast.officer)
        architecture.approve_entry(uow, code, by=approver)
    return code


class Book:
    """An exported workbook in the hands of a clerk."""

    def __init__(self, path: Path) -> None:
        self.path, self.book = path, openpyxl.load_workbook(path)
        self.sheet = self.book.worksheets[0]
        self.titles = {str(cell.value).rstrip("*"): cell.column for cell in self.sheet[1]}

    def put(self, row: int, **values: Any) -> None:
        for title, value in values.items():
            self.sheet.cell(row, self.titles[title]).value = value

    def copy(self, source: int, target: int, **values: Any) -> None:
        for column in self.titles.values():
            self.sheet.cell(target, column).value = self.sheet.cell(source, column).value
        self.put(target, **values)

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def exported(uow: UnitOfWork, path: Path, by: Actor, filters: dict[str, str] | None = None, *columns: str) -> Book:
    sheets.export(uow, "catalogue", filters or {}, path, columns, by=by)
    return Book(path)


def previewed(uow: UnitOfWork, book: Book, by: Actor) -> Import:
    return sheets.preview(uow, "catalogue", book.save(), "目录.xlsx", by=by)


def test_what_is_exported_and_imported_again_changes_nothing(installed: Installation, tmp_path: Path) -> None:
    """Codes, approvals and every field stay: an unchanged file has nothing to write."""
    with ledger(installed) as (uow, cast):
        code = published(uow, cast, related_codes=("101001/7",), industry="S")
        architecture.create_entry(
            uow,
            build.entry(cast.police, name="另一资源", entity_code=None, items=(CatalogueItem("名", "C"),)),
            by=cast.officer,
        )
        found = previewed(uow, exported(uow, tmp_path / "c.xlsx", cast.officer), cast.officer)
        assert (found.counts.same, found.counts.new, found.counts.changed, found.counts.wrong) == (2, 0, 0, 0)
        assert architecture.catalogue_entry(uow, code).state is EntryState.PUBLISHED


def test_one_bad_row_blocks_no_other_and_codes_and_approvals_stay(installed: Installation, tmp_path: Path) -> None:
    """B2: row-level errors; the changed row becomes a revision, the new one gets a code, the bad one says why."""
    with ledger(installed) as (uow, cast):
        code = published(uow, cast)
        book = exported(uow, tmp_path / "c.xlsx", cast.officer)
        blank = {"信息资源代码": None, "挂接的逻辑实体": None, "挂接的属性": None}
        book.put(2, 信息资源摘要="更好的摘要。")
        book.copy(2, 4, **blank, 信息资源名称="新资源")
        book.copy(2, 5, **blank, 信息资源名称="坏资源", 共享类型="部分共享", 更新周期="=1+1", 数据长度=45.5)
        book.copy(2, 6, **blank, 信息资源名称="不给", 共享类型="不予共享", 共享条件=None)
        found = previewed(uow, book, cast.officer)
        assert (found.counts.new, found.counts.changed, found.counts.wrong) == (1, 1, 2)
        wrong = {
            row.name: row.faults
            for row in sheets.import_lines(uow, found.id, PAGE, outcome=Outcome.WRONG, by=cast.officer).items
        }
        assert {fault.key for fault in wrong["坏资源"]} == {"share_type", "update_cycle", "item_length"}
        assert {fault.cell[-1] for fault in wrong["坏资源"]} == {"5"} and all(f.en for f in wrong["坏资源"])
        assert [fault.key for fault in wrong["不给"]] == ["legal_basis"]
        (changed,) = sheets.import_lines(uow, found.id, PAGE, outcome=Outcome.CHANGED, by=cast.officer).items
        assert [(c.key, c.after) for c in changed.changes] == [("abstract", "更好的摘要。")]
        with pytest.raises(UnknownImport):
            sheets.apply(uow, found.id, by=cast.head)
        done = sheets.apply(uow, found.id, by=cast.officer)
        assert (done.state, done.counts.written) == (ImportState.APPLIED, 2)
        with pytest.raises(AlreadyDecided):
            sheets.apply(uow, found.id, by=cast.officer)
        entry = architecture.visible_entry(uow, code, by=cast.officer)
        assert (entry.code, entry.state, entry.abstract) == (code, EntryState.PUBLISHED, build.entry("").abstract)
        assert entry.revision is not None and entry.revision.content.abstract == "更好的摘要。"
        again = previewed(uow, exported(uow, tmp_path / "d.xlsx", cast.officer), cast.officer)
        assert (again.counts.same, again.counts.new, again.counts.changed) == (2, 0, 0)


def test_the_batch_shows_differences_and_duplicates_and_is_decided_at_once(
    installed: Installation, tmp_path: Path
) -> None:
    """B2: many entries at once: what changed, who else has it, one decision, and none of one's own."""
    with ledger(installed) as (uow, cast):
        code = published(uow, cast)
        civil = cast.town.civil
        like = build.entry(
            civil.id,
            provider_name=civil.name,
            entity_code=None,
            name="户籍人口信息",
            items=(CatalogueItem("公民身份号码", "C", 18), CatalogueItem("姓名", "C", 50)),
        )
        twin = architecture.create_entry(uow, like, by=Actor.system("t")).code
        architecture.revise_entry(uow, code, build.entry(cast.police, abstract="第二版。"), by=cast.officer)
        step = architecture.decide_entries(uow, [code, twin], ReviewStep.SUBMIT, by=cast.officer)
        assert [(each.code, each.state) for each in step] == [(code, EntryState.WAIT_REG_APPROVE), (twin, None)]
        architecture.decide_entries(uow, [code], ReviewStep.APPROVE, by=cast.head)
        architecture.decide_entries(uow, [code], ReviewStep.SUBMIT, by=cast.officer)
        architecture.decide_entries(uow, [twin], ReviewStep.SUBMIT, by=Actor.system("t"))
        lines = {line.code: line for line in architecture.review_batch(uow, PAGE, by=cast.bureau).items}
        assert [(d.key, d.after) for d in lines[code].differences] == [("abstract", "第二版。")]
        assert lines[code].may_decide and not lines[twin].may_decide
        assert lines[twin].is_new and [d.code for d in lines[twin].duplicates] == [code]
        assert set(lines[twin].duplicates[0].items) == {"公民身份号码", "姓名"}
        outcomes = architecture.decide_entries(uow, [code, twin], ReviewStep.APPROVE, "同意", by=cast.bureau)
        assert outcomes[0].state is EntryState.PUBLISHED
        assert outcomes[1].state is None and outcomes[1].zh and outcomes[1].en
        assert architecture.catalogue_entry(uow, code).version == 2
        own = architecture.review_batch(uow, PAGE, by=cast.officer).items
        assert twin not in {line.code for line in own}


def test_nobody_imports_for_another_department_and_drafts_do_not_leak(installed: Installation, tmp_path: Path) -> None:
    with ledger(installed) as (uow, cast):
        code = published(uow, cast)
        architecture.create_entry(uow, build.entry(cast.police, name="草稿资源"), by=cast.officer)
        book = exported(uow, tmp_path / "c.xlsx", cast.outsider)
        assert [cell.value for cell in book.sheet["B"]][1:] == ["户籍人口基本信息", None]
        book.put(2, 信息资源摘要="别人的话")
        found = previewed(uow, book, cast.outsider)
        assert found.counts.wrong == 1
        with pytest.raises(NotPermitted):
            previewed(uow, exported(uow, tmp_path / "d.xlsx", cast.bureau), cast.bureau)
        assert architecture.catalogue_entry(uow, code).abstract == build.entry("").abstract


def test_a_row_changed_since_the_preview_is_not_overwritten(installed: Installation, tmp_path: Path) -> None:
    with ledger(installed) as (uow, cast):
        code = architecture.create_entry(uow, build.entry(cast.police), by=cast.officer).code
        book = exported(uow, tmp_path / "c.xlsx", cast.officer)
        book.put(2, 信息资源摘要="文件里的话")
        book.copy(2, 4, 信息资源代码=None, 信息资源名称="新资源", 挂接的逻辑实体=None, 挂接的属性=None)
        found = previewed(uow, book, cast.officer)
        architecture.revise_entry(uow, code, build.entry(cast.police, abstract="页面上的话"), by=cast.officer)
        done = sheets.apply(uow, found.id, by=cast.officer)
        assert (done.counts.written, done.counts.wrong) == (1, 1)
        assert architecture.catalogue_entry(uow, code).abstract == "页面上的话"


def test_an_import_cut_off_half_way_leaves_nothing(
    installed: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection dies between two rows: no entry is there, and the import can still be applied."""
    database = installed.database
    with ledger(installed) as (uow, cast):
        architecture.create_entry(uow, build.entry(cast.police), by=cast.officer)
        book = exported(uow, tmp_path / "c.xlsx", cast.officer)
        for row in (4, 5, 6):
            book.copy(2, row, 信息资源代码=None, 信息资源名称=f"新资源{row}", 挂接的逻辑实体=None, 挂接的属性=None)
        found = previewed(uow, book, cast.officer)
    kind, written = sheets.kind_of("catalogue"), []
    whole = type(kind).write

    def cut_off(self: Any, uow: UnitOfWork, row: Any, present: Any, *, by: Actor) -> str:
        if written:
            raise ConnectionResetError
        written.append(whole(self, uow, row, present, by=by))
        return written[0]

    with monkeypatch.context() as patched:
        patched.setattr(type(kind), "write", cut_off)
        with pytest.raises(ConnectionResetError), database.unit_of_work() as uow:
            sheets.apply(uow, found.id, by=cast.officer)
    with database.unit_of_work() as uow:
        assert architecture.list_catalogue(uow, PAGE, by=cast.officer).total == 1
        assert sheets.apply(uow, found.id, by=cast.officer).counts.written == 3


def test_a_campaign_asks_every_department_and_lets_nothing_pass(installed: Installation, tmp_path: Path) -> None:
    """B9: a template of one field, who has done what, reminders, the end; no entry passes silently."""
    with ledger(installed) as (uow, cast):
        code = published(uow, cast)
        due = uow.clock.today() + timedelta(days=30)
        local = LocalField("security_level", "安全等级", "security level", choices=("一级", "二级"))
        new = NewCampaign("补充安全等级", "x.security_level", "市数据局通知〔2026〕8号", due, local)
        with pytest.raises(NotPermitted):
            architecture.start_campaign(uow, new, by=cast.officer)
        campaign = architecture.start_campaign(uow, new, by=cast.bureau)
        with pytest.raises(CampaignOpen):
            architecture.start_campaign(uow, new, by=cast.bureau)
        (task,) = [
            each for each in work.inbox(uow, PAGE, by=cast.officer).items if each.kind == "architecture.campaign"
        ]
        assert "1 条" in task.title_zh and task.due is not None and task.due.on <= due
        with pytest.raises(BadCatalogueEntry):
            architecture.create_entry(uow, build.entry(cast.police, name="新资源"), by=cast.officer)
        (progress,) = architecture.campaign_progress(uow, campaign.id)
        assert (progress.entries, progress.done, progress.waiting, progress.missing) == (1, 0, 0, 1)
        assert architecture.remind_campaign(uow, campaign.id, by=cast.bureau) == 1

        filters = {"missing": campaign.field, "organisation_id": cast.police}
        book = exported(uow, tmp_path / "c.xlsx", cast.officer, filters, campaign.field)
        assert list(book.titles) == ["信息资源代码", "信息资源名称", "信息资源提供方", "安全等级"]
        book.put(2, 安全等级="二级")
        found = previewed(uow, book, cast.officer)
        assert found.counts.changed == 1
        sheets.apply(uow, found.id, by=cast.officer)
        (progress,) = architecture.campaign_progress(uow, campaign.id)
        assert (progress.waiting, progress.missing) == (1, 0)
        for approver in (cast.head, cast.bureau):
            architecture.decide_entries(uow, [code], ReviewStep.SUBMIT, by=cast.officer)
            architecture.decide_entries(uow, [code], ReviewStep.APPROVE, by=approver)
        (progress,) = architecture.campaign_progress(uow, campaign.id)
        assert progress.done == 1 and architecture.catalogue_entry(uow, code).extensions == {"security_level": "二级"}
        ended = architecture.end_campaign(uow, campaign.id, by=cast.bureau)
        assert ended.result == {"entries": 1, "done": 1, "missing": 0}
        with pytest.raises(CampaignEnded):
            architecture.remind_campaign(uow, campaign.id, by=cast.bureau)
        assert not [
            each for each in work.inbox(uow, PAGE, by=cast.officer).items if each.kind == "architecture.campaign"
        ]


def test_the_catalogue_is_browsed_by_each_classification(installed: Installation) -> None:
    with ledger(installed) as (uow, cast):
        published(uow, cast, industry="S")
        draft = build.entry(
            cast.police, name="草稿", category="306012", share_type=ShareType.UNCONDITIONAL, share_condition=""
        )
        architecture.create_entry(uow, draft, by=cast.officer)

        def counts(axis: Axis, by: Actor) -> dict[str, int]:
            return {each.code: each.count for each in architecture.browse(uow, axis, by=by) if each.count}

        assert counts(Axis.CATEGORY, cast.officer) == {"1": 1, "101": 1, "101001": 1, "3": 1, "306": 1, "306012": 1}
        assert counts(Axis.CATEGORY, cast.outsider) == {"1": 1, "101": 1, "101001": 1}
        assert counts(Axis.INDUSTRY, cast.outsider) == {"S": 1}
        assert counts(Axis.ORGANISATION, cast.officer) == {cast.police: 2}
        assert counts(Axis.SHARE, cast.officer) == {"1": 1, "2": 1}
        found = architecture.list_catalogue(uow, PAGE, axis=Axis.CATEGORY, value="306", by=cast.officer)
        assert [entry.name for entry in found.items] == ["草稿"]


def test_rates_are_counted_from_the_registers(installed: Installation) -> None:
    """Tables that nobody catalogued count against the rate, whatever anybody reports."""
    with ledger(installed) as (uow, cast):
        build.register_source(uow, cast)
        (before,) = [each for each in architecture.entry_rates(uow) if each.organisation_id == cast.police]
        assert (before.tables > 0, before.catalogued, before.entries) == (True, 0, 0)
        published(uow, cast)
        (after,) = [each for each in architecture.entry_rates(uow) if each.organisation_id == cast.police]
        assert (after.tables, after.catalogued, after.entries, after.hooked) == (before.tables, 1, 1, 1)
