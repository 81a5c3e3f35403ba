"""Masks: one file each, one line here, one conformance case that is also the manual's example."""

from shudao.security.contracts import MaskKind
from shudao.security.masks.keyed import Keyed
from shudao.security.masks.partial import Partial
from shudao.security.masks.port import Mask
from shudao.security.masks.suppress import Suppress

__all__ = ["MASKS", "Mask"]

MASKS: dict[MaskKind, Mask] = {mask.kind: mask for mask in (Partial(), Keyed(), Suppress())}
