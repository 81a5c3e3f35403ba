"""The gate lets nothing in that lacks one of the six standards, and says all that is missing at once."""

from dataclasses import replace
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.access.errors import NotPermitted
from shudao.admission import facade as admission
from shudao.admission.checks import CHECKS, Subject, SubjectColumn
from shudao.admission.contracts import AssetColumn, Certificate, GateReport, Layer, NewAsset, Standard
from shudao.admission.errors import AssetExists, GateRefused, MalformedAsset, NoCertificate
from shudao.admission.logic import check_asset
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import ApplicationSystem, Grade, SystemState
from shudao.kernel.actor import Role
from tests.builders.lake import (
    DWI,
    ENTITY,
    SDI,
    SYSTEM_CODE,
    certify,
    dwi_asset,
    land,
    make_person_assets,
    make_register,
    sdi_asset,
)
from tests.builders.mechanism import SYSTEM, make_actor

CRITICAL = "公民身份号码"
MISSING = {
    Standard.OWNER: "未指定数据Owner",
    Standard.STANDARD: f"“{CRITICAL}”没有已发布的数据标准",
    Standard.SOURCE: "数据源尚未认证",
    Standard.GRADE: f"“{CRITICAL}”未定安全级别",
    Standard.QUALITY_PLAN: "未制定数据质量方案",
    Standard.REGISTRATION: "逻辑实体未与物理表对应",
}


def ask(installed: Installation, lacking: set[Standard]) -> GateReport:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow, lacking=lacking)
        new = sdi_asset(register.town.police.id)
        bare = tuple(AssetColumn(c.name, c.title, c.type, c.attribute_code) for c in new.columns)
        admission.register_asset(uow, replace(new, columns=bare), by=SYSTEM)
        outcome = admission.admit(uow, SDI, by=register.steward)
        assert isinstance(outcome, GateReport), "it was let in"
        assert admission.certificate(uow, SDI) is None
        return outcome


@pytest.mark.parametrize("lacking", list(Standard))
def test_a_single_missing_standard_keeps_the_door_closed(installed: Installation, lacking: Standard) -> None:
    report = ask(installed, {lacking})
    [finding] = report.missing
    assert finding.standard is lacking
    assert MISSING[lacking] in finding.missing
    assert finding.whom, "nobody is named to act"
    assert finding.where, "no place is named"
    with pytest.raises(NoCertificate):
        land(installed, SDI, [])


def test_all_six_missing_standards_are_told_in_one_visit(installed: Installation) -> None:
    report = ask(installed, set(Standard))
    assert {finding.standard for finding in report.missing} == set(Standard)
    assert all(MISSING[finding.standard] in finding.missing for finding in report.missing)
    assert all(finding.whom and finding.where and finding.missing for finding in report.missing)
    refusal = admission.refusal(report)
    assert isinstance(refusal, GateRefused)
    assert [detail["standard"] for detail in refusal.details] == [standard.value for standard in Standard]
    assert "6 项" in refusal.message("zh")


def test_a_refusal_is_kept_as_evidence(installed: Installation, raw: psycopg.Connection[Any]) -> None:
    ask(installed, {Standard.GRADE})
    [(passes, findings)] = raw.execute("select passes, findings from admission.gate_answer").fetchall()
    assert not passes
    assert [f["standard"] for f in findings if not f["holds"]] == ["grade"]
    [(detail,)] = raw.execute("select detail from evidence.entry where action = 'admission.gate.asked'").fetchall()
    assert detail == {"passes": False, "missing": ["grade"]}


def test_an_owner_who_has_not_confirmed_does_not_count(installed: Installation, raw: psycopg.Connection[Any]) -> None:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow)
        admission.register_asset(uow, sdi_asset(register.town.police.id), by=SYSTEM)
    raw.execute("update architecture.node set owner_confirmed_on = null, owner_confirmed_by = null")
    with installed.database.unit_of_work() as uow:
        report = admission.ask_gate(uow, SDI, by=SYSTEM)
    assert [(f.standard, f.missing, f.whom) for f in report.missing] == [
        (Standard.OWNER, ("王户籍尚未确认担任数据Owner",), "王户籍")
    ]


def test_another_system_than_the_certified_one_is_refused(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow, lacking={Standard.SOURCE})
        other = ApplicationSystem("OTHER", "另一系统", register.town.police.id)
        architecture.register_system(uow, other, by=SYSTEM)
        certify(uow, "OTHER")
        admission.register_asset(uow, sdi_asset(register.town.police.id), by=SYSTEM)
        report = admission.ask_gate(uow, SDI, by=SYSTEM)
    assert [f.missing for f in report.missing] == [("来源系统“户籍系统”不是认证数据源“另一系统”",)]


def test_passing_gives_one_certificate_and_keeps_its_evidence(
    installed: Installation, raw: psycopg.Connection[Any]
) -> None:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow)
        admission.register_asset(uow, sdi_asset(register.town.police.id), by=SYSTEM)
        first = admission.admit(uow, SDI, by=register.steward)
        again = admission.admit(uow, SDI, by=register.steward)
    assert isinstance(first, Certificate)
    assert again == first
    kept = raw.execute("select passes, findings from admission.gate_answer").fetchall()
    assert [passes for passes, _ in kept] == [True, True]
    assert all(finding["evidence"] for finding in kept[0][1]), "a standard was passed without saying what shows it"
    [(account, detail)] = raw.execute(
        "select account_id, detail from evidence.entry where action = 'admission.asset.admitted'"
    ).fetchall()
    assert (account, detail["certificate_id"]) == (register.steward.account_id, first.id)


def test_what_changes_after_passing_closes_the_door_again(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow)
        make_person_assets(uow, register)
    land(installed, SDI, [])
    with installed.database.unit_of_work() as uow:
        architecture.set_system_state(uow, SYSTEM_CODE, SystemState.RETIRED, "下线", by=SYSTEM)
    with pytest.raises(GateRefused) as refusal:
        land(installed, SDI, [])
    assert [detail["standard"] for detail in refusal.value.details] == ["source"]


def test_a_derived_table_asks_for_admitted_inputs(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow)
        police = register.town.police.id
        admission.register_asset(uow, sdi_asset(police), by=SYSTEM)
        admission.register_asset(uow, dwi_asset(uow, police), by=SYSTEM)
        columns = (AssetColumn("sex", "性别", grade=Grade.G1),)
        owner = register.owner.person_id
        new = NewAsset(
            "dm_sexes", Layer.DM, "按性别", police, columns, inputs=(DWI,), owner_person_id=owner, quality_rules=("x",)
        )
        admission.register_asset(uow, new, by=SYSTEM)
        refused = admission.admit(uow, "dm_sexes", by=SYSTEM)
        assert isinstance(refused, GateReport)
        assert [f.missing for f in refused.missing] == [(f"输入数据集 {DWI} 尚未入湖",)]
        admission.admit(uow, DWI, by=SYSTEM)
        assert isinstance(admission.admit(uow, "dm_sexes", by=SYSTEM), Certificate)


def test_a_column_is_never_below_its_attribute(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow)
        make_person_assets(uow, register)
        assert admission.asset(uow, DWI).column("remark").grade is Grade.G1
        architecture.set_grades(uow, {f"{ENTITY}.009": Grade.G4}, by=SYSTEM)
        assert admission.asset(uow, DWI).column("remark").grade is Grade.G4


def test_strangers_cannot_admit_and_leave_no_trace(installed: Installation, raw: psycopg.Connection[Any]) -> None:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow)
        stranger = make_actor(uow, register.town.civil, Role.DATA_STEWARD, Role.DATA_OWNER)
        admission.register_asset(uow, sdi_asset(register.town.police.id), by=SYSTEM)
    for act in (
        lambda uow: admission.admit(uow, SDI, by=stranger),
        lambda uow: admission.revoke(uow, SDI, "x", by=stranger),
        lambda uow: admission.register_asset(uow, sdi_asset(register.town.police.id), by=stranger),
    ):
        with pytest.raises(NotPermitted), installed.database.unit_of_work() as uow:
            act(uow)
    assert raw.execute("select count(*) from admission.gate_answer").fetchone() == (0,)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": "SDI_person"}, "编号"),
        ({"code": "dwi_person"}, "须以 sdi_ 开头"),
        ({"columns": ()}, "没有字段"),
        ({"columns": (AssetColumn("a", "甲"), AssetColumn("a", "乙"))}, "字段重复"),
        ({"columns": (AssetColumn("a b", "甲"),)}, "字段名不合规范"),
        ({"columns": (AssetColumn("a", "甲", "varchar"),)}, "未知的类型"),
        ({"entity_code": None}, "须对应一个逻辑实体"),
        ({"layer": Layer.DM, "code": "dm_person", "columns": (AssetColumn("a1", "甲"),)}, "由哪些数据集加工"),
    ],
)
def test_what_cannot_become_a_table_is_refused(given: dict[str, Any], said: str) -> None:
    new = sdi_asset("police")
    check_asset(new)
    with pytest.raises(MalformedAsset) as refusal:
        check_asset(replace(new, **given))
    assert said in refusal.value.message()


def test_a_data_set_is_registered_once(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        register = make_register(uow)
        new = sdi_asset(register.town.police.id)
        admission.register_asset(uow, new, by=SYSTEM)
        with pytest.raises(AssetExists):
            admission.register_asset(uow, new, by=SYSTEM)


texts = st.none() | st.sampled_from(["", "甲"])
columns = st.builds(
    SubjectColumn, st.just("a"), st.just("甲"), texts, st.booleans(), texts, st.none() | st.just("G1"), texts
)
subjects = st.builds(
    Subject,
    layer=st.sampled_from(list(Layer)),
    title=st.just("数据集"),
    entity_code=texts,
    organisation_name=st.just("公安局"),
    owner_name=st.none() | st.just("王户籍"),
    owner_confirmed=st.booleans(),
    steward_name=st.sampled_from(["", "李专员"]),
    columns=st.lists(columns, max_size=3).map(tuple),
    is_critical=st.booleans(),
    certified_system=texts,
    declared_system=texts,
    quality_plan=texts,
    registered_table=texts,
    inputs=st.just(("x",)),
    inputs_not_admitted=st.sampled_from([(), ("x",)]),
)


@given(subjects)
def test_every_answer_either_shows_why_it_holds_or_says_what_whom_and_where(subject: Subject) -> None:
    for check in CHECKS:
        finding = check.ask(subject)
        assert finding.standard is check.standard
        assert finding.holds == (not finding.missing)
        assert finding.holds or (finding.whom and finding.where)


def test_there_is_one_check_per_standard() -> None:
    assert [check.standard for check in CHECKS] == list(Standard)
