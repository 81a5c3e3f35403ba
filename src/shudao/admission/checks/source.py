"""Standard three: 认证数据源."""

from shudao.admission.checks.port import Subject
from shudao.admission.contracts import GateFinding, Standard


class SourceCertified:
    """The data come from the one certified source; derived tables come from admitted data sets only."""

    standard = Standard.SOURCE

    def ask(self, subject: Subject) -> GateFinding:
        where = "数据架构 → 数据源认证"
        if subject.layer.is_derived:
            missing = tuple(f"输入数据集 {code} 尚未入湖" for code in subject.inputs_not_admitted)
            evidence = f"由已入湖的 {len(subject.inputs)} 个数据集加工"
        elif subject.certified_system is None:
            missing, evidence = ("数据源尚未认证",), ""
        elif subject.declared_system is not None and subject.declared_system != subject.certified_system:
            missing = (f"来源系统“{subject.declared_system}”不是认证数据源“{subject.certified_system}”",)
            evidence = ""
        else:
            missing, evidence = (), f"认证数据源：{subject.certified_system}"
        whom = subject.responsible if missing else ""
        return GateFinding(self.standard, not missing, evidence, missing, whom, where if missing else "")
