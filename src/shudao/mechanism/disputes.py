"""Disputes between departments: brought, answered, ruled, carried out, with the whole thread kept (SPEC 1.6)."""

from dataclasses import asdict

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.exc import IntegrityError

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.kernel.working_days import DueDate
from shudao.mechanism import ruling, store
from shudao.mechanism.contracts_disputes import (
    Contribution,
    ContributionKind,
    Dispute,
    DisputeFilter,
    DisputeState,
    NewDispute,
    Outcome,
    Topic,
)
from shudao.mechanism.errors_disputes import (
    DisputeIncomplete,
    DisputeSettled,
    NoHigherBody,
    NoRulingBody,
    NotTheRulingBody,
    OutcomeIncomplete,
    SameDispute,
    SameParty,
    UnknownDispute,
)
from shudao.mechanism.organisations import row_of as organisation_row
from shudao.mechanism.permissions import OPEN_DISPUTE, OVERSEE_DISPUTES
from shudao.mechanism.ports import RULING_HANDLERS
from shudao.mechanism.tables_disputes import ContributionRow, DisputeRow
from shudao.work import facade as work
from shudao.work.contracts import ToPool

__all__ = [
    "add_to_dispute",
    "appeal_dispute",
    "dispute",
    "list_disputes",
    "may_rule",
    "open_dispute",
    "rule_dispute",
    "thread_of",
    "withdraw_dispute",
]

ANSWER_TASK, RULE_TASK, CARRY_OUT_TASK = "mechanism.dispute.answer", "mechanism.dispute.rule", "mechanism.dispute.do"
# Working days: for the other party to answer, and for the ruling body to rule.
ANSWER_WITHIN, RULE_WITHIN, CARRY_OUT_WITHIN = 5, 10, 10


def open_dispute(uow: UnitOfWork, new: NewDispute, *, by: Actor) -> Dispute:
    """Bring a case for one's own department. The thing has to be one that `by` may see.

    Raises `DisputeIncomplete`, `SameParty`, `SameDispute`, `NoRulingBody`.
    """
    claimant = by.organisation_id or ""
    access.require(uow, by, OPEN_DISPUTE, claimant)
    if not new.statement.strip() or not new.claim.strip():
        raise DisputeIncomplete
    if claimant == new.respondent_organisation_id:
        raise SameParty
    organisation_row(uow, new.respondent_organisation_id)
    thing = work.describe(uow, new.subject, by=by)
    body = ruling.first_body(uow, (claimant, new.respondent_organisation_id))
    if body is None:
        raise NoRulingBody
    due = work.due_after(uow, uow.clock.today(), RULE_WITHIN)
    row = DisputeRow(
        id=new_id(),
        topic=new.topic,
        subject=new.subject,
        title=thing.title,
        path=thing.path,
        claim=new.claim.strip(),
        claimant_organisation_id=claimant,
        respondent_organisation_id=new.respondent_organisation_id,
        level=body.level,
        ruling_organisation_id=body.organisation_id,
        ruling_role=body.role,
        state=DisputeState.OPEN,
        opened_at=uow.clock.now(),
        opened_by=by.account_id,
        opened_person=by.person_id,
        opened_by_name=by.name,
        due_on=due.on,
        due_estimated=due.estimated,
        ruled_at=None,
        ruled_by=None,
        outcome=None,
    )
    _add(uow, row)
    _write(uow, row, ContributionKind.STATEMENT, new.statement, by)
    _ask(uow, row, by)
    _ask_respondent(uow, row, by)
    _record(uow, row, "opened", by, {"topic": new.topic, "about": new.subject})
    return view(uow, row)


def add_to_dispute(uow: UnitOfWork, dispute_id: str, text: str, *, by: Actor) -> Contribution:
    """Evidence of either party, or the respondent's answer, which ends its to-do."""
    row = _visible(uow, dispute_id, by, lock=True)
    if row.state != DisputeState.OPEN:
        raise DisputeSettled
    if not text.strip():
        raise DisputeIncomplete
    answers = by.organisation_id == row.respondent_organisation_id
    kind = ContributionKind.ANSWER if answers else ContributionKind.EVIDENCE
    made = _write(uow, row, kind, text, by)
    if answers:
        work.complete_tasks(uow, _subject(row), "answered", kind=ANSWER_TASK, by=by)
    _record(uow, row, "added", by, {"kind": kind})
    return _contribution(made)


def rule_dispute(uow: UnitOfWork, dispute_id: str, outcome: Outcome, *, seen_version: int, by: Actor) -> Dispute:
    """Decide a case. What the ruling sets is carried out in this transaction by the module concerned, if it has said
    how; otherwise the department that lost it has a to-do. Raises `NotTheRulingBody`, `OutcomeIncomplete`.
    """
    row = _visible(uow, dispute_id, by, lock=True)
    _refuse_wrong_body(uow, row, by)
    if row.state != DisputeState.OPEN or row.version != seen_version:
        raise DisputeSettled
    topic = Topic(row.topic)
    missing = (topic is Topic.OWNER and not outcome.person_id) or (topic is Topic.GRADE and not outcome.grade)
    if not outcome.words.strip() or missing:
        raise OutcomeIncomplete
    row.state, row.ruled_by, row.ruled_at = DisputeState.RULED, by.account_id, uow.clock.now()
    row.outcome, row.version = asdict(outcome), row.version + 1
    _write(uow, row, ContributionKind.RULING, outcome.words, by)
    work.cancel_tasks(uow, _subject(row), kind=ANSWER_TASK, by=by)
    work.complete_tasks(uow, _subject(row), "ruled", kind=RULE_TASK, by=by)
    _carry_out(uow, row, outcome, by)
    _tell_parties(uow, row, "已裁定", "was ruled", by)
    _record(uow, row, "ruled", by, {"level": row.level, "carried_out": row.is_carried_out})
    return view(uow, row)


def appeal_dispute(uow: UnitOfWork, dispute_id: str, reason: str, *, by: Actor) -> Dispute:
    """A party asks the body above to look at a ruling again, once. What was carried out stands until it has ruled."""
    row = _visible(uow, dispute_id, by, lock=True)
    parties = (row.claimant_organisation_id, row.respondent_organisation_id)
    access.require(uow, by, OPEN_DISPUTE, by.organisation_id)
    if by.organisation_id not in parties or row.state != DisputeState.RULED:
        raise DisputeSettled
    if not reason.strip():
        raise DisputeIncomplete
    body = ruling.body_above(uow, parties, row.ruling_organisation_id) if row.level == 1 else None
    if body is None:
        raise NoHigherBody
    due = work.due_after(uow, uow.clock.today(), RULE_WITHIN)
    row.level, row.ruling_role, row.ruling_organisation_id = 2, body.role, body.organisation_id
    row.state, row.ruled_at, row.ruled_by, row.version = DisputeState.OPEN, None, None, row.version + 1
    row.due_on, row.due_estimated = due.on, due.estimated
    _write(uow, row, ContributionKind.APPEAL, reason, by)
    work.cancel_tasks(uow, _subject(row), kind=CARRY_OUT_TASK, by=by)
    _ask(uow, row, by)
    _record(uow, row, "appealed", by, {})
    return view(uow, row)


def withdraw_dispute(uow: UnitOfWork, dispute_id: str, reason: str, *, by: Actor) -> Dispute:
    """Whoever brought the case, or somebody of the same department who may, takes it back."""
    row = _visible(uow, dispute_id, by, lock=True)
    access.require(uow, by, OPEN_DISPUTE, row.claimant_organisation_id)
    if row.state != DisputeState.OPEN or row.level != 1:
        raise DisputeSettled
    row.state, row.version = DisputeState.WITHDRAWN, row.version + 1
    _write(uow, row, ContributionKind.WITHDRAWAL, reason, by)
    work.cancel_tasks(uow, _subject(row), by=by)
    _tell_parties(uow, row, "已撤回", "was withdrawn", by)
    _record(uow, row, "withdrawn", by, {})
    return view(uow, row)


def dispute(uow: UnitOfWork, dispute_id: str, *, by: Actor) -> Dispute:
    """One case, for its parties, its ruling body and the bureau that oversees them. Raises `UnknownDispute`."""
    return view(uow, _visible(uow, dispute_id, by))


def thread_of(uow: UnitOfWork, dispute_id: str, *, by: Actor) -> list[Contribution]:
    """Everything that was said, oldest first."""
    row = _visible(uow, dispute_id, by)
    query = select(ContributionRow).where(ContributionRow.dispute_id == row.id).order_by(ContributionRow.id)
    return [_contribution(each) for each in uow.session.scalars(query)]


def may_rule(uow: UnitOfWork, found: Dispute, *, by: Actor) -> bool:
    """Whether `by` could rule now: for showing or hiding the form."""
    row = uow.session.get(DisputeRow, found.id)
    return row is not None and row.state == DisputeState.OPEN and _is_of_body(row, by)


def list_disputes(uow: UnitOfWork, wanted: DisputeFilter, page: PageQuery, *, by: Actor) -> Page[Dispute]:
    """The cases `by` may see."""
    row = DisputeRow
    query = select(row).where(_seen_by(uow, by))
    equal = {row.topic: wanted.topic, row.state: wanted.state, row.subject: wanted.subject}
    query = query.where(*(column == value for column, value in equal.items() if value is not None))
    if wanted.organisation_id:
        parties = (row.claimant_organisation_id, row.respondent_organisation_id)
        query = query.where(or_(*(column == wanted.organisation_id for column in parties)))
    if page.q:
        found = (row.title.icontains(page.q, autoescape=True), row.claim.icontains(page.q, autoescape=True))
        query = query.where(or_(*found))
    columns = row.__table__.c
    keys = {"opened_at": columns.opened_at, "due_on": columns.due_on, "title": columns.title}
    rows = fetch_page(uow.session, query, page, keys, "-opened_at")
    return Page([view(uow, each) for each in rows.items], rows.total)


def view(uow: UnitOfWork, row: DisputeRow) -> Dispute:
    places = (row.claimant_organisation_id, row.respondent_organisation_id, row.ruling_organisation_id)
    names = store.names(uow.session, (), set(places))
    return Dispute(
        id=row.id,
        topic=Topic(row.topic),
        subject=row.subject,
        title=row.title,
        path=row.path,
        claim=row.claim,
        claimant_organisation_id=places[0],
        claimant_name=names[places[0]],
        respondent_organisation_id=places[1],
        respondent_name=names[places[1]],
        level=row.level,
        ruling_organisation_id=places[2],
        ruling_name=names[places[2]],
        ruling_role=Role(row.ruling_role),
        state=DisputeState(row.state),
        opened_at=row.opened_at,
        opened_by_name=row.opened_by_name,
        due=DueDate(row.due_on, row.due_estimated),
        ruled_at=row.ruled_at,
        outcome=Outcome(**row.outcome) if row.outcome else None,
        is_carried_out=row.is_carried_out,
        version=row.version,
    )


def _add(uow: UnitOfWork, row: DisputeRow) -> None:
    try:
        with uow.session.begin_nested():
            uow.session.add(row)
            uow.session.flush()
    except IntegrityError:
        raise SameDispute from None


def _write(uow: UnitOfWork, row: DisputeRow, kind: ContributionKind, text: str, by: Actor) -> ContributionRow:
    place = by.organisation_id
    made = ContributionRow(
        id=new_id(),
        dispute_id=row.id,
        kind=kind,
        text=text.strip(),
        author=by.account_id,
        author_name=by.name,
        organisation_name=store.names(uow.session, (), {place}).get(place, "") if place else "",
        at=uow.clock.now(),
    )
    uow.session.add(made)
    uow.session.flush()
    return made


def _ask(uow: UnitOfWork, row: DisputeRow, by: Actor) -> None:
    topic = Topic(row.topic)
    work.open_task(
        uow,
        kind=RULE_TASK,
        title_zh=f"裁定争议（{topic.zh}）：{row.title}",
        title_en=f"Rule on a dispute ({topic.value}): {row.title}",
        subject=_subject(row),
        link=_link(row),
        to=ToPool(Role(row.ruling_role), row.ruling_organisation_id),
        within_working_days=RULE_WITHIN,
        by=by,
    )


def _ask_respondent(uow: UnitOfWork, row: DisputeRow, by: Actor) -> None:
    work.open_task(
        uow,
        kind=ANSWER_TASK,
        title_zh=f"答复争议（{Topic(row.topic).zh}）：{row.title}",
        title_en=f"Answer a dispute about {row.title}",
        subject=_subject(row),
        link=_link(row),
        to=ToPool(Role.DEPARTMENT_HEAD, row.respondent_organisation_id),
        within_working_days=ANSWER_WITHIN,
        by=by,
    )


def _carry_out(uow: UnitOfWork, row: DisputeRow, outcome: Outcome, by: Actor) -> None:
    handler = RULING_HANDLERS.get(Topic(row.topic))
    if handler is not None:
        handler(uow, view(uow, row), outcome, by.on_behalf(_claimant(row), because=row.id))
        row.is_carried_out = True
        uow.session.flush()
        return
    work.open_task(
        uow,
        kind=CARRY_OUT_TASK,
        title_zh=f"执行裁定（{Topic(row.topic).zh}）：{row.title}",
        title_en=f"Do as was ruled about {row.title}",
        subject=_subject(row),
        link=_link(row),
        to=ToPool(Role.DEPARTMENT_HEAD, row.respondent_organisation_id),
        within_working_days=CARRY_OUT_WITHIN,
        by_hand=True,
        body=outcome.words,
        by=by,
    )


def _claimant(row: DisputeRow) -> Actor:
    """Whoever brought the case: the first of the two who sign what the ruling sets."""
    return Actor(row.opened_by, row.opened_by_name, row.opened_person, row.claimant_organisation_id)


def _tell_parties(uow: UnitOfWork, row: DisputeRow, zh: str, en: str, by: Actor) -> None:
    for place in (row.claimant_organisation_id, row.respondent_organisation_id):
        work.notify(
            uow,
            ToPool(Role.DEPARTMENT_HEAD, place),
            title_zh=f"争议{zh}：{row.title}",
            title_en=f"The dispute about {row.title} {en}",
            link=_link(row),
            by=by,
        )


def _visible(uow: UnitOfWork, dispute_id: str, by: Actor, *, lock: bool = False) -> DisputeRow:
    query = select(DisputeRow).where(DisputeRow.id == dispute_id, _seen_by(uow, by))
    row = uow.session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise UnknownDispute
    return row


def _seen_by(uow: UnitOfWork, by: Actor) -> ColumnElement[bool]:
    row = DisputeRow
    own = by.organisation_id or ""
    party = (row.claimant_organisation_id, row.respondent_organisation_id, row.ruling_organisation_id)
    reach = access.reach(uow, by, OVERSEE_DISPUTES)
    if reach is None:
        return row.id.is_not(None)
    is_concerned = [column == own for column in party] if OPEN_DISPUTE.held_by(by.roles) or own in reach else []
    is_ruler = row.ruling_organisation_id == own
    ruled = is_ruler & row.ruling_role.in_(sorted(by.roles))
    return or_(ruled, row.claimant_organisation_id.in_(reach), *is_concerned)


def _is_of_body(row: DisputeRow, by: Actor) -> bool:
    holds = row.ruling_role in by.roles and by.organisation_id == row.ruling_organisation_id
    is_party = by.organisation_id in (row.claimant_organisation_id, row.respondent_organisation_id)
    is_claimant = by.account_id == row.opened_by or (by.person_id is not None and by.person_id == row.opened_person)
    return holds and not is_party and not is_claimant and not by.is_system


def _refuse_wrong_body(uow: UnitOfWork, row: DisputeRow, by: Actor) -> None:
    if not _is_of_body(row, by):
        body = store.names(uow.session, (), {row.ruling_organisation_id})[row.ruling_organisation_id]
        raise NotTheRulingBody(body=body)


def _contribution(row: ContributionRow) -> Contribution:
    kind = ContributionKind(row.kind)
    return Contribution(row.id, kind, row.text, row.author_name, row.organisation_name, row.at)


def _subject(row: DisputeRow) -> str:
    return f"mechanism/dispute/{row.id}"


def _link(row: DisputeRow) -> str:
    return f"/disputes/{row.id}"


def _record(uow: UnitOfWork, row: DisputeRow, what: str, by: Actor, detail: dict[str, object]) -> None:
    evidence.record(uow, by=by, action=f"mechanism.dispute.{what}", subject=_subject(row), detail=detail)
