"""The check as people ask for it: a script in, the report out, a line of evidence in between."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

from shudao.access import facade as access
from shudao.architecture import permissions, store
from shudao.architecture.ddl.contracts import CheckStage, DdlClause, DdlReport, ServiceToReuse
from shudao.architecture.ddl.logic import judge
from shudao.architecture.harvest.knowledge import gather
from shudao.architecture.harvest.proposing import propose
from shudao.connectors.harvest.contracts import HarvestedSchema
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.errors import Language
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work

__all__ = ["check_definitions", "findings_as_csv"]

SERVICE = "services.service"
SERVICES_TOLD = 5


def check_definitions(
    uow: UnitOfWork, schema: HarvestedSchema, stage: CheckStage, *, system_code: str | None = None, by: Actor
) -> DdlReport:
    """Hold the definitions of a script or database against the standards in force.

    Raises `NotPermitted`, `UnknownSystem`. The evidence says who checked what for which system, with how many findings.
    """
    system = store.system_row(uow.session, system_code) if system_code else None
    access.require(uow, by, permissions.CHECK_DEFINITIONS, system.organisation_id if system else by.organisation_id)
    knowledge = gather(uow, schema, by=by)
    proposal = propose(schema, knowledge)
    elements = {element.code: element for element in knowledge.elements}
    report = _with_services(uow, judge(schema, proposal, elements, stage, system_code), by)
    subject = f"architecture/system/{system_code}" if system_code else "architecture/definitions"
    detail = {"stage": stage.value, "tables": report.tables} | {k.value: v for k, v in report.counts.items()}
    evidence.record(uow, by=by, action="architecture.definitions.checked", subject=subject, detail=detail)
    return report


def _with_services(uow: UnitOfWork, report: DdlReport, by: Actor) -> DdlReport:
    """Name the data services that answer from what would be built a second time."""
    clauses = (DdlClause.SECOND_SOURCE, DdlClause.HELD_ELSEWHERE)
    codes = {finding.reference for finding in report.findings if finding.clause in clauses}
    services = {code: _services(uow, code, by) for code in sorted(codes)}
    findings = tuple(
        replace(finding, services=services[finding.reference]) if finding.clause in clauses else finding
        for finding in report.findings
    )
    return replace(report, findings=findings)


def _services(uow: UnitOfWork, entity_code: str, by: Actor) -> tuple[ServiceToReuse, ...]:
    found = work.impact_of(uow, f"architecture/node/{entity_code}", by=by)
    return tuple(ServiceToReuse(one.title, one.path) for one in found if one.kind == SERVICE)[:SERVICES_TOLD]


_HEADINGS: dict[Language, tuple[str, ...]] = {
    "zh": ("级别", "条款", "表", "字段", "位置", "问题", "如何整改", "依据", "可复用的服务"),
    "en": ("Severity", "Clause", "Table", "Column", "Place", "Finding", "How to mend", "Held against", "Services"),
}


def findings_as_csv(report: DdlReport, language: Language = "zh") -> bytes:
    """The findings as a table that spreadsheet programs open: UTF-8 with its mark, and no cell that is a formula."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(_HEADINGS[language])
    for finding in report.findings:
        services = "、".join(service.title for service in finding.services)
        if language == "zh":
            words = (finding.severity.zh, finding.clause.zh, finding.zh, finding.mend_zh)
        else:
            words = (finding.severity.value, finding.clause.en, finding.en, finding.mend_en)
        severity, clause, told, mend = words
        cells = (
            severity,
            clause,
            finding.table,
            finding.column,
            finding.place,
            told,
            mend,
            finding.reference,
            services,
        )
        writer.writerow(_plain(cells))
    return written.getvalue().encode("utf-8-sig")


def _plain(cells: Iterable[str]) -> list[str]:
    return [f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in cells]
