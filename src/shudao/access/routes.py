"""HTTP of access: signing in and out, one's own sessions, accounts and roles."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from shudao.access import facade, permissions
from shudao.access.contracts import AccountView, SignedIn, SignInRefusal
from shudao.access.errors import SignInFailed, SignInLocked, SignInLoopbackOnly
from shudao.access.http import CSRF_COOKIE, SESSION_COOKIE, Call, PublicCall, page_query, permitted, public
from shudao.kernel.actor import Role
from shudao.kernel.paging import PageQuery

router = APIRouter(prefix="/api/v1/access", tags=["access"])

OwnCall = Annotated[Call, permitted(permissions.OWN_SESSION)]
# Reading who one is, changing the password and leaving work even while a password change is owed.
EarlyCall = Annotated[Call, permitted(permissions.OWN_SESSION, before_password_change=True)]
AccountsCall = Annotated[Call, permitted(permissions.MANAGE_ACCOUNTS)]
AccountListCall = Annotated[Call, permitted(permissions.READ_ACCOUNTS)]
RolesCall = Annotated[Call, permitted(permissions.ASSIGN_ROLES)]
SignInCall = Annotated[PublicCall, public("Signing in is how one becomes known.")]
EnrolCall = Annotated[PublicCall, public("The one-time token in the body is the proof.")]


class Credentials(BaseModel):
    login: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=256)


class MembershipOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    role: Role
    organisation_id: str
    organisation_name: str


class SessionOut(BaseModel):
    """Who is signed in, for which organisation, and what they may do."""

    account_id: str
    login: str
    name: str
    person_id: str | None
    organisation_id: str | None
    organisation_name: str
    roles: list[str]
    memberships: list[MembershipOut]
    must_change_password: bool
    permissions: list[str]


class SignInOut(BaseModel):
    expires_at: datetime
    must_change_password: bool


class PasswordChange(BaseModel):
    current: str = Field(max_length=256)
    new: str = Field(max_length=256)


class SessionItem(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str
    user_agent: str
    is_current: bool


class SessionList(BaseModel):
    items: list[SessionItem]
    total: int


class AccountOut(BaseModel):
    id: str
    login: str
    name: str
    state: str
    must_change_password: bool
    loopback_only: bool
    memberships: list[MembershipOut]


class AccountList(BaseModel):
    items: list[AccountOut]
    total: int


class AccountIn(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    login: str = Field(pattern=r"^[a-z0-9._-]{2,60}$")
    name: str = Field(min_length=1, max_length=60)
    person_id: str | None = None


class EnrolmentOut(BaseModel):
    """A one-time token; shown this once."""

    account_id: str
    token: str


class Enrolment(BaseModel):
    token: str = Field(max_length=200)
    password: str = Field(max_length=256)


class EnrolledOut(BaseModel):
    login: str


class StateIn(BaseModel):
    state: Literal["active", "disabled"]


class RoleIn(BaseModel):
    role: Role
    organisation_id: str
    valid_from: date
    valid_to: date | None = None


class OrganisationChoice(BaseModel):
    organisation_id: str


@router.post("/session")
def sign_in(body: Credentials, call: SignInCall, response: Response) -> SignInOut:
    """Sign in. The session travels in an HttpOnly cookie; the anti-forgery token in a readable one."""
    with call.database.unit_of_work() as uow:
        outcome = facade.sign_in(uow, call.settings, body.login, body.password, call.origin)
        must_change = isinstance(outcome, SignedIn) and facade.account(uow, outcome.account_id).must_change_password
    if isinstance(outcome, SignInRefusal):
        raise _refusal(outcome, call.settings.lockout_minutes)
    secure = call.settings.secure_cookies
    response.set_cookie(SESSION_COOKIE, outcome.session_token, httponly=True, samesite="strict", secure=secure)
    response.set_cookie(CSRF_COOKIE, outcome.csrf_token, samesite="strict", secure=secure)
    return SignInOut(expires_at=outcome.expires_at, must_change_password=must_change)


def _refusal(outcome: SignInRefusal, minutes: float) -> Exception:
    if outcome is SignInRefusal.LOCKED:
        return SignInLocked(minutes=f"{minutes:g}")
    if outcome is SignInRefusal.LOOPBACK_ONLY:
        return SignInLoopbackOnly()
    # A disabled account is told the same as a wrong password: outsiders learn nothing about accounts.
    return SignInFailed()


@router.get("/session")
def read_session(call: EarlyCall) -> SessionOut:
    """Who I am."""
    current, actor = call.session, call.actor
    names = {m.organisation_id: m.organisation_name for m in current.memberships}
    return SessionOut(
        account_id=actor.account_id,
        login=current.login,
        name=actor.name,
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        organisation_name=names.get(actor.organisation_id or "", ""),
        roles=sorted(actor.roles),
        memberships=[MembershipOut.model_validate(m) for m in current.memberships],
        must_change_password=current.must_change_password,
        permissions=sorted(p.name for p in call.known_permissions if p.held_by(actor.roles)),
    )


@router.delete("/session", status_code=204)
def sign_out(call: EarlyCall, response: Response) -> None:
    """Sign out."""
    facade.end_session(call.uow, call.session.session_id, by=call.actor)
    response.delete_cookie(SESSION_COOKIE)
    response.delete_cookie(CSRF_COOKIE)


@router.post("/session/organisation", status_code=204)
def switch_organisation(body: OrganisationChoice, call: OwnCall) -> None:
    """Act for another organisation in which one holds a post."""
    facade.switch_organisation(call.uow, call.session.session_id, body.organisation_id, by=call.actor)


@router.post("/password", status_code=204)
def change_password(body: PasswordChange, call: EarlyCall) -> None:
    """Change one's password; all other sessions end."""
    facade.change_password(call.uow, body.current, body.new, call.session.session_id, by=call.actor)


@router.get("/sessions")
def list_sessions(call: OwnCall) -> SessionList:
    """One's own live sessions."""
    rows = facade.list_sessions(call.uow, call.session.session_id, by=call.actor)
    return SessionList(items=[SessionItem.model_validate(r) for r in rows], total=len(rows))


@router.delete("/sessions/{session_id}", status_code=204)
def end_session(session_id: str, call: OwnCall) -> None:
    """End one of one's own sessions."""
    facade.end_session(call.uow, session_id, by=call.actor)


@router.post("/enrolment")
def enrol(body: Enrolment, call: EnrolCall) -> EnrolledOut:
    """Set the first password with a one-time token."""
    with call.database.unit_of_work() as uow:
        return EnrolledOut(login=facade.enrol(uow, body.token, body.password))


@router.get("/accounts")
def list_accounts(call: AccountListCall, page: Annotated[PageQuery, Depends(page_query)]) -> AccountList:
    """All accounts."""
    found = facade.list_accounts(call.uow, page)
    return AccountList(items=[_out(a) for a in found.items], total=found.total)


@router.post("/accounts", status_code=201)
def create_account(body: AccountIn, call: AccountsCall) -> EnrolmentOut:
    """Open an account; answers with the one-time token for its first password."""
    view = facade.create_account(call.uow, body.login, body.name, body.person_id, None, by=call.actor)
    return EnrolmentOut(account_id=view.id, token=facade.issue_enrolment(call.uow, view.login, by=call.actor))


@router.post("/accounts/{account_id}/enrolment")
def issue_enrolment(account_id: str, call: AccountsCall) -> EnrolmentOut:
    """Issue a new one-time token, for a forgotten password."""
    login = facade.account(call.uow, account_id).login
    return EnrolmentOut(account_id=account_id, token=facade.issue_enrolment(call.uow, login, by=call.actor))


@router.post("/accounts/{account_id}/state", status_code=204)
def set_account_state(account_id: str, body: StateIn, call: AccountsCall) -> None:
    """Enable or disable an account."""
    facade.set_account_state(call.uow, account_id, body.state, by=call.actor)


@router.post("/accounts/{account_id}/roles", status_code=204)
def assign_role(account_id: str, body: RoleIn, call: RolesCall) -> None:
    """Give a role in an organisation."""
    facade.assign_role(
        call.uow, account_id, body.role, body.organisation_id, body.valid_from, body.valid_to, by=call.actor
    )


def _out(view: AccountView) -> AccountOut:
    return AccountOut.model_validate(asdict(view))
