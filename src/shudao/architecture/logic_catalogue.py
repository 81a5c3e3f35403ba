"""Decisions about catalogue entries: the compilation guide's rules, the code structure, and the entry's life."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from shudao.architecture.classes import FORMAT_TYPES, INDUSTRIES
from shudao.architecture.code_rules.registry import DEFAULT, RULES
from shudao.architecture.contracts import EntryState, NewCatalogueEntry, Openness, ResourceClass, ShareType
from shudao.architecture.contracts_review import EntryFault
from shudao.kernel.identifiers import is_uscc

CATEGORY = re.compile(r"[1-3]\d{2}\d{3}\d*")
CODE = re.compile(r"[1-3]\d{2}\d{3}\d*/\d+")
ITEM_TYPES = frozenset("CNYDTLMGBIF")
# Words of names that say nothing about what is meant.
_COMMON = re.compile("信息|数据|基本|情况|记录|目录|资源|表$|登记")
# Words of decisions, as they are shown and stored.
HAND_IN, APPROVAL, RETURN, RECALLING, REVISION, WITHDRAWAL = "提交", "同意", "退回", "撤销", "修改", "放弃修订"

# (state, step) → next state, for the author's side.
SUBMIT = {
    EntryState.DRAFT: EntryState.WAIT_REG_APPROVE,
    EntryState.REG_REJECT: EntryState.WAIT_REG_APPROVE,
    EntryState.REGISTERED: EntryState.WAIT_PUB_APPROVE,
    EntryState.PUB_REJECT: EntryState.WAIT_PUB_APPROVE,
}
APPROVE = {
    EntryState.WAIT_REG_APPROVE: EntryState.REGISTERED,
    EntryState.WAIT_PUB_APPROVE: EntryState.PUBLISHED,
}
REJECT = {
    EntryState.WAIT_REG_APPROVE: EntryState.REG_REJECT,
    EntryState.WAIT_PUB_APPROVE: EntryState.PUB_REJECT,
}
RECALL = {EntryState.PUBLISHED: EntryState.RECALLED}
WAITING = frozenset({EntryState.WAIT_REG_APPROVE, EntryState.WAIT_PUB_APPROVE})
EDITABLE = frozenset({EntryState.DRAFT, EntryState.REG_REJECT, EntryState.PUB_REJECT})

STATE_ZH = {
    EntryState.DRAFT: "草稿",
    EntryState.WAIT_REG_APPROVE: "待登记审核",
    EntryState.REG_REJECT: "登记退回",
    EntryState.REGISTERED: "已登记",
    EntryState.WAIT_PUB_APPROVE: "待发布审核",
    EntryState.PUB_REJECT: "发布退回",
    EntryState.PUBLISHED: "已发布",
    EntryState.RECALLED: "已撤销",
}


def entry_code(category: str, number: int) -> str:
    """The code of a catalogue entry by the guide: category and sequence (STANDARDS §1.3)."""
    return RULES[DEFAULT].make(category, "", number)


def resource_class(category: str) -> ResourceClass:
    return ResourceClass(category[0])


def entry_faults(entry: NewCatalogueEntry) -> list[EntryFault]:
    """What does not follow the compilation guide; the legal basis is judged apart."""
    return [*_head_faults(entry), *_format_faults(entry), *_condition_faults(entry), *_item_faults(entry)]


def _head_faults(entry: NewCatalogueEntry) -> Iterator[EntryFault]:
    if not CATEGORY.fullmatch(entry.category):
        wanted = "a class, two digits, three digits and more, such as 306012"
        yield EntryFault(
            "category", "信息资源分类应为 1 位类、2 位项、3 位目及细目，如 306012", f"the category should be {wanted}"
        )
    if entry.code is not None and not any(rule.accepts(entry.code) for rule in RULES.values()):
        yield EntryFault("code", "信息资源代码不合任何一种编码规则", "the code follows none of the rules")
    if not 1 <= len(entry.name.strip()) <= 128:
        yield EntryFault("name", "信息资源名称应为 1 至 128 字", "the name should have 1 to 128 characters")
    if not 1 <= len(entry.abstract.strip()) <= 1000:
        yield EntryFault("abstract", "信息资源摘要应为 1 至 1000 字", "the abstract should have 1 to 1,000 characters")
    if not entry.provider_name.strip() or not entry.provider_code.strip():
        yield EntryFault(
            "provider", "没有提供方名称或统一社会信用代码", "the provider's name or credit code is missing"
        )
    elif not is_uscc(entry.provider_code):
        wrong = "提供方代码不是有效的统一社会信用代码（校验位不符）"
        yield EntryFault("provider", wrong, "the provider's code is no valid unified social credit code")
    if entry.industry and entry.industry not in INDUSTRIES:
        yield EntryFault(
            "industry", "行业应为 GB/T 4754 的门类（A 至 T）", "the industry should be a section of GB/T 4754"
        )


def _format_faults(entry: NewCatalogueEntry) -> Iterator[EntryFault]:
    given = entry.format_type.strip()
    if not given:
        yield EntryFault("format_type", "没有信息资源格式", "the format is missing")
        return
    homes = {category for category, types in FORMAT_TYPES.items() if given.casefold() in types}
    if homes and entry.format_category not in homes:
        yield EntryFault(
            "format_type",
            f"格式“{given}”不属于所选的格式分类",
            f"{given} does not belong to the format category chosen",
        )


def _condition_faults(entry: NewCatalogueEntry) -> Iterator[EntryFault]:
    if entry.share_type is ShareType.CONDITIONAL and not entry.share_condition.strip():
        yield EntryFault("share_condition", "有条件共享须写明共享条件", "conditional sharing needs its conditions")
    if entry.share_type is not ShareType.NOT_SHARED and entry.legal_basis is not None:
        yield EntryFault("legal_basis", "只有不予共享才引用法律依据", "only what is not shared cites a legal basis")
    if entry.openness is Openness.CONDITIONAL and not entry.open_condition.strip():
        yield EntryFault("open_condition", "有条件开放须写明开放条件", "conditional opening needs its conditions")
    if entry.share_type is ShareType.NOT_SHARED and entry.openness is Openness.UNCONDITIONAL:
        yield EntryFault("openness", "不予共享的资源不能无条件开放", "what is not shared cannot be open to all")


def _item_faults(entry: NewCatalogueEntry) -> Iterator[EntryFault]:
    if not entry.items:
        yield EntryFault("item", "至少要有一个信息项", "there should be at least one item")
    seen: set[str] = set()
    for line, item in enumerate(entry.items, 1):
        if not item.name.strip() or item.name in seen:
            zh = f"信息项“{item.name}”名称为空或重复"
            yield EntryFault("item", zh, f"the item {item.name} has no name or is there twice", line)
        seen.add(item.name)
        if item.data_type not in ITEM_TYPES:
            zh = f"信息项“{item.name}”的数据类型“{item.data_type}”不在指南之列"
            yield EntryFault("item_type", zh, f"the type {item.data_type} of {item.name} is none of the guide's", line)
        if item.length is not None and item.length < 1:
            zh = f"信息项“{item.name}”的长度不是正数"
            yield EntryFault("item_length", zh, f"the length of {item.name} is not positive", line)


def meaning(name: str, items: Iterable[str]) -> list[str]:
    """By what entries that mean the same find one another: the pieces of the name, and the names of the items."""
    plain = [_plain(item) for item in items]
    return sorted({f"n:{piece}" for piece in _pieces(name)} | {f"i:{item}" for item in plain if item})


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """How alike two meanings are, 0 to 1: half by their names, half by the items of the smaller one."""
    names, items = (({each for each in a if each[0] == kind} for a in (one, other)) for kind in "ni")
    (name_a, name_b), (item_a, item_b) = tuple(names), tuple(items)
    by_name = 2 * len(name_a & name_b) / max(1, len(name_a) + len(name_b))
    by_items = len(item_a & item_b) / max(1, min(len(item_a), len(item_b)))
    return round(0.5 * by_name + 0.5 * by_items, 3)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _pieces(name: str) -> set[str]:
    """Two-character pieces of a name without the words that every other entry has."""
    plain = _COMMON.sub("", _plain(name)) or _plain(name)
    return {plain[at : at + 2] for at in range(max(1, len(plain) - 1))}


def hands_in(decisions: Sequence[Mapping[str, Any]]) -> set[str]:
    """Who handed this text of an entry in or approved it: none of them gives the next approval.

    What was decided about an earlier text, and having sent it back, bind nobody.
    """
    drafts = [number for number, decision in enumerate(decisions) if decision["next_state"] == EntryState.DRAFT]
    recent = decisions[drafts[-1] :] if drafts else decisions
    return {decision["principal"] for decision in recent if decision["action"] in (HAND_IN, APPROVAL)}


def next_state(steps: dict[EntryState, EntryState], state: EntryState) -> EntryState | None:
    """Where a step leads from a state, or nothing where it cannot be taken."""
    return steps.get(state)
