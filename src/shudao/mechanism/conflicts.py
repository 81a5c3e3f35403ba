"""The conflict matrix of posts: changed by two people, and who holds two posts that do not go together."""

from itertools import combinations

from sqlalchemy import select

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import store
from shudao.mechanism.contracts_posts import HeldConflict, Verdict
from shudao.mechanism.errors import UnknownPost
from shudao.mechanism.permissions import EDIT_CONFLICTS
from shudao.mechanism.reforming import bureau_or
from shudao.mechanism.tables import PersonRow, PostConflictRow
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, ToPool
from shudao.work.ports import change_handler

__all__ = ["held_conflicts", "propose_conflict"]

CONFLICT = "mechanism.post_conflict"
_WORDS = {Verdict.REFUSE: "不得兼任", Verdict.FLAG: "兼任须关注", None: "可以兼任"}


def propose_conflict(uow: UnitOfWork, post_a: str, post_b: str, verdict: Verdict | None, *, by: Actor) -> ChangeRequest:
    """Ask the bureau to set how two posts go together; None: nothing against it. The asker does not decide it."""
    access.require(uow, by, EDIT_CONFLICTS)
    known = store.posts(uow.session)
    first, second = sorted((post_a, post_b))
    if unknown := next((code for code in (first, second) if code not in known), None):
        raise UnknownPost(code=unknown)
    if first == second:
        raise UnknownPost(code=first)
    home = by.organisation_id or ""
    return work.propose(
        uow,
        subject=f"mechanism/conflict/{first}/{second}",
        kind=CONFLICT,
        title=f"{known[first].name} 与 {known[second].name}：{_WORDS[verdict]}",
        payload={"post_a": first, "post_b": second, "verdict": verdict},
        approver=ToPool(Role.DATA_BUREAU, bureau_or(uow, home)),
        by=by,
    )


@change_handler(CONFLICT)
def apply_conflict(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None:
    """Write the approved pair. Whoever holds both already is listed, not removed."""
    told = change.payload
    row = uow.session.get(PostConflictRow, (told["post_a"], told["post_b"]))
    if told["verdict"] is None:
        if row is not None:
            uow.session.delete(row)
    else:
        pair = PostConflictRow(post_a=told["post_a"], post_b=told["post_b"], verdict=told["verdict"])
        uow.session.merge(pair)
    uow.session.flush()
    subject = f"mechanism/conflict/{told['post_a']}/{told['post_b']}"
    evidence.record(uow, by=by, action="mechanism.conflict.set", subject=subject, detail={"verdict": told["verdict"]})


def held_conflicts(uow: UnitOfWork) -> list[HeldConflict]:
    """Everybody who holds two posts today that do not go together, the refused pairs first."""
    verdicts = {(c.post_a, c.post_b): c.verdict for c in store.post_conflicts(uow.session)}
    posts = store.posts(uow.session)
    held: dict[str, set[str]] = {}
    for row in uow.session.scalars(store.appointments(uow.clock.today())):
        held.setdefault(row.person_id, set()).add(row.post_code)
    found = [
        (person_id, pair)
        for person_id, codes in held.items()
        for pair in combinations(sorted(codes), 2)
        if pair in verdicts
    ]
    people = {p.id: p for p in uow.session.scalars(select(PersonRow).where(PersonRow.id.in_([f[0] for f in found])))}
    homes = store.names(uow.session, (), {p.organisation_id for p in people.values()})
    told = [
        HeldConflict(
            person_id,
            people[person_id].name,
            homes[people[person_id].organisation_id],
            first,
            posts[first].name,
            second,
            posts[second].name,
            verdicts[first, second],
        )
        for person_id, (first, second) in found
    ]
    return sorted(told, key=lambda each: (each.verdict is Verdict.FLAG, each.person_name, each.post_a))
