"""Walks through the console as one of the sample city's people, looking at every page they come to.

Two ways to walk. `stroll` opens each page of a person's navigation and looks. `survey` follows links from there to one
page of each kind that no survey has seen, and looks at it closely: every tab and the first quick look, in both
languages, at a desk's width and a phone's, by axe as well.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Response
from playwright.sync_api import Page as Tab

from shudao.app.demo.cast import PASSWORD
from tests.journeys.browser import AXE, HERE, ROOT, grave
from tests.journeys.pages import page_at

__all__ = ["CHINESE", "DESK", "ENGLISH", "PHONE", "Walk", "arriving", "signed_in", "stroll", "survey"]

DESK, PHONE = (1440, 900), (390, 844)
CHINESE, ENGLISH = "zh-CN", "en"
# Looks in a row without anything on its way: after going somewhere, and after a change of dress only.
CALM, CALM_AT_ONCE = 3, 1
# A busy machine takes long for a first page.
TIMEOUT_MS = 60_000
PICTURES = ROOT / "docs" / "images"
LOOK = (HERE / "look.js").read_text("utf-8")
SETTLE = (HERE / "settle.js").read_text("utf-8")
# What the platform answers with on purpose, and the page says in words.
EXPECTED = ("/runs/latest", "/failures", "/architecture/lineage")
TROUBLE = (
    "没有加载成功",
    "没有查看权限",
    "找不到此页",
    "This could not be loaded",
    "You may not open this",
    "There is no such page",
)


@dataclass
class Walk:
    """One person on their way, and what they stumbled over."""

    role: str
    tab: Tab
    url: str
    # What the person may open; None while it is not known who it is.
    rights: frozenset[str] | None
    # Answers that are provoked on purpose.
    forgiven: set[int] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    characters: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tab.set_default_timeout(TIMEOUT_MS)
        self.tab.on("pageerror", lambda error: self.complain(f"fails: {error}"))
        self.tab.on("response", self._on_response)
        self.tab.on("console", lambda said: self._on_console(said.type, said.text))

    def complain(self, words: str) -> None:
        self.complaints.append(f"{self.role} at {self.tab.url.removeprefix(self.url)}: {words}")

    def _on_console(self, kind: str, words: str) -> None:
        # Answers of 4xx are judged as answers.
        if kind in ("error", "warning") and not words.startswith("Failed to load resource"):
            self.complain(f"logs {words}")

    def _on_response(self, response: Response) -> None:
        if not response.url.startswith((self.url, "data:", "blob:")):
            self.complain(f"asks {response.url}")
        expected = response.status in self.forgiven or any(part in response.url for part in EXPECTED)
        if response.status >= 400 and not expected:
            self.complain(f"is answered {response.status} by {response.url}")

    @property
    def is_phone(self) -> bool:
        return self.tab.viewport_size == {"width": PHONE[0], "height": PHONE[1]}

    def open(self, path: str) -> None:
        """Load the page at an address anew, as a link from elsewhere does."""
        self.tab.goto(self.url + path)

    def judge(self, name: str = "") -> None:
        """Look at what is open and ask axe, at this width and in Chinese; a picture of it where pictures are wanted."""
        self.settle()
        self.look(CHINESE)
        self._axe()
        if name != "":
            self.picture(name)

    def picture(self, name: str) -> None:
        """For the documentation, when it is asked for."""
        if os.environ.get("SHUDAO_SCREENSHOTS") == "1":
            self.tab.screenshot(path=PICTURES / f"{name}-{'phone' if self.is_phone else 'desk'}.png")

    def settle(self, path: str | None = None, language: str | None = None, calm: int = CALM) -> None:
        if not self.tab.evaluate(SETTLE, [path, language, calm]):
            self.complain("does not come to rest")

    def look(self, language: str) -> None:
        """What a person sees at once: widths, headings, words, links."""
        seen: dict[str, Any] = self.tab.evaluate(LOOK, language)
        for complaint in seen["complaints"]:
            self.complain(complaint)
        self.characters |= set(seen["characters"])
        self.links += [link for link in seen["links"] if link not in self.links]
        for link in seen["links"]:
            if not self._opens(link):
                self.complain(f"offers {link}, which this person may not open")

    def _opens(self, link: str) -> bool:
        page = page_at(link)
        if page is None:
            return link == "/login"
        return self.rights is None or page.permission is None or page.permission in self.rights

    def read(self, path: str) -> None:
        """Trouble that the page tells in words."""
        words = self.tab.locator("main").inner_text()
        for trouble in TROUBLE:
            if trouble in words and not any(part in self.tab.url for part in ("tab=failures", "/quality/tickets/")):
                self.complain(f"{path} says: {trouble}")

    def speak(self, language: str) -> None:
        # The switch is hidden on a phone, where it is on the page about oneself.
        self.tab.evaluate("document.querySelector('header [lang]').click()")
        self.settle(language=language, calm=CALM_AT_ONCE)

    def resize(self, size: tuple[int, int]) -> None:
        self.tab.set_viewport_size({"width": size[0], "height": size[1]})
        self.settle(calm=CALM_AT_ONCE)

    def look_closely(self, *, thoroughly: bool = False) -> None:
        """At both widths, in both languages, and by axe once in each."""
        self.look(CHINESE)
        self._axe()
        self.speak(ENGLISH)
        self.look(ENGLISH)
        self.resize(PHONE)
        self.look(ENGLISH)
        if thoroughly:
            self._axe()
        self.speak(CHINESE)
        self.look(CHINESE)
        self.resize(DESK)

    def _axe(self) -> None:
        # Evaluated by the driver, not added as a script: the page's own policy allows no scripts from elsewhere.
        if self.tab.evaluate("typeof axe") == "undefined":
            self.tab.evaluate(AXE.read_text("utf-8"))
        # The frame around the pages is judged at home.
        within = "document" if urlsplit(self.tab.url).path == "/" else "'main, [role=dialog]'"
        for found in grave(self.tab, within):
            self.complain(f"axe: {found}")


@contextmanager
def _context(browser: Browser, size: tuple[int, int] = DESK) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale=CHINESE, reduced_motion="reduce"
    )
    try:
        yield context
    finally:
        context.close()


@contextmanager
def arriving(browser: Browser, url: str, size: tuple[int, int] = DESK) -> Iterator[Walk]:
    """A tab of its own for somebody who has not signed in, and may turn out to be anyone."""
    with _context(browser, size) as context:
        yield Walk("nobody", context.new_page(), url, None)


@contextmanager
def signed_in(browser: Browser, url: str, role: str) -> Iterator[Walk]:
    """A tab of its own for one person, at home."""
    with _context(browser) as context:
        answer = context.request.post(f"{url}/api/v1/access/session", data={"login": role, "password": PASSWORD})
        assert answer.ok, answer.text()
        rights = frozenset(context.request.get(f"{url}/api/v1/access/session").json()["permissions"])
        walk = Walk(role, context.new_page(), url, rights)
        walk.open("/")
        walk.settle()
        yield walk


def stroll(walk: Walk) -> None:
    """Every page of the person's navigation."""
    walk.look(CHINESE)
    shown = walk.tab.locator("nav a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    for path in dict.fromkeys(shown):
        walk.settle(path)
        walk.look(CHINESE)
        walk.read(path)


def survey(walk: Walk, starts: list[str], unseen: Callable[[str], bool]) -> None:
    """One page of each kind that is still unseen and can be reached, from home and from `starts`."""
    walk.look(CHINESE)
    ahead = ["/", *starts, *walk.links]
    while ahead:
        path = ahead.pop(0)
        page = page_at(path)
        if page is None or not unseen(page.path):
            continue
        walk.settle(path)
        _closely(walk, path)
        ahead += [link for link in walk.links if link not in ahead]


def _closely(walk: Walk, path: str) -> None:
    walk.read(path)
    walk.look_closely(thoroughly=True)
    tabs = walk.tab.locator("main [role=tab]")
    for at in range(1, tabs.count()):
        tabs.nth(at).click()
        walk.settle()
        walk.read(path)
        walk.look_closely()
    peek = walk.tab.locator("main button[data-row]")
    if peek.count() > 0:
        _peek(walk, peek.first)


def _peek(walk: Walk, row: Locator) -> None:
    row.click()
    walk.tab.get_by_role("dialog").wait_for()
    walk.look_closely()
    walk.tab.keyboard.press("Escape")
