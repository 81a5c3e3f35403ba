"""N07-01: A data set with rows in the lake must hold a valid certificate of entry."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.admission.tables import AssetRow, CertificateRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row, paper = AssetRow, CertificateRow
    valid = select(paper.id).where(paper.asset_code == row.code, paper.revoked_at.is_(None)).exists()
    query = found(row.code, row.title, row.organisation_id, row.owner_person_id)
    return query.where(row.latest_version.is_not(None), ~valid)


CLAUSE = Clause(
    id="N07-01",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.MUST,
    zh="湖内有数据的数据集必须持有有效的入湖凭证。",
    en="A data set with rows in the lake must hold a valid certificate of entry.",
    source="白皮书 4.3：明确满足入湖的6项标准。",
    subject="admission.asset",
    link="/lake/{subject}/gate",
    route=Role.DATA_STEWARD,
    mend_zh="按入湖检查补齐缺项后重新申请；不再需要的，清除数据。",
    mend_en="Complete what the gate names and apply again, or dispose of the data.",
    violations=violations,
)
