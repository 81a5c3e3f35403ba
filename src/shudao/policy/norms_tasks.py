"""Telling those who have to mend: one task per department and role, however much was found."""

from collections import defaultdict
from collections.abc import Mapping

from shudao.access import facade as access
from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork
from shudao.policy.contracts_norms import Severity
from shudao.policy.ports import CLAUSES
from shudao.work import facade as work
from shudao.work.contracts import ToPool

__all__ = ["TASK_KIND", "Counts", "follow_up"]

# organisation → clause → violations and waived ones
Counts = Mapping[str, Mapping[str, tuple[int, int]]]

TASK_KIND = "policy.norms.mend"
# A department has a month's working days to mend or to ask for a waiver.
WITHIN_WORKING_DAYS = 20
# Who is asked where nobody holds the role a clause names.
_INSTEAD = (Role.DATA_STEWARD, Role.DEPARTMENT_HEAD)


def follow_up(uow: UnitOfWork, counts: Counts, before: Counts, *, by: Actor) -> None:
    """Open a task where there is something to mend and none is open, and close those with nothing left to mend.

    `before` is what the run before found: only there can a task be open.
    """
    owed = _owed(counts)
    for organisation_id, route in _owed(before).keys() - owed.keys():
        work.complete_tasks(uow, _subject(organisation_id, route), "mended", kind=TASK_KIND, by=by)
    for (organisation_id, route), (violations, clauses) in sorted(owed.items()):
        if not work.tasks_about(uow, _subject(organisation_id, route), TASK_KIND):
            _open(uow, organisation_id, route, violations, clauses, by)


def _owed(counts: Counts) -> dict[tuple[str, Role], tuple[int, int]]:
    """By organisation and role: violations that are neither waived nor mere advice, and of how many clauses."""
    owed: dict[tuple[str, Role], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for organisation_id, of in counts.items():
        for clause_id, (violations, waived) in of.items():
            clause = CLAUSES.get(clause_id)
            if clause is not None and clause.severity is not Severity.ADVICE and violations > waived:
                sum_, clauses = owed[organisation_id, clause.route]
                owed[organisation_id, clause.route] = (sum_ + violations - waived, clauses + 1)
    return owed


def _open(uow: UnitOfWork, organisation_id: str, route: Role, violations: int, clauses: int, by: Actor) -> None:
    role = next((r for r in (route, *_INSTEAD) if access.accounts_holding(uow, r, organisation_id)), route)
    work.open_task(
        uow,
        kind=TASK_KIND,
        title_zh=f"规范检查：{violations:,} 处不符合（{clauses} 条），请整改或申请豁免",
        title_en=f"Norm check: {violations:,} violations of {clauses} clauses; mend them or ask for a waiver",
        subject=_subject(organisation_id, route),
        link=f"/standards/norms/results/{organisation_id}",
        to=ToPool(role, organisation_id),
        within_working_days=WITHIN_WORKING_DAYS,
        by=by,
    )


def _subject(organisation_id: str, route: Role) -> str:
    return f"policy/norms/{organisation_id}/{route}"
