"""What of the Excel room crosses HTTP."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shudao.sheets.contracts import ImportState, Outcome

MAX_LIST_ROWS = 10_000
Text = Annotated[str, Field(max_length=32_767)]


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ColumnOut(Out):
    key: str
    zh: str
    en: str
    required: bool
    is_line: bool
    help_zh: str


class KindOut(BaseModel):
    """A kind that goes out to Excel, and whether the caller may bring it back."""

    kind: str
    zh: str
    en: str
    may_import: bool
    filters: list[str]


class KindList(BaseModel):
    items: list[KindOut]
    total: int


class FormOut(Out):
    kind: str
    zh: str
    en: str
    keys: list[str]
    columns: list[ColumnOut]


class CountsOut(Out):
    new: int
    changed: int
    same: int
    wrong: int
    written: int


class ImportOut(Out):
    id: str
    kind: str
    file_name: str
    file_digest: str
    state: ImportState
    counts: CountsOut
    created_by_name: str
    created_at: datetime
    decided_at: datetime | None


class ImportList(BaseModel):
    items: list[ImportOut]
    total: int


class ChangeOut(Out):
    key: str
    zh: str
    en: str
    before: str
    after: str
    line: int


class FaultOut(Out):
    cell: str
    zh: str
    en: str
    key: str


class LineOut(Out):
    number: int
    name: str
    code: str
    outcome: Outcome
    changes: list[ChangeOut]
    faults: list[FaultOut]
    is_written: bool


class LineList(BaseModel):
    items: list[LineOut]
    total: int


class ListColumnIn(BaseModel):
    title: str = Field(max_length=100)
    is_figure: bool = False


class ListIn(BaseModel):
    """A list as it stands before its reader: titles, and per row the texts of its cells."""

    title: str = Field(min_length=1, max_length=100)
    columns: list[ListColumnIn] = Field(min_length=1, max_length=60)
    rows: list[list[Text]] = Field(max_length=MAX_LIST_ROWS)
