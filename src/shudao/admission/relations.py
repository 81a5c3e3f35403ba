"""What other rooms may join set-wise of the data sets."""

from typing import Any

from sqlalchemy import Select, select

from shudao.admission.tables import AssetRow

__all__ = ["registered_assets"]


def registered_assets() -> Select[*tuple[Any, ...]]:
    """`code`, `layer`, `title`, `organisation_id`, `entity_code`, `owner_person_id`, `columns`, `released_version`,
    `latest_version` and `updated_at` of every data set."""
    row = AssetRow
    return select(
        row.code,
        row.layer,
        row.title,
        row.organisation_id,
        row.entity_code,
        row.owner_person_id,
        row.columns,
        row.released_version,
        row.latest_version,
        row.updated_at,
    )
