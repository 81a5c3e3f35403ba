"""The door of `policy`: data elements, code tables and norms.

Reads without `by` are for other modules, which show what they found by their own permissions; lists and pages for
people take `by` and leave out the drafts of other organisations.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.policy import life, sight, store
from shudao.policy.assessing import ask_assessment, assess_upgrade, assessment
from shudao.policy.code_life import (
    drop_code_table,
    publish_code_tables,
    retire_code_table,
    send_back_code_table,
    submit_code_tables,
)
from shudao.policy.code_tables import follow_revision, load_code_table, load_revisions, load_supplement
from shudao.policy.codes import (
    code_table,
    code_table_versions,
    codes,
    codes_with_children,
    difference,
    is_valid,
    list_code_tables,
    list_codes,
    mapping,
    read_code_table,
    revisions,
    supplement_conflicts,
    validity,
)
from shudao.policy.contracts import DataElement, Norm, State
from shudao.policy.elements import define_data_element, define_data_elements, publish_data_elements
from shudao.policy.errors import UnknownDataElement, UnknownNorm
from shudao.policy.formats import parse_format, render_format
from shudao.policy.impact import elements_about
from shudao.policy.intervals import with_parents, without_twice
from shudao.policy.libraries import (
    copy_code_table,
    copy_data_element,
    element_conflicts,
    related_elements,
    standard_for,
)
from shudao.policy.mappings import (
    code_mapping,
    drop_code_mapping,
    exact_translations,
    list_code_mappings,
    list_pairs,
    load_code_mapping,
    publish_code_mapping,
    submit_code_mapping,
    translate,
    unmapped,
)
from shudao.policy.norms import adopt_norms, define_norms, norms_in_force
from shudao.policy.norms_checking import check_norms
from shudao.policy.norms_results import (
    clause_of,
    department_results,
    list_clauses,
    list_runs,
    list_violations,
    run_details,
    trend,
)
from shudao.policy.norms_waivers import end_waiver, list_waivers, propose_waiver
from shudao.policy.proposals import list_proposals, proposal, propose_codes, propose_element
from shudao.policy.relations import standard_elements
from shudao.policy.tables import DataElementRow, NormRow

__all__ = [
    "adopt_norms",
    "ask_assessment",
    "assess_upgrade",
    "assessment",
    "check_norms",
    "clause_of",
    "code_mapping",
    "code_table",
    "code_table_versions",
    "codes",
    "codes_with_children",
    "copy_code_table",
    "copy_data_element",
    "data_element",
    "data_element_versions",
    "data_elements",
    "define_data_element",
    "define_data_elements",
    "define_norms",
    "department_results",
    "difference",
    "drop_code_mapping",
    "drop_code_table",
    "drop_data_element",
    "element_conflicts",
    "elements_about",
    "end_waiver",
    "exact_translations",
    "follow_revision",
    "is_valid",
    "list_clauses",
    "list_code_mappings",
    "list_code_tables",
    "list_codes",
    "list_data_elements",
    "list_norms",
    "list_pairs",
    "list_proposals",
    "list_runs",
    "list_violations",
    "list_waivers",
    "load_code_mapping",
    "load_code_table",
    "load_revisions",
    "load_supplement",
    "mapping",
    "norm",
    "norms_in_force",
    "parse_format",
    "proposal",
    "propose_codes",
    "propose_element",
    "propose_waiver",
    "publish_code_mapping",
    "publish_code_tables",
    "publish_data_elements",
    "publish_norms",
    "read_code_table",
    "read_data_element",
    "related_elements",
    "render_format",
    "retire_code_table",
    "retire_data_element",
    "revisions",
    "run_details",
    "send_back_code_table",
    "send_back_data_element",
    "standard_elements",
    "standard_for",
    "submit_code_mapping",
    "submit_code_tables",
    "submit_data_elements",
    "submit_norms",
    "supplement_conflicts",
    "translate",
    "trend",
    "unmapped",
    "validity",
    "with_parents",
    "without_twice",
]


def submit_data_elements(uow: UnitOfWork, codes: Iterable[str], *, by: Actor) -> None:
    """Hand drafts in for review (草案 → 试用). Raises `NothingToDecide`."""
    life.submit(uow, life.DATA_ELEMENT, codes, by=by)


def retire_data_element(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> None:
    """End a published element without a successor (废止)."""
    life.retire(uow, life.DATA_ELEMENT, code, reason, by=by)


def send_back_data_element(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> None:
    """Return an element in review to its author (试用 → 草案)."""
    life.send_back(uow, life.DATA_ELEMENT, code, reason, by=by)


def drop_data_element(uow: UnitOfWork, code: str, *, by: Actor) -> None:
    """Throw a drafted version away."""
    life.drop(uow, life.DATA_ELEMENT, code, by=by)


def data_element_versions(uow: UnitOfWork, code: str, *, by: Actor) -> list[DataElement]:
    """All versions one may see, newest first. Raises `UnknownDataElement` when there is none."""
    rows = [row for row in store.element_rows(uow.session, [code]) if sight.may_see(uow, row, by)]
    if not rows:
        raise UnknownDataElement(element=code)
    return [store.to_element(row) for row in sorted(rows, key=lambda row: -row.version)]


def submit_norms(uow: UnitOfWork, codes: Iterable[str], *, by: Actor) -> None:
    life.submit(uow, life.NORM, codes, by=by)


def publish_norms(uow: UnitOfWork, codes: Iterable[str], *, by: Actor) -> None:
    life.publish(uow, life.NORM, codes, by=by)


def data_element(uow: UnitOfWork, code: str, version: int | None = None) -> DataElement:
    """An element in a version; without one the published, else the newest. Raises `UnknownDataElement`."""
    if version is None:
        found = store.best_elements(uow.session, [code])
    else:
        found = [row for row in store.element_rows(uow.session, [code]) if row.version == version]
    if not found:
        raise UnknownDataElement(element=code)
    return store.to_element(found[0])


def data_elements(uow: UnitOfWork, codes: Iterable[str]) -> dict[str, DataElement]:
    """Elements by code, each published if it is, else newest; unknown codes are left out."""
    return {row.code: store.to_element(row) for row in store.best_elements(uow.session, set(codes))}


def read_data_element(uow: UnitOfWork, code: str, *, by: Actor) -> DataElement:
    """The element as this person may see it: another organisation's draft is as unknown as one that is not there."""
    rows = [row for row in store.element_rows(uow.session, [code]) if sight.may_see(uow, row, by)]
    if not rows:
        raise UnknownDataElement(element=code)
    published = [row for row in rows if row.state == State.PUBLISHED]
    return store.to_element(max(published or rows, key=lambda row: row.version))


def list_data_elements(
    uow: UnitOfWork, page: PageQuery, *, by: Actor, state: str | None = None, library: str | None = None
) -> Page[DataElement]:
    """Elements in all versions the caller may see."""
    query = store.matching_elements(page.q, state).where(sight.visible(uow, DataElementRow, by))
    if library is not None:
        query = query.where(DataElementRow.library == library)
    keys: dict[str, Any] = {"code": DataElementRow.code, "name": DataElementRow.name, "state": DataElementRow.state}
    found = fetch_page(uow.session, query, page, keys, "code")
    return Page([store.to_element(row) for row in found.items], found.total)


def norm(uow: UnitOfWork, code: str, *, by: Actor) -> Norm:
    """A norm: the published version, else the newest the caller may see. Raises `UnknownNorm`."""
    query = select(NormRow).where(NormRow.code == code, sight.visible(uow, NormRow, by))
    row = uow.session.scalars(query.order_by(store.preference(NormRow.state), NormRow.version.desc())).first()
    if row is None:
        raise UnknownNorm(norm=code)
    return store.to_norm(row)


def list_norms(uow: UnitOfWork, page: PageQuery, *, by: Actor) -> Page[Norm]:
    query = select(NormRow).where(sight.visible(uow, NormRow, by))
    if page.q:
        query = query.where(NormRow.title.ilike(f"%{store.escape_like(page.q)}%"))
    keys: dict[str, Any] = {"code": NormRow.code, "title": NormRow.title, "effective_on": NormRow.effective_on}
    found = fetch_page(uow.session, query, page, keys, "code")
    return Page([store.to_norm(row) for row in found.items], found.total)
