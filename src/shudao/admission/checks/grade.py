"""Standard four: 定义数据密级, shown as 安全级别."""

from shudao.admission.checks.port import Subject
from shudao.admission.contracts import GateFinding, Standard


class GradeDefined:
    """Every column has a grade; grades are defined per attribute (white paper 4.6, GB/T 43697)."""

    standard = Standard.GRADE

    def ask(self, subject: Subject) -> GateFinding:
        missing = tuple(f"“{column.title}”未定安全级别" for column in subject.columns if column.grade is None)
        grades = sorted({column.grade for column in subject.columns if column.grade is not None})
        evidence = f"{len(subject.columns)} 个字段均已定级：{'、'.join(grades)}"
        where = "数据架构 → 分类分级"
        return GateFinding(
            self.standard,
            not missing,
            "" if missing else evidence,
            missing,
            subject.responsible if missing else "",
            where,
        )
