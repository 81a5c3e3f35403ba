"""Things of the architecture that people discuss and follow: nodes, attributes, entries, systems, sources."""

from shudao.architecture import logic, store
from shudao.architecture.catalogue import visible_entry
from shudao.architecture.contracts import Level
from shudao.architecture.entities import visible_entity, visible_node
from shudao.architecture.errors import UnknownNode
from shudao.architecture.impact import path_of
from shudao.architecture.paths import page_of_entry
from shudao.architecture.systems import system, visible_source
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts import Described

__all__ = ["OBJECTS"]


def describe_node(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    parsed = logic.parse_code(code)
    if parsed is not None and parsed.level is Level.ATTRIBUTE:
        return _attribute(uow, code, by)
    row = visible_node(uow, code, by=by)
    return Described(row.name, path_of(code), row.organisation_id)


def _attribute(uow: UnitOfWork, code: str, by: Actor) -> Described:
    entity_code = store.attribute_row(uow.session, code).entity_code
    entity = visible_entity(uow, entity_code, by=by)
    for attribute in entity.attributes:
        if attribute.code == code:
            return Described(f"{entity.name}·{attribute.name}", path_of(code), entity.organisation_id)
    raise UnknownNode(node=code)


def describe_entry(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    entry = visible_entry(uow, code, by=by)
    return Described(entry.name, page_of_entry(entry.code), entry.provider_organisation_id)


def describe_system(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    """The register's names are open; what is physical about a system is not told here."""
    found = system(uow, code)
    return Described(found.name, f"/systems/{found.code}", found.organisation_id)


def describe_source(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    found = visible_source(uow, code, by=by)
    return Described(found.name, f"/sources/{found.code}", found.organisation_id)


OBJECTS = {
    "architecture/node": describe_node,
    "architecture/catalogue": describe_entry,
    "architecture/system": describe_system,
    "architecture/source": describe_source,
}
