"""Who does something: always an argument (`by=`), never a global (EXAMPLES §4)."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

__all__ = ["Actor", "Role"]


class Role(StrEnum):
    """The roles of SPEC "Who uses it", as they are granted to an account within an organisation."""

    DATA_BUREAU = "data_bureau"
    OPERATIONS = "operations"
    DEPARTMENT_HEAD = "department_head"
    DATA_OWNER = "data_owner"
    DATA_STEWARD = "data_steward"
    SHARING_OFFICER = "sharing_officer"
    CONSUMER = "consumer"
    DEVELOPER = "developer"
    ANALYST = "analyst"
    MANAGER = "manager"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    # Members of groups and holders of security posts: what they may do follows from their other posts.
    GROUP_MEMBER = "group_member"
    DATABASE_ADMIN = "database_admin"
    SECURITY_AUDITOR = "security_auditor"
    SECURITY_OPERATOR = "security_operator"
    BACKUP_OPERATOR = "backup_operator"
    RECOVERY_OPERATOR = "recovery_operator"


@dataclass(frozen=True)
class Actor:
    """A person's account, or the system itself, acting for an organisation.

    `because` carries the decision id under which an inner call is made for someone else (`behalf_of`).
    """

    account_id: str
    name: str
    person_id: str | None = None
    organisation_id: str | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    behalf_of: str | None = None
    because: str | None = None

    @classmethod
    def system(cls, purpose: str) -> "Actor":
        """The system acting by itself; the purpose stands in the evidence."""
        return cls(account_id=f"system:{purpose}", name=f"系统（{purpose}）")

    @property
    def is_system(self) -> bool:
        return self.account_id.startswith("system:")

    @property
    def principal(self) -> str:
        """Who counts as one and the same where two people have to sign: the person, or the account without one."""
        return self.person_id or self.account_id

    def on_behalf(self, of: "Actor", because: str) -> "Actor":
        """This actor doing what `of` is entitled to under decision `because`."""
        return replace(self, behalf_of=of.account_id, because=because)
