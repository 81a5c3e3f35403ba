"""Work reaching people: a remark, somebody who follows, a change that waits for the bureau, and a case to be ruled."""

from shudao.app.demo.account import Line
from shudao.app.demo.cast import actor
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import DisputeFilter, NewDispute, Topic
from shudao.work import facade as work

__all__ = ["discuss"]

OWNER, STEWARD, OTHER = "police.zhou", "police.wu", "civil.xu"


def discuss(installed: Installation, line: Line) -> None:
    """What is said about an entity of the police, and what is asked of it."""
    with installed.database.unit_of_work() as uow:
        steward, other = actor(uow, STEWARD), actor(uow, OTHER)
        if mechanism.list_disputes(uow, DisputeFilter(), PageQuery(limit=1), by=other).total:
            line.kept = True
            return
        code, name, version = _entity(uow, str(steward.organisation_id))
        subject = f"architecture/node/{code}"
        work.follow(uow, subject, by=steward)
        work.comment(uow, subject, "口径是否含流动人口？请责任人确认。", [actor(uow, OWNER).account_id], by=other)
        work.comment(uow, subject, "含。已提出变更，把口径写进定义。", by=steward)
        change = {"definition": "在本市登记的人员，含户籍人口和流动人口，以公民身份号码唯一标识。"}
        architecture.propose_change(uow, code, change, "写明口径", seen_version=version, by=steward)
        claim = "由公安统一维护，民政直接引用，不再另行登记。"
        statement = "两部门对同一人员信息各自维护，救助核对时不一致。依据《政务数据共享条例》关于数据同源的规定提出。"
        case = NewDispute(Topic.SOURCE, subject, str(steward.organisation_id), statement, claim)
        mechanism.open_dispute(uow, case, by=other)
    line.note(f"“{name}”：讨论 2 条、关注 1 人、待批变更 1 项、争议 1 件")


def _entity(uow: UnitOfWork, organisation_id: str) -> tuple[str, str, int]:
    """The first published entity of a department."""
    found = next(each for each in architecture.entities(uow) if each.organisation_id == organisation_id)
    return found.code, found.name, found.version
