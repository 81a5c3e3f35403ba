"""From the source-aligned to the integration layer: run the plan in the engine, commit through the door."""

import time
from collections import Counter
from collections.abc import Iterable

import pyarrow as pa

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.admission.contracts import Mode
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Entity
from shudao.development import logic, permissions, store
from shudao.development.contracts import DevelopmentRun, RunKind, StandardisationPlan
from shudao.development.errors import NothingToRead
from shudao.development.expressions import standardised
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade as policy
from shudao.security import facade as security

__all__ = ["plan_for", "standardise"]

MOST_SPELLINGS = 1000


def plan_for(uow: UnitOfWork, source_asset: str, target_asset: str) -> StandardisationPlan:
    """The plan from the standards published today."""
    source = admission.asset(uow, source_asset)
    place = admission.asset(uow, target_asset).organisation_id
    entity = architecture.entity(uow, admission.asset(uow, target_asset).entity_code or "")
    registration = next((r for r in entity.registrations if r.source_code == source.source_code), None)
    codes = {table: _spellings(policy.mapping(uow, table, organisation_id=place)) for table in _code_tables(entity)}
    lake_names = {column.source_name or column.name: column.name for column in source.columns}
    return logic.plan_of(entity, registration, source_asset, target_asset, codes, lake_names)


def _spellings(mapping: dict[str, str]) -> dict[str, str]:
    """Every spelling of a small table; of a large one, such as all divisions, the codes themselves.

    Each other spelling is a branch of the query; thousands of them cost more than the rows they would mend.
    """
    if len(mapping) <= MOST_SPELLINGS:
        return mapping
    return {raw: code for raw, code in mapping.items() if raw == code}


def _code_tables(entity: Entity) -> set[str]:
    elements = (attribute.data_element for attribute in entity.attributes)
    return {element.code_table for element in elements if element is not None and element.code_table}


def standardise(
    database: Database, settings: Settings, source_asset: str, target_asset: str, *, by: Actor
) -> DevelopmentRun:
    """Standardise the latest rows of `source_asset` into `target_asset`, replacing what was there.

    Rows whose key or critical values cannot be standardised are kept aside with the reason of each column. While source
    and standards are the same, running it again changes nothing and answers with the run that made the present version.
    """
    began = time.monotonic()
    with database.unit_of_work() as uow:
        source = admission.asset(uow, source_asset)
        target = admission.asset(uow, target_asset)
        access.require(uow, by, permissions.RUN, target.organisation_id)
        if source.latest_version is None:
            raise NothingToRead(asset=source_asset)
        plan = plan_for(uow, source_asset, target_asset)
        digest = store.digest_of(plan, source.latest_version)
        known = store.run_of_digest(uow.session, target_asset, target.latest_version, digest)
        if known is not None:
            return known
        lens = security.system_lens(uow, source_asset, purpose="standardise")
    ticket = admission.open_write(
        database, settings, target_asset, "standardise", by=by, mode=Mode.REPLACE, reads=[source_asset]
    )
    with security.open_lenses(database, settings, {"rows": lens}, writes=[ticket.staging]) as session:
        split = standardised(session.table("rows"), plan)
        read = session.count(session.table("rows"))
        session.write_parquet(split.landed, ticket.staging)
        aside = session.read(split.aside).read_all()
        emptied = session.read(split.emptied).read_all().to_pylist()[0]
    entry = admission.commit_write(database, settings, ticket, read=read, rejects=aside, by=by)
    new = store.NewRun(RunKind.STANDARDISE, entry, digest, time.monotonic() - began)
    counted = {name: int(count) for name, count in emptied.items() if count and name != "none"}
    with database.unit_of_work() as uow:
        return store.add_run(uow, new, _counted(aside.column("reasons")), counted, by=by)


def _counted(reasons: pa.ChunkedArray) -> dict[str, int]:
    """How often each `column:reason` occurs; distinct combinations are few, so they are counted in the engine first."""
    counts: Counter[str] = Counter()
    for pair in reasons.value_counts().to_pylist():
        for reason in _parts(pair["values"]):
            counts[reason] += pair["counts"]
    return dict(counts.most_common())


def _parts(text: str) -> Iterable[str]:
    return (part for part in text.split(";") if part)
