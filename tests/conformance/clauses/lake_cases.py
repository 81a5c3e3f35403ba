"""Pictures of the clauses over data sets, quality, models, services, grants and requests."""

from datetime import datetime, timedelta
from typing import Any

from shudao.development.tables import ModelRow
from shudao.development.tables import RunRow as StandardisedRow
from shudao.quality.tables import RunRow, TicketRow
from shudao.security.tables import GrantRow
from shudao.services.tables import CopyRow, KeyRow, ServiceRow
from shudao.sharing.tables import ApplicationRow
from tests.conformance.clauses.rows import (
    DAY,
    ENTITY,
    NOW,
    Case,
    Row,
    account,
    asset,
    certificate,
    entry,
    gate_answer,
    lineage,
    membership,
    plan,
)

__all__ = ["CASES"]


def checked(version: int, failing: int = 0, at: datetime = NOW) -> Row:
    values = {"id": f"r{version}", "asset_code": "dwi_a", "lake_version": version, "rows": 100, "checked_at": at}
    return Row(RunRow, {**values, "failing_rows": failing})


def ticket(**given: Any) -> Row:
    usual = {"id": "t1", "number": "ZL-1", "state": "open", "asset_code": "dwi_a", "due_on": DAY}
    return Row(TicketRow, usual | given)


def model(sql: str, code: str = "dwr_a") -> Row:
    return Row(ModelRow, {"asset_code": code, "title": code, "sql": sql})


def standardised(rejected: int, **given: Any) -> Row:
    usual = {"id": "s1", "kind": "standardise", "asset_code": "dwi_a", "read": 100, "landed": 100 - rejected}
    return Row(StandardisedRow, {**usual, "rejected": rejected} | given)


def service(code: str = "lookup", **given: Any) -> Row:
    contract = {"users": "窗口人员", "scenario": "受理", "timeliness": "每日"}
    usual = {"id": code, "code": code, "title": code, "kind": "query", "state": "published", "contract": contract}
    usual |= {"published_at": NOW, "published_by": "b", "asset_code": "dwi_a", "owner_person_id": "p1"}
    return Row(ServiceRow, usual | given)


def grant(**given: Any) -> Row:
    usual: dict[str, Any] = {"id": "g1", "asset_code": "dwi_a", "state": "active", "columns": ["name"]}
    usual |= {"valid_from": DAY, "valid_to": DAY + timedelta(days=90), "purpose": "核对", "legal_basis": "办法"}
    return Row(GrantRow, usual | given)


def application(**given: Any) -> Row:
    usual = {"id": "a1", "number": "GX-1", "organisation_id": "consumer", "source_organisation_id": "source"}
    return Row(ApplicationRow, {**usual, "state": "awaiting_review", "grant_id": "g1"} | given)


STEP = {"step": "review", "step_started_at": NOW, "step_limit": 5}
COLUMN = {"name": "name", "grade": "G4", "attribute_code": f"{ENTITY}.001"}

CASES: dict[str, Case] = {
    "N05-04": Case(
        "t1",
        (ticket(due_on=DAY - timedelta(days=1)),),
        (ticket(due_on=DAY - timedelta(days=1), fix_on=DAY + timedelta(days=5)),),
        detail="dwi_a",
    ),
    "N06-01": Case("pool_a", (asset("pool_a", layer="dwi"),), (asset("dwi_a"),)),
    "N06-02": Case("sdi_a", (asset("sdi_a", source_code=None),), (asset("sdi_a", source_code="SRC-A"), asset("dwi_a"))),
    "N06-03": Case(
        "dwr_a",
        (asset("dwr_a", inputs=["sdi_a", "dwi_a"]),),
        (asset("dwr_a", inputs=["dwi_a"]), asset("dwi_b", inputs=["sdi_a"])),
        (asset("sdi_a"), asset("dwi_a")),
        detail="sdi_a",
    ),
    "N06-04": Case("g1", (grant(asset_code="sdi_a"),), (grant(),), (asset("sdi_a"), asset())),
    "N07-01": Case(
        "dwi_a",
        (certificate(revoked_at=NOW, revoked_by="b"),),
        (certificate(),),
        (asset(latest_version=3), asset("dwi_b", latest_version=None)),
    ),
    "N07-02": Case(
        "dwi_a",
        (gate_answer(passes=False, asked_at=NOW - timedelta(days=40)),),
        (gate_answer(passes=False, asked_at=NOW - timedelta(days=5)),),
        (asset(),),
    ),
    "N07-03": Case(
        "dwi_a",
        (asset(columns=[COLUMN, {"name": "extra", "attribute_code": None}]),),
        (asset(columns=[COLUMN]),),
        detail="extra",
    ),
    "N07-04": Case("dm_a", (asset("dm_a"),), (asset("dm_a", owner_person_id="p1"), asset("sdi_a"))),
    "N08-02": Case("dwi_a", (checked(1),), (checked(1), checked(2)), (asset(released_version=2),)),
    "N08-03": Case("dwi_a", (checked(2, failing=3),), (checked(2, failing=2),), (asset(), plan()), detail="3 / 100"),
    "N08-04": Case(
        "dwi_a",
        (asset(updated_at=NOW - timedelta(days=60)),),
        (asset(updated_at=NOW - timedelta(days=10)),),
        (plan(cycle="4"),),
    ),
    "N09-01": Case(
        "dwr_a",
        (model("with a as (select 1 as x)\nSELECT * FROM a"),),
        (model("with a as (select * from b) select x from a"),),
        (asset("dwr_a"),),
    ),
    "N09-02": Case("dm_a", (), (model("select 1", "dm_a"),), (asset("dm_a", latest_version=1), asset("dwr_a"))),
    "N09-03": Case(
        "dwi_a", (), (lineage("lake/sdi_a", "lake/dwi_a"),), (asset(latest_version=1), asset("sdi_a", latest_version=1))
    ),
    "N09-04": Case("dwi_a", (standardised(10),), (standardised(9),), (asset(),), detail="10 / 100"),
    "N10-01": Case("lookup", (service(owner_person_id=None),), (service(),)),
    "N10-02": Case(
        "lookup",
        (service(contract={"users": "窗口", "scenario": "", "timeliness": "每日"}),),
        (service(), service("draft", state="draft", published_at=None, published_by=None, contract={})),
    ),
    "N10-03": Case("lookup", (), (Row(CopyRow, {"service_code": "lookup", "service_id": "lookup"}),), (service(),)),
    "N10-04": Case(
        "lookup",
        (service("again", inputs=[{"column": "id"}], outputs=["name"]),),
        (service("other", inputs=[{"column": "id"}], outputs=["name", "sex"]),),
        (service(inputs=[{"column": "id"}], outputs=["name"]),),
    ),
    "N10-05": Case(
        "lookup",
        (Row(KeyRow, {"id": "k", "service_code": "lookup", "state": "active", "prefix": "ab", "expires_on": None}),),
        (Row(KeyRow, {"id": "k", "service_code": "lookup", "state": "active", "prefix": "ab", "expires_on": DAY}),),
        detail="ab",
    ),
    "N11-01": Case("g1", (grant(valid_to=DAY + timedelta(days=2000)),), (grant(),), (asset(),)),
    "N11-02": Case(
        "g1",
        (grant(valid_from=DAY - timedelta(days=9), valid_to=DAY - timedelta(days=1)),),
        (grant(valid_to=DAY),),
        (asset(),),
    ),
    "N11-03": Case("g1", (grant(),), (grant(masks={"name": "partial"}),), (asset(columns=[COLUMN]),), detail="name"),
    "N11-04": Case("g1", (grant(legal_basis=" "),), (grant(),), (asset(),)),
    "N11-05": Case(
        "anna",
        (membership("anna", "system_admin", valid_to=None), membership("anna", "audit_admin", valid_to=None)),
        (
            membership("anna", "system_admin", valid_to=None),
            membership("anna", "audit_admin", valid_from=DAY - timedelta(days=9), valid_to=DAY - timedelta(days=1)),
        ),
        (account("anna"),),
    ),
    "N14-04": Case("306012/1", (asset(),), (asset(released_version=1),), (entry(entity_code=ENTITY),), detail=ENTITY),
    "N14-05": Case(
        "a1",
        (application(**STEP, due_on=DAY - timedelta(days=1)),),
        (application(**STEP, due_on=DAY),),
    ),
    "N14-06": Case(
        "a1",
        (application(state="awaiting_receipt", updated_at=NOW - timedelta(days=20)),),
        (application(state="awaiting_receipt", updated_at=NOW - timedelta(days=2)),),
    ),
}
