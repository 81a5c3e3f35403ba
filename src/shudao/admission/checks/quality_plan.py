"""Standard five: 制定质量方案."""

from shudao.admission.checks.port import Subject
from shudao.admission.contracts import GateFinding, Standard


class QualityPlanDeclared:
    """Somebody has declared which rules are meant to hold, how often they are asked, and how much may fail."""

    standard = Standard.QUALITY_PLAN

    def ask(self, subject: Subject) -> GateFinding:
        if subject.quality_plan is None:
            missing = ("未制定数据质量方案",)
            return GateFinding(self.standard, False, "", missing, subject.responsible, "数据质量 → 质量方案")
        return GateFinding(self.standard, True, subject.quality_plan)
