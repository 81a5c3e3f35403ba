"""Queries of `sharing`; private to the module."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from shudao.architecture.contracts import ShareType
from shudao.kernel.expr.predicate_json import from_json
from shudao.kernel.working_days import DueDate
from shudao.security.contracts import MaskKind
from shudao.sharing.contracts import (
    Application,
    ApplicationEvent,
    ApplicationFilter,
    Delivery,
    DeliveryState,
    Evaluation,
    Event,
    Frequency,
    Method,
    Profile,
    Receipt,
    RefusalGround,
    Scores,
    State,
    Step,
    Target,
    TimeLimit,
    Urgency,
)
from shudao.sharing.errors import UnknownApplication
from shudao.sharing.tables import (
    ApplicationRow,
    DeliveryRow,
    EvaluationRow,
    EventRow,
    NumberRow,
    ProfileRow,
    ReceiptRow,
    TargetRow,
    TimeLimitRow,
)

_A = ApplicationRow.__table__.c
APPLICATION_SORT: dict[str, ColumnElement[Any]] = {
    "number": _A.number,
    "created_at": _A.created_at,
    "updated_at": _A.updated_at,
    "due_on": _A.due_on,
    "urgency": _A.urgency,
    "state": _A.state,
}
DELIVERY_SORT: dict[str, ColumnElement[Any]] = {
    "started_at": DeliveryRow.__table__.c.started_at,
    "state": DeliveryRow.__table__.c.state,
}
TARGET_SORT: dict[str, ColumnElement[Any]] = {
    "name": TargetRow.__table__.c.name,
    "registered_at": TargetRow.__table__.c.registered_at,
}
_INSIDE = [state.value for state in State if not state.has_left_the_department]


def next_number(session: Session, year: int) -> int:
    """The next number of a year; concurrent applicants wait for each other, so there is no gap and no double."""
    given = insert(NumberRow).values(year=year, last=1)
    counted = given.on_conflict_do_update(index_elements=["year"], set_={"last": NumberRow.last + 1})
    return int(session.execute(counted.returning(NumberRow.last)).scalar_one())


def application_row(session: Session, application_id: str, *, lock: bool = False) -> ApplicationRow:
    row = session.get(ApplicationRow, application_id, with_for_update=lock, populate_existing=lock)
    if row is None:
        raise UnknownApplication
    return row


def application_of_grant(session: Session, grant_id: str) -> ApplicationRow | None:
    return session.scalar(select(ApplicationRow).where(ApplicationRow.grant_id == grant_id))


def sees(organisation_id: str) -> ColumnElement[bool]:
    """What an ordinary department sees: its own applications, and those that reached it as their source."""
    received = (ApplicationRow.source_organisation_id == organisation_id) & ApplicationRow.state.not_in(_INSIDE)
    return or_(ApplicationRow.organisation_id == organisation_id, received)


def left_departments(organisation_id: str) -> ColumnElement[bool]:
    """What overseers see: everything but other departments' drafts."""
    return or_(ApplicationRow.organisation_id == organisation_id, ApplicationRow.state.not_in(_INSIDE))


def application_query(
    wanted: ApplicationFilter, visible: ColumnElement[bool] | None, q: str, today: date
) -> Select[ApplicationRow]:
    query = select(ApplicationRow)
    exact = {
        ApplicationRow.state: wanted.state,
        ApplicationRow.urgency: wanted.urgency,
        ApplicationRow.asset_code: wanted.asset_code,
        ApplicationRow.catalogue_code: wanted.catalogue_code,
        ApplicationRow.organisation_id: wanted.organisation_id,
        ApplicationRow.source_organisation_id: wanted.source_organisation_id,
    }
    for column, value in exact.items():
        if value:
            query = query.where(column == value)
    if visible is not None:
        query = query.where(visible)
    if wanted.overdue:
        query = query.where(ApplicationRow.due_on < today)
    if q:
        fields = (ApplicationRow.number, ApplicationRow.catalogue_name, ApplicationRow.purpose)
        query = query.where(or_(*(field.icontains(q, autoescape=True) for field in fields)))
    return query


def similar(session: Session, row: ApplicationRow, limit: int) -> Sequence[ApplicationRow]:
    """Earlier requests for the same data set that reached the source, newest first."""
    query = (
        select(ApplicationRow)
        .where(
            ApplicationRow.asset_code == row.asset_code,
            ApplicationRow.id != row.id,
            ApplicationRow.state.not_in(_INSIDE),
        )
        .order_by(ApplicationRow.created_at.desc())
        .limit(limit)
    )
    return session.scalars(query).all()


def waiting(session: Session) -> Sequence[str]:
    """Ids of applications in which somebody is waited for, or whose grant may have come to its end."""
    final = [state.value for state in State if state.is_final]
    query = select(ApplicationRow.id).where(ApplicationRow.state.not_in([*final, State.DRAFT.value]))
    return session.scalars(query.order_by(ApplicationRow.id)).all()


def standing(session: Session, asset_codes: Sequence[str]) -> Sequence[ApplicationRow]:
    """Applications that take each release of these data sets."""
    query = select(ApplicationRow).where(
        ApplicationRow.asset_code.in_(asset_codes), ApplicationRow.frequency == Frequency.EACH_RELEASE.value
    )
    return session.scalars(query.order_by(ApplicationRow.id)).all()


def events(session: Session, application_id: str) -> Sequence[EventRow]:
    query = select(EventRow).where(EventRow.application_id == application_id).order_by(EventRow.id)
    return session.scalars(query).all()


def deliveries(application_id: str | None, visible: ColumnElement[bool] | None) -> Select[DeliveryRow]:
    query = select(DeliveryRow).join(ApplicationRow, ApplicationRow.id == DeliveryRow.application_id)
    if application_id is not None:
        query = query.where(DeliveryRow.application_id == application_id)
    return query if visible is None else query.where(visible)


def live_delivery(session: Session, application_id: str, lake_version: int) -> DeliveryRow | None:
    """The push of this version that is done or under way."""
    query = select(DeliveryRow).where(
        DeliveryRow.application_id == application_id,
        DeliveryRow.lake_version == lake_version,
        DeliveryRow.state.in_([DeliveryState.RUNNING.value, DeliveryState.DONE.value]),
    )
    return session.scalar(query)


def last_delivery(session: Session, application_id: str) -> DeliveryRow | None:
    """The newest push that arrived."""
    query = select(DeliveryRow).where(
        DeliveryRow.application_id == application_id, DeliveryRow.state == DeliveryState.DONE.value
    )
    return session.scalar(query.order_by(DeliveryRow.started_at.desc()).limit(1))


def receipts(session: Session, application_id: str) -> Sequence[ReceiptRow]:
    query = select(ReceiptRow).where(ReceiptRow.application_id == application_id).order_by(ReceiptRow.id)
    return session.scalars(query).all()


def evaluation(session: Session, application_id: str) -> EvaluationRow | None:
    return session.scalar(select(EvaluationRow).where(EvaluationRow.application_id == application_id))


def targets(organisation_id: str | None, q: str) -> Select[TargetRow]:
    query = select(TargetRow)
    if organisation_id is not None:
        query = query.where(TargetRow.organisation_id == organisation_id)
    return query.where(TargetRow.name.icontains(q, autoescape=True)) if q else query


def target_named(session: Session, organisation_id: str, name: str) -> TargetRow | None:
    return session.scalar(select(TargetRow).where(TargetRow.organisation_id == organisation_id, TargetRow.name == name))


def profile_in_force(session: Session) -> ProfileRow | None:
    return session.scalar(select(ProfileRow).order_by(ProfileRow.chosen_at.desc(), ProfileRow.id.desc()).limit(1))


def time_limits(session: Session, profile: Profile | None = None) -> list[TimeLimit]:
    query = select(TimeLimitRow).order_by(TimeLimitRow.step, TimeLimitRow.valid_from)
    if profile is not None:
        query = query.where(TimeLimitRow.profile == profile.value)
    return [_to_limit(row) for row in session.scalars(query)]


def _to_limit(row: TimeLimitRow) -> TimeLimit:
    return TimeLimit(
        profile=Profile(row.profile),
        step=Step(row.step),
        working_days=row.working_days,
        valid_from=row.valid_from,
        jurisdiction=row.jurisdiction,
        share_type=ShareType(row.share_type) if row.share_type else None,
        urgency=Urgency(row.urgency) if row.urgency else None,
    )


def to_application(row: ApplicationRow, today: date) -> Application:
    return Application(
        id=row.id,
        number=row.number,
        cart_id=row.cart_id,
        state=State(row.state),
        profile=Profile(row.profile),
        catalogue_code=row.catalogue_code,
        catalogue_name=row.catalogue_name,
        asset_code=row.asset_code,
        share_type=ShareType(row.share_type),
        source_organisation_id=row.source_organisation_id,
        organisation_id=row.organisation_id,
        applicant_account_id=row.applicant_account_id,
        applicant_name=row.applicant_name,
        columns=tuple(row.columns),
        where=from_json(row.where),
        asked_columns=tuple(row.asked_columns),
        asked_where=from_json(row.asked_where),
        masks={name: MaskKind(kind) for name, kind in row.masks.items()},
        purpose=row.purpose,
        scenario=row.scenario,
        legal_basis=row.legal_basis,
        method=Method(row.method),
        frequency=Frequency(row.frequency),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        urgency=Urgency(row.urgency),
        target_code=row.target_code,
        target_table=row.target_table,
        step=Step(row.step) if row.step else None,
        step_started_on=row.step_started_at.date() if row.step_started_at else None,
        due=DueDate(row.due_on, row.due_estimated) if row.due_on else None,
        is_overdue=row.due_on is not None and row.due_on < today,
        grant_id=row.grant_id,
        created_at=row.created_at,
        updated_at=row.updated_at,
        version=row.version,
    )


def to_event(row: EventRow) -> ApplicationEvent:
    return ApplicationEvent(
        event=Event(row.event),
        at=row.at,
        actor_name=row.actor_name,
        organisation_id=row.organisation_id,
        opinion=row.opinion,
        ground=RefusalGround(row.ground) if row.ground else None,
        state=State(row.state),
        detail=row.detail,
    )


def to_delivery(row: DeliveryRow) -> Delivery:
    return Delivery(
        id=row.id,
        application_id=row.application_id,
        grant_id=row.grant_id,
        asset_code=row.asset_code,
        lake_version=row.lake_version,
        target_code=row.target_code,
        target_table=row.target_table,
        state=DeliveryState(row.state),
        rows_sent=row.rows_sent,
        rows_arrived=row.rows_arrived,
        digest=row.digest,
        started_at=row.started_at,
        finished_at=row.finished_at,
        delay_s=row.delay_s,
        error_code=row.error_code,
    )


def to_receipt(row: ReceiptRow) -> Receipt:
    return Receipt(row.delivery_id, row.rows, row.accepted, row.opinion, row.received_at, row.received_by)


def to_evaluation(row: EvaluationRow) -> Evaluation:
    scores = Scores(row.accuracy, row.completeness, row.timeliness, row.usability, row.service)
    return Evaluation(scores, row.text, row.evaluated_at, row.evaluated_by)


def to_target(row: TargetRow) -> Target:
    return Target(
        code=row.code,
        organisation_id=row.organisation_id,
        name=row.name,
        schema=row.schema_name,
        place=row.place,
        registered_at=row.registered_at,
        tested_at=row.tested_at,
        test_passed=row.test_passed,
    )
