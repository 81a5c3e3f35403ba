"""A made-up history of division codes as large as the real one: whole lists, revision after revision."""

import random
from collections.abc import Iterator
from datetime import date

from shudao.policy.contracts import Revision, Snapshot

SIZE, CHANGES, RENAMES = 3285, 25, 4
FIRST_YEAR = 1980
_NAMES = "东西南北上下新安永平长宁清和石金河山林海"


def made_history(revisions: int = 94, size: int = SIZE, seed: int = 2260) -> Iterator[Revision]:
    """Two revisions a year; each withdraws some codes, names others anew, and brings as many new ones."""
    chance = random.Random(seed)
    numbers = [f"{number:06d}" for number in range(110000, 110000 + size * 4)]
    chance.shuffle(numbers)
    standing = {numbers.pop(): _name(chance) for _ in range(size)}
    for number in range(revisions):
        day = date(FIRST_YEAR + number // 2, 6 if number % 2 else 1, 1)
        if number:
            _change(standing, numbers, chance)
        yield Revision(day.isoformat(), day, tuple(Snapshot(code, standing[code]) for code in sorted(standing)))


def _change(standing: dict[str, str], numbers: list[str], chance: random.Random) -> None:
    for code in chance.sample(sorted(standing), CHANGES):
        del standing[code]
    for code in chance.sample(sorted(standing), RENAMES):
        standing[code] = _name(chance)
    for _ in range(CHANGES):
        standing[numbers.pop()] = _name(chance)


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_NAMES, k=2)) + chance.choice("县区市旗")
