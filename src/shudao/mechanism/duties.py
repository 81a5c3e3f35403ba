"""Duties (三定), their matters, and the steps of each process with what goes in and comes out (SPEC 4.10)."""

from collections.abc import Iterable

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import store
from shudao.mechanism.contracts import Duty, Matter, ProcessStep
from shudao.mechanism.errors import CodeTaken
from shudao.mechanism.organisations import row_of as organisation_row
from shudao.mechanism.people import person_row
from shudao.mechanism.permissions import EDIT_DUTIES
from shudao.mechanism.tables import DutyRow, MatterRow, ProcessStepRow


def register_duties(uow: UnitOfWork, duties: Iterable[Duty], *, by: Actor) -> int:
    """Register duties with all below them; what is known under a code is replaced. Returns how many steps there are."""
    steps = 0
    for duty in duties:
        _register(uow, duty, by)
        steps += sum(len(matter.steps) for matter in duty.matters)
    return steps


def list_duties(uow: UnitOfWork, page: PageQuery, *, organisation_id: str | None = None) -> Page[Duty]:
    keys = {"code": DutyRow.__table__.c.code, "name": DutyRow.__table__.c.name}
    rows = fetch_page(uow.session, store.duties(organisation_id, page.q), page, keys, "code")
    return Page(_views(uow, rows.items), rows.total)


def _register(uow: UnitOfWork, duty: Duty, by: Actor) -> None:
    organisation_row(uow, duty.organisation_id)
    known = uow.session.get(DutyRow, duty.code)
    if known is not None and known.organisation_id != duty.organisation_id:
        raise CodeTaken(code=duty.code)
    access.require(uow, by, EDIT_DUTIES, duty.organisation_id)
    row = DutyRow(
        code=duty.code,
        organisation_id=duty.organisation_id,
        name=duty.name,
        basis=duty.basis,
        derives_domain=duty.derives_domain,
    )
    uow.session.merge(row)
    uow.session.flush()
    for seq, matter in enumerate(duty.matters, 1):
        _register_matter(uow, duty.code, seq, matter)
    detail = {"matters": len(duty.matters), "organisation_id": duty.organisation_id}
    evidence.record(
        uow, by=by, action="mechanism.duty.registered", subject=f"mechanism/duty/{duty.code}", detail=detail
    )


def _register_matter(uow: UnitOfWork, duty_code: str, seq: int, matter: Matter) -> None:
    known = uow.session.get(MatterRow, matter.code)
    if known is not None and known.duty_code != duty_code:
        raise CodeTaken(code=matter.code)
    uow.session.merge(MatterRow(code=matter.code, duty_code=duty_code, seq=seq, name=matter.name))
    uow.session.flush()
    for step_seq, step in enumerate(matter.steps, 1):
        _register_step(uow, matter.code, step_seq, step)
    uow.session.flush()


def _register_step(uow: UnitOfWork, matter_code: str, seq: int, step: ProcessStep) -> None:
    known = uow.session.get(ProcessStepRow, step.code)
    if known is not None and known.matter_code != matter_code:
        raise CodeTaken(code=step.code)
    if step.process_owner_id is not None:
        person_row(uow, step.process_owner_id)
    row = ProcessStepRow(
        code=step.code,
        matter_code=matter_code,
        seq=seq,
        name=step.name,
        process_owner_id=step.process_owner_id,
        inputs=list(step.inputs),
        outputs=list(step.outputs),
        creates=list(step.creates),
        reads=list(step.reads),
        changes=list(step.changes),
        retires=list(step.retires),
        systems=list(step.systems),
    )
    uow.session.merge(row)


def _views(uow: UnitOfWork, rows: list[DutyRow]) -> list[Duty]:
    matters = store.matters(uow.session, (row.code for row in rows))
    steps = store.steps(uow.session, (matter.code for matter in matters))
    steps_of: dict[str, list[ProcessStep]] = {}
    for step in steps:
        steps_of.setdefault(step.matter_code, []).append(_step(step))
    matters_of: dict[str, list[Matter]] = {}
    for matter in matters:
        view = Matter(matter.code, matter.name, tuple(steps_of.get(matter.code, ())))
        matters_of.setdefault(matter.duty_code, []).append(view)
    return [
        Duty(r.code, r.organisation_id, r.name, r.basis, r.derives_domain, tuple(matters_of.get(r.code, ())))
        for r in rows
    ]


def _step(row: ProcessStepRow) -> ProcessStep:
    return ProcessStep(
        code=row.code,
        name=row.name,
        process_owner_id=row.process_owner_id,
        inputs=tuple(row.inputs),
        outputs=tuple(row.outputs),
        creates=tuple(row.creates),
        reads=tuple(row.reads),
        changes=tuple(row.changes),
        retires=tuple(row.retires),
        systems=tuple(row.systems),
    )
