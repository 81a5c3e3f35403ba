"""Which profile and which time limits are in force (STANDARDS §2.3)."""

from datetime import date

from shudao.access import facade as access
from shudao.architecture.contracts import ShareType
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.sharing import logic, permissions, store
from shudao.sharing.contracts import Profile, Step, TimeLimit, Urgency
from shudao.sharing.profiles import default_limits
from shudao.sharing.tables import ProfileRow, TimeLimitRow

__all__ = ["choose_profile", "list_limits", "profile_in_force", "set_limit", "working_days_for"]


def choose_profile(uow: UnitOfWork, profile: Profile, jurisdiction: str = "", *, by: Actor) -> None:
    """Put a profile in force for requests submitted from now on; those under way keep theirs."""
    access.require(uow, by, permissions.SET_LIMITS)
    if profile_in_force(uow) == (profile, jurisdiction) and store.profile_in_force(uow.session) is not None:
        return
    row = ProfileRow(
        id=new_id(),
        profile=profile,
        jurisdiction=jurisdiction,
        chosen_at=uow.clock.now(),
        chosen_by=by.account_id,
    )
    uow.session.add(row)
    uow.session.flush()
    detail = {"profile": profile.value, "jurisdiction": jurisdiction}
    evidence.record(uow, by=by, action="sharing.profile.chosen", subject="sharing/profile", detail=detail)


def profile_in_force(uow: UnitOfWork) -> tuple[Profile, str]:
    """The profile and jurisdiction; until somebody chooses, the regulation in force is followed."""
    row = store.profile_in_force(uow.session)
    return (Profile(row.profile), row.jurisdiction) if row else (Profile.DECREE_809, "")


def set_limit(uow: UnitOfWork, limit: TimeLimit, *, by: Actor) -> None:
    """Add a limit from a day on, such as a province's own; earlier rows stay for the requests that began under them."""
    access.require(uow, by, permissions.SET_LIMITS)
    row = TimeLimitRow(
        id=new_id(),
        jurisdiction=limit.jurisdiction,
        profile=limit.profile,
        share_type=limit.share_type or "",
        step=limit.step,
        urgency=limit.urgency or "",
        working_days=limit.working_days,
        valid_from=limit.valid_from,
        set_by=by.account_id,
    )
    uow.session.add(row)
    uow.session.flush()
    detail = {"profile": limit.profile.value, "step": limit.step.value, "working_days": limit.working_days}
    evidence.record(uow, by=by, action="sharing.limit.set", subject=f"sharing/time_limit/{row.id}", detail=detail)


def list_limits(uow: UnitOfWork, profile: Profile | None = None) -> list[TimeLimit]:
    """The shipped limits and the installation's own rows."""
    shipped = [limit for each in Profile if profile in (None, each) for limit in default_limits(each)]
    return [*shipped, *store.time_limits(uow.session, profile)]


def working_days_for(
    uow: UnitOfWork, profile: Profile, jurisdiction: str, share_type: ShareType, step: Step, urgency: Urgency, on: date
) -> int:
    """The limit of one step. Rows of the installation go before what the profile ships."""
    limits = [*default_limits(profile), *store.time_limits(uow.session, profile)]
    return logic.limit_for(limits, jurisdiction, share_type, step, urgency, on)
