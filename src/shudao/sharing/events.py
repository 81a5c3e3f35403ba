"""What sharing tells: facts in the past tense."""

from dataclasses import dataclass
from typing import ClassVar

from shudao.kernel.facts import Fact

__all__ = ["ApplicationDecided", "DataDelivered"]


@dataclass(frozen=True)
class ApplicationDecided(Fact):
    """An application was filed, refused, or refused by timeout."""

    name: ClassVar[str] = "sharing.application_decided"
    for_outsiders: ClassVar[bool] = True
    application_id: str
    asset_code: str
    state: str


@dataclass(frozen=True)
class DataDelivered(Fact):
    """Granted rows arrived at the consumer and were found equal to what was sent."""

    name: ClassVar[str] = "sharing.data_delivered"
    for_outsiders: ClassVar[bool] = True
    application_id: str
    delivery_id: str
    asset_code: str
    rows: int
