"""The ten steps in order, each through the facades the API uses, each done once."""

from collections.abc import Callable

from shudao.admission import facade as admission
from shudao.app.demo import evidence_steps, lake_steps, quality_steps, service_steps, sharing_steps
from shudao.app.demo.account import Account
from shudao.app.demo.cast import LOADER
from shudao.app.demo.load import architecture as load_architecture
from shudao.app.demo.load import mechanism as load_mechanism
from shudao.app.demo.load import policy as load_policy
from shudao.app.demo.surroundings import Surroundings
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.evidence import facade as evidence
from shudao.ingestion.contracts import Progress
from shudao.kernel.errors import NotFound
from shudao.kernel.uow import UnitOfWork
from shudao.vault import facade as vault

__all__ = ["run"]

Load = Callable[[UnitOfWork], int]


def run(
    installed: Installation,
    around: Surroundings,
    account: Account,
    url: str,
    scale: int,
    report: Callable[[Progress], None],
) -> None:
    """Drive the chain. A second run repeats nothing that is there and says so."""
    known = _is_loaded(installed)
    _declare(installed, around, account, scale, known)
    with account.step("推治理", "入湖检查：一个数据集被拒绝、补齐、通过") as line:
        line.kept = known and _is_admitted(installed, "sdi_assistance")
        if not line.kept:
            lake_steps.refused_first(installed, line)
            with installed.database.unit_of_work() as uow:
                lake_steps.complete_assistance(uow)
            line.note("责任人补齐后再次申请：六项标准全部满足")
    with account.step("推治理", "贴源层：七个数据集从四种来源入湖") as line:
        lake_steps.ingest_all(installed, line, report)
    with account.step("推治理", "整合层：按数据标准标准化") as line:
        lake_steps.standardise_all(installed, line)
    with account.step("推治理", "报告层与集市层：融合与汇总") as line:
        lake_steps.build_derived(installed, line)
    with account.step("推治理", "统一发布") as line:
        lake_steps.release_all(installed, line)
    with account.step("提质量", "规则由标准推导，检核、评分、派发工单") as line:
        quality_steps.check_all(installed, line)
    with account.step("通共享", "按字段和行申请、数源审核、主管备案") as line:
        application_id = sharing_steps.share(installed, around, line)
    with account.step("通共享", "自动交换、逐行核对、签收、评价") as line:
        sharing_steps.deliver_and_receive(installed, around, application_id, line)
    with account.step("重服务", "发布数据服务") as line:
        service_steps.publish_service(installed, line)
    with account.step("重服务", "用密钥调用，范围外被拒绝") as line:
        service_steps.call_service(installed, url, line)
    with account.step("保安全", "核验存证，副本中的篡改逐一被发现") as line:
        evidence_steps.verify_evidence(installed, line)


def _declare(installed: Installation, around: Surroundings, account: Account, scale: int, known: bool) -> None:
    """Steps one, two and four: everything that is said before rows move."""

    def load(step: str, title: str, unit: str, *loads: Load) -> None:
        with account.step(step, title) as line:
            line.kept = known
            for each in () if known else loads:
                with installed.database.unit_of_work() as uow:
                    made = each(uow)
                line.note(f"{unit} {made:,}" if len(loads) == 1 else f"{each.__name__.removeprefix('load_')} {made:,}")

    load(
        "定机制",
        "机构、人员与岗位、职责、工作日历",
        "",
        load_mechanism.load_calendar,
        load_mechanism.load_organisations,
        load_mechanism.load_people,
        load_mechanism.load_duties,
    )
    load(
        "立规范",
        "规范、代码表、数据元",
        "",
        load_policy.load_norms,
        load_policy.load_code_tables,
        load_policy.load_data_elements,
    )
    load("理架构", "业务域到属性，指定责任人并发布", "节点与属性", load_architecture.load_ledger)
    with account.step("建平台", "外部系统：公安人口库、市场主体文件、救助台账、监测接口") as line:
        rows = around.write_registers(scale)
        line.kept = not rows
        for name, count in rows.items():
            line.note(f"{name} {count:,} 行")
    with account.step("理架构", "系统、数据源与认证、质量方案、资源目录") as line:
        line.kept = known
        _connect(installed, around, known)
    if not known:
        with installed.database.unit_of_work() as uow:
            for each in (
                load_architecture.certify_sources,
                load_architecture.declare_plans,
                load_architecture.load_catalogue,
                lake_steps.register_assets,
            ):
                line.note(f"{each.__name__} {each(uow)}")


def _connect(installed: Installation, around: Surroundings, known: bool) -> None:
    """Register the sources with this run's addresses; passwords go into the vault and nowhere else."""
    with installed.database.unit_of_work() as uow:
        if known:
            present = architecture.source(uow, "SRC-GA").secret_ref or ""
            vault.replace(uow, present, around.police_dsn, by=LOADER)
            secret = present
        else:
            load_architecture.load_systems(uow)
            secret = vault.seal(uow, "source/SRC-GA", around.police_dsn, by=LOADER)
        evidence.record(uow, by=LOADER, action="demo.secret.sealed", subject="architecture/source/SRC-GA")
        load_architecture.load_sources(uow, around.source_settings(), {"SRC-GA": secret})


def _is_loaded(installed: Installation) -> bool:
    with installed.database.unit_of_work() as uow:
        try:
            admission.asset(uow, "sdi_population")
        except NotFound:
            return False
        return True


def _is_admitted(installed: Installation, asset_code: str) -> bool:
    with installed.database.unit_of_work() as uow:
        return admission.certificate(uow, asset_code) is not None
