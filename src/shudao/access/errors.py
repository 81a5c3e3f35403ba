"""What `access` refuses, and why."""

from shudao.kernel.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated

__all__ = [
    "AdministratorAccount",
    "AdministratorConflict",
    "AlreadySubmitted",
    "CrossSiteRequest",
    "EnrolmentSpent",
    "LoginTaken",
    "NotPermitted",
    "OwnRole",
    "PasswordChangeRequired",
    "PasswordTooWeak",
    "PersonHasAccount",
    "SignInFailed",
    "SignInLocked",
    "SignInLoopbackOnly",
    "TermReversed",
    "UnknownAccount",
    "UnknownPlace",
    "WrongPassword",
]


class NotPermitted(Forbidden):
    code = "access.not_permitted"
    zh = "您没有“{permission}”的权限。"
    en = "You do not have the right “{permission}”."
    next_zh = "如确需办理，请联系本单位安全管理员授予相应岗位。"
    next_en = "If you need it, ask your security administrator for the post that carries it."


class SignInFailed(Unauthenticated):
    code = "access.sign_in_failed"
    zh = "账号或密码不正确。"
    en = "The account or the password is not right."
    next_zh = "请核对后重试；连续输错将暂时锁定账号。"
    next_en = "Check and try again; repeated failures lock the account for a while."


class SignInLocked(Unauthenticated):
    code = "access.sign_in_locked"
    status = 423
    zh = "连续输错密码，账号已锁定，{minutes} 分钟后可再试。"
    en = "Too many wrong passwords: the account is locked for {minutes} more minutes."
    next_zh = "请稍后再试，或联系系统管理员重置密码。"
    next_en = "Wait, or ask the system administrator to reset the password."


class SignInLoopbackOnly(Forbidden):
    code = "access.loopback_only"
    zh = "示例账号只能在本机登录。"
    en = "Sample accounts sign in from this machine only."
    next_zh = "请在服务器本机以 127.0.0.1 或 localhost 访问，或请系统管理员为您开设正式账号。"
    next_en = "Open the console on the server itself, as 127.0.0.1 or localhost, or ask for an account of your own."


class CrossSiteRequest(Forbidden):
    code = "access.cross_site_request"
    zh = "请求缺少有效的防伪标记，已拒绝。"
    en = "The request carries no valid anti-forgery token and was refused."
    next_zh = "请刷新页面后重试。"
    next_en = "Reload the page and try again."


class PasswordChangeRequired(Forbidden):
    code = "access.password_change_required"
    zh = "首次登录或密码被重置后，须先修改密码。"
    en = "The password must be changed before anything else."
    next_zh = "请在“修改密码”页设置新密码。"
    next_en = "Set a new password on the password page."


class WrongPassword(Invalid):
    code = "access.wrong_password"
    zh = "当前密码不正确。"
    en = "The present password is not right."
    next_zh = "请重新输入当前密码。"
    next_en = "Type the present password again."


class PasswordTooWeak(Invalid):
    code = "access.password_too_weak"
    zh = "新密码不符合要求：{reason}。"
    en = "The new password is not strong enough: {reason}."
    next_zh = "请使用至少 12 个字符，且不含账号名的密码。"
    next_en = "Use at least 12 characters, without the account's name."


class UnknownAccount(NotFound):
    code = "access.unknown_account"
    zh = "没有账号“{login}”。"
    en = "There is no account {login}."
    next_zh = "请核对账号名。"
    next_en = "Check the account's name."


class LoginTaken(Conflict):
    code = "access.login_taken"
    zh = "账号名“{login}”已被使用。"
    en = "The account name {login} is taken."
    next_zh = "请换一个账号名。"
    next_en = "Choose another name."


class PersonHasAccount(Conflict):
    code = "access.person_has_account"
    zh = "该人员已有账号，不能再开第二个。"
    en = "This person has an account already; there is no second one."
    next_zh = "忘记密码时，请为已有账号签发一次性链接。"
    next_en = "For a forgotten password issue a one-time link for the account they have."


class AdministratorConflict(Conflict):
    code = "access.administrator_conflict"
    zh = "同一人不能兼任两种管理员（已任{held}，拟任{wanted}）。"
    en = "No one person holds two administrator roles (holds {held}, proposed {wanted})."
    next_zh = "请将管理员岗位分给不同的人（三员分立）。"
    next_en = "Give the administrator posts to different people."


class AdministratorAccount(Forbidden):
    code = "access.administrator_account"
    zh = "{login} 是管理员账号，不能由另一位管理员重置密码或停用（三员分立）。"
    en = "{login} is an administrator: no other administrator resets the password or disables the account."
    next_zh = "忘记密码时，请在服务器上运行 shudao account enrol {login}；离任时，请先结束其管理员岗位。"
    next_en = "For a forgotten password run shudao account enrol {login} on the server; to leave, end the post first."


class OwnRole(Forbidden):
    code = "access.own_role"
    zh = "不能给自己授予岗位权限。"
    en = "Nobody gives a role to oneself."
    next_zh = "请由另一位有权限的人员办理。"
    next_en = "Ask somebody else who may give it."


class TermReversed(Invalid):
    code = "access.term_reversed"
    zh = "结束日期早于开始日期。"
    en = "The last day is before the first."
    next_zh = "请核对起止日期。"
    next_en = "Check both days."


class UnknownPlace(NotFound):
    code = "access.unknown_organisation"
    zh = "没有编号为 {organisation} 的机构。"
    en = "There is no organisation {organisation}."
    next_zh = "请从机构树中选择。"
    next_en = "Choose it from the tree of organisations."


class EnrolmentSpent(NotFound):
    code = "access.enrolment_spent"
    zh = "该开户链接无效、已使用或已过期。"
    en = "This enrolment link is unknown, used, or expired."
    next_zh = "请系统管理员重新签发。"
    next_en = "Ask the system administrator for a new one."


class AlreadySubmitted(Conflict):
    code = "access.already_submitted"
    zh = "该表单已经提交过，未重复处理。"
    en = "This form has already been submitted; it was not done twice."
    next_zh = "请到列表中查看结果。"
    next_en = "Look at the list for the result."
