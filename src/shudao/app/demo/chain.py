"""The ten steps in order, each through the facades the API uses, each done once."""

from collections.abc import Callable

from shudao.admission import facade as admission
from shudao.app.demo import (
    evidence_steps,
    indicator_steps,
    lake_steps,
    norm_steps,
    quality_steps,
    service_steps,
    sharing_steps,
    work_steps,
)
from shudao.app.demo.account import Account, Line
from shudao.app.demo.cast import LOADER
from shudao.app.demo.load import architecture as load_architecture
from shudao.app.demo.load import mechanism as load_mechanism
from shudao.app.demo.load import policy as load_policy
from shudao.app.demo.surroundings import Surroundings
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.evidence import facade as evidence
from shudao.evidence.contracts import EntryFilter
from shudao.ingestion.contracts import Progress
from shudao.kernel.errors import NotFound
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.vault import facade as vault

__all__ = ["run"]

Load = Callable[[UnitOfWork], int]

POLICE_SOURCE = "SRC-GA"
MECHANISM: dict[str, Load] = {
    "工作日历": load_mechanism.load_calendar,
    "机构": load_mechanism.load_organisations,
    "人员": load_mechanism.load_people,
    "职责": load_mechanism.load_duties,
}
POLICY: dict[str, Load] = {
    "规范": load_policy.load_norms,
    "代码": load_policy.load_code_tables,
    "数据元": load_policy.load_data_elements,
}
SOURCES: dict[str, Load] = {
    "认证数据源": load_architecture.certify_sources,
    "质量方案": load_architecture.declare_plans,
    "目录条目": load_architecture.load_catalogue,
    "数据集": lake_steps.register_assets,
}


def run(
    installed: Installation,
    around: Surroundings,
    account: Account,
    url: str,
    scale: int,
    report: Callable[[Progress], None],
) -> None:
    """Drive the chain. A second run repeats nothing that is there and says so."""
    _declare(installed, around, account, scale)
    with account.step("推治理", "入湖检查：一个数据集被拒绝、补齐、通过") as line:
        line.kept = _is_admitted(installed, "sdi_assistance")
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
    sharing_steps.readdress(installed, around)
    with account.step("理架构", "指标：原子、衍生、复合，在湖上计算") as line:
        indicator_steps.publish_and_compute(installed, line)
    with account.step("通共享", "按字段和行申请、数源审核、主管备案") as line:
        application_id = sharing_steps.share(installed, around, line)
    with account.step("通共享", "自动交换、逐行核对、签收、评价") as line:
        sharing_steps.deliver_and_receive(installed, around, application_id, line)
    with account.step("重服务", "发布数据服务") as line:
        service_steps.publish_service(installed, line)
    with account.step("重服务", "用密钥调用，范围外被拒绝") as line:
        service_steps.call_service(installed, url, line)
    with account.step("定机制", "讨论、关注、待批变更与争议") as line:
        work_steps.discuss(installed, line)
    with account.step("立规范", "按总纲和十四项规范检查全部台账") as line:
        norm_steps.check_norms(installed, line)
    with account.step("保安全", "核验存证，副本中的篡改逐一被发现") as line:
        evidence_steps.verify_evidence(installed, line)


def _declare(installed: Installation, around: Surroundings, account: Account, scale: int) -> None:
    """Steps one, two and four: everything that is said before rows move."""
    with account.step("定机制", "机构、人员与岗位、职责、工作日历") as line:
        for title, each in MECHANISM.items():
            _load(installed, line, title, each)
    with account.step("立规范", "规范、代码表、数据元") as line:
        for title, each in POLICY.items():
            _load(installed, line, title, each)
    with account.step("理架构", "业务域到属性，指定责任人并发布；登记系统") as line:
        _load(installed, line, "节点与属性", load_architecture.load_ledger)
        _load(installed, line, "应用系统", load_architecture.load_systems)
    with account.step("建平台", "外部系统：公安人口库、市场主体文件、救助台账、监测接口") as line:
        rows = around.write_registers(scale)
        line.kept = not rows
        for name, count in rows.items():
            line.note(f"{name} {count:,} 行")
    with account.step("理架构", "数据源与认证、质量方案、资源目录") as line:
        _connect(installed, around)
        for title, each in SOURCES.items():
            _load(installed, line, title, each)


def _load(installed: Installation, line: Line, title: str, load: Load) -> None:
    """Load one noun in one transaction, together with the mark that says it is there."""
    subject = f"demo/load/{load.__name__}"
    with installed.database.unit_of_work() as uow:
        line.kept = evidence.list_entries(uow, EntryFilter(subject_prefix=subject), PageQuery(limit=1)).total > 0
        if not line.kept:
            line.note(f"{title} {load(uow):,}")
            evidence.record(uow, by=LOADER, action="demo.noun.loaded", subject=subject)


def _connect(installed: Installation, around: Surroundings) -> None:
    """Register the sources with this run's addresses; passwords go into the vault and nowhere else."""
    with installed.database.unit_of_work() as uow:
        try:
            secret = architecture.source(uow, POLICE_SOURCE).secret_ref or ""
            vault.replace(uow, secret, around.police_dsn, by=LOADER)
        except NotFound:
            secret = vault.seal(uow, f"source/{POLICE_SOURCE}", around.police_dsn, by=LOADER)
        subject = f"architecture/source/{POLICE_SOURCE}"
        evidence.record(uow, by=LOADER, action="demo.secret.sealed", subject=subject)
        load_architecture.load_sources(uow, around.source_settings(), {POLICE_SOURCE: secret})


def _is_admitted(installed: Installation, asset_code: str) -> bool:
    with installed.database.unit_of_work() as uow:
        return admission.certificate(uow, asset_code) is not None
