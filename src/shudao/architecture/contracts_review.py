"""What is looked at across entries: batches for review, duplicates, classes, rates, campaigns (SPEC 6.1)."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shudao.architecture.contracts_catalogue import EntryState
from shudao.sheets.contracts import FieldChange

__all__ = [
    "Axis",
    "Campaign",
    "CampaignProgress",
    "CampaignState",
    "ClassCount",
    "EntryDuplicate",
    "EntryFault",
    "EntryRates",
    "LocalField",
    "NewCampaign",
    "ReviewLine",
    "ReviewOutcome",
    "ReviewStep",
]


@dataclass(frozen=True)
class EntryFault:
    """What of an entry does not follow the guide; `line` counts the items from 1, 0 means the entry itself."""

    key: str
    zh: str
    en: str
    line: int = 0


@dataclass(frozen=True)
class EntryDuplicate:
    """An entry of another department that seems to mean the same. `score` from 0 to 1; `items` are those in both."""

    code: str
    name: str
    provider_name: str
    score: float
    items: tuple[str, ...]


@dataclass(frozen=True)
class ReviewLine:
    """One entry that waits for a decision: new, or changed against its published version. `differences` are field by
    field and item by item; a new entry has none to show."""

    code: str
    name: str
    provider_organisation_id: str
    provider_name: str
    state: EntryState
    is_new: bool
    handed_in_by: str
    handed_in_at: datetime | None
    differences: tuple[FieldChange, ...]
    duplicates: tuple[EntryDuplicate, ...]
    faults: tuple[EntryFault, ...]
    may_decide: bool


@dataclass(frozen=True)
class ReviewOutcome:
    """What became of one entry of a batch: its new state, or why nothing was done (`zh`, `en`)."""

    code: str
    state: EntryState | None
    zh: str = ""
    en: str = ""


class ReviewStep(StrEnum):
    """What is done to a batch."""

    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"


class Axis(StrEnum):
    """By what the catalogue is browsed: the guide's 资源属性, 共享属性 and 层级属性, and the subject's, department's,
    industry's and service object's view of GB/T 21063.4."""

    CATEGORY = "category"
    ORGANISATION = "organisation"
    INDUSTRY = "industry"
    SERVICE = "service"
    SHARE = "share"
    LEVEL = "level"
    FORMAT = "format"


@dataclass(frozen=True)
class ClassCount:
    """A class of an axis with how many entries the asker sees in it and below. `parent` is the class above."""

    code: str
    zh: str
    en: str
    parent: str
    count: int


@dataclass(frozen=True)
class EntryRates:
    """A department's rates as counts; every denominator comes from a register, none is reported by anybody.

    编目率 = `catalogued` of `tables` (registered tables of running systems that are not excluded); 挂接率 = `hooked` of
    `entries` (published ones).
    """

    organisation_id: str
    organisation_name: str
    tables: int
    catalogued: int
    entries: int
    hooked: int


@dataclass(frozen=True)
class LocalField:
    """A field entries have besides the guide's; with `choices` it is a drop-down."""

    key: str
    zh: str
    en: str
    help_zh: str = ""
    choices: tuple[str, ...] = ()


class CampaignState(StrEnum):
    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True)
class NewCampaign:
    """“Every entry needs field X until a day.” `field` is `entity_code`, `industry`, `service_object`, `grade`,
    `attributes` (each item linked), or `x.` and the key of a local field, which `local_field` may declare at once."""

    title: str
    field: str
    basis: str
    due_on: date
    local_field: LocalField | None = None


@dataclass(frozen=True)
class Campaign:
    id: str
    title: str
    field: str
    field_zh: str
    field_en: str
    basis: str
    begins_on: date
    due_on: date
    state: CampaignState
    ended_at: datetime | None
    result: Mapping[str, int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class CampaignProgress:
    """How far one department is: entries in all, those with the field, those where it waits for approval, the rest."""

    organisation_id: str
    organisation_name: str
    entries: int
    done: int
    waiting: int
    missing: int
