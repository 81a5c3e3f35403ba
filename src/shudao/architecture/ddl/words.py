"""The findings in words: what is wrong, and how to mend it, in Chinese and English."""

from collections.abc import Sequence
from dataclasses import dataclass

from shudao.architecture.harvest.contracts import Duplicate, ProposedColumn
from shudao.policy.contracts import DataElement, DataType

__all__ = [
    "Said",
    "bad_name",
    "held_elsewhere",
    "lost_key",
    "no_code_table",
    "no_comment",
    "no_key",
    "other_name",
    "private_codes",
    "second_source",
    "sensitive",
    "too_short",
    "wrong_type",
]


_TYPES = {
    DataType.STRING: "文本",
    DataType.INTEGER: "整数",
    DataType.DECIMAL: "小数",
    DataType.DATE: "日期",
    DataType.DATETIME: "日期时间",
    DataType.BOOLEAN: "是否",
    DataType.BINARY: "二进制",
}


@dataclass(frozen=True)
class Said:
    """The words of a finding."""

    zh: str
    en: str
    mend_zh: str
    mend_en: str


def bad_name(name: str) -> Said:
    return Said(
        f"名称 {name} 不合规则。",
        f"The name {name} does not keep the rule.",
        "请用小写字母开头，只含小写字母、数字和下划线，不超过60个字符，避开SQL保留字。",
        "Begin with a small letter; use small letters, digits and underscores, at most 60, and no word SQL reserves.",
    )


def no_key(table: str) -> Said:
    return Said(
        f"表 {table} 没有主键。",
        f"Table {table} has no primary key.",
        "请指定能唯一标识一行的主键。",
        "Name the columns that tell one row from another.",
    )


def lost_key(columns: Sequence[str], target: str) -> Said:
    names = "、".join(columns)
    return Said(
        f"外键 {names} 所指的表 {target} 不在脚本中。",
        f"Foreign key {names} refers to {target}, which the script does not define.",
        "请补充该表的定义，或改正外键。",
        "Add the table's definition, or correct the key.",
    )


def no_code_table(column: ProposedColumn) -> Said:
    return Said(
        f"代码字段 {column.title or column.name} 没有对应的码表。",
        f"{column.name} holds codes, and no code table tells what they mean.",
        "请引用已发布的码表；没有的，先登记码表并在本系统建立码表或外键。",
        "Use a published code table; where there is none, register one and refer to it.",
    )


def too_short(column: ProposedColumn, element: DataElement, found: int, wanted: int) -> Said:
    return Said(
        f"“{column.title}”长度为 {found}，数据元 {element.name}（{element.code}）允许 {wanted} 位。",
        f"{column.name} holds {found} characters; data element {element.code} allows {wanted}.",
        f"请把长度改为不小于 {wanted}。",
        f"Make it at least {wanted} long.",
    )


def no_comment(zh: str, en: str, name: str) -> Said:
    return Said(
        f"{zh} {name} 没有中文注释。",
        f"The {en} {name} has no Chinese comment.",
        "请写明中文业务名称，与数据元名称一致的直接采用。",
        "Write its Chinese business name; where there is a data element, the element's.",
    )


def wrong_type(column: ProposedColumn, element: DataElement) -> Said:
    return Said(
        f"“{column.title}”类型为 {column.type}，数据元 {element.name}（{element.code}）为{_TYPES[element.data_type]}。",
        f"{column.name} is {column.type}; data element {element.code} is {element.data_type.value}.",
        f"请按数据元 {element.code} 的类型和格式（{element.format}）定义。",
        f"Define it by data element {element.code}: {element.format}.",
    )


def other_name(column: ProposedColumn, element: DataElement) -> Said:
    return Said(
        f"“{column.title}”是数据元“{element.name}”（{element.code}）的同义词。",
        f"{column.title} is a synonym of data element {element.name} ({element.code}).",
        f"请把注释改为标准名称“{element.name}”。",
        f"Use the standard name {element.name} in the comment.",
    )


def private_codes(table: str, official: str) -> Said:
    return Said(
        f"表 {table} 的内容与已发布的码表 {official} 相同。",
        f"Table {table} holds the codes of the published code table {official}.",
        "请订阅已发布的码表并随其更新，不要自行维护。",
        "Take the published code table and follow its revisions instead of keeping a copy.",
    )


def sensitive(titles: Sequence[str]) -> Said:
    told = "、".join(titles[:8]) + ("等" if len(titles) > 8 else "")
    return Said(
        f"含敏感数据：{told}。",
        f"It holds sensitive data: {told}.",
        "请在方案中写明定级、脱敏和访问控制。",
        "Say in the design how it is graded, masked and protected.",
    )


def second_source(duplicate: Duplicate) -> Said:
    system = duplicate.certified_system_name or duplicate.certified_system or ""
    return Said(
        f"与“{duplicate.entity_name}”（{duplicate.entity_code}）相同，其认证数据源为{duplicate.organisation_name}的{system}。",
        f"It means {duplicate.entity_name} ({duplicate.entity_code}), whose certified source is {system}.",
        "请通过共享申请使用该数据或调用其数据服务，不要另行采集。",
        "Apply for the data, or call its service; do not collect it again.",
    )


def held_elsewhere(duplicate: Duplicate) -> Said:
    return Said(
        f"与{duplicate.organisation_name}的“{duplicate.entity_name}”（{duplicate.entity_code}）相近，"
        f"相似度{duplicate.likeness:.0%}。",
        f"It resembles {duplicate.entity_name} ({duplicate.entity_code}) of {duplicate.organisation_name}, "
        f"likeness {duplicate.likeness:.0%}.",
        "请先确认能否共享使用；确需新建的，说明区别。",
        "Find out whether it can be shared; where it has to be built, say how it differs.",
    )
