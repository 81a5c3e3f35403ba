"""What of sources and certification crosses HTTP."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field, SecretStr

from shudao.architecture.contracts import CertificationTest, PhysicalColumn
from shudao.architecture.schemas import Code, Name, Out


class SourceOut(Out):
    code: str
    name: str
    system_code: str
    connector: str
    organisation_id: str
    settings: dict[str, Any]


class SourceList(BaseModel):
    items: list[SourceOut]
    total: int


class SourceIn(BaseModel):
    """A connection point. `settings` hold no secret; `secret` goes into the vault and is never shown again. Without
    one the source keeps its secret, unless it now points elsewhere.
    """

    code: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")
    name: Name
    system_code: Code
    connector: str = Field(max_length=30)
    settings: dict[str, Any] = Field(default_factory=dict, max_length=50)
    secret: SecretStr | None = Field(None, max_length=4000)
    organisation_id: str = Field(max_length=64)


class ColumnModel(Out):
    name: str = Field(min_length=1, max_length=128)
    type: str = Field("text", max_length=60)
    nullable: bool = True
    is_key: bool = False
    comment: str = Field("", max_length=500)

    def new(self) -> PhysicalColumn:
        return PhysicalColumn(**self.model_dump())


class TableIn(BaseModel):
    """A table, sheet, file or end point with its columns, as the source has them."""

    name: str = Field(min_length=1, max_length=200)
    comment: str = Field("", max_length=500)
    columns: list[ColumnModel] = Field(min_length=1, max_length=2000)


class TableOut(Out):
    source_code: str
    name: str
    comment: str
    columns: list[ColumnModel]


class TableList(BaseModel):
    items: list[TableOut]
    total: int


class RegistrationIn(BaseModel):
    """The entity is that table; its attributes are these columns."""

    source_code: Code
    physical_table: str = Field(min_length=1, max_length=200)
    columns: dict[str, str] = Field(min_length=1, max_length=2000)
    key_columns: list[str] = Field(default_factory=list, max_length=20)


class AnswerModel(Out):
    test: CertificationTest
    holds: bool
    evidence: str = Field(max_length=1000)


class CertificationIn(BaseModel):
    system_code: Code
    answers: list[AnswerModel] = Field(max_length=10)


class CertificationItem(Out):
    """A certification, valid while `invalidated_at` is empty."""

    id: str
    entity_code: str
    system_code: str
    system_name: str
    certified_at: datetime
    answers: list[AnswerModel]
    invalidated_at: datetime | None
    invalidated_reason: str | None


class CertificationList(BaseModel):
    items: list[CertificationItem]
    total: int


class ReasonIn(BaseModel):
    reason: str = Field(min_length=2, max_length=500)
