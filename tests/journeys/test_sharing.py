"""One application from the cart to its receipt, each step in the browser of the person whose step it is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.app.programs import Program, address_of
from tests.journeys.office import Office
from tests.journeys.walking import CHINESE, DESK, PHONE, signed_in

pytestmark = pytest.mark.browser

ENTRY = "/catalogue/101001%2F1"
PURPOSE = "核对就业登记人员的户籍"
WITHHELD = "出生日期"
MOST_TAPS = 8
APPLICATION = re.compile(r"/sharing/applications/[^/]+$")
EXCHANGE_MS = 60_000


@contextmanager
def desk_of(browser: Browser, url: str, role: str, size: tuple[int, int] = DESK) -> Iterator[Page]:
    with signed_in(browser, url, role) as walk:
        walk.resize(size)
        yield walk.tab
        walk.look(CHINESE)
        assert walk.complaints == []


class Thumb:
    """Taps, and counts them."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, target: Locator) -> None:
        target.click()
        self.taps += 1


def _button(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=words, exact=True)


def _apply(page: Page) -> str:
    """Fill the cart and the form; answers with the number of the application."""
    page.goto(page.url.rstrip("/") + ENTRY)
    _button(page, "放进选数车").click()
    expect(page.get_by_role("heading", name="选数车")).to_be_visible()
    page.get_by_role("button", name="填写申请").click()
    for column in ("公民身份号码", "姓名", WITHHELD):
        page.get_by_role("checkbox", name=column).check()
    _button(page, "下一步").click()
    page.get_by_label("用途").fill(PURPOSE)
    page.get_by_label("使用场景").fill("办理就业登记时逐人核对，结果随档案保存。")
    page.get_by_label("使用依据").fill("《就业促进法》第三十五条")
    _button(page, "下一步").click()
    # The department has one receiving database, which is chosen already.
    page.get_by_label("接收表名").fill("employment_residents")
    _button(page, "下一步").click()
    expect(page.get_by_text(PURPOSE)).to_be_visible()
    _button(page, "提交本单位审批").click()
    expect(page.get_by_text("已提交")).to_be_visible()
    return page.get_by_role("main").get_by_role("link", name="SQ-").inner_text()


def _open_task(page: Page, thumb: Thumb, number: str) -> None:
    thumb.tap(page.get_by_role("main").get_by_role("link", name=number).first)


def _consent(page: Page, number: str) -> None:
    thumb = Thumb()
    _open_task(page, thumb, number)
    thumb.tap(_button(page, "去办理"))
    thumb.tap(_button(page, "同意"))
    thumb.tap(_button(page, "确认同意"))
    expect(page.get_by_text("待数源部门审核")).to_be_visible()
    assert thumb.taps <= MOST_TAPS


def _agree_in_part(page: Page, number: str) -> None:
    """The source leaves out one column, on a phone, within few taps."""
    thumb = Thumb()
    _open_task(page, thumb, number)
    thumb.tap(_button(page, "去审核"))
    thumb.tap(_button(page, "部分同意"))
    thumb.tap(page.get_by_role("dialog").get_by_role("checkbox", name=WITHHELD))
    page.get_by_label("说明").fill("办理此事用不着出生日期。")
    thumb.tap(_button(page, "确认部分同意"))
    expect(page.get_by_text("待主管部门备案")).to_be_visible()
    assert thumb.taps <= MOST_TAPS


def _file(page: Page, number: str) -> None:
    _open_task(page, Thumb(), number)
    _button(page, "去备案").click()
    _button(page, "同意备案").click()
    _button(page, "确认同意备案").click()
    # The exchange runs by itself, and the page follows it.
    page.wait_for_url(APPLICATION)
    expect(page.get_by_text("待确认接收").first).to_be_visible(timeout=EXCHANGE_MS)


def _receive(page: Page, number: str, rows: str) -> None:
    thumb = Thumb()
    _open_task(page, thumb, number)
    thumb.tap(_button(page, "确认接收"))
    page.get_by_label("本单位数到的行数").fill(rows)
    thumb.tap(page.get_by_text("行数、字段与批准一致，确认接收"))
    thumb.tap(_button(page, "提交"))
    expect(page.get_by_text("使用中", exact=True)).to_be_visible()
    assert thumb.taps <= MOST_TAPS


def test_an_application_goes_from_the_cart_to_its_receipt_and_each_person_finds_it_waiting(
    browser: Browser, running: Program
):
    url = address_of(running)
    with desk_of(browser, url, "labour.yin") as page:
        number = _apply(page)
    with desk_of(browser, url, "labour.duan", PHONE) as page:
        _consent(page, number)
    with desk_of(browser, url, "police.deng", PHONE) as page:
        _agree_in_part(page, number)
    with desk_of(browser, url, "bureau.xie") as page:
        _file(page, number)
    with Office(url, "labour.yin") as clerk:
        made = clerk.first("/api/v1/sharing/applications", q=number)
        found = clerk.get(f"/api/v1/sharing/applications/{made['id']}")
    assert {column["title"] for column in found["available_columns"] if column["is_granted"]} == {
        "公民身份号码",
        "姓名",
    }
    with desk_of(browser, url, "labour.yin", PHONE) as page:
        _receive(page, number, str(found["deliveries"][0]["rows_sent"]))
