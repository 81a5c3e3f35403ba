"""Mending the lists of "none" and "two" in bulk: one refusal blocks no other."""

from collections.abc import Callable, Iterable

from shudao.kernel.actor import Actor
from shudao.kernel.errors import ShudaoError
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import accountability, store_owners
from shudao.mechanism.contracts import AccountableAsset
from shudao.mechanism.contracts_departure import MendOutcome, Refused

__all__ = ["name_owners", "settle_owners"]

Assets = Iterable[tuple[str, str]]


def name_owners(uow: UnitOfWork, assets: Assets, person_id: str, *, by: Actor) -> MendOutcome:
    """Let one person own many things (kind and code) that nobody owns, or whose owner has left."""

    def name(kind: str, code: str) -> None:
        row = accountability.asset_row(uow, kind, code)
        if store_owners.owner_has_left(uow.session, kind, code):
            accountability.hand_over(uow, kind, code, person_id, by=by)
            return
        asset = AccountableAsset(kind, code, row.name, row.organisation_id)
        accountability.name_owner(uow, asset, person_id, by=by)

    return _each(uow, assets, name)


def settle_owners(uow: UnitOfWork, assets: Assets, person_id: str, *, by: Actor) -> MendOutcome:
    """Rule of many disputed things that they are this person's."""
    return _each(uow, assets, lambda kind, code: accountability.settle_ownership(uow, kind, code, person_id, by=by))


def _each(uow: UnitOfWork, assets: Assets, act: Callable[[str, str], object]) -> MendOutcome:
    """In a fixed order, so that two who mend the same list wait for each other instead of for one another."""
    done, refused = 0, []
    for kind, code in sorted(set(assets)):
        try:
            with uow.session.begin_nested():
                act(kind, code)
            done += 1
        except ShudaoError as error:
            refused.append(Refused(kind, code, error.message("zh"), error.message("en")))
    return MendOutcome(done, tuple(refused))
