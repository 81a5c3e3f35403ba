"""What of the architecture goes out to Excel and comes back."""

from shudao.architecture.sheet_catalogue import CatalogueSheet
from shudao.sheets.ports import SheetKind

__all__ = ["SHEETS"]

SHEETS: tuple[SheetKind, ...] = (CatalogueSheet(),)
