"""Duties seen from the data: which steps touch a business object, and what the codes of a trace stand for."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Text, cast, func, or_, select, union_all

from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.contracts_processes import StepUse, UseKind
from shudao.mechanism.tables import DutyRow, MatterRow, ProcessStepRow

__all__ = ["names_of_business", "step_uses", "steps_without_objects"]

_USES = {use: ProcessStepRow.__table__.c[use.value] for use in UseKind}


def step_uses(uow: UnitOfWork, object_codes: Collection[str]) -> list[StepUse]:
    """Every use of these business objects, by object and in the order of the steps' codes."""
    wanted = set(object_codes)
    if not wanted:
        return []
    codes = cast(sorted(wanted), ARRAY(Text))
    touched = or_(*(column.has_any(codes) for column in _USES.values()))
    query = (
        select(ProcessStepRow, MatterRow.name, DutyRow.code, DutyRow.organisation_id)
        .join(MatterRow, MatterRow.code == ProcessStepRow.matter_code)
        .join(DutyRow, DutyRow.code == MatterRow.duty_code)
        .where(touched)
        .order_by(ProcessStepRow.code)
    )
    found = (
        use
        for step, matter, duty, organisation in uow.session.execute(query)
        for use in _uses(step, matter, duty, organisation, wanted)
    )
    return sorted(found, key=lambda use: (use.object_code, list(UseKind).index(use.use)))


def _uses(step: ProcessStepRow, matter: str, duty: str, organisation: str, wanted: set[str]) -> Iterator[StepUse]:
    for kind in UseKind:
        for code in getattr(step, kind.value):
            if code in wanted:
                owner, systems = step.process_owner_id, tuple(step.systems)
                yield StepUse(code, kind, step.code, step.name, matter, duty, organisation, owner, systems)


def names_of_business(uow: UnitOfWork, codes: Collection[str]) -> dict[str, str]:
    """What duties, matters and steps are called, by code; codes that nobody registered are left out."""
    wanted = list(codes)
    if not wanted:
        return {}
    parts = (
        select(table.code, table.name).where(table.code.in_(wanted)) for table in (DutyRow, MatterRow, ProcessStepRow)
    )
    return {code: name for code, name in uow.session.execute(union_all(*parts))}


def _holds_some(column: Any) -> ColumnElement[bool]:
    return func.jsonb_array_length(column) > 0


def steps_without_objects(uow: UnitOfWork, organisation_id: str | None = None) -> list[tuple[str, str, str, list[str]]]:
    """Steps whose outputs no business object holds: (code, name, organisation, outputs), by code."""
    written = [UseKind.CREATES, UseKind.CHANGES, UseKind.RETIRES]
    query = (
        select(ProcessStepRow.code, ProcessStepRow.name, DutyRow.organisation_id, ProcessStepRow.outputs)
        .join(MatterRow, MatterRow.code == ProcessStepRow.matter_code)
        .join(DutyRow, DutyRow.code == MatterRow.duty_code)
        .where(_holds_some(ProcessStepRow.outputs), *(~_holds_some(_USES[use]) for use in written))
        .order_by(ProcessStepRow.code)
    )
    if organisation_id is not None:
        query = query.where(DutyRow.organisation_id == organisation_id)
    return [(code, name, owner, list(outputs)) for code, name, owner, outputs in uow.session.execute(query)]
