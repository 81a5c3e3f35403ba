"""Alembic's entry: runs migrations on the connection it is given."""

from alembic import context

from shudao.app import wiring
from shudao.kernel.database import Base

wiring.load_tables()
connection = context.config.attributes["connection"]


def _ours(name: str | None, kind: str, parents: object) -> bool:
    """Compare only what belongs to a module: the job queue's own tables live in `public`."""
    return kind != "schema" or name not in (None, "public", "svc")


context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    include_schemas=True,
    include_name=_ours,
    version_table_schema="public",
)
with context.begin_transaction():
    context.run_migrations()
