"""Standard six: 元数据注册."""

from shudao.admission.checks.port import Subject
from shudao.admission.contracts import GateFinding, Standard


class MetadataRegistered:
    """Entity and table, attribute and column are linked, so that people find data by business words."""

    standard = Standard.REGISTRATION

    def ask(self, subject: Subject) -> GateFinding:
        where = "数据源与汇聚 → 元数据注册"
        missing: tuple[str, ...] = ()
        if not subject.layer.is_derived:
            if subject.registered_table is None:
                missing = ("逻辑实体未与物理表对应",)
            missing += tuple(
                f"“{column.title}”未与物理字段对应"
                for column in subject.columns
                if column.is_critical and column.physical_column is None
            )
        evidence = f"对应物理表 {subject.registered_table}" if subject.registered_table else "由平台内模型登记"
        whom = subject.responsible if missing else ""
        return GateFinding(
            self.standard, not missing, "" if missing else evidence, missing, whom, where if missing else ""
        )
