"""A made-up schema written as `.sql` scripts of a dialect, in the many ways people and dumps write them.

Some of it is odd on purpose: about one table in twelve, and broken statements whose lines are told.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.builders.schemas.truth import TrueColumn, TrueTable

PER_FILE = 100
TYPES = {
    "mysql": {
        "text": "varchar", "long": "text", "integer": "int", "decimal": "decimal", "date": "date", "time": "datetime",
        "flag": "char(1)",
    },
    "postgresql": {
        "text": "varchar", "long": "text", "integer": "bigint", "decimal": "numeric", "date": "date",
        "time": "timestamp without time zone", "flag": "char(1)",
    },
}  # fmt: skip
BROKEN = (
    "CREATE TABLE {name} (id int, name varchar(20)",
    "CREATE TABLE {name} (id int, name varchar(20;",
    "CREATE TABLE {name} (id int COMMENT '没有结束, name varchar(20))",
    "CREATE TABLE {name} id int, name varchar(20));",
    "ALTER TABLE {name}_missing ADD CONSTRAINT x PRIMARY KEY (id);",
)


@dataclass
class Written:
    """The scripts by name, and (file, line) of what cannot be read in them. `odd` counts tables with an oddity."""

    scripts: dict[str, bytes] = field(default_factory=dict)
    faults: list[tuple[str, int]] = field(default_factory=list)
    odd: int = 0

    def save(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.scripts.items():
            (folder / name).write_bytes(content)
        return folder


def column_type(column: TrueColumn, dialect: str) -> str:
    """The type as it is written."""
    word = TYPES[dialect][column.kind]
    return word + (f"({','.join(map(str, column.size))})" if column.size else "")


def write_schema(tables: Sequence[TrueTable], dialect: str, seed: int, *, is_odd: bool = True) -> Written:
    """Tables in files of a hundred; the second file is in GB18030.

    `is_odd=False`: what a server takes, without placeholders, broken statements and COPY, all of it UTF-8.
    """
    written, chance = Written(), random.Random(seed)
    # A table is written before those that refer to it; what refers to others comes last, as in a dump.
    ordered = sorted(tables, key=lambda table: bool(table.refers))
    for start in range(0, len(ordered), PER_FILE):
        name = f"{start // PER_FILE + 1:02}-schema.sql"
        writer = _Writer(dialect, chance, name, written, is_odd=is_odd)
        for table in ordered[start : start + PER_FILE]:
            writer.table(table)
        encoding = "gb18030" if is_odd and start == PER_FILE else "utf-8"
        written.scripts[name] = "".join(writer.parts).encode(encoding)
    return written


class _Writer:
    def __init__(
        self, dialect: str, chance: random.Random, file: str, written: Written, *, is_odd: bool = True
    ) -> None:
        self.is_odd = is_odd
        self.dialect, self.chance, self.file, self.written = dialect, chance, file, written
        self.is_mysql = dialect == "mysql"
        self.parts: list[str] = []
        self.put(_HEAD[dialect])

    def put(self, text: str) -> None:
        self.parts.append(text)

    @property
    def line(self) -> int:
        return sum(part.count("\n") for part in self.parts) + 1

    def quoted(self, name: str) -> str:
        if self.is_mysql:
            return f"`{name}`"
        is_plain = name.isascii() and name.islower() and name not in ("order", "desc", "group", "user")
        return f'"{name}"' if self.chance.random() < 0.3 or not is_plain else name

    def string(self, text: str) -> str:
        text = text.replace("'", "''")
        return "'" + (text.replace("\\", "\\\\") if self.is_mysql else text) + "'"

    def table(self, table: TrueTable) -> None:
        oddity = self.is_odd and self.chance.random() < 0.08
        self.written.odd += oddity
        if oddity:
            self.chance.choice(_ODDITIES)(self, table)
        self._create(table, is_split=not oddity and self.chance.random() < 0.3)
        self._rows(table)

    def _create(self, table: TrueTable, *, is_split: bool) -> None:
        """The definition; `is_split`: keys follow by ALTER TABLE, as a dump writes them."""
        name = self._table_name(table.name)
        if self.chance.random() < 0.5:
            self.put(f"DROP TABLE IF EXISTS {name};\n")
        lines = [self._column(column) for column in table.columns]
        keys = list(self._keys(table))
        if not is_split:
            lines += keys
        exists = "IF NOT EXISTS " if self.chance.random() < 0.3 else ""
        self.put(f"CREATE TABLE {exists}{name} (\n  " + ",\n  ".join(lines) + "\n)" + self._options(table) + ";\n")
        if is_split:
            for key in keys:
                only = "" if self.is_mysql else "ONLY "
                self.put(f"ALTER TABLE {only}{name}\n  ADD {key};\n")
        if not self.is_mysql:
            self._comments(table, name)
        self.put("\n")

    def _table_name(self, name: str) -> str:
        if self.is_odd and self.is_mysql and self.chance.random() < 0.15:
            return f"`{{$database_prefix}}_{name}`"
        return self.quoted(name) if self.is_mysql or self.chance.random() < 0.5 else f"public.{self.quoted(name)}"

    def _column(self, column: TrueColumn) -> str:
        word = column_type(column, self.dialect)
        parts = [self.quoted(column.name), self.chance.choice((word, word.upper(), word.replace(",", ", ")))]
        parts += [] if column.nullable else ["NOT NULL"]
        parts += [f"DEFAULT {column.default}"] if column.default else []
        if self.is_mysql and column.comment:
            parts.append(f"COMMENT {self.string(column.comment)}")
        return " ".join(parts)

    def _keys(self, table: TrueTable) -> Iterator[str]:
        if table.primary_key:
            yield f"PRIMARY KEY ({self._names(table.primary_key)})"
        for at, key in enumerate(table.unique_keys):
            word = "UNIQUE KEY" if self.is_mysql else "CONSTRAINT"
            kind = "" if self.is_mysql else " UNIQUE"
            yield f"{word} uk_{table.name}_{at}{kind} ({self._names(key)})"
        for at, (columns, target, its) in enumerate(table.refers):
            reference = f"{self._table_name(target)} ({self._names(its)})"
            yield f"CONSTRAINT fk_{table.name}_{at} FOREIGN KEY ({self._names(columns)}) REFERENCES {reference}"

    def _names(self, names: Sequence[str]) -> str:
        return ", ".join(map(self.quoted, names))

    def _options(self, table: TrueTable) -> str:
        if not self.is_mysql:
            return ""
        comment = f" COMMENT={self.string(table.comment)}" if table.comment else ""
        return f" ENGINE=InnoDB DEFAULT CHARSET=utf8mb4{comment}"

    def _comments(self, table: TrueTable, name: str) -> None:
        if table.comment:
            self.put(f"COMMENT ON TABLE {name} IS {self.string(table.comment)};\n")
        for column in table.columns:
            if column.comment:
                self.put(f"COMMENT ON COLUMN {name}.{self.quoted(column.name)} IS {self.string(column.comment)};\n")

    def _rows(self, table: TrueTable) -> None:
        if not table.rows:
            return
        name = self.quoted(table.name)
        if self.is_odd and not self.is_mysql and self.chance.random() < 0.5:
            lines = ["\t".join(map(_copied, row)) for row in table.rows]
            columns = self._names([column.name for column in table.columns])
            self.put(f"COPY {name} ({columns}) FROM stdin;\n" + "\n".join(lines) + "\n\\.\n\n")
            return
        values = [f"({', '.join('NULL' if v is None else self.string(v) for v in row)})" for row in table.rows]
        if self.chance.random() < 0.5:
            self.put(f"INSERT INTO {name} VALUES " + ",".join(values) + ";\n")
        else:
            columns = self._names([column.name for column in table.columns])
            self.put("".join(f"INSERT INTO {name} ({columns}) VALUES {value};\n" for value in values))

    # Oddities: what stands before the table, and must not harm it.

    def broken(self, table: TrueTable) -> None:
        text = self.chance.choice(BROKEN).format(name=f"broken_{table.name}")
        self.written.faults.append((self.file, self.line))
        self.put(text + "\n\n")

    def routine(self, table: TrueTable) -> None:
        body = "BEGIN\n  CREATE TABLE not_real (id int);\n  INSERT INTO not_real VALUES (1);\nEND"
        if self.is_mysql:
            self.put(f"DELIMITER ;;\nCREATE PROCEDURE p_{table.name}()\n{body} ;;\nDELIMITER ;\n")
        else:
            self.put(f"CREATE FUNCTION p_{table.name}() RETURNS void AS $body$\n{body};\n$body$ LANGUAGE plpgsql;\n")

    def quotes(self, table: TrueTable) -> None:
        self.put("-- it's a note; with a quote\n/* 又一条说明; ' \" ` */\n")

    def conditional(self, table: TrueTable) -> None:
        if self.is_mysql:
            self.put("/*!40101 SET @saved_cs_client = @@character_set_client */;\n/*!50503 SET NAMES utf8mb4 */;\n")
        else:
            self.put("SET default_tablespace = '';\nSELECT pg_catalog.setval('x_seq', 1, true);\n")

    def view(self, table: TrueTable) -> None:
        self.put(f"CREATE VIEW v_{table.name} AS SELECT 1 AS a;\nCREATE TEMPORARY TABLE tmp_{table.name} (a int);\n")


def _copied(value: str | None) -> str:
    if value is None:
        return "\\N"
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


_HEAD = {
    "mysql": "-- MySQL dump 10.13\n/*!40101 SET NAMES utf8mb4 */;\nSET FOREIGN_KEY_CHECKS = 0;\n\n",
    "postgresql": "-- PostgreSQL database dump\nSET statement_timeout = 0;\nSET client_encoding = 'UTF8';\n\n",
}
_ODDITIES: tuple[Callable[[_Writer, TrueTable], None], ...] = (
    _Writer.broken, _Writer.broken, _Writer.routine, _Writer.quotes, _Writer.conditional, _Writer.view,
)  # fmt: skip
