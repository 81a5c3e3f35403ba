"""Step eight: a data service published, called with a key, and refused outside its scope."""

from datetime import timedelta

import httpx

from shudao.app.demo.account import Line
from shudao.app.demo.cast import LOADER, actor
from shudao.app.demo.load.mechanism import organisation_ids
from shudao.app.installation import Installation
from shudao.kernel.errors import NotFound
from shudao.kernel.expr.predicate import In
from shudao.security import facade as security
from shudao.security.contracts import GrantTarget, MaskKind, NewGrant, TargetKind
from shudao.services import facade as services
from shudao.services.contracts import Input, NewService, ServiceContract, ServiceKind

__all__ = ["call_service", "publish_service"]

CODE = "assistance_of_person"
ASSET = "dwr_person_assistance"
AUTHOR, PUBLISHER, CONSUMER = "police.wu", "bureau.tan", "civil.su"
REGIONS = ("680102", "680103")
COLUMNS = ("citizen_number", "name", "registered_region", "is_assisted", "assistance_kind")


def publish_service(installed: Installation, line: Line) -> None:
    """Declare the service with both contracts, have somebody else publish it, and make its serving copy."""
    with installed.database.unit_of_work() as uow:
        try:
            services.service_of(uow, CODE, by=LOADER)
        except NotFound:
            new = NewService(
                code=CODE,
                title="社会救助状态查询",
                asset_code=ASSET,
                organisation_id=organisation_ids(uow)["LC-GA"],
                kind=ServiceKind.QUERY,
                inputs=(Input("citizen_number"), Input("registered_region", many=True)),
                outputs=COLUMNS,
                contract=ServiceContract("民政、街道救助经办人员", "救助申请受理时核对", "每日更新", 500, "按授权脱敏"),
                description="按公民身份号码查询户籍与社会救助状态。",
            )
            services.declare_service(uow, new, by=actor(uow, AUTHOR))
            services.submit(uow, CODE, by=actor(uow, AUTHOR))
        else:
            line.kept = True
            return
    with installed.database.unit_of_work() as uow:
        services.publish(uow, CODE, by=actor(uow, PUBLISHER))
    made = services.refresh_serving_copy(installed.database, installed.settings, CODE, by=LOADER)
    line.note(f"“社会救助状态查询”已发布，服务副本 {made.rows if made else 0:,} 行")


def call_service(installed: Installation, url: str, line: Line) -> None:
    """Call over HTTP with a fresh key: inside the scope it answers, outside it does not, without a key it refuses."""
    with installed.database.unit_of_work() as uow:
        today = uow.clock.today()
        grant = security.grant(
            uow,
            NewGrant(
                asset_code=ASSET,
                organisation_id=organisation_ids(uow)["LC-MZ"],
                columns=COLUMNS,
                where=In("registered_region", REGIONS),
                masks={"name": MaskKind.PARTIAL},
                purpose="救助申请受理核对",
                legal_basis="社会救助暂行办法",
                valid_from=today,
                valid_to=today + timedelta(days=30),
                target=GrantTarget(TargetKind.API, {"service": CODE}),
                source_ref=f"demo/service/{uow.clock.now():%Y%m%d%H%M%S%f}",
            ),
            by=LOADER,
        )
        issued = services.issue_key(uow, CODE, grant.id, "窗口受理系统", by=actor(uow, CONSUMER))
    address = f"{url}/gateway/v1/{CODE}"
    key = {"authorization": f"Bearer {issued.secret.reveal()}"}
    with httpx.Client(trust_env=False, timeout=30) as caller:
        inside = caller.get(address, params={"registered_region": REGIONS[0], "limit": 5}, headers=key)
        outside = caller.get(address, params={"registered_region": "680104", "limit": 5}, headers=key)
        column = caller.get(address, params={"birth_date": "1990-01-01"}, headers=key)
        keyless = caller.get(address, params={"registered_region": REGIONS[0]})
    rows = inside.json().get("rows", [])
    if inside.status_code != 200 or not rows:
        raise AssertionError(f"the call inside the scope answered {inside.status_code}")
    if outside.json().get("rows"):
        raise AssertionError("rows outside the grant came back")
    if column.status_code < 400 or keyless.status_code != 401:
        raise AssertionError(f"out of scope answered {column.status_code}, without a key {keyless.status_code}")
    line.note(f"授权范围内返回 {len(rows)} 行，姓名已脱敏：{rows[0]['name']}")
    line.note(f"范围外的区返回 0 行；未授权的字段被拒绝（{column.json()['error']['code']}）；无密钥被拒绝（401）")
