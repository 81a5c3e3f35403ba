"""Decisions of access as plain functions over plain values: no database, no clock."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Actor, Role

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
MIN_PASSWORD_CHARS = 12
FORWARDING_HEADERS = frozenset(
    {"forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip"}
)


def reaches(
    permission: Permission,
    actor: Actor,
    own_path: str,
    target_path: str | None,
    own_realm: str = "",
    target_realm: str = "",
) -> bool:
    """Whether `permission` lets `actor` act on things of the organisation with this tree path.

    A path is `/root/child/`. With no target the question is only whether the permission is held at all. A realm is the
    path of the nearest government above, empty where there is none: a wider role reaches over its own government and
    those below it, never up into the province's or across into a neighbour's (SPEC 1.3).
    """
    if actor.is_system:
        return True
    if not permission.held_by(actor.roles):
        return False
    if target_path is None or permission.scope is Scope.ANY:
        return True
    if permission.wider & actor.roles and (not target_realm or target_realm.startswith(own_realm)):
        return True
    if not own_path:
        return False
    return target_path == own_path if permission.scope is Scope.OWN else target_path.startswith(own_path)


def conflicting_administrator(held: Iterable[str], wanted: str) -> str | None:
    """The administrator role that forbids taking `wanted`, by the separation of the three administrators."""
    if wanted not in ADMINISTRATORS:
        return None
    return next((role for role in held if role in ADMINISTRATORS and role != wanted), None)


def password_weakness(password: str, login: str) -> str | None:
    """Why a new password is refused, in Chinese, or nothing. Length counts more than composition (NIST SP 800-63B)."""
    if len(password) < MIN_PASSWORD_CHARS:
        return f"少于 {MIN_PASSWORD_CHARS} 个字符"
    if len(password) > 256:
        return "超过 256 个字符"
    if login and login.casefold() in password.casefold():
        return "含有账号名"
    if len(set(password)) < 5 or re.fullmatch(r"(.+?)\1+", password):
        return "重复或过于简单"
    return None


def lock_until(failed_count: int, limit: int, now: datetime, minutes: float) -> datetime | None:
    """Until when an account is locked after this many failures in a row."""
    return now + timedelta(minutes=minutes) if failed_count >= limit else None


def session_expiry(created_at: datetime, now: datetime, idle_hours: float, max_hours: float) -> datetime:
    """When a session used now ends: after idling, and at the latest `max_hours` after sign-in."""
    return min(now + timedelta(hours=idle_hours), created_at + timedelta(hours=max_hours))


def is_loopback(address: str, forwarded: bool, host: str) -> bool:
    """Whether a request comes from this machine. Anything a proxy passed on counts as coming from elsewhere.

    So does a request that names another host: a page from outside, whose name was made to mean this machine (DNS
    rebinding), would otherwise sign in through the browser of whoever opened it.
    """
    return not forwarded and _is_own(address) and (_is_own(named := _name_in(host)) or named == "localhost")


def was_forwarded(headers: Iterable[str]) -> bool:
    """Whether a proxy left its mark; names are in lower case."""
    return any(name in FORWARDING_HEADERS or name.startswith("x-forwarded-") for name in headers)


def _is_own(address: str) -> bool:
    return address == "::1" or bool(re.fullmatch(r"127(\.\d{1,3}){3}", address))


def _name_in(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
