"""Standard one: 明确数据Owner."""

from shudao.admission.checks.port import Subject
from shudao.admission.contracts import GateFinding, Standard


class OwnerNamed:
    """The data have exactly one accountable owner, who has confirmed it (white paper 4.6)."""

    standard = Standard.OWNER

    def ask(self, subject: Subject) -> GateFinding:
        where = "数据架构 → 责任人"
        if subject.owner_name is None:
            missing = "未指定数据Owner"
            return GateFinding(self.standard, False, "", (missing,), subject.organisation_name, where)
        if not subject.owner_confirmed:
            missing = f"{subject.owner_name}尚未确认担任数据Owner"
            return GateFinding(self.standard, False, "", (missing,), subject.owner_name, where)
        return GateFinding(self.standard, True, f"数据Owner：{subject.owner_name}（{subject.organisation_name}）")
