"""Step six: an application by columns and rows, through every hand, to rows in the consumer's own database."""

from datetime import date, timedelta

import psycopg
import pyarrow.parquet as pq

from shudao.admission import facade as admission
from shudao.app.demo.account import Line
from shudao.app.demo.cast import LOADER, actor
from shudao.app.demo.surroundings import CONSUMER_SCHEMA, Surroundings
from shudao.app.installation import Installation
from shudao.kernel.expr.predicate import In
from shudao.kernel.paging import PageQuery
from shudao.sharing import facade as sharing
from shudao.sharing.contracts import (
    Application,
    ApplicationFilter,
    Approval,
    Method,
    NewApplication,
    NewTarget,
    Profile,
    Scores,
)

__all__ = ["deliver_and_receive", "readdress", "share"]

ENTRY = "101001/1"
REGISTRAR, TARGET = "labour.qian", "人社前置库"
APPLICANT, CONSENTER, REVIEWER, FILER = "labour.yin", "labour.duan", "police.deng", "bureau.xie"
ASKED_REGIONS = ("680102", "680103", "680104")
GRANTED_REGIONS = ("680102", "680103")
COLUMNS = ("person_id", "citizen_number", "name", "birth_date", "registered_region")
TABLE = "pension_population"


def readdress(installed: Installation, around: Surroundings) -> None:
    """The consumer's database may have another port than in an earlier run."""
    with installed.database.unit_of_work() as uow:
        by = actor(uow, REGISTRAR)
        for target in sharing.list_targets(uow, PageQuery(limit=1, q=TARGET), by=by).items:
            if not around.labour_dsn.endswith(f"@{target.place}"):
                sharing.move_target(uow, target.code, around.labour_dsn, by=by)


def share(installed: Installation, around: Surroundings, line: Line) -> str:
    """Apply for three districts, be granted two, be filed; gives the application's id."""
    with installed.database.unit_of_work() as uow:
        applicant = actor(uow, APPLICANT)
        known = sharing.list_applications(uow, ApplicationFilter(), PageQuery(limit=1), by=applicant).items
        if known:
            line.kept = True
            return known[0].id
        sharing.choose_profile(uow, Profile.WHITEPAPER, "680100", by=actor(uow, FILER))
        new = NewTarget(TARGET, around.labour_dsn, CONSUMER_SCHEMA)
        target = sharing.register_target(uow, new, by=actor(uow, REGISTRAR))
        drafted = sharing.draft(uow, _request(uow.clock.today() + timedelta(days=180), target.code), by=applicant)
        submitted = sharing.submit(uow, drafted.id, seen_version=drafted.version, by=applicant)
        line.note(f"{submitted.number}：市人社局申请 {len(COLUMNS)} 个字段、{len(ASKED_REGIONS)} 个区的户籍人口")
    with installed.database.unit_of_work() as uow:
        consented = sharing.consent(
            uow, submitted.id, "确需用于养老待遇资格核对", seen_version=submitted.version, by=actor(uow, CONSENTER)
        )
    with installed.database.unit_of_work() as uow:
        approval = Approval(and_where=In("registered_region", GRANTED_REGIONS))
        approved = sharing.approve(
            uow,
            consented.id,
            approval,
            "业务只涉及两个区，按最小范围提供",
            seen_version=consented.version,
            by=actor(uow, REVIEWER),
        )
        line.note(f"市公安局部分同意：{len(GRANTED_REGIONS)} 个区")
    with installed.database.unit_of_work() as uow:
        filed = sharing.file(uow, approved.id, "备案", seen_version=approved.version, by=actor(uow, FILER))
        line.note("市大数据局备案，授权生成，交换任务自动排队")
    return filed.id


def _request(until: date, target_code: str) -> NewApplication:
    return NewApplication(
        catalogue_code=ENTRY,
        asset_code="dwi_population",
        columns=COLUMNS,
        where=In("registered_region", ASKED_REGIONS),
        purpose="养老保险待遇领取资格核对",
        scenario="每月比对待遇领取人员的户籍与生存状态",
        legal_basis="社会保险法第七十五条",
        method=Method.TABLE,
        valid_to=until,
        target_code=target_code,
        target_table=TABLE,
    )


def deliver_and_receive(installed: Installation, around: Surroundings, application_id: str, line: Line) -> None:
    """Deliver, compare with the approved scope by plain SQL over the source, sign the receipt, evaluate."""
    with installed.database.unit_of_work() as uow:
        applicant = actor(uow, APPLICANT)
        standing = sharing.application(uow, application_id, by=applicant)
    line.kept = standing.state.value == "evaluated"
    if line.kept:
        return
    made = sharing.deliver(installed.database, installed.settings, application_id)
    line.count(made.rows_sent or 0, made.rows_arrived or 0, 0)
    line.note(f"推送 {made.rows_sent:,} 行，对方收到 {made.rows_arrived:,} 行，两侧摘要一致 {made.digest[:16]}…")
    expected, delivered = _oracle(installed, around)
    if expected != delivered:
        raise AssertionError(f"delivered rows differ from the approved scope: {len(delivered)} against {len(expected)}")
    line.note(f"与数源库直接用 SQL 取出的批准范围逐行核对：{len(delivered):,} 行完全一致")
    with installed.database.unit_of_work() as uow:
        received = sharing.confirm_receipt(
            uow,
            application_id,
            len(delivered),
            "数量相符",
            seen_version=_version(installed, application_id),
            by=applicant,
        )
    with installed.database.unit_of_work() as uow:
        scores = Scores(accuracy=5, completeness=5, timeliness=5, usability=4, service=5)
        evaluated = sharing.evaluate(
            uow, application_id, scores, "当日即可比对，停发误报减少", seen_version=received.version, by=applicant
        )
        line.note(f"{evaluated.number} 已签收并评价")


def _version(installed: Installation, application_id: str) -> int:
    with installed.database.unit_of_work() as uow:
        standing: Application = sharing.application(uow, application_id, by=actor(uow, APPLICANT))
        return standing.version


def _oracle(installed: Installation, around: Surroundings) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(person, district) pairs: what plain SQL over the police's database says, and what the consumer has.

    Rows that could not be standardised never reached the shared layer; they are told by their own reject list.
    """
    with psycopg.connect(around.police_dsn) as source:
        rows = source.execute("select rybh, hkszd from rk_jbxx where hkszd = any(%s)", [list(GRANTED_REGIONS)])
        expected = {(str(person), str(region)) for person, region in rows.fetchall()}
    with psycopg.connect(around.labour_dsn) as target:
        rows = target.execute(f"select person_id, registered_region from {CONSUMER_SCHEMA}.{TABLE}")  # noqa: S608 -- constants of this file
        delivered = {(str(person), str(region)) for person, region in rows.fetchall()}
    aside = _kept_aside(installed)
    return {pair for pair in expected if pair[0] not in aside}, delivered


def _kept_aside(installed: Installation) -> frozenset[str]:
    with installed.database.unit_of_work() as uow:
        entry = admission.ledger(uow, "dwi_population", PageQuery(limit=1), by=LOADER).items[0]
    folder = admission.rejects_table(installed.settings, "dwi_population").path
    if entry.rejects_file is None:
        return frozenset()
    return frozenset(pq.read_table(f"{folder}/{entry.rejects_file}", columns=["rybh"]).column("rybh").to_pylist())
