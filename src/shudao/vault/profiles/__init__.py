"""Crypto profiles: one file per member, one line here."""

from shudao.vault.contracts import Profile
from shudao.vault.errors import UnknownProfile
from shudao.vault.ports import CipherSuite
from shudao.vault.profiles.international import International
from shudao.vault.profiles.national import National

__all__ = ["SUITES", "suite_of"]

SUITES: dict[Profile, CipherSuite] = {suite.profile: suite for suite in (National(), International())}


def suite_of(profile: str) -> CipherSuite:
    """The suite named `profile`."""
    try:
        return SUITES[Profile(profile)]
    except ValueError:
        raise UnknownProfile(profile=profile) from None
