"""A real browser on the running city, and what every page of it must satisfy."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

__all__ = ["AXE", "CHROMIUMS", "HERE", "ROOT", "Watched", "browsing", "chromium", "grave"]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AXE = ROOT / "console" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A busy machine takes long for a first page.
TIMEOUT_MS = 60_000
GRAVE = ("serious", "critical")


def chromium() -> str | None:
    """The system's Chromium, if there is one."""
    return next((found for found in map(shutil.which, CHROMIUMS) if found), None)


@contextmanager
def browsing(executable: str) -> Iterator[Browser]:
    # The sandbox needs privileges that a container seldom gives; the pages are our own.
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """A page whose console and requests are watched. `at` goes somewhere and judges what is there."""

    page: Page
    url: str
    pictures: Path | None
    complaints: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.page.set_default_timeout(TIMEOUT_MS)
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        # The browser itself logs every answer of 4xx; the journeys name those they provoke.
        if message.type == "error" and not any(words in message.text for words in self.expected):
            self.complaints.append(f"console at {self.page.url}: {message.text}")

    def _on_request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https", "ws", "wss") and asked.netloc != urlsplit(self.url).netloc:
            self.complaints.append(f"request to {request.url}")

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)

    def judge(self, name: str) -> None:
        """No sideways scrolling, nothing serious from axe; a picture of it when wanted."""
        self.page.wait_for_load_state("networkidle")
        width = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if width[0] > width[1]:
            self.complaints.append(f"{name} is {width[0]} px wide in a window of {width[1]}")
        self.complaints += [f"{name}: {found}" for found in self._axe()]
        if self.pictures is not None:
            self.page.screenshot(path=self.pictures / f"{name}-{width[1]}.png")

    def _axe(self) -> list[str]:
        if not AXE.exists():
            return []
        # Evaluated by the driver, not added as a script: the page's own policy allows no scripts from elsewhere.
        self.page.evaluate(AXE.read_text("utf-8"))
        return grave(self.page)


def grave(page: Page, within: str = "document") -> list[str]:
    """What axe, already evaluated in the page, finds serious or critical in a part of it."""
    script = f"async () => (await axe.run({within}, {{ resultTypes: ['violations'] }})).violations"
    found: list[dict[str, Any]] = page.evaluate(script)
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in GRAVE]
