"""The house: every module's tables, the job queue, and what PostgreSQL itself guards.

Revision ID: 0001
"""

from alembic import op
from procrastinate.schema import SchemaManager  # the queue's own DDL, as published with it
from sqlalchemy import text

from shudao.app import migrate, wiring
from shudao.architecture.facade import trigger_statements
from shudao.evidence.tables import POST_CREATE_SQL
from shudao.kernel.database import Base
from shudao.kernel.searchable import SEARCHABLES

revision = "0001"
down_revision = None


def upgrade() -> None:
    connection = op.get_bind()
    for schema in [*migrate.schemas(), "svc"]:
        connection.execute(text(f"create schema if not exists {schema}"))
    Base.metadata.create_all(connection)
    wiring.join_searchables()
    for statement in [*POST_CREATE_SQL, *trigger_statements(SEARCHABLES)]:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
