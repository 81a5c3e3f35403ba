"""Every quality rule judges the same rows the same way in DuckDB and over Spark Connect."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shudao.engines.errors import EngineFailed
from shudao.engines.ports import Engine
from shudao.kernel.relation import Relation
from shudao.quality.rules import CONDITIONS, RULE_TYPES, RuleType
from tests.conformance.cases.rules import RULE_CASES, RuleCase
from tests.conformance.marks import MARKS
from tests.conformance.picture import Picture, drawn

Answer = list[tuple[bool, bool | None]] | EngineFailed


def test_every_rule_type_has_a_picture_and_every_picture_a_rule_type() -> None:
    assert {case.kind for case in RULE_CASES.values()} == set(RULE_TYPES)


def test_every_condition_has_a_picture() -> None:
    assert {case.parameters["condition"] for case in RULE_CASES.values() if case.kind == "logic"} == set(CONDITIONS)


def test_every_rule_type_says_what_it_is() -> None:
    for kind, rule in RULE_TYPES.items():
        assert rule.kind == kind
        assert rule.title
        assert len(rule.__doc__ or "") > 10


def question(case: RuleCase) -> RuleType:
    return RULE_TYPES[case.kind](**case.parameters)


def relation(picture: Picture, folder: Path, name: str) -> Relation:
    """The picture's columns with a number for each row."""
    columns = {"row": pa.array(range(len(picture.rows)), pa.int64())}
    for column, kind in zip(picture.names, picture.types, strict=True):
        columns[column] = pa.array(picture.column(column), kind)
    file = folder / f"{name}.parquet"
    pq.write_table(pa.table(columns), file)
    return Relation((str(file),), pq.read_schema(file))


@pytest.fixture(scope="module")
def answers(engines: dict[str, Engine], case_folder: Path) -> dict[str, dict[str, Answer]]:
    return {name: asked(engine, case_folder) for name, engine in engines.items()}


def asked(engine: Engine, folder: Path) -> dict[str, Answer]:
    relations = {f"rule{i}": relation(case.picture, folder, f"rule{i}") for i, case in enumerate(RULE_CASES.values())}
    for case in RULE_CASES.values():
        relations |= {name: relation(drawn(text), folder, name) for name, text in case.others.items()}
    with engine.open(relations) as session:
        context = {name: session.table(name) for name in relations}
        return {
            name: answered(session, question(case), context, f"rule{i}")
            for i, (name, case) in enumerate(RULE_CASES.items())
        }


def answered(session: Any, rule: RuleType, context: dict[str, Any], name: str) -> Answer:
    table = context[name]
    marks = {"judged": rule.applies(table), "fails": rule.violates(table, context)}
    try:
        read = session.read(table.mutate(**marks).select("row", "judged", "fails").order_by("row")).read_all()
    except EngineFailed as error:
        return error
    told = read.to_pylist()
    return [(row["judged"], row["fails"] if row["judged"] else None) for row in told]


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
@pytest.mark.parametrize("name", RULE_CASES)
def test_the_rule_judges_as_pictured(answers: dict[str, dict[str, Answer]], name: str, engine: str) -> None:
    picture = RULE_CASES[name].picture
    want = list(zip(picture.column("judged"), picture.column("fails"), strict=True))
    if (engine, f"rule {name}") in MARKS:
        assert answers[engine][name] != want, f"{engine} agrees on {name} now: remove its mark"
        return
    assert answers[engine][name] == want


@pytest.mark.parametrize("name", RULE_CASES)
def test_a_rule_names_the_columns_and_data_sets_it_needs(name: str) -> None:
    case = RULE_CASES[name]
    assert set(question(case).columns()) == set(case.picture.names) - {"judged", "fails"}
    assert set(question(case).others()) == set(case.others)
