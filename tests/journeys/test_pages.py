"""Every page of the console, as each of the sample city's people comes to it."""

import queue
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser

from shudao.app.demo.cast import SAMPLE_ACCOUNTS
from tests.app.programs import Program, address_of
from tests.journeys.browser import browsing
from tests.journeys.office import Office
from tests.journeys.pages import PAGES
from tests.journeys.walking import Walk, signed_in, stroll, survey

pytestmark = pytest.mark.browser

# Between them they come to every page; each looks closely at those that the ones before did not.
# An entity that the owner drafts, so that there are drafts to look at.
DRAFT = "LC01.01.001.90"
# Pages of things that the sample city has none of: they are looked at by nobody here.
NOT_IN_THE_CITY = {
    "/catalogue/campaigns/:id",
    "/drifts/:id",
    "/sheets/:kind/:id",
    "/standards/code-mappings/:name",
}
SURVEYORS = (
    "police.zhou",
    "labour.yin",
    "bureau.lin",
    "ops.gao",
    "admin.system",
    "admin.security",
    "admin.audit",
    "civil.cai",
)
# Two browsers: while one waits for the platform, the other goes on.
WALKERS = 2


@dataclass
class Walked:
    """What all walks found."""

    complaints: dict[str, list[str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    characters: set[str] = field(default_factory=set)

    def unseen(self, page: str) -> bool:
        """Whether nobody has looked closely at this kind of page; from now on somebody has."""
        known = page in self.seen
        self.seen.add(page)
        return not known

    def note(self, name: str, walk: Walk) -> None:
        self.complaints.setdefault(name, []).extend(dict.fromkeys(walk.complaints))
        self.characters |= walk.characters


Job = Callable[[Browser], None]


def _reform(url: str) -> str:
    """A renaming that two people decided for a day far ahead, so that there is a reform to look at."""
    with Office(url, "bureau.lin") as proposer, Office(url, "bureau.xie") as approver:
        department = proposer.first("/api/v1/mechanism/organisations", q="LC-SP")["id"]
        plan = {"kind": "alteration", "organisation": department, "basis": "机构改革方案", "name": "澜川市政务服务局"}
        seen = proposer.post("/api/v1/mechanism/reforms/preview", {"plan": plan})["versions"]
        body = {"plan": plan, "versions": seen, "on": "2099-01-01"}
        held = proposer.post("/api/v1/mechanism/reforms", body)["change_id"]
        approver.post(f"/api/v1/work/changes/{held}/decide", {"approve": True, "reason": ""})
        return str(proposer.first("/api/v1/mechanism/reforms")["id"])


def _starts(url: str) -> dict[str, list[str]]:
    """Pages that are opened by buttons, and therefore not found by following links."""
    with Office(url, "police.zhou") as owner, Office(url, "admin.security") as security:
        ticket = owner.first("/api/v1/quality/tickets")["id"]
        application = "/sharing/applications/" + owner.first("/api/v1/sharing/applications")["id"]
        account = security.first("/api/v1/access/accounts")["id"]
        node = owner.get("/api/v1/architecture/nodes/LC01.01.001")
        owner.post(
            "/api/v1/architecture/nodes/LC01.01.001/changes",
            {"changes": {"definition": "在本市登记户口的人。"}, "reason": "表述从简", "seen_version": node["version"]},
        )
        mine = {"name": "暂住登记", "code": DRAFT, "table": "draft_stay", "organisation_id": node["organisation_id"]}
        fields = [{"code": f"{DRAFT}.001", "name": "暂住地址", "field": "stay_address"}]
        owner.post("/api/v1/architecture/definitions", {"nodes": [mine], "attributes": fields})
        person = owner.first("/api/v1/mechanism/people", q="police.wu")["id"]
    department = f"/organisations/{node['organisation_id']}"
    return {
        "police.zhou": [
            "/lake/dwi_population/gate",
            f"/ledger/drafts/{DRAFT}",
            f"/ledger/attribute-drafts/{DRAFT}.001",
            "/sources/new?system=SYS-GA-RK",
            "/tables/confirm?source=SRC-GA&table=rk_jbxx",
            "/sheets/system",
            f"/quality/tickets/{ticket}/answer",
            f"{application}/review",
            "/standards/norms/waive?clause=N02-04&subject=LC01.01.003&name=居住证",
        ],
        "labour.yin": [
            "/cart?entry=101001/1",
            "/cart/apply",
            "/sharing/targets/new",
            *(f"{application}/{step}" for step in ("edit", "receipt", "evaluation")),
        ],
        "bureau.lin": [
            "/catalogue/campaigns/new",
            "/groups/new",
            "/organisations/new",
            f"/people/{person}/depart",
            *(f"{department}/{step}" for step in ("edit", "alter", "split")),
            "/organisations/merge",
            f"/organisations/reforms/{_reform(url)}",
        ],
        "admin.system": ["/system/accounts/new", "/system/calendar/load"],
        "admin.security": [f"/system/accounts/{account}/role"],
        "admin.audit": ["/evidence/proofs/3"],
    }


def _survey_all(url: str, walked: Walked) -> Job:
    starts = _starts(url)

    def job(browser: Browser) -> None:
        for role in SURVEYORS:
            with signed_in(browser, url, role) as walk:
                survey(walk, starts.get(role, []), walked.unseen)
                walked.note("survey", walk)

    return job


def _stroll(url: str, role: str, walked: Walked) -> Job:
    def job(browser: Browser) -> None:
        with signed_in(browser, url, role) as walk:
            stroll(walk)
            walked.note(role, walk)

    return job


def _work(executable: str, jobs: "queue.SimpleQueue[Job]") -> None:
    with browsing(executable) as browser:
        while True:
            try:
                job = jobs.get_nowait()
            except queue.Empty:
                return
            job(browser)


@pytest.fixture(scope="module")
def walked(executable: str, running: Program) -> Walked:
    url, found = address_of(running), Walked()
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    jobs.put(_survey_all(url, found))
    for role in SAMPLE_ACCOUNTS:
        jobs.put(_stroll(url, role, found))
    with ThreadPoolExecutor(WALKERS) as pool:
        for done in [pool.submit(_work, executable, jobs) for _ in range(WALKERS)]:
            done.result()
    return found


@pytest.mark.parametrize("role", SAMPLE_ACCOUNTS)
def test_every_page_of_a_persons_navigation_opens_and_reads_well(role: str, walked: Walked):
    assert walked.complaints[role] == []


def test_every_kind_of_page_reads_well_in_both_languages_at_both_widths_and_passes_axe(walked: Walked):
    assert walked.complaints["survey"] == []


def test_no_page_of_the_console_is_out_of_reach(walked: Walked):
    assert {page.path for page in PAGES} - walked.seen == NOT_IN_THE_CITY


def test_no_character_lacks_a_glyph(browser: Browser, walked: Walked):
    """A character that no font has is drawn like one that cannot have a glyph."""
    page = browser.new_page()
    missing = page.evaluate(
        """(characters) => {
            const canvas = new OffscreenCanvas(40, 40).getContext("2d", { willReadFrequently: true });
            const drawn = (character) => {
                canvas.clearRect(0, 0, 40, 40);
                canvas.font = "24px 'PingFang SC', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";
                canvas.fillText(character, 4, 30);
                return canvas.getImageData(0, 0, 40, 40).data.join();
            };
            const nothing = drawn("\\u{10FFFE}");
            return characters.filter((character) => character.trim() !== "" && drawn(character) === nothing);
        }""",
        sorted(walked.characters),
    )
    page.close()
    assert missing == []
