"""Code tables through time: loading about a hundred revisions (300,000 rows), the next one, differences, and searching
in a table of 50,000 codes. Run with `make bench NAME=code_tables`; writes `benchmarks/results/code_tables.md`.

With SHUDAO_REFERENCE_DATA naming a folder of reference data, the real revisions of GB/T 2260 in it are loaded as well.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.startup import machine
from shudao.app import migrate
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.cli import code_files
from shudao.kernel.actor import Actor
from shudao.kernel.clock import SystemClock
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade as policy
from shudao.policy.contracts import CodeRow, Revision, Snapshot
from tests.builders.code_history import made_history
from tests.builders.mechanism import make_organisation

T = TypeVar("T")
RESULTS = Path(__file__).parent / "results" / "code_tables.md"
REFERENCE = os.environ.get("SHUDAO_REFERENCE_DATA", "")
REAL = "codes/gb2260_history/gb2260_revisions.csv.gz"
LOADER, PUBLISHER = Actor.system("code-benchmark"), Actor.system("code-publisher")
LARGE, ASKED = 50_000, 400
DAY = date(1999, 7, 1)


def main() -> None:
    with records() as database:
        lines = [*histories(database), *large_table(database)]
    rows = "\n".join(f"| {what} | {value} | {allowed} |" for what, value, allowed in lines)
    told = f"# Code tables through time\n\n{machine()}\n\n| What | Measured | Allowed |\n|---|---|---|\n{rows}\n"
    RESULTS.write_text(told, "utf-8")
    print(told)


@contextmanager
def records() -> Iterator[Database]:
    """A migrated records database of its own."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres(Path(folder)) as server:
        server.create_database("bench", "shudao_owner")
        server.prepare_database("bench")
        migrate.upgrade(server.info.dsn("shudao_owner", "bench", driver="sqlalchemy"))
        database = Database(server.info.dsn("shudao_app", "bench", driver="sqlalchemy"), SystemClock())
        yield database
        database.close()


def histories(database: Database) -> Iterator[tuple[str, str, str]]:
    """Loading whole histories, and going on from one."""
    made = list(made_history())
    yield from _history(database, "made_up", "made-up", made)
    if REFERENCE:
        for source in ("mca", "stats", "gb"):
            file = Path(REFERENCE) / REAL
            lists = code_files.revisions(file, source, source, (2, 4, 6))
            real = [policy.without_twice(revision)[0] for revision in lists]
            yield from _history(database, f"real_{source}", f"GB/T 2260, list of {source}", real)
    last = made[-1]
    codes = [Snapshot(line.code, line.name) for line in last.codes[30:]]
    with database.unit_of_work() as uow:
        about: dict[str, Any] = {"version": "next", "source": "", "by": LOADER}
        day = last.effective_on + timedelta(days=200)
        seconds, _ = timed(lambda: policy.follow_revision(uow, "made_up", codes, effective_on=day, **about))
        yield "drafting the next revision", f"{seconds:.2f} s", "≤ 5 s"
        sides: dict[str, Any] = {"older": (None, None), "newer": ("next", None), "by": LOADER}
        seconds, (page, _) = timed(lambda: policy.difference(uow, "made_up", PageQuery(limit=200), **sides))
        yield f"its difference ({page.total} codes)", f"{seconds * 1000:.0f} ms", "≤ 500 ms"


def _history(
    database: Database, name: str, words: str, revisions: Sequence[Revision]
) -> Iterator[tuple[str, str, str]]:
    rows = sum(len(each.codes) for each in revisions)
    with database.unit_of_work() as uow:
        keeper = make_organisation(uow).id
        about: dict[str, Any] = {"title": words, "organisation_id": keeper, "by": LOADER}
        seconds, loaded = timed(lambda: policy.load_revisions(uow, name, revisions, **about))
        publish(uow, name)
    yield f"loading {words}: {len(revisions)} revisions, {rows:,} rows", f"{seconds:.1f} s", "≤ 30 s"
    yield "… kept as periods of validity", f"{loaded.row_count:,} rows", ""
    with database.unit_of_work() as uow:
        taken = [timed(lambda: policy.list_codes(uow, name, PageQuery(), by=LOADER, as_of=DAY))[0] for _ in range(50)]
    yield "… a page of codes as of a day, p95", f"{p95(taken):.0f} ms", "≤ 100 ms"


def large_table(database: Database) -> Iterator[tuple[str, str, str]]:
    """Searching by code, by name and in vain, opening the tree."""
    chance = random.Random(50)
    codes = [f"{number:06d}" for number in range(100_000, 100_000 + LARGE)]
    names = ["".join(chance.choices("东西南北上下新安永平长宁清和石金河山林海", k=3)) for _ in codes]
    rows = [
        CodeRow(code, f"{name}{code[-3:]}", None if code.endswith("00") else f"{code[:4]}00")
        for code, name in zip(codes, names, strict=True)
    ]
    with database.unit_of_work() as uow:
        about: dict[str, Any] = {"title": "大码表", "version": "1", "organisation_id": make_organisation(uow).id}
        seconds, _ = timed(lambda: policy.load_code_table(uow, "large", rows, **about, by=LOADER))
        publish(uow, "large")
    yield f"loading a table of {LARGE:,} codes", f"{seconds:.1f} s", ""
    asked = [chance.choice((code[:4], name[:2], name, "没有的词")) for code, name in zip(codes, names, strict=True)][
        :ASKED
    ]
    with database.unit_of_work() as uow:
        for words, queries in (
            ("searching it by code, name and in vain, p95", [PageQuery(q=q) for q in asked]),
            ("paging through it, p95", [PageQuery(offset=chance.randrange(LARGE), sort="code") for _ in range(100)]),
        ):
            taken = [timed(lambda q=q: policy.list_codes(uow, "large", q, by=LOADER))[0] for q in queries]
            yield words, f"{p95(taken):.0f} ms", "≤ 100 ms"
        page = PageQuery(limit=200)
        taken = [timed(lambda c=c: _below(uow, page, c))[0] for c in chance.sample(codes, 100)]
        yield "opening a node of its tree, p95", f"{p95(taken):.0f} ms", "≤ 100 ms"


def _below(uow: UnitOfWork, page: PageQuery, code: str) -> None:
    found = policy.list_codes(uow, "large", page, by=LOADER, parent=f"{code[:4]}00", as_of=DAY)
    policy.codes_with_children(uow, "large", [each.code for each in found.items], by=LOADER, as_of=DAY)


def publish(uow: UnitOfWork, name: str) -> None:
    policy.submit_code_tables(uow, [name], by=LOADER)
    policy.publish_code_tables(uow, [name], by=PUBLISHER)


def timed(do: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    answer = do()
    return time.perf_counter() - began, answer


def p95(seconds: Sequence[float]) -> float:
    """In milliseconds."""
    return sorted(seconds)[int(len(seconds) * 0.95)] * 1000


if __name__ == "__main__":
    main()
