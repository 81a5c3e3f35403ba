"""The register of persons with a clean and a faulty row of each kind in its integration layer."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from shudao.admission.contracts import Mode
from shudao.app.installation import Installation
from shudao.quality import facade as quality
from shudao.quality.contracts import QualityRun
from tests.builders.lake import DWI, Register, land, make_person_assets, make_register

GOOD = "11010519491231002X"
OTHER = "440524188001010014"
BROKEN = "110105194912310021"


def person(**given: Any) -> dict[str, Any]:
    """A row without a fault, unless said otherwise."""
    usual = {
        "id_number": GOOD,
        "name": "张三",
        "sex": "2",
        "birth_date": date(1949, 12, 31),
        "income": Decimal("100.00"),
        "children": 1,
        "registered_at": datetime(2026, 11, 1, tzinfo=UTC),
        "is_active": True,
        "remark": None,
    }
    return usual | given


@dataclass(frozen=True)
class Checked:
    """The data set and those who work with it."""

    installed: Installation
    register: Register

    def holds(self, *rows: dict[str, Any]) -> None:
        land(self.installed, DWI, rows, mode=Mode.REPLACE)

    def check(self) -> QualityRun:
        return quality.run_checks(self.installed.database, self.installed.settings, DWI, by=self.register.steward)


@pytest.fixture
def checked(installed: Installation) -> Checked:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow)
        make_person_assets(uow, register)
    return Checked(installed, register)
