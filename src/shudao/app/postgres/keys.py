"""The passwords of the database roles: random, kept in `DATA/keys/postgres.json` (mode 0600), outside the database."""

import json
import secrets

from shudao.app.postgres.errors import PostgresKeysMissing
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.roles import DatabaseRole
from shudao.kernel.files import write_new

__all__ = ["load_or_make_passwords"]

_PASSWORD_BYTES = 32


def load_or_make_passwords(layout: Layout, *, cluster_exists: bool) -> dict[str, str]:
    """Role name → password. New ones are made only where there is no cluster yet that would know others."""
    if not layout.key_file.exists():
        if cluster_exists:
            raise PostgresKeysMissing(file=layout.key_file)
        fresh = {role.value: secrets.token_urlsafe(_PASSWORD_BYTES) for role in DatabaseRole}
        write_new(layout.key_file, json.dumps(fresh, indent=1).encode(), mode=0o600)
    kept: dict[str, str] = json.loads(layout.key_file.read_bytes())
    return kept
