"""The resource catalogue by the national compilation guide (发改高技〔2017〕1272号; STANDARDS §1)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from shudao.architecture.contracts_ledger import Grade

__all__ = [
    "CatalogueEntry",
    "CatalogueItem",
    "CatalogueLevel",
    "EntryDecision",
    "EntryRevision",
    "EntryState",
    "EntryVersion",
    "FormatCategory",
    "LegalBasis",
    "LegalBasisKind",
    "NewCatalogueEntry",
    "Openness",
    "ResourceClass",
    "ServiceObject",
    "ShareMethod",
    "ShareType",
    "UpdateCycle",
]


class ResourceClass(StrEnum):
    """类: 资源属性."""

    BASIC = "1"
    THEME = "2"
    DEPARTMENT = "3"


class FormatCategory(StrEnum):
    FILE = "1"
    SPREADSHEET = "2"
    DATABASE = "3"
    GRAPHICS = "4"
    STREAM = "5"
    SELF_DESCRIBING = "6"
    INTERFACE = "7"


class ShareType(StrEnum):
    """共享类型."""

    UNCONDITIONAL = "1"
    CONDITIONAL = "2"
    NOT_SHARED = "3"


class CatalogueLevel(StrEnum):
    """层级属性: whose catalogue the entry belongs to."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    DEPARTMENT = "department"


class ServiceObject(StrEnum):
    """服务对象: whom the data serves (GB/T 21063.4, service classification)."""

    PERSON = "person"
    ENTERPRISE = "enterprise"
    GOVERNMENT = "government"
    PUBLIC = "public"


class ShareMethod(StrEnum):
    """共享方式 on the sharing platform, and the ways beside it."""

    INTERFACE = "接口"
    TABLE = "库表"
    FILE = "文件"
    MESSAGE = "消息"
    MAIL = "邮件"
    MEDIUM = "介质交换"

    @property
    def is_platform(self) -> bool:
        return self not in (ShareMethod.MAIL, ShareMethod.MEDIUM)


class Openness(StrEnum):
    """开放属性, three-valued."""

    UNCONDITIONAL = "无条件开放"
    CONDITIONAL = "有条件开放"
    NOT_OPEN = "不予开放"


class UpdateCycle(StrEnum):
    """更新周期; 1–6 are the guide's, the rest local additions."""

    REAL_TIME = "1"
    DAILY = "2"
    WEEKLY = "3"
    MONTHLY = "4"
    QUARTERLY = "5"
    YEARLY = "6"
    HALF_YEARLY = "7"
    IRREGULAR = "8"
    NEVER = "9"


class EntryState(StrEnum):
    """The life of a catalogue entry with its two approvals, department then bureau (STANDARDS §1.4)."""

    DRAFT = "draft"
    WAIT_REG_APPROVE = "wait_reg_approve"
    REG_REJECT = "reg_reject"
    REGISTERED = "registered"
    WAIT_PUB_APPROVE = "wait_pub_approve"
    PUB_REJECT = "pub_reject"
    PUBLISHED = "published"
    RECALLED = "recalled"


class LegalBasisKind(StrEnum):
    """Only these may ground 不予共享."""

    LAW = "法律"
    ADMINISTRATIVE_REGULATION = "行政法规"
    STATE_COUNCIL_DECISION = "国务院决定"


@dataclass(frozen=True)
class LegalBasis:
    """An entry of the register of legal bases."""

    code: str
    title: str
    kind: LegalBasisKind
    article: str = ""


@dataclass(frozen=True)
class CatalogueItem:
    """信息项. `data_type` is a letter of the guide (C N Y D T L M G B I F); `attribute_code` links to L5."""

    name: str
    data_type: str
    length: int | None = None
    attribute_code: str | None = None
    share_type: ShareType | None = None


@dataclass(frozen=True)
class NewCatalogueEntry:
    """A catalogue entry as a department compiles it. `category` is 类+项+目+细目 (e.g. `306012`); the sequence behind
    the slash is given by the registry, or `code` keeps one that an earlier platform gave."""

    name: str
    category: str
    provider_organisation_id: str
    provider_name: str
    provider_code: str
    abstract: str
    format_category: FormatCategory
    format_type: str
    share_type: ShareType
    share_method: ShareMethod
    openness: Openness
    update_cycle: UpdateCycle
    items: tuple[CatalogueItem, ...]
    entity_code: str | None = None
    code: str | None = None
    share_condition: str = ""
    legal_basis: str | None = None
    open_condition: str = ""
    is_secret: bool = False
    related_codes: tuple[str, ...] = ()
    extensions: dict[str, str] = field(default_factory=dict)
    industry: str = ""
    service_object: ServiceObject | None = None
    level: CatalogueLevel = CatalogueLevel.DEPARTMENT


@dataclass(frozen=True)
class EntryDecision:
    """One step of an entry's life: who, what, with which opinion, to which state."""

    actor_name: str
    action: str
    opinion: str
    at: datetime
    next_state: EntryState


@dataclass(frozen=True)
class EntryRevision:
    """What a published entry is to become, while it waits for its approvals; `content` is the whole new text."""

    state: EntryState
    content: NewCatalogueEntry
    decisions: tuple[EntryDecision, ...]
    changed_at: datetime


@dataclass(frozen=True)
class EntryVersion:
    """What a published entry said before it was replaced."""

    version: int
    content: NewCatalogueEntry
    published_on: date | None
    replaced_at: datetime


@dataclass(frozen=True)
class CatalogueEntry:
    """信息资源目录条目 with the core metadata. `grade` is taken from the linked data set, None where there is none.

    `aliases` are codes it had before. `revision` is shown to those who may see drafts.
    """

    code: str
    version: int
    state: EntryState
    name: str
    category: str
    resource_class: ResourceClass
    provider_organisation_id: str
    provider_name: str
    provider_code: str
    abstract: str
    format_category: FormatCategory
    format_type: str
    items: tuple[CatalogueItem, ...]
    share_type: ShareType
    share_condition: str
    legal_basis: LegalBasis | None
    share_method: ShareMethod
    openness: Openness
    open_condition: str
    update_cycle: UpdateCycle
    published_on: date | None
    related_codes: tuple[str, ...]
    entity_code: str | None
    grade: Grade | None
    decisions: tuple[EntryDecision, ...] = ()
    industry: str = ""
    service_object: ServiceObject | None = None
    level: CatalogueLevel = CatalogueLevel.DEPARTMENT
    extensions: dict[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    revision: EntryRevision | None = None
