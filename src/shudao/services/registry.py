"""The registry of services: declared, reviewed by somebody else, published, retired; every version is kept."""

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.services import logic, permissions, store
from shudao.services.contracts import NewService, Service, ServiceFilter, ServiceState
from shudao.services.errors import (
    AuthorPublishes,
    ServiceExists,
    StaleService,
    UnknownService,
    WrongServiceState,
)
from shudao.services.store import COMING
from shudao.services.tables import ServiceRow
from shudao.work import facade as work
from shudao.work.contracts import ToPool

__all__ = [
    "declare_service",
    "list_services",
    "may_inspect",
    "publish",
    "retire",
    "return_service",
    "revise_service",
    "service_of",
    "submit",
]

REVIEW_TASK = "services.review"


def declare_service(uow: UnitOfWork, new: NewService, *, by: Actor) -> Service:
    """Declare a service over a data set of one's own department, as a draft. Raises `ServiceExists`,
    `MalformedService`.
    """
    _check(uow, new, by)
    if store.versions(uow.session, new.code):
        raise ServiceExists(service=new.code)
    return _add(uow, new, 1, by)


def revise_service(uow: UnitOfWork, new: NewService, *, seen_revision: int, by: Actor) -> Service:
    """Change the draft, or start the next version of what is published; calls go on with the published one.

    `seen_revision` is that of the version one has looked at. Raises `StaleService`, `WrongServiceState`.
    """
    versions = store.versions(uow.session, new.code)
    if not versions or not may_inspect(uow, versions[0].organisation_id, by):
        raise UnknownService(service=new.code)
    latest = store.service_row(uow.session, new.code, list(ServiceState), lock=True)
    access.require(uow, by, permissions.DECLARE, latest.organisation_id)
    _check(uow, new, by)
    if latest.revision != seen_revision:
        raise StaleService(service=new.code, current=latest.revision, seen=seen_revision)
    if latest.state == ServiceState.IN_REVIEW:
        raise _wrong_state(latest)
    if latest.state != ServiceState.DRAFT:
        return _add(uow, new, latest.version + 1, by)
    _fill(latest, new, logic.columns_of(new, admission.asset(uow, new.asset_code)))
    latest.revision += 1
    latest.author = by.principal
    _record(uow, latest, "revised", by)
    return store.to_service(latest)


def _check(uow: UnitOfWork, new: NewService, by: Actor) -> None:
    asset = admission.asset(uow, new.asset_code)
    # A service is offered by whose data it shows, and by nobody else in its name.
    access.require(uow, by, permissions.DECLARE, new.organisation_id)
    access.require(uow, by, permissions.DECLARE, asset.organisation_id)
    logic.check_declaration(new, asset)


def _add(uow: UnitOfWork, new: NewService, version: int, by: Actor) -> Service:
    row = ServiceRow(
        id=new_id(),
        code=new.code,
        version=version,
        revision=1,
        state=ServiceState.DRAFT,
        reason="",
        author=by.principal,
        created_at=uow.clock.now(),
        created_by=by.account_id,
        published_at=None,
        published_by=None,
        retired_at=None,
        retired_by=None,
    )
    _fill(row, new, logic.columns_of(new, admission.asset(uow, new.asset_code)))
    uow.session.add(row)
    uow.session.flush()
    _record(uow, row, "declared", by)
    return store.to_service(row)


def _fill(row: ServiceRow, new: NewService, columns: tuple[object, ...]) -> None:
    row.title, row.description = new.title, new.description
    row.asset_code, row.organisation_id = new.asset_code, new.organisation_id
    row.owner_person_id, row.kind = new.owner_person_id, new.kind
    row.inputs = [store.plain(given) for given in new.inputs]
    row.outputs, row.row_scope = list(new.outputs), list(new.row_scope)
    row.condition = new.condition.to_json() if new.condition is not None else None
    row.columns = [store.plain(column) for column in columns]
    row.contract = store.plain(new.contract)
    row.page_size_max, row.calls_per_second = new.page_size_max, new.calls_per_second
    row.daily_quota = new.daily_quota


def submit(uow: UnitOfWork, code: str, *, by: Actor) -> Service:
    """Hand a draft in for review; its data owner finds it in the inbox, or the head if the owner wrote it."""
    row = _own(uow, code, COMING, by, lock=True)
    access.require(uow, by, permissions.DECLARE, row.organisation_id)
    if row.state != ServiceState.DRAFT:
        raise _wrong_state(row)
    row.state, row.reason = ServiceState.IN_REVIEW, ""
    row.revision += 1
    role = Role.DEPARTMENT_HEAD if Role.DATA_OWNER in by.roles else Role.DATA_OWNER
    work.open_task(
        uow,
        kind=REVIEW_TASK,
        title_zh=f"审核数据服务“{row.title}”（第 {row.version} 版）",
        title_en=f"Review the data service {row.title} (version {row.version})",
        subject=_subject(row),
        link=f"/services/{row.code}?version={row.version}",
        to=ToPool(role, row.organisation_id),
        by=by,
    )
    _record(uow, row, "submitted", by)
    return store.to_service(row)


def return_service(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> Service:
    """Give a service back to its author with a reason."""
    row = _in_review(uow, code, by)
    row.state, row.reason = ServiceState.DRAFT, reason
    row.revision += 1
    work.complete_tasks(uow, _subject(row), "退回", kind=REVIEW_TASK, by=by)
    _record(uow, row, "returned", by, reason=reason)
    return store.to_service(row)


def publish(uow: UnitOfWork, code: str, *, by: Actor) -> Service:
    """Publish what was reviewed; never by its author. The earlier version retires, and the serving copy is made anew.

    Raises `AuthorPublishes`, `WrongServiceState`, and `NothingToRelease` while the data set has no released version.
    """
    row = _in_review(uow, code, by)
    if by.principal == row.author:
        raise AuthorPublishes
    admission.readable_version(uow, row.asset_code)
    earlier = store.published(uow.session, code, lock=True)
    if earlier is not None:
        _retire(uow, earlier, f"由第 {row.version} 版取代", by)
        # The index allows one published version, so the old one must be gone first.
        uow.session.flush()
    row.state, row.published_at, row.published_by = ServiceState.PUBLISHED, uow.clock.now(), by.account_id
    row.revision += 1
    uow.session.flush()
    work.complete_tasks(uow, _subject(row), "发布", kind=REVIEW_TASK, by=by)
    _record(uow, row, "published", by)
    order_refresh(uow, code)
    return store.to_service(row)


def retire(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> Service:
    """Take a published service down: calls are refused from now on, its serving copy is removed."""
    row = _own(uow, code, (ServiceState.PUBLISHED,), by, lock=True)
    access.require(uow, by, permissions.PUBLISH, row.organisation_id)
    _retire(uow, row, reason, by)
    served = store.copy_row(uow.session, code, lock=True)
    if served is not None:
        uow.session.delete(served)
    uow.session.flush()
    order_refresh(uow, code)
    return store.to_service(row)


def order_refresh(uow: UnitOfWork, code: str) -> None:
    """Have the serving copy made anew, or removed when nothing is published any more, soon after this commit."""
    lock = f"services.refresh:{code}"
    uow.enqueue("services.refresh", lock=lock, queueing_lock=lock, code=code)


def _retire(uow: UnitOfWork, row: ServiceRow, reason: str, by: Actor) -> None:
    row.state, row.retired_at, row.retired_by = ServiceState.RETIRED, uow.clock.now(), by.account_id
    row.reason = reason
    row.revision += 1
    _record(uow, row, "retired", by, reason=reason)


def service_of(uow: UnitOfWork, code: str, *, version: int | None = None, by: Actor) -> Service:
    """A service as the asker may see it: the published version, or for its department the newest one.

    Raises `UnknownService`, also for a version that is not the asker's to see.
    """
    for row in _preferred(store.versions(uow.session, code)):
        is_wanted = version is None or row.version == version
        if is_wanted and (row.state == ServiceState.PUBLISHED or may_inspect(uow, row.organisation_id, by)):
            return store.to_service(row, store.copies(uow.session, [code]).get(code))
    raise UnknownService(service=code)


def _preferred(rows: list[ServiceRow]) -> list[ServiceRow]:
    """The published version first, then the newest."""
    return sorted(rows, key=lambda row: (row.state != ServiceState.PUBLISHED, -row.version))


def list_services(uow: UnitOfWork, wanted: ServiceFilter, page: PageQuery, *, by: Actor) -> Page[Service]:
    """Published services, and the unpublished ones of one's own department."""
    query = store.service_query(wanted, page.q, _inspected(by))
    rows = fetch_page(uow.session, query, page, store.SERVICE_SORT, "code")
    copies = store.copies(uow.session, [row.code for row in rows.items])
    return Page([store.to_service(row, copies.get(row.code)) for row in rows.items], rows.total)


def may_inspect(uow: UnitOfWork, organisation_id: str, by: Actor) -> bool:
    """Whether somebody sees drafts and operation of this department's services."""
    return access.permits(uow, by, permissions.INSPECT, organisation_id)


def _inspected(by: Actor) -> list[str] | None:
    if by.is_system or permissions.INSPECT.wider & by.roles:
        return None
    return [by.organisation_id] if by.organisation_id and permissions.INSPECT.held_by(by.roles) else []


def _own(uow: UnitOfWork, code: str, states: tuple[ServiceState, ...], by: Actor, *, lock: bool = False) -> ServiceRow:
    """The version in one of these states, for those who may see it in that state."""
    versions = store.versions(uow.session, code)
    if not versions:
        raise UnknownService(service=code)
    is_open = any(row.state == ServiceState.PUBLISHED for row in versions)
    if not is_open and not may_inspect(uow, versions[0].organisation_id, by):
        raise UnknownService(service=code)
    if not any(row.state in states for row in versions):
        raise _wrong_state(_preferred(versions)[0])
    return store.service_row(uow.session, code, states, lock=lock)


def _in_review(uow: UnitOfWork, code: str, by: Actor) -> ServiceRow:
    row = _own(uow, code, COMING, by, lock=True)
    access.require(uow, by, permissions.PUBLISH, row.organisation_id)
    if row.state != ServiceState.IN_REVIEW:
        raise _wrong_state(row)
    return row


def _wrong_state(row: ServiceRow) -> WrongServiceState:
    return WrongServiceState(service=row.code, state=ServiceState(row.state).zh, state_en=row.state)


def _subject(row: ServiceRow) -> str:
    return f"services/service/{row.code}/{row.version}"


def _record(uow: UnitOfWork, row: ServiceRow, what: str, by: Actor, **detail: str) -> None:
    told = {"asset": row.asset_code, "revision": row.revision, **detail}
    evidence.record(uow, by=by, action=f"services.service.{what}", subject=_subject(row), detail=told)
