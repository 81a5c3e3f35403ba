"""Two people who do the same at the same moment: one has done it, the other is told so."""

import threading
from collections.abc import Callable

import pytest

from shudao.kernel.database import Database
from shudao.kernel.errors import Conflict
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import NewPerson
from shudao.mechanism.errors import TreeCycle
from tests.builders.mechanism import SYSTEM, make_organisation, new_organisation


def at_once(database: Database, act: Callable[[UnitOfWork], object]) -> list[str]:
    """Do it in two transactions that begin together; the codes of what was refused."""
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def run() -> None:
        try:
            with database.unit_of_work() as uow:
                together.wait(30)
                act(uow)
            outcomes.append("done")
        except (Conflict, TreeCycle) as refusal:
            outcomes.append(refusal.code)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(outcomes)


@pytest.mark.parametrize("what", ["organisation", "person"])
def test_a_code_taken_at_the_same_moment_is_told_as_taken(database: Database, what: str) -> None:
    with database.unit_of_work() as uow:
        home = make_organisation(uow)
    new = new_organisation(code="TWICE")

    def act(uow: UnitOfWork) -> object:
        if what == "organisation":
            return mechanism.create_organisation(uow, new, by=SYSTEM)
        return mechanism.create_person(uow, NewPerson("twice", "甲", home.id), by=SYSTEM)

    assert at_once(database, act) == ["done", "mechanism.code_taken"]


def test_one_of_two_edits_of_the_same_version_is_stale(database: Database) -> None:
    with database.unit_of_work() as uow:
        seen = make_organisation(uow)
    new = new_organisation(code=seen.code)
    outcomes = at_once(database, lambda uow: mechanism.edit_organisation(uow, seen.id, new, seen_version=1, by=SYSTEM))
    assert outcomes == ["done", "mechanism.stale_organisation"]


def test_two_moves_that_would_make_a_ring_together_leave_a_tree(database: Database) -> None:
    """Each is harmless alone; the second finds what the first has done."""
    with database.unit_of_work() as uow:
        one, other = make_organisation(uow), make_organisation(uow)
    moves = iter([(one, other.id), (other, one.id)])

    def move(uow: UnitOfWork) -> object:
        which, below = next(moves)
        new = new_organisation(code=which.code, parent_id=below)
        return mechanism.edit_organisation(uow, which.id, new, seen_version=1, by=SYSTEM)

    assert at_once(database, move) == ["done", "mechanism.tree_cycle"]
    with database.unit_of_work() as uow:
        parents = [mechanism.organisation(uow, o.id).parent_id for o in (one, other)]
    assert parents.count(None) == 1
