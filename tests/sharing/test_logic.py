"""The decisions of sharing: no way around consent, review and filing; time acts only as the profile says."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.architecture.contracts import CatalogueItem, ShareType
from shudao.kernel.clock import TIME_ZONE
from shudao.kernel.expr.predicate import Eq, Everything, In, Predicate
from shudao.kernel.working_days import DueDate, WorkingDays
from shudao.sharing import logic
from shudao.sharing.contracts import Event, Profile, RefusalGround, State, Step, TimeLimit, Urgency
from shudao.sharing.logic import Due, Waiting, due_action, next_state
from shudao.sharing.profiles import PROFILES, default_limits

# 2026 with its National Day and one make-up Saturday; 23 November is a Monday.
DAYS = WorkingDays({date(2026, 10, 1): True, date(2026, 11, 28): False})
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=TIME_ZONE)
EVENTS = st.lists(st.sampled_from(list(Event)), max_size=40)
SHARE_TYPES, PROFILE = st.sampled_from(list(ShareType)), st.sampled_from(list(Profile))
DELIVERED_OR_LATER = {State.IMPLEMENTING, State.AWAITING_RECEIPT, State.IN_USE, State.EVALUATED, State.ENDED}


@given(EVENTS, SHARE_TYPES, PROFILE)
def test_no_sequence_of_events_reaches_delivery_without_consent_review_and_filing(
    events: list[Event], share_type: ShareType, profile: Profile
) -> None:
    state, happened = State.DRAFT, []
    for event in events:
        following = next_state(state, event, share_type, profile)
        if following is None:
            continue
        assert not state.is_final, "what has ended stays as it ended"
        state = following
        happened.append(event)
    if state in DELIVERED_OR_LATER:
        needed = [Event.SUBMITTED, Event.CONSENTED, Event.APPROVED, Event.FILED]
        places = [happened.index(event) for event in needed]
        assert places == sorted(places)
        assert share_type is not ShareType.NOT_SHARED


@given(EVENTS, SHARE_TYPES, PROFILE, st.sampled_from([state for state in State if state.is_final]))
def test_what_was_refused_withdrawn_revoked_or_ended_stays_so(
    events: list[Event], share_type: ShareType, profile: Profile, state: State
) -> None:
    assert all(next_state(state, event, share_type, profile) is None for event in events)


@given(SHARE_TYPES)
def test_only_the_white_papers_practice_refuses_by_timeout(share_type: ShareType) -> None:
    timed_out = [next_state(State.AWAITING_REVIEW, Event.TIMED_OUT, share_type, p) for p in Profile]
    assert timed_out == [State.REFUSED, None]


LEAVES = st.one_of(
    st.builds(Eq, st.just("d"), st.integers(0, 3)),
    st.builds(lambda values: In("d", tuple(values)), st.lists(st.integers(0, 3), max_size=3)),
    st.just(Everything()),
)


@given(LEAVES, LEAVES, st.integers(0, 3))
def test_a_further_condition_never_lets_more_rows_through(asked: Predicate, further: Predicate, value: int) -> None:
    row = {"d": value}
    assert not logic.narrowed_rows(asked, further).evaluate(row) or asked.evaluate(row)
    assert logic.narrowed_rows(asked, further).evaluate(row) == (asked.evaluate(row) and further.evaluate(row))


def test_grounds_fit_the_sharing_type() -> None:
    assert RefusalGround.CONDITION_UNMET not in logic.grounds_for(ShareType.UNCONDITIONAL)
    assert RefusalGround.CONDITION_UNMET in logic.grounds_for(ShareType.CONDITIONAL)
    assert logic.grounds_for(ShareType.NOT_SHARED) == {RefusalGround.NOT_SHARED}


def test_one_conditional_column_makes_the_request_conditional() -> None:
    items = [
        CatalogueItem("名称", "C", attribute_code="a", share_type=ShareType.UNCONDITIONAL),
        CatalogueItem("电话", "C", attribute_code="b", share_type=ShareType.CONDITIONAL),
    ]
    asked = [logic.effective_share_type(ShareType.UNCONDITIONAL, items, attributes) for attributes in ("a", "ab")]
    assert asked == [ShareType.UNCONDITIONAL, ShareType.CONDITIONAL]


@pytest.mark.parametrize(
    ("profile", "share_type", "step", "expected"),
    [
        (Profile.WHITEPAPER, ShareType.CONDITIONAL, Step.REVIEW, 5),
        (Profile.WHITEPAPER, ShareType.UNCONDITIONAL, Step.REVIEW, 5),
        (Profile.DECREE_809, ShareType.UNCONDITIONAL, Step.REVIEW, 1),
        (Profile.DECREE_809, ShareType.CONDITIONAL, Step.REVIEW, 10),
        (Profile.DECREE_809, ShareType.CONDITIONAL, Step.IMPLEMENTATION, 20),
    ],
)
def test_the_shipped_limits_are_those_of_the_white_paper_and_the_decree(
    profile: Profile, share_type: ShareType, step: Step, expected: int
) -> None:
    limits = default_limits(profile)
    found = logic.limit_for(limits, "", share_type, step, Urgency.ORDINARY, date(2026, 11, 23))
    assert found == expected


def test_the_most_particular_limit_in_force_counts() -> None:
    def limit(days: int, **given: object) -> TimeLimit:
        usual = {"profile": Profile.DECREE_809, "step": Step.REVIEW, "valid_from": date(2026, 1, 1)}
        return TimeLimit(working_days=days, **(usual | given))  # type: ignore[arg-type]

    limits = [
        limit(10),
        limit(8, valid_from=date(2026, 6, 1)),
        limit(7, valid_from=date(2027, 1, 1)),
        limit(5, jurisdiction="330000"),
        limit(2, urgency=Urgency.CRITICAL),
    ]

    def found(jurisdiction: str, urgency: Urgency) -> int:
        on = date(2026, 11, 23)
        return logic.limit_for(limits, jurisdiction, ShareType.CONDITIONAL, Step.REVIEW, urgency, on)

    assert found("", Urgency.ORDINARY) == 8
    assert found("", Urgency.CRITICAL) == 2
    assert found("330000", Urgency.CRITICAL) == 5


def waiting(**given: object) -> Waiting:
    usual = {"step": Step.REVIEW, "since": MONDAY, "due": DueDate(date(2026, 11, 28)), "urgency": Urgency.ORDINARY}
    return Waiting(**(usual | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("profile", "days_later", "expected"),
    [
        (Profile.WHITEPAPER, 5, Due.REMIND),
        (Profile.WHITEPAPER, 6, Due.REFUSE),
        (Profile.DECREE_809, 5, Due.REMIND),
        (Profile.DECREE_809, 6, Due.ESCALATE),
    ],
)
def test_the_due_day_itself_is_still_in_time(profile: Profile, days_later: int, expected: Due) -> None:
    """Saturday 28 November is a make-up working day; the limit ends at its 24:00."""
    assert due_action(waiting(), MONDAY + timedelta(days=days_later), profile, DAYS) is expected


@given(PROFILE, st.integers(0, 400), st.sampled_from(list(Step)))
def test_nothing_but_a_reminder_acts_on_an_estimated_day(profile: Profile, hours: int, step: Step) -> None:
    late = waiting(due=DueDate(date(2026, 11, 24), estimated=True), step=step)
    assert due_action(late, MONDAY + timedelta(days=30, hours=hours), profile, DAYS) in (Due.NOTHING, Due.REMIND)


@given(PROFILE, st.integers(0, 2000))
def test_only_the_review_is_ever_refused_by_time(profile: Profile, hours: int) -> None:
    for step in set(Step) - {Step.REVIEW}:
        assert due_action(waiting(step=step), MONDAY + timedelta(hours=hours), profile, DAYS) is not Due.REFUSE


@given(st.sampled_from(list(Urgency)), st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 20)))  # noqa: DTZ001 -- made aware below
def test_reminders_come_in_office_hours_and_never_before_their_interval(urgency: Urgency, moment: datetime) -> None:
    rules = PROFILES[Profile.WHITEPAPER]
    since = moment.replace(tzinfo=TIME_ZONE)
    planned = logic.next_reminder(waiting(since=since, urgency=urgency), rules, DAYS)
    assert planned - since >= timedelta(hours=rules.reminder_hours[urgency])
    assert logic.is_office_hour(planned, rules, DAYS)


@pytest.mark.parametrize(
    ("urgency", "expected"),
    [
        (Urgency.ORDINARY, datetime(2026, 11, 24, 10, 0, tzinfo=TIME_ZONE)),
        (Urgency.URGENT, datetime(2026, 11, 24, 9, 0, tzinfo=TIME_ZONE)),
        (Urgency.CRITICAL, datetime(2026, 11, 23, 16, 0, tzinfo=TIME_ZONE)),
    ],
)
def test_reminders_every_24_12_and_6_hours(urgency: Urgency, expected: datetime) -> None:
    assert logic.next_reminder(waiting(urgency=urgency), PROFILES[Profile.WHITEPAPER], DAYS) == expected


@given(st.integers(1, 20), st.integers(0, 40))
def test_a_paused_clock_keeps_what_was_left_and_one_day_at_least(limit: int, days_used: int) -> None:
    started = date(2026, 11, 2)
    left = logic.days_left_when_paused(DAYS, started, started + timedelta(days=days_used), limit)
    assert 1 <= left <= limit
