"""Posts and appointments: whoever is appointed gets the role that goes with the post, for as long as it lasts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import logic, store
from shudao.mechanism.contracts import (
    Appointment,
    AppointmentScope,
    ChartLine,
    Contact,
    OrganisationFilter,
    OrganisationKind,
    Post,
    PostKind,
    ScopeKind,
)
from shudao.mechanism.contracts_posts import PostPair
from shudao.mechanism.errors import (
    AlreadyLeft,
    AppointmentEnded,
    PostConflict,
    PostNotForOrganisation,
    UnknownAppointment,
    UnknownPost,
)
from shudao.mechanism.organisations import row_of as organisation_row
from shudao.mechanism.organisations import superiors
from shudao.mechanism.people import person, person_row
from shudao.mechanism.permissions import APPOINT_BUREAU
from shudao.mechanism.tables import AppointmentRow, PersonRow, PostConflictRow, PostRow


def define_posts(
    uow: UnitOfWork, posts: Iterable[Post], conflicts: Iterable[tuple[str, str] | PostPair] = (), *, by: Actor
) -> None:
    """Set the table of posts, and which of them no one person may hold together, or only under watch."""
    access.require(uow, by, APPOINT_BUREAU)
    for post in posts:
        uow.session.merge(PostRow(code=post.code, name=post.name, kind=post.kind, role=post.role, duty=post.duty))
    uow.session.flush()
    known = store.posts(uow.session)
    for pair in conflicts:
        told = pair if isinstance(pair, PostPair) else PostPair(*pair)
        first, second = sorted((told.post_a, told.post_b))
        if unknown := next((code for code in (first, second) if code not in known), None):
            raise UnknownPost(code=unknown)
        uow.session.merge(PostConflictRow(post_a=first, post_b=second, verdict=told.verdict))
    uow.session.flush()
    evidence.record(
        uow, by=by, action="mechanism.posts.defined", subject="mechanism/posts", detail={"posts": len(known)}
    )


def list_posts(uow: UnitOfWork) -> list[Post]:
    return [post_view(row) for row in store.posts(uow.session).values()]


def post_conflicts(uow: UnitOfWork) -> list[PostPair]:
    """The conflict matrix, as pairs of posts."""
    return store.post_conflicts(uow.session)


def appoint(
    uow: UnitOfWork,
    person_id: str,
    post_code: str,
    organisation_id: str,
    *,
    scope: AppointmentScope | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    reports_to: Iterable[str] = (),
    by: Actor,
) -> Appointment:
    """Appoint a person to a post in an organisation. The post's role is assigned to their account, if they have one.

    Raises when the post cannot be held there, when it is incompatible with one already held, when `by` may not fill
    it, and when one person would become two of the three administrators.
    """
    someone, organisation = person_row(uow, person_id, lock=True), organisation_row(uow, organisation_id)
    post = _known_post(uow, post_code)
    access.require(uow, by, logic.permission_to_appoint(post), organisation_id)
    if someone.left_on is not None:
        raise AlreadyLeft(name=someone.name, on=someone.left_on.isoformat())
    if not logic.may_be_held_in(post, OrganisationKind(organisation.kind)):
        raise PostNotForOrganisation(post=post.name, organisation=organisation.name)
    first_day = valid_from or uow.clock.today()
    logic.refuse_bad_dates(first_day, valid_to)
    _refuse_incompatible(uow, someone, post, first_day)
    for above in reports_to:
        person_row(uow, above)
    row = AppointmentRow(
        id=new_id(),
        person_id=person_id,
        post_code=post_code,
        organisation_id=organisation_id,
        scope_kind=(scope or AppointmentScope(ScopeKind.ORGANISATION)).kind,
        scope_code=scope.code if scope else None,
        valid_from=first_day,
        valid_to=valid_to,
        reports_to=list(reports_to),
    )
    uow.session.add(row)
    uow.session.flush()
    detail = {"post": post_code, "organisation_id": organisation_id, "person_id": person_id}
    evidence.record(uow, by=by, action="mechanism.appointed", subject=f"mechanism/appointment/{row.id}", detail=detail)
    _assign_role(uow, row, post, by)
    return _appointments(uow, [row])[0]


def end_appointment(uow: UnitOfWork, appointment_id: str, on: date | None = None, *, by: Actor) -> Appointment:
    """Let an appointment end after the day `on`; its role ends with it unless another post still carries it."""
    row = uow.session.get(AppointmentRow, appointment_id, with_for_update=True)
    if row is None:
        raise UnknownAppointment
    post = _known_post(uow, row.post_code)
    access.require(uow, by, logic.permission_to_appoint(post), row.organisation_id)
    last_day = on or uow.clock.today()
    if row.valid_to is not None and row.valid_to < last_day:
        raise AppointmentEnded(on=row.valid_to.isoformat())
    finish(uow, row, last_day, by=by)
    return _appointments(uow, [row])[0]


def finish(uow: UnitOfWork, row: AppointmentRow, last_day: date, *, by: Actor) -> None:
    """End an appointment that may be ended, and the role it carried."""
    row.valid_to = max(last_day, row.valid_from)
    uow.session.flush()
    subject, detail = f"mechanism/appointment/{row.id}", {"on": row.valid_to.isoformat()}
    evidence.record(uow, by=by, action="mechanism.appointment.ended", subject=subject, detail=detail)
    role = _known_post(uow, row.post_code).role
    account = access.account_of_person(uow, row.person_id)
    if role is None or account is None:
        return
    others = store.appointments_after(uow.session, row.person_id, row.valid_to)
    posts = store.posts(uow.session)
    if not any(o.organisation_id == row.organisation_id and posts[o.post_code].role == role for o in others):
        access.end_role(uow, account.id, role, row.organisation_id, row.valid_to, by=by)


@dataclass(frozen=True)
class HeldPost:
    """A post somebody is to hold. `first` None: from today on, or as long as they have held it."""

    post_code: str
    organisation_id: str
    scope: AppointmentScope
    first: date | None = None
    last: date | None = None

    def is_of(self, row: AppointmentRow) -> bool:
        """Whether this appointment is it, its last day apart."""
        same = (row.post_code, row.organisation_id, row.scope_kind, row.scope_code)
        wanted = (self.post_code, self.organisation_id, self.scope.kind, self.scope.code)
        return same == wanted and self.first in (None, row.valid_from)


def set_posts(uow: UnitOfWork, person_id: str, posts: Iterable[HeldPost], *, by: Actor) -> None:
    """Let a person hold exactly these posts: what is not among them ends today, what is new begins."""
    wanted, today = list(posts), uow.clock.today()
    for held in store.appointments_after(uow.session, person_id, today):
        found = next((each for each in wanted if each.is_of(held)), None)
        if found is not None:
            wanted.remove(found)
        if found is None or (found.last != held.valid_to and found.last is not None):
            end_appointment(uow, held.id, today if found is None else found.last, by=by)
        elif found.last != held.valid_to and held.valid_to is not None:
            wanted.append(replace(found, first=held.valid_to + timedelta(days=1)))
    for post in wanted:
        appoint(
            uow,
            person_id,
            post.post_code,
            post.organisation_id,
            scope=post.scope,
            valid_from=post.first,
            valid_to=post.last,
            by=by,
        )


def assign_roles(uow: UnitOfWork, person_id: str, *, by: Actor) -> int:
    """Give a person's account the roles of the posts they already hold: for accounts opened after the appointment."""
    rows = store.appointments_after(uow.session, person_id, uow.clock.today())
    posts = {code: post_view(row) for code, row in store.posts(uow.session).items()}
    for row in rows:
        access.require(uow, by, logic.permission_to_appoint(posts[row.post_code]), row.organisation_id)
        _assign_role(uow, row, posts[row.post_code], by)
    return len(rows)


def list_appointments(
    uow: UnitOfWork,
    page: PageQuery,
    *,
    on: date | None = None,
    person_id: str | None = None,
    organisation_id: str | None = None,
    post_code: str | None = None,
) -> Page[Appointment]:
    """Appointments valid on a day (today unless said otherwise)."""
    query = store.appointments(
        on or uow.clock.today(), person_id=person_id, organisation_id=organisation_id, post_code=post_code
    )
    rows = fetch_page(uow.session, query, page, store.APPOINTMENT_SORT, "id")
    return Page(_appointments(uow, rows.items), rows.total)


def reporting_chart(uow: UnitOfWork, organisation_id: str | None = None) -> list[ChartLine]:
    """The dual reporting line today: of one organisation, or of all."""
    rows = uow.session.scalars(store.appointments(uow.clock.today()).order_by(AppointmentRow.id)).all()
    bureaus = uow.session.scalars(store.organisations(OrganisationFilter(kind=OrganisationKind.BUREAU), ""))
    lines = logic.chart_of(_appointments(uow, rows), frozenset(row.id for row in bureaus))
    return [line for line in lines if organisation_id in (None, line.appointment.organisation_id)]


def contact_of(uow: UnitOfWork, organisation_id: str, role: Role) -> Contact | None:
    """Whom to ask: the longest-serving holder of `role` in the organisation, or in the nearest one above it."""
    for each in (organisation_id, *(o.id for o in superiors(uow, organisation_id))):
        query = store.appointments(uow.clock.today(), organisation_id=each, role=role)
        row = uow.session.scalars(query.order_by(AppointmentRow.valid_from, AppointmentRow.id)).first()
        if row is not None:
            found = person(uow, row.person_id)
            return Contact(
                found.id,
                found.name,
                found.title,
                each,
                organisation_row(uow, each).name,
                found.phone,
                found.email,
            )
    return None


def _known_post(uow: UnitOfWork, code: str) -> Post:
    row = uow.session.get(PostRow, code)
    if row is None:
        raise UnknownPost(code=code)
    return post_view(row)


def _refuse_incompatible(uow: UnitOfWork, someone: PersonRow, post: Post, first_day: date) -> None:
    held = [row.post_code for row in store.appointments_after(uow.session, someone.id, first_day)]
    conflict = logic.incompatible(post.code, held, store.post_conflicts(uow.session))
    if conflict is not None:
        raise PostConflict(wanted=post.name, held=_known_post(uow, conflict).name)


def _assign_role(uow: UnitOfWork, row: AppointmentRow, post: Post, by: Actor) -> None:
    account = access.account_of_person(uow, row.person_id)
    if post.role is not None and account is not None:
        access.assign_role(uow, account.id, post.role, row.organisation_id, row.valid_from, row.valid_to, by=by)


def post_view(row: PostRow) -> Post:
    return Post(row.code, row.name, PostKind(row.kind), Role(row.role) if row.role else None, row.duty)


def _appointments(uow: UnitOfWork, rows: Iterable[AppointmentRow]) -> list[Appointment]:
    wanted = list(rows)
    people = {r.person_id for r in wanted} | {above for r in wanted for above in r.reports_to}
    names = store.names(uow.session, people, (r.organisation_id for r in wanted))
    posts = {code: post_view(row) for code, row in store.posts(uow.session).items()}
    return [
        Appointment(
            id=row.id,
            person_id=row.person_id,
            person_name=names[row.person_id],
            post=posts[row.post_code],
            organisation_id=row.organisation_id,
            organisation_name=names[row.organisation_id],
            scope=AppointmentScope(ScopeKind(row.scope_kind), row.scope_code),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            reports_to=tuple(row.reports_to),
        )
        for row in wanted
    ]
