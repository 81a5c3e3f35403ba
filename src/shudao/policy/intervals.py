"""Code tables through time as plain functions: whole lists of codes become periods of validity."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from shudao.policy.contracts import CodeRow
from shudao.policy.contracts_codes import Revision, RevisionSummary, Snapshot
from shudao.policy.errors_codes import RevisionOutOfOrder

__all__ = ["fold", "follow", "parent_by_levels", "proposed_successors", "with_parents", "without_twice"]

# What changes when a county becomes a city or a district; the name before it stays.
_KIND_OF_PLACE = re.compile(r"(自治县|自治旗|自治州|地区|林区|特区|矿区|新区|县|市|区|旗|盟|州|省)$")
_DAY = timedelta(days=1)


def fold(revisions: Iterable[Revision]) -> tuple[list[CodeRow], list[RevisionSummary]]:
    """Whole lists, oldest first, as periods: a code stands from the revision that brings it until the day before the
    one that lacks it, and in a new period when its name or its place changes.

    The oldest list says nothing of when its codes began, so they have no first day. Raises `RevisionOutOfOrder`.
    """
    history = _History([])
    summaries = [history.take(revision) for revision in revisions]
    return history.rows(), summaries


def follow(rows: Sequence[CodeRow], revision: Revision) -> tuple[list[CodeRow], RevisionSummary]:
    """The periods of a table once one more revision is in force. Local extension codes do not end with it.

    Raises `RevisionOutOfOrder` when the table already says something of that day or a later one.
    """
    history = _History(rows)
    summary = history.take(revision)
    return history.rows(), summary


class _History:
    """Periods that ended, and what stands at present by code."""

    def __init__(self, rows: Sequence[CodeRow]) -> None:
        self.ended = [row for row in rows if row.valid_to is not None]
        self.standing = {row.code: row for row in rows if row.valid_to is None}
        days = [day for row in rows for day in (row.valid_from, row.valid_to) if day is not None]
        self.latest = max(days, default=None)
        self.is_empty = not rows

    def take(self, revision: Revision) -> RevisionSummary:
        if self.latest is not None and revision.effective_on <= self.latest:
            raise RevisionOutOfOrder(label=revision.label, day=revision.effective_on, latest=self.latest)
        since = None if self.is_empty else revision.effective_on
        last, before = revision.effective_on - _DAY, self.standing
        successors = _successors(revision.codes)
        now = {row.code: row for row in before.values() if row.is_local}
        renamed = 0
        for line in revision.codes:
            known = before.get(line.code)
            if known is not None and (known.name, known.parent) == (line.name, line.parent):
                now[line.code] = known
                continue
            aliases = known.aliases if known is not None else ()
            now[line.code] = CodeRow(line.code, line.name, line.parent, since, aliases=aliases)
            if known is not None:
                renamed += 1
                self.ended.append(replace(known, valid_to=last))
        gone = [row for row in before.values() if row.code not in now]
        self.ended += [replace(row, valid_to=last, successors=_all_of(row, successors)) for row in gone]
        self.standing, self.latest, self.is_empty = now, revision.effective_on, False
        added = len(now.keys() - before.keys())
        return RevisionSummary(revision.label, revision.effective_on, len(now), added, len(gone), renamed)

    def rows(self) -> list[CodeRow]:
        return sorted([*self.ended, *self.standing.values()], key=lambda row: (row.code, row.valid_from or date.min))


def _successors(codes: Iterable[Snapshot]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in codes:
        for predecessor in line.predecessors:
            found[predecessor].append(line.code)
    return found


def _all_of(row: CodeRow, successors: Mapping[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*row.successors, *successors.get(row.code, ())]))


def with_parents(codes: Sequence[Snapshot], levels: Sequence[int]) -> tuple[Snapshot, ...]:
    """Give each code without a parent the one its own digits name (GB/T 2260: two, four and six digits)."""
    known = {line.code for line in codes}
    return tuple(
        line
        if line.parent
        else Snapshot(line.code, line.name, parent_by_levels(line.code, levels, known), line.predecessors)
        for line in codes
    )


def without_twice(revision: Revision) -> tuple[Revision, tuple[Snapshot, ...]]:
    """A list that names a code twice, as published lists sometimes do (GB/T 2260 of 1992: 379017 is three cities), with
    the first of each kept; and what was left out."""
    first: dict[str, Snapshot] = {}
    left = tuple(line for line in revision.codes if first.setdefault(line.code, line) is not line)
    return (replace(revision, codes=tuple(first.values())) if left else revision), left


def parent_by_levels(code: str, levels: Sequence[int], known: Container[str]) -> str | None:
    """The nearest code above by leading digits, filled up with zeros, that the table holds.

    A county right below its province (429004 仙桃市 where 429000 is not listed) goes to the province.
    """
    for length in sorted(levels, reverse=True):
        above = code[:length].ljust(len(code), "0")
        if above != code and length < len(code.rstrip("0")) and above in known:
            return above
    return None


def proposed_successors(gone: Sequence[CodeRow], new: Sequence[CodeRow]) -> dict[str, tuple[str, ...]]:
    """For withdrawn codes, codes that came at the same time and may have taken their place: first those of the same
    name, then of the same name but for the kind of place (昌平县 → 昌平区), both within the same first two digits.

    A proposal only: people confirm it.
    """
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_stem: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in new:
        by_name[row.code[:2], row.name].append(row.code)
        by_stem[row.code[:2], _stem(row.name)].append(row.code)
    found = {}
    for row in gone:
        likely = by_name.get((row.code[:2], row.name)) or by_stem.get((row.code[:2], _stem(row.name)))
        if likely and not row.successors:
            found[row.code] = tuple(likely)
    return found


def _stem(name: str) -> str:
    stem = _KIND_OF_PLACE.sub("", name)
    # 市辖区 and 县 are no names of a place; cut short they would match one another.
    return stem if len(stem) > 1 else name
