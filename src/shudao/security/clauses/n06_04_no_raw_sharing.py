"""N06-04: source-aligned data should not be shared; where they must be, a waiver is asked for."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.admission import facade as admission
from shudao.admission.contracts import Layer
from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.security.contracts import GrantState
from shudao.security.tables import GrantRow


def violations(day: date) -> Select[Any]:
    row, asset = GrantRow, admission.registered_assets().subquery("asset")
    query = found(row.id, asset.c.title, asset.c.organisation_id, asset.c.owner_person_id, row.valid_to)
    query = query.join_from(row, asset, asset.c.code == row.asset_code)
    return query.where(row.state == GrantState.ACTIVE, row.valid_to >= day, asset.c.layer == Layer.SDI)


CLAUSE = Clause(
    id="N06-04",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.SHOULD,
    zh="贴源层数据不应当直接共享；确需共享的申请豁免。",
    en="Source-aligned data should not be shared; where they must be, a waiver is asked for.",
    source="白皮书 4.6：贴源层仅由采集写入；STANDARDS 9 分层。",
    subject="security.grant",
    link="/security/grants/{subject}",
    route=Role.DATA_OWNER,
    mend_zh="改授权整合层数据集，到期不再续。",
    mend_en="Grant the integration layer instead, and let this one end.",
    violations=violations,
)
