"""Every function of the vocabulary means the same in plain Python, in DuckDB and over Spark Connect."""

from pathlib import Path
from typing import Any

import pytest

from shudao.engines.ports import Engine
from shudao.kernel.expr.vocabulary import FUNCTIONS
from tests.conformance.cases.functions import FUNCTION_CASES, MORE_CASES
from tests.conformance.engines import Answers, answers_of_engine, answers_of_judge, wanted
from tests.conformance.marks import MARKS

CASES = FUNCTION_CASES | MORE_CASES


@pytest.fixture(scope="module")
def answers(engines: dict[str, Engine], case_folder: Path) -> dict[str, Answers]:
    told = {name: answers_of_engine(engine, CASES, case_folder) for name, engine in engines.items()}
    return {"reference": answers_of_judge(CASES), **told}


def test_every_function_has_a_picture_and_every_picture_a_function() -> None:
    assert set(FUNCTION_CASES) == set(FUNCTIONS)


def test_every_function_says_what_it_is() -> None:
    for function in FUNCTIONS.values():
        assert function.title, function.name
        assert len(function.summary) > 40, function.name


@pytest.mark.parametrize("engine", ["reference", "duckdb", "spark"])
@pytest.mark.parametrize("name", CASES)
def test_the_engine_answers_as_pictured(answers: dict[str, Answers], name: str, engine: str) -> None:
    answer, want = answers[engine][name], wanted(name, CASES[name])
    if (engine, name) in MARKS:
        assert not same(answer, want), f"{engine} agrees on {name} now: remove its mark"
        return
    assert same(answer, want), differences(answer, want, CASES[name].picture.rows)


def same(answer: Any, want: list[Any]) -> bool:
    # 1 and True, or 1 and Decimal(1), are equal in Python but not the same answer.
    return bool(answer == want) and [type(value) for value in answer] == [type(value) for value in want]


def differences(answer: Any, want: list[Any], rows: tuple[tuple[Any, ...], ...]) -> str:
    if isinstance(answer, Exception):
        return repr(answer)
    wrong = [f"{row[:-1]!r}: {told!r}" for told, value, row in zip(answer, want, rows, strict=False) if told != value]
    return "; ".join(wrong) or f"types differ: {answer!r}"
