"""What code tables, mappings, proposals and assessments look like over HTTP."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from shudao.policy.contracts import (
    CodeChangeKind,
    FindingKind,
    Library,
    ProposalKind,
    ProposalState,
    RelationKind,
    State,
    TranslationKind,
)

NAME = r"^[a-z][a-z0-9_]{1,59}$"


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CodeTableOut(Out):
    name: str
    title: str
    version: str
    state: State
    standard: str
    is_official: bool
    library: Library
    extends: str | None
    realm: str | None
    organisation_id: str
    row_count: int
    approved_on: date | None
    source: str


class CodeTableList(BaseModel):
    items: list[CodeTableOut]
    total: int


class CodeLine(Out):
    code: str = Field(min_length=1, max_length=60)
    name: str = Field(min_length=1, max_length=200)
    parent: str | None = Field(None, max_length=60)
    valid_from: date | None = None
    valid_to: date | None = None
    is_local: bool = False
    successors: list[str] = Field(default_factory=list, max_length=500)
    aliases: list[str] = Field(default_factory=list, max_length=500)


class TableCodeOut(CodeLine):
    """A code as it is listed: `has_children` is told where a tree is opened; `table` may be a supplement's name."""

    table: str
    has_children: bool = False


class TableCodeList(BaseModel):
    items: list[TableCodeOut]
    total: int


class CodeTableIn(BaseModel):
    """A whole version of a code table. `extends`: the inherited table that these codes supplement."""

    name: str = Field(pattern=NAME)
    title: str = Field(min_length=1, max_length=100)
    version: str = Field(min_length=1, max_length=30)
    organisation_id: str = Field(max_length=64)
    standard: str = Field("", max_length=100)
    is_official: bool = False
    library: Library | None = None
    extends: str | None = Field(None, pattern=NAME)
    codes: list[CodeLine] = Field(min_length=1, max_length=10_000)


class CodeSnapshotIn(BaseModel):
    """One code of the next revision; `predecessors` are the codes whose place it takes."""

    code: str = Field(min_length=1, max_length=60)
    name: str = Field(min_length=1, max_length=200)
    parent: str | None = Field(None, max_length=60)
    predecessors: list[str] = Field(default_factory=list, max_length=500)


class CodeRevisionIn(BaseModel):
    """The whole list that is in force from a day on."""

    version: str = Field(min_length=1, max_length=30)
    effective_on: date
    source: str = Field("", max_length=200)
    levels: list[int] = Field(default_factory=list, max_length=8)
    codes: list[CodeSnapshotIn] = Field(min_length=1, max_length=60_000)


class CodeRevisionOut(Out):
    label: str
    effective_on: date
    total: int
    added: int
    withdrawn: int
    renamed: int


class CodeRevisionList(BaseModel):
    items: list[CodeRevisionOut]
    total: int


class CodeChangeOut(Out):
    kind: CodeChangeKind
    code: str
    old_name: str | None
    new_name: str | None
    old_parent: str | None
    new_parent: str | None
    successors: list[str]
    proposed: list[str]


class CodeDifferenceOut(BaseModel):
    items: list[CodeChangeOut]
    total: int
    counts: dict[str, int]


class SupplementConflictOut(Out):
    supplement: str
    table: str
    code: str
    local_name: str
    inherited_name: str


class SupplementConflictList(BaseModel):
    items: list[SupplementConflictOut]
    total: int


class UpgradeFindingOut(Out):
    kind: FindingKind
    asset_code: str
    asset_title: str
    organisation_id: str
    column: str
    column_title: str
    value: str
    name: str
    successors: list[str]
    rows: int


class UpgradeAssessmentOut(Out):
    table: str
    version: str
    assessed_at: datetime
    columns_read: int
    totals: dict[str, int]
    findings: list[UpgradeFindingOut]


class StandardCopyIn(BaseModel):
    """Under which name or code, and into whose library, a standard is taken."""

    name: str = Field(min_length=2, max_length=60)
    organisation_id: str = Field(max_length=64)


class CodePairModel(Out):
    """A line of a mapping; without `to_code` the code has no counterpart."""

    from_code: str = Field(min_length=1, max_length=60)
    to_code: str | None = Field(None, max_length=60)
    when_field: str = Field("", max_length=60)
    when_values: list[str] = Field(default_factory=list, max_length=200)
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = Field("", max_length=500)


class CodeMappingIn(BaseModel):
    """A whole version of a mapping between two code tables."""

    name: str = Field(pattern=NAME)
    version: str = Field(min_length=1, max_length=30)
    title: str = Field(min_length=1, max_length=100)
    from_table: str = Field(pattern=NAME)
    to_table: str = Field(pattern=NAME)
    organisation_id: str = Field(max_length=64)
    source: str = Field("", max_length=200)
    pairs: list[CodePairModel] = Field(min_length=1, max_length=20_000)


class CodeMappingOut(Out):
    name: str
    version: str
    title: str
    from_table: str
    to_table: str
    organisation_id: str
    state: State
    row_count: int
    source: str
    approved_on: date | None


class CodeMappingList(BaseModel):
    items: list[CodeMappingOut]
    total: int


class CodePairList(BaseModel):
    items: list[CodePairModel]
    total: int


class CodeTranslationOut(Out):
    kind: TranslationKind
    codes: list[str]
    asks_for: list[str]


class StandardProposalIn(BaseModel):
    """What is offered to the government above: codes of a supplement (all of them unless named), or an element."""

    model_config = ConfigDict(str_strip_whitespace=True)
    kind: ProposalKind
    subject: str = Field(min_length=1, max_length=60)
    codes: list[str] = Field(default_factory=list, max_length=1000)
    reason: str = Field(min_length=1, max_length=500)


class StandardProposalOut(Out):
    id: str
    kind: ProposalKind
    subject: str
    title: str
    reason: str
    codes: list[str]
    organisation_id: str
    from_realm: str
    to_realm: str
    state: ProposalState
    requested_name: str
    created_at: datetime
    decided_at: datetime | None
    ground: str
    change_id: str


class StandardProposalList(BaseModel):
    items: list[StandardProposalOut]
    total: int


class ElementConflictOut(Out):
    word: str
    follows: str
    follows_library: Library
    differs: str
    differs_library: Library
    points: list[str]


class ElementConflictList(BaseModel):
    items: list[ElementConflictOut]
    total: int


class RelatedElementOut(BaseModel):
    """An element that names this one, and how."""

    element: str
    kind: RelationKind


class RelatedElementList(BaseModel):
    items: list[RelatedElementOut]
    total: int


class ElementVersionOut(Out):
    version: int
    state: State
    definition: str
    format: str
    submitted_by: str
    approved_on: date | None


class ElementVersionList(BaseModel):
    items: list[ElementVersionOut]
    total: int


class StandardReasonIn(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    reason: str = Field(min_length=1, max_length=500)
