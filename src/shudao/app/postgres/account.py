"""As which operating-system user the server runs: PostgreSQL refuses to run as root, rightly."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shudao.app.postgres.errors import PostgresNoAccount

__all__ = ["Account", "choose_account"]

# A host may give the server an account of its own by `useradd --system shudao`; `nobody` is everywhere.
PREFERRED = ("shudao", "nobody")


@dataclass(frozen=True)
class Account:
    """User and group the server runs as. `drops` says whether that differs from who we are."""

    uid: int
    gid: int
    drops: bool

    @property
    def name(self) -> str:
        try:
            return pwd.getpwuid(self.uid).pw_name
        except KeyError:
            return str(self.uid)

    def as_popen(self) -> dict[str, Any]:
        """Arguments that make `subprocess` run a child as this account, in no further group."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.drops else {}

    def give(self, folder: Path) -> None:
        """Hand a folder we have just made to this account."""
        if self.drops:
            os.chown(folder, self.uid, self.gid)


def choose_account(cluster: Path | None) -> Account:
    """Ourselves; as root whoever owns the existing cluster, else the first of `PREFERRED` that exists."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), drops=False)
    if cluster is not None and (owner := cluster.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid, drops=True)
    for name in PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, drops=True)
    raise PostgresNoAccount(wanted="、".join(PREFERRED))
