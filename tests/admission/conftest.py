"""A town with one admitted data set that the write door can be tried on."""

import pytest

from shudao.app.installation import Installation
from tests.builders.lake import make_asset
from tests.builders.mechanism import Town, make_town


@pytest.fixture
def town(installed: Installation) -> Town:
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        make_asset(uow, town)
        return town
