"""What other rooms may join set-wise of the standards."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on

from shudao.policy import store
from shudao.policy.tables import DataElementRow

__all__ = ["standard_elements"]


def standard_elements() -> Select[*tuple[Any, ...]]:
    """One row per data element, in its published version, else its newest: `code`, `state`, `name`, `data_type`,
    `format`."""
    row = DataElementRow
    query = select(row.code, row.state, row.name, row.data_type, row.format)
    return query.ext(distinct_on(row.code)).order_by(row.code, store.preference(row.state), row.version.desc())
