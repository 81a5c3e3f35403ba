"""What the Excel room needs from the owner of a kind of thing. `app` joins each module's file `sheet` into `SHEETS`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from shudao.access.contracts import Permission
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.sheets.contracts import CellFault, Present, SheetForm, SheetRow

__all__ = ["SHEETS", "SheetKind"]


class SheetKind(Protocol):
    """One kind of thing that goes out to Excel and comes back.

    `reading` is the permission to export, `writing` the one to import (None: it is only exported). `filters` are the
    names of the list's filters an export understands, besides `q`.
    """

    kind: str
    zh: str
    en: str
    reading: Permission
    writing: Permission | None
    filters: tuple[str, ...]

    def form(self, uow: UnitOfWork, *, by: Actor) -> SheetForm:
        """The columns with their drop-downs as of now."""
        ...

    def export(self, uow: UnitOfWork, filters: Mapping[str, str], *, by: Actor) -> Iterable[SheetRow]:
        """Exactly the rows that `by` sees in the list under these filters, read piece by piece."""
        ...

    def present(self, uow: UnitOfWork, rows: Sequence[SheetRow], *, by: Actor) -> Sequence[Present | None]:
        """What already exists under each row's keys, in the rows' order; what `by` may not see does not exist."""
        ...

    def check(
        self, uow: UnitOfWork, rows: Sequence[tuple[SheetRow, Present | None]], *, by: Actor
    ) -> Sequence[Sequence[CellFault]]:
        """Per row, what its owner would refuse, the right to write it included. Rows are whole: what the workbook left
        out is filled in from what exists. Name a fault's column by `key`; its cell is found by the room."""
        ...

    def write(self, uow: UnitOfWork, row: SheetRow, present: Present | None, *, by: Actor) -> str:
        """Write one row that differs from what exists, and return its code. What it raises refuses that row alone."""
        ...


SHEETS: dict[str, SheetKind] = {}
