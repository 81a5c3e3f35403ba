"""The sample city, once per test run: first all ten steps, then running again for whoever looks at it."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.app.programs import Program, run, shudao_up
from tests.journeys.browser import ROOT, browsing, chromium

SCALE = "2000"
DEMO_TIMEOUT_S = 900.0


@dataclass(frozen=True)
class City:
    """What the first run told, and where its data lie."""

    data: Path
    status: int
    output: str
    story: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The account, step by step."""
        told: list[dict[str, Any]] = json.loads(self.output)
        return told

    def line(self, words: str) -> dict[str, Any]:
        return next(line for line in self.lines if words in line["title"])


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """`shudao demo --once --json` in a folder whose path has a space and Chinese characters."""
    data = tmp_path_factory.mktemp("city") / "样例 城市"
    done = run(data, "demo", "--once", "--json", "--scale", SCALE, timeout=DEMO_TIMEOUT_S)
    return City(data, done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def running(city: City) -> Iterator[Program]:
    """The second run, which stays."""
    assert city.status == 0, city.story[-4000:]
    with shudao_up(city.data, "demo", "--scale", SCALE, until="按 Ctrl-C 停止") as program:
        yield program


@pytest.fixture(scope="session")
def executable() -> str:
    """A browser, and a console to look at. Without a browser these tests are skipped, but never in CI."""
    found = chromium()
    if found is None:
        reason = "no Chromium on this system"
        if os.environ.get("SHUDAO_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    if not (ROOT / "console" / "dist" / "index.html").exists():
        pytest.fail("the console has not been built: make console")
    return found


@pytest.fixture(scope="module")
def browser(executable: str) -> Iterator[Browser]:
    """Closed with the last test of a module: the driver keeps an event loop running, which other tests cannot bear."""
    with browsing(executable) as opened:
        yield opened
