"""Time and completeness of a harvest: a made-up schema of 600 tables with its truth, in both dialects, read from
scripts and from live servers, with the proposal for it. Run by hand: `make bench NAME=harvest`.

The live part of MySQL needs a MariaDB server's programs (`mariadbd`); without them the result says so.
"""

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.startup import machine
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.architecture.harvest.contracts import Proposal
from shudao.architecture.harvest.proposing import propose
from shudao.connectors.harvest.contracts import Dialect, HarvestedSchema
from shudao.connectors.harvest.live_mysql import read_mysql
from shudao.connectors.harvest.live_postgresql import read_postgresql
from shudao.connectors.harvest.sql_files import read_files
from tests.builders.schemas.comparing import is_exact
from tests.builders.schemas.knowledge import city_knowledge
from tests.builders.schemas.making import TABLES, make_schema
from tests.builders.schemas.scripts import write_schema
from tests.builders.schemas.servers import load_mysql, load_postgresql, mariadb, mariadb_binary
from tests.builders.schemas.truth import TrueTable

RESULTS = Path(__file__).parent / "results" / "harvest.md"
REAL = Path(__file__).parents[1] / "samples" / "schemas" / "alocms"
SEED = 20261124
SECONDS, FOUND, FALSE = 15.0, 0.95, 0.02


@dataclass(frozen=True)
class Figures:
    """One way of reading. `exact` counts tables whose columns, keys and comments are all as they truly are; code tables
    are counted as recognised, missed, and others taken for one."""

    way: str
    read_s: float
    propose_s: float
    exact: int
    tables: int
    keys: int
    comments: int
    recognised: int
    missed: int
    false: int
    matched: int
    objects: int

    @property
    def holds(self) -> bool:
        codes = self.recognised + self.missed
        is_whole = self.exact == self.tables == TABLES
        in_time = self.read_s + self.propose_s <= SECONDS
        return is_whole and in_time and self.recognised >= FOUND * codes and self.false <= FALSE * codes


def measured(way: str, dialect: Dialect, truth: Sequence[TrueTable], read: Callable[[], HarvestedSchema]) -> Figures:
    """Read once, propose once, and compare with the truth."""
    known = city_knowledge()
    start = time.perf_counter()
    schema = read()
    after = time.perf_counter()
    proposal = propose(schema, known)
    done = time.perf_counter()
    found = {table.name: table for table in schema.tables}
    codes = {table.name for table in truth if table.role == "code"}
    told = {table.name for table in proposal.tables if table.is_code_table}
    return Figures(
        way,
        round(after - start, 2),
        round(done - after, 2),
        sum(is_exact(table, found.get(table.name), dialect) for table in truth),
        len(found),
        sum(bool(table.primary_key) + len(table.unique_keys) + len(table.foreign_keys) for table in schema.tables),
        proposal.summary.comments,
        len(told & codes),
        len(codes - told),
        len(told - codes),
        proposal.summary.matched,
        proposal.summary.objects,
    )


def measure() -> list[Figures]:
    """Scripts as people and dumps write them, oddities included; then live servers with the same tables."""
    truth, figures = make_schema(SEED), []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for dialect in Dialect:
            scripts = write_schema(truth, dialect.value, SEED).save(folder / dialect.value)
            figures.append(measured(f"{dialect.value}, scripts", dialect, truth, lambda at=scripts: read_files(at)))
        server = stack.enter_context(EmbeddedPostgres(folder / "server"))
        server.create_database("harvest", "shudao_owner")
        dsn = server.info.dsn("shudao_owner", "harvest")
        load_postgresql(dsn, write_schema(truth, "postgresql", SEED, is_odd=False))
        figures.append(measured("postgresql, live", Dialect.POSTGRESQL, truth, lambda: read_postgresql(dsn)))
        if mariadb_binary() is not None:
            own = stack.enter_context(mariadb(folder / "mariadb"))
            load_mysql(own, write_schema(truth, "mysql", SEED, is_odd=False))
            figures.append(measured("mysql, live (MariaDB)", Dialect.MYSQL, truth, lambda: read_mysql(own)))
    return figures


def real() -> tuple[float, Proposal]:
    """The scripts of a real system that come with the samples."""
    start = time.perf_counter()
    proposal = propose(read_files(REAL), city_knowledge())
    return round(time.perf_counter() - start, 2), proposal


def table(figures: Sequence[Figures], on: str) -> str:
    head = (
        "way", "read", "propose", "tables exact", "keys", "comments", "code tables", "taken for one", "elements",
        "objects", "holds",
    )  # fmt: skip
    lines = ["# Harvest", "", f"Machine: {on}.", ""]
    lines += [
        f"A made-up schema of {TABLES} tables (seed {SEED}) whose truth is known. A table is exact when every column "
        "with its type, default and comment, every key and its own comment are as they truly are. Allowed: "
        f"{SECONDS:.0f} s in all, every table exact, at least {FOUND:.0%} of code tables recognised, at most "
        f"{FALSE:.0%} as many others taken for one.",
        "",
        f"| {' | '.join(head)} |",
        "|" + "---|" * len(head),
    ]
    for one in figures:
        codes = one.recognised + one.missed
        cells = (
            one.way, f"{one.read_s} s", f"{one.propose_s} s", f"{one.exact} of {TABLES}", one.keys, one.comments,
            f"{one.recognised} of {codes}", one.false, one.matched, one.objects, "yes" if one.holds else "**no**",
        )  # fmt: skip
        lines.append(f"| {' | '.join(map(str, cells))} |")
    if mariadb_binary() is None:
        lines += ["", "There was no MariaDB server on this machine: MySQL was measured from scripts only."]
    seconds, proposal = real()
    numbers = proposal.summary
    lines += [
        "",
        f"The real scripts of `samples/schemas/alocms` ({numbers.tables} tables, {numbers.columns} columns): "
        f"{seconds} s, {numbers.code_tables} code tables, {numbers.objects} objects, {numbers.matched} columns matched "
        "with an element.",
    ]
    return "\n".join([*lines, "", "Made by `make bench NAME=harvest`.", ""])


def main() -> None:
    on = machine()
    figures = measure()
    text = table(figures, on)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(text, "utf-8")
    print(text)
    print(json.dumps([asdict(one) for one in figures]))


if __name__ == "__main__":
    main()
