"""Decisions about catalogue entries: the compilation guide's rules, the code structure, and the entry's life."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shudao.architecture.contracts import EntryState, NewCatalogueEntry, Openness, ResourceClass, ShareType

CATEGORY = re.compile(r"[1-3]\d{2}\d{3}\d*")
CODE = re.compile(r"[1-3]\d{2}\d{3}\d*/\d+")
ITEM_TYPES = frozenset("CNYDTLMGBIF")
SEQUENCE_WIDTH = 6
# Words of decisions, as they are shown and stored.
HAND_IN, APPROVAL, RETURN, RECALLING, REVISION = "提交", "同意", "退回", "撤销", "修改"

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
    """The code of a catalogue entry: category and sequence (STANDARDS §1.3)."""
    return f"{category}/{number:0{SEQUENCE_WIDTH}d}"


def resource_class(category: str) -> ResourceClass:
    return ResourceClass(category[0])


def entry_faults(entry: NewCatalogueEntry) -> list[str]:
    """What does not follow the compilation guide, in Chinese; the legal basis is judged apart."""
    return [*_head_faults(entry), *_condition_faults(entry), *_item_faults(entry)]


def _head_faults(entry: NewCatalogueEntry) -> Iterator[str]:
    if not CATEGORY.fullmatch(entry.category):
        yield "信息资源分类应为 1 位类、2 位项、3 位目及细目，如 306012"
    if entry.code is not None and not CODE.fullmatch(entry.code):
        yield "信息资源代码不合“分类/顺序号”结构"
    if not 1 <= len(entry.name.strip()) <= 128:
        yield "信息资源名称应为 1 至 128 字"
    if not 1 <= len(entry.abstract.strip()) <= 1000:
        yield "信息资源摘要应为 1 至 1000 字"
    if not entry.format_type.strip():
        yield "没有信息资源格式"
    if not entry.provider_name.strip() or not entry.provider_code.strip():
        yield "没有提供方名称或统一社会信用代码"


def _condition_faults(entry: NewCatalogueEntry) -> Iterator[str]:
    if entry.share_type is ShareType.CONDITIONAL and not entry.share_condition.strip():
        yield "有条件共享须写明共享条件"
    if entry.share_type is not ShareType.NOT_SHARED and entry.legal_basis is not None:
        yield "只有不予共享才引用法律依据"
    if entry.openness is Openness.CONDITIONAL and not entry.open_condition.strip():
        yield "有条件开放须写明开放条件"
    if entry.share_type is ShareType.NOT_SHARED and entry.openness is Openness.UNCONDITIONAL:
        yield "不予共享的资源不能无条件开放"


def _item_faults(entry: NewCatalogueEntry) -> Iterator[str]:
    if not entry.items:
        yield "至少要有一个信息项"
    seen: set[str] = set()
    for item in entry.items:
        if not item.name.strip() or item.name in seen:
            yield f"信息项“{item.name}”名称为空或重复"
        seen.add(item.name)
        if item.data_type not in ITEM_TYPES:
            yield f"信息项“{item.name}”的数据类型“{item.data_type}”不在指南之列"
        if item.length is not None and item.length < 1:
            yield f"信息项“{item.name}”的长度不是正数"


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
