"""The people of the sample city as actors: every step is done by the person whose step it is."""

from shudao.access import facade as access
from shudao.access.contracts import AccountView
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork

__all__ = ["LOADER", "PASSWORD", "SAMPLE_ACCOUNTS", "actor"]

# Sample accounts work on loopback only, so their password may be known to every reader.
PASSWORD = "lanchuan-sample-2026"  # noqa: S105 -- see above
# What no person of the story does: opening the accounts, loading the registers of the story itself.
LOADER = Actor.system("sample-city")

# Who can sign in with it, and as what.
SAMPLE_ACCOUNTS = {
    "bureau.lin": "大数据主管部门",
    "police.zhou": "数源部门：数据Owner（公安）",
    "police.deng": "数源部门：共享审核（公安）",
    "labour.yin": "用数部门：经办人（人社）",
    "police.wu": "数源部门：数据专员（公安）",
    "labour.duan": "用数部门：部门首席数据官（人社）",
    "civil.cai": "数源部门：数据专员（民政）",
    "civil.xu": "数源部门：数据Owner（民政）",
    "bureau.xie": "大数据主管部门：共享备案",
    "ops.gao": "运营中心",
    "admin.system": "系统管理员",
    "admin.security": "安全管理员",
    "admin.audit": "审计管理员",
}


def actor(uow: UnitOfWork, login: str, organisation_id: str | None = None) -> Actor:
    """A person of the city, acting for the organisation of their first or the given post."""
    found = access.account_by_login(uow, login)
    if found is None:
        raise LookupError(f"the sample city has no account {login}")
    return _actor(found, organisation_id or found.memberships[0].organisation_id)


def _actor(found: AccountView, organisation_id: str) -> Actor:
    roles = frozenset(m.role.value for m in found.memberships if m.organisation_id == organisation_id)
    return Actor(found.id, found.name, found.person_id, organisation_id, roles)
