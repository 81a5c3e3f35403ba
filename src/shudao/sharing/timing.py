"""What time does to applications: reminders, refusal by timeout or escalation, and the end of a term."""

from dataclasses import dataclass, replace

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.uow import UnitOfWork
from shudao.kernel.working_days import DueDate, WorkingDays
from shudao.sharing import closing, logic, store
from shudao.sharing.contracts import Event, Profile, State, Step, Urgency
from shudao.sharing.events import ApplicationDecided
from shudao.sharing.tables import ApplicationRow
from shudao.sharing.thread import Said, advance, assignees, bureau_of, link_of, note
from shudao.work import facade as work
from shudao.work.contracts import ToPool

__all__ = ["TickReport", "tick"]

CLOCK = Actor.system("sharing.tick")


@dataclass(frozen=True)
class TickReport:
    """What one round did, and how many applications still wait."""

    waiting: int = 0
    reminded: int = 0
    escalated: int = 0
    refused: int = 0
    ended: int = 0


def tick(database: Database) -> TickReport:
    """Do what falls due now, each application in its own transaction. Doing it twice at one moment does it once."""
    with database.unit_of_work() as uow:
        ids = store.waiting(uow.session)
    report = TickReport(waiting=len(ids))
    for application_id in ids:
        with database.unit_of_work() as uow:
            row = store.application_row(uow.session, application_id, lock=True)
            report = _act(uow, row, report)
    return report


def _act(uow: UnitOfWork, row: ApplicationRow, report: TickReport) -> TickReport:
    if row.grant_id and row.valid_to and row.valid_to < uow.clock.today() and not State(row.state).is_final:
        advance(uow, row, Event.EXPIRED, Said(), by=CLOCK)
        closing.open_disposal(uow, row, by=CLOCK)
        return replace(report, ended=report.ended + 1)
    if row.step is None or row.step_started_at is None:
        return report
    days = work.working_days(uow)
    _settle_due(uow, row, days)
    waiting = logic.Waiting(
        step=Step(row.step),
        since=row.step_started_at,
        due=DueDate(row.due_on, row.due_estimated) if row.due_on else None,
        urgency=Urgency(row.urgency),
        reminded_at=row.reminded_at,
        is_escalated=row.escalated_at is not None,
    )
    due = logic.due_action(waiting, uow.clock.now(), Profile(row.profile), days)
    if due is logic.Due.REFUSE:
        _refuse(uow, row)
        return replace(report, refused=report.refused + 1)
    if due is logic.Due.ESCALATE:
        _escalate(uow, row)
        return replace(report, escalated=report.escalated + 1)
    if due is logic.Due.REMIND:
        _remind(uow, row)
        return replace(report, reminded=report.reminded + 1)
    return report


def _settle_due(uow: UnitOfWork, row: ApplicationRow, days: WorkingDays) -> None:
    """Count an estimated due day again: next year's calendar may have been loaded since."""
    if row.due_estimated and row.step_limit is not None and row.step_started_at is not None:
        due = days.add(row.step_started_at.date(), row.step_limit)
        row.due_on, row.due_estimated = due.on, due.estimated
        uow.session.flush()


def _refuse(uow: UnitOfWork, row: ApplicationRow) -> None:
    said = Said("超过时限未审核，按现行时限方案自动拒绝。", detail={"was_due_on": str(row.due_on)})
    advance(uow, row, Event.TIMED_OUT, said, by=CLOCK)
    uow.tell(ApplicationDecided(application_id=row.id, asset_code=row.asset_code, state=State.REFUSED))


def _escalate(uow: UnitOfWork, row: ApplicationRow) -> None:
    """Tell the bureau and the source's chief data officer; the request stays open and an answer stays owed."""
    row.escalated_at = uow.clock.now()
    note(uow, row, Event.ESCALATED, Said("已超过办理时限，上报主管部门和首席数据官。"), by=CLOCK)
    late = row.organisation_id if row.step == Step.CONSENT else row.source_organisation_id
    for pool in (ToPool(Role.DATA_BUREAU, bureau_of(uow, late)), ToPool(Role.DEPARTMENT_HEAD, late)):
        work.notify(
            uow,
            pool,
            title_zh=f"共享申请 {row.number}“{Step(str(row.step)).zh}”环节已超过时限",
            title_en=f"Sharing application {row.number} is overdue",
            link=link_of(row.id),
            by=CLOCK,
        )


def _remind(uow: UnitOfWork, row: ApplicationRow) -> None:
    """A reminder is no change of the application: it is not counted as one, and leaves a line of evidence only."""
    row.reminded_at = uow.clock.now()
    step = Step(str(row.step))
    for assignee in assignees(uow, row, step):
        work.notify(
            uow,
            assignee,
            title_zh=f"催办（{row.urgency}）：共享申请 {row.number} 待{step.zh}",
            title_en=f"Reminder: sharing application {row.number} waits for you",
            link=link_of(row.id),
            by=CLOCK,
        )
    subject = f"sharing/application/{row.id}"
    evidence.record(uow, by=CLOCK, action="sharing.application.reminded", subject=subject, detail={"step": step.value})
