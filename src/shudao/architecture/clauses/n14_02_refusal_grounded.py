"""N14-02: what is not shared must rest on a law, an administrative regulation or a State Council decision."""

from datetime import date
from typing import Any

from sqlalchemy import Select, or_

from shudao.architecture.contracts import EntryState, LegalBasisKind, ShareType
from shudao.architecture.tables import CatalogueRow, LegalBasisRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    entry, basis = CatalogueRow, LegalBasisRow
    query = found(entry.code, entry.name, entry.provider_organisation_id, None, basis.title)
    query = query.outerjoin_from(entry, basis, basis.code == entry.legal_basis)
    weak = or_(basis.kind.is_(None), basis.kind.not_in(list(LegalBasisKind)))
    return query.where(entry.state == EntryState.PUBLISHED, entry.share_type == ShareType.NOT_SHARED, weak)


CLAUSE = Clause(
    id="N14-02",
    principle=Principle.SHARED_BY_SERVICE,
    severity=Severity.MUST,
    zh="不予共享必须依据法律、行政法规或国务院决定。",
    en="What is not shared must rest on a law, an administrative regulation or a State Council decision.",
    source="政务数据共享条例：不予共享须有法律、行政法规或国务院决定依据。",
    subject="architecture.catalogue",
    link="/catalogue/{subject}",
    route=Role.SHARING_OFFICER,
    mend_zh="改为有条件或无条件共享，或引用合格的依据。",
    mend_en="Share it, or cite a basis of that rank.",
    violations=violations,
)
