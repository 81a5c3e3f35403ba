"""The two profiles of time limits as data: the white paper's practice, and the regulation's (STANDARDS §2.1, §2.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from shudao.architecture.contracts import ShareType
from shudao.sharing.contracts import Profile, Step, TimeLimit, Urgency

__all__ = ["PROFILES", "ProfileRules", "default_limits"]


@dataclass(frozen=True)
class ProfileRules:
    """What a profile says beyond its limits.

    `refuses_by_timeout`: a review nobody answers is refused when its limit has passed. `escalates`: an overdue step is
    reported to the bureau and to the chief data officer instead. `pauses_on_return`: the source's clock stands still
    while the applicant completes the request. `returns_once`: everything that is missing is told in one notice.
    """

    refuses_by_timeout: frozenset[Step]
    escalates: bool
    pauses_on_return: bool
    returns_once: bool
    reminder_hours: Mapping[Urgency, int]
    office_opens: time = time(9)
    office_closes: time = time(18)


_REMINDERS = {Urgency.ORDINARY: 24, Urgency.URGENT: 12, Urgency.CRITICAL: 6}

PROFILES: Mapping[Profile, ProfileRules] = {
    Profile.WHITEPAPER: ProfileRules(frozenset({Step.REVIEW}), False, False, False, _REMINDERS),
    Profile.DECREE_809: ProfileRules(frozenset(), True, True, True, _REMINDERS),
}

_WHITEPAPER_DAYS = {
    Step.CONSENT: 2,
    Step.REVIEW: 5,
    Step.COMPLETION: 5,
    Step.FILING: 1,
    Step.IMPLEMENTATION: 2,
    Step.RECEIPT: 5,
    Step.EVALUATION: 20,
}
_DECREE_DAYS = {
    Step.CONSENT: 2,
    Step.REVIEW: 10,
    Step.COMPLETION: 10,
    Step.FILING: 1,
    Step.IMPLEMENTATION: 20,
    Step.RECEIPT: 5,
    Step.EVALUATION: 20,
}
_FIRST_DAY = date(2025, 8, 1)


def default_limits(profile: Profile) -> list[TimeLimit]:
    """The limits a profile ships with; rows of the installation's own go before them."""
    days = _WHITEPAPER_DAYS if profile is Profile.WHITEPAPER else _DECREE_DAYS
    limits = [TimeLimit(profile, step, count, _FIRST_DAY) for step, count in days.items()]
    if profile is Profile.DECREE_809:
        limits.append(TimeLimit(profile, Step.REVIEW, 1, _FIRST_DAY, share_type=ShareType.UNCONDITIONAL))
    return limits
