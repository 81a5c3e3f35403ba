"""What of the standards goes out to Excel and comes back."""

from shudao.policy.sheet_codes import CodeTableSheet
from shudao.policy.sheet_elements import ElementSheet
from shudao.sheets.ports import SheetKind

__all__ = ["SHEETS"]

SHEETS: tuple[SheetKind, ...] = (ElementSheet(), CodeTableSheet())
