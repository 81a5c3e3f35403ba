"""How well the search finds what people mean: MRR and recall@10 of the judged queries, on both halves.

Run with `make bench NAME=search_quality`. The ledger is the sample city, the supplement and a generated ledger a
hundredth of the full size around them. Writes `benchmarks/results/search_quality.md`.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import ledger_made
from shudao.app import migrate, wiring
from shudao.app.demo.load import architecture, mechanism, policy
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.architecture import facade, ledger_lines
from shudao.kernel.actor import Actor
from shudao.kernel.clock import SystemClock
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as organisations

RESULTS = Path(__file__).parent / "results" / "search_quality.md"
ASKER = Actor.system("search-quality")
DEPTH = 10


@dataclass(frozen=True)
class Judgement:
    """What one query found: the reciprocal rank of the first good answer, and the share of good ones in the first ten.

    A query with more good answers than ten is complete when all ten places hold good ones.
    """

    query: str
    half: str
    sort: str
    reciprocal: float
    recall: float
    first: tuple[str, ...]


def judge(query: dict[str, Any], found: Sequence[str]) -> Judgement:
    """Measure the hits (`kind:code`, best first) of one query against its good answers."""
    wanted = set(query["relevant"])
    ranks = [rank for rank, hit in enumerate(found[:DEPTH], start=1) if hit in wanted]
    recall = len(ranks) / min(len(wanted), DEPTH)
    first = tuple(found[:3])
    return Judgement(query["q"], query["half"], query["sort"], 1 / ranks[0] if ranks else 0.0, recall, first)


def judge_all(uow: UnitOfWork) -> list[Judgement]:
    """Ask every judged query."""
    made = []
    for query in ledger_made.judged()["queries"]:
        found = facade.search(uow, query["q"], PageQuery(limit=DEPTH), by=ASKER)
        made.append(judge(query, [f"{hit.kind}:{hit.code}" for hit in found.items]))
    return made


def means(judgements: Sequence[Judgement]) -> tuple[float, float]:
    """MRR and mean recall@10."""
    count = len(judgements)
    return sum(j.reciprocal for j in judgements) / count, sum(j.recall for j in judgements) / count


def load_city(uow: UnitOfWork) -> None:
    """The sample city's ledger, standards and organisations, without its data."""
    mechanism.load_organisations(uow)
    mechanism.load_people(uow)
    mechanism.load_duties(uow)
    policy.load_code_tables(uow)
    policy.load_data_elements(uow)
    policy.load_norms(uow)
    architecture.load_ledger(uow)
    architecture.load_systems(uow)
    architecture.load_catalogue(uow)


def load_made(uow: UnitOfWork, size: ledger_made.Size) -> None:
    """A generated ledger and the supplement, as drafts."""
    for new in ledger_made.organisations():
        organisations.create_organisation(uow, new, by=ASKER)
    known = {new.code: organisations.organisation_by_code(uow, new.code) for new in ledger_made.organisations()}
    nodes = [ledger_lines.new_node(line, known) for line in ledger_made.nodes(size)]
    attributes = [ledger_lines.new_attribute(line) for line in ledger_made.attributes(size)]
    facade.define_architecture(uow, nodes, attributes, by=ASKER)


@contextmanager
def records() -> Iterator[Database]:
    """A migrated database of its own, gone afterwards."""
    wiring.load_tables()
    wiring.join_searchables()
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres(Path(folder)) as server:
        server.create_database("quality", "shudao_owner")
        server.prepare_database("quality")
        migrate.upgrade(server.info.dsn("shudao_owner", "quality", driver="sqlalchemy"))
        opened = Database(server.info.dsn("shudao_app", "quality", driver="sqlalchemy"), SystemClock(), {})
        yield opened
        opened.close()


def table(judgements: Sequence[Judgement]) -> str:
    """The result as a page, and of the half that may be looked at what went wrong."""
    lines = ["# Search quality", "", "| half | queries | MRR | recall@10 |", "|---|---|---|---|"]
    for half in ("tuning", "kept"):
        of_half = [j for j in judgements if j.half == half]
        mrr, recall = means(of_half)
        lines.append(f"| {half} | {len(of_half)} | {mrr:.3f} | {recall:.3f} |")
    by_sort: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        by_sort[judgement.sort].append(judgement)
    lines += ["", "| sort (both halves) | queries | MRR | recall@10 |", "|---|---|---|---|"]
    for sort, of_sort in by_sort.items():
        mrr, recall = means(of_sort)
        lines.append(f"| {sort} | {len(of_sort)} | {mrr:.3f} | {recall:.3f} |")
    lines += [
        "",
        "Allowed on the kept half: MRR ≥ 0.85, recall@10 ≥ 0.95. Made by `make bench NAME=search_quality`.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    with records() as database, database.unit_of_work() as uow:
        load_city(uow)
        load_made(uow, ledger_made.Size().divided(100))
        while facade.follow_changes(uow):
            pass
        judgements = judge_all(uow)
    text = table(judgements)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(text, "utf-8")
    print(text)
    if "--misses" in sys.argv:
        for j in judgements:
            if j.half == "tuning" and (j.reciprocal < 1 or j.recall < 1):
                print(f"{j.query}: 1/rank {j.reciprocal:.2f}, recall {j.recall:.2f}; first {', '.join(j.first)}")


if __name__ == "__main__":
    main()
