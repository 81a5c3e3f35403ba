"""Certification of the one source of an entity (一数一源), and the quality plan declared for it."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select

from shudao.access import facade as access
from shudao.architecture import logic, permissions, store, waiting
from shudao.architecture.contracts import Certification, QualityPlan, SystemState, TestAnswer
from shudao.architecture.entities import visible_node
from shudao.architecture.errors import (
    AlreadyCertified,
    BadQualityPlan,
    CannotCertify,
    NotCertified,
    ReasonRequired,
    SystemEnded,
)
from shudao.architecture.events import CertificationInvalidated, EntityChanged
from shudao.architecture.tables import CertificationRow, QualityPlanRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "certifications",
    "certify_source",
    "declare_quality_plan",
    "end_certification",
    "end_for_good",
    "invalidate_certification",
]

_SUBJECT = "architecture/certification/"


def certify_source(
    uow: UnitOfWork, entity_code: str, system_code: str, answers: Sequence[TestAnswer], *, by: Actor
) -> Certification:
    """Certify the one source of an entity (一数一源). Naming a second raises `AlreadyCertified`."""
    entity = store.entity_row(uow.session, entity_code, lock=True)
    access.require(uow, by, permissions.CERTIFY, entity.organisation_id)
    # Held, so that the system does not retire between this look and the certification.
    named = store.system_row(uow.session, system_code, lock=True)
    state = SystemState(named.state)
    if state.ends_certification:
        raise SystemEnded(system=named.name, state=state.zh, state_en=state.value)
    known = store.valid_certification(uow.session, entity_code)
    if known is not None:
        present = store.system_row(uow.session, known.system_code).name
        raise AlreadyCertified(entity=entity.name, system=present)
    failed = logic.failed_tests(answers)
    if failed:
        details = [{"test": test.value, "title": test.zh, "fault": fault} for test, fault in failed]
        raise CannotCertify(count=len(failed), details=details)
    row = CertificationRow(
        id=new_id(),
        entity_code=entity_code,
        system_code=system_code,
        answers=[{"test": a.test.value, "holds": a.holds, "evidence": a.evidence} for a in answers],
        certified_at=uow.clock.now(),
        certified_by=by.principal,
        invalidated_at=None,
        invalidated_reason=None,
    )
    uow.session.add(row)
    uow.session.flush()
    subject, detail = f"architecture/node/{entity_code}", {"system": system_code}
    evidence.record(uow, by=by, action="architecture.source.certified", subject=subject, detail=detail)
    waiting.done(uow, f"{_SUBJECT}{entity_code}", "certified", by=by)
    uow.tell(EntityChanged(entity_code=entity_code))
    return store.to_certification(uow.session, row)


def certifications(uow: UnitOfWork, entity_code: str, *, by: Actor) -> list[Certification]:
    """Every certification of an entity's source, the newest first."""
    visible_node(uow, entity_code, by=by)
    query = select(CertificationRow).where(CertificationRow.entity_code == entity_code)
    rows = uow.session.scalars(query.order_by(CertificationRow.certified_at.desc(), CertificationRow.id.desc()))
    return [store.to_certification(uow.session, row) for row in rows]


def invalidate_certification(uow: UnitOfWork, entity_code: str, reason: str, *, by: Actor) -> None:
    """End the certification of an entity's source; the gate closes until another is certified."""
    entity = store.entity_row(uow.session, entity_code, lock=True)
    access.require(uow, by, permissions.CERTIFY, entity.organisation_id)
    if not reason.strip():
        raise ReasonRequired
    known = store.valid_certification(uow.session, entity_code)
    if known is None:
        raise NotCertified(entity=entity.name)
    end_certification(uow, known, reason, by)


def end_certification(uow: UnitOfWork, row: CertificationRow, reason: str, by: Actor) -> None:
    """End one certification, tell whoever relies on it, and ask for another source."""
    end_for_good(uow, row, reason, by)
    _ask_for_another(uow, row.entity_code, by)


def end_for_good(uow: UnitOfWork, row: CertificationRow, reason: str, by: Actor) -> None:
    """End the certification of an entity that needs no other source: it has ended itself."""
    row.invalidated_at, row.invalidated_reason = uow.clock.now(), reason
    subject, detail = f"architecture/node/{row.entity_code}", {"system": row.system_code, "reason": reason}
    evidence.record(uow, by=by, action="architecture.certification.invalidated", subject=subject, detail=detail)
    uow.tell(CertificationInvalidated(entity_code=row.entity_code, system_code=row.system_code))


def _ask_for_another(uow: UnitOfWork, entity_code: str, by: Actor) -> None:
    """The department certifies another source; until then nothing of the entity enters the lake."""
    entity = store.entity_row(uow.session, entity_code)
    title_zh, title_en = f"重新认证数据源：{entity.name}", f"Certify another source of {entity.name}"
    link = f"/ledger/entities/{entity_code}/certification"
    subject = f"{_SUBJECT}{entity_code}"
    waiting.ask(uow, subject, title_zh, title_en, link, Role.DATA_OWNER, entity.organisation_id, by=by)


def declare_quality_plan(
    uow: UnitOfWork,
    entity_code: str,
    rule_kinds: Sequence[str],
    cycle: str,
    tolerance: Decimal,
    expected_rows: int | None = None,
    *,
    by: Actor,
) -> QualityPlan:
    """Declare which kinds of rules are meant to hold, how often they are asked, and how much may fail (0–1)."""
    entity = store.entity_row(uow.session, entity_code)
    access.require(uow, by, permissions.DECLARE_QUALITY, entity.organisation_id)
    if not rule_kinds:
        raise BadQualityPlan(reason="没有选择规则")
    if not cycle.strip():
        raise BadQualityPlan(reason="没有检核周期")
    if not 0 <= tolerance <= 1:
        raise BadQualityPlan(reason="容忍度不在 0 至 1 之间")
    row = uow.session.get(QualityPlanRow, entity_code) or QualityPlanRow(entity_code=entity_code)
    row.rule_kinds, row.cycle, row.tolerance = list(rule_kinds), cycle, tolerance
    row.expected_rows, row.declared_by, row.declared_at = expected_rows, by.principal, uow.clock.now()
    uow.session.add(row)
    uow.session.flush()
    subject = f"architecture/node/{entity_code}"
    evidence.record(uow, by=by, action="architecture.quality_plan.declared", subject=subject)
    uow.tell(EntityChanged(entity_code=entity_code))
    return store.to_plan(row)
