"""Reading CREATE TABLE, ALTER TABLE, CREATE INDEX and COMMENT ON of both dialects into drafts.

Why not SQLGlot: it reads a table of twenty columns in tens of milliseconds, turns what it does not know into an opaque
command, and gives up at the first broken statement. It is the independent judge of this reader in the tests.
"""

from shudao.connectors.harvest.contracts import Dialect, HarvestedColumn
from shudao.connectors.harvest.drafts import Drafts, TableDraft, plain_name
from shudao.connectors.harvest.tokens import Cursor, Kind, Malformed

__all__ = ["Missing", "alter_table", "comment_on", "create_index", "create_table"]

# Words that go on a type's name: double precision, character varying, int unsigned, timestamp without time zone.
_TYPE_WORDS = {"PRECISION", "VARYING", "UNSIGNED", "SIGNED", "ZEROFILL", "BINARY"}
_TYPE_STARTS = {"NATIONAL", "LONG"}
_TYPE_AFTER = _TYPE_WORDS | {"WITH", "WITHOUT", "LOCAL", "TIME", "ZONE"}
_OPTION_WORDS = {
    "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "COMMENT", "CONSTRAINT", "CHECK", "COLLATE",
    "AUTO_INCREMENT", "GENERATED", "KEY", "ON", "FIRST", "AFTER", "ENCODE", "INVISIBLE", "VISIBLE", "USING",
}  # fmt: skip
_INDEX_WORDS = {"KEY", "INDEX", "FULLTEXT", "SPATIAL"}
_STATEMENTS = {"CREATE", "INSERT", "ALTER", "DROP"}


class Missing(Exception):
    """A statement speaks of a table, or of a column (`column`), that is not there."""

    def __init__(self, table: str, column: str = "") -> None:
        super().__init__(table, column)
        self.table, self.column = table, column


def create_table(cursor: Cursor, drafts: Drafts, origin: str) -> TableDraft | None:
    """The table a statement defines, or None where it defines none of its own (temporary, partition, AS SELECT).

    The cursor stands behind CREATE, and in the end where the next statement begins, should the semicolon be missing.
    Raises `Malformed`, `Missing` for a model that is not there.
    """
    if not _is_lasting_table(cursor):
        return None
    schema, name = drafts.named(cursor.qualified())
    draft = TableDraft(schema, name, origin, cursor.dialect)
    if cursor.accept("LIKE"):
        _copy(cursor, drafts, draft)
        return draft
    if not cursor.accept_sign("("):
        if cursor.word() in ("AS", "SELECT", "PARTITION", "OF"):
            return None
        raise Malformed
    _elements(cursor, drafts, draft)
    if not draft.columns:
        raise Malformed
    _settle(draft)
    _options(cursor, draft)
    return draft


def _is_lasting_table(cursor: Cursor) -> bool:
    while cursor.accept_any("UNLOGGED", "FOREIGN", "GLOBAL", "LOCAL", "COLUMN", "ROW", "OR", "REPLACE"):
        pass
    if cursor.accept_any("TEMP", "TEMPORARY"):
        return False
    if not cursor.accept("TABLE"):
        raise Malformed
    cursor.accept("IF", "NOT", "EXISTS")
    return True


def _elements(cursor: Cursor, drafts: Drafts, draft: TableDraft) -> None:
    """Columns and table constraints up to the closing bracket."""
    while True:
        if cursor.accept("LIKE"):
            _copy(cursor, drafts, draft)
            cursor.skip_part()
        elif not _constraint(cursor, drafts, draft):
            _column(cursor, drafts, draft)
        if cursor.accept_sign(")"):
            return
        cursor.expect_sign(",")


def _copy(cursor: Cursor, drafts: Drafts, draft: TableDraft) -> None:
    name = drafts.named(cursor.qualified())
    model = drafts.find(name)
    if model is None:
        raise Missing(name[1])
    draft.columns.extend(model.columns)
    draft.primary_key, draft.comment = model.primary_key, draft.comment or model.comment


def _settle(draft: TableDraft) -> None:
    """Write the keys in the columns' own spelling; what is a key is never empty."""
    wanted = draft.primary_key
    draft.primary_key = draft.resolved(wanted) or ()
    if wanted and not draft.primary_key:
        raise Malformed
    draft.unique_keys = [key for given in draft.unique_keys if (key := draft.resolved(given))]
    draft.indexes = [key for given in draft.indexes if (key := draft.resolved(given))]
    draft.foreign_keys = [(key, *rest) for given, *rest in draft.foreign_keys if (key := draft.resolved(given))]  # type: ignore[misc]  # mypy does not count the rest
    for name in draft.primary_key:
        draft.change(name, nullable=False)


def _options(cursor: Cursor, draft: TableDraft) -> None:
    """What follows the columns: the comment is taken, engines, partitions and the like are passed."""
    while not cursor.is_over:
        if _is_statement(cursor):
            return
        if cursor.accept("COMMENT"):
            cursor.accept_sign("=")
            draft.comment = cursor.string().strip()
        elif cursor.is_sign("("):
            cursor.group()
        elif cursor.is_sign(")"):
            raise Malformed
        else:
            cursor.advance()


def _is_statement(cursor: Cursor) -> bool:
    """Whether the next statement begins here, so that this one has lost its end."""
    return cursor.word() in _STATEMENTS and cursor.word(1) in ("TABLE", "INTO", "UNIQUE", "INDEX")


def _constraint(cursor: Cursor, drafts: Drafts, draft: TableDraft) -> bool:
    """Take a key or check that stands for itself; whether there was one."""
    if cursor.accept("CONSTRAINT") and cursor.word() not in ("PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "EXCLUDE"):
        cursor.name()
    if cursor.accept("PRIMARY", "KEY"):
        draft.primary_key = _key(cursor)
    elif cursor.word() == "UNIQUE":
        cursor.advance()
        cursor.accept_any("KEY", "INDEX")
        draft.unique_keys.append(_key(cursor))
    elif cursor.accept("FOREIGN", "KEY"):
        _foreign_key(cursor, drafts, draft)
    elif cursor.word() in _INDEX_WORDS and cursor.dialect is Dialect.MYSQL:
        cursor.advance()
        cursor.accept_any("KEY", "INDEX")
        _index(cursor, draft)
    elif cursor.word() in ("CHECK", "EXCLUDE") and cursor.word(1) in ("", "USING"):
        cursor.advance()
    else:
        return False
    cursor.skip_part()
    return True


def _key(cursor: Cursor) -> tuple[str, ...]:
    """The columns of a key, whose name and method may stand before them."""
    while not cursor.is_sign("("):
        cursor.name()
    return cursor.names()


def _index(cursor: Cursor, draft: TableDraft) -> None:
    while not cursor.is_sign("("):
        cursor.name()
    mark = cursor.mark()
    try:
        draft.indexes.append(cursor.names())
    except Malformed:  # an index over an expression names no columns
        cursor.back_to(mark)
        cursor.group()


def _foreign_key(cursor: Cursor, drafts: Drafts, draft: TableDraft) -> None:
    columns = _key(cursor)
    if not cursor.accept("REFERENCES"):
        raise Malformed
    draft.foreign_keys.append((columns, *_target(cursor, drafts)))


def _target(cursor: Cursor, drafts: Drafts) -> tuple[tuple[str, str], tuple[str, ...]]:
    name = drafts.named(cursor.qualified())
    return name, cursor.names() if cursor.is_sign("(") else ()


def _column(cursor: Cursor, drafts: Drafts, draft: TableDraft, instead_of: str | None = None) -> None:
    """A column with its type and options."""
    if _is_statement(cursor):
        raise Malformed
    name = plain_name(cursor.name())
    draft.put(HarvestedColumn(name, _type(cursor)), instead_of)
    while not (cursor.is_over or cursor.is_sign(",") or cursor.is_sign(")")):
        _column_option(cursor, drafts, draft, name)


def _type(cursor: Cursor) -> str:
    """The type as written, in lower case and without spaces in its brackets."""
    start = cursor.word()
    parts = [".".join(cursor.qualified()).lower()]
    if start in _TYPE_STARTS or cursor.word() in _TYPE_WORDS:
        while cursor.word() and cursor.word() not in _OPTION_WORDS:
            parts.append(cursor.advance().value.lower())
    text = " ".join(parts).removeprefix("pg_catalog.")
    if cursor.is_sign("("):
        inner = cursor.group()
        text += inner if "'" in inner else "".join(inner.split())
    while cursor.word() in _TYPE_AFTER:
        text += " " + cursor.advance().value.lower()
    while cursor.accept_sign("["):
        text += "[]"
        while not cursor.accept_sign("]"):
            cursor.advance()
    return text


def _column_option(cursor: Cursor, drafts: Drafts, draft: TableDraft, name: str) -> None:
    if cursor.accept("NOT", "NULL"):
        draft.change(name, nullable=False)
    elif cursor.accept("PRIMARY", "KEY") or cursor.accept("PRIMARY"):
        draft.primary_key = (name,)
        draft.change(name, nullable=False)
    elif cursor.accept("UNIQUE"):
        cursor.accept("KEY")
        draft.unique_keys.append((name,))
    elif cursor.accept("COMMENT"):
        draft.change(name, comment=cursor.string().strip())
    elif cursor.accept("REFERENCES"):
        draft.foreign_keys.append(((name,), *_target(cursor, drafts)))
    elif cursor.accept("DEFAULT"):
        draft.change(name, default=_expression(cursor))
    elif cursor.is_sign("("):
        cursor.group()
    elif _is_statement(cursor):
        raise Malformed
    else:
        cursor.advance()


def _expression(cursor: Cursor) -> str:
    """An expression as written, up to the next option."""
    start = end = cursor.token.start
    is_first = True
    while not (cursor.is_over or cursor.is_sign(",") or cursor.is_sign(")")):
        if not is_first and cursor.word() in _OPTION_WORDS:
            break
        is_first = False
        end = cursor.token.start + len(cursor.group()) if cursor.is_sign("(") else cursor.advance().end
    if start == end:
        raise Malformed
    return cursor.text[start:end]


def alter_table(cursor: Cursor, drafts: Drafts) -> None:
    """Add what an ALTER TABLE says about columns, keys and comments. The cursor stands behind ALTER."""
    if not cursor.accept("TABLE"):
        raise Malformed
    cursor.accept("IF", "EXISTS")
    cursor.accept("ONLY")
    draft = _known(cursor, drafts)
    while not cursor.is_over:
        _action(cursor, drafts, draft)
        cursor.skip_part()
        if not cursor.accept_sign(","):
            break
    _settle(draft)


def _known(cursor: Cursor, drafts: Drafts) -> TableDraft:
    name = drafts.named(cursor.qualified())
    draft = drafts.find(name)
    if draft is None:
        raise Missing(name[1])
    return draft


def _action(cursor: Cursor, drafts: Drafts, draft: TableDraft) -> None:
    if cursor.accept("ADD"):
        _add(cursor, drafts, draft)
    elif cursor.accept("MODIFY"):
        cursor.accept("COLUMN")
        _column(cursor, drafts, draft)
    elif cursor.accept("CHANGE"):
        cursor.accept("COLUMN")
        _column(cursor, drafts, draft, instead_of=cursor.name())
    elif cursor.accept("COMMENT"):
        cursor.accept_sign("=")
        draft.comment = cursor.string().strip()
    elif cursor.accept("ALTER"):
        cursor.accept("COLUMN")
        _alter_column(cursor, draft)


def _add(cursor: Cursor, drafts: Drafts, draft: TableDraft) -> None:
    if _constraint(cursor, drafts, draft):
        return
    cursor.accept("COLUMN")
    cursor.accept("IF", "NOT", "EXISTS")
    if cursor.accept_sign("("):
        _elements(cursor, drafts, draft)
    else:
        _column(cursor, drafts, draft)


def _alter_column(cursor: Cursor, draft: TableDraft) -> None:
    name = cursor.name()
    changes: dict[str, object] = {}
    if cursor.accept("SET", "NOT", "NULL"):
        changes = {"nullable": False}
    elif cursor.accept("DROP", "NOT", "NULL"):
        changes = {"nullable": True}
    elif cursor.accept("SET", "DEFAULT"):
        changes = {"default": _expression(cursor)}
    elif cursor.accept("SET", "DATA", "TYPE") or cursor.accept("TYPE"):
        changes = {"type": _type(cursor)}
    if not draft.change(name, **changes):
        raise Missing(draft.name, name)


def create_index(cursor: Cursor, drafts: Drafts) -> None:
    """Note an index; a unique one over all rows is a key. The cursor stands behind CREATE."""
    is_unique = cursor.accept("UNIQUE")
    cursor.accept_any("FULLTEXT", "SPATIAL", "CLUSTERED")
    if not cursor.accept("INDEX"):
        raise Malformed
    while not cursor.accept("ON"):
        cursor.advance()
    cursor.accept("ONLY")
    draft = _known(cursor, drafts)
    while not cursor.is_sign("("):
        cursor.advance()
    mark = cursor.mark()
    try:
        columns = draft.resolved(cursor.names())
    except Malformed:  # over an expression
        cursor.back_to(mark)
        cursor.group()
        return
    if columns is None:
        raise Missing(draft.name, "")
    is_whole = not any(token.kind is Kind.WORD and token.value.upper() == "WHERE" for token in cursor.rest())
    (draft.unique_keys if is_unique and is_whole else draft.indexes).append(columns)


def comment_on(cursor: Cursor, drafts: Drafts) -> None:
    """Note the comment of a table or column; comments on other things are passed. The cursor stands behind ON."""
    if cursor.accept("TABLE"):
        draft = _known(cursor, drafts)
        draft.comment = _comment(cursor)
    elif cursor.accept("COLUMN"):
        *table, column = cursor.qualified()
        if not table:
            raise Malformed
        name = drafts.named(table)
        owner = drafts.find(name)
        if owner is None:
            raise Missing(name[1])
        if not owner.change(column, comment=_comment(cursor)):
            raise Missing(owner.name, column)


def _comment(cursor: Cursor) -> str:
    if not cursor.accept("IS"):
        raise Malformed
    return "" if cursor.accept("NULL") else cursor.string().strip()
