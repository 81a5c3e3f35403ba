"""A released data set of the civil affairs department, and people of both sides, for tests of services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from shudao.admission import facade as admission
from shudao.admission.contracts import AssetColumn, Layer, NewAsset
from shudao.admission.tables import AssetRow
from shudao.app.installation import Installation
from shudao.architecture.contracts import Grade
from shudao.kernel.actor import Actor, Role
from shudao.kernel.expr.predicate import Everything, Predicate
from shudao.kernel.ids import new_id
from shudao.lake.staging import staging_folder
from shudao.lake.write import Batch, Mode, commit
from shudao.security import facade as security
from shudao.security.contracts import Grant, GrantTarget, MaskKind, NewGrant, TargetKind
from shudao.services import facade as services
from shudao.services.contracts import CallQuery, Input, NewService, ServiceContract, ServiceKind
from tests.builders.mechanism import SYSTEM, Town, make_actor, make_town

ASSET = "dm_assistance"
CODE = "assistance_query"
CONTRACT = ServiceContract("各部门", "办事时核实救助对象", "T+1", sla_ms=60_000)
COLUMNS = (
    AssetColumn("id_number", "公民身份号码", grade=Grade.G3, is_key=True, is_personal=True),
    AssetColumn("name", "姓名", grade=Grade.G3, is_personal=True),
    AssetColumn("district", "区划", grade=Grade.G1),
    AssetColumn("members", "家庭人数", "int", grade=Grade.G1),
    AssetColumn("amount", "月救助金", "decimal(10,2)", grade=Grade.G2),
    AssetColumn("since", "起始日", "date", grade=Grade.G1),
    AssetColumn("is_active", "在保", "bool", grade=Grade.G1),
    AssetColumn("income", "收入", "double", grade=Grade.G3),
)
ARROW = pa.schema(
    [
        ("id_number", pa.string()),
        ("name", pa.string()),
        ("district", pa.string()),
        ("members", pa.int64()),
        ("amount", pa.decimal128(10, 2)),
        ("since", pa.date32()),
        ("is_active", pa.bool_()),
        ("income", pa.float64()),
    ]
)
NAMES = ("张三", "李四", 'O\'Neil "x"', "a,b\nc", "", None, "%s \\N", "王 五")
DISTRICTS = ("680101", "680102", "Z", "é", None)


def person(number: int) -> dict[str, Any]:
    """One row; every seventh lacks what could be lacking."""
    return {
        "id_number": f"68010119{number:010d}",
        "name": NAMES[number % len(NAMES)],
        "district": DISTRICTS[number % len(DISTRICTS)],
        "members": None if number % 7 == 0 else number % 6,
        "amount": None if number % 7 == 1 else Decimal(number * 37) / 100,
        "since": None if number % 7 == 2 else date(2026, 1 + number % 12, 1 + number % 28),
        "is_active": None if number % 7 == 3 else number % 3 == 0,
        "income": number / 4,
    }


PEOPLE = [person(number) for number in range(1, 60)]


@dataclass(frozen=True)
class Scene:
    """Civil affairs offers, the police consume."""

    installed: Installation
    town: Town
    steward: Actor
    owner: Actor
    consumer: Actor

    def land(self, rows: list[dict[str, Any]], version: int = 1) -> None:
        """Put rows into the lake as they stand and release them."""
        table = admission.lake_table(self.installed.settings, ASSET)
        batch = Batch("test", version, f"test-{version}", {}, Mode.REPLACE)
        folder = Path(staging_folder(table, batch.name))
        folder.mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist(rows, ARROW), folder / "rows.parquet")
        landed = commit(table, batch, ARROW)
        with self.installed.database.unit_of_work() as uow:
            uow.session.get_one(AssetRow, ASSET).latest_version = landed.version
            uow.session.flush()
            admission.release(uow, "发布", [ASSET], by=SYSTEM)

    def publish(self, new: NewService) -> None:
        """Let a service go through declaration, review and publication, and make its copy."""
        with self.installed.database.unit_of_work() as uow:
            services.declare_service(uow, new, by=self.steward)
            services.submit(uow, new.code, by=self.steward)
            services.publish(uow, new.code, by=self.owner)
        self.refresh(new.code)

    def refresh(self, code: str = CODE) -> None:
        services.refresh_serving_copy(self.installed.database, self.installed.settings, code, by=SYSTEM)

    def grant(
        self,
        columns: tuple[str, ...] = tuple(ARROW.names),
        where: Predicate | None = None,
        masks: Mapping[str, MaskKind] | None = None,
        **given: Any,
    ) -> Grant:
        """A grant to the police, as an approved application would write it."""
        usual: dict[str, Any] = {
            "asset_code": ASSET,
            "organisation_id": self.town.police.id,
            "purpose": "户籍办理",
            "legal_basis": "条例",
            "valid_from": date(2026, 1, 1),
            "valid_to": date(2026, 12, 31),
            "target": GrantTarget(TargetKind.API),
            "source_ref": f"test/{new_id()}",
        }
        with self.installed.database.unit_of_work() as uow:
            new = NewGrant(columns=columns, where=where or Everything(), masks=masks or {}, **(usual | given))
            return security.grant(uow, new, by=SYSTEM)

    def key(self, grant: Grant, code: str = CODE, **given: Any) -> str:
        with self.installed.database.unit_of_work() as uow:
            return services.issue_key(uow, code, grant.id, "户籍系统", by=self.consumer, **given).secret.reveal()

    def call(self, key: str, code: str = CODE, **query: Any) -> Any:
        return services.call(self.installed.database, self.installed.settings, code, key, CallQuery(**query))


def new_service(town: Town, **given: Any) -> NewService:
    """A query over the data set, unless said otherwise."""
    usual: dict[str, Any] = {
        "code": CODE,
        "title": "救助对象查询",
        "asset_code": ASSET,
        "organisation_id": town.civil.id,
        "kind": ServiceKind.QUERY,
        "inputs": tuple(
            Input(name, many=True)
            for name in ("id_number", "name", "district", "members", "amount", "since", "is_active")
        ),
        "outputs": tuple(ARROW.names),
        "contract": CONTRACT,
        "calls_per_second": 1_000,
    }
    return NewService(**(usual | given))


def make_scene(installed: Installation) -> Scene:
    """The people and the registered data set; nothing has landed yet."""
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        steward = make_actor(uow, town.civil, Role.DATA_STEWARD)
        owner = make_actor(uow, town.civil, Role.DATA_OWNER)
        consumer = make_actor(uow, town.police, Role.CONSUMER)
        new = NewAsset(
            ASSET,
            Layer.DM,
            "社会救助对象",
            town.civil.id,
            COLUMNS,
            inputs=("dwr_assistance",),
            owner_person_id=owner.person_id,
        )
        admission.register_asset(uow, new, by=SYSTEM)
    return Scene(installed, town, steward, owner, consumer)
