"""Which systems are idle in fact (僵尸系统, SPEC 4.11): a pure rule over what is known of their use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shudao.architecture.contracts import IdleEvidence, IdleSign, SystemState

__all__ = ["SystemUse", "idle_evidence"]


@dataclass(frozen=True)
class SystemUse:
    """What is known of a system: None means never seen. `last_used_at` is what the department said itself, the
    other two were noticed. `has_owner`: a responsible person in office stands for it.
    """

    state: SystemState
    registered_at: datetime
    last_used_at: datetime | None
    last_read_at: datetime | None
    last_changed_at: datetime | None
    has_owner: bool


def idle_evidence(use: SystemUse, now: datetime, days: int) -> tuple[IdleEvidence, ...]:
    """The signs by which a system is idle, empty when it is not.

    A system that is there to be used is idle when for `days` days nobody read from it **and** nothing changed in it.
    That nobody answers for it is told as a third sign; alone it makes no system idle. One that was registered less
    than `days` days ago has had no time to show anything, unless its department says itself when it was last used.
    """
    since = now - timedelta(days=days)
    if not use.state.runs or (use.registered_at > since and use.last_used_at is None):
        return ()
    read = max((seen for seen in (use.last_read_at, use.last_used_at) if seen is not None), default=None)
    found = {IdleSign.NO_READS: read, IdleSign.NO_CHANGES: use.last_changed_at}
    if any(seen is not None and seen > since for seen in found.values()):
        return ()
    signs = [IdleEvidence(sign, seen) for sign, seen in found.items()]
    return tuple(signs if use.has_owner else [*signs, IdleEvidence(IdleSign.NO_OWNER, None)])
