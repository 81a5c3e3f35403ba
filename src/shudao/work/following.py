"""Following a thing: its followers are told of changes, from the evidence, which knows of every one (SPEC 3.1.7)."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from shudao.access.errors import UnknownAccount
from shudao.evidence import facade as evidence
from shudao.evidence.contracts import Entry
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.uow import UnitOfWork
from shudao.work import inbox
from shudao.work.contracts import ToAccount
from shudao.work.contracts_life import Described
from shudao.work.principals import actor_of
from shudao.work.subjects import describe, described, known_subjects
from shudao.work.tables_life import FollowedUntilRow, FollowRow

__all__ = ["follow", "followed", "follows", "tell_followers", "unfollow"]

BATCH = 5_000
BY = Actor.system("work.follow")
# What is written down of the work itself is told otherwise, except that a change was proposed.
PROPOSED = "work.change.proposed"
COMMENTED = "work.comment.written"
# Reading leaves lines as well; only what changed something is told.
READINGS = ("read", "decided", "asked", "tried", "opened", "exported", "tested", "called", "previewed")


def follow(uow: UnitOfWork, subject: str, *, by: Actor) -> None:
    """Be told from now on when a thing changes. Following it twice is following it."""
    describe(uow, subject, by=by)
    _begin(uow)
    values = {"account_id": by.account_id, "subject": subject, "since": uow.clock.now()}
    uow.session.execute(insert(FollowRow).values(values).on_conflict_do_nothing())
    evidence.record(uow, by=by, action="work.follow.begun", subject=f"work/follow/{by.account_id}", detail=_of(subject))


def unfollow(uow: UnitOfWork, subject: str, *, by: Actor) -> None:
    mine = (FollowRow.account_id == by.account_id, FollowRow.subject == subject)
    uow.session.execute(delete(FollowRow).where(*mine))
    evidence.record(uow, by=by, action="work.follow.ended", subject=f"work/follow/{by.account_id}", detail=_of(subject))


def follows(uow: UnitOfWork, subject: str, *, by: Actor) -> bool:
    return uow.session.get(FollowRow, (by.account_id, subject)) is not None


def followed(uow: UnitOfWork, *, by: Actor) -> list[tuple[str, Described]]:
    """What one follows and still may see."""
    query = select(FollowRow.subject).where(FollowRow.account_id == by.account_id).order_by(FollowRow.since.desc())
    pairs = [(subject, described(uow, subject, by=by)) for subject in uow.session.scalars(query.limit(500))]
    return [(subject, thing) for subject, thing in pairs if thing is not None]


def tell_followers(database: Database) -> int:
    """Tell of everything logged since the last time, each change once; returns how many notices went out."""
    told = 0
    while True:
        with database.unit_of_work() as uow:
            read, sent = _tell_of_next(uow)
        told += sent
        if read < BATCH:
            return told


def _tell_of_next(uow: UnitOfWork) -> tuple[int, int]:
    """Read on by one batch; how many lines were read, and how many notices went out.

    The log's order has no gaps, so where it was read up to is remembered as one number, in the same transaction.
    """
    _begin(uow)
    until = uow.session.get_one(FollowedUntilRow, 1, with_for_update=True, populate_existing=True)
    entries = list(evidence.logged(uow, until.leaf, until.leaf + BATCH))
    told = _tell(uow, entries)
    until.leaf += len(entries)
    uow.session.flush()
    return len(entries), told


def _begin(uow: UnitOfWork) -> None:
    """Nobody followed anything before the first follower, so reading begins with the log as it is then."""
    begun = insert(FollowedUntilRow).values(id=1, leaf=evidence.log_size(uow))
    uow.session.execute(begun.on_conflict_do_nothing())


def _tell(uow: UnitOfWork, entries: list[Entry]) -> int:
    changed: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for subject in _subjects(entry):
            changed[subject].append(entry)
    if not changed:
        return 0
    query = select(FollowRow).where(FollowRow.subject.in_(changed)).order_by(FollowRow.subject, FollowRow.account_id)
    return sum(_tell_one(uow, row, changed[row.subject]) for row in uow.session.scalars(query).all())


def _subjects(entry: Entry) -> Iterable[str]:
    about = entry.detail.get("about")
    if entry.action in (PROPOSED, COMMENTED) and isinstance(about, str):
        return known_subjects(about)
    module, _, verb = entry.action.rpartition(".")
    if module.startswith(("work.", "evidence.", "access.")) or verb in READINGS:
        return ()
    return known_subjects(entry.subject)


def _tell_one(uow: UnitOfWork, row: FollowRow, entries: list[Entry]) -> int:
    of_others = [each for each in entries if each.account_id != row.account_id and each.recorded_at >= row.since]
    if not of_others:
        return 0
    try:
        thing = described(uow, row.subject, by=actor_of(uow, row.account_id))
    except UnknownAccount:
        return 0
    # Whoever may not see it any more is not told either.
    if thing is None:
        return 0
    zh, en = _words(of_others)
    return inbox.notify(
        uow,
        ToAccount(row.account_id),
        title_zh=f"您关注的“{thing.title}”{zh}",
        title_en=f"{thing.title}, which you follow, {en}",
        link=thing.path,
        by=BY,
    )


def _words(entries: list[Entry]) -> tuple[str, str]:
    actions = {entry.action for entry in entries}
    if actions == {COMMENTED}:
        return "有新的讨论", "was commented on"
    if actions <= {PROPOSED, COMMENTED}:
        return "有人提出变更", "has a change proposed"
    return "已变更", "was changed"


def _of(subject: str) -> dict[str, str]:
    return {"about": subject}
