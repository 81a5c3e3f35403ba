"""The applicant's side: drafting (one application per source), editing, submitting, completing, withdrawing."""

import re
from collections.abc import Sequence

import ibis

from shudao.access import facade as access
from shudao.admission.contracts import Asset
from shudao.kernel.actor import Actor
from shudao.kernel.expr.predicate import Predicate
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.sharing import limits, logic, offers, permissions, store, targets, views
from shudao.sharing.contracts import Application, Event, NewApplication, State
from shudao.sharing.errors import MalformedScope, NotPossibleNow, OwnData, RequestIncomplete, ScopeWidened
from shudao.sharing.tables import ApplicationRow
from shudao.sharing.thread import Said, advance, note, open_for_change

__all__ = ["complete", "draft", "draft_cart", "edit", "submit", "withdraw"]

_TABLE_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_IBIS_TYPES = {
    "text": "string",
    "int": "int64",
    "double": "float64",
    "bool": "boolean",
    "date": "date",
    "timestamp": "timestamp('UTC')",
}


def draft_cart(uow: UnitOfWork, items: Sequence[NewApplication], *, by: Actor) -> list[Application]:
    """Turn a data cart into applications, one per data set, so that a refusal by one source blocks no other."""
    cart_id = new_id()
    return [_draft(uow, new, cart_id, by) for new in items]


def draft(uow: UnitOfWork, new: NewApplication, *, by: Actor) -> Application:
    """Begin an application. It may be incomplete; nobody outside the department sees it yet."""
    return _draft(uow, new, new_id(), by)


def _draft(uow: UnitOfWork, new: NewApplication, cart_id: str, by: Actor) -> Application:
    organisation_id = by.organisation_id or ""
    access.require(uow, by, permissions.APPLY, organisation_id)
    offer = offers.offer_of(uow, new.catalogue_code, new.asset_code, by=by)
    if offer.asset.organisation_id == organisation_id:
        raise OwnData(entry=offer.entry.name)
    _check_scope(uow, new, offer.asset, organisation_id)
    profile, jurisdiction = limits.profile_in_force(uow)
    now = uow.clock.now()
    row = ApplicationRow(
        id=new_id(),
        number=f"SQ-{now.year}-{store.next_number(uow.session, now.year):04d}",
        cart_id=cart_id,
        state=State.DRAFT,
        profile=profile,
        jurisdiction=jurisdiction,
        catalogue_code=offer.entry.code,
        catalogue_name=offer.entry.name,
        asset_code=offer.asset.code,
        share_type=offer.share_type(new.columns),
        source_organisation_id=offer.asset.organisation_id,
        organisation_id=organisation_id,
        applicant_account_id=by.account_id,
        applicant_principal=by.principal,
        applicant_name=by.name,
        created_at=now,
        updated_at=now,
        masks={},
        version=0,
    )
    _fill(row, new)
    uow.session.add(row)
    uow.session.flush()
    note(uow, row, Event.DRAFTED, Said(), by=by)
    return store.to_application(row, uow.clock.today())


def edit(uow: UnitOfWork, application_id: str, new: NewApplication, *, seen_version: int, by: Actor) -> Application:
    """Change a draft, or complete a returned application within what was asked for. Raises `StaleEdit`."""
    row = _own(uow, application_id, seen_version, by)
    offer = offers.offer_of(uow, row.catalogue_code, row.asset_code, by=by)
    _check_scope(uow, new, offer.asset, row.organisation_id)
    if row.state == State.RETURNED:
        _refuse_widening(logic.as_request(store.to_application(row, uow.clock.today())), new)
    elif row.state != State.DRAFT:
        state = State(row.state)
        raise NotPossibleNow(number=row.number, state=state.zh, state_en=state.value, event=Event.EDITED.zh)
    _fill(row, new)
    row.share_type = offer.share_type(new.columns)
    note(uow, row, Event.EDITED, Said(), by=by)
    return store.to_application(row, uow.clock.today())


def submit(uow: UnitOfWork, application_id: str, *, seen_version: int, by: Actor) -> Application:
    """Hand a complete draft to one's own department for consent.

    Raises `RequestIncomplete` naming everything that is missing, `EntryNotShared` with the legal basis, and
    `ColumnNotShared`.
    """
    row = _own(uow, application_id, seen_version, by)
    _check_ready(uow, row, by)
    advance(uow, row, Event.SUBMITTED, Said(), by=by)
    return store.to_application(row, uow.clock.today())


def complete(uow: UnitOfWork, application_id: str, opinion: str = "", *, seen_version: int, by: Actor) -> Application:
    """Send a returned application back to the source; a paused clock runs on."""
    row = _own(uow, application_id, seen_version, by)
    _check_ready(uow, row, by)
    advance(uow, row, Event.COMPLETED, Said(opinion), by=by)
    return store.to_application(row, uow.clock.today())


def withdraw(uow: UnitOfWork, application_id: str, opinion: str = "", *, seen_version: int, by: Actor) -> Application:
    """Take an application back before anything was granted."""
    row = _own(uow, application_id, seen_version, by)
    advance(uow, row, Event.WITHDRAWN, Said(opinion), by=by)
    return store.to_application(row, uow.clock.today())


def _own(uow: UnitOfWork, application_id: str, seen_version: int | None, by: Actor) -> ApplicationRow:
    views.visible_row(uow, application_id, by=by)
    row = open_for_change(uow, application_id, seen_version)
    access.require(uow, by, permissions.APPLY, row.organisation_id)
    return row


def _check_ready(uow: UnitOfWork, row: ApplicationRow, by: Actor) -> None:
    present = logic.as_request(store.to_application(row, uow.clock.today()))
    offer = offers.offer_of(uow, row.catalogue_code, row.asset_code, by=by)
    offer.check_shared(frozenset(row.columns) | present.where.columns())
    missing = logic.missing_parts(present)
    if missing:
        details = [{"field": field, "missing": title} for field, title in missing]
        raise RequestIncomplete(missing="、".join(t for _, t in missing), count=len(missing), details=details)
    if present.valid_to is not None and present.valid_to < uow.clock.today():
        raise MalformedScope(problem="使用期限已经过去", problem_en="the term is over")
    row.share_type = offer.share_type(present.columns)


def _fill(row: ApplicationRow, new: NewApplication) -> None:
    row.columns = row.asked_columns = list(new.columns)
    row.where = row.asked_where = new.where.to_json()
    row.purpose, row.scenario, row.legal_basis = new.purpose.strip(), new.scenario.strip(), new.legal_basis.strip()
    row.method, row.frequency, row.urgency = new.method, new.frequency, new.urgency
    row.valid_from, row.valid_to = new.valid_from, new.valid_to
    row.target_code, row.target_table = new.target_code, new.target_table


def _check_scope(uow: UnitOfWork, new: NewApplication, asset: Asset, organisation_id: str) -> None:
    known = {column.name for column in asset.columns}
    unknown = sorted((set(new.columns) | new.where.columns()) - known)
    if unknown:
        raise MalformedScope(problem=f"没有字段{'、'.join(unknown)}", problem_en=f"no columns {', '.join(unknown)}")
    if len(set(new.columns)) != len(new.columns):
        raise MalformedScope(problem="字段重复", problem_en="a column is named twice")
    check_rows(new.where, asset)
    if new.valid_from and new.valid_to and new.valid_from > new.valid_to:
        raise MalformedScope(problem="使用期限起止颠倒", problem_en="the term ends before it begins")
    if new.target_code:
        targets.target_row(uow, new.target_code, organisation_id)
    if new.target_table and not _TABLE_NAME.fullmatch(new.target_table):
        problem = "表名只能由小写字母、数字和下划线组成"
        raise MalformedScope(problem=problem, problem_en="a table's name is lower-case letters, digits and underscores")


def check_rows(where: Predicate, asset: Asset) -> None:
    """Refuse a condition whose values do not fit the columns' types, before anybody decides about it."""
    types = {c.name: _IBIS_TYPES.get(c.type, c.type) for c in asset.columns}
    where.to_ibis(ibis.table(types, name="rows"))


def _refuse_widening(present: NewApplication, new: NewApplication) -> None:
    """What the own department consented to is the bound of every later completion."""
    unchanged = ("method", "frequency", "target_code", "target_table", "where", "urgency")
    parts = [field for field in unchanged if getattr(new, field) != getattr(present, field)]
    parts += logic.widened_columns(present.columns, new.columns)
    starts_earlier = new.valid_from and present.valid_from and new.valid_from < present.valid_from
    if starts_earlier or (new.valid_to and present.valid_to and new.valid_to > present.valid_to):
        parts.append("valid_to")
    if parts:
        raise ScopeWidened(parts="、".join(parts))
