"""Standard two: 发布数据标准."""

from shudao.admission.checks.port import Subject
from shudao.admission.contracts import GateFinding, Standard


class StandardPublished:
    """Every critical attribute points at a published data element; derived tables bind columns to attributes."""

    standard = Standard.STANDARD

    def ask(self, subject: Subject) -> GateFinding:
        judged = [column for column in subject.columns if column.is_critical or subject.layer.is_derived]
        missing = tuple(f"“{column.title}”没有已发布的数据标准" for column in judged if column.standard is None)
        evidence = f"{len(judged)} 个关键字段均有已发布的数据标准"
        where = "规范与标准 → 数据元"
        return GateFinding(
            self.standard,
            not missing,
            "" if missing else evidence,
            missing,
            subject.responsible if missing else "",
            where,
        )
