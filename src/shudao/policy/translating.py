"""What a mapping between code systems means, as plain functions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from shudao.policy.contracts import CodePair, Translation, TranslationKind

__all__ = ["exact_ones", "pair_faults", "translation"]


def pair_faults(pairs: Sequence[CodePair], from_codes: frozenset[str], to_codes: frozenset[str]) -> list[str]:
    """What is not in order with the lines of a mapping, in Chinese; empty when it may be loaded."""
    faults = [] if pairs else ["映射没有任何一行"]
    by_code: dict[str, list[CodePair]] = defaultdict(list)
    for number, pair in enumerate(pairs, 1):
        faults += [f"第 {number} 行（{pair.from_code}）：{fault}" for fault in _line_faults(pair, from_codes, to_codes)]
        by_code[pair.from_code].append(pair)
    for code, lines in by_code.items():
        faults += sorted({f"代码 {code}：{fault}" for fault in _group_faults(lines)})
    return faults


def _line_faults(pair: CodePair, from_codes: frozenset[str], to_codes: frozenset[str]) -> Iterator[str]:
    if pair.from_code not in from_codes:
        yield "源代码不在源代码表中"
    if pair.to_code is not None and pair.to_code not in to_codes:
        yield f"目标代码 {pair.to_code} 不在目标代码表中"
    if bool(pair.when_field) != bool(pair.when_values):
        yield "条件应同时给出字段和取值"
    if pair.to_code is None and pair.when_field:
        yield "无对应的代码不能带条件"
    if pair.valid_from and pair.valid_to and pair.valid_from > pair.valid_to:
        yield "生效日期晚于失效日期"


def _group_faults(lines: Sequence[CodePair]) -> Iterator[str]:
    """Lines of one code that hold on the same day must not leave it to chance which of them is meant."""
    for one, other in combinations(lines, 2):
        if not _overlap(one, other):
            continue
        if one.to_code is None or other.to_code is None:
            yield "不能既无对应又有对应"
        elif not one.when_field and not other.when_field:
            yield "同一时期有多个对应而没有条件"
        elif one.when_field and other.when_field and one.when_field != other.when_field:
            yield "各行的条件应取自同一字段"
        elif set(one.when_values) & set(other.when_values):
            yield "各行的条件取值重复"


def _overlap(one: CodePair, other: CodePair) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def translation(pairs: Sequence[CodePair], as_of: date, facts: Mapping[str, str]) -> Translation:
    """What one code is in the other system, from its lines, on a day and for a row with these other values."""
    lines = [pair for pair in pairs if (pair.valid_from or date.min) <= as_of <= (pair.valid_to or date.max)]
    if not lines:
        return Translation(TranslationKind.UNKNOWN)
    if any(line.to_code is None for line in lines):
        return Translation(TranslationKind.NONE)
    fields = tuple(dict.fromkeys(line.when_field for line in lines if line.when_field))
    missing = tuple(field for field in fields if field not in facts)
    if missing:
        candidates = tuple(dict.fromkeys(line.to_code for line in lines if line.to_code))
        return Translation(TranslationKind.CHOICE, candidates, missing)
    met = [line for line in lines if line.when_field and facts[line.when_field] in line.when_values]
    chosen = met or [line for line in lines if not line.when_field]
    if not chosen or chosen[0].to_code is None:
        return Translation(TranslationKind.UNKNOWN)
    return Translation(TranslationKind.EXACT, (chosen[0].to_code,))


def exact_ones(pairs: Sequence[CodePair], as_of: date) -> dict[str, str]:
    """Code → code wherever nothing but the code itself decides."""
    by_code: dict[str, list[CodePair]] = defaultdict(list)
    for pair in pairs:
        by_code[pair.from_code].append(pair)
    found = {code: translation(lines, as_of, {}) for code, lines in by_code.items()}
    return {code: each.codes[0] for code, each in found.items() if each.kind is TranslationKind.EXACT}
