"""One spelling for types and defaults, however a script or a server's catalogue writes them."""

import re

from shudao.connectors.harvest.contracts import Dialect

__all__ = ["plain_default", "plain_type"]

_ALIASES = {
    Dialect.POSTGRESQL: {
        "character varying": "varchar", "character": "char", "bpchar": "char", "int": "integer", "int4": "integer",
        "int8": "bigint", "int2": "smallint", "decimal": "numeric", "bool": "boolean", "float8": "double precision",
        "float4": "real", "float": "double precision", "timestamp without time zone": "timestamp",
        "timestamp with time zone": "timestamptz", "time without time zone": "time", "time with time zone": "timetz",
        "serial": "integer", "serial4": "integer", "bigserial": "bigint", "serial8": "bigint",
        "smallserial": "smallint", "serial2": "smallint",
    },
    Dialect.MYSQL: {
        "integer": "int", "numeric": "decimal", "dec": "decimal", "fixed": "decimal", "bool": "tinyint(1)",
        "boolean": "tinyint(1)", "character varying": "varchar", "character": "char", "double precision": "double",
        "real": "double", "json": "longtext",
    },
}  # fmt: skip
# What a type without a length is given by the server.
_LENGTHS = {
    Dialect.POSTGRESQL: {"char": "(1)"},
    Dialect.MYSQL: {"char": "(1)", "decimal": "(10,0)", "bit": "(1)", "binary": "(1)"},
}
_PARTS = re.compile(
    r"([^(\[]+?)\s*(\([^)]*\))?\s*((?:unsigned|zerofill|signed|without time zone|with time zone|\s)*)((?:\[\])*)$", re.I
)
_DISPLAY_WIDTH = re.compile(r"^(?:tiny|small|medium|big)?int$|^year$")
_CAST = re.compile(r"::[\w .\"]+(?:\([\d, ]+\))?(?:\[\])?$")
_NUMBER = re.compile(r"'(-?\d+(?:\.\d+)?)'$")
_NOW = re.compile(r"(?:now|current_timestamp|localtimestamp|transaction_timestamp)(?:\(\d?\))?$", re.I)


def plain_type(written: str, dialect: Dialect) -> str:
    """A type in lower case by its short name: `character varying(20)` is varchar(20), `INT(11)` is int. Values of an
    enumeration stay as they are.

    Display widths of whole numbers are left out, but for tinyint(1), which is MySQL's boolean.
    """
    found = _PARTS.match(written.strip())
    if found is None:
        return written
    name, length, after, arrays = found[1].lower(), found[2] or "", " ".join(found[3].lower().split()), found[4]
    if after.endswith("time zone"):
        name, after = f"{name} {after}", ""
    name = _ALIASES[dialect].get(name, name)
    if dialect is Dialect.MYSQL and _DISPLAY_WIDTH.match(name) and (name, length) != ("tinyint", "(1)"):
        length = ""
    length = length.replace(" ", "") if "'" not in length else length
    if not length and not arrays:
        length = _LENGTHS[dialect].get(name, "")
    after = after.removeprefix("signed").strip()
    return f"{name}{length}{f' {after}' if after else ''}{arrays}"


def plain_default(written: str | None) -> str | None:
    """A default without the casts and quotes a server adds; None for NULL, which is no default."""
    if written is None:
        return None
    text = written.strip()
    while (shorter := _CAST.sub("", text)) != text:
        text = shorter
    if text.upper() == "NULL":
        return None
    if _NOW.match(text):
        return "current_timestamp"
    found = _NUMBER.match(text)
    return found[1] if found else text
