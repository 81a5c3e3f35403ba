"""Roles, what each may do, and further databases.

Passwords reach the server only as SCRAM verifiers, never in the clear.
"""

from collections.abc import Mapping
from enum import StrEnum

from psycopg import Connection
from psycopg.sql import SQL, Composable, Identifier, Literal

__all__ = [
    "DATABASE",
    "SHARED_ROLES",
    "DatabaseRole",
    "copy_database",
    "create_database",
    "drop_database",
    "ensure_roles",
    "prepare_database",
]

DATABASE = "shudao"


class DatabaseRole(StrEnum):
    """`OWNER` runs migrations and owns every table, `APP` is the program, `GATEWAY` reads serving copies only."""

    SUPERUSER = "postgres"
    OWNER = "shudao_owner"
    APP = "shudao_app"
    GATEWAY = "shudao_gateway"


SHARED_ROLES = (DatabaseRole.OWNER, DatabaseRole.APP, DatabaseRole.GATEWAY)

# Fixed names only; `{database}` is filled in as an identifier. Running it again changes nothing.
_PREPARE = """
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE {database} TO shudao_app;
GRANT CONNECT ON DATABASE {database} TO shudao_gateway;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO shudao_app;
CREATE SCHEMA IF NOT EXISTS svc AUTHORIZATION shudao_owner;
GRANT USAGE, CREATE ON SCHEMA svc TO shudao_app;
GRANT USAGE ON SCHEMA svc TO shudao_gateway;
ALTER DEFAULT PRIVILEGES FOR ROLE shudao_owner GRANT USAGE ON SCHEMAS TO shudao_app;
ALTER DEFAULT PRIVILEGES FOR ROLE shudao_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO shudao_app;
ALTER DEFAULT PRIVILEGES FOR ROLE shudao_owner GRANT USAGE, SELECT ON SEQUENCES TO shudao_app;
ALTER DEFAULT PRIVILEGES FOR ROLE shudao_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE shudao_owner GRANT EXECUTE ON FUNCTIONS TO shudao_app;
ALTER DEFAULT PRIVILEGES FOR ROLE shudao_owner IN SCHEMA svc GRANT SELECT ON TABLES TO shudao_gateway;
ALTER DEFAULT PRIVILEGES FOR ROLE shudao_app IN SCHEMA svc GRANT SELECT ON TABLES TO shudao_gateway;
"""


def ensure_roles(superuser: Connection, passwords: Mapping[str, str]) -> None:
    """Make sure of the three roles and of the database `shudao`; a start that was interrupted here is completed."""
    for role in SHARED_ROLES:
        _ensure_login(superuser, role, passwords[role])
    _ensure_database(superuser, DATABASE, DatabaseRole.OWNER)


def prepare_database(inside: Connection) -> None:
    """Give the database we are connected to (as superuser) the grants Shudao expects, for what exists and what will."""
    with inside.transaction():
        inside.execute(SQL(_PREPARE).format(database=Identifier(inside.info.dbname)))


def create_database(
    superuser: Connection, name: str, owner_role: str, password: str | None, *, replication: bool = False
) -> None:
    """Make sure of a database nobody but its owner may enter.

    With a password the owner's login is made sure of as well.
    """
    if password is not None:
        _ensure_login(superuser, owner_role, password, replication=replication, renew=True)
    _ensure_database(superuser, name, owner_role)
    superuser.execute(SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(Identifier(name)))


def copy_database(superuser: Connection, name: str, template: str, owner_role: str) -> None:
    """A copy of `template` file by file, which spares the WAL of a copy page by page."""
    statement = SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy")
    superuser.execute(statement.format(Identifier(name), Identifier(template), Identifier(owner_role)))


def drop_database(superuser: Connection, name: str) -> None:
    """Remove a database, ending the sessions in it."""
    superuser.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _ensure_login(
    superuser: Connection, role: str, password: str, *, replication: bool = False, renew: bool = False
) -> None:
    """An ordinary login role.

    Its attributes are set each time, so a right granted by hand does not survive a restart.
    """
    exists = superuser.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount > 0
    verb = SQL("ALTER ROLE {}") if exists else SQL("CREATE ROLE {}")
    rights: list[Composable] = [
        verb.format(Identifier(role)),
        SQL("LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"),
        SQL("REPLICATION" if replication else "NOREPLICATION"),
    ]
    if renew or not exists:
        rights += [SQL("PASSWORD"), Literal(_verifier(superuser, role, password))]
    superuser.execute(SQL(" ").join(rights))


def _ensure_database(superuser: Connection, name: str, owner_role: str) -> None:
    if superuser.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount == 0:
        superuser.execute(SQL("CREATE DATABASE {} OWNER {}").format(Identifier(name), Identifier(owner_role)))


def _verifier(connection: Connection, role: str, password: str) -> str:
    return connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
