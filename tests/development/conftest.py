"""The register of persons with both its data sets admitted."""

import pytest

from shudao.app.installation import Installation
from tests.builders.lake import Register, make_person_assets, make_register


@pytest.fixture
def register(installed: Installation) -> Register:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow)
        make_person_assets(uow, register)
        return register
