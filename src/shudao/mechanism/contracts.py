"""What others may know of mechanism: organisations, people, posts, appointments, duties, accountability."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shudao.kernel.actor import Role
from shudao.mechanism.contracts_departure import HandOver, MendOutcome, Refused
from shudao.mechanism.contracts_disputes import (
    Contribution,
    ContributionKind,
    Dispute,
    DisputeFilter,
    DisputeState,
    NewDispute,
    Outcome,
    Topic,
)
from shudao.mechanism.contracts_merging import Merger, MovedThings, Obstacle, Succession
from shudao.mechanism.contracts_posts import (
    SECURITY_POSTS,
    Group,
    GroupKind,
    HeldConflict,
    Member,
    NewGroup,
    PostPair,
    SecurityPost,
    Verdict,
    WaitingTask,
)
from shudao.mechanism.contracts_processes import StepUse, UseKind
from shudao.mechanism.contracts_reform import (
    Alteration,
    Part,
    Plan,
    Reform,
    ReformKind,
    ReformPreview,
    ReformState,
    Split,
    Thing,
)

__all__ = [
    "SECURITY_POSTS",
    "Accountability",
    "AccountabilityGap",
    "AccountableAsset",
    "Alteration",
    "Appointment",
    "AppointmentScope",
    "ChartLine",
    "Contact",
    "Contribution",
    "ContributionKind",
    "Dispute",
    "DisputeFilter",
    "DisputeState",
    "Duty",
    "Group",
    "GroupKind",
    "HandOver",
    "HeldConflict",
    "HeldDuty",
    "Level",
    "Matter",
    "Member",
    "MendOutcome",
    "Merger",
    "MovedThings",
    "NewDispute",
    "NewGroup",
    "NewOrganisation",
    "NewPerson",
    "Obstacle",
    "Organisation",
    "OrganisationFilter",
    "OrganisationKind",
    "OrganisationNode",
    "OrganisationVersion",
    "Outcome",
    "Part",
    "Person",
    "Plan",
    "Post",
    "PostKind",
    "PostPair",
    "ProcessStep",
    "Reform",
    "ReformKind",
    "ReformPreview",
    "ReformState",
    "Refused",
    "ScopeKind",
    "SecurityPost",
    "Split",
    "StepUse",
    "Succession",
    "Thing",
    "Topic",
    "UseKind",
    "Verdict",
    "WaitingTask",
]


class OrganisationKind(StrEnum):
    GOVERNMENT = "government"
    BUREAU = "bureau"
    OPERATIONS_CENTRE = "operations_centre"
    DEPARTMENT = "department"
    DISTRICT = "district"
    ZONE = "zone"
    STREET = "street"
    ENTERPRISE = "enterprise"
    GROUP = "group"


class Level(StrEnum):
    """Administrative levels of GB/T 2260 (国、省、市、区县) and GB/T 10114 (乡镇)."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


class PostKind(StrEnum):
    LEADER = "leader"
    BUREAU = "bureau"
    DEPARTMENT = "department"
    OPERATIONS = "operations"
    ADMINISTRATOR = "administrator"
    SECURITY = "security"
    GROUP = "group"


class ScopeKind(StrEnum):
    """What part of the data a post answers for."""

    CITY = "city"
    ORGANISATION = "organisation"
    DOMAIN = "domain"
    SUBJECT_AREA = "subject_area"


@dataclass(frozen=True)
class NewOrganisation:
    """What an organisation is. `region_code`: 6 digits (county and above) or 9 (township).

    `is_local_code`: the code is a local extension, for zones that GB/T 2260 does not code. `uscc`: the unified social
    credit code of GB 32100, whose check digit is verified. `valid_to` is the last day; None: still standing.
    """

    code: str
    name: str
    kind: OrganisationKind
    level: Level
    region_code: str
    valid_from: date
    short_name: str = ""
    parent_id: str | None = None
    is_local_code: bool = False
    uscc: str | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Organisation(NewOrganisation):
    """An organisation as it stands; `version` is what an edit must name."""

    id: str = ""
    version: int = 1


@dataclass(frozen=True)
class OrganisationVersion:
    """An earlier state of an organisation, kept whole."""

    version: int
    changed_on: date
    changed_by: str
    organisation: Organisation


@dataclass(frozen=True)
class OrganisationNode:
    """An organisation with what stands below it."""

    organisation: Organisation
    children: tuple["OrganisationNode", ...]


@dataclass(frozen=True)
class OrganisationFilter:
    """Which organisations are wanted. `on`: standing on that day."""

    kind: OrganisationKind | None = None
    level: Level | None = None
    parent_id: str | None = None
    region_code: str | None = None
    on: date | None = None


@dataclass(frozen=True)
class NewPerson:
    """A person in office. `code` is the staff number or another name unique in this installation."""

    code: str
    name: str
    organisation_id: str
    title: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Person(NewPerson):
    """A person as they stand; after `left_on` they hold nothing."""

    id: str = ""
    organisation_name: str = ""
    left_on: date | None = None
    version: int = 1


@dataclass(frozen=True)
class Post:
    """A post of the chief-data-officer system. `role`: what its holder may do in Shudao, if anything."""

    code: str
    name: str
    kind: PostKind
    role: Role | None
    duty: str = ""


@dataclass(frozen=True)
class AppointmentScope:
    kind: ScopeKind
    code: str | None = None


@dataclass(frozen=True)
class Appointment:
    """A person holding a post in an organisation over a scope. `reports_to`: ids of people, department head first."""

    id: str
    person_id: str
    person_name: str
    post: Post
    organisation_id: str
    organisation_name: str
    scope: AppointmentScope
    valid_from: date
    valid_to: date | None
    reports_to: tuple[str, ...]


@dataclass(frozen=True)
class ChartLine:
    """One line of the reporting chart: whoever holds a data post answers to the department head and to the bureau.

    `to_head` or `to_bureau` is empty where that line is open: nobody holds the post above.
    """

    appointment: Appointment
    to_head: tuple[tuple[str, str], ...]
    to_bureau: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Contact:
    """Whom to ask, with the office's telephone and mail."""

    person_id: str
    name: str
    title: str
    organisation_id: str
    organisation_name: str
    phone: str
    email: str


@dataclass(frozen=True)
class ProcessStep:
    """A step of a process (SPEC 4.10). `inputs` and `outputs` name papers and records as the office calls them;
    `creates` to `retires` are codes of business objects, `systems` codes of application systems."""

    code: str
    name: str
    process_owner_id: str | None = None
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    creates: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    retires: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matter:
    """A matter (事项) of a duty and the steps of its process, in order."""

    code: str
    name: str
    steps: tuple[ProcessStep, ...] = ()


@dataclass(frozen=True)
class Duty:
    """A duty from the three determinations (三定) of an organisation."""

    code: str
    organisation_id: str
    name: str
    basis: str = ""
    derives_domain: str | None = None
    matters: tuple[Matter, ...] = ()


@dataclass(frozen=True)
class AccountableAsset:
    """Something that must have exactly one owner: a subject area, a business object, a critical attribute.

    `within` is the code of the business object of a critical attribute: whoever owns the object owns the attribute, as
    long as nobody else is named for it.
    """

    kind: str
    code: str
    name: str
    organisation_id: str
    within: str | None = None


@dataclass(frozen=True)
class Accountability:
    """Who answers for an asset, from a day and perhaps until a day.

    `acting_until`: they act for an owner who is still to be named, until that day at the latest.
    """

    asset_kind: str
    asset_code: str
    asset_name: str
    person_id: str
    person_name: str
    organisation_id: str
    organisation_name: str
    valid_from: date
    valid_to: date | None = None
    acting_until: date | None = None


@dataclass(frozen=True)
class AccountabilityGap:
    """An asset with no owner, or with several who claim it; listed until mended."""

    asset: AccountableAsset
    claimants: tuple[Accountability, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class HeldDuty:
    """Something a person still answers for, which somebody else must take before they leave."""

    kind: str
    code: str
    name: str
