"""Changes to what is published: held whole until someone other than the requester approves (DESIGN §9)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from shudao.access import facade as access
from shudao.architecture import logic, permissions, searching, store, waiting
from shudao.architecture.contracts import EarlierVersion, Level, State
from shudao.architecture.entities import visible_node
from shudao.architecture.errors import BadArchitecture, NotPublished, ReasonRequired
from shudao.architecture.events import EntityChanged
from shudao.architecture.ledger import accountable_attribute
from shudao.architecture.tables import AttributeRow, NodeRow, VersionRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.errors import StaleEdit
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.policy import facade as policy
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, ToPool
from shudao.work.ports import change_handler

__all__ = ["earlier_versions", "propose_change"]

EDIT = "architecture.edit"


def propose_change(
    uow: UnitOfWork, code: str, changes: Mapping[str, Any], reason: str, *, seen_version: int, by: Actor
) -> ChangeRequest:
    """Propose other words or another standard for a published node or attribute; the bureau decides.

    `changes` maps field to new value; which fields may change is `logic.EDITABLE`. Grades have their own way.
    Raises `NotPublished` for drafts, which are rewritten directly, `BadArchitecture`, `StaleEdit`.
    """
    row, owner = _row(uow, code)
    access.require(uow, by, permissions.EDIT, owner)
    if row.state != State.PUBLISHED:
        raise NotPublished(node=row.name)
    if row.version != seen_version:
        raise StaleEdit(details=_changed_since(uow, row, changes, seen_version))
    if not reason.strip():
        raise ReasonRequired
    _refuse_faults(uow, row, changes)
    before = {field: getattr(row, field) for field in changes}
    payload = {"code": code, "seen_version": seen_version, "before": before, "after": dict(changes), "reason": reason}
    approver = ToPool(Role.DATA_BUREAU, waiting.bureau_of(uow, owner))
    subject = f"architecture/node/{code}"
    title = f"{row.name}（{code}）"
    return work.propose(uow, subject=subject, kind=EDIT, title=title, payload=payload, approver=approver, by=by)


def _refuse_faults(uow: UnitOfWork, row: NodeRow | AttributeRow, changes: Mapping[str, Any]) -> None:
    faults = logic.change_faults(row.code, changes) + _unknown_standard(uow, changes)
    name = changes.get("name")
    if isinstance(name, str) and store.name_is_taken(uow.session, row, name):
        faults.append(f"同级已有名称“{name}”")
    if faults:
        raise BadArchitecture(count=len(faults), details=[{"code": row.code, "fault": fault} for fault in faults])


def _changed_since(
    uow: UnitOfWork, row: NodeRow | AttributeRow, wanted: Mapping[str, Any], seen_version: int
) -> list[dict[str, Any]]:
    """What others changed since a version was read, field by field, with what the caller wants there instead."""
    seen = uow.session.get(VersionRow, (row.code, seen_version))
    if seen is None:
        return []
    present = {field: getattr(row, field) for field in seen.content if hasattr(row, field)}
    return [
        {"field": field, "seen": seen.content[field], "present": value, "proposed": wanted.get(field, value)}
        for field, value in present.items()
        if value != seen.content[field]
    ]


def _row(uow: UnitOfWork, code: str) -> tuple[NodeRow | AttributeRow, str]:
    parsed = logic.parse_code(code)
    if parsed is None or parsed.level is not Level.ATTRIBUTE:
        node = store.node_row(uow.session, code, lock=True)
        return node, node.organisation_id
    attribute = store.attribute_row(uow.session, code, lock=True)
    return attribute, store.node_row(uow.session, attribute.entity_code).organisation_id


def _unknown_standard(uow: UnitOfWork, changes: Mapping[str, Any]) -> list[str]:
    wanted = changes.get("data_element")
    if not isinstance(wanted, str) or wanted in policy.data_elements(uow, [wanted]):
        return []
    return [f"没有数据元 {wanted}"]


@change_handler(EDIT)
def apply_change(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None:
    """Carry an approved change out: the present words are kept as a version, the new ones are published."""
    payload = change.payload
    row, _ = _row(uow, payload["code"])
    if row.version != payload["seen_version"] or row.state != State.PUBLISHED:
        raise StaleEdit(details=_changed_since(uow, row, payload["after"], payload["seen_version"]))
    # Between proposal and approval somebody else may have taken the name.
    _refuse_faults(uow, row, payload["after"])
    kept = {field: getattr(row, field) for field in logic.editable_fields(row.code)}
    uow.session.add(
        VersionRow(
            code=row.code,
            version=row.version,
            content=kept,
            replaced_at=uow.clock.now(),
            replaced_by=by.principal,
            change_id=change.id,
        )
    )
    for field, value in payload["after"].items():
        setattr(row, field, value)
    row.version += 1
    uow.session.flush()
    searching.index_again(uow, row)
    _note_critical(uow, row, by)
    subject, detail = f"architecture/node/{row.code}", {"version": row.version, "fields": sorted(payload["after"])}
    evidence.record(uow, by=by, action="architecture.node.changed", subject=subject, detail=detail)
    entity_code = row.entity_code if isinstance(row, AttributeRow) else row.code
    if isinstance(row, AttributeRow) or row.level == Level.ENTITY:
        uow.tell(EntityChanged(entity_code=entity_code))


def _note_critical(uow: UnitOfWork, row: NodeRow | AttributeRow, by: Actor) -> None:
    """A critical attribute needs an owner; one that is critical no longer needs none of its own."""
    if not isinstance(row, AttributeRow):
        return
    if row.is_critical:
        owner = store.owner_id(uow.session, row)
        mechanism.note_assets(uow, [accountable_attribute(row.code, row.name, owner)])
    else:
        mechanism.release_asset(uow, Level.ATTRIBUTE.kind, row.code, by=by)


def earlier_versions(uow: UnitOfWork, code: str, *, by: Actor) -> list[EarlierVersion]:
    """What a published node or attribute said before, newest first."""
    parsed = logic.parse_code(code)
    node = str(parsed.parent) if parsed is not None and parsed.level is Level.ATTRIBUTE else code
    visible_node(uow, node, by=by)
    rows = uow.session.scalars(select(VersionRow).where(VersionRow.code == code).order_by(VersionRow.version.desc()))
    return [EarlierVersion(row.version, dict(row.content), row.replaced_at, row.replaced_by) for row in rows]
