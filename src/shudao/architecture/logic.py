"""Decisions about the ledger as plain functions: the code rule, grades, the rules of business objects, deviations."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shudao.architecture.contracts import (
    Attribute,
    Deviation,
    Entity,
    Finding,
    Grade,
    Level,
    NewAttribute,
    NewNode,
    TestAnswer,
)
from shudao.architecture.contracts_systems import CertificationTest
from shudao.policy.contracts import DataElement

# Digits per level at least: domain 2, subject area 2, object 3, entity 2, attribute 3. Numbers that outgrow their width
# go on without padding, so that no jurisdiction runs out of codes.
WIDTHS = (2, 2, 3, 2, 3)
_PREFIX = re.compile(r"([A-Z]{2,6})(\d+(?:\.\d+){0,4})")
LAKE_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
SECRET_WORDS = ("password", "passwd", "secret", "token", "pwd", "credential", "private_key", "口令", "密码")


@dataclass(frozen=True)
class ArchitectureCode:
    """A code of the ledger: the jurisdiction's letters and one number per level, such as LC01.02.003.01.005."""

    prefix: str
    numbers: tuple[int, ...]

    @property
    def level(self) -> Level:
        return Level(len(self.numbers))

    @property
    def parent(self) -> "ArchitectureCode | None":
        return ArchitectureCode(self.prefix, self.numbers[:-1]) if len(self.numbers) > 1 else None

    def child(self, number: int) -> "ArchitectureCode":
        return ArchitectureCode(self.prefix, (*self.numbers, number))

    def __str__(self) -> str:
        return self.prefix + ".".join(f"{n:0{w}d}" for n, w in zip(self.numbers, WIDTHS, strict=False))


def parse_code(text: str) -> ArchitectureCode | None:
    """Read a code by the rule, or nothing. Only the one canonical spelling is a code."""
    match = _PREFIX.fullmatch(text)
    if match is None or len(text) > 60 or not text.isascii():
        return None
    code = ArchitectureCode(match[1], tuple(int(part) for part in match[2].split(".")))
    return code if str(code) == text and all(code.numbers) else None


def ancestors(text: str) -> list[str]:
    """The codes above a code, nearest first."""
    code, found = parse_code(text), []
    while code is not None and (code := code.parent) is not None:
        found.append(str(code))
    return found


def node_faults(nodes: Sequence[NewNode], attributes: Sequence[NewAttribute]) -> list[tuple[str, str]]:
    """What is not in order with a set of definitions, as (code, fault in Chinese) pairs."""
    faults = [(node.code, fault) for node in nodes for fault in _node_faults(node)]
    faults += [(attribute.code, fault) for attribute in attributes for fault in _attribute_faults(attribute)]
    seen: set[str] = set()
    for code in [*(node.code for node in nodes), *(attribute.code for attribute in attributes)]:
        if code in seen:
            faults.append((code, "编号在同一批中重复"))
        seen.add(code)
    return faults


def _node_faults(node: NewNode) -> Iterator[str]:
    code = parse_code(node.code)
    if code is None or code.level is Level.ATTRIBUTE:
        yield "编号不合编码规则（如 LC01.02.003.01）"
        return
    if not node.name.strip():
        yield "名称为空"
    if not node.organisation_id:
        yield "没有责任单位"
    is_entity, is_object = code.level is Level.ENTITY, code.level is Level.BUSINESS_OBJECT
    if is_entity and not (node.table and LAKE_NAME.fullmatch(node.table)):
        yield "逻辑实体须有小写英文表名"
    if not is_entity and (node.table or node.is_critical):
        yield "只有逻辑实体有表名和关键标志"
    if node.identifying_attribute and not is_object:
        yield "只有业务对象有标识属性"
    if node.identifying_attribute and not node.identifying_attribute.startswith(f"{node.code}."):
        yield "标识属性不属于该业务对象"


def _attribute_faults(attribute: NewAttribute) -> Iterator[str]:
    code = parse_code(attribute.code)
    if code is None or code.level is not Level.ATTRIBUTE:
        yield "属性编号不合编码规则（如 LC01.02.003.01.005）"
    if not attribute.name.strip():
        yield "名称为空"
    if not LAKE_NAME.fullmatch(attribute.field):
        yield "字段名应为小写英文、数字和下划线"


# What a change request may touch. Codes, parents and lake names stay: others refer to them. Grades have their own way.
EDITABLE_NODE = ("name", "english", "definition", "synonyms")
EDITABLE_ATTRIBUTE = ("name", "definition", "synonyms", "data_element", "is_critical", "is_personal")
_FIELD_TYPES: dict[str, type] = {"synonyms": list, "is_critical": bool, "is_personal": bool}


def editable_fields(code: str) -> tuple[str, ...]:
    parsed = parse_code(code)
    return EDITABLE_ATTRIBUTE if parsed is not None and parsed.level is Level.ATTRIBUTE else EDITABLE_NODE


def change_faults(code: str, changes: Mapping[str, object]) -> list[str]:
    """Why a change of a published node or attribute cannot be proposed, in Chinese."""
    faults = [] if changes else ["没有要变更的内容"]
    for field, value in changes.items():
        if field not in editable_fields(code):
            faults.append(f"{field} 不能通过变更申请修改")
        elif value is None and field == "data_element":
            continue
        elif not isinstance(value, _FIELD_TYPES.get(field, str)):
            faults.append(f"{field} 的值类型不对")
        elif field == "name" and not str(value).strip():
            faults.append("名称为空")
        elif isinstance(value, list) and not all(isinstance(word, str) for word in value):
            faults.append(f"{field} 的值类型不对")
    return faults


@dataclass(frozen=True)
class TakenNames:
    """Names in use: (parent, name), (entity, lake column), and lake tables."""

    names: set[tuple[str, str]]
    columns: set[tuple[str, str]]
    tables: set[str]


def repeated_names(
    nodes: Sequence[NewNode], attributes: Sequence[NewAttribute], taken: TakenNames
) -> list[tuple[str, str]]:
    """Names, lake columns and lake tables that would stand for two things, as (code, fault in Chinese) pairs."""
    names, columns, tables = set(taken.names), set(taken.columns), set(taken.tables)
    faults: list[tuple[str, str]] = []

    def claim(code: str, key: object, known: set[Any], what: str) -> None:
        if key in known:
            faults.append((code, what))
        known.add(key)

    for node in nodes:
        if "." in node.code:
            claim(node.code, (node.code.rpartition(".")[0], node.name), names, f"同级已有名称“{node.name}”")
        if node.table:
            claim(node.code, node.table, tables, f"表名 {node.table} 已被使用")
    for attribute in attributes:
        entity = attribute.code.rpartition(".")[0]
        claim(attribute.code, (entity, attribute.name), names, f"实体中已有属性“{attribute.name}”")
        claim(attribute.code, (entity, attribute.field), columns, f"实体中已有字段 {attribute.field}")
    return faults


def highest(grades: Iterable[Grade | None]) -> Grade | None:
    """The highest grade; None as soon as one is missing, and for no grades at all."""
    found = list(grades)
    if not found or any(grade is None for grade in found):
        return None
    return max(grade for grade in found if grade is not None)


def data_set_grade(declared: Grade | None, attributes: Sequence[Grade | None]) -> Grade | None:
    """The grade of a data set: the declared one, never below its attributes; unknown while anything is ungraded."""
    top = highest(attributes)
    if top is None or declared is None:
        return None
    return max(declared, top)


def is_lowering(before: Grade | None, after: Grade) -> bool:
    return before is not None and after < before


def applies_now(effective_on: date | None, today: date) -> bool:
    """Whether a lowering that was signed takes effect at once or waits for its day."""
    return effective_on is None or effective_on <= today


def failed_tests(answers: Sequence[TestAnswer]) -> list[tuple[CertificationTest, str]]:
    """Which of the four tests of a source do not hold, with the reason in Chinese."""
    given = {answer.test: answer for answer in answers}
    failed = []
    for test in CertificationTest:
        answer = given.get(test)
        if answer is None:
            failed.append((test, "未作答"))
        elif not answer.holds:
            failed.append((test, "不满足"))
        elif not answer.evidence.strip():
            failed.append((test, "没有依据"))
    return failed


def secret_field(settings: object) -> str | None:
    """The name of a field of connection settings that looks like a secret, at any depth."""
    if isinstance(settings, dict):
        for key, value in settings.items():
            if any(word in str(key).casefold() for word in SECRET_WORDS):
                return str(key)
            if (found := secret_field(value)) is not None:
                return found
    if isinstance(settings, list | tuple):
        return next((found for item in settings if (found := secret_field(item)) is not None), None)
    return None


@dataclass(frozen=True)
class ObjectShape:
    """What the rules of business objects look at."""

    code: str
    is_traced: bool
    has_owner: bool
    identifying_attribute: str | None
    entities: tuple[Entity, ...]


def object_findings(shape: ObjectShape) -> list[Finding]:
    """The four rules of business objects (white paper 4.5), and what hangs on the object (STANDARDS §9)."""
    findings = [*_four_rules(shape)]
    if not shape.has_owner:
        findings.append(Finding("owner", shape.code, "没有数据Owner。", "It has no data owner."))
    for entity in shape.entities:
        findings += entity_findings(entity)
    return findings


def _four_rules(shape: ObjectShape) -> Iterator[Finding]:
    attributes = [attribute for entity in shape.entities for attribute in entity.attributes]
    identifying = [a for a in attributes if a.code == shape.identifying_attribute]
    others = [a for a in attributes if a.code != shape.identifying_attribute]
    if not shape.is_traced:
        yield Finding(
            "essential",
            shape.code,
            "没有对应的职责或流程环节，无法说明它是不可缺少的人、事、物。",
            "It is traced to no duty or process step.",
        )
    if not identifying:
        yield Finding("unique_identity", shape.code, "没有唯一身份标识属性。", "It has no identifying attribute.")
    if not shape.entities or not others:
        yield Finding(
            "independent",
            shape.code,
            "没有逻辑实体，或除标识外没有描述属性。",
            "It has no entity, or no attribute beside its identity.",
        )
    if not any(entity.registrations for entity in shape.entities):
        yield Finding(
            "instantiable",
            shape.code,
            "没有任何实体注册到库表，看不到实例。",
            "No entity is registered to a table, so there are no instances.",
        )


def entity_findings(entity: Entity) -> list[Finding]:
    """What a critical entity and its critical attributes lack."""
    findings = []
    if entity.is_critical and entity.certification is None:
        findings.append(
            Finding(
                "certified_source",
                entity.code,
                "关键逻辑实体没有认证数据源。",
                "A critical entity has no certified source.",
            )
        )
    if entity.category is None:
        findings.append(Finding("category", entity.code, "没有定数据分类。", "It has no category."))
    for attribute in entity.attributes:
        findings += _critical_findings(attribute)
    return findings


def _critical_findings(attribute: Attribute) -> Iterator[Finding]:
    if not attribute.is_critical:
        return
    if attribute.data_element is None:
        yield Finding("standard", attribute.code, "关键属性没有数据标准。", "A critical attribute has no standard.")
    if attribute.grade is None:
        yield Finding("grade", attribute.code, "关键属性没有安全级别。", "A critical attribute has no grade.")


@dataclass(frozen=True)
class Declared:
    """What an attribute itself says, to be compared with its data element."""

    code: str
    name: str
    data_type: str | None
    format: str | None


def attribute_deviations(declared: Declared, element: DataElement) -> list[Deviation]:
    """Where an attribute departs from its data element: name, type, format. Listed, not silently fixed."""
    pairs = []
    if declared.name != element.name and declared.name not in element.synonyms:
        pairs.append(("name", declared.name, element.name))
    if declared.data_type and declared.data_type != element.data_type:
        pairs.append(("data_type", declared.data_type, element.data_type))
    if declared.format and declared.format != element.format:
        pairs.append(("format", declared.format, element.format))
    return [Deviation(declared.code, element.code, aspect, mine, its) for aspect, mine, its in pairs]
