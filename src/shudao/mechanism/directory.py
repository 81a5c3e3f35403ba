"""People from a directory: LDIF (RFC 2849), as any LDAP directory exports it, becomes rows of the form of people."""

import base64
import binascii
from collections.abc import Iterator, Mapping

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.errors import BadDirectory
from shudao.mechanism.sheet_people import KIND
from shudao.sheets import facade as sheets
from shudao.sheets.contracts import Import, SheetRow, Values

__all__ = ["NAMES", "import_directory", "read_ldif"]

# Which attribute of inetOrgPerson (RFC 2798) says what; the first that is there counts.
NAMES: Mapping[str, tuple[str, ...]] = {
    "code": ("uid", "employeenumber"),
    "name": ("displayname", "cn"),
    "organisation": ("departmentnumber", "ou", "o"),
    "title": ("title",),
    "phone": ("telephonenumber", "mobile"),
    "email": ("mail",),
}
# Posts stand in an attribute with several values, each `post;at;scope;scope code;from;until`, empty parts left out.
POSTS = "employeetype"
POST_PARTS = ("post", "at", "scope", "scope_code", "valid_from", "valid_to")
PERSONS = frozenset({"inetorgperson", "person", "organizationalperson"})

Entry = dict[str, list[str]]


def read_ldif(text: str) -> Iterator[tuple[int, Entry]]:
    """The entries of a content file with the line each begins at; attribute names in small letters.

    Raises `BadDirectory` with the line for what is no LDIF, for change records, and for values kept elsewhere.
    """
    entry: Entry = {}
    begins = 0
    for number, line in _logical_lines(text):
        if not line:
            if entry:
                yield begins, entry
            entry = {}
            continue
        name, value = _attribute(number, line)
        if name == "version" and not entry:
            continue
        if name == "changetype":
            raise BadDirectory(line=number, why_zh="这是变更记录，不是目录内容", why_en="a change record, not content")
        if not entry:
            begins = number
            if name != "dn":
                raise BadDirectory(line=number, why_zh="条目须以 dn: 开头", why_en="an entry begins with dn:")
        entry.setdefault(name, []).append(value)
    if entry:
        yield begins, entry


def import_directory(uow: UnitOfWork, content: bytes, name: str, *, by: Actor) -> Import:
    """Preview the people of an LDIF file exactly as a workbook of them would be: differences, faults cell by cell,
    then applied or put away by the Excel room. Without any posts in the directory people keep those they have.

    Raises `BadDirectory`.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadDirectory(line=0, why_zh="不是 UTF-8 文本", why_en="not UTF-8 text") from error
    people = [entry for _, entry in read_ldif(text) if PERSONS & {c.lower() for c in entry.get("objectclass", ())}]
    if not people:
        raise BadDirectory(line=0, why_zh="没有人员条目（objectClass: inetOrgPerson）", why_en="no inetOrgPerson in it")
    has_posts = any(POSTS in entry for entry in people)
    rows = [_row(entry, has_posts) for entry in people]
    return sheets.preview_rows(uow, KIND, rows, [*NAMES, *(POST_PARTS if has_posts else ())], name, by=by)


def _row(entry: Entry, has_posts: bool) -> SheetRow:
    values: Values = {
        key: next((entry[name][0] for name in names if entry.get(name)), None) for key, names in NAMES.items()
    }
    return SheetRow(values, tuple(_post(told) for told in entry.get(POSTS, ())) if has_posts else None)


def _post(told: str) -> Values:
    parts = [part.strip() or None for part in told.split(";")]
    return dict(zip(POST_PARTS, [*parts, *[None] * len(POST_PARTS)], strict=False))


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their continuations joined (a leading space continues), comments left out."""
    number, current = 0, ""
    comment = False
    for at, raw in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], 1):
        if raw.startswith(" ") and not (raw.strip() == "" and not current):
            if not comment:
                current += raw[1:]
            continue
        if current:
            yield number, current
        comment = raw.startswith("#")
        number, current = at, "" if comment else raw
        if not raw:
            yield at, ""


def _attribute(number: int, line: str) -> tuple[str, str]:
    name, colon, rest = line.partition(":")
    if not colon or not name.strip():
        raise BadDirectory(line=number, why_zh="缺少“属性: 值”", why_en="no “attribute: value”")
    # Options such as ;lang-zh say how a value is meant, not what it is.
    name = name.partition(";")[0].strip().lower()
    if rest.startswith("<"):
        raise BadDirectory(line=number, why_zh="值在别的文件里，不予读取", why_en="a value kept elsewhere is not read")
    if not rest.startswith(":"):
        return name, rest.strip()
    try:
        return name, base64.b64decode(rest[1:].strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise BadDirectory(line=number, why_zh="Base64 值无法读出", why_en="a Base64 value cannot be read") from error
