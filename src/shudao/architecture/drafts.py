"""Drafts: rewritten by the department that drafts them, thrown away, or returned by the bureau with a reason."""

from sqlalchemy import delete

from shudao.access import facade as access
from shudao.architecture import logic, permissions, searching, store, waiting
from shudao.architecture.contracts import Level, NewAttribute, NewNode, State
from shudao.architecture.errors import BadArchitecture, NothingToDecide, PublishedIsFixed, ReasonRequired
from shudao.architecture.ledger import attribute_values, node_values
from shudao.architecture.paths import page_of
from shudao.architecture.tables import AttributeRow, NodeRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.errors import StaleEdit
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.policy import facade as policy
from shudao.work import facade as work
from shudao.work.contracts import ToPool

__all__ = ["discard_drafts", "return_subtree", "rewrite_attribute", "rewrite_node"]

_KEPT = {"code", "level", "parent_code", "entity_code", "position", "state", "version"}


def rewrite_node(uow: UnitOfWork, new: NewNode, *, seen_version: int, by: Actor) -> None:
    """Say a draft node anew, as it was seen at `seen_version`.

    Raises `PublishedIsFixed` once it was submitted, `StaleEdit` when somebody was faster, `BadArchitecture`.
    """
    row = store.node_row(uow.session, new.code, lock=True)
    for owner in {row.organisation_id, new.organisation_id}:
        access.require(uow, by, permissions.EDIT, owner)
    faults = logic.node_faults([new], [])
    if new.table and new.table != row.lake_table and store.names_taken(uow.session, [new], []).tables:
        faults.append((new.code, f"表名 {new.table} 已被使用"))
    _rewrite(uow, row, node_values(new, by), faults, seen_version, by)


def rewrite_attribute(uow: UnitOfWork, new: NewAttribute, *, seen_version: int, by: Actor) -> None:
    """Say a draft attribute anew; otherwise as `rewrite_node`."""
    row = store.attribute_row(uow.session, new.code, lock=True)
    access.require(uow, by, permissions.EDIT, store.owner_id(uow.session, row))
    faults = logic.node_faults([], [new])
    if new.data_element and not policy.data_elements(uow, [new.data_element]):
        faults.append((new.code, f"没有数据元 {new.data_element}"))
    columns = store.names_taken(uow.session, [], [new]).columns - {(row.entity_code, row.column_name)}
    if (row.entity_code, new.field) in columns:
        faults.append((new.code, f"实体中已有字段 {new.field}"))
    _rewrite(uow, row, attribute_values(new, by), faults, seen_version, by)


def _rewrite(
    uow: UnitOfWork,
    row: NodeRow | AttributeRow,
    values: dict[str, object],
    faults: list[tuple[str, str]],
    seen_version: int,
    by: Actor,
) -> None:
    """Whoever writes the present words is their author: the one person who may not publish them."""
    if row.state != State.DRAFT:
        raise PublishedIsFixed(node=row.name)
    if row.version != seen_version:
        raise StaleEdit
    if store.name_is_taken(uow.session, row, str(values["name"])):
        faults.append((row.code, f"同级已有名称“{values['name']}”"))
    if faults:
        raise BadArchitecture(count=len(faults), details=[{"code": code, "fault": fault} for code, fault in faults])
    for field, value in values.items():
        if field not in _KEPT:
            setattr(row, field, value)
    row.version += 1
    uow.session.flush()
    searching.index_again(uow, row)
    evidence.record(uow, by=by, action="architecture.draft.rewritten", subject=f"architecture/node/{row.code}")


def discard_drafts(uow: UnitOfWork, code: str, *, by: Actor) -> int:
    """Throw a draft away with everything below it; how many there were. Raises `PublishedIsFixed` if any is more."""
    nodes, attributes = store.below(uow.session, code, State.DRAFT)
    if not nodes and not attributes:
        raise NothingToDecide(node=code, wanted=State.DRAFT.zh)
    both: list[NodeRow | AttributeRow] = [*nodes, *attributes]
    for each in both:
        access.require(uow, by, permissions.EDIT, store.owner_id(uow.session, each))
    if store.count_below(uow.session, code) != len(both):
        raise PublishedIsFixed(node=code)
    node_codes, attribute_codes = [row.code for row in nodes], [row.code for row in attributes]
    uow.session.execute(delete(AttributeRow).where(AttributeRow.code.in_(attribute_codes)))
    # The lowest first: a node stays as long as something hangs on it.
    for row in reversed(nodes):
        uow.session.delete(row)
        uow.session.flush()
        mechanism.release_asset(uow, Level(row.level).kind, row.code, by=by)
    for gone in attribute_codes:
        mechanism.release_asset(uow, Level.ATTRIBUTE.kind, gone, by=by)
    searching.read_again(uow, "node", node_codes)
    searching.read_again(uow, "attribute", attribute_codes)
    detail = {"count": len(nodes) + len(attributes)}
    evidence.record(
        uow, by=by, action="architecture.draft.discarded", subject=f"architecture/node/{code}", detail=detail
    )
    return len(nodes) + len(attributes)


def return_subtree(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> int:
    """The bureau gives a node and what is in review below it back to the department, with the reason."""
    access.require(uow, by, permissions.PUBLISH)
    if not reason.strip():
        raise ReasonRequired
    nodes, attributes = store.below(uow.session, code, State.IN_REVIEW)
    both: list[NodeRow | AttributeRow] = [*nodes, *attributes]
    if not both:
        raise NothingToDecide(node=code, wanted=State.IN_REVIEW.zh)
    for row in both:
        row.state = State.DRAFT
    uow.session.flush()
    searching.set_state(uow, [row.code for row in both], State.DRAFT)
    subject = f"architecture/node/{code}"
    evidence.record(uow, by=by, action="architecture.node.returned", subject=subject, detail={"reason": reason})
    waiting.done(uow, subject, "returned", by=by)
    owner = ToPool(Role.DATA_STEWARD, store.owner_id(uow.session, both[0]))
    title_zh, title_en = f"退回修改：{both[0].name}。{reason}", f"Returned: {both[0].name}. {reason}"
    work.notify(uow, owner, title_zh=title_zh, title_en=title_en, link=page_of(code), by=by)
    return len(both)
