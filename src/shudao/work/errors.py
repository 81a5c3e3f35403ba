"""What `work` refuses, and why."""

from shudao.kernel.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable

__all__ = [
    "AlreadyPending",
    "CalendarDayTwice",
    "ChangeDecided",
    "DecidesForRequester",
    "DecidesOwnChange",
    "DeliveryFailed",
    "EmptyComment",
    "JobNotRetriable",
    "MalformedChannel",
    "MalformedDelegation",
    "MalformedDispatch",
    "NoReason",
    "NotByHand",
    "NotYourComment",
    "NotYoursToDecide",
    "TaskClosed",
    "TaskNotPausable",
    "TooManyChanges",
    "UnknownChange",
    "UnknownChangeKind",
    "UnknownChannel",
    "UnknownComment",
    "UnknownDelegation",
    "UnknownJob",
    "UnknownNotice",
    "UnknownSubject",
    "UnknownTask",
]


class UnknownTask(NotFound):
    code = "work.unknown_task"
    zh = "没有找到该待办，或该待办不属于您。"
    en = "There is no such task, or it is not yours."
    next_zh = "请回到待办列表查看。"
    next_en = "Go back to your inbox."


class TaskClosed(Conflict):
    code = "work.task_closed"
    zh = "待办“{title}”已办结，不能重复办理。"
    en = "The task is already closed and cannot be done again."
    next_zh = "请刷新待办列表。"
    next_en = "Reload your inbox."


class NotByHand(Conflict):
    code = "work.not_by_hand"
    zh = "待办“{title}”须在业务页面办理，不能直接勾选完成。"
    en = "This task is done on its own page; it cannot be ticked off in the inbox."
    next_zh = "请打开待办中的链接办理。"
    next_en = "Open the task's link and act there."


class UnknownNotice(NotFound):
    code = "work.unknown_notice"
    zh = "没有找到该通知。"
    en = "There is no such notice."
    next_zh = "请回到通知列表查看。"
    next_en = "Go back to your notices."


class UnknownChange(NotFound):
    code = "work.unknown_change"
    zh = "没有找到该变更申请，或您无权查看。"
    en = "There is no such change request, or you may not see it."
    next_zh = "请回到变更列表查看。"
    next_en = "Go back to the list of change requests."


class UnknownChangeKind(Invalid):
    code = "work.unknown_change_kind"
    zh = "没有登记“{kind}”类变更的处理程序。"
    en = "Nothing is registered to apply changes of kind {kind}."
    next_zh = "请联系运营中心。"
    next_en = "Tell the operations centre."


class AlreadyPending(Conflict):
    code = "work.change_already_pending"
    zh = "该内容已有一份待审批的变更（{requested_name} 提出），须先办结。"
    en = "A change to this, proposed by {requested_name}, is still waiting for a decision."
    next_zh = "请等待审批，或请提出人撤回后再提交。"
    next_en = "Wait for the decision, or ask for it to be withdrawn."


class ChangeDecided(Conflict):
    code = "work.change_decided"
    zh = "该变更申请已经办结，不能再次审批。"
    en = "This change request has already been decided."
    next_zh = "请刷新后查看结果。"
    next_en = "Reload to see the outcome."


class DecidesOwnChange(Forbidden):
    code = "work.decides_own_change"
    zh = "提出变更的人不能审批自己的变更，管理员也不例外。"
    en = "Whoever proposes a change may not decide on it, administrators included."
    next_zh = "请由另一位有审批权的人员办理。"
    next_en = "Someone else who may approve has to decide."


class NotYoursToDecide(Forbidden):
    code = "work.not_yours_to_decide"
    zh = "该变更申请不由您审批。"
    en = "This change request is not yours to decide."
    next_zh = "请由指定的审批岗位办理。"
    next_en = "It is decided by the post it was sent to."


class NoReason(Invalid):
    code = "work.no_reason"
    zh = "驳回变更须写明理由。"
    en = "A refusal needs its reason."
    next_zh = "请填写理由后重新提交。"
    next_en = "Write the reason and submit again."


class CalendarDayTwice(Invalid):
    code = "work.calendar_day_twice"
    zh = "节假日安排中 {day} 出现了两次，且说法不同。"
    en = "The calendar lists {day} twice, with different answers."
    next_zh = "请核对国务院办公厅当年通知后改正文件。"
    next_en = "Check the file against the published notice."


class UnknownJob(NotFound):
    code = "work.unknown_job"
    zh = "没有编号为 {id} 的作业。"
    en = "There is no job {id}."
    next_zh = "请刷新作业列表。"
    next_en = "Reload the list of jobs."


class JobNotRetriable(Conflict):
    code = "work.job_not_retriable"
    zh = "作业 {id} 当前为“{status}”，只有失败的作业可以重试。"
    en = "Job {id} is {status}; only failed jobs can be tried again."
    next_zh = "请刷新后查看最新状态。"
    next_en = "Reload to see its present state."


class UnknownSubject(NotFound):
    code = "work.unknown_subject"
    zh = "没有找到要讨论或关注的内容，或您无权查看。"
    en = "There is nothing there to discuss or follow, or you may not see it."
    next_zh = "请从该内容的页面进入。"
    next_en = "Start from the page of the thing itself."


class UnknownComment(NotFound):
    code = "work.unknown_comment"
    zh = "没有找到该评论，或已被删除。"
    en = "There is no such comment, or it was deleted."
    next_zh = "请刷新讨论。"
    next_en = "Reload the discussion."


class NotYourComment(Forbidden):
    code = "work.not_your_comment"
    zh = "只能修改或删除本人的评论。"
    en = "Only its author may edit or delete a comment."
    next_zh = "可以在讨论中回复说明。"
    next_en = "You can answer it in the discussion."


class EmptyComment(Invalid):
    code = "work.empty_comment"
    zh = "评论没有内容。"
    en = "The comment says nothing."
    next_zh = "请填写内容后提交。"
    next_en = "Write something and submit again."


class MalformedDelegation(Invalid):
    code = "work.malformed_delegation"
    zh = "代办设置有误：{problem_zh}。"
    en = "The deputy cannot be named like this: {problem_en}."
    next_zh = "请改正后重新提交。"
    next_en = "Correct it and submit again."


class UnknownDelegation(NotFound):
    code = "work.unknown_delegation"
    zh = "没有找到该代办设置。"
    en = "There is no such delegation."
    next_zh = "请刷新后重试。"
    next_en = "Reload and try again."


class DecidesForRequester(Forbidden):
    code = "work.decides_for_requester"
    zh = "您正在为提出人 {requester} 代办，不能审批其提出的变更。"
    en = "You stand in for {requester}, who proposed this, and may not decide on it."
    next_zh = "请由与提出人无代办关系的人员审批。"
    next_en = "Someone who does not stand in for the requester has to decide."


class MalformedChannel(Invalid):
    code = "work.malformed_channel"
    zh = "通知渠道设置有误：{problem}。"
    en = "The channel cannot be set up like this ({problem})."
    next_zh = "请改正地址；如需增加允许的主机，请联系系统管理员。"
    next_en = "Correct the address, or ask the system administrator to allow the host."


class UnknownChannel(NotFound):
    code = "work.unknown_channel"
    zh = "没有该通知渠道。"
    en = "There is no such channel."
    next_zh = "请在通知设置中重新添加。"
    next_en = "Set it up again in the notice settings."


class MalformedDispatch(Invalid):
    code = "work.malformed_dispatch"
    zh = "邮件与外发设置有误：{problem}。"
    en = "The settings for sending are not right ({problem})."
    next_zh = "请改正后保存。"
    next_en = "Correct them and save again."


class DeliveryFailed(Unavailable):
    """The other side did not take a letter. `reason` is a code of ours, never what the other side wrote."""

    code = "work.delivery_failed"
    zh = "通知未能送出（{reason}）。"
    en = "The notice could not be delivered ({reason})."
    next_zh = "系统会自动重试；请检查地址与服务器设置。"
    next_en = "It is tried again by itself; check the address and the server's settings."


class TaskNotPausable(Conflict):
    code = "work.task_not_pausable"
    zh = "待办“{title}”没有办理期限，或已处于所要求的状态。"
    en = "This task has no deadline, or is already in that state."
    next_zh = "请刷新待办列表。"
    next_en = "Reload the inbox."


class TooManyChanges(Invalid):
    code = "work.too_many_changes"
    zh = "一次最多审批 {limit} 项变更。"
    en = "At most {limit} changes are decided together."
    next_zh = "请分批办理。"
    next_en = "Decide them in parts."
