"""What `policy` needs from other rooms: clauses of norms, each one SQL query, and counts of values outside a code set.

A clause lives where its facts live, in the folder `clauses` of its module: one file, one line in the folder's
registry, one case in `tests/conformance/clauses`. `app` joins the folders in `CLAUSES`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import Select, SQLColumnExpression, Text, literal, null, select
from sqlalchemy import cast as sql_cast

from shudao.kernel.actor import Role
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.policy.contracts_codes import CountedValues
from shudao.policy.contracts_norms import Principle, Severity

__all__ = [
    "CLAUSES",
    "VALUE_COUNTERS",
    "Clause",
    "Principle",
    "Role",
    "Severity",
    "ValueCounter",
    "found",
    "join_clauses",
    "value_counter",
]

_ID = re.compile(r"N(0[1-9]|1[0-4])-\d{2}")


@dataclass(frozen=True)
class Clause:
    """One clause of a norm.

    `id` is N, the norm's number and the clause's, as in `N05-03`. `source` is the sentence it is drawn from. `subject`
    names the kind of thing it looks at, `link` that thing's page in the console with `{subject}` in it, `route` the
    role that mends it. `violations` makes, for a day, one query over the whole ledger with the columns of `found`: a
    subject stands in it once for what is wrong with it.
    """

    id: str
    principle: Principle
    severity: Severity
    zh: str
    en: str
    source: str
    subject: str
    link: str
    route: Role
    mend_zh: str
    mend_en: str
    violations: Callable[[date], Select[Any]]

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"{self.id} is no clause of the fourteen norms")

    @property
    def norm(self) -> str:
        """The code of the norm it belongs to."""
        return f"GF-{self.id[1:3]}"


CLAUSES: dict[str, Clause] = {}


def join_clauses(clauses: Iterable[Clause]) -> None:
    """Let the norms speak with these clauses, and no others. Raises ValueError for two of one id."""
    joined: dict[str, Clause] = {}
    for clause in sorted(clauses, key=lambda each: each.id):
        if joined.setdefault(clause.id, clause) is not clause:
            raise ValueError(f"two clauses are named {clause.id}")
    CLAUSES.clear()
    CLAUSES.update(joined)


def found(
    subject: SQLColumnExpression[Any],
    name: SQLColumnExpression[Any],
    organisation_id: SQLColumnExpression[Any],
    owner: SQLColumnExpression[Any] | None = None,
    detail: SQLColumnExpression[Any] | None = None,
) -> Select[*tuple[Any, ...]]:
    """The columns every clause answers with: the thing's code, its name, whose it is, which person answers for it, and
    what is wrong in codes and figures."""
    return select(
        sql_cast(subject, Text).label("subject"),
        name.label("name"),
        organisation_id.label("organisation_id"),
        sql_cast(null() if owner is None else owner, Text).label("owner"),
        sql_cast(literal("") if detail is None else detail, Text).label("detail"),
    )


class ValueCounter(Protocol):
    """Counts, in the data sets it keeps, the values of columns that follow `table` and are not among `allowed`.

    It opens its own units of work: reading a lake takes longer than a transaction should.
    """

    def __call__(
        self, database: Database, settings: Settings, table: str, allowed: frozenset[str]
    ) -> CountedValues: ...


VALUE_COUNTERS: list[ValueCounter] = []


def value_counter(count: ValueCounter) -> ValueCounter:
    """Register a counter, once, where the facade of its module is imported."""
    if count not in VALUE_COUNTERS:
        VALUE_COUNTERS.append(count)
    return count
