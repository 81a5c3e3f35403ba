"""The door of access: the one permission decision, accounts, and sign-ins."""

from collections.abc import Collection
from datetime import date

from shudao.access import logic, store
from shudao.access.contracts import AccountView, Decision, Membership, Permission, Scope
from shudao.access.errors import (
    AdministratorConflict,
    AlreadySubmitted,
    LoginTaken,
    NotPermitted,
    OwnRole,
    PasswordTooWeak,
    PersonHasAccount,
    TermReversed,
    UnknownAccount,
    UnknownPlace,
)
from shudao.access.places import places_of
from shudao.access.relations import role_holders
from shudao.access.sessions import (
    CurrentSession,
    Origin,
    change_password,
    current_session,
    end_session,
    enrol,
    issue_enrolment,
    list_sessions,
    refuse_administrator,
    sign_in,
    switch_organisation,
)
from shudao.access.tables import AccountRow, MembershipRow, OrganisationNodeRow, SubmissionRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.vault import facade as vault

__all__ = [
    "CurrentSession",
    "Origin",
    "account",
    "account_by_login",
    "account_of_person",
    "accounts_holding",
    "assign_role",
    "change_password",
    "create_account",
    "current_session",
    "decide",
    "end_role",
    "end_session",
    "enrol",
    "issue_enrolment",
    "list_accounts",
    "list_sessions",
    "move_roles",
    "note_organisation",
    "note_submission",
    "permits",
    "places_of",
    "reach",
    "realm_of",
    "realms_above",
    "require",
    "role_holders",
    "set_account_state",
    "sign_in",
    "switch_organisation",
]


def decide(uow: UnitOfWork, actor: Actor, permission: Permission, organisation_id: str | None = None) -> Decision:
    """The one permission decision: may `actor` do this to things of this organisation (without one: at all)?"""
    own_path, target_path = "", None
    if organisation_id is not None:
        wanted = [organisation_id, *([actor.organisation_id] if actor.organisation_id else [])]
        paths = {} if actor.is_system else store.paths(uow.session, wanted)
        own_path = paths.get(actor.organisation_id or "", "")
        # An organisation the tree does not know must not widen to "no target": its path is one that nothing matches.
        target_path = paths.get(organisation_id, f"?{organisation_id}")
    realms = {}
    if target_path and permission.wider & actor.roles:
        realms = store.realms(uow.session, [own_path, target_path])
    allowed = logic.reaches(
        permission, actor, own_path, target_path, realms.get(own_path, ""), realms.get(target_path or "", "")
    )
    return Decision(new_id(), permission.name, actor.account_id, allowed, "held" if allowed else "not held")


def require(uow: UnitOfWork, actor: Actor, permission: Permission, organisation_id: str | None = None) -> Decision:
    """The decision, or `NotPermitted`."""
    decision = decide(uow, actor, permission, organisation_id)
    if not decision.allowed:
        raise NotPermitted(permission=permission.zh)
    return decision


def permits(uow: UnitOfWork, actor: Actor, permission: Permission, organisation_id: str | None = None) -> bool:
    """The decision as a question, for showing or hiding an action."""
    return decide(uow, actor, permission, organisation_id).allowed


def realm_of(uow: UnitOfWork, organisation_id: str | None) -> str | None:
    """The nearest government at or above an organisation (SPEC 1.3); None where there is none."""
    if organisation_id is None:
        return None
    path = store.paths(uow.session, [organisation_id]).get(organisation_id, "")
    return store.realms(uow.session, [path])[path].strip("/").rpartition("/")[2] or None


def realms_above(uow: UnitOfWork, organisation_id: str) -> tuple[str, ...]:
    """The governments at or above an organisation, nearest first: its city's, then its province's."""
    path = store.paths(uow.session, [organisation_id]).get(organisation_id, "")
    return store.seats_on(uow.session, path)


def reach(uow: UnitOfWork, actor: Actor, permission: Permission) -> frozenset[str] | None:
    """The organisations over whose things `actor` holds a permission, as a condition for lists; None: over all."""
    if actor.is_system or (permission.held_by(actor.roles) and permission.scope is Scope.ANY):
        return None
    if not permission.held_by(actor.roles):
        return frozenset()
    tree = store.tree(uow.session)
    own = next((place.path for place in tree if place.organisation_id == actor.organisation_id), "")
    seats = sorted((place.path for place in tree if place.governs), key=len, reverse=True)
    realm_of_path = {place.path: next((seat for seat in seats if place.path.startswith(seat)), "") for place in tree}
    own_realm = realm_of_path.get(own, "")
    reached = frozenset(
        place.organisation_id
        for place in tree
        if logic.reaches(permission, actor, own, place.path, own_realm, realm_of_path[place.path])
    )
    # What belongs to no organisation of the tree is within reach of whoever reaches over the whole tree.
    return None if permission.wider & actor.roles and len(reached) == len(tree) else reached


def note_organisation(
    uow: UnitOfWork, organisation_id: str, name: str, parent_id: str | None, *, governs: bool = False
) -> None:
    """`mechanism` tells that an organisation exists, was renamed or moved; its subtree moves with it."""
    parent_path = store.paths(uow.session, [parent_id]).get(parent_id, "/") if parent_id else "/"
    path = f"{parent_path}{organisation_id}/"
    row = uow.session.get(OrganisationNodeRow, organisation_id)
    if row is None:
        uow.session.add(OrganisationNodeRow(organisation_id=organisation_id, name=name, path=path, governs=governs))
        uow.session.flush()
        return
    old_path = row.path
    row.name, row.governs = name, governs
    if old_path != path:
        store.move_paths(uow.session, old_path, path)


def create_account(
    uow: UnitOfWork,
    login: str,
    name: str,
    person_id: str | None,
    password: str | None,
    *,
    must_change: bool = True,
    loopback_only: bool = False,
    by: Actor,
) -> AccountView:
    """Open an account. Without a password it can be entered only through an enrolment link."""
    login = login.strip().casefold()
    if store.account_by_login(uow.session, login) is not None:
        raise LoginTaken(login=login)
    # Roles follow the person: a second account would be a second way into them, in whoever's hands it is.
    if person_id is not None and not by.is_system and store.account_of_person(uow.session, person_id) is not None:
        raise PersonHasAccount
    if password is not None and (weakness := logic.password_weakness(password, login)):
        raise PasswordTooWeak(reason=weakness)
    row = AccountRow(
        id=new_id(),
        login=login,
        name=name,
        person_id=person_id,
        password_hash=vault.hash_password(password) if password is not None else None,
        must_change_password=must_change,
        loopback_only=loopback_only,
        state="active",
        failed_count=0,
        locked_until=None,
        created_at=uow.clock.now(),
    )
    uow.session.add(row)
    uow.session.flush()
    evidence.record(uow, by=by, action="access.account.created", subject=f"access/account/{row.id}")
    return _view(uow, row)


def set_account_state(uow: UnitOfWork, account_id: str, state: str, *, by: Actor) -> None:
    """Enable or disable an account; disabling ends its sessions. Raises `AdministratorAccount`."""
    row = _row(uow, account_id)
    refuse_administrator(uow, row, by=by)
    row.state = state
    if state == "disabled":
        store.end_sessions(uow.session, account_id, uow.clock.now())
    evidence.record(uow, by=by, action=f"access.account.{state}", subject=f"access/account/{account_id}")


def assign_role(
    uow: UnitOfWork,
    account_id: str,
    role: Role,
    organisation_id: str,
    valid_from: date,
    valid_to: date | None = None,
    *,
    by: Actor,
) -> None:
    """Give a role in an organisation. Refused when one person would hold two of the three administrators.

    Nobody gives one to oneself: whoever may give roles could otherwise do everything.
    """
    row = _row(uow, account_id)
    _refuse_own(row, by)
    _check_term(uow, organisation_id, valid_from, valid_to)
    held = store.roles_of_person(uow.session, account_id, row.person_id, valid_from, valid_to)
    conflict = logic.conflicting_administrator(held, role)
    if conflict is not None:
        raise AdministratorConflict(held=conflict, wanted=role)
    current = store.memberships(uow.session, account_id, valid_from)
    if any(m.role == role and m.organisation_id == organisation_id for m, _ in current):
        return
    uow.session.add(
        MembershipRow(
            id=new_id(),
            account_id=account_id,
            role=role,
            organisation_id=organisation_id,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )
    uow.session.flush()
    detail = {"role": role, "organisation_id": organisation_id}
    evidence.record(uow, by=by, action="access.role.assigned", subject=f"access/account/{account_id}", detail=detail)


def _refuse_own(row: AccountRow, by: Actor) -> None:
    is_own_person = row.person_id is not None and row.person_id == by.person_id
    if not by.is_system and (row.id == by.account_id or is_own_person):
        raise OwnRole


def _check_term(uow: UnitOfWork, organisation_id: str, valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise TermReversed
    if uow.session.get(OrganisationNodeRow, organisation_id) is None:
        raise UnknownPlace(organisation=organisation_id)


def end_role(uow: UnitOfWork, account_id: str, role: Role, organisation_id: str, on: date, *, by: Actor) -> None:
    """Let a role end after the day `on`."""
    for row, _ in store.memberships(uow.session, account_id, on):
        if row.role == role and row.organisation_id == organisation_id:
            row.valid_to = on
    detail = {"role": role, "organisation_id": organisation_id}
    evidence.record(uow, by=by, action="access.role.ended", subject=f"access/account/{account_id}", detail=detail)


def move_roles(
    uow: UnitOfWork,
    organisation_ids: Collection[str],
    successor_id: str,
    on: date,
    *,
    people: Collection[str] | None = None,
    by: Actor,
) -> int:
    """Roles held in these organisations are held in their successor from a day on; sessions go with them.

    `people`: only the roles of these people.
    """
    moved = store.move_memberships(uow.session, organisation_ids, successor_id, on, people)
    detail = {"organisations": sorted(organisation_ids), "roles": moved}
    evidence.record(
        uow, by=by, action="access.roles.moved", subject=f"access/organisation/{successor_id}", detail=detail
    )
    return moved


def account(uow: UnitOfWork, account_id: str) -> AccountView:
    return _view(uow, _row(uow, account_id))


def account_by_login(uow: UnitOfWork, login: str) -> AccountView | None:
    row = store.account_by_login(uow.session, login)
    return _view(uow, row) if row else None


def account_of_person(uow: UnitOfWork, person_id: str) -> AccountView | None:
    row = store.account_of_person(uow.session, person_id)
    return _view(uow, row) if row else None


def accounts_holding(uow: UnitOfWork, role: Role, organisation_id: str) -> list[AccountView]:
    """Active accounts that hold `role` in the organisation today."""
    rows = store.accounts_holding(uow.session, role, organisation_id, uow.clock.today())
    return [_view(uow, row) for row in rows]


def list_accounts(uow: UnitOfWork, page: PageQuery) -> Page[AccountView]:
    keys = {"login": AccountRow.login, "name": AccountRow.name, "created_at": AccountRow.created_at}
    rows = fetch_page(uow.session, store.list_accounts(page.q), page, keys, "login")  # type: ignore[arg-type]  # mapped attributes are column elements
    return Page([_view(uow, row) for row in rows.items], rows.total)


def note_submission(uow: UnitOfWork, key: str, path: str, *, by: Actor) -> None:
    """Remember that a form was sent, in the transaction that does it; the second sending is refused."""
    if uow.session.get(SubmissionRow, (by.account_id, key)) is not None:
        raise AlreadySubmitted
    uow.session.add(SubmissionRow(account_id=by.account_id, key=key, path=path, created_at=uow.clock.now()))
    uow.session.flush()


def _row(uow: UnitOfWork, account_id: str) -> AccountRow:
    row = uow.session.get(AccountRow, account_id)
    if row is None:
        raise UnknownAccount(login=account_id)
    return row


def _view(uow: UnitOfWork, row: AccountRow) -> AccountView:
    held = store.memberships(uow.session, row.id, uow.clock.today())
    return AccountView(
        id=row.id,
        login=row.login,
        name=row.name,
        person_id=row.person_id,
        state=row.state,
        must_change_password=row.must_change_password,
        loopback_only=row.loopback_only,
        memberships=tuple(Membership(Role(m.role), m.organisation_id, name) for m, name in held),
    )
