"""What stands in a made-up schema of a city's departments, and which of its tables are code tables."""

import random
from dataclasses import dataclass, field

from tests.builders.schemas.words import Words, words


@dataclass(frozen=True)
class TrueColumn:
    """`kind` is text, long, integer, decimal, date, time or flag; `size` its length, or digits and decimals."""

    name: str
    kind: str
    size: tuple[int, ...] = ()
    nullable: bool = True
    comment: str = ""
    default: str | None = None


@dataclass(frozen=True)
class TrueTable:
    """`role` is business, code or look_alike; `refers` are (columns, table, its columns)."""

    name: str
    comment: str
    columns: tuple[TrueColumn, ...]
    role: str = "business"
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()

    @property
    def column_of_code(self) -> TrueColumn:
        """What other tables refer to."""
        wanted = self.primary_key[-1]
        return next(column for column in self.columns if column.name == wanted)


def text(name: str, size: int, comment: str = "", **given: object) -> TrueColumn:
    return TrueColumn(name, "text", (size,), comment=comment, **given)  # type: ignore[arg-type]


@dataclass
class Maker:
    """Makes tables whose names do not repeat; `taken` is shared by all makers of a schema."""

    random: random.Random
    taken: set[str] = field(default_factory=set)

    @property
    def words(self) -> Words:
        return words()

    def name(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self.taken:
            number += 1
            name = f"{wanted}_{number}"
        self.taken.add(name)
        return name

    def some_matters(self, count: int) -> list[str]:
        return self.random.sample(self.words.matters, count)
