"""The engines under test: the judge, DuckDB, and Spark through a Spark Connect server started here on loopback."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from shudao.engines.duckdb import DuckDBEngine
from shudao.engines.ports import Engine
from tests.conformance.spark_server import spark_server


@pytest.fixture(scope="session")
def spark_url() -> Iterator[str]:
    """A Spark Connect server (Sail) of this test run."""
    with spark_server() as url:
        yield url


@pytest.fixture(scope="session")
def engines(request: pytest.FixtureRequest) -> dict[str, Engine]:
    """The engines whose answers are compared with the judge's."""
    with warnings.catch_warnings():
        # Importing the Spark client warns about the pandas version, which nothing here uses.
        warnings.simplefilter("ignore")
        from shudao.engines.spark import SparkEngine

        url: str = request.getfixturevalue("spark_url")
        return {"duckdb": DuckDBEngine(), "spark": SparkEngine(url)}


@pytest.fixture(scope="session")
def case_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("用例 #1")
