"""Norms as executable clauses: what the charter says, what a clause asks, and what a check found (SPEC 2.1, 2.3)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shudao.kernel.actor import Role

__all__ = [
    "ClauseView",
    "DepartmentResult",
    "NewWaiver",
    "NormRun",
    "Principle",
    "RunDetail",
    "Severity",
    "TrendPoint",
    "Violation",
    "ViolationFilter",
    "Waiver",
]


class Severity(StrEnum):
    """How a norm speaks: 必须 binds, 应当 is owed unless waived, 宜 is good practice and opens no task."""

    MUST = "must"
    SHOULD = "should"
    ADVICE = "advice"

    @property
    def zh(self) -> str:
        return {"must": "必须", "should": "应当", "advice": "宜"}[self.value]


class Principle(StrEnum):
    """The principles of the charter (政务数据管理总纲, white paper 4.2 and 4.3); every clause cites one of them."""

    ONE_OWNER = "Z1"
    ONE_LEDGER = "Z2"
    ONE_STANDARD = "Z3"
    ONE_SOURCE = "Z4"
    QUALITY_AT_SOURCE = "Z5"
    ONE_ARCHITECTURE = "Z6"
    SHARED_BY_SERVICE = "Z7"
    SAFE_AND_LAWFUL = "Z8"

    @property
    def zh(self) -> str:
        return _PRINCIPLES[self][0]

    @property
    def en(self) -> str:
        return _PRINCIPLES[self][1]


_PRINCIPLES: dict[Principle, tuple[str, str]] = {
    Principle.ONE_OWNER: (
        "每一个数据必须由对应的业务部门承担管理责任，且必须有唯一的数据负责人。",
        "Every datum is answered for by the department whose business it is, and by exactly one person.",
    ),
    Principle.ONE_LEDGER: (
        "政务数据统一规范、统一编码、统一架构，记在一本账上。",
        "Government data are kept in one ledger: one set of norms, one coding, one architecture.",
    ),
    Principle.ONE_STANDARD: (
        "对数据的共同理解一旦确定，就作为标准在政府内共同遵守。",
        "What has been agreed about the meaning of a datum is a standard all of government keeps.",
    ),
    Principle.ONE_SOURCE: (
        "所有关键数据必须认证数据源，仅在数据源录入和修改，一数一源。",
        "Every critical datum has one certified source, and is entered and changed nowhere else.",
    ),
    Principle.QUALITY_AT_SOURCE: (
        "数据质量由数据Owner负责，问题在源头限期整改。",
        "The owner answers for quality; problems are mended at the source by a set day.",
    ),
    Principle.ONE_ARCHITECTURE: (
        "汇聚、开发、分层按统一的技术规范进行，整体架构一致。",
        "Collection, development and layering follow one set of technical rules.",
    ),
    Principle.SHARED_BY_SERVICE: (
        "以共享为原则，流程畅通、时限明确、以服务方式提供。",
        "Sharing is the rule: an open road, clear time limits, and data offered as services.",
    ),
    Principle.SAFE_AND_LAWFUL: (
        "分类分级、最小够用、全生命周期安全，共享开放合规可靠。",
        "Classified and graded, no more than needed, safe over the whole life cycle, shared lawfully.",
    ),
}


@dataclass(frozen=True)
class ClauseView:
    """A clause as it is shown. `route` is the role whose task it is to mend; `norm_version` and `effective_on` are of
    the norm in force that holds it, None while no norm in force does."""

    id: str
    norm: str
    norm_title: str
    norm_version: int | None
    effective_on: date | None
    principle: Principle
    severity: Severity
    zh: str
    en: str
    source: str
    subject_kind: str
    route: Role
    mend_zh: str
    mend_en: str
    violations: int
    waived: int


@dataclass(frozen=True)
class NormRun:
    """One check of the whole ledger. `versions` tells under which version of each norm (code → version) it ran;
    `seconds` is how long the queries took; `must`, `should` and `advice` count violations that are not waived."""

    id: str
    checked_at: datetime
    seconds: float
    checked_by: str
    versions: dict[str, int]
    clauses: int
    must: int
    should: int
    advice: int
    waived: int


@dataclass(frozen=True)
class DepartmentResult:
    """What the newest run found at one organisation, and how many of must and should there were in the run before."""

    organisation_id: str
    organisation_name: str
    must: int
    should: int
    advice: int
    waived: int
    before: int | None


@dataclass(frozen=True)
class RunDetail:
    """What one run found of one clause at one organisation."""

    clause: str
    severity: Severity
    zh: str
    organisation_id: str
    organisation: str
    violations: int
    waived: int


@dataclass(frozen=True)
class TrendPoint:
    """One run's counts, of one organisation or of all."""

    run_id: str
    checked_at: datetime
    must: int
    should: int
    advice: int
    waived: int


@dataclass(frozen=True)
class Violation:
    """A thing that does not keep a clause. `detail` holds codes, names and figures, never personal values; `link` is
    the console's page of the thing; `waived_until` is the last day of a waiver in force."""

    clause_id: str
    subject: str
    name: str
    organisation_id: str
    owner_person_id: str | None
    owner_name: str | None
    detail: str
    since: datetime
    link: str
    waived_until: date | None


@dataclass(frozen=True)
class ViolationFilter:
    """Which violations are wanted; nothing given means all one may see."""

    organisation_id: str | None = None
    clause_id: str | None = None
    norm: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True)
class NewWaiver:
    """An exception that is asked for: until a day, for a reason, for one thing and one clause."""

    clause_id: str
    subject: str
    reason: str
    expires_on: date


@dataclass(frozen=True)
class Waiver:
    """An exception that another person has approved. It counts until the end of `expires_on`."""

    id: str
    clause_id: str
    subject: str
    name: str
    organisation_id: str
    reason: str
    expires_on: date
    requested_by: str
    approved_by: str
    approved_at: datetime
    ended_at: datetime | None
    is_in_force: bool
