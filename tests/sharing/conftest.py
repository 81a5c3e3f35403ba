"""Fixtures of sharing: a case before its draft, and a consumer's own database."""

from collections.abc import Iterator

import pytest

from shudao.app.installation import Installation
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.sharing import facade as sharing
from shudao.sharing.contracts import NewTarget
from tests.builders.sharing import Case, make_case

CONSUMER = "consumer_city"
PASSWORD = "consumer-secret-marker"


@pytest.fixture
def case(installed: Installation) -> Case:
    return make_case(installed)


@pytest.fixture
def consumer_dsn(postgres: EmbeddedPostgres) -> Iterator[str]:
    """A database of the consumer's own, on which Shudao has no rights but those of its DSN."""
    postgres.create_database(CONSUMER, CONSUMER, PASSWORD)
    info = postgres.info
    yield f"postgresql://{CONSUMER}:{PASSWORD}@{info.host}:{info.port}/{CONSUMER}"
    postgres.drop_database(CONSUMER)


@pytest.fixture
def target_code(case: Case, consumer_dsn: str) -> str:
    with case.installed.database.unit_of_work() as uow:
        new = NewTarget("业务库", consumer_dsn, "public")
        return sharing.register_target(uow, new, by=case.sides.consenter).code
