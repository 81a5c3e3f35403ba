"""Organisations as they were: every state is kept whole, and can be asked for by the day."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import store
from shudao.mechanism.contracts import Level, Organisation, OrganisationFilter, OrganisationKind, OrganisationVersion
from shudao.mechanism.errors import StaleOrganisation, UnknownOrganisation
from shudao.mechanism.tables import OrganisationRow, OrganisationVersionRow

__all__ = ["keep_version", "last_change", "organisation_versions", "organisations_on", "refuse_stale", "view"]

# What is told of a change that somebody else made; enough to see what it was about.
_TOLD = {
    "name": ("名称", "name"),
    "short_name": ("简称", "short name"),
    "parent_id": ("上级机构", "parent"),
    "valid_to": ("撤销日期", "last day"),
    "region_code": ("区划代码", "region code"),
    "uscc": ("统一社会信用代码", "credit code"),
    "kind": ("类别", "kind"),
    "level": ("层级", "level"),
}


def keep_version(uow: UnitOfWork, row: OrganisationRow, by: Actor, *, until: date | None = None) -> None:
    """Keep the state an organisation has now, before it changes. `until`: the new one's first day, today or before."""
    kept = OrganisationVersionRow(
        organisation_id=row.id,
        version=row.version,
        state=_state(view(row)),
        until=until or uow.clock.today(),
        changed_at=uow.clock.now(),
        changed_by=by.account_id,
    )
    uow.session.add(kept)


def organisation_versions(uow: UnitOfWork, organisation_id: str) -> list[OrganisationVersion]:
    """The earlier states of an organisation, oldest first."""
    if store.organisation(uow.session, organisation_id) is None:
        raise UnknownOrganisation(code=organisation_id)
    table = OrganisationVersionRow
    query = select(table).where(table.organisation_id == organisation_id).order_by(table.version)
    rows = uow.session.scalars(query)
    return [OrganisationVersion(r.version, r.until, r.changed_by, _from_state(r.state)) for r in rows]


def organisations_on(uow: UnitOfWork, day: date) -> list[Organisation]:
    """The organisations that stood on a day, as they were then, by code."""
    before = {each.id: each for each in map(_from_state, _states_before(uow, day).values())}
    now = (view(row) for row in uow.session.scalars(store.organisations(OrganisationFilter(), "")))
    then = (before.get(each.id, each) for each in now)
    standing = (o for o in then if o.valid_from <= day and (o.valid_to is None or o.valid_to >= day))
    return sorted(standing, key=lambda each: each.code)


def last_change(uow: UnitOfWork, organisation: OrganisationRow) -> date:
    """The day from which an organisation is as it is now."""
    row = OrganisationVersionRow
    newest = uow.session.scalar(select(func.max(row.until)).where(row.organisation_id == organisation.id))
    return newest or organisation.valid_from


def refuse_stale(uow: UnitOfWork, rows: Collection[OrganisationRow], seen: Mapping[str, int]) -> None:
    """Raise `StaleOrganisation`, saying what changed, for the first that is not as it was seen."""
    for row in rows:
        if row.version != seen.get(row.id):
            raise _stale(uow, row, seen.get(row.id, 0))


def view(row: OrganisationRow) -> Organisation:
    return Organisation(
        id=row.id,
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        kind=OrganisationKind(row.kind),
        level=Level(row.level),
        parent_id=row.parent_id,
        region_code=row.region_code,
        is_local_code=row.is_local_code,
        uscc=row.uscc,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        version=row.version,
    )


def _stale(uow: UnitOfWork, row: OrganisationRow, seen: int) -> StaleOrganisation:
    query = select(OrganisationVersionRow.state)
    table = OrganisationVersionRow
    was = uow.session.scalar(query.where(table.organisation_id == row.id, table.version == seen)) or {}
    now = _state(view(row))
    changed = [key for key in _TOLD if was and was.get(key) != now[key]]
    zh = "、".join(f"{_TOLD[key][0]}改为“{_shown(uow, key, now[key])}”" for key in changed)
    en = ", ".join(f"{_TOLD[key][1]} is now {_shown(uow, key, now[key])}" for key in changed)
    return StaleOrganisation(
        name=row.name,
        current=row.version,
        seen=seen,
        changes_zh=f"：{zh}" if zh else "",
        changes_en=f": {en}" if en else "",
        details=[{"field": key, "before": was[key], "now": now[key]} for key in changed],
    )


def _shown(uow: UnitOfWork, key: str, value: object) -> str:
    shown = str(value or "—")
    return store.names(uow.session, (), [shown]).get(shown, shown) if key == "parent_id" else shown


def _states_before(uow: UnitOfWork, day: date) -> dict[str, dict[str, Any]]:
    """The state that organisations had on a day, of those that have changed since."""
    row = OrganisationVersionRow
    query = select(row.organisation_id, row.state).where(row.until > day)
    # The oldest state that lasted beyond the day is the one that was true on it.
    query = query.ext(distinct_on(row.organisation_id)).order_by(row.organisation_id, row.version)
    return {organisation_id: state for organisation_id, state in uow.session.execute(query)}


def _state(organisation: Organisation) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(organisation).items()}


def _from_state(state: dict[str, Any]) -> Organisation:
    dates = {key: date.fromisoformat(state[key]) for key in ("valid_from", "valid_to") if state[key]}
    enums = {"kind": OrganisationKind(state["kind"]), "level": Level(state["level"])}
    return Organisation(**(state | enums | dates))
