"""A published service over a released data set."""

import pytest

from shudao.app.installation import Installation
from tests.services.scene import PEOPLE, Scene, make_scene, new_service


@pytest.fixture
def scene(installed: Installation) -> Scene:
    made = make_scene(installed)
    made.land(PEOPLE)
    made.publish(new_service(made.town))
    return made
