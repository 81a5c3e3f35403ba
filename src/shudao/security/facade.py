"""The door of security: grants, lenses, and reading through them."""

from shudao.security.grants import grant, grant_of, grants, is_usable, revoke
from shudao.security.lenses import lens_for, system_lens
from shudao.security.reading import LensSession, open_lenses, read, read_beside

__all__ = [
    "LensSession",
    "grant",
    "grant_of",
    "grants",
    "is_usable",
    "lens_for",
    "open_lenses",
    "read",
    "read_beside",
    "revoke",
    "system_lens",
]
