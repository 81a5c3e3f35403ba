"""Campaigns: every entry needs a field until a day. Who has done what is counted, never reported (journey B9)."""

import re
from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import and_, func, select

from shudao.access import facade as access
from shudao.architecture import permissions
from shudao.architecture.campaign_fields import CORE_FIELDS, LOCAL, has_field
from shudao.architecture.catalogue_checks import local_fields
from shudao.architecture.contracts import EntryState
from shudao.architecture.contracts_review import Campaign, CampaignProgress, CampaignState, LocalField, NewCampaign
from shudao.architecture.errors import ReasonRequired
from shudao.architecture.errors_catalogue import (
    BadLocalField,
    CampaignEnded,
    CampaignOpen,
    UnknownCampaign,
    UnknownField,
)
from shudao.architecture.tables import CatalogueRow
from shudao.architecture.tables_catalogue import CampaignRow, LocalFieldRow, RevisionRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from shudao.work.contracts import ToPool

__all__ = ["campaign", "campaign_progress", "end_campaign", "list_campaigns", "remind_campaign", "start_campaign"]

TASK = "architecture.campaign"


def start_campaign(uow: UnitOfWork, new: NewCampaign, *, by: Actor) -> Campaign:
    """Begin a campaign today: from now on nothing is compiled without the field, and every department that lacks it
    somewhere has a to-do until the due day."""
    access.require(uow, by, permissions.GOVERN_CATALOGUE)
    if not new.basis.strip():
        raise ReasonRequired
    if new.local_field is not None:
        _declare(uow, new.local_field)
    fields = field_words(uow)
    if new.field not in fields:
        raise UnknownField(field=new.field, known="、".join(fields))
    row = CampaignRow
    if uow.session.scalar(select(row.id).where(row.field == new.field, row.state == CampaignState.OPEN)):
        raise CampaignOpen(field=fields[new.field][0])
    made = CampaignRow(
        id=new_id(),
        title=new.title.strip(),
        field=new.field,
        basis=new.basis.strip(),
        begins_on=uow.clock.today(),
        due_on=new.due_on,
        state=CampaignState.OPEN,
        started_by=by.principal,
        result={},
    )
    uow.session.add(made)
    uow.session.flush()
    _ask(uow, made, by)
    evidence.record(
        uow, by=by, action="architecture.campaign.started", subject=_subject(made), detail={"field": new.field}
    )
    return _view(made, fields)


def _declare(uow: UnitOfWork, field: LocalField) -> None:
    names = field.zh.strip() and field.en.strip()
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,39}", field.key) or not names:
        raise BadLocalField(field=field.key)
    if uow.session.get(LocalFieldRow, field.key) is None:
        values = asdict(field) | {"choices": list(field.choices)}
        uow.session.add(LocalFieldRow(**values))
        uow.session.flush()


def field_words(uow: UnitOfWork) -> Mapping[str, tuple[str, str]]:
    """The fields a campaign may ask for, in both languages."""
    return CORE_FIELDS | {f"{LOCAL}{field.key}": (field.zh, field.en) for field in local_fields(uow)}


def _ask(uow: UnitOfWork, row: CampaignRow, by: Actor) -> None:
    """A to-do for the sharing office of each department that lacks the field."""
    for each in _progress(uow, row):
        if each.missing:
            work.open_task(
                uow,
                kind=TASK,
                title_zh=f"{row.title}：{each.missing} 条目录待补充",
                title_en=f"{row.title}: {each.missing} entries to complete",
                subject=f"{_subject(row)}/{each.organisation_id}",
                link=f"/catalogue/campaigns/{row.id}",
                to=ToPool(Role.SHARING_OFFICER, each.organisation_id),
                within_working_days=_working_days(uow, row),
                by=by,
            )


def _working_days(uow: UnitOfWork, row: CampaignRow) -> int:
    """How many working days the campaign has, at least one."""
    return max(1, work.working_days(uow).between(row.begins_on, row.due_on))


def list_campaigns(uow: UnitOfWork, page: PageQuery) -> Page[Campaign]:
    """Campaigns, the latest first."""
    query = select(CampaignRow)
    if page.q:
        query = query.where(CampaignRow.title.contains(page.q, autoescape=True))
    table = CampaignRow.__table__.c
    keys = {"begins_on": table.begins_on, "due_on": table.due_on, "title": table.title, "state": table.state}
    rows = fetch_page(uow.session, query, page, keys, "-begins_on")
    fields = field_words(uow)
    return Page([_view(row, fields) for row in rows.items], rows.total)


def campaign(uow: UnitOfWork, campaign_id: str) -> Campaign:
    return _view(_row(uow, campaign_id), field_words(uow))


def campaign_progress(uow: UnitOfWork, campaign_id: str) -> list[CampaignProgress]:
    """How far each department is, whoever has most to do first."""
    row = _row(uow, campaign_id)
    found = _progress(uow, row)
    return sorted(found, key=lambda each: (-each.missing, each.organisation_name))


def _progress(uow: UnitOfWork, row: CampaignRow) -> list[CampaignProgress]:
    entry, revision = CatalogueRow, RevisionRow
    has, is_revised = has_field(row.field), revision.code.is_not(None)
    query = (
        select(
            entry.provider_organisation_id,
            func.max(entry.provider_name),
            func.count(),
            func.count().filter(and_(entry.state == EntryState.PUBLISHED, has)),
            func.count().filter(and_(entry.state == EntryState.PUBLISHED, ~has, is_revised)),
            func.count().filter(and_(entry.state != EntryState.PUBLISHED, has)),
        )
        .outerjoin(revision, revision.code == entry.code)
        .where(entry.state != EntryState.RECALLED)
        .group_by(entry.provider_organisation_id)
    )
    found = []
    for owner, name, entries, done, revised, drafted in uow.session.execute(query):
        waiting = revised + drafted
        found.append(CampaignProgress(owner, name, entries, done, waiting, entries - done - waiting))
    return found


def remind_campaign(uow: UnitOfWork, campaign_id: str, *, by: Actor) -> int:
    """Remind the sharing office of every department that still lacks the field; returns how many departments."""
    row = _open(uow, campaign_id, by)
    behind = [each for each in _progress(uow, row) if each.missing]
    for each in behind:
        work.notify(
            uow,
            ToPool(Role.SHARING_OFFICER, each.organisation_id),
            title_zh=f"{row.title}：还有 {each.missing} 条目录待补充，截止 {row.due_on}",
            title_en=f"{row.title}: {each.missing} entries are still to be completed by {row.due_on}",
            link=f"/catalogue/campaigns/{row.id}",
            by=by,
        )
    detail = {"departments": len(behind)}
    evidence.record(uow, by=by, action="architecture.campaign.reminded", subject=_subject(row), detail=detail)
    return len(behind)


def end_campaign(uow: UnitOfWork, campaign_id: str, *, by: Actor) -> Campaign:
    """End a campaign and keep what was reached. The field stays required of whatever is compiled from now on."""
    row = _open(uow, campaign_id, by)
    found = _progress(uow, row)
    row.state, row.ended_at = CampaignState.ENDED, uow.clock.now()
    row.result = {
        "entries": sum(each.entries for each in found),
        "done": sum(each.done for each in found),
        "missing": sum(each.missing for each in found),
    }
    uow.session.flush()
    for each in found:
        work.complete_tasks(uow, f"{_subject(row)}/{each.organisation_id}", "ended", kind=TASK, by=by)
    evidence.record(uow, by=by, action="architecture.campaign.ended", subject=_subject(row), detail=row.result)
    return _view(row, field_words(uow))


def _open(uow: UnitOfWork, campaign_id: str, by: Actor) -> CampaignRow:
    access.require(uow, by, permissions.GOVERN_CATALOGUE)
    row = _row(uow, campaign_id, lock=True)
    if row.state != CampaignState.OPEN:
        raise CampaignEnded(title=row.title)
    return row


def _row(uow: UnitOfWork, campaign_id: str, *, lock: bool = False) -> CampaignRow:
    row = uow.session.get(CampaignRow, campaign_id, with_for_update=lock)
    if row is None:
        raise UnknownCampaign
    return row


def _subject(row: CampaignRow) -> str:
    return f"architecture/campaign/{row.id}"


def _view(row: CampaignRow, fields: Mapping[str, tuple[str, str]]) -> Campaign:
    zh, en = fields.get(row.field, (row.field, row.field))
    return Campaign(
        row.id,
        row.title,
        row.field,
        zh,
        en,
        row.basis,
        row.begins_on,
        row.due_on,
        CampaignState(row.state),
        row.ended_at,
        dict(row.result),
    )
