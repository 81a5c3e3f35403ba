"""Masking rows that were read elsewhere, such as from a serving copy, as the lens says."""

from collections.abc import Mapping
from typing import Any

from shudao.kernel.expr.vocabulary import FUNCTIONS
from shudao.kernel.uow import UnitOfWork
from shudao.security.contracts import Lens
from shudao.security.masks import MASKS
from shudao.security.reading import mask_key

__all__ = ["RowMasker", "row_masker"]


class RowMasker:
    """Applies a lens's masks in plain Python; the same values as the engine gives."""

    def __init__(self, lens: Lens, key: str) -> None:
        self._masks = {column.name: MASKS[column.mask] for column in lens.columns if column.mask is not None}
        self._key = key

    def __repr__(self) -> str:
        return f"RowMasker({', '.join(self._masks)})"

    def apply(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row with masked values in place of the clear ones; columns of another lens are left as they are."""
        shown = dict(row)
        for name, mask in self._masks.items():
            if name in shown:
                shown[name] = mask.plainly(FUNCTIONS["to_text"].plainly(shown[name]), self._key)
        return shown


def row_masker(uow: UnitOfWork, lens: Lens) -> RowMasker:
    """The masks of a lens, ready to be applied to rows."""
    return RowMasker(lens, mask_key(uow))
