"""One person's way through the console, in a real browser, on a desk's screen and on a phone's."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from shudao.app.demo.cast import PASSWORD
from tests.app.programs import Program, address_of
from tests.journeys.browser import ROOT, Watched

pytestmark = pytest.mark.browser

SCREENS = {"desk": (1440, 900), "phone": (390, 844)}
LOGIN = "police.zhou"
ASSET = "dwi_population"
OBJECT = "LC01.01.001"


@pytest.fixture(params=SCREENS)
def watched(request: pytest.FixtureRequest, browser: Browser, running: Program) -> Iterator[Watched]:
    width, height = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    pictures = ROOT / "docs" / "images" if os.environ.get("SHUDAO_SCREENSHOTS") == "1" else None
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    yield Watched(context.new_page(), address_of(running), pictures)
    context.close()


def sign_in(watched: Watched, password: str = PASSWORD) -> None:
    watched.page.get_by_label("账号").fill(LOGIN)
    watched.page.get_by_label("密码", exact=True).fill(password)
    watched.page.get_by_role("button", name="登录").click()


def heading(watched: Watched, words: str) -> None:
    expect(watched.page.get_by_role("heading", name=words).first).to_be_visible(timeout=60_000)


def test_the_data_owner_of_the_police_finds_the_population_and_looks_at_its_map_its_gate_and_its_quality(
    watched: Watched,
):
    page = watched.page
    # Asking who is signed in is answered with 401 before anybody is, and so is a wrong password.
    watched.expected = ("401",)
    watched.open("/")
    heading(watched, "登录")
    watched.judge("sign-in")
    sign_in(watched, "not the password")
    expect(page.get_by_role("alert").first).to_contain_text("密码")
    sign_in(watched)
    page.wait_for_url(lambda url: "/login" not in url)
    watched.expected = ()
    heading(watched, "周")
    watched.judge("home")
    watched.open("/search?q=人口")
    found = page.locator(f'main a[href="/ledger/entities/{OBJECT}.01"]').first
    expect(found).to_be_visible(timeout=60_000)
    watched.judge("search")
    found.click()
    page.wait_for_url("**/ledger/entities/**")
    watched.open(f"/ledger/objects/{OBJECT}")
    expect(page.get_by_role("tab", name="地图").or_(page.get_by_text("五要素")).first).to_be_visible(timeout=60_000)
    watched.judge("object")
    watched.open(f"/lake/{ASSET}/gate")
    expect(page.get_by_text("安全级别").first).to_be_visible(timeout=60_000)
    watched.judge("gate")
    watched.open(f"/quality/assets/{ASSET}")
    expect(page.get_by_text("由标准推导").last).to_be_visible(timeout=60_000)
    watched.judge("quality")
    sign_out(watched)
    watched.open(f"/lake/{ASSET}")
    page.wait_for_url("**/login**")
    assert watched.complaints == []


def sign_out(watched: Watched) -> None:
    """By the menu of one's own name; on a phone it is on the page about oneself."""
    watched.expected = ("401",)
    if watched.page.viewport_size and watched.page.viewport_size["width"] < 600:
        watched.open("/me")
        watched.page.get_by_text("退出登录").first.click()
    else:
        watched.page.get_by_role("banner").get_by_text("周", exact=False).first.click()
        watched.page.get_by_role("menuitem", name="退出登录").click()
    watched.page.wait_for_url("**/login**")
