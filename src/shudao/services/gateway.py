"""The gateway: one call = the key, the decision, the rows or the verdict, and its durable audit line, then the answer.

The key, the grant and the service are looked at on every call, so a revocation acts on the next one. What follows from
them (columns, masks, row condition) is decided once by the lens and kept until the copy changes.
"""

import math
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as time_of_day

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.errors import ShudaoError, TooMany
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.security import facade as security
from shudao.security.errors import GrantEnded
from shudao.services import hot, logic, plans, store
from shudao.services.contracts import (
    CallQuery,
    KeyState,
    QueryAnswer,
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
from shudao.services.tables import ServiceRow
from shudao.vault import facade as vault

__all__ = ["Answer", "answer_through", "call"]

Answer = QueryAnswer | VerifyAnswer
# How fast a key may ask for a service that has no copy to answer from.
UNSERVED_PER_SECOND = 20
_PLANS = Plans()
_BUCKETS = Buckets()


@dataclass(frozen=True)
class _Call:
    """A call whose key is known."""

    key: hot.Caller
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
            served = _admit(uow, caller)
            return _answer(uow, database, settings, caller, served, query)
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
    found = hot.caller(uow, vault.token_digest(key))
    if found is None:
        raise KeyUnknown
    actor = Actor(f"key:{found.id}", found.name, organisation_id=found.organisation_id)
    return _Call(found, code, actor, started)


def _admit(uow: UnitOfWork, caller: _Call) -> hot.Served:
    """Everything that can change from one call to the next."""
    key, served, now = caller.key, caller.key.served, uow.clock.now()
    per_second = served.calls_per_second if served is not None else UNSERVED_PER_SECOND
    wait_s = _BUCKETS.take(key.id, per_second, now.timestamp())
    if wait_s:
        raise TooManyCalls(limit=per_second, retry_after_s=max(1, math.ceil(wait_s)))
    if key.state == KeyState.REVOKED:
        raise KeyRevoked
    if key.expires_on is not None and key.expires_on < now.date():
        raise KeyExpired
    if key.service_code != caller.code:
        raise KeyForOtherService(service=caller.code[:60])
    if not security.is_usable(uow, key.grant_id):
        raise GrantEnded
    if served is None:
        is_published = store.published(uow.session, caller.code) is not None
        raise CopyNotReady(service=caller.code) if is_published else UnknownService(service=caller.code)
    if key.calls_today >= served.daily_quota:
        raise QuotaSpent(limit=served.daily_quota, retry_after_s=_until_midnight(now))
    return served


def _until_midnight(now: datetime) -> int:
    midnight = datetime.combine(now.date() + timedelta(days=1), time_of_day(), now.tzinfo)
    return max(1, math.ceil((midnight - now).total_seconds()))


def _answer(
    uow: UnitOfWork, database: Database, settings: Settings, caller: _Call, served: hot.Served, query: CallQuery
) -> Answer:
    key_id = caller.key.id
    plan = _PLANS.find(key_id, served.table) or _decide(database, caller, served)
    answer = answer_through(uow, database, settings, plan, query, "call", by=caller.actor)
    us = caller.us
    hot.count_call(
        uow,
        key_id,
        uow.clock.now(),
        calls=1,
        rows=len(answer.rows) if isinstance(answer, QueryAnswer) else 0,
        throttled=_BUCKETS.turned_away(key_id),
        slow=int(us > served.sla_ms * 1_000),
        us=us,
    )
    return answer


def _decide(database: Database, caller: _Call, served: hot.Served) -> Plan:
    """Ask the lens, in a unit of work of its own: the decision stays on record even if this first call is refused."""
    grant_id = caller.key.grant_id
    with database.unit_of_work() as uow:
        service = store.to_service(uow.session.get_one(ServiceRow, served.service_id))
        grant = security.usable(uow, grant_id, by=caller.actor)
        request = plans.request_of(service, frozenset(grant.columns), grant_id)
        lens = security.lens_for(uow, request, by=caller.actor)
        masker = security.row_masker(uow, lens)
    plan = plans.make_plan(service, served.table, served.data_version, lens, masker)
    return _PLANS.keep(caller.key.id, served.table, plan)


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
    key, served = caller.key, caller.key.served
    with database.unit_of_work() as uow:
        detail: dict[str, object] = {"error": refused.code, "prefix": key.prefix}
        version = served.version if served is not None else 0
        call_id = _record(uow, key.service_code, version, "call.refused", caller.actor, detail)
        throttled = _BUCKETS.turned_away(key.id)
        hot.count_call(uow, key.id, uow.clock.now(), errors=1, throttled=throttled)
    if served is None or served.kind != ServiceKind.VERIFY or not isinstance(refused, CopyUnavailable):
        return None
    return VerifyAnswer(
        key.service_code, served.version, None, call_id, "", Verdict.UNKNOWN, VerdictReason.SOURCE_UNAVAILABLE
    )
