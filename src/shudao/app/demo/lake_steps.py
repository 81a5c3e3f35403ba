"""Steps five and on: the gate, the source-aligned and integration layers, a fusion and a mart, released together."""

from collections.abc import Callable
from typing import Any

from shudao.admission import facade as admission
from shudao.admission.contracts import AssetColumn, GateReport, Layer, NewAsset
from shudao.admission.errors import UnknownAsset
from shudao.app.demo import city
from shudao.app.demo.account import Line
from shudao.app.demo.cast import LOADER, actor
from shudao.app.demo.load.architecture import declare_plan
from shudao.app.demo.load.mechanism import organisation_ids, person_ids
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Grade
from shudao.development import facade as development
from shudao.ingestion import facade as ingestion
from shudao.ingestion.contracts import Progress
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "DATA_SETS",
    "DERIVED",
    "build_derived",
    "complete_assistance",
    "ingest_all",
    "refused_first",
    "register_assets",
    "release_all",
    "standardise_all",
]

ENGINEER = "ops.gao"
PENDING = "assistance"
DATA_SETS = tuple(d["code"] for d in city.load("systems.yaml")["data_sets"])
DERIVED = ("dwr_person_assistance", "dm_assistance_by_region")

FUSION_SQL = """
with persons as (
    select * from dwi_population
    qualify row_number() over (partition by citizen_number order by updated_at desc nulls last, person_id) = 1
),
homes as (
    select * from dwi_households
    qualify row_number() over (partition by household_number order by updated_at desc nulls last) = 1
),
helped as (
    select citizen_number, min(assistance_kind) as assistance_kind, sum(monthly_amount) as monthly_amount,
           min(started_on) as started_on
    from dwi_assistance group by citizen_number
)
select p.citizen_number, p.name, p.sex_code, p.birth_date, p.registered_region, p.township_code,
       h.household_type, h.member_count,
       a.citizen_number is not null as is_assisted, a.assistance_kind, a.monthly_amount, a.started_on
from persons as p
left join homes as h on h.household_number = p.household_number
left join helped as a on a.citizen_number = p.citizen_number
"""
MART_SQL = """
select registered_region as region_code, count(*) as persons,
       count(*) filter (where is_assisted) as assisted_persons,
       sum(monthly_amount) as monthly_amount
from dwr_person_assistance group by registered_region
"""
# column, title, type, attribute it carries
FUSION_COLUMNS = (
    ("citizen_number", "公民身份号码", "text", "LC01.01.001.01.002"),
    ("name", "姓名", "text", "LC01.01.001.01.003"),
    ("sex_code", "性别代码", "text", "LC01.01.001.01.004"),
    ("birth_date", "出生日期", "date", "LC01.01.001.01.006"),
    ("registered_region", "户籍地行政区划代码", "text", "LC01.01.001.01.008"),
    ("township_code", "户籍地乡级区划代码", "text", "LC01.01.001.01.009"),
    ("household_type", "户别代码", "text", "LC01.01.002.01.004"),
    ("member_count", "户内人数", "int", "LC01.01.002.01.009"),
    ("is_assisted", "是否享受救助", "bool", None),
    ("assistance_kind", "救助类别代码", "text", "LC03.01.001.01.005"),
    ("monthly_amount", "月保障金额", "decimal(18,2)", "LC03.01.001.01.007"),
    ("started_on", "享受起始日期", "date", "LC03.01.001.01.008"),
)
MART_COLUMNS = (
    ("region_code", "行政区划代码", "text"),
    ("persons", "户籍人口数", "int"),
    ("assisted_persons", "救助人数", "int"),
    ("monthly_amount", "月保障金额合计", "decimal(18,2)"),
)


def register_assets(uow: UnitOfWork) -> int:
    """Register every data set's table in the source-aligned and the integration layer, and the two derived tables."""
    organisations = organisation_ids(uow)
    described = city.load("systems.yaml")
    owners = {s["code"]: organisations[s["organisation"]] for s in described["sources"]}
    connectors = {s["code"]: s["connector"] for s in described["sources"]}
    for d in described["data_sets"]:
        _register(uow, _source_aligned(d, owners[d["source"]], connectors[d["source"]]))
        entity = architecture.entity(uow, d["entity"])
        integrated = NewAsset(
            code=f"dwi_{d['code']}",
            layer=Layer.DWI,
            title=d["name"],
            organisation_id=owners[d["source"]],
            columns=development.standardised_columns(entity),
            entity_code=d["entity"],
        )
        _register(uow, integrated)
    _register(uow, _fusion(uow, organisations["LC-GA"]))
    _register(uow, _mart(uow, organisations["LC-DSJ"]))
    return 2 * len(described["data_sets"]) + len(DERIVED)


def _register(uow: UnitOfWork, new: NewAsset) -> None:
    try:
        admission.asset(uow, new.code)
    except UnknownAsset:
        admission.register_asset(uow, new, by=LOADER)


def _source_aligned(d: dict[str, Any], organisation_id: str, connector: str) -> NewAsset:
    """As the source has it: databases keep their types, files and interfaces are text."""
    columns = []
    for c in d["columns"]:
        name = admission.lake_column(c["name"])
        kind = "timestamp" if connector == "postgresql" and c["type"] == "timestamptz" else "text"
        columns.append(
            AssetColumn(
                name=name,
                title=c["comment"],
                type=kind,
                attribute_code=c.get("attribute"),
                is_key=c["name"] in d["key"],
                source_name=c["name"] if name != c["name"] else "",
            )
        )
    return NewAsset(
        code=f"sdi_{d['code']}",
        layer=Layer.SDI,
        title=f"{d['name']}（贴源）",
        organisation_id=organisation_id,
        columns=tuple(columns),
        entity_code=d["entity"],
        source_code=d["source"],
        physical_table=d["table"],
    )


def _fusion(uow: UnitOfWork, organisation_id: str) -> NewAsset:
    entities = {c: architecture.entity(uow, c) for c in ("LC01.01.001.01", "LC01.01.002.01", "LC03.01.001.01")}
    columns = []
    for name, title, kind, attribute_code in FUSION_COLUMNS:
        grade = Grade.G3
        if attribute_code is not None:
            # Fused data are never below what they are made of; what is not graded yet counts as G3.
            grade = entities[attribute_code.rpartition(".")[0]].attribute(attribute_code).grade or Grade.G3
        columns.append(
            AssetColumn(name, title, kind, attribute_code, grade, name == "citizen_number", name != "is_assisted")
        )
    return NewAsset(
        code="dwr_person_assistance",
        layer=Layer.DWR,
        title="人口与社会救助融合",
        organisation_id=organisation_id,
        columns=tuple(columns),
        inputs=("dwi_population", "dwi_households", "dwi_assistance"),
        owner_person_id=person_ids(uow)["police.zhou"],
        quality_rules=("公民身份号码唯一", "来源属性遵从数据标准"),
    )


def _mart(uow: UnitOfWork, organisation_id: str) -> NewAsset:
    return NewAsset(
        code="dm_assistance_by_region",
        layer=Layer.DM,
        title="各区县社会救助汇总",
        organisation_id=organisation_id,
        columns=tuple(
            AssetColumn(name, title, kind, None, Grade.G1, name == "region_code") for name, title, kind in MART_COLUMNS
        ),
        inputs=("dwr_person_assistance",),
        owner_person_id=person_ids(uow)["bureau.tan"],
        quality_rules=("行政区划代码唯一",),
    )


def refused_first(installed: Installation, line: Line) -> None:
    """The gate refuses the data set that is not ready, and lists everything that is missing and whom it asks."""
    with installed.database.unit_of_work() as uow:
        outcome = admission.admit(uow, f"sdi_{PENDING}", by=actor(uow, "civil.cai"))
    if not isinstance(outcome, GateReport):
        raise AssertionError("the gate let an incomplete data set in")
    line.note(f"“{outcome.asset_title}”被拒绝，缺 {len(outcome.missing)} 项：")
    for finding in outcome.missing:
        line.note(f"  {finding.standard.zh}：{'；'.join(finding.missing)} → 找{finding.whom}，在“{finding.where}”办理")
    if {finding.standard.value for finding in outcome.missing} != set(city.load("completion.yaml")["missing"]):
        raise AssertionError("the gate's list differs from what is missing")


def complete_assistance(uow: UnitOfWork) -> None:
    """Whoever is asked completes what is missing: the owner confirms, grades are set, the plan is made."""
    for step in city.load("completion.yaml")["steps"]:
        by = actor(uow, step["by"])
        if step["standard"] == "owner":
            architecture.confirm_owner(uow, step["entity"], by=by)
        elif step["standard"] == "grade":
            architecture.set_grades(uow, {g["attribute"]: Grade(g["grade"]) for g in step["grades"]}, by=by)
        else:
            declare_plan(uow, city.load("completion.yaml")["entity"], step["quality_plan"])


def admit_all(uow: UnitOfWork, prefix: str) -> int:
    """Let every registered data set of a layer in; raises the refusal of the first that is not ready."""
    for code in [f"{prefix}_{name}" for name in DATA_SETS]:
        outcome = admission.admit(uow, code, by=LOADER)
        if isinstance(outcome, GateReport):
            raise admission.refusal(outcome)
    return len(DATA_SETS)


def ingest_all(installed: Installation, line: Line, report: Callable[[Progress], None]) -> None:
    """Read every source into the source-aligned layer, unless an earlier run has."""
    with installed.database.unit_of_work() as uow:
        admit_all(uow, "sdi")
        waiting = [name for name in DATA_SETS if admission.asset(uow, f"sdi_{name}").latest_version is None]
        engineer = actor(uow, ENGINEER)
    line.kept = not waiting
    for name in waiting:
        run = ingestion.run_ingestion(installed.database, installed.settings, f"sdi_{name}", by=engineer, report=report)
        line.count(run.read, run.landed, run.rejected)
        line.note(f"{name}：读取 {run.read:,}，入湖 {run.landed:,}，剔除 {run.rejected:,}（{run.seconds:.1f} 秒）")


def standardise_all(installed: Installation, line: Line) -> None:
    """Standardise every data set; what cannot be standardised is kept aside with its reason."""
    with installed.database.unit_of_work() as uow:
        admit_all(uow, "dwi")
        waiting = [name for name in DATA_SETS if admission.asset(uow, f"dwi_{name}").latest_version is None]
        engineer = actor(uow, ENGINEER)
    line.kept = not waiting
    for name in waiting:
        run = development.standardise(installed.database, installed.settings, f"sdi_{name}", f"dwi_{name}", by=engineer)
        line.count(run.read, run.landed, run.rejected)
        worst = "、".join(f"{reason} {count:,}" for reason, count in list(run.reasons.items())[:3])
        line.note(f"{name}：{run.landed:,} 条达标，{run.rejected:,} 条另存" + (f"（{worst}）" if worst else ""))


def build_derived(installed: Installation, line: Line) -> None:
    """Build the fusion and the mart from declared models."""
    with installed.database.unit_of_work() as uow:
        engineer = actor(uow, ENGINEER)
        line.kept = all(admission.asset(uow, code).latest_version is not None for code in DERIVED)
    for code, sql in zip(DERIVED, (FUSION_SQL, MART_SQL), strict=True):
        if line.kept:
            continue
        with installed.database.unit_of_work() as uow:
            outcome = admission.admit(uow, code, by=LOADER)
            if isinstance(outcome, GateReport):
                raise admission.refusal(outcome)
            development.declare_model(uow, code, sql, by=engineer)
        run = development.build_model(installed.database, installed.settings, code, by=engineer)
        line.count(run.landed, run.landed, 0)
        line.note(f"{code}：{run.landed:,} 行")


def release_all(installed: Installation, line: Line) -> None:
    """Publish all of it together: readers see one consistent state."""
    codes = [f"dwi_{name}" for name in DATA_SETS] + list(DERIVED)
    with installed.database.unit_of_work() as uow:
        line.kept = all(
            (known := admission.asset(uow, code)).released_version == known.latest_version for code in codes
        )
        if not line.kept:
            made = admission.release(uow, "首次发布", codes, by=actor(uow, ENGINEER))
            line.note(f"{len(made.versions)} 个数据集在同一事务中发布")
