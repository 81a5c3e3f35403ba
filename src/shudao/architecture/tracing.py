"""From business to data: duties, matters and steps behind the nodes of the ledger (SPEC 4.10; white paper 4.5)."""

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from sqlalchemy import Select, select

from shudao.architecture import store
from shudao.architecture.contracts import Level, ProposedOwner, State, StepUse, Trace, Untraced, UntracedKind
from shudao.architecture.tables import NodeRow
from shudao.kernel.paging import Page, PageQuery, UnknownSortKey
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import UseKind

__all__ = ["named_traces", "object_uses", "proposed_owner", "untraced"]


def object_uses(uow: UnitOfWork, code: str) -> list[StepUse]:
    """Which steps and systems create, read, change and retire a business object."""
    return mechanism.step_uses(uow, [code])


def named_traces(uow: UnitOfWork, traces: tuple[Trace, ...]) -> tuple[Trace, ...]:
    """The traces that name something in the register of duties, with its name there; others stand for nothing."""
    names = mechanism.names_of_business(uow, [trace.code for trace in traces])
    return tuple(replace(trace, name=names[trace.code]) for trace in traces if trace.code in names)


def proposed_owner(uow: UnitOfWork, uses: list[StepUse]) -> ProposedOwner | None:
    """The process owner of the first step that creates the object."""
    for use in uses:
        if use.use is UseKind.CREATES and use.process_owner_id is not None:
            person = mechanism.person(uow, use.process_owner_id)
            return ProposedOwner(person.id, person.name, person.organisation_id or "", use.step_name)
    return None


def untraced(
    uow: UnitOfWork, kind: UntracedKind, page: PageQuery, organisation_id: str | None = None
) -> Page[Untraced]:
    """What is traced to nothing: published nodes L1–L3, outputs no object holds, objects that two offices create."""
    key, backwards = page.sort.removeprefix("-") or "code", page.sort.startswith("-")
    if key not in _SORTS:
        raise UnknownSortKey(key=key, allowed="、".join(_SORTS))
    found = sorted(_FINDERS[kind](uow, organisation_id), key=attrgetter(key), reverse=backwards)
    if page.q:
        found = [each for each in found if page.q.casefold() in f"{each.code} {each.name}".casefold()]
    return Page(found[page.offset : page.offset + page.limit], len(found))


def _nodes(uow: UnitOfWork, organisation_id: str | None) -> Iterator[Untraced]:
    rows = list(uow.session.scalars(_published(organisation_id)))
    named = mechanism.names_of_business(uow, {trace.code for row in rows for trace in store.to_traces(row.traces)})
    used = {use.object_code for use in mechanism.step_uses(uow, [row.code for row in rows])}
    for row in rows:
        if row.code not in used and not any(trace.code in named for trace in store.to_traces(row.traces)):
            yield Untraced(UntracedKind.NODE, row.code, row.name, row.level, (row.organisation_id,))


def _outputs(uow: UnitOfWork, organisation_id: str | None) -> Iterator[Untraced]:
    for code, name, owner, outputs in mechanism.steps_without_objects(uow, organisation_id):
        yield Untraced(UntracedKind.OUTPUT, code, name, None, (owner,), tuple(outputs))


def _contested(uow: UnitOfWork, organisation_id: str | None) -> Iterator[Untraced]:
    rows = {
        row.code: row for row in uow.session.scalars(_published(None).where(NodeRow.level == Level.BUSINESS_OBJECT))
    }
    creators: dict[str, dict[str, None]] = {}
    for use in mechanism.step_uses(uow, list(rows)):
        if use.use is UseKind.CREATES:
            creators.setdefault(use.object_code, {})[use.organisation_id] = None
    for code, offices in creators.items():
        if len(offices) > 1 and (organisation_id is None or organisation_id in offices):
            yield Untraced(UntracedKind.CONTESTED, code, rows[code].name, rows[code].level, tuple(offices))


def _published(organisation_id: str | None) -> Select[NodeRow]:
    query = select(NodeRow).where(NodeRow.level <= Level.BUSINESS_OBJECT, NodeRow.state == State.PUBLISHED)
    if organisation_id is not None:
        query = query.where(NodeRow.organisation_id == organisation_id)
    return query.order_by(NodeRow.code)


_SORTS = ("code", "name")
_FINDERS = {UntracedKind.NODE: _nodes, UntracedKind.OUTPUT: _outputs, UntracedKind.CONTESTED: _contested}
