"""The door of admission: registering data sets, the gate, certificates, the write door, and releases."""

from collections.abc import Mapping
from dataclasses import replace

from shudao.access import facade as access
from shudao.admission import gate, logic, permissions, store
from shudao.admission.contracts import (
    Asset,
    AssetColumn,
    Certificate,
    GateReport,
    Layer,
    LedgerEntry,
    NewAsset,
    Release,
)
from shudao.admission.door import commit_write, lake_table, open_write, recover, recover_asset, rejects_table
from shudao.admission.errors import (
    AssetExists,
    NoCertificate,
    NothingToRelease,
    ReleaseWithheld,
    UnknownRelease,
)
from shudao.admission.events import AssetAdmitted, ReleasePublished
from shudao.admission.gate import refusal
from shudao.admission.impact import assets_about
from shudao.admission.logic import lake_column
from shudao.admission.relations import registered_assets
from shudao.admission.tables import AssetRow, CertificateRow, GateAnswerRow, HoldRow, ReleaseRow
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Grade
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "admit",
    "ask_gate",
    "asset",
    "assets_about",
    "certificate",
    "commit_write",
    "lake_column",
    "lake_table",
    "ledger",
    "lift_hold",
    "list_assets",
    "list_releases",
    "open_write",
    "readable_version",
    "recover",
    "recover_asset",
    "refusal",
    "register_asset",
    "registered_assets",
    "rejects_table",
    "release",
    "release_of",
    "revoke",
    "withhold",
]


def register_asset(uow: UnitOfWork, new: NewAsset, *, by: Actor) -> Asset:
    """Register a physical data set. Columns bound to an attribute take its grade unless they state a higher one."""
    access.require(uow, by, permissions.ADMIT, new.organisation_id)
    logic.check_asset(new)
    if uow.session.get(AssetRow, new.code) is not None:
        raise AssetExists(asset=new.code)
    row = AssetRow(
        code=new.code,
        layer=new.layer,
        title=new.title,
        organisation_id=new.organisation_id,
        entity_code=new.entity_code,
        source_code=new.source_code,
        physical_table=new.physical_table,
        owner_person_id=new.owner_person_id,
        columns=store.from_columns(new.columns),
        inputs=list(new.inputs),
        quality_rules=list(new.quality_rules),
        released_version=None,
        latest_version=None,
        rows=None,
        updated_at=None,
        version=1,
        created_at=uow.clock.now(),
    )
    uow.session.add(row)
    uow.session.flush()
    evidence.record(uow, by=by, action="admission.asset.registered", subject=f"admission/asset/{new.code}")
    return asset(uow, new.code)


def asset(uow: UnitOfWork, code: str) -> Asset:
    """A registered data set with the grades its attributes have now. Raises `UnknownAsset`."""
    row = store.asset_row(uow.session, code)
    known = store.to_asset(row, is_admitted=store.valid_certificate(uow.session, code) is not None)
    return _with_present_grades(uow, [known])[0]


def _with_present_grades(uow: UnitOfWork, known: list[Asset]) -> list[Asset]:
    """A column is never below its attribute, whose grade may have risen since the data set was registered."""
    entities = {asset.entity_code for asset in known if asset.entity_code is not None}
    grades = {a.code: a.grade for entity in architecture.entities(uow, entities) for a in entity.attributes}
    return [replace(asset, columns=tuple(_graded(column, grades) for column in asset.columns)) for asset in known]


def _graded(column: AssetColumn, grades: Mapping[str, Grade | None]) -> AssetColumn:
    present = grades.get(column.attribute_code or "")
    return replace(column, grade=max(filter(None, (column.grade, present)), default=None))


def list_assets(
    uow: UnitOfWork,
    page: PageQuery,
    *,
    layers: list[Layer] | None = None,
    organisation_id: str | None = None,
    entity_code: str | None = None,
) -> Page[Asset]:
    """Registered data sets by code, title, layer, department or logical entity, with the grades they have now."""
    query = store.asset_query(page.q, layers or [], organisation_id, entity_code)
    rows = fetch_page(uow.session, query, page, store.ASSET_SORT, "code")
    admitted = store.admitted(uow.session, [row.code for row in rows.items])
    known = [store.to_asset(row, is_admitted=row.code in admitted) for row in rows.items]
    return Page(_with_present_grades(uow, known), rows.total)


def ask_gate(uow: UnitOfWork, asset_code: str, *, by: Actor) -> GateReport:
    """Put the six questions and keep the answer. Nothing is admitted by asking."""
    report = gate.ask(uow, asset(uow, asset_code))
    uow.session.add(
        GateAnswerRow(
            id=new_id(),
            asset_code=asset_code,
            passes=report.passes,
            findings=[store.from_finding(finding) for finding in report.findings],
            asked_at=report.asked_at,
            asked_by=by.account_id,
        )
    )
    detail = {"passes": report.passes, "missing": [finding.standard.value for finding in report.missing]}
    subject = f"admission/asset/{asset_code}"
    evidence.record(uow, by=by, action="admission.gate.asked", subject=subject, detail=detail)
    return report


def admit(uow: UnitOfWork, asset_code: str, *, by: Actor) -> Certificate | GateReport:
    """Let a data set in: a certificate, or the report of what is missing, which is kept like every answer."""
    row = store.asset_row(uow.session, asset_code, lock=True)
    access.require(uow, by, permissions.ADMIT, row.organisation_id)
    report = ask_gate(uow, asset_code, by=by)
    if not report.passes:
        return report
    known = store.valid_certificate(uow.session, asset_code)
    if known is not None:
        return store.to_certificate(known)
    made = CertificateRow(
        id=new_id(),
        asset_code=asset_code,
        version=store.next_certificate_version(uow.session, asset_code),
        issued_at=uow.clock.now(),
        issued_by=by.account_id,
        revoked_at=None,
        revoked_by=None,
        revoked_reason="",
    )
    uow.session.add(made)
    uow.session.flush()
    detail = {"certificate_id": made.id, "version": made.version}
    subject = f"admission/asset/{asset_code}"
    evidence.record(uow, by=by, action="admission.asset.admitted", subject=subject, detail=detail)
    uow.tell(AssetAdmitted(asset_code=asset_code))
    return store.to_certificate(made)


def certificate(uow: UnitOfWork, asset_code: str) -> Certificate | None:
    """The certificate in force, if any."""
    row = store.valid_certificate(uow.session, asset_code)
    return store.to_certificate(row) if row else None


def revoke(uow: UnitOfWork, asset_code: str, reason: str, *, by: Actor) -> None:
    """Close the door for a data set. A batch that is being committed is waited for; the next one is refused."""
    row = store.asset_row(uow.session, asset_code)
    access.require(uow, by, permissions.REVOKE, row.organisation_id)
    known = store.valid_certificate(uow.session, asset_code, lock="update")
    if known is None:
        raise NoCertificate(asset=asset_code)
    known.revoked_at, known.revoked_by, known.revoked_reason = uow.clock.now(), by.account_id, reason
    detail = {"certificate_id": known.id, "reason": reason}
    subject = f"admission/asset/{asset_code}"
    evidence.record(uow, by=by, action="admission.certificate.revoked", subject=subject, detail=detail)


def ledger(uow: UnitOfWork, asset_code: str, page: PageQuery, *, by: Actor) -> Page[LedgerEntry]:
    """Committed batches of a data set, newest first."""
    row = store.asset_row(uow.session, asset_code)
    access.require(uow, by, permissions.INSPECT, row.organisation_id)
    rows = fetch_page(uow.session, store.ledger_query(asset_code), page, store.LEDGER_SORT, "-lake_version")
    return Page([store.to_ledger_entry(item) for item in rows.items], rows.total)


def withhold(uow: UnitOfWork, asset_code: str, lake_version: int, reason: str, *, by: Actor) -> None:
    """Stop a version from being released: how a blocking quality rule stops what comes after it."""
    if store.hold_of(uow.session, asset_code, lake_version) is not None:
        return
    uow.session.add(
        HoldRow(
            id=new_id(),
            asset_code=asset_code,
            lake_version=lake_version,
            reason=reason,
            held_at=uow.clock.now(),
            lifted_at=None,
            lifted_by=None,
        )
    )
    detail = {"lake_version": lake_version, "reason": reason}
    subject = f"admission/asset/{asset_code}"
    evidence.record(uow, by=by, action="admission.version.withheld", subject=subject, detail=detail)


def lift_hold(uow: UnitOfWork, asset_code: str, lake_version: int, reason: str, *, by: Actor) -> None:
    """Let a withheld version be released after all, with the owner's reason."""
    row = store.asset_row(uow.session, asset_code)
    access.require(uow, by, permissions.REVOKE, row.organisation_id)
    held = store.hold_of(uow.session, asset_code, lake_version)
    if held is None:
        raise NothingToRelease(asset=asset_code)
    held.lifted_at, held.lifted_by = uow.clock.now(), by.account_id
    detail = {"lake_version": lake_version, "reason": reason}
    subject = f"admission/asset/{asset_code}"
    evidence.record(uow, by=by, action="admission.hold.lifted", subject=subject, detail=detail)


def release(uow: UnitOfWork, title: str, asset_codes: list[str], *, by: Actor) -> Release:
    """Publish the latest versions of several data sets in one transaction: readers never see half of it.

    Raises `ReleaseWithheld` when a quality rule holds one of them back, `NothingToRelease` for an empty one.
    """
    versions: dict[str, int] = {}
    for code in sorted(asset_codes):
        row = store.asset_row(uow.session, code, lock=True)
        access.require(uow, by, permissions.RELEASE, row.organisation_id)
        if row.latest_version is None:
            raise NothingToRelease(asset=code)
        held = store.hold_of(uow.session, code, row.latest_version)
        if held is not None:
            raise ReleaseWithheld(asset=row.title, reason=held.reason)
        row.released_version = versions[code] = row.latest_version
    made = ReleaseRow(
        id=new_id(), title=title, released_at=uow.clock.now(), released_by=by.name, versions=dict(versions)
    )
    uow.session.add(made)
    uow.session.flush()
    detail = {"versions": versions}
    evidence.record(
        uow, by=by, action="admission.release.published", subject=f"admission/release/{made.id}", detail=detail
    )
    uow.tell(ReleasePublished(release_id=made.id, asset_codes=sorted(versions)))
    return store.to_release(made)


def list_releases(uow: UnitOfWork, page: PageQuery) -> Page[Release]:
    """Releases, newest first."""
    rows = fetch_page(uow.session, store.release_query(), page, store.RELEASE_SORT, "-released_at")
    return Page([store.to_release(row) for row in rows.items], rows.total)


def release_of(uow: UnitOfWork, release_id: str) -> Release:
    row = uow.session.get(ReleaseRow, release_id)
    if row is None:
        raise UnknownRelease(release=release_id)
    return store.to_release(row)


def readable_version(uow: UnitOfWork, asset_code: str) -> int:
    """The version readers see: the released one. Raises `NothingToRelease` before the first release."""
    version = store.asset_row(uow.session, asset_code).released_version
    if version is None:
        raise NothingToRelease(asset=asset_code)
    return version
