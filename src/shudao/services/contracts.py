"""What others may know of services: their two contracts, their serving copies, keys, calls and the meter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from shudao.kernel.expr.predicate import Predicate
from shudao.security.contracts import LensColumn
from shudao.vault.contracts import Secret

__all__ = [
    "CallQuery",
    "CopyState",
    "Input",
    "IssuedKey",
    "KeyState",
    "MeterDay",
    "NewService",
    "QueryAnswer",
    "Service",
    "ServiceAnswer",
    "ServiceColumn",
    "ServiceContract",
    "ServiceFilter",
    "ServiceKey",
    "ServiceKind",
    "ServiceState",
    "Verdict",
    "VerdictReason",
    "VerifyAnswer",
]


class ServiceKind(StrEnum):
    """What a call gives: rows, or one word about a record (white paper 4.9; SPEC 8.3)."""

    QUERY = "query"
    VERIFY = "verify"

    @property
    def zh(self) -> str:
        return {"query": "查询", "verify": "核验"}[self.value]


class ServiceState(StrEnum):
    """The life of a governed object (DESIGN §9). A published version that is replaced is retired."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    RETIRED = "retired"

    @property
    def zh(self) -> str:
        return {"draft": "草稿", "in_review": "审核中", "published": "已发布", "retired": "已下线"}[self.value]


class KeyState(StrEnum):
    ACTIVE = "active"
    REVOKED = "revoked"


class Verdict(StrEnum):
    """The only words a verifying service says of a record."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class VerdictReason(StrEnum):
    """Why: the declared fallback of a source that is down is `unknown` with `source_unavailable`."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NO_RECORD = "no_record"
    VALUE_MISSING = "value_missing"
    AMBIGUOUS = "ambiguous"
    SOURCE_UNAVAILABLE = "source_unavailable"

    @property
    def zh(self) -> str:
        return {
            "match": "相符",
            "mismatch": "不相符",
            "no_record": "查无记录",
            "value_missing": "记录缺值，无法判断",
            "ambiguous": "多条记录结论不一",
            "source_unavailable": "数据源暂不可用",
        }[self.value]


@dataclass(frozen=True)
class Input:
    """A column a caller gives values for, by equality; with `many`, one of several values.

    `is_claim` (verifying services only): the value does not find the record, it is what the record is compared with.
    """

    column: str
    required: bool = False
    many: bool = False
    is_claim: bool = False


@dataclass(frozen=True)
class ServiceContract:
    """What the provider promises to whom. `timeliness` says how old rows may be, `sla_ms` how long a call may take."""

    users: str
    scenario: str
    timeliness: str
    sla_ms: int = 1_000
    security_note: str = ""


@dataclass(frozen=True)
class NewService:
    """A data service as it is declared over a data set of the lake.

    `outputs` are the columns a query may show (a verifying service shows none); `row_scope` names further columns by
    which grants may narrow the rows: only inputs, outputs, these, and what `condition` reads are copied for serving.
    `condition` is what a verifying service confirms of a record, besides the caller's claims.
    """

    code: str
    title: str
    asset_code: str
    organisation_id: str
    kind: ServiceKind
    inputs: tuple[Input, ...]
    contract: ServiceContract
    outputs: tuple[str, ...] = ()
    row_scope: tuple[str, ...] = ()
    condition: Predicate | None = None
    description: str = ""
    owner_person_id: str | None = None
    page_size_max: int = 100
    calls_per_second: int = 20
    daily_quota: int = 10_000


@dataclass(frozen=True)
class ServiceColumn:
    """A column of the data contract; `type` is the lake's word."""

    name: str
    title: str
    type: str


@dataclass(frozen=True)
class CopyState:
    """The serving copy that answers calls: of which service version, which released data version, how many rows."""

    service_code: str
    service_version: int
    data_version: int
    rows: int
    copied_at: datetime
    seconds: float


@dataclass(frozen=True)
class Service:
    """One version of a service. `revision` grows with each edit and guards against stale ones."""

    id: str
    code: str
    version: int
    revision: int
    title: str
    description: str
    asset_code: str
    organisation_id: str
    owner_person_id: str | None
    kind: ServiceKind
    inputs: tuple[Input, ...]
    outputs: tuple[str, ...]
    row_scope: tuple[str, ...]
    condition: Predicate | None
    columns: tuple[ServiceColumn, ...]
    contract: ServiceContract
    page_size_max: int
    calls_per_second: int
    daily_quota: int
    state: ServiceState
    created_at: datetime
    created_by: str
    published_at: datetime | None
    retired_at: datetime | None
    reason: str
    copy: CopyState | None = None

    def column(self, name: str) -> ServiceColumn:
        """The column called `name`. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def served_columns(self) -> tuple[str, ...]:
        """What the serving copy holds, each column once."""
        read = self.condition.columns() if self.condition is not None else frozenset[str]()
        return tuple(dict.fromkeys([*(i.column for i in self.inputs), *self.outputs, *self.row_scope, *sorted(read)]))


@dataclass(frozen=True)
class ServiceFilter:
    """Which services to list; empty means any. Retired ones are listed only when asked for."""

    state: ServiceState | None = None
    kind: ServiceKind | None = None
    asset_code: str = ""
    organisation_id: str = ""


@dataclass(frozen=True)
class ServiceKey:
    """A key of a consumer for one service, under one grant. The key itself is not kept."""

    id: str
    service_code: str
    organisation_id: str
    name: str
    prefix: str
    grant_id: str
    state: KeyState
    expires_on: date | None
    created_at: datetime
    created_by: str
    last_used_at: datetime | None
    revoked_at: datetime | None
    revoked_reason: str


@dataclass(frozen=True)
class IssuedKey:
    """A fresh key; `secret` is shown this once."""

    key: ServiceKey
    secret: Secret


@dataclass(frozen=True)
class CallQuery:
    """What a caller sends: values by input name as text, the columns wanted (all that may be seen if none), the page.

    Without `limit` a page is as large as the service allows.
    """

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True)
class ServiceAnswer:
    """What every answer says of itself; `call_id` is its line in the evidence, `decision_id` the lens behind it."""

    service_code: str
    service_version: int
    data_version: int | None
    call_id: str
    decision_id: str


@dataclass(frozen=True)
class QueryAnswer(ServiceAnswer):
    """A page of rows; `next_offset` is None on the last page."""

    columns: tuple[LensColumn, ...]
    rows: list[dict[str, Any]]
    next_offset: int | None


@dataclass(frozen=True)
class VerifyAnswer(ServiceAnswer):
    """One word about a record, and why; nothing of the record."""

    verdict: Verdict
    reason: VerdictReason


@dataclass(frozen=True)
class MeterDay:
    """The calls of one key on one day. `errors` were refused or failed, `throttled` came too fast, `slow` took longer
    than the service contract promises; times are microseconds in our process.
    """

    key_id: str
    key_name: str
    organisation_id: str
    day: date
    calls: int
    rows: int
    errors: int
    throttled: int
    slow: int
    mean_us: float
    max_us: int
