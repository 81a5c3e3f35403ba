"""The vocabulary of the generated ledger: licensed words, ranked, drawn by Zipf's law.

Names of divisions (benchmarks/data/README.md), the sample city's data elements and code tables, words of government
business written here, and compounds of them: at least 50,000 distinct words. The same seed gives the same words.
"""

import bisect
import csv
import gzip
import random
from functools import cache
from itertools import accumulate
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"
CITY = Path(__file__).parents[1] / "samples" / "city"
WANTED = 60_000

_WRITTEN = (DATA / "business_words.txt").read_text("utf-8").partition("\n")[2]
BUSINESS, SUFFIXES = (tuple(part.split()) for part in _WRITTEN.split("\n\n"))


def _city_words() -> list[str]:
    """Names and synonyms of data elements, and the names of codes of small tables."""
    elements = yaml.load((CITY / "data_elements.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)["data_elements"]
    found = [word for e in elements for word in (e["name"], *e.get("synonyms", ()))]
    for file in sorted((CITY / "code_tables").glob("*.csv")):
        if file.stem in ("holidays", "division"):
            continue
        with file.open(encoding="utf-8", newline="") as opened:
            found += [line["name"] for line in csv.DictReader(opened)]
    return [word for word in found if not word.isascii()]


@cache
def vocabulary() -> tuple[str, ...]:
    """At least 50,000 distinct words, the most frequent first."""
    divisions = gzip.decompress((DATA / "division_names.txt.gz").read_bytes()).decode().split("\n")
    compounds = [f"{first}{second}" for first in BUSINESS for second in (*BUSINESS, *SUFFIXES) if first != second]
    dice = random.Random(20261124)
    dice.shuffle(divisions)
    dice.shuffle(compounds)
    common = list(dict.fromkeys([*BUSINESS, *_city_words()]))
    tail = [word for pair in zip(divisions, compounds, strict=False) for word in pair]
    return tuple(dict.fromkeys([*common, *tail, *divisions, *compounds]))[:WANTED]


class Zipf:
    """Draws of words whose frequency is one over their rank."""

    def __init__(self, words: tuple[str, ...], seed: int) -> None:
        self._words = words
        self._sums = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        self._dice = random.Random(seed)

    def draw(self) -> str:
        return self._words[bisect.bisect_left(self._sums, self._dice.random() * self._sums[-1])]
