"""What of sharing belongs to organisations, and what forbids two of them from becoming one."""

from collections.abc import Collection

from sqlalchemy import func, select

from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.contracts import Obstacle
from shudao.mechanism.ports import Estate, Follow
from shudao.sharing.contracts import State
from shudao.sharing.tables import ApplicationRow, TargetRow

# What has ended is history and stays where it was.
_LIVING = ApplicationRow.state.not_in([state for state in State if state.is_final])

_NAME = ApplicationRow.number + " " + ApplicationRow.catalogue_name

ESTATES = (
    Estate(
        "sharing.target",
        "交换目标",
        "delivery targets",
        TargetRow.organisation_id,
        key=TargetRow.code,
        label=TargetRow.name,
    ),
    Estate(
        "sharing.asked",
        "提出的共享申请",
        "applications made",
        ApplicationRow.organisation_id,
        _LIVING,
        key=ApplicationRow.id,
        label=_NAME,
        follows=(Follow("security.grant", ApplicationRow.grant_id),),
        subject="sharing/application/",
    ),
    Estate(
        "sharing.answered",
        "受理的共享申请",
        "applications to answer",
        ApplicationRow.source_organisation_id,
        _LIVING,
        key=ApplicationRow.id,
        label=_NAME,
        follows=(Follow("admission.asset", ApplicationRow.asset_code),),
        subject="sharing/application/",
    ),
)


def obstacles(uow: UnitOfWork, organisation_ids: Collection[str]) -> list[Obstacle]:
    """Sharing between the organisations has to end first: nobody applies to themselves. Targets keep unique names."""
    row, target = ApplicationRow, TargetRow
    among = row.organisation_id.in_(organisation_ids), row.source_organisation_id.in_(organisation_ids)
    mutual = uow.session.execute(select(row.number, row.catalogue_name).where(*among, _LIVING).order_by(row.number))
    zh, en = "两机构之间的共享尚未结束，请先撤回或终止", "they still share this: withdraw or end it"
    found = [Obstacle(number, name, zh, en) for number, name in mutual]
    twice = select(target.name).where(target.organisation_id.in_(organisation_ids)).group_by(target.name)
    zh, en = "两机构各有一个同名的交换目标，请先改名", "both have a target of this name: rename one"
    return found + [Obstacle(name, name, zh, en) for name in uow.session.scalars(twice.having(func.count() > 1))]
