"""The words of sharing: states, events, steps, grounds, and what may be chosen."""

from enum import StrEnum

__all__ = [
    "Action",
    "DeliveryState",
    "Event",
    "Frequency",
    "ListScope",
    "Method",
    "Profile",
    "RefusalGround",
    "State",
    "Step",
]


class Profile(StrEnum):
    """Which rules of time are in force: the white paper's practice, or the regulation's (STANDARDS §2.3)."""

    WHITEPAPER = "whitepaper"
    DECREE_809 = "decree-809"


class State(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    AWAITING_CONSENT = "awaiting_consent"
    AWAITING_REVIEW = "awaiting_review"
    RETURNED = "returned"
    AWAITING_FILING = "awaiting_filing"
    IMPLEMENTING = "implementing"
    AWAITING_RECEIPT = "awaiting_receipt"
    IN_USE = "in_use"
    EVALUATED = "evaluated"
    ENDED = "ended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"

    @property
    def zh(self) -> str:
        return _STATE_ZH[self]

    @property
    def is_final(self) -> bool:
        return self in (State.ENDED, State.REFUSED, State.WITHDRAWN, State.REVOKED)

    @property
    def has_left_the_department(self) -> bool:
        """Whether the source and the bureau have heard of it."""
        return self not in (State.DRAFT, State.AWAITING_CONSENT)


_STATE_ZH = {
    State.DRAFT: "草稿",
    State.AWAITING_CONSENT: "待本单位同意",
    State.AWAITING_REVIEW: "待数源部门审核",
    State.RETURNED: "退回补正",
    State.AWAITING_FILING: "待主管部门备案",
    State.IMPLEMENTING: "交换实施中",
    State.AWAITING_RECEIPT: "待确认接收",
    State.IN_USE: "使用中",
    State.EVALUATED: "使用中（已评价）",
    State.ENDED: "已到期",
    State.REFUSED: "不予同意",
    State.WITHDRAWN: "已撤回",
    State.REVOKED: "授权已撤销",
}


class Event(StrEnum):
    """What can happen to an application."""

    DRAFTED = "drafted"
    EDITED = "edited"
    SUBMITTED = "submitted"
    CONSENTED = "consented"
    DECLINED = "declined"
    APPROVED = "approved"
    RETURNED = "returned"
    COMPLETED = "completed"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    FILED = "filed"
    SENT_BACK = "sent_back"
    DELIVERED = "delivered"
    RECEIVED = "received"
    DISPUTED = "disputed"
    EVALUATED = "evaluated"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    EXPIRED = "expired"
    REMINDED = "reminded"
    ESCALATED = "escalated"

    @property
    def zh(self) -> str:
        return _EVENT_ZH[self]


_EVENT_ZH = {
    Event.DRAFTED: "起草",
    Event.EDITED: "修改",
    Event.SUBMITTED: "提交",
    Event.CONSENTED: "本单位同意",
    Event.DECLINED: "本单位不同意",
    Event.APPROVED: "审核同意",
    Event.RETURNED: "一次性告知补正",
    Event.COMPLETED: "补正后提交",
    Event.REFUSED: "审核不同意",
    Event.TIMED_OUT: "超时未审核，自动拒绝",
    Event.FILED: "备案",
    Event.SENT_BACK: "备案退回数源部门",
    Event.DELIVERED: "交付",
    Event.RECEIVED: "确认接收",
    Event.DISPUTED: "接收有异议",
    Event.EVALUATED: "评价",
    Event.WITHDRAWN: "撤回",
    Event.REVOKED: "撤销授权",
    Event.EXPIRED: "授权到期",
    Event.REMINDED: "催办",
    Event.ESCALATED: "超时上报",
}


class Step(StrEnum):
    """A stretch of the way with somebody to act and a limit in working days."""

    CONSENT = "consent"
    REVIEW = "review"
    COMPLETION = "completion"
    FILING = "filing"
    IMPLEMENTATION = "implementation"
    RECEIPT = "receipt"
    EVALUATION = "evaluation"

    @property
    def zh(self) -> str:
        return {
            "consent": "本单位同意",
            "review": "数源部门审核",
            "completion": "补正材料",
            "filing": "主管部门备案",
            "implementation": "交换实施",
            "receipt": "确认接收",
            "evaluation": "使用评价",
        }[self.value]


class Action(StrEnum):
    """What the caller may do now, as the console's buttons and the API's paths name it."""

    EDIT = "edit"
    SUBMIT = "submit"
    CONSENT = "consent"
    REVIEW = "review"
    FILE = "file"
    DELIVER = "deliver"
    RECEIPT = "receipt"
    EVALUATE = "evaluate"
    WITHDRAW = "withdraw"


class Method(StrEnum):
    """共享方式 of an application: rows pushed into the consumer's own table, or asked for by calls."""

    TABLE = "table"
    API = "api"

    @property
    def zh(self) -> str:
        return {"table": "库表推送", "api": "服务接口"}[self.value]


class Frequency(StrEnum):
    """Whether the approved rows are delivered once, or again with each release of the data set."""

    ONCE = "once"
    EACH_RELEASE = "each_release"


class RefusalGround(StrEnum):
    """The lawful grounds on which a request may be refused; free text alone may not (STANDARDS §2.2)."""

    NOT_SHARED = "not_shared"
    OUTSIDE_DUTY = "outside_duty"
    NOT_NECESSARY = "not_necessary"
    CONDITION_UNMET = "condition_unmet"
    NOT_HELD = "not_held"

    @property
    def zh(self) -> str:
        return _GROUND_ZH[self]


_GROUND_ZH = {
    RefusalGround.NOT_SHARED: "目录列为不予共享，并列明法律、行政法规或国务院决定依据",
    RefusalGround.OUTSIDE_DUTY: "申请用途超出申请单位法定职责或目录所列使用条件",
    RefusalGround.NOT_NECESSARY: "未说明所申请范围的必要性（须提出可缩小的范围）",
    RefusalGround.CONDITION_UNMET: "未满足目录条目中列明的共享条件",
    RefusalGround.NOT_HELD: "本单位不掌握该数据（须指明正确的数源）",
}


class DeliveryState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    ABORTED = "aborted"


class ListScope(StrEnum):
    """Which applications a list shows: my organisation's, those waiting for me, or all I may see."""

    MINE = "mine"
    TO_REVIEW = "to_review"
    ALL = "all"
