"""The ledger at the size of a province: loading, search under load, facets, pages, memory, quality.

Run with `make bench NAME=ledger`; PART=10 makes a tenth of it, SECONDS=20 sets how long each load runs. Writes
`benchmarks/results/ledger.md`. A load average above 1 when it begins spoils the figures.
"""

import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil
from sqlalchemy import text

from benchmarks import ledger_made, search_quality
from benchmarks.ledger_load import Client, Taken, capacity, open_loop, quantile, search_path
from benchmarks.ledger_words import vocabulary
from benchmarks.startup import machine
from shudao.access import facade as access
from shudao.app.installation import Installation, attach
from shudao.app.supervisor import running
from shudao.architecture import facade as architecture
from shudao.kernel.actor import Actor, Role
from shudao.kernel.paging import PageQuery
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import NewPerson
from shudao.policy import facade as policy

RESULTS = Path(__file__).parent / "results" / "ledger.md"
PART = int(os.environ.get("PART", "1"))
SECONDS = float(os.environ.get("SECONDS", "20"))
LOADER, PUBLISHER = Actor.system("ledger-benchmark"), Actor.system("ledger-publisher")
PASSWORD = "ledger-benchmark-2026"
LOGIN = "bench.bureau"
MIB = 1024 * 1024


@dataclass
class Figures:
    """Lines of the result: what, measured, allowed."""

    lines: list[tuple[str, str, str]] = field(default_factory=list)

    def note(self, what: str, value: str, allowed: str = "") -> None:
        self.lines.append((what, value, allowed))
        print(f"{what}: {value}  {allowed}", flush=True)


@contextmanager
def timed(figures: Figures, what: str, allowed: str = "") -> Iterator[None]:
    began = time.perf_counter()
    yield
    figures.note(what, f"{time.perf_counter() - began:.1f} s", allowed)


def load(opened: Installation, folder: Path, size: ledger_made.Size, figures: Figures) -> None:
    """The city's registers, the made-up ledger through its door, the search; then review and publishing."""
    with opened.database.unit_of_work() as uow:
        search_quality.load_city(uow)
        for new in ledger_made.organisations():
            mechanism.create_organisation(uow, new, by=LOADER)
        _open_account(uow)
    ledger_made.write(folder, size)
    began = time.perf_counter()
    with timed(figures, "`ledger load`: read, check, copy"), opened.database.unit_of_work() as uow:
        architecture.load_ledger(uow, folder, by=LOADER)
    with timed(figures, "the search made anew by the worker"):
        _until_rebuilt(opened)
    figures.note("loaded and findable, together", f"{time.perf_counter() - began:.1f} s", "≤ 480 s")
    with timed(figures, "submitted and published by a second person, domain by domain"):
        for domain in range(1, ledger_made.ORGANISATIONS + 1):
            with opened.database.unit_of_work() as uow:
                architecture.submit_subtree(uow, f"GL{domain:02d}", by=LOADER)
                architecture.publish_subtree(uow, f"GL{domain:02d}", by=PUBLISHER)
    _until_rebuilt(opened)


def _until_rebuilt(opened: Installation) -> None:
    """Wait until no job waits that makes the search anew, and none runs."""
    waiting = text("select count(*) from procrastinate_jobs where status in ('todo', 'doing') and task_name = :name")
    while True:
        with opened.database.unit_of_work() as uow:
            if not uow.session.scalar(waiting, {"name": "architecture.rebuild_search"}):
                return
        time.sleep(1)


def _open_account(uow: UnitOfWork) -> None:
    """Somebody of the bureau, who may see drafts."""
    bureau = mechanism.organisation_by_code(uow, "LC-DSJ")
    person = mechanism.create_person(uow, NewPerson(LOGIN, "压测", bureau.id), by=LOADER)
    account = access.create_account(uow, LOGIN, "压测", person.id, PASSWORD, must_change=False, by=LOADER)
    access.assign_role(uow, account.id, Role.DATA_BUREAU, bureau.id, uow.clock.today(), by=LOADER)


def words() -> dict[str, list[str]]:
    """Frequent, rare and absent words of two or more characters."""
    known = [word for word in vocabulary() if not word.isascii()]
    dice = random.Random(11)
    used = sorted({character for word in known[:5000] for character in word})
    whole = "".join(known)
    absent: list[str] = []
    while len(absent) < 300:
        word = "".join(dice.choices(used, k=dice.choice((2, 3, 4))))
        if not any(word[at : at + 2] in whole for at in range(len(word) - 1)):
            absent.append(word)
    return {
        "frequent": [*ledger_made.SUFFIXES, *known[:200]],
        "rare": dice.sample(known[20_000:], 600),
        "absent": absent,
    }


def asker(sorts: dict[str, list[str]]) -> Callable[[], tuple[str, str]]:
    """Draws words of each sort alike."""
    dice = random.Random(13)
    names = list(sorts)

    def draw() -> tuple[str, str]:
        sort = dice.choice(names)
        return sort, search_path(dice.choice(sorts[sort]))

    return draw


def search(client: Client, figures: Figures) -> None:
    sorts = words()
    draw = asker(sorts)
    capacity(client, draw, 3)
    full = capacity(client, draw, SECONDS)
    figures.note("search over HTTP, capacity (frequent, rare and absent words alike)", f"{full:.0f} a second")
    taken = open_loop(client, draw, full / 2, max(int(full / 2 * SECONDS), 600))
    for sort in [*sorts, ""]:
        chosen = [each.seconds for each in taken if not sort or each.sort == sort]
        p50, p99 = quantile(chosen, 0.5), quantile(chosen, 0.99)
        figures.note(f"{sort or 'all'} words at half of it: p50, p99", f"{p50:.1f} ms, {p99:.1f} ms", "p99 < 50 ms")
    _slowest(taken)
    _facets(client, figures)


def _slowest(taken: list[Taken]) -> None:
    for each in sorted(taken, key=lambda one: -one.seconds)[:5]:
        print(f"    slow: {1000 * each.seconds:.0f} ms {each.sort} {each.path}")


def _facets(client: Client, figures: Figures) -> None:
    found = json.loads(client.get(search_path("登记")))
    figures.note("hits of the most frequent word", f"{found['total']:,}{'+' if found['is_capped'] else ''}")
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(found["facets"].items()))
    figures.note("its facets", kinds)


def pages(client: Client, figures: Figures) -> None:
    """Tree node, object page, the page of a table with a thousand columns, the map and suggestions, one at a time."""
    dice = random.Random(17)
    objects = [f"GL{d:02d}.{a:02d}.001" for d in range(1, 98) for a in range(1, 10)]
    sorts: dict[str, Callable[[], str]] = {
        "tree: the domains": lambda: "/api/v1/architecture/tree",
        "tree: one node": lambda: f"/api/v1/architecture/tree?parent={dice.choice(objects)[:7]}",
        "object page": lambda: f"/api/v1/architecture/objects/{dice.choice(objects)}/map",
        "page of a table of 1,000 columns": lambda: "/api/v1/architecture/entities/GL01.01.001.01",
        "suggestion": lambda: f"/api/v1/architecture/suggestions?q={quote(dice.choice(vocabulary()[:3000])[:2])}",
        "completeness of all departments": lambda: "/api/v1/architecture/completeness",
    }
    for name, path in sorts.items():
        client.get(path())
        seconds = []
        for _ in range(60):
            began = time.perf_counter()
            client.get(path())
            seconds.append(time.perf_counter() - began)
        allowed = "≤ 150 ms" if name == "suggestion" else "p95 < 100 ms"
        figures.note(f"{name}: p50, p95", f"{quantile(seconds, 0.5):.0f} ms, {quantile(seconds, 0.95):.0f} ms", allowed)


def memory(figures: Figures) -> None:
    """PSS of the process that answers requests, after the load."""
    for process in psutil.Process().children(recursive=True):
        line = process.cmdline()
        if "serve" in line and {"web", "api"} & set(line):
            figures.note(
                "API process, PSS after the load", f"{process.memory_full_info().pss / MIB:.0f} MiB", "≤ 500 MiB"
            )


def quality(opened: Installation, figures: Figures) -> None:
    with opened.database.unit_of_work() as uow:
        judged = search_quality.judge_all(uow)
    for half in ("tuning", "kept"):
        mrr, recall = search_quality.means([each for each in judged if each.half == half])
        allowed = "≥ 0.85, ≥ 0.95" if half == "kept" else ""
        figures.note(f"judged queries, {half} half: MRR, recall@10", f"{mrr:.3f}, {recall:.3f}", allowed)
    for each in judged:
        if each.half == "tuning" and (each.reciprocal < 1 or each.recall < 1):
            print(f"    {each.query}: {each.reciprocal:.2f} {each.recall:.2f} {', '.join(each.first)}")


def norms(opened: Installation, figures: Figures) -> None:
    """The whole-ledger check of the norms as they ship: the first one, which writes every violation down, and the next,
    which finds the same ones again."""
    with opened.database.unit_of_work() as uow:
        keeper = mechanism.list_organisations(uow, PageQuery(limit=1)).items[0].id
        codes = [norm.code for norm in policy.adopt_norms(uow, keeper, uow.clock.today(), by=LOADER)]
        policy.submit_norms(uow, codes, by=LOADER)
        policy.publish_norms(uow, codes, by=PUBLISHER)
    for which in ("first", "next"):
        what = f"norm check of the whole ledger, the {which}"
        with timed(figures, what, "≤ 60 s"), opened.database.unit_of_work() as uow:
            run = policy.check_norms(uow, by=LOADER)
    figures.note("clauses, violations found", f"{run.clauses}, {run.must + run.should + run.advice:,}")


def table(figures: Figures, on: str, size: ledger_made.Size) -> str:
    made = (
        f"{ledger_made.ORGANISATIONS} organisations, {size.objects:,} business objects, {size.entities:,} entities, "
        f"{size.attributes:,} attributes, {size.entries:,} catalogue entries; {len(vocabulary()):,} distinct words"
    )
    lines = ["# The ledger at scale", "", f"Machine: {on}.", "", f"Ledger: {made}.", ""]
    lines += ["| what | measured | allowed |", "|---|---|---|"]
    lines += [f"| {what} | {value} | {allowed} |" for what, value, allowed in figures.lines]
    return "\n".join([*lines, "", "Made by `make bench NAME=ledger`.", ""])


def main() -> None:
    on, size, figures = machine(), ledger_made.Size().divided(PART), Figures()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "data")
        with running(settings) as started, attach(settings) as opened:
            load(opened, Path(folder) / "made", size, figures)
            client = Client(started.url, LOGIN, PASSWORD)
            search(client, figures)
            pages(client, figures)
            memory(figures)
            quality(opened, figures)
            norms(opened, figures)
    page = table(figures, on, size)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    (RESULTS if PART == 1 else RESULTS.with_suffix(f".part{PART}.md")).write_text(page, "utf-8")
    print(page)
    print(json.dumps(figures.lines, ensure_ascii=False))


if __name__ == "__main__":
    main()
