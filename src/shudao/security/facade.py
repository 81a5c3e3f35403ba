"""The door of security: grants, lenses, and reading through them."""

from shudao.security.grants import grant, grant_of, grants, is_usable, revoke, usable
from shudao.security.lenses import lens_for, system_lens
from shudao.security.reading import LensSession, open_lenses, read, read_beside
from shudao.security.row_masks import RowMasker, row_masker

__all__ = [
    "LensSession",
    "RowMasker",
    "grant",
    "grant_of",
    "grants",
    "is_usable",
    "lens_for",
    "open_lenses",
    "read",
    "read_beside",
    "revoke",
    "row_masker",
    "system_lens",
    "usable",
]
