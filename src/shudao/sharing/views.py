"""What somebody sees of applications: lists, the whole thread, and what they may do now."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_

from shudao.access import facade as access
from shudao.architecture.contracts import ShareType
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.sharing import logic, offers, permissions, store
from shudao.sharing.contracts import (
    Action,
    Application,
    ApplicationEvent,
    ApplicationFilter,
    Delivery,
    Evaluation,
    Event,
    ListScope,
    Method,
    Profile,
    Receipt,
    RefusalGround,
    RequestedColumn,
    SimilarRequest,
    State,
    Step,
)
from shudao.sharing.errors import DecidesOwnRequest, PeopleDecide, UnknownApplication
from shudao.sharing.tables import ApplicationRow
from shudao.sharing.thread import assignees, refuse_same_person
from shudao.work.contracts import ToAccount

__all__ = ["Detail", "Holder", "application", "deliveries", "detail", "list_applications", "visible_row"]

SIMILAR = 5


@dataclass(frozen=True)
class Holder:
    """Who is waited for: a role in an organisation, or the applicant."""

    organisation_id: str
    organisation_name: str
    role: str
    name: str


@dataclass(frozen=True)
class Detail:
    """An application with all that deciding about it needs. `next_step` follows the present one if all goes well."""

    application: Application
    organisation_name: str
    source_organisation_name: str
    share_condition: str
    holders: tuple[Holder, ...]
    next_step: Step | None
    columns: tuple[RequestedColumn, ...]
    titles: dict[str, str]
    similar: tuple[SimilarRequest, ...]
    events: tuple[ApplicationEvent, ...]
    deliveries: tuple[Delivery, ...]
    receipts: tuple[Receipt, ...]
    evaluation: Evaluation | None
    grounds: tuple[RefusalGround, ...]
    missing: tuple[tuple[str, str], ...]
    actions: tuple[Action, ...]


_NEXT_STEP = {
    State.DRAFT: Step.CONSENT,
    State.AWAITING_CONSENT: Step.REVIEW,
    State.RETURNED: Step.REVIEW,
    State.AWAITING_REVIEW: Step.FILING,
    State.AWAITING_FILING: Step.IMPLEMENTATION,
    State.IMPLEMENTING: Step.RECEIPT,
    State.AWAITING_RECEIPT: Step.EVALUATION,
}


def visible_row(uow: UnitOfWork, application_id: str, *, by: Actor) -> ApplicationRow:
    """The application, for its department, its source once it has arrived there, and overseers. Else it is unknown."""
    row = store.application_row(uow.session, application_id)
    if not _sees(uow, row, by):
        raise UnknownApplication
    return row


def _sees(uow: UnitOfWork, row: ApplicationRow, by: Actor) -> bool:
    if by.is_system or by.organisation_id == row.organisation_id:
        return by.is_system or permissions.SEE.held_by(by.roles)
    # Overseers hold the permission everywhere, yet a draft is nobody's business outside its department.
    has_left = State(row.state).has_left_the_department
    return has_left and access.permits(uow, by, permissions.SEE, row.source_organisation_id)


def application(uow: UnitOfWork, application_id: str, *, by: Actor) -> Application:
    """One application."""
    return store.to_application(visible_row(uow, application_id, by=by), uow.clock.today())


def list_applications(uow: UnitOfWork, wanted: ApplicationFilter, page: PageQuery, *, by: Actor) -> Page[Application]:
    """Applications one may see: one's department's, those waiting for one's decision, or all."""
    visible = _visible(by)
    narrower = {ListScope.MINE: _mine, ListScope.TO_REVIEW: _to_decide}.get(wanted.scope)
    if narrower is not None:
        visible = narrower(by) if visible is None else and_(visible, narrower(by))
    today = uow.clock.today()
    query = store.application_query(wanted, visible, page.q, today)
    rows = fetch_page(uow.session, query, page, store.APPLICATION_SORT, "-created_at")
    return Page([store.to_application(row, today) for row in rows.items], rows.total)


def _visible(by: Actor) -> ColumnElement[bool] | None:
    if by.is_system:
        return None
    own = by.organisation_id or ""
    if permissions.SEE.wider & by.roles:
        return store.left_departments(own)
    return store.sees(own) if permissions.SEE.held_by(by.roles) else false()


def _mine(by: Actor) -> ColumnElement[bool]:
    return ApplicationRow.organisation_id == (by.organisation_id or "")


def _to_decide(by: Actor) -> ColumnElement[bool]:
    """What waits for a decision that this person may take."""
    own, others = by.organisation_id or "", ApplicationRow.applicant_principal != by.principal
    turns: list[ColumnElement[bool]] = []
    if permissions.CONSENT.held_by(by.roles):
        turns.append((ApplicationRow.state == State.AWAITING_CONSENT) & (ApplicationRow.organisation_id == own))
    if permissions.REVIEW.held_by(by.roles):
        turns.append((ApplicationRow.state == State.AWAITING_REVIEW) & (ApplicationRow.source_organisation_id == own))
    if permissions.FILE.held_by(by.roles):
        turns.append(ApplicationRow.state == State.AWAITING_FILING)
    return or_(*turns) & others if turns else false()


def deliveries(uow: UnitOfWork, page: PageQuery, application_id: str | None = None, *, by: Actor) -> Page[Delivery]:
    """Pushes of the applications one may see, newest first."""
    if application_id is not None:
        visible_row(uow, application_id, by=by)
    query = store.deliveries(application_id, _visible(by))
    rows = fetch_page(uow.session, query, page, store.DELIVERY_SORT, "-started_at")
    return Page([store.to_delivery(row) for row in rows.items], rows.total)


def detail(uow: UnitOfWork, application_id: str, *, by: Actor) -> Detail:
    """The whole thread, who holds it, and what deciding needs."""
    row = visible_row(uow, application_id, by=by)
    known = store.to_application(row, uow.clock.today())
    offer = offers.present_offer(uow, known.catalogue_code, known.asset_code)
    found = store.evaluation(uow.session, row.id)
    pushes = fetch_page(
        uow.session, store.deliveries(row.id, None), PageQuery(limit=50), store.DELIVERY_SORT, "-started_at"
    )
    return Detail(
        application=known,
        organisation_name=mechanism.organisation(uow, known.organisation_id).name,
        source_organisation_name=mechanism.organisation(uow, known.source_organisation_id).name,
        share_condition=offer.entry.share_condition,
        holders=tuple(_holders(uow, row)),
        next_step=_NEXT_STEP.get(known.state),
        columns=tuple(_columns(known, offer)),
        titles={column.name: column.title for column in offer.asset.columns},
        similar=tuple(_similar(uow, row, by)),
        events=tuple(store.to_event(each) for each in store.events(uow.session, row.id)),
        deliveries=tuple(store.to_delivery(each) for each in pushes.items),
        receipts=tuple(store.to_receipt(each) for each in store.receipts(uow.session, row.id)),
        evaluation=store.to_evaluation(found) if found else None,
        grounds=tuple(sorted(logic.grounds_for(known.share_type))),
        missing=tuple(logic.missing_parts(logic.as_request(known))) if known.state is State.DRAFT else (),
        actions=tuple(_actions(uow, row, by)),
    )


def _holders(uow: UnitOfWork, row: ApplicationRow) -> Iterator[Holder]:
    if row.step is None:
        return
    for assignee in assignees(uow, row, Step(row.step)):
        if isinstance(assignee, ToAccount):
            name = mechanism.organisation(uow, row.organisation_id).name
            yield Holder(row.organisation_id, name, "", row.applicant_name)
        else:
            name = mechanism.organisation(uow, assignee.organisation_id).name
            yield Holder(assignee.organisation_id, name, assignee.role, "")


def _columns(known: Application, offer: offers.Offer) -> Iterator[RequestedColumn]:
    for column in offer.asset.columns:
        yield RequestedColumn(
            name=column.name,
            title=column.title,
            type=column.type,
            grade=column.grade,
            is_key=column.is_key,
            is_personal=column.is_personal,
            share_type=offer.column_share_type(column.name),
            is_asked=column.name in known.asked_columns,
            is_granted=known.grant_id is not None and column.name in known.columns,
            mask=known.masks.get(column.name),
        )


def _similar(uow: UnitOfWork, row: ApplicationRow, by: Actor) -> Iterator[SimilarRequest]:
    """Past requests of the kind, for the side that decides; other applicants are none of the applicant's business."""
    for other in store.similar(uow.session, row, SIMILAR):
        if _sees(uow, other, by):
            decided = other.updated_at.date() if State(other.state) is not State.AWAITING_REVIEW else None
            yield SimilarRequest(
                other.id,
                other.number,
                other.organisation_id,
                other.purpose,
                tuple(other.columns),
                State(other.state),
                decided,
            )


def _actions(uow: UnitOfWork, row: ApplicationRow, by: Actor) -> Iterator[Action]:
    state = State(row.state)
    applies = access.permits(uow, by, permissions.APPLY, row.organisation_id)
    if applies and state in (State.DRAFT, State.RETURNED):
        yield Action.EDIT
        yield Action.SUBMIT
    if state is State.AWAITING_CONSENT and _decides(uow, row, Event.CONSENTED, by):
        yield Action.CONSENT
    if state is State.AWAITING_REVIEW and _decides(uow, row, Event.APPROVED, by):
        yield Action.REVIEW
    if state is State.AWAITING_FILING and _decides(uow, row, Event.FILED, by):
        yield Action.FILE
    is_pushed = row.method == Method.TABLE and row.grant_id is not None and not state.is_final
    if is_pushed and access.permits(uow, by, permissions.OPERATE):
        yield Action.DELIVER
    if applies and state is State.AWAITING_RECEIPT:
        yield Action.RECEIPT
    if applies and state is State.IN_USE:
        yield Action.EVALUATE
    if applies and logic.next_state(state, Event.WITHDRAWN, ShareType(row.share_type), Profile(row.profile)):
        yield Action.WITHDRAW


def _decides(uow: UnitOfWork, row: ApplicationRow, event: Event, by: Actor) -> bool:
    permission = {
        Event.CONSENTED: permissions.CONSENT,
        Event.APPROVED: permissions.REVIEW,
        Event.FILED: permissions.FILE,
    }[event]
    organisation_id = row.organisation_id if event is Event.CONSENTED else row.source_organisation_id
    if not access.permits(uow, by, permission, organisation_id):
        return False
    try:
        refuse_same_person(uow, row, event, by)
    except (DecidesOwnRequest, PeopleDecide):
        return False
    return True
