"""Readers see releases: several tables together, never one that a quality rule holds back."""

import threading
from typing import Any

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.admission import facade as admission
from shudao.admission.errors import NothingToRelease, ReleaseWithheld
from shudao.app.installation import Installation
from shudao.kernel.actor import Role
from tests.builders.lake import land, make_asset, people, release
from tests.builders.mechanism import SYSTEM, Town, make_actor

CODES = ("dm_people", "dm_others")


@pytest.fixture(autouse=True)
def two_assets(installed: Installation, town: Town) -> None:
    with installed.database.unit_of_work() as uow:
        make_asset(uow, town, "dm_others")


def readable(installed: Installation) -> list[int]:
    with installed.database.unit_of_work() as uow:
        return [admission.readable_version(uow, code) for code in CODES]


def test_an_unloaded_table_cannot_be_released_nor_drag_the_others_along(installed: Installation) -> None:
    land(installed, "dm_people", people(3))
    with pytest.raises(NothingToRelease):
        release(installed, *CODES)
    with installed.database.unit_of_work() as uow:
        assert admission.asset(uow, "dm_people").released_version is None
        with pytest.raises(NothingToRelease):
            admission.readable_version(uow, "dm_people")


def test_a_withheld_version_stops_the_whole_release_until_it_is_lifted_or_replaced(installed: Installation) -> None:
    for code in CODES:
        land(installed, code, people(3))
    release(installed, *CODES)
    before = readable(installed)
    for code in CODES:
        bad = land(installed, code, people(3, 4))
    with installed.database.unit_of_work() as uow:
        admission.withhold(uow, "dm_others", bad.lake_version, "编号不唯一", by=SYSTEM)
        admission.withhold(uow, "dm_others", bad.lake_version, "编号不唯一", by=SYSTEM)
    with pytest.raises(ReleaseWithheld) as refusal:
        release(installed, *CODES)
    assert "编号不唯一" in refusal.value.message()
    assert readable(installed) == before
    with installed.database.unit_of_work() as uow:
        admission.lift_hold(uow, "dm_others", bad.lake_version, "经核实无误", by=SYSTEM)
    release(installed, *CODES)
    assert readable(installed) == [bad.lake_version, bad.lake_version]


def test_mending_at_the_source_makes_a_new_version_that_is_not_held(installed: Installation) -> None:
    bad = land(installed, "dm_people", people(3))
    with installed.database.unit_of_work() as uow:
        admission.withhold(uow, "dm_people", bad.lake_version, "x", by=SYSTEM)
    good = land(installed, "dm_people", people(3, 4))
    release(installed, "dm_people")
    with installed.database.unit_of_work() as uow:
        assert admission.readable_version(uow, "dm_people") == good.lake_version


def test_readers_never_see_half_of_a_release(installed: Installation) -> None:
    for turn in range(3):
        for code in CODES:
            land(installed, code, people(1, turn + 1))
    stop, halves = threading.Event(), []
    release(installed, *CODES)

    def look() -> None:
        while not stop.is_set():
            with installed.database.unit_of_work() as uow:
                rows = uow.session.connection().exec_driver_sql(
                    "select count(distinct released_version) from admission.asset where layer = 'dm'"
                )
                halves.append(rows.scalar_one())

    looking = threading.Thread(target=look)
    looking.start()
    for turn in range(5):
        for code in CODES:
            land(installed, code, people(1, turn + 10))
        release(installed, *CODES)
    stop.set()
    looking.join(30)
    assert set(halves) == {1}


def test_a_stranger_cannot_release_or_lift(installed: Installation, town: Town, raw: psycopg.Connection[Any]) -> None:
    entry = land(installed, "dm_people", people(3))
    with installed.database.unit_of_work() as uow:
        stranger = make_actor(uow, town.civil, Role.DEVELOPER, Role.DATA_OWNER)
        admission.withhold(uow, "dm_people", entry.lake_version, "x", by=SYSTEM)
    for act in (
        lambda uow: admission.release(uow, "x", ["dm_people"], by=stranger),
        lambda uow: admission.lift_hold(uow, "dm_people", entry.lake_version, "xx", by=stranger),
    ):
        with pytest.raises(NotPermitted), installed.database.unit_of_work() as uow:
            act(uow)
    assert raw.execute("select count(*) from admission.release").fetchone() == (0,)
    assert raw.execute("select lifted_at from admission.hold").fetchone() == (None,)
