"""The gate, batches and releases over HTTP: what each side is told, and what outsiders are not."""

import pytest

from shudao.admission import facade as admission
from shudao.admission.contracts import Standard
from shudao.admission.routes import router
from shudao.app.installation import Installation
from shudao.kernel.actor import Role
from tests.builders.lake import SDI, Register, land, make_register, sdi_asset
from tests.builders.mechanism import SYSTEM
from tests.builders.site import Site

ASSETS = "/api/v1/admission/assets"


@pytest.fixture
def site(installed: Installation) -> Site:
    return Site(installed.database, installed.settings, [router])


@pytest.fixture
def register(installed: Installation) -> Register:
    """A register without grades and quality plan, whose source-aligned data set asks for entry."""
    with installed.database.unit_of_work() as uow:
        made = make_register(uow, lacking={Standard.GRADE, Standard.QUALITY_PLAN})
        admission.register_asset(uow, sdi_asset(made.town.police.id), by=SYSTEM)
        return made


def test_a_refusal_over_http_lists_what_whom_and_where_and_admits_nothing(
    installed: Installation, site: Site, register: Register
) -> None:
    client, _ = site.sign_in(register.town.police, Role.DATA_STEWARD)
    told = client.post(f"{ASSETS}/{SDI}/admission").json()
    assert (told["admitted"], told["certificate"]) == (False, None)
    missing = {f["standard"]: f for f in told["gate"]["findings"] if not f["holds"]}
    assert set(missing) == {"grade", "quality_plan"}
    assert (missing["quality_plan"]["whom"], missing["quality_plan"]["where"]) == ("王户籍", "数据质量 → 质量方案")
    assert client.get(f"{ASSETS}/{SDI}").json()["is_admitted"] is False
    assert client.get(f"{ASSETS}/{SDI}/gate").json()["passes"] is False


def test_outsiders_see_the_data_set_without_anything_physical(
    installed: Installation, site: Site, register: Register
) -> None:
    insider, _ = site.sign_in(register.town.police, Role.DATA_STEWARD)
    outsider, _ = site.sign_in(register.town.civil, Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEVELOPER)
    seen = insider.get(f"{ASSETS}/{SDI}").json()
    assert (seen["physical_table"], seen["may_inspect"], len(seen["columns"])) == ("persons", True, 9)
    answer = outsider.get(f"{ASSETS}/{SDI}")
    assert (answer.json()["title"], answer.json()["may_inspect"]) == ("人口（贴源）", False)
    for physical in ("persons", "HZ-FILE", "身份证号"):
        assert physical not in answer.text
    refused = [
        outsider.get(f"{ASSETS}/{SDI}/gate"),
        outsider.post(f"{ASSETS}/{SDI}/admission"),
        outsider.get(f"{ASSETS}/{SDI}/batches"),
        outsider.post(f"{ASSETS}/{SDI}/revocation", json={"reason": "试试"}),
        outsider.post(f"{ASSETS}/{SDI}/versions/1/lifting", json={"reason": "试试"}),
        outsider.post("/api/v1/admission/releases", json={"title": "x", "assets": [SDI]}),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)
    assert not any("王户籍" in answer.text for answer in refused)


def test_releases_and_batches_over_http(installed: Installation, site: Site, town: object) -> None:
    with installed.database.unit_of_work() as uow:
        code = "dm_people"
        owner = admission.asset(uow, code).organisation_id
    organisation = next(o for o in vars(town).values() if o.id == owner)
    client, _ = site.sign_in(organisation, Role.DEVELOPER, Role.DATA_OWNER)
    releases = "/api/v1/admission/releases"
    body = {"title": "十一月", "assets": [code]}
    refused = client.post(releases, json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "admission.nothing_to_release")
    entry = land(installed, code, [])
    with installed.database.unit_of_work() as uow:
        admission.withhold(uow, code, entry.lake_version, "编号不唯一", by=SYSTEM)
    refused = client.post(releases, json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "admission.release_withheld")
    lifting = f"{ASSETS}/{code}/versions/{entry.lake_version}/lifting"
    assert client.post(lifting, json={"reason": "经核实无误"}).status_code == 204
    made = client.post(releases, json=body)
    assert (made.status_code, made.json()["versions"]) == (201, {code: entry.lake_version})
    assert client.get(releases).json()["total"] == 1
    [batch] = client.get(f"{ASSETS}/{code}/batches").json()["items"]
    assert (batch["read"], batch["landed"], batch["rejected"]) == (0, 0, 0)
    assert client.get(f"{ASSETS}?layer=dm&q=人员").json()["total"] == 1
    assert client.get(f"{ASSETS}/dm_nothing").status_code == 404
    assert client.get(f"{ASSETS}?layer=gold").status_code == 422
    assert client.get(f"{ASSETS}?sort=secret").status_code == 422
