"""What somebody has entered beside the sample city: told before a removal, and never removed unasked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.app.demo import city, lake_steps, service_steps
from shudao.app.demo.cast import LOADER
from shudao.architecture import facade as architecture
from shudao.kernel.paging import MAX_LIMIT, Page, PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.services import facade as services
from shudao.services.contracts import ServiceFilter

__all__ = ["Added", "added_to"]

T = TypeVar("T")


@dataclass(frozen=True)
class Added:
    """One thing that did not come with the sample."""

    kind: str
    code: str
    name: str


def added_to(uow: UnitOfWork) -> tuple[Added, ...]:
    """Organisations, people, accounts, systems, sources, data sets and services that the sample does not bring."""
    return tuple(
        Added(kind, code, name) for kind, known, there in _kinds(uow) for code, name in there if code not in known
    )


def _kinds(uow: UnitOfWork) -> Iterator[tuple[str, set[str], Iterator[tuple[str, str]]]]:
    """Kind, codes of the sample's own, and code and name of all there are."""
    posted = city.load("people.yaml")
    people = {p["login"] for p in posted["people"]}
    described = city.load("systems.yaml")
    data_sets = {f"{layer}_{code}" for code in lake_steps.DATA_SETS for layer in ("sdi", "dwi")}
    bureaus = _codes(city.load("organisations.yaml")["organisations"]) | _codes(posted["groups"])
    yield "机构", bureaus, ((o.code, o.name) for o in _all(partial(mechanism.list_organisations, uow)))
    yield "人员", people, ((p.code, p.name) for p in _all(partial(mechanism.list_people, uow, in_office=False)))
    yield "账号", people, ((a.login, a.name) for a in _all(partial(access.list_accounts, uow)))
    systems = partial(architecture.list_systems, uow, by=LOADER)
    yield "系统", _codes(described["systems"]), ((s.code, s.name) for s in _all(systems))
    sources = partial(architecture.list_sources, uow, by=LOADER)
    yield "数据源", _codes(described["sources"]), ((s.code, s.name) for s in _all(sources))
    there = ((a.code, a.title) for a in _all(partial(admission.list_assets, uow)))
    yield "数据集", data_sets | set(lake_steps.DERIVED), there
    offered = partial(services.list_services, uow, ServiceFilter(), by=LOADER)
    yield "数据服务", {service_steps.CODE}, ((s.code, s.title) for s in _all(offered))


def _codes(described: list[dict[str, Any]]) -> set[str]:
    return {each["code"] for each in described}


def _all(listing: Callable[[PageQuery], Page[T]]) -> Iterator[T]:
    """Every item, page by page."""
    offset = 0
    while (page := listing(PageQuery(offset=offset, limit=MAX_LIMIT))).items:
        yield from page.items
        offset += len(page.items)
