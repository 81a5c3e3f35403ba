"""What of the ways out for notices crosses HTTP. Passwords and secrets go in, and never come out again."""

from pydantic import BaseModel, ConfigDict, Field

from shudao.work.contracts_life import Security, Timing


class ChannelIn(BaseModel):
    """One of my channels: where to, and when."""

    address: str = Field(min_length=3, max_length=500)
    timing: Timing = Timing.OFFICE_HOURS
    with_tasks: bool = True
    is_on: bool = True


class Channel(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    kind: str
    address: str
    timing: Timing
    with_tasks: bool
    is_on: bool


class ChannelSet(BaseModel):
    """A channel as it is now; `secret` is what a webhook's receiver checks signatures with, shown this once."""

    channel: Channel
    secret: str | None


class ChannelKind(BaseModel):
    kind: str
    zh: str
    en: str


class ChannelList(BaseModel):
    """My channels, and the kinds there are."""

    items: list[Channel]
    kinds: list[ChannelKind]


class DispatchIn(BaseModel):
    """How the installation sends. `password`: null keeps the present one, an empty one forgets it."""

    host: str = Field("", max_length=253, pattern=r"^[A-Za-z0-9.:-]*$")
    port: int = Field(587, ge=1, le=65535)
    security: Security = Security.STARTTLS
    login: str = Field("", max_length=200)
    password: str | None = Field(None, max_length=500)
    sender: str = Field("", max_length=320)
    authority: str = Field("", max_length=100_000)
    webhook_hosts: list[str] = Field(default_factory=list, max_length=100)
    console_url: str = Field("", max_length=300)
    version: int = Field(0, ge=0, le=1_000_000_000)


class Dispatch(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    host: str
    port: int
    security: Security
    login: str
    sender: str
    authority: str
    webhook_hosts: list[str]
    console_url: str
    has_password: bool
    version: int


class TrialIn(BaseModel):
    to: str = Field(min_length=3, max_length=320)
