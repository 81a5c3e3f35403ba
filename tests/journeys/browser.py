"""A real browser, and what axe says of a page in it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

__all__ = ["AXE", "CHROMIUMS", "HERE", "ROOT", "browsing", "chromium", "grave"]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AXE = ROOT / "console" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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


def grave(page: Page, within: str = "document") -> list[str]:
    """What axe, already evaluated in the page, finds serious or critical in a part of it."""
    script = f"async () => (await axe.run({within}, {{ resultTypes: ['violations'] }})).violations"
    found: list[dict[str, Any]] = page.evaluate(script)
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in GRAVE]
