"""Journey P10 in the browser, at a desk's width and a phone's: an owner leaves, and nothing stays unowned."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.app.programs import Program, address_of
from tests.journeys.office import Office
from tests.journeys.walking import CHINESE, DESK, PHONE, signed_in

pytestmark = pytest.mark.browser

PEOPLE = "/api/v1/mechanism/people"
# Who leaves and who takes over, one pair per width: a departure happens once.
PAIRS = {DESK: ("market.pan", "market.cheng"), PHONE: ("health.shi", "health.jin")}


def person(office: Office, code: str) -> dict[str, Any]:
    return next(each for each in office.get(PEOPLE, q=code)["items"] if each["code"] == code)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_an_owner_leaves_and_the_successor_answers_for_all_of_it(
    browser: Browser, running: Program, size: tuple[int, int]
) -> None:
    url = address_of(running)
    leaving_code, taking_code = PAIRS[size]
    with Office(url, "bureau.lin") as office:
        leaving, taking = person(office, leaving_code), person(office, taking_code)
        owned = {each["asset_code"] for each in office.get(f"{PEOPLE}/{leaving['id']}")["owns"]}
        assert owned
    with signed_in(browser, url, "bureau.lin") as walk:
        walk.resize(size)
        page = walk.tab
        page.goto(f"{url}/people/{leaving['id']}")
        page.get_by_role("link", name="办理离任").click()
        expect(page.get_by_role("heading", name="须交接的内容")).to_be_visible()
        page.get_by_label("接任人", exact=True).click()
        page.keyboard.type(taking["name"])
        page.locator(".ant-select-item-option", has_text=taking["name"]).first.click()
        walk.look(CHINESE)
        page.get_by_role("button", name="确认离任").click()
        expect(page.get_by_text("已办理离任")).to_be_visible()
        expect(page.get_by_text("没有需要交接的职责")).to_be_visible()
        walk.look(CHINESE)
        assert walk.complaints == []
    with Office(url, "bureau.lin") as office:
        assert {each["asset_code"] for each in office.get(f"{PEOPLE}/{taking['id']}")["owns"]} >= owned
        unowned = office.get("/api/v1/mechanism/accountability/unowned", limit="200")["items"]
        assert not owned & {gap["asset"]["code"] for gap in unowned}
