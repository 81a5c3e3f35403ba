"""Rows of small tables: from INSERT statements and from the lines behind a COPY."""

from collections.abc import Iterator

from shudao.connectors.harvest.contracts import ROWS_KEPT, Dialect, Row
from shudao.connectors.harvest.definitions import Missing
from shudao.connectors.harvest.drafts import Drafts, TableDraft
from shudao.connectors.harvest.tokens import Cursor, Kind, Malformed, Token, tokens

__all__ = ["HEAD_LIMIT", "WrongCount", "copied", "inserted"]

HEAD_LIMIT = 1 << 18
"""So much of a bulk statement (bytes) is looked at: enough for every row of a small table."""
_UNESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class WrongCount(Exception):
    """Some rows of a table have more or fewer values than it has columns; the others were kept."""


def inserted(text: str, is_cut: bool, drafts: Drafts, dialect: Dialect) -> bool:
    """Keep the rows of an INSERT, as far as its table is small. `is_cut`: the statement goes on behind `text`.

    Whether the table has turned out to be large, so that no further row of it need be looked at.
    """
    stream = tokens(text, dialect)
    head = list(_head(stream))
    cursor = Cursor(text, dialect, head)
    cursor.advance()
    while cursor.accept_any("IGNORE", "LOW_PRIORITY", "DELAYED", "INTO"):
        pass
    table = _table(cursor, drafts)
    columns = cursor.names() if cursor.is_sign("(") else ()
    cursor.accept("OVERRIDING", "SYSTEM", "VALUE")
    if cursor.accept_any("VALUES", "VALUE") and not table.is_large:
        _keep(drafts, table, columns, _values(stream, text), is_cut)
    return table.is_large


def _head(stream: Iterator[Token]) -> Iterator[Token]:
    """Tokens up to VALUES, or all there are. In brackets `value` is a column."""
    depth = 0
    for token in stream:
        yield token
        if token.kind is Kind.SIGN:
            depth += (token.value == "(") - (token.value == ")")
        elif not depth and token.kind is Kind.WORD and token.value.upper() in ("VALUES", "VALUE", "SELECT"):
            yield Token(Kind.END, "", token.end, token.end)
            return


def _table(cursor: Cursor, drafts: Drafts) -> TableDraft:
    name = drafts.named(cursor.qualified())
    table = drafts.find(name)
    if table is None:
        raise Missing(name[1])
    return table


def _values(stream: Iterator[Token], text: str) -> Iterator[list[str | None]]:
    """The rows behind VALUES; a row that is cut off is not one."""
    for token in stream:
        if token.kind is Kind.SIGN and token.value == "(":
            row = _row(stream, text)
            if row is None:
                return
            yield row
        elif token.kind is not Kind.SIGN or token.value != ",":
            return  # ON CONFLICT, ON DUPLICATE KEY, or the end


def _row(stream: Iterator[Token], text: str) -> list[str | None] | None:
    values: list[str | None] = []
    part: list[Token] = []
    depth = 0
    for token in stream:
        if token.kind is Kind.END:
            return None
        is_sign = token.kind is Kind.SIGN
        if is_sign and depth == 0 and token.value in (",", ")"):
            values.append(_value(part, text))
            part = []
            if token.value == ")":
                return values
            continue
        if is_sign:
            depth += (token.value == "(") - (token.value == ")")
        part.append(token)
    return None


def _value(part: list[Token], text: str) -> str | None:
    """A literal as what it means; an expression as it is written."""
    if not part:
        raise Malformed
    strings = [token for token in part if token.kind is Kind.STRING]
    is_prefixed = len(part) == 2 and part[0].kind is Kind.WORD and bool(strings)
    is_cast = len(part) > 2 and part[0].kind is Kind.STRING and part[1].value == "::"
    if len(part) == 1 or is_prefixed or is_cast:
        token = strings[0] if strings else part[0]
        return None if token.kind is Kind.WORD and token.value.upper() == "NULL" else token.value
    return text[part[0].start : part[-1].end]


def _keep(
    drafts: Drafts, table: TableDraft, columns: tuple[str, ...], found: Iterator[list[str | None]], is_cut: bool
) -> None:
    """Bring values into the table's order and keep them."""
    resolved = table.resolved(columns) if columns else tuple(column.name for column in table.columns)
    if resolved is None:
        raise Missing(table.name, next(name for name in columns if table.find(name) is None))
    places = [resolved.index(column.name) if column.name in resolved else None for column in table.columns]
    rows: list[Row] = []
    wrong = 0
    for values in found:
        if len(values) != len(resolved):
            wrong += 1
            continue
        rows.append(tuple(None if place is None else values[place] for place in places))
        if len(rows) > ROWS_KEPT:
            break
    # A statement that was cut holds more rows than a small table has.
    drafts.keep_rows(table, rows, at_least=ROWS_KEPT if is_cut else 0)
    if wrong:
        raise WrongCount(table.name)


def copied(cursor: Cursor, lines: str, is_cut: bool, drafts: Drafts) -> None:
    """Keep the rows behind a COPY … FROM stdin in PostgreSQL's text form. The cursor stands behind COPY."""
    table = _table(cursor, drafts)
    columns = cursor.names() if cursor.is_sign("(") else ()
    if table.is_large:
        return
    found = ([_copied_value(value) for value in line.split("\t")] for line in lines.split("\n") if line)
    _keep(drafts, table, columns, found, is_cut)


def _copied_value(text: str) -> str | None:
    if text == "\\N":
        return None
    if "\\" not in text:
        return text
    parts = text.split("\\\\")
    for at, part in enumerate(parts):
        for char, meant in _UNESCAPED.items():
            part = part.replace(f"\\{char}", meant)
        parts[at] = part
    return "\\".join(parts)
