"""Which grade a column is likely to have, with its reason: by what was decided for like attributes, then by words.

A suggestion only: grades are set by the owner's side and lowered by two (GB/T 43697). What is 重要 or 核心 stands in
the regulator's list and is never suggested.
"""

from collections import defaultdict
from collections.abc import Iterable

from shudao.architecture.contracts_ledger import Grade
from shudao.architecture.harvest.contracts import (
    ColumnKind,
    GradeSuggestion,
    Ground,
    KnownAttribute,
    Neighbour,
)
from shudao.architecture.harvest.names import folded
from shudao.architecture.harvest.words import G2_WORDS, G3_WORDS, G4_WORDS, NOT_OF_PERSONS, OFFICES

__all__ = ["Grades", "is_personal"]

NEIGHBOURS_TOLD = 5
# Sensitive personal information of GB/T 45574 and GB/T 35273 by the words that name it, most sensitive first.
_WORDS: tuple[tuple[Grade, str, str, tuple[str, ...]], ...] = (
    (Grade.G4, "生物识别、医疗健康、金融账户等敏感个人信息", "biometric, health or bank data", G4_WORDS),
    (
        Grade.G3,
        "可识别身份或行踪、家庭、财产的个人信息",
        "data that tells who, where or how rich one is",
        G3_WORDS,
    ),
    (Grade.G2, "一般个人信息或不宜公开的业务信息", "ordinary personal data, or no matter for the public", G2_WORDS),
)
_PERSONAL = tuple(word for _, _, _, words in _WORDS for word in words if word not in NOT_OF_PERSONS)


class Grades:
    """Suggestions that lean on the grades of a ledger."""

    def __init__(self, attributes: Iterable[KnownAttribute]) -> None:
        self._by_element: defaultdict[str, list[KnownAttribute]] = defaultdict(list)
        self._by_name: defaultdict[str, list[KnownAttribute]] = defaultdict(list)
        for attribute in {attribute.code: attribute for attribute in attributes}.values():
            if attribute.grade is not None and not attribute.grade.is_protected:
                self._by_element[attribute.element_code or ""].append(attribute)
                self._by_name[folded(attribute.name)].append(attribute)

    def suggest(self, title: str, element_code: str | None, kind: ColumnKind) -> GradeSuggestion | None:
        """A grade with its reason; None where nothing tells it. Housekeeping columns are G1."""
        by_name = self._by_name.get(folded(title), []) if title else []
        by_element = self._by_element.get(element_code, []) if element_code else []
        return (
            _of_neighbours(by_name, "同名属性", "Attributes of this name")
            or _of_neighbours(by_element, "同一数据元的属性", "Attributes of this element")
            or _of_words(title)
            or _of_kind(kind)
        )


def _of_neighbours(alike: list[KnownAttribute], zh: str, en: str) -> GradeSuggestion | None:
    """The highest of the neighbours' grades: a suggestion must not lower what somebody decided."""
    graded = [(attribute.grade, attribute) for attribute in alike if attribute.grade]
    graded.sort(key=lambda pair: (-pair[0].rank, pair[1].code))
    if not graded:
        return None
    top = graded[0][0]
    told = tuple(Neighbour(attribute.code, attribute.name, grade) for grade, attribute in graded[:NEIGHBOURS_TOLD])
    return GradeSuggestion(
        top, f"台账中{zh}已定级，最高为{top}。", f"{en} in the ledger are graded up to {top}.", Ground.NEIGHBOURS, told
    )


def _of_words(title: str) -> GradeSuggestion | None:
    for grade, zh, en, words in _WORDS:
        word = next((word for word in words if word in title), None)
        if word is not None and not (grade < Grade.G4 and any(thing in title for thing in OFFICES)):
            return GradeSuggestion(grade, f"名称含“{word}”：{zh}。", f"The name says {word}: {en}.", Ground.NAME)
    return None


def _of_kind(kind: ColumnKind) -> GradeSuggestion | None:
    if kind in (ColumnKind.HOUSEKEEPING, ColumnKind.CODE, ColumnKind.FLAG):
        return GradeSuggestion(
            Grade.G1,
            f"{kind.zh}，不含个人信息。",
            f"A {kind.value} column without personal data.",
            Ground.SHAPE,
        )
    return None


def is_personal(title: str) -> bool:
    """Whether a column is likely to hold personal information, by its name."""
    return any(word in title for word in _PERSONAL) and not any(thing in title for thing in OFFICES)
