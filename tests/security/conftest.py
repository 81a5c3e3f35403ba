"""A released data set of the police with columns of every grade, and people inside and outside of it."""

from dataclasses import dataclass

import pytest

from shudao.app.installation import Installation
from shudao.kernel.actor import Actor, Role
from tests.builders.lake import land, make_asset, people, release
from tests.builders.mechanism import Town, make_actor, make_town


@dataclass(frozen=True)
class Scene:
    installed: Installation
    town: Town
    owner: Actor
    steward: Actor
    bureau: Actor
    consumer: Actor
    stranger: Actor


@pytest.fixture
def scene(installed: Installation) -> Scene:
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        make_asset(uow, town)
        made = Scene(
            installed,
            town,
            owner=make_actor(uow, town.police, Role.DATA_OWNER),
            steward=make_actor(uow, town.police, Role.DATA_STEWARD),
            bureau=make_actor(uow, town.bureau, Role.DATA_BUREAU),
            consumer=make_actor(uow, town.civil, Role.CONSUMER),
            stranger=make_actor(uow, town.civil, Role.DATA_OWNER, Role.DATA_STEWARD, Role.DEPARTMENT_HEAD),
        )
    land(installed, "dm_people", people(20))
    release(installed, "dm_people")
    return made
