"""Revisions become periods: as of any day the periods say what the revision in force on that day said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.policy.contracts import CodeRow, Revision, Snapshot
from shudao.policy.errors_codes import RevisionOutOfOrder
from shudao.policy.intervals import fold, follow, parent_by_levels, proposed_successors, with_parents, without_twice
from shudao.policy.logic import code_faults, is_in_force

FIRST = date(1980, 12, 1)


@st.composite
def histories(draw: st.DrawFn) -> list[Revision]:
    """A few whole lists over few codes and names, so that codes go, come back and change."""
    revisions, day = [], FIRST
    for number in range(draw(st.integers(1, 6))):
        codes = draw(st.sets(st.sampled_from(["10", "11", "12", "13"]), min_size=1))
        lines = [
            Snapshot(code, draw(st.sampled_from("甲乙丙")), "10" if code != "10" and "10" in codes else None)
            for code in sorted(codes)
        ]
        revisions.append(Revision(f"r{number}", day, tuple(lines)))
        day += timedelta(days=draw(st.integers(1, 400)))
    return revisions


def said(revisions: list[Revision], day: date) -> dict[str, tuple[str, str | None]]:
    """The plain reading: the last list that is in force, or the oldest for the days before it."""
    inforce = [each for each in revisions if each.effective_on <= day] or revisions[:1]
    return {line.code: (line.name, line.parent) for line in inforce[-1].codes}


def folded(rows: list[CodeRow], day: date) -> dict[str, tuple[str, str | None]]:
    return {row.code: (row.name, row.parent) for row in rows if is_in_force(row, day)}


@given(histories(), st.integers(-400, 3000))
def test_periods_say_on_every_day_what_the_revisions_said(revisions: list[Revision], offset: int) -> None:
    rows, summaries = fold(revisions)
    day = FIRST + timedelta(days=offset)
    assert folded(rows, day) == said(revisions, day)
    assert [each.total for each in summaries] == [len(each.codes) for each in revisions]
    assert not [fault for fault in code_faults(rows) if "同一时期" in fault], "a code never has two meanings on one day"


@given(histories())
def test_a_history_taken_one_by_one_is_the_same_as_at_once(revisions: list[Revision]) -> None:
    rows, _ = fold(revisions[:1])
    for revision in revisions[1:]:
        rows, _ = follow(rows, revision)
    assert rows == fold(revisions)[0]


@given(histories())
def test_what_did_not_change_is_one_period(revisions: list[Revision]) -> None:
    """Ninety lists that agree are one row each, not ninety."""
    again = [replace(revisions[0], effective_on=FIRST + timedelta(days=n)) for n in range(90)]
    rows, summaries = fold(again)
    assert len(rows) == len(revisions[0].codes)
    assert all((each.added, each.withdrawn, each.renamed) == (0, 0, 0) for each in summaries[1:])


def test_a_withdrawn_code_names_what_took_its_place() -> None:
    rows, _ = fold([Revision("1980", FIRST, (Snapshot("110221", "昌平县"), Snapshot("110101", "东城区")))])
    new = (Snapshot("110114", "昌平区", predecessors=("110221",)), Snapshot("110101", "东城区"))
    rows, summary = follow(rows, Revision("1999", date(1999, 9, 16), new))
    gone = next(row for row in rows if row.code == "110221")
    assert (gone.valid_to, gone.successors) == (date(1999, 9, 15), ("110114",))
    assert (summary.added, summary.withdrawn, summary.renamed) == (1, 1, 0)


def test_local_codes_outlive_a_national_revision() -> None:
    rows = [CodeRow("680171", "开发区", is_local=True), CodeRow("110101", "东城区")]
    after, _ = follow(rows, Revision("2030", date(2030, 1, 1), (Snapshot("110102", "西城区"),)))
    assert folded(after, date(2031, 1, 1)).keys() == {"680171", "110102"}


@pytest.mark.parametrize("day", [FIRST, FIRST - timedelta(days=1)])
def test_a_revision_that_is_not_later_is_refused(day: date) -> None:
    """It would rewrite what was in force already."""
    with pytest.raises(RevisionOutOfOrder):
        fold([Revision("a", FIRST, (Snapshot("1", "甲"),)), Revision("b", day, (Snapshot("1", "乙"),))])


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("110101", "110100"),
        ("110100", "110000"),
        ("110000", None),
        ("429004", "420000"),
        ("999999", None),
    ],
)
def test_the_code_above_is_read_from_the_digits(code: str, above: str | None) -> None:
    known = {"110000", "110100", "110101", "420000", "429004"}
    assert parent_by_levels(code, (2, 4, 6), known) == above


def test_given_parents_are_kept_and_missing_ones_found() -> None:
    lines = (Snapshot("110000", "北京市"), Snapshot("110101", "东城区"), Snapshot("110102", "西城区", "110101"))
    assert [line.parent for line in with_parents(lines, (2, 4))] == [None, "110000", "110101"]


def test_likely_successors_are_of_the_same_name_or_place_and_province() -> None:
    gone = [CodeRow("110221", "昌平县"), CodeRow("320100", "市辖区"), CodeRow("220101", "南关区")]
    gone[2] = replace(gone[2], successors=("220102",))
    new = [CodeRow("110114", "昌平区"), CodeRow("310114", "昌平区"), CodeRow("330100", "市辖区")]
    assert proposed_successors(gone, [*new, CodeRow("220199", "南关区")]) == {"110221": ("110114",)}


def test_of_a_code_named_twice_the_first_is_kept_and_the_rest_told() -> None:
    twice = Revision("1992", FIRST, (Snapshot("379017", "蓬莱市"), Snapshot("1", "甲"), Snapshot("379017", "招远市")))
    once, left = without_twice(twice)
    assert [line.name for line in once.codes] == ["蓬莱市", "甲"]
    assert [line.name for line in left] == ["招远市"]
    assert without_twice(once) == (once, ())
