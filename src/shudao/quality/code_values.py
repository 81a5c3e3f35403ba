"""Values of the lake that a code table does not hold: the answer to `policy`, which asks before an upgrade."""

from collections.abc import Iterator

import ibis

from shudao.admission import facade as admission
from shudao.admission.contracts import Asset, Layer
from shudao.architecture import facade as architecture
from shudao.kernel.database import Database
from shudao.kernel.expr.vocabulary import in_codes
from shudao.kernel.paging import MAX_LIMIT, PageQuery
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.policy.contracts import CountedValues, ForeignValue
from shudao.policy.ports import value_counter
from shudao.security import facade as security

__all__ = ["count_foreign_values"]

MOST_VALUES = 1000
# What the source wrote is standardised before it is judged by a code table.
MADE: list[Layer] = [layer for layer in Layer if layer is not Layer.SDI]


@value_counter
def count_foreign_values(database: Database, settings: Settings, table: str, allowed: frozenset[str]) -> CountedValues:
    """Every column whose data element takes its values from the table, in every data set that has rows: the values that
    are not among `allowed`, the most frequent first, at most a thousand of each column."""
    with database.unit_of_work() as uow:
        places = [
            (asset, column, title, security.system_lens(uow, asset.code, purpose="code-table-upgrade"))
            for asset in _assets(uow)
            for column, title in _columns(uow, asset, table)
        ]
    found: list[ForeignValue] = []
    for asset, column, title, lens in places:
        with security.open_lenses(database, settings, {"rows": lens}) as session:
            rows = session.table("rows")
            outside = rows.filter(rows[column].notnull() & ~in_codes(rows[column], allowed))
            counted = outside.group_by(value=rows[column]).aggregate(rows=outside.count())
            answer = session.read(counted.order_by(ibis.desc("rows")).limit(MOST_VALUES)).read_all().to_pylist()
        about = (asset.code, asset.title, asset.organisation_id, column, title)
        found += [ForeignValue(*about, str(line["value"]), int(line["rows"])) for line in answer]
    return CountedValues(len(places), tuple(found))


def _assets(uow: UnitOfWork) -> Iterator[Asset]:
    """Data sets that follow an entity and have rows, page by page."""
    offset = 0
    while True:
        page = admission.list_assets(uow, PageQuery(offset, MAX_LIMIT), layers=MADE)
        yield from (each for each in page.items if each.entity_code and each.latest_version is not None)
        offset += MAX_LIMIT
        if offset >= page.total:
            return


def _columns(uow: UnitOfWork, asset: Asset, table: str) -> Iterator[tuple[str, str]]:
    """The columns of a data set that follow the table."""
    entity = architecture.entity(uow, asset.entity_code or "")
    there = {column.name: column.type for column in asset.columns}
    for attribute in entity.attributes:
        element = attribute.data_element
        if element is not None and element.code_table == table and there.get(attribute.column) == "text":
            yield attribute.column, attribute.name
