"""Quality over HTTP: scores are open, failing rows and tickets belong to their department."""

from datetime import timedelta

from shudao.kernel.actor import Role
from shudao.quality.routes import router
from tests.builders.lake import DWI
from tests.builders.site import Site
from tests.quality.conftest import BROKEN, Checked, person

RUNS = f"/api/v1/quality/assets/{DWI}/runs"


def test_a_check_its_failures_and_its_ticket_over_http(checked: Checked) -> None:
    checked.holds(person(), person(id_number=BROKEN))
    installed = checked.installed
    site = Site(installed.database, installed.settings, [router])
    steward, _ = site.sign_in(checked.register.town.police, Role.DATA_STEWARD)
    outsider, _ = site.sign_in(checked.register.town.civil, Role.DATA_STEWARD, Role.DATA_OWNER)
    assert steward.get(f"{RUNS}/latest").status_code == 404
    made = steward.post(RUNS)
    assert made.status_code == 201, made.text
    run = made.json()
    [failed] = [result for result in run["results"] if result["failed"]]
    assert (failed["kind"], failed["checked"], failed["failed"], failed["score"]) == ("checksum", 2, 1, 50.0)
    failures = f"{RUNS}/{run['id']}/failures"
    [row] = steward.get(failures, params={"rule_id": failed["rule_id"]}).json()["rows"]
    assert row["id_number"] == "110105********0021"
    assert steward.get(failures, params={"rule_id": "nothing"}).json()["rows"] == []
    [ticket] = steward.get("/api/v1/quality/tickets").json()["items"]
    answer_at = f"/api/v1/quality/tickets/{ticket['id']}/answer"
    body = {"answer": "已联系更正", "version": ticket["version"]}
    day = installed.clock.today()
    past = steward.post(answer_at, json=body | {"fix_on": str(day - timedelta(days=1))})
    assert (past.status_code, past.json()["error"]["code"]) == (422, "quality.fix_day_past")
    good = body | {"fix_on": str(day + timedelta(days=3))}
    assert steward.post(answer_at, json=good).json()["state"] == "answered"
    stale = steward.post(answer_at, json=good)
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "kernel.stale_edit")

    assert outsider.get(f"{RUNS}/latest").json()["score"] == run["score"], "scores are open"
    assert outsider.get("/api/v1/quality/scores").json()["total"] == 1
    assert outsider.get("/api/v1/quality/tickets").json() == {"items": [], "total": 0}
    for refused in (
        outsider.post(RUNS),
        outsider.get(failures),
        outsider.get(f"/api/v1/quality/tickets/{ticket['id']}"),
        outsider.post(answer_at, json=good),
    ):
        assert refused.status_code in (403, 404)
        assert "0021" not in refused.text
        assert ticket["number"] not in refused.text
