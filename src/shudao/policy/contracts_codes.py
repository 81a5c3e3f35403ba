"""What others may know of code systems: libraries, relations, revisions, differences, mappings, proposals, uses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

__all__ = [
    "Assessment",
    "CodeChange",
    "CodeChangeKind",
    "CodeMapping",
    "CodePair",
    "CodeTableConflict",
    "CountedValues",
    "ElementConflict",
    "Finding",
    "FindingKind",
    "ForeignValue",
    "Library",
    "NewCodeMapping",
    "Proposal",
    "ProposalKind",
    "ProposalState",
    "Relation",
    "RelationKind",
    "Revision",
    "RevisionSummary",
    "Snapshot",
    "Translation",
    "TranslationKind",
]


class Library(StrEnum):
    """The libraries of standards. Their order is their precedence: what stands higher is followed where both speak."""

    NATIONAL = "national"
    INDUSTRY = "industry"
    LOCAL = "local"
    DEPARTMENT = "department"

    @property
    def zh(self) -> str:
        return {"national": "国家标准", "industry": "行业标准", "local": "地方标准", "department": "部门标准"}[
            self.value
        ]

    @property
    def precedence(self) -> int:
        """0 goes before everything else."""
        return list(Library).index(self)


class RelationKind(StrEnum):
    """How a data element stands to another (GB/T 19488.1, 关系)."""

    DERIVED_FROM = "derived_from"
    PART_OF = "part_of"
    REPLACES = "replaces"
    USED_WITH = "used_with"

    @property
    def zh(self) -> str:
        return {"derived_from": "派生自", "part_of": "组成", "replaces": "替代", "used_with": "连用"}[self.value]


@dataclass(frozen=True)
class Relation:
    """A relation from one data element to another; `element` is the other's code."""

    kind: RelationKind
    element: str


@dataclass(frozen=True)
class ElementConflict:
    """Two published elements of one name or synonym that do not say the same; `follows` is the one that goes before."""

    word: str
    follows: str
    follows_library: Library
    differs: str
    differs_library: Library
    points: tuple[str, ...]


@dataclass(frozen=True)
class Snapshot:
    """One code of a revision: the whole list of a revision says what was in force from its day on.

    `predecessors`: codes of the revision before that this one took the place of.
    """

    code: str
    name: str
    parent: str | None = None
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Revision:
    """A whole list of codes in force from a day until the next revision."""

    label: str
    effective_on: date
    codes: tuple[Snapshot, ...]


@dataclass(frozen=True)
class RevisionSummary:
    """What a revision changed against the one before. The first revision adds all it holds."""

    label: str
    effective_on: date
    total: int
    added: int
    withdrawn: int
    renamed: int


class CodeChangeKind(StrEnum):
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    RENAMED = "renamed"
    MOVED = "moved"


@dataclass(frozen=True)
class CodeChange:
    """One code that is not the same on both sides of a difference.

    `successors` are recorded ones; `proposed` are codes added at the same time whose name or place fits.
    """

    kind: CodeChangeKind
    code: str
    old_name: str | None
    new_name: str | None
    old_parent: str | None
    new_parent: str | None
    successors: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodePair:
    """What a code of one system is in another. Without `to_code`: it has no counterpart there.

    Where one code may become several, `when_field` and `when_values` say which: the line holds for rows in which that
    field has one of these values. A line without a condition beside such lines is what holds otherwise.
    """

    from_code: str
    to_code: str | None
    when_field: str = ""
    when_values: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""


@dataclass(frozen=True)
class NewCodeMapping:
    """A mapping between two code tables in one version, whole."""

    name: str
    version: str
    title: str
    from_table: str
    to_table: str
    organisation_id: str
    pairs: tuple[CodePair, ...]
    source: str = ""


@dataclass(frozen=True)
class CodeMapping:
    """A mapping without its lines. `state` is that of a governed object (`policy.contracts.State`)."""

    name: str
    version: str
    title: str
    from_table: str
    to_table: str
    organisation_id: str
    state: str
    row_count: int
    source: str
    approved_on: date | None


class TranslationKind(StrEnum):
    """EXACT: one code; CHOICE: several are left by the facts given; NONE: no counterpart; UNKNOWN: not mapped."""

    EXACT = "exact"
    CHOICE = "choice"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Translation:
    """What a code is in another system. `codes`: one when exact, the candidates when a choice is left."""

    kind: TranslationKind
    codes: tuple[str, ...] = ()
    asks_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeTableConflict:
    """A local extension code that the inherited table has come to hold itself."""

    supplement: str
    table: str
    code: str
    local_name: str
    inherited_name: str


class ProposalKind(StrEnum):
    CODES = "codes"
    ELEMENT = "element"


class ProposalState(StrEnum):
    """What became of a proposal: its change request says so (`work.contracts.ChangeState`)."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Proposal:
    """Something local proposed to the government above. `ground` is why it was refused, or what was said with it."""

    id: str
    kind: ProposalKind
    subject: str
    title: str
    reason: str
    codes: tuple[str, ...]
    organisation_id: str
    from_realm: str
    to_realm: str
    state: ProposalState
    requested_name: str
    created_at: datetime
    decided_at: datetime | None
    ground: str
    change_id: str


@dataclass(frozen=True)
class ForeignValue:
    """A value of a data set's column that a set of codes does not hold, and in how many rows it stands."""

    asset_code: str
    asset_title: str
    organisation_id: str
    column: str
    column_title: str
    value: str
    rows: int


@dataclass(frozen=True)
class CountedValues:
    """What a keeper of data sets found: in how many columns it looked, and the values outside the set."""

    columns: int
    values: tuple[ForeignValue, ...]


class FindingKind(StrEnum):
    """REPLACED: one successor; SPLIT: several; ENDED: withdrawn without any; OTHER: never was a code of this table."""

    REPLACED = "replaced"
    SPLIT = "split"
    ENDED = "ended"
    OTHER = "other"


@dataclass(frozen=True)
class Finding:
    """What a version would make invalid in one column. `value` is empty for OTHER, whose values are not told."""

    kind: FindingKind
    asset_code: str
    asset_title: str
    organisation_id: str
    column: str
    column_title: str
    value: str
    name: str
    successors: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class Assessment:
    """What a version of a code table would make invalid, in every data set whose columns follow it."""

    table: str
    version: str
    assessed_at: datetime
    columns_read: int
    findings: tuple[Finding, ...]
    totals: Mapping[str, int] = field(default_factory=dict)
