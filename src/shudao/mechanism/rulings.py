"""An owner case is carried out here: the person named by the ruling becomes the owner, all other claims end."""

from sqlalchemy import select

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.accountability import settle_ownership
from shudao.mechanism.contracts_disputes import Dispute, Outcome, Topic
from shudao.mechanism.errors_disputes import OutcomeIncomplete
from shudao.mechanism.ports import ruling_handler
from shudao.mechanism.tables import AssetRow

__all__ = ["rule_owner"]


@ruling_handler(Topic.OWNER)
def rule_owner(uow: UnitOfWork, dispute: Dispute, outcome: Outcome, by: Actor) -> None:
    code = dispute.subject.rpartition("/")[2]
    asset = uow.session.scalar(select(AssetRow).where(AssetRow.code == code).limit(1))
    if asset is None or outcome.person_id is None:
        raise OutcomeIncomplete
    settle_ownership(uow, asset.kind, asset.code, outcome.person_id, by=by)
