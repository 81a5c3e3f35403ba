"""What of mechanism crosses HTTP."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shudao.kernel.actor import Role
from shudao.mechanism import contracts
from shudao.mechanism.contracts import Level, OrganisationKind, PostKind, ScopeKind
from shudao.mechanism.contracts_departure import HandOver

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]
Name = Annotated[str, Field(min_length=1, max_length=100)]


class OrganisationIn(BaseModel):
    """An organisation's state. `region_code`: 6 digits, 9 for townships. `valid_to`: last day, null: standing."""

    code: Code
    name: Name
    short_name: str = Field("", max_length=50)
    kind: OrganisationKind
    level: Level
    parent_id: str | None = None
    region_code: str = Field(max_length=12)
    is_local_code: bool = False
    uscc: str | None = Field(None, max_length=30)
    valid_from: date
    valid_to: date | None = None

    def new(self) -> contracts.NewOrganisation:
        return contracts.NewOrganisation(**{name: getattr(self, name) for name in OrganisationIn.model_fields})


class OrganisationEdit(OrganisationIn):
    """The whole new state, and the version it was read at."""

    seen_version: int


class Organisation(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    code: str
    name: str
    short_name: str
    kind: OrganisationKind
    level: Level
    parent_id: str | None
    region_code: str
    is_local_code: bool
    uscc: str | None
    valid_from: date
    valid_to: date | None
    version: int


class OrganisationList(BaseModel):
    items: list[Organisation]
    total: int


class OrganisationVersion(BaseModel):
    """An earlier state."""

    model_config = ConfigDict(from_attributes=True)
    version: int
    changed_on: date
    organisation: Organisation


class OrganisationDetail(Organisation):
    """An organisation with its place in the tree and its earlier states."""

    superiors: list[Organisation]
    children: list[Organisation]
    earlier: list[OrganisationVersion]


class TreeNode(BaseModel):
    id: str
    code: str
    name: str
    kind: OrganisationKind
    level: Level
    children: list["TreeNode"]

    @classmethod
    def of(cls, node: contracts.OrganisationNode) -> "TreeNode":
        organisation = node.organisation
        return cls(
            id=organisation.id,
            code=organisation.code,
            name=organisation.name,
            kind=organisation.kind,
            level=organisation.level,
            children=[cls.of(child) for child in node.children],
        )


class Tree(BaseModel):
    items: list[TreeNode]
    total: int


class PersonIn(BaseModel):
    code: Code
    name: Name
    organisation_id: str
    title: str = Field("", max_length=100)
    phone: str = Field("", max_length=30, pattern=r"^[0-9+() -]*$")
    email: str = Field("", max_length=100, pattern=r"^([^@\s]+@[^@\s]+)?$")

    def new(self) -> contracts.NewPerson:
        return contracts.NewPerson(**{name: getattr(self, name) for name in PersonIn.model_fields})


class PersonEdit(PersonIn):
    seen_version: int


class Person(BaseModel):
    """A person in office. `phone` and `email` are empty for those who may not see them."""

    model_config = ConfigDict(from_attributes=True)
    id: str
    code: str
    name: str
    organisation_id: str
    organisation_name: str
    title: str
    phone: str
    email: str
    left_on: date | None
    version: int


class PersonList(BaseModel):
    items: list[Person]
    total: int


class DirectoryImport(BaseModel):
    """What an import from a directory would do, by rows; `import_id` is that of the Excel room."""

    import_id: str
    new: int
    changed: int
    same: int
    wrong: int
    written: int


class Post(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    code: str
    name: str
    kind: PostKind
    role: Role | None
    duty: str


class Scope(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    kind: ScopeKind = ScopeKind.ORGANISATION
    code: str | None = Field(None, max_length=60)


class Appointment(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    person_id: str
    person_name: str
    post: Post
    organisation_id: str
    organisation_name: str
    scope: Scope
    valid_from: date
    valid_to: date | None
    reports_to: list[str]


class AppointmentList(BaseModel):
    items: list[Appointment]
    total: int


class AppointmentIn(BaseModel):
    person_id: str
    post_code: str
    organisation_id: str
    scope: Scope | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    reports_to: list[str] = Field(default_factory=list, max_length=5)


class LastDay(BaseModel):
    """The last day of something; today when left out."""

    on: date | None = None


class Taker(BaseModel):
    """Who takes one thing that somebody answers for."""

    kind: str = Field(max_length=40)
    code: str = Field(max_length=60)
    person_id: str = Field(max_length=60)


class Departure(LastDay):
    """Who takes over: `successor_id` everything, but what `takers` gives to others.

    `acting_until`: they act until owners are named by that day. `takes_posts`: the successor holds the posts as well.
    """

    successor_id: str | None = None
    takers: list[Taker] = Field(default_factory=list, max_length=20_000)
    acting_until: date | None = None
    takes_posts: bool = False

    def over(self) -> HandOver | None:
        if self.successor_id is None and not self.takers:
            return None
        takers = {(each.kind, each.code): each.person_id for each in self.takers}
        return HandOver(self.successor_id, takers, self.acting_until, self.takes_posts)


class HeldDuty(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    kind: str
    code: str
    name: str


class Accountability(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    asset_kind: str
    asset_code: str
    asset_name: str
    person_id: str
    person_name: str
    organisation_id: str
    organisation_name: str
    valid_from: date
    valid_to: date | None
    acting_until: date | None


class AccountabilityList(BaseModel):
    items: list[Accountability]
    total: int


class PersonDetail(Person):
    """A person with the posts they hold and what they answer for."""

    appointments: list[Appointment]
    owns: list[Accountability]
    held: list[HeldDuty]


class ChartPerson(BaseModel):
    person_id: str
    name: str


class ChartLine(BaseModel):
    """Who holds a data post, and the two lines above them."""

    appointment: Appointment
    to_head: list[ChartPerson]
    to_bureau: list[ChartPerson]

    @classmethod
    def of(cls, line: contracts.ChartLine) -> "ChartLine":
        return cls(
            appointment=Appointment.model_validate(line.appointment),
            to_head=[ChartPerson(person_id=person_id, name=name) for person_id, name in line.to_head],
            to_bureau=[ChartPerson(person_id=person_id, name=name) for person_id, name in line.to_bureau],
        )


class Chart(BaseModel):
    items: list[ChartLine]
    total: int


class Asset(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    kind: str
    code: str
    name: str
    organisation_id: str


class Gap(BaseModel):
    """An asset that has no owner, or several who claim it."""

    model_config = ConfigDict(from_attributes=True)
    asset: Asset
    claimants: list[Accountability]


class GapList(BaseModel):
    items: list[Gap]
    total: int


class AssetOwner(BaseModel):
    """Which asset, and who is to own it."""

    asset_kind: str = Field(max_length=40)
    asset_code: str = Field(max_length=60)
    person_id: str


class AssetKey(BaseModel):
    kind: str = Field(max_length=40)
    code: str = Field(max_length=60)


class BulkOwner(BaseModel):
    """Many assets, and who is to own them."""

    assets: list[AssetKey] = Field(min_length=1, max_length=2_000)
    person_id: str = Field(max_length=60)


class Refused(BaseModel):
    """One of many that was not done, and why."""

    model_config = ConfigDict(from_attributes=True)
    kind: str
    code: str
    zh: str
    en: str


class MendOutcome(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    done: int
    refused: list[Refused]


class Claim(AssetOwner):
    organisation_id: str


class Naming(BaseModel):
    """An asset with its department, and who is to own it."""

    asset: Asset
    person_id: str


class ProcessStep(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    code: str
    name: str
    process_owner_id: str | None
    inputs: list[str]
    outputs: list[str]
    creates: list[str]
    reads: list[str]
    changes: list[str]
    retires: list[str]
    systems: list[str]


class Matter(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    code: str
    name: str
    steps: list[ProcessStep]


class Duty(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    code: str
    organisation_id: str
    name: str
    basis: str
    derives_domain: str | None
    matters: list[Matter]


class DutyList(BaseModel):
    items: list[Duty]
    total: int
