"""From tables to business objects (L3) and their entities (L4): who hangs on whom by keys, foreign keys and names."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from shudao.architecture.harvest.contracts import ColumnKind, Duplicate, ProposedObject, ProposedTable, TableRole
from shudao.architecture.harvest.names import said, segments
from shudao.architecture.harvest.words import TABLE_PREFIXES, TECHNICAL, TECHNICAL_PARTS
from shudao.connectors.harvest.contracts import HarvestedSchema, HarvestedTable

__all__ = ["objects", "parents", "role_of"]

# Endings of tables that detail another one.
_DETAILS = frozenset({
    "detail", "details", "item", "items", "mx", "ext", "extend", "extra", "info", "history", "his", "ls", "change",
    "bg", "member", "members", "relation", "rel", "file", "attachment", "fj", "zb", "sub", "line", "record", "records",
})  # fmt: skip
_FILLERS = ("基本信息", "信息", "主表", "登记表", "台账", "记录")


def role_of(table: HarvestedTable, *, is_code_table: bool) -> TableRole:
    """What a table is there for, by its name, comment and keys."""
    if is_code_table:
        return TableRole.CODE
    title, parts = said(table.comment).title, segments(table.name)
    if TECHNICAL_PARTS & set(parts) or any(word in title for word in TECHNICAL):
        return TableRole.TECHNICAL
    referring = {name for key in table.foreign_keys for name in key.columns}
    own = [column for column in table.columns if column.name not in referring and column.name not in table.primary_key]
    if len(table.primary_key) > 1 and not own and len(table.columns) <= len(table.primary_key) + 1:
        return TableRole.RELATION
    return TableRole.RELATION if len(table.foreign_keys) > 1 and not own else TableRole.BUSINESS


def parents(schema: HarvestedSchema, roles: Mapping[str, TableRole]) -> dict[str, str]:
    """The table each dependent table hangs on. Circles are cut at the table that comes first."""
    found: dict[str, str] = {}
    by_plain = {_plain(table.name): table.name for table in schema.tables if _is_entity(roles[table.name])}
    for table in schema.tables:
        if not _is_entity(roles[table.name]):
            continue
        parent = _by_key(table, roles) or _by_name(table, by_plain)
        if parent and parent != table.name and table.name not in _chain(parent, found):
            found[table.name] = parent
    return found


def _is_entity(role: TableRole) -> bool:
    return role in (TableRole.BUSINESS, TableRole.RELATION)


def _plain(name: str) -> tuple[str, ...]:
    parts = segments(name)
    return parts[1:] if len(parts) > 1 and parts[0] in TABLE_PREFIXES else parts


def _by_key(table: HarvestedTable, roles: Mapping[str, TableRole]) -> str | None:
    """A row that is told apart by another's key belongs to it; so does what joins two."""
    for key in table.foreign_keys:
        is_entity = _is_entity(roles.get(key.target, TableRole.TECHNICAL))
        is_part = bool(set(key.columns) & set(table.primary_key)) or roles[table.name] is TableRole.RELATION
        if is_entity and (is_part or (_plain(table.name)[-1:] and _plain(table.name)[-1] in _DETAILS)):
            return key.target
    return None


def _by_name(table: HarvestedTable, by_plain: Mapping[tuple[str, ...], str]) -> str | None:
    """`contract_detail` details `contract`, if it has a column of that name."""
    parts = _plain(table.name)
    if len(parts) < 2 or parts[-1] not in _DETAILS:
        return None
    parent, words = by_plain.get(parts[:-1]), "_".join(parts[:-1])
    names = {column.name.lower() for column in table.columns}
    return parent if parent and any(name.startswith(words) for name in names) else None


def _chain(name: str, found: Mapping[str, str]) -> set[str]:
    chain = {name}
    while (above := found.get(name)) is not None and above not in chain:
        chain.add(above)
        name = above
    return chain


def top_of(name: str, above: Mapping[str, str]) -> str:
    """The table at the end of the chain of parents."""
    while name in above:
        name = above[name]
    return name


def objects(
    tables: Sequence[ProposedTable], duplicates: Sequence[Duplicate], keys: Mapping[str, HarvestedTable]
) -> tuple[ProposedObject, ...]:
    """The business objects of proposed tables, in the order of their first table."""
    members: defaultdict[str, list[ProposedTable]] = defaultdict(list)
    for table in tables:
        if table.object_key is not None:
            members[table.object_key].append(table)
    alike: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for duplicate in duplicates:
        alike[duplicate.table][_area_of(duplicate.entity_code)] += 1
    return tuple(_object(key, its, keys[key], alike[key]) for key, its in members.items())


def _area_of(entity_code: str) -> str:
    """The subject area two levels above an entity."""
    return entity_code.rsplit(".", 2)[0]


def _object(key: str, its: Sequence[ProposedTable], harvested: HarvestedTable, areas: Counter[str]) -> ProposedObject:
    main = next(table for table in its if table.name == key)
    area = areas.most_common(1)[0][0] if areas else None
    ordered = (key, *(table.name for table in its if table.name != key))
    return ProposedObject(key, _title(main), ordered, _identifying(main, harvested), area)


def _title(table: ProposedTable) -> str:
    for filler in _FILLERS:
        shorter = table.title.removesuffix(filler)
        if len(shorter) >= 2 and shorter != table.title:
            return shorter
    return table.title


def _identifying(table: ProposedTable, harvested: HarvestedTable) -> str | None:
    """A number people know comes before a key only the database knows."""
    unique = [key[0] for key in harvested.unique_keys if len(key) == 1]
    numbers = [name for name in unique if table.column(name).kind is ColumnKind.IDENTIFIER]
    single = harvested.primary_key[0] if len(harvested.primary_key) == 1 else None
    return next(iter([*numbers, *unique, single]), None)
