"""The register of persons in a released integration layer, and people who define and publish indicators over it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from shudao.admission.contracts import Mode
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import (
    Aggregation,
    AtomicSpec,
    DerivedSpec,
    DimensionSpec,
    Indicator,
    IndicatorSpec,
    NewIndicator,
    NewTerm,
    TermSpec,
    TimeKind,
    TimeSpec,
)
from shudao.kernel.actor import Actor, Role
from tests.builders.lake import DWI, ENTITY, Register, land, make_person_assets, make_register, release
from tests.builders.mechanism import make_actor

NUMBER, SEX, BIRTH, INCOME, REGISTERED = (f"{ENTITY}.{n:03d}" for n in (1, 3, 4, 5, 7))


def people() -> list[dict[str, Any]]:
    """Eighty persons, registered over fourteen months; some values are missing."""
    return [
        {
            "id_number": f"{n:018d}",
            "name": f"居民{n}",
            "sex": None if n % 11 == 0 else str(1 + n % 2),
            "birth_date": date(1950 + n % 60, 1 + n % 12, 1 + n % 28),
            "income": None if n % 9 == 0 else Decimal(n * 100) / 3 if n % 3 == 0 else Decimal(n) * 100,
            "children": n % 4,
            "registered_at": None
            if n % 13 == 0
            else datetime(2025, 10 + n % 3, 1 + n % 28, 20, tzinfo=UTC)
            if n % 5 == 0
            else datetime(2026, 1 + n % 11, 1 + n % 28, 20, tzinfo=UTC),
            "is_active": n % 2 == 0,
            "remark": None,
        }
        for n in range(1, 81)
    ]


@dataclass(frozen=True)
class Desk:
    """Who works with indicators: the police's steward, two of the bureau, and an outsider."""

    installed: Installation
    register: Register
    bureau: Actor
    colleague: Actor
    outsider: Actor

    @property
    def police(self) -> str:
        return self.register.town.police.id

    def term(self, name: str, spec: TermSpec) -> str:
        with self.installed.database.unit_of_work() as uow:
            return architecture.define_term(uow, NewTerm(name, self.police, spec), by=self.register.steward).code

    def define(self, name: str, spec: IndicatorSpec, **given: Any) -> Indicator:
        usual: dict[str, Any] = {"definition": f"{name or '指标'}的含义。", "unit": "人"}
        new = NewIndicator(name=name, organisation_id=self.police, spec=spec, **(usual | given))
        with self.installed.database.unit_of_work() as uow:
            return architecture.define_indicator(uow, new, by=self.register.steward)

    def publish(self, *codes: str) -> None:
        with self.installed.database.unit_of_work() as uow:
            for code in codes:
                architecture.submit_indicator(uow, code, by=self.register.steward)
                architecture.publish_indicator(uow, code, by=self.bureau)

    def make(self, name: str, spec: IndicatorSpec, **given: Any) -> str:
        """Defined and published."""
        code = self.define(name, spec, **given).code
        self.publish(code)
        return code


@pytest.fixture
def desk(installed: Installation) -> Desk:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow)
        make_person_assets(uow, register)
        bureau, colleague = (make_actor(uow, register.town.bureau, Role.DATA_BUREAU) for _ in range(2))
        outsider = make_actor(uow, register.town.civil, Role.DATA_OWNER, Role.DATA_STEWARD, Role.DEPARTMENT_HEAD)
    land(installed, DWI, [{**row, "income": _cents(row["income"])} for row in people()], mode=Mode.REPLACE)
    release(installed, DWI)
    return Desk(installed, register, bureau, colleague, outsider)


def _cents(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.01"))


@dataclass(frozen=True)
class Words:
    """Qualifiers and an atomic indicator most tests need."""

    month: str
    so_far: str
    sex: str
    counted: str


@pytest.fixture
def words(desk: Desk) -> Words:
    return Words(
        month=desk.term("本月", TimeSpec(TimeKind.MONTH)),
        so_far=desk.term("累计", TimeSpec(TimeKind.SO_FAR)),
        sex=desk.term("性别", DimensionSpec("DE00003")),
        counted=desk.make("登记人数", AtomicSpec(ENTITY, Aggregation.COUNT)),
    )


def derived(words: Words, **given: Any) -> DerivedSpec:
    return DerivedSpec(**({"atomic": words.counted, "time": words.month, "time_attribute": REGISTERED} | given))
