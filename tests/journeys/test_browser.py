"""One person's way through the console, in a real browser, on a desk's screen and on a phone's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from shudao.app.demo.cast import PASSWORD
from tests.app.programs import Program, address_of
from tests.journeys.walking import CHINESE, DESK, ENGLISH, PHONE, Walk, arriving, signed_in

pytestmark = pytest.mark.browser

SCREENS = {"desk": DESK, "phone": PHONE}
LOGIN = "police.zhou"
ASSET = "dwi_population"
OBJECT = "LC01.01.001"
UNAUTHENTICATED = 401


@pytest.fixture(params=SCREENS)
def walk(request: pytest.FixtureRequest, browser: Browser, running: Program) -> Iterator[Walk]:
    """Nobody yet: whoever comes signs in by hand."""
    with arriving(browser, address_of(running), SCREENS[request.param]) as stranger:
        yield stranger


def sign_in(walk: Walk, password: str = PASSWORD) -> None:
    walk.tab.get_by_label("账号").fill(LOGIN)
    walk.tab.get_by_label("密码", exact=True).fill(password)
    walk.tab.get_by_role("button", name="登录").click()


def heading(walk: Walk, words: str) -> None:
    expect(walk.tab.get_by_role("heading", name=words).first).to_be_visible()


def test_the_data_owner_of_the_police_finds_the_population_and_looks_at_its_map_its_gate_and_its_quality(walk: Walk):
    page = walk.tab
    # Asking who is signed in is answered with 401 before anybody is, and so is a wrong password.
    walk.forgiven = {UNAUTHENTICATED}
    walk.open("/")
    heading(walk, "登录")
    walk.judge("sign-in")
    sign_in(walk, "not the password")
    expect(page.get_by_role("alert").first).to_contain_text("密码")
    sign_in(walk)
    page.wait_for_url(lambda url: "/login" not in url)
    walk.forgiven = set()
    heading(walk, "周")
    walk.judge("home")
    walk.open("/search?q=人口")
    found = page.locator(f'main a[href="/ledger/entities/{OBJECT}.01"]').first
    expect(found).to_be_visible()
    walk.judge("search")
    found.click()
    page.wait_for_url("**/ledger/entities/**")
    walk.open(f"/ledger/objects/{OBJECT}")
    expect(page.get_by_role("tab", name="地图").or_(page.get_by_text("五要素")).first).to_be_visible()
    walk.judge("object")
    walk.open(f"/lake/{ASSET}")
    expect(page.get_by_role("tab", name="血缘")).to_be_visible()
    walk.judge("table")
    walk.open(f"/lake/{ASSET}/gate")
    expect(page.get_by_text("安全级别").first).to_be_visible()
    walk.judge("gate")
    walk.open(f"/quality/assets/{ASSET}")
    expect(page.get_by_text("由标准推导").last).to_be_visible()
    walk.judge("quality")
    sign_out(walk)
    walk.open(f"/lake/{ASSET}")
    page.wait_for_url("**/login**")
    assert walk.complaints == []


def sign_out(walk: Walk) -> None:
    """By the menu of one's own name; on a phone it is on the page about oneself."""
    walk.forgiven = {UNAUTHENTICATED}
    if walk.is_phone:
        walk.open("/me")
        walk.tab.get_by_text("退出登录").first.click()
    else:
        walk.tab.get_by_role("banner").get_by_text("周", exact=False).first.click()
        walk.tab.get_by_role("menuitem", name="退出登录").click()
    walk.tab.wait_for_url("**/login**")


@pytest.mark.parametrize("path", ["/login", "/login?ended=1", "/enrol", "/enrol#0123456789abcdef"])
def test_the_pages_before_signing_in_read_well_in_both_languages(walk: Walk, path: str):
    walk.forgiven = {UNAUTHENTICATED}
    walk.open(path)
    walk.settle()
    walk.judge()
    walk.tab.get_by_role("button", name="English").click()
    walk.settle(language=ENGLISH)
    walk.look(ENGLISH)
    walk.tab.get_by_role("button", name="中文").click()
    walk.settle(language=CHINESE)
    assert walk.complaints == []


@pytest.mark.parametrize(
    ("path", "words"),
    [("/nowhere", ("找不到此页", "回到首页")), ("/system/accounts", ("没有查看权限", "查看账号", "安全管理员"))],
)
def test_a_page_that_is_not_there_or_not_theirs_says_so_and_what_to_do(
    browser: Browser, running: Program, path: str, words: tuple[str, ...]
):
    with signed_in(browser, address_of(running), LOGIN) as walk:
        walk.open(path)
        walk.settle()
        for said in words:
            expect(walk.tab.get_by_role("main").get_by_text(said).first).to_be_visible()
        walk.look_closely()
        walk.judge()
        assert walk.complaints == []


def test_a_list_is_narrowed_sorted_and_handed_on_by_its_address(browser: Browser, running: Program):
    with signed_in(browser, address_of(running), LOGIN) as walk:
        page = walk.tab
        walk.open("/catalogue")
        rows = page.get_by_role("main").locator("tbody tr")
        expect(rows).not_to_have_count(0)
        page.get_by_label("在列表中搜索").fill("户籍")
        page.wait_for_url("**/catalogue?q=**")
        expect(rows).not_to_have_count(11)
        page.get_by_role("columnheader", name="名称").get_by_role("button").click()
        page.wait_for_url("**sort=name**")
        narrowed = rows.all_inner_texts()
        page.reload()
        expect(rows).to_have_count(len(narrowed))
        assert rows.all_inner_texts() == narrowed
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/catalogue/*")
        walk.open("/catalogue?q=没有这样的数据")
        page.get_by_text("没有符合条件的内容").wait_for()
        page.get_by_role("button", name="清除条件").first.click()
        expect(rows).not_to_have_count(0)
        assert walk.complaints == []
