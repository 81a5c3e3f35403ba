"""What an engine answers differently, and whose turn it is: `not_yet` (ours), `upstream` (theirs), `never` (nobody's).

Marks are strict: when a marked case begins to agree, the test fails until the mark is removed.
"""

from typing import Literal, NamedTuple


class Mark(NamedTuple):
    turn: Literal["not_yet", "upstream", "never"]
    reason: str


MARKS: dict[tuple[str, str], Mark] = {
    ("spark", "rule reference"): Mark(
        "upstream", "Sail plans `IN (subquery)` in a filter only, not beside other columns"
    ),
}
