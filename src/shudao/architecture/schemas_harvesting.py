"""What of harvests, confirmations and changes of sources crosses HTTP."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from shudao.architecture.contracts import ColumnDecision, DriftKind, Grade, HarvestState, TableDecision
from shudao.architecture.schemas import Code, Name, Out, Text
from shudao.architecture.schemas_sources import ColumnModel
from shudao.architecture.schemas_systems import RegisteredTableOut

TableName = Annotated[str, Field(min_length=1, max_length=200)]


class HarvestOut(Out):
    """A reading of a source's schema: how far it is, and what came of it in numbers."""

    id: str
    source_code: str
    state: HarvestState
    phase: str
    tables_done: int
    tables_total: int | None
    summary: dict[str, int]
    faults: list[dict[str, Any]]
    error_code: str | None
    asked_name: str
    started_at: datetime
    finished_at: datetime | None


class HarvestList(BaseModel):
    items: list[HarvestOut]
    total: int


class SheetColumnOut(Out):
    """A column, what is proposed for it, and the attribute it is mapped to already."""

    column: ColumnModel
    proposal: dict[str, Any] | None
    attribute_code: str | None
    attribute_name: str
    grade: Grade | None


class SheetOut(Out):
    """Everything needed to make an entity of a table."""

    table: RegisteredTableOut
    columns: list[SheetColumnOut]
    proposal: dict[str, Any] | None
    business_object: dict[str, Any] | None
    duplicates: list[dict[str, Any]]
    draft: dict[str, Any]
    draft_version: int
    saved_at: datetime | None


class DraftColumn(BaseModel):
    """What was typed about a column, however unfinished."""

    name: str = Field("", max_length=100)
    field: str = Field("", max_length=60)
    definition: Text = ""
    data_element: Code | None = None
    grade: Grade | None = None
    is_key: bool = False
    is_personal: bool = False
    attribute_code: Code | None = None
    is_picked: bool = False


class DraftContent(BaseModel):
    """What was typed about a table, however unfinished."""

    entity_code: Code | None = None
    entity_name: str = Field("", max_length=100)
    entity_table: str = Field("", max_length=60)
    definition: Text = ""
    object_code: Code | None = None
    object_name: str = Field("", max_length=100)
    subject_area: Code | None = None
    columns: dict[str, DraftColumn] = Field(default_factory=dict, max_length=2000)


class DraftIn(BaseModel):
    table: TableName
    seen_version: int = Field(ge=0, le=1_000_000)
    content: DraftContent


class DraftSaved(BaseModel):
    version: int


class ColumnIn(BaseModel):
    """A column as an attribute; with `attribute_code` one the entity has already."""

    column: TableName
    name: Name
    field: str = Field("", max_length=60)
    definition: Text = ""
    data_element: Code | None = None
    grade: Grade | None = None
    is_key: bool = False
    is_personal: bool = False
    attribute_code: Code | None = None


class ConfirmIn(BaseModel):
    """A table as an entity: one that is there, or a new one below a business object that is there or new as well."""

    table: TableName
    columns: list[ColumnIn] = Field(max_length=2000)
    entity_code: Code | None = None
    entity_name: str = Field("", max_length=100)
    entity_table: str = Field("", max_length=60)
    definition: Text = ""
    object_code: Code | None = None
    object_name: str = Field("", max_length=100)
    subject_area: Code | None = None

    def decision(self) -> TableDecision:
        columns = tuple(ColumnDecision(**column.model_dump()) for column in self.columns)
        return TableDecision(columns, **self.model_dump(exclude={"table", "columns"}))


class ConfirmedOut(Out):
    """What waits for somebody else's review now, and how many columns are mapped."""

    entity_code: str
    attributes: int
    changes: int
    lowerings: int
    mapped: int


class DriftChangeOut(Out):
    kind: DriftKind
    column: str
    before: str
    after: str
    likeness: float


class AffectedOut(Out):
    kind: str
    title: str
    path: str
    organisation_id: str | None
    why_zh: str
    why_en: str


class DriftOut(Out):
    """A registered table that no longer is what was registered, with what hangs on it."""

    id: str
    source_code: str
    source_name: str
    table: str
    entity_codes: list[str]
    organisation_id: str
    changes: list[DriftChangeOut]
    found_at: datetime
    settled_at: datetime | None
    outcome: str
    live: list[ColumnModel]
    affected: list[AffectedOut]


class DriftList(BaseModel):
    items: list[DriftOut]
    total: int


class MappingIn(BaseModel):
    """What each departed column is from now on: another column, or nothing."""

    mapping: dict[TableName, TableName | None] = Field(max_length=2000)


class ComparedOut(BaseModel):
    """How many tables are new, gone and changed, and how many drifts are open."""

    new_tables: int
    gone_tables: int
    changed_tables: int
    drifts: int
