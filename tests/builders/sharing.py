"""A shared data set with its catalogue entry, and the people on all sides of an application."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import text

from shudao.admission import facade as admission
from shudao.admission.contracts import AssetColumn, Layer, NewAsset
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import (
    CatalogueItem,
    FormatCategory,
    Grade,
    LegalBasis,
    LegalBasisKind,
    NewCatalogueEntry,
    Openness,
    ShareMethod,
    ShareType,
    UpdateCycle,
)
from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork
from shudao.lake.staging import staging_folder
from shudao.lake.write import Batch, Mode, commit
from shudao.sharing import facade as sharing
from shudao.sharing.contracts import Application, NewApplication, Profile
from tests.builders.mechanism import Town, make_actor, make_town

HEAD, BUREAU = Actor.system("test-head"), Actor.system("test-bureau")
ASSET = "dm_residents"
SCHEMA = pa.schema([("id", pa.int64()), ("name", pa.string()), ("district", pa.string()), ("born", pa.date32())])
COLUMNS = (
    AssetColumn("id", "人员编号", "int", grade=Grade.G2, is_key=True),
    AssetColumn("name", "姓名", "text", grade=Grade.G3, is_personal=True),
    AssetColumn("district", "所在区划", "text", grade=Grade.G1),
    AssetColumn("born", "出生日期", "date", grade=Grade.G2),
)


def residents(count: int = 500) -> pa.Table:
    """Invented rows: every fifth without a name, districts in turn."""
    numbers = range(1, count + 1)
    columns = {
        "id": list(numbers),
        "name": [None if n % 5 == 0 else f"居民{n}" for n in numbers],
        "district": [f"6801{n % 4 + 1:02d}" for n in numbers],
        "born": [date(1980, 1, 1) + timedelta(days=n) for n in numbers],
    }
    return pa.table(columns, schema=SCHEMA)


@dataclass(frozen=True)
class Sides:
    """Who takes part: civil affairs applies for what the police hold."""

    town: Town
    clerk: Actor
    consenter: Actor
    reviewer: Actor
    filer: Actor
    outsider: Actor


def make_sides(uow: UnitOfWork) -> Sides:
    town = make_town(uow)
    return Sides(
        town=town,
        clerk=make_actor(uow, town.civil, Role.CONSUMER),
        consenter=make_actor(uow, town.civil, Role.SHARING_OFFICER),
        reviewer=make_actor(uow, town.police, Role.SHARING_OFFICER),
        filer=make_actor(uow, town.bureau, Role.DATA_BUREAU),
        outsider=make_actor(uow, town.operations, Role.CONSUMER),
    )


def land(installed: Installation, rows: pa.Table, sequence: int = 1) -> None:
    """Put rows into the lake and release them, past the gate, which has tests of its own."""
    table = admission.lake_table(installed.settings, ASSET)
    batch = Batch("test", sequence, f"test-{sequence}", {}, Mode.REPLACE)
    folder = Path(staging_folder(table, batch.name))
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(rows, folder / "part-0.parquet")
    version = commit(table, batch, SCHEMA).version
    with installed.database.unit_of_work() as uow:
        statement = "update admission.asset set latest_version = :v, released_version = :v, rows = :n, updated_at = :t"
        values = {"v": version, "n": rows.num_rows, "t": uow.clock.now()}
        uow.session.execute(text(statement), values)


def make_asset(installed: Installation, organisation_id: str, rows: pa.Table | None = None) -> None:
    """A released data set of a department."""
    with installed.database.unit_of_work() as uow:
        new = NewAsset(ASSET, Layer.DM, "居民基本信息", organisation_id, COLUMNS, inputs=("dwi_residents",))
        admission.register_asset(uow, new, by=HEAD)
    land(installed, residents() if rows is None else rows)


def make_entry(uow: UnitOfWork, organisation_id: str, share_type: ShareType = ShareType.CONDITIONAL) -> str:
    """A published catalogue entry of a department; returns its code."""
    basis = LegalBasis("LB-T", "测试保密条例", LegalBasisKind.ADMINISTRATIVE_REGULATION, "第五条")
    architecture.register_legal_basis(uow, basis, by=BUREAU)
    entry = NewCatalogueEntry(
        name="居民基本信息",
        category="306012",
        provider_organisation_id=organisation_id,
        provider_name="测试市公安局",
        provider_code="11680100LC000004X4",
        abstract="测试用居民信息",
        format_category=FormatCategory.DATABASE,
        format_type="PostgreSQL",
        share_type=share_type,
        share_method=ShareMethod.TABLE,
        openness=Openness.NOT_OPEN,
        update_cycle=UpdateCycle.DAILY,
        items=(CatalogueItem("人员编号", "N"), CatalogueItem("姓名", "C", 50)),
        share_condition="用于法定职责" if share_type is ShareType.CONDITIONAL else "",
        legal_basis="LB-T" if share_type is ShareType.NOT_SHARED else None,
    )
    code = architecture.create_entry(uow, entry, by=HEAD).code
    for approver in ("test-department", "test-publisher"):
        architecture.submit_entry(uow, code, by=HEAD)
        architecture.approve_entry(uow, code, by=Actor.system(approver))
    return code


def new_application(catalogue_code: str, **given: Any) -> NewApplication:
    """A complete request for two columns of one district, unless said otherwise."""
    usual = {
        "catalogue_code": catalogue_code,
        "columns": ("id", "name", "district"),
        "purpose": "低保资格核对",
        "scenario": "受理低保申请时核对户籍信息",
        "legal_basis": "《社会救助暂行办法》第五十七条",
        "valid_from": date(2026, 11, 23),
        "valid_to": date(2027, 11, 22),
        "target_code": "",
        "target_table": "residents",
    }
    return NewApplication(**(usual | given))


@dataclass
class Case:
    """An application on its way; each call is one request by one person in a transaction of its own."""

    installed: Installation
    sides: Sides
    catalogue_code: str
    application: Application | None = None

    @property
    def id(self) -> str:
        assert self.application is not None
        return self.application.id

    @property
    def version(self) -> int:
        with self.installed.database.unit_of_work() as uow:
            return sharing.application(uow, self.id, by=HEAD).version

    def draft(self, **given: Any) -> Application:
        with self.installed.database.unit_of_work() as uow:
            new = new_application(self.catalogue_code, **given)
            self.application = sharing.draft(uow, new, by=self.sides.clerk)
            return self.application

    def do(self, step: str, by: Actor, *args: Any, **given: Any) -> Application:
        """One step by its name in the facade, on the version as it stands unless told otherwise."""
        seen = given.pop("seen_version", None) or self.version
        with self.installed.database.unit_of_work() as uow:
            self.application = getattr(sharing, step)(uow, self.id, *args, seen_version=seen, by=by, **given)
            assert self.application is not None
            return self.application

    def reach(self, steps: Sequence[str]) -> None:
        """Take ordinary steps, each by the person whose step it is."""
        who = {
            "submit": self.sides.clerk,
            "consent": self.sides.consenter,
            "approve": self.sides.reviewer,
            "file": self.sides.filer,
        }
        for step in steps:
            self.do(step, who[step])


def make_case(
    installed: Installation, share_type: ShareType = ShareType.CONDITIONAL, profile: Profile = Profile.WHITEPAPER
) -> Case:
    """Everything before the draft: people, data, catalogue entry, profile."""
    with installed.database.unit_of_work() as uow:
        sides = make_sides(uow)
        code = make_entry(uow, sides.town.police.id, share_type)
        sharing.choose_profile(uow, profile, by=HEAD)
    make_asset(installed, sides.town.police.id)
    return Case(installed, sides, code)
