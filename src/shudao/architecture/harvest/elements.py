"""Which published data element a column is: by name and synonyms, English name or initials, type and values.

The name proposes, everything else only confirms or speaks against it: two columns of one type are not one element.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shudao.architecture.harvest.contracts import ElementMatch, Ground
from shudao.architecture.harvest.names import english, folded, initials, segments
from shudao.architecture.harvest.samples import Sample, passes
from shudao.policy.contracts import DataElement, DataType

__all__ = ["Candidate", "Elements"]

NAME, SYNONYM, NEARLY, ENGLISH, INITIALS, ENDING = 0.9, 0.85, 0.8, 0.75, 0.7, 0.6
TYPE, OTHER_TYPE, VALUES, OTHER_VALUES = 0.1, -0.3, 0.15, -0.4
LOWEST = 0.5
MOST = 3
# Endings that say how a value is written, not what it is of: 性别 is 性别代码.
_FORMS = ("代码", "编码", "名称", "号码", "编号", "标志")
# What may stand in front of an element's name in a column's: 申请人姓名 is 姓名.
_SHORTEST_ENDING = 2


@dataclass(frozen=True)
class Candidate:
    """What is known of a column when its element is looked for."""

    name: str
    title: str
    type: DataType
    length: int | None
    sample: Sample
    is_key: bool = False


class Elements:
    """An index over the published elements. Asking it costs a few look-ups, whatever their number."""

    def __init__(self, elements: Iterable[DataElement], codes: Mapping[str, frozenset[str]] | None = None) -> None:
        self._codes = codes or {}
        self.by_code: dict[str, DataElement] = {}
        self._names: defaultdict[str, list[tuple[DataElement, float, Ground]]] = defaultdict(list)
        self._english: dict[str, DataElement] = {}
        self._initials: dict[str, DataElement | None] = {}
        for element in elements:
            self._add(element)

    def _add(self, element: DataElement) -> None:
        self.by_code[element.code] = element
        self._names[folded(element.name)].append((element, NAME, Ground.NAME))
        for synonym in element.synonyms:
            self._names[folded(synonym)].append((element, SYNONYM, Ground.SYNONYM))
        for form in _FORMS:
            shorter = folded(element.name).removesuffix(form)
            if shorter != folded(element.name) and len(shorter) > 1:
                self._names[shorter].append((element, NEARLY, Ground.NAME))
        if element.english:
            self._english.setdefault(english(element.english), element)
        short = initials(element.name)
        # Initials that stand for two elements say nothing.
        self._initials[short] = None if short in self._initials else element

    def title_of(self, name: str) -> tuple[str, Ground] | None:
        """The name of the element whose English name or initials a column carries."""
        parts = segments(name)
        if element := self._english.get("_".join(parts)):
            return element.name, Ground.ENGLISH
        if len("".join(parts)) > 2 and (element := self._initials.get("".join(parts))):
            return element.name, Ground.INITIALS
        return None

    def matches(self, column: Candidate) -> tuple[ElementMatch, ...]:
        """The likeliest elements, best first; none below `LOWEST`."""
        found: dict[str, ElementMatch] = {}
        for element, score, ground in self._named(column):
            match = self._weighed(element, score, ground, column)
            known = found.get(element.code)
            if match.score >= LOWEST and (known is None or known.score < match.score):
                found[element.code] = match
        ordered = sorted(found.values(), key=lambda match: (-match.score, match.code))
        return tuple(ordered[:MOST])

    def _named(self, column: Candidate) -> Iterator[tuple[DataElement, float, Ground]]:
        title = folded(column.title)
        if title:
            yield from self._names.get(title, ())
            for form in _FORMS:
                if title.endswith(form) and len(title) - len(form) > 1:
                    for element, score, ground in self._names.get(title.removesuffix(form), ()):
                        yield element, min(score, NEARLY), ground
            for at in range(1, len(title) - _SHORTEST_ENDING + 1):
                for element, score, ground in self._names.get(title[at:], ()):
                    if score >= SYNONYM:
                        yield element, ENDING, ground
        parts = segments(column.name)
        if by_english := self._english.get("_".join(parts)):
            yield by_english, ENGLISH, Ground.ENGLISH
        if not title and (by_initials := self._initials.get("".join(parts))):
            yield by_initials, INITIALS, Ground.INITIALS

    def _weighed(self, element: DataElement, score: float, ground: Ground, column: Candidate) -> ElementMatch:
        grounds = [ground]
        if _fits(element.data_type, column.type, column.sample):
            score += TYPE
            grounds.append(Ground.TYPE)
        else:
            score += OTHER_TYPE
        share = self._share(element, column.sample)
        if share is not None:
            score += VALUES if share >= 0.8 else OTHER_VALUES if share < 0.2 else 0.0
            if share >= 0.8:
                grounds.append(Ground.VALUES)
        return ElementMatch(element.code, element.name, round(min(max(score, 0.0), 1.0), 2), tuple(grounds))

    def _share(self, element: DataElement, sample: Sample) -> float | None:
        """The share of sampled values that the element's value domain takes."""
        codes = self._codes.get(element.code_table or "")
        if codes and sample.values:
            return sum(value.strip() in codes for value in sample.values) / len(sample.values)
        return passes(sample, checksum=element.checksum, pattern=element.pattern)


_ALIKE = {
    DataType.STRING: {DataType.STRING, DataType.INTEGER},
    DataType.INTEGER: {DataType.INTEGER, DataType.DECIMAL, DataType.STRING},
    DataType.DECIMAL: {DataType.DECIMAL, DataType.INTEGER, DataType.STRING},
    DataType.DATE: {DataType.DATE, DataType.DATETIME},
    DataType.DATETIME: {DataType.DATETIME, DataType.DATE},
    DataType.BOOLEAN: {DataType.BOOLEAN, DataType.STRING, DataType.INTEGER},
    DataType.BINARY: {DataType.BINARY},
}


def _fits(wanted: DataType, found: DataType, sample: Sample) -> bool:
    """Whether a column of this type can hold the element; dates are often kept as text."""
    if wanted in (DataType.DATE, DataType.DATETIME) and found is DataType.STRING:
        return not sample.count or sample.dates >= 0.5
    return found in _ALIKE[wanted]
