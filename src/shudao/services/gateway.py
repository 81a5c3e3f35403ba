"""The gateway: one call = the key, the decision, the rows or the verdict, and its durable audit line, then the answer.

The key, the grant and the service are looked at on every call, so a revocation acts on the next one. What follows from
them (columns, masks, row condition) is decided once by the lens and kept until the copy changes.
"""

import math
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import Any

from sqlalchemy import Row, select

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.errors import ShudaoError, TooMany
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.security import facade as security
from shudao.security.contracts import Lens
from shudao.security.errors import GrantEnded
from shudao.services import logic, plans, store
from shudao.services.contracts import (
    CallQuery,
    KeyState,
    QueryAnswer,
    Service,
    ServiceKind,
    Verdict,
    VerdictReason,
    VerifyAnswer,
)
from shudao.services.errors import (
    CopyNotReady,
    CopyUnavailable,
    KeyExpired,
    KeyForOtherService,
    KeyMissing,
    KeyRevoked,
    KeyUnknown,
    QuotaSpent,
    TooManyCalls,
    UnknownService,
)
from shudao.services.limits import Buckets
from shudao.services.plans import Plan, Plans
from shudao.services.serving import select_rows
from shudao.services.tables import CopyRow, KeyRow, MeterRow, ServiceRow
from shudao.vault import facade as vault

__all__ = ["Answer", "answer_through", "call"]

Answer = QueryAnswer | VerifyAnswer
# How fast a key may ask for a service that has no copy to answer from.
UNSERVED_PER_SECOND = 20
_PLANS = Plans()
_BUCKETS = Buckets()
_CALLER = (
    select(
        KeyRow.id,
        KeyRow.service_code,
        KeyRow.organisation_id,
        KeyRow.name,
        KeyRow.prefix,
        KeyRow.grant_id,
        KeyRow.state,
        KeyRow.expires_on,
        CopyRow.table_name,
        CopyRow.service_id,
        CopyRow.data_version,
        ServiceRow.kind,
        ServiceRow.version,
        ServiceRow.calls_per_second,
        ServiceRow.daily_quota,
        ServiceRow.contract["sla_ms"].as_integer().label("sla_ms"),
    )
    .join(CopyRow, CopyRow.service_code == KeyRow.service_code, isouter=True)
    .join(ServiceRow, ServiceRow.id == CopyRow.service_id, isouter=True)
)


@dataclass(frozen=True)
class _Call:
    """A call whose key is known."""

    row: Row[*tuple[Any, ...]]
    code: str
    actor: Actor
    started: float

    @property
    def us(self) -> int:
        return round((time.perf_counter() - self.started) * 1e6)


def call(database: Database, settings: Settings, code: str, key: str, query: CallQuery) -> Answer:
    """Answer a call of the gateway. Opens its own unit of work, which is committed when this returns.

    Raises the errors of `services`, and `GrantEnded`. A refused call with a known key is evidence too; calls that come
    too fast are only counted, and calls with an unknown key only refused, so that nobody can fill the log.
    """
    started = time.perf_counter()
    known: list[_Call] = []
    try:
        with database.unit_of_work() as uow:
            caller = _known(uow, code, key, started)
            known.append(caller)
            _admit(uow, caller)
            return _answer(uow, database, settings, caller, query)
    except TooMany:
        raise
    except ShudaoError as refused:
        if not known:
            raise
        fallback = _note_refusal(database, known[0], refused)
        if fallback is not None:
            return fallback
        raise


def _known(uow: UnitOfWork, code: str, key: str, started: float) -> _Call:
    if not key:
        raise KeyMissing
    if vault.api_key_prefix(key) is None:
        raise KeyUnknown
    row = uow.session.execute(_CALLER.where(KeyRow.digest == vault.token_digest(key))).one_or_none()
    if row is None:
        raise KeyUnknown
    actor = Actor(f"key:{row.id}", row.name, organisation_id=row.organisation_id)
    return _Call(row, code, actor, started)


def _admit(uow: UnitOfWork, caller: _Call) -> None:
    """Everything that can change from one call to the next."""
    row, now = caller.row, uow.clock.now()
    per_second = row.calls_per_second or UNSERVED_PER_SECOND
    wait_s = _BUCKETS.take(row.id, per_second, now.timestamp())
    if wait_s:
        raise TooManyCalls(limit=per_second, retry_after_s=max(1, math.ceil(wait_s)))
    if row.state == KeyState.REVOKED:
        raise KeyRevoked
    if row.expires_on is not None and row.expires_on < now.date():
        raise KeyExpired
    if row.service_code != caller.code:
        raise KeyForOtherService(service=caller.code[:60])
    if not security.is_usable(uow, row.grant_id):
        raise GrantEnded
    if row.table_name is None:
        is_published = store.published(uow.session, caller.code) is not None
        raise CopyNotReady(service=caller.code) if is_published else UnknownService(service=caller.code)
    used = uow.session.scalar(select(MeterRow.calls).where(MeterRow.key_id == row.id, MeterRow.day == now.date()))
    if (used or 0) >= row.daily_quota:
        raise QuotaSpent(limit=row.daily_quota, retry_after_s=_until_midnight(now))


def _until_midnight(now: datetime) -> int:
    midnight = datetime.combine(now.date() + timedelta(days=1), time_of_day(), now.tzinfo)
    return max(1, math.ceil((midnight - now).total_seconds()))


def _answer(uow: UnitOfWork, database: Database, settings: Settings, caller: _Call, query: CallQuery) -> Answer:
    row = caller.row
    plan = _PLANS.find(row.id, row.table_name) or _decide(database, caller)
    answer = answer_through(uow, database, settings, plan, query, "call", by=caller.actor)
    us = caller.us
    store.count_call(
        uow.session,
        row.id,
        uow.clock.now(),
        calls=1,
        rows=len(answer.rows) if isinstance(answer, QueryAnswer) else 0,
        throttled=_BUCKETS.turned_away(row.id),
        slow=int(us > row.sla_ms * 1_000),
        us=us,
    )
    return answer


def _decide(database: Database, caller: _Call) -> Plan:
    """Ask the lens, in a unit of work of its own: the decision stays on record even if this first call is refused."""
    row = caller.row
    with database.unit_of_work() as uow:
        service_row = uow.session.get_one(ServiceRow, row.service_id)
        service = store.to_service(service_row)
        grant = security.usable(uow, row.grant_id, by=caller.actor)
        request = plans.request_of(service, frozenset(grant.columns), row.grant_id)
        lens = security.lens_for(uow, request, by=caller.actor)
        plan = _plan(uow, service, row.table_name, row.data_version, lens)
    return _PLANS.keep(row.id, row.table_name, plan)


def _plan(uow: UnitOfWork, service: Service, table: str, data_version: int, lens: Lens) -> Plan:
    return plans.make_plan(service, table, data_version, lens, security.row_masker(uow, lens))


def answer_through(
    uow: UnitOfWork, database: Database, settings: Settings, plan: Plan, query: CallQuery, what: str, *, by: Actor
) -> Answer:
    """Read through a plan and write the audit line; `what` is `call` or `trial`."""
    question = plans.ask(plan, query)
    # One row more than the page tells whether there is a next one.
    found = select_rows(
        uow, database, settings, question.select, question.asked, offset=question.offset, limit=question.limit + 1
    )
    service = plan.service
    detail: dict[str, object] = {"decision_id": plan.decision_id, "data_version": plan.data_version}
    detail["filters_by"] = sorted(query.filters)
    if service.kind is ServiceKind.VERIFY:
        verdict, reason = logic.judge(service.condition, question.claims, found)
        # The verdict is about a person: the log says that one was given, not which.
        call_id = _record(uow, service.code, service.version, f"{what}.answered", by, detail | {"rows": 0})
        return VerifyAnswer(
            service.code, service.version, plan.data_version, call_id, plan.decision_id, verdict, reason
        )
    rows = [plan.masker.apply(row) for row in found[: question.limit]]
    next_offset = query.offset + question.limit if len(found) > question.limit else None
    detail |= {"rows": len(rows), "offset": query.offset, "fields": list(query.fields)}
    call_id = _record(uow, service.code, service.version, f"{what}.answered", by, detail)
    return QueryAnswer(
        service.code,
        service.version,
        plan.data_version,
        call_id,
        plan.decision_id,
        question.columns,
        rows,
        next_offset,
    )


def _record(uow: UnitOfWork, code: str, version: int, what: str, by: Actor, detail: dict[str, object]) -> str:
    subject = f"services/service/{code}/{version}"
    return evidence.record(uow, by=by, action=f"services.{what}", subject=subject, detail=detail)


def _note_refusal(database: Database, caller: _Call, refused: ShudaoError) -> VerifyAnswer | None:
    """Record and meter a refused call, whose own transaction was rolled back.

    A verifying service whose source is down has a declared answer, which is then given instead of the error.
    """
    row = caller.row
    with database.unit_of_work() as uow:
        detail: dict[str, object] = {"error": refused.code, "prefix": row.prefix}
        call_id = _record(uow, row.service_code, row.version or 0, "call.refused", caller.actor, detail)
        throttled = _BUCKETS.turned_away(row.id)
        store.count_call(uow.session, row.id, uow.clock.now(), errors=1, throttled=throttled)
    if row.kind != ServiceKind.VERIFY or not isinstance(refused, CopyUnavailable):
        return None
    return VerifyAnswer(
        row.service_code, row.version, None, call_id, "", Verdict.UNKNOWN, VerdictReason.SOURCE_UNAVAILABLE
    )
