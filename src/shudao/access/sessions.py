"""Signing in and out. A refusal is a value, not an exception: the count of failures must be committed with it."""

from dataclasses import dataclass
from datetime import timedelta

from shudao.access import logic, store
from shudao.access.contracts import Membership, SessionView, SignedIn, SignInRefusal
from shudao.access.errors import AdministratorAccount, EnrolmentSpent, PasswordTooWeak, UnknownAccount, WrongPassword
from shudao.access.tables import AccountRow, EnrolmentRow, SessionRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.errors import NotFound
from shudao.kernel.ids import new_id
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.vault import facade as vault

ENROLMENT_DAYS = 7
# Sessions are written at most once a minute: a page that asks ten times writes once.
TOUCH_SECONDS = 60


@dataclass(frozen=True)
class Origin:
    """Where a request comes from, as the web shell saw it."""

    address: str
    user_agent: str
    is_loopback: bool


@dataclass(frozen=True)
class CurrentSession:
    """A live session with everything a request needs to know of its account."""

    session_id: str
    csrf_digest: str
    actor: Actor
    login: str
    must_change_password: bool
    memberships: tuple[Membership, ...]


def sign_in(uow: UnitOfWork, settings: Settings, login: str, password: str, origin: Origin) -> SignedIn | SignInRefusal:
    """Check a password and open a session. An unknown login costs as much time as a wrong password."""
    account = store.account_by_login(uow.session, login, lock=True)
    now = uow.clock.now()
    if account is None or account.password_hash is None:
        vault.verify_password(vault.DUMMY_PASSWORD_HASH, password)
        return SignInRefusal.WRONG
    if account.locked_until is not None and account.locked_until > now:
        return SignInRefusal.LOCKED
    if not vault.verify_password(account.password_hash, password):
        return _count_failure(uow, settings, account)
    if account.state != "active":
        return SignInRefusal.DISABLED
    if account.loopback_only and not origin.is_loopback:
        return SignInRefusal.LOOPBACK_ONLY
    account.failed_count, account.locked_until = 0, None
    if vault.password_needs_rehash(account.password_hash):
        account.password_hash = vault.hash_password(password)
    return _open_session(uow, settings, account, origin)


def _count_failure(uow: UnitOfWork, settings: Settings, account: AccountRow) -> SignInRefusal:
    account.failed_count += 1
    now = uow.clock.now()
    account.locked_until = logic.lock_until(
        account.failed_count, settings.lockout_failures, now, settings.lockout_minutes
    )
    if account.locked_until is None:
        return SignInRefusal.WRONG
    account.failed_count = 0
    evidence.record(uow, by=_as_actor(account), action="access.account.locked", subject=f"access/account/{account.id}")
    return SignInRefusal.LOCKED


def _open_session(uow: UnitOfWork, settings: Settings, account: AccountRow, origin: Origin) -> SignedIn:
    now = uow.clock.now()
    token, csrf = vault.new_token(), vault.new_token()
    held = store.memberships(uow.session, account.id, uow.clock.today())
    row = SessionRow(
        id=new_id(),
        account_id=account.id,
        token_digest=vault.token_digest(token),
        csrf_digest=vault.token_digest(csrf),
        organisation_id=held[0][0].organisation_id if held else None,
        created_at=now,
        last_seen_at=now,
        expires_at=logic.session_expiry(now, now, settings.session_hours, settings.session_max_hours),
        address=origin.address,
        user_agent=origin.user_agent[:300],
    )
    uow.session.add(row)
    evidence.record(uow, by=_as_actor(account), action="access.session.opened", subject=f"access/session/{row.id}")
    return SignedIn(account.id, token, csrf, row.expires_at)


def _as_actor(account: AccountRow) -> Actor:
    return Actor(account_id=account.id, name=account.name, person_id=account.person_id)


def current_session(uow: UnitOfWork, settings: Settings, token: str, origin: Origin) -> CurrentSession | None:
    """The live session of a token, with the roles held today in the organisation it acts for."""
    now = uow.clock.now()
    found = store.live_session(uow.session, vault.token_digest(token), now)
    if found is None:
        return None
    row, account = found
    if account.loopback_only and not origin.is_loopback:
        return None
    if now - row.last_seen_at > timedelta(seconds=TOUCH_SECONDS):
        row.last_seen_at = now
        row.expires_at = logic.session_expiry(row.created_at, now, settings.session_hours, settings.session_max_hours)
    held = store.memberships(uow.session, account.id, uow.clock.today())
    views = tuple(Membership(Role(m.role), m.organisation_id, name) for m, name in held)
    organisation_id = row.organisation_id
    if organisation_id not in {m.organisation_id for m in views}:
        organisation_id = views[0].organisation_id if views else None
    actor = Actor(
        account_id=account.id,
        name=account.name,
        person_id=account.person_id,
        organisation_id=organisation_id,
        roles=frozenset(m.role.value for m in views if m.organisation_id == organisation_id),
    )
    return CurrentSession(row.id, row.csrf_digest, actor, account.login, account.must_change_password, views)


def switch_organisation(uow: UnitOfWork, session_id: str, organisation_id: str, *, by: Actor) -> None:
    """Act for another of the organisations in which the account holds a post."""
    held = store.memberships(uow.session, by.account_id, uow.clock.today())
    if organisation_id not in {m.organisation_id for m, _ in held}:
        raise NotFound
    row = uow.session.get_one(SessionRow, session_id)
    row.organisation_id = organisation_id
    evidence.record(uow, by=by, action="access.session.switched", subject=f"access/session/{session_id}")


def list_sessions(uow: UnitOfWork, current_id: str, *, by: Actor) -> list[SessionView]:
    rows = store.live_sessions(uow.session, by.account_id, uow.clock.now())
    return [
        SessionView(r.id, r.created_at, r.last_seen_at, r.expires_at, r.address, r.user_agent, r.id == current_id)
        for r in rows
    ]


def end_session(uow: UnitOfWork, session_id: str, *, by: Actor) -> None:
    """End one of one's own sessions; another's is not there."""
    row = uow.session.get(SessionRow, session_id)
    if row is None or row.account_id != by.account_id:
        raise NotFound
    row.ended_at = row.ended_at or uow.clock.now()
    evidence.record(uow, by=by, action="access.session.ended", subject=f"access/session/{session_id}")


def change_password(uow: UnitOfWork, current: str, new: str, session_id: str, *, by: Actor) -> None:
    """Set a new password and end every other session of the account."""
    account = uow.session.get_one(AccountRow, by.account_id)
    if account.password_hash is None or not vault.verify_password(account.password_hash, current):
        raise WrongPassword
    _set_password(uow, account, new)
    store.end_sessions(uow.session, account.id, uow.clock.now(), keep=session_id)
    evidence.record(uow, by=by, action="access.password.changed", subject=f"access/account/{account.id}")


def _set_password(uow: UnitOfWork, account: AccountRow, new: str) -> None:
    weakness = logic.password_weakness(new, account.login)
    if weakness is not None:
        raise PasswordTooWeak(reason=weakness)
    account.password_hash = vault.hash_password(new)
    account.must_change_password = False
    account.failed_count, account.locked_until = 0, None


def issue_enrolment(uow: UnitOfWork, login: str, *, by: Actor) -> str:
    """A one-time token with which the account sets its first, or a forgotten, password. Valid for seven days."""
    account = store.account_by_login(uow.session, login)
    if account is None:
        raise UnknownAccount(login=login)
    refuse_administrator(uow, account, by=by)
    token = vault.new_token()
    expires_at = uow.clock.now() + timedelta(days=ENROLMENT_DAYS)
    row = EnrolmentRow(
        id=new_id(), account_id=account.id, token_digest=vault.token_digest(token), expires_at=expires_at, used_at=None
    )
    uow.session.add(row)
    evidence.record(uow, by=by, action="access.enrolment.issued", subject=f"access/account/{account.id}")
    return token


def refuse_administrator(uow: UnitOfWork, account: AccountRow, *, by: Actor) -> None:
    """Keep one administrator from taking another's place: with a new password of theirs, or by shutting them out.

    The command line on the server remains, whose every use is evidence too. Raises `AdministratorAccount`.
    """
    held = {m.role for m, _ in store.memberships(uow.session, account.id, uow.clock.today())}
    if held & logic.ADMINISTRATORS and not by.is_system:
        raise AdministratorAccount(login=account.login)


def enrol(uow: UnitOfWork, token: str, password: str) -> str:
    """Use a one-time token to set a password; returns the login."""
    now = uow.clock.now()
    enrolment = store.open_enrolment(uow.session, vault.token_digest(token), now)
    if enrolment is None:
        raise EnrolmentSpent
    account = uow.session.get_one(AccountRow, enrolment.account_id)
    _set_password(uow, account, password)
    enrolment.used_at = now
    store.end_sessions(uow.session, account.id, now)
    evidence.record(uow, by=_as_actor(account), action="access.enrolment.used", subject=f"access/account/{account.id}")
    return account.login
