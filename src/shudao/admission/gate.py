"""The gate: gathers what the six standards ask about and puts all six questions."""

from shudao.admission import store
from shudao.admission.checks import CHECKS, Subject, SubjectColumn
from shudao.admission.contracts import Asset, GateReport
from shudao.admission.errors import GateRefused
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Attribute, Entity
from shudao.kernel.actor import Role
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism

__all__ = ["ask", "refusal", "subject_of"]


def ask(uow: UnitOfWork, asset: Asset) -> GateReport:
    """All six are asked even after the first refusal: departments correct everything in one visit."""
    subject = subject_of(uow, asset)
    findings = tuple(check.ask(subject) for check in CHECKS)
    return GateReport(asset.code, asset.title, asset.organisation_id, findings, uow.clock.now())


def subject_of(uow: UnitOfWork, asset: Asset) -> Subject:
    """The data set as the checks see it: from its logical entity, or for derived tables from its own declaration."""
    if asset.entity_code is not None:
        return _of_entity(uow, asset, architecture.entity(uow, asset.entity_code))
    return _of_model(uow, asset)


def _of_entity(uow: UnitOfWork, asset: Asset, entity: Entity) -> Subject:
    # The asset's own source, or else the certified one, which is named first.
    registered = sorted(entity.registrations, key=lambda r: r.source_code != asset.source_code)
    registration = next(iter(registered), None)
    source = architecture.source(uow, asset.source_code) if asset.source_code else None
    system = architecture.system(uow, source.system_code) if source else None
    plan = entity.quality_plan
    mapped = registration.columns if registration else {}
    return Subject(
        layer=asset.layer,
        title=asset.title,
        entity_code=entity.code,
        organisation_name=mechanism.organisation(uow, asset.organisation_id).name,
        owner_name=entity.owner.name if entity.owner else None,
        owner_confirmed=entity.owner is not None and entity.owner.confirmed_on is not None,
        steward_name=_steward(uow, asset.organisation_id),
        columns=tuple(_subject_column(a, mapped.get(a.code)) for a in _attributes(asset, entity)),
        is_critical=entity.is_critical,
        certified_system=entity.certification.system_name if entity.certification else None,
        declared_system=system.name if system else None,
        quality_plan=f"{plan.cycle} 检核，容忍度 {plan.tolerance:.2%}" if plan else None,
        registered_table=registration.physical_table if registration else None,
    )


def _attributes(asset: Asset, entity: Entity) -> list[Attribute]:
    wanted = {column.attribute_code for column in asset.columns if column.attribute_code}
    return [attribute for attribute in entity.attributes if not wanted or attribute.code in wanted]


def _subject_column(attribute: Attribute, physical: str | None) -> SubjectColumn:
    element = attribute.data_element
    return SubjectColumn(
        name=attribute.column,
        title=attribute.name,
        attribute_code=attribute.code,
        is_critical=attribute.is_critical,
        standard=element.code if element is not None and element.is_published else None,
        grade=attribute.grade,
        physical_column=physical,
    )


def _of_model(uow: UnitOfWork, asset: Asset) -> Subject:
    owner = mechanism.person(uow, asset.owner_person_id) if asset.owner_person_id else None
    admitted = store.admitted(uow.session, list(asset.inputs))
    columns = tuple(
        # A derived column either carries the standard of its attribute or is defined by its model, under its own title.
        SubjectColumn(c.name, c.title, c.attribute_code, False, c.attribute_code or c.title or None, c.grade, None)
        for c in asset.columns
    )
    return Subject(
        layer=asset.layer,
        title=asset.title,
        entity_code=None,
        organisation_name=mechanism.organisation(uow, asset.organisation_id).name,
        owner_name=owner.name if owner else None,
        owner_confirmed=owner is not None,
        steward_name=_steward(uow, asset.organisation_id),
        columns=columns,
        is_critical=True,
        certified_system=None,
        declared_system=None,
        quality_plan="；".join(asset.quality_rules) or None,
        registered_table=None,
        inputs=asset.inputs,
        inputs_not_admitted=tuple(code for code in asset.inputs if code not in admitted),
    )


def _steward(uow: UnitOfWork, organisation_id: str) -> str:
    contact = mechanism.contact_of(uow, organisation_id, Role.DATA_STEWARD)
    return contact.name if contact else ""


def refusal(report: GateReport) -> GateRefused:
    """The report of a refusal as the error a caller is told."""
    return GateRefused(
        title=report.asset_title,
        count=len(report.missing),
        standards="、".join(finding.standard.zh for finding in report.missing),
        details=[store.from_finding(finding) for finding in report.missing],
    )
