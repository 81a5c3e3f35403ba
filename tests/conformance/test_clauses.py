"""Each clause of the norms has a picture that violates it and one that does not, and is one set-wise query."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, insert, text

from shudao.app import wiring
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.policy.contracts_norms import Principle
from shudao.policy.ports import Clause
from tests.conformance.clauses import lake_cases, ledger_cases
from tests.conformance.clauses.rows import DAY, Case, Row

CLAUSES: dict[str, Clause] = {clause.id: clause for clause in wiring.clauses()}
CASES: dict[str, Case] = ledger_cases.CASES | lake_cases.CASES

DROP_REFERENCES = """
    select format('alter table %s drop constraint %I', conrelid::regclass, conname)
    from pg_constraint where contype = 'f' and connamespace::regnamespace::text not in ('pg_catalog', 'public')
"""


@pytest.fixture(scope="module")
def facts(postgres: EmbeddedPostgres, template: str) -> Iterator[Engine]:
    """A database whose rows may stand alone: pictures show what matters, not what they hang on."""
    postgres.copy_database("clauses", template, "shudao_owner")
    engine = create_engine(postgres.info.dsn("shudao_owner", "clauses", driver="sqlalchemy"))
    with engine.begin() as connection:
        for statement in connection.scalars(text(DROP_REFERENCES)).all():
            connection.execute(text(statement))
    yield engine
    engine.dispose()
    postgres.drop_database("clauses")


def answers(engine: Engine, clause: Clause, rows: tuple[Row, ...]) -> list[Any]:
    with engine.connect() as connection:
        for row in rows:
            connection.execute(insert(row.table).values(row.whole()))
        found = connection.execute(clause.violations(DAY)).all()
        connection.rollback()
        return list(found)


def test_every_clause_has_a_picture_and_every_norm_has_clauses() -> None:
    assert set(CASES) == set(CLAUSES)
    assert {clause.norm for clause in CLAUSES.values()} == {f"GF-{number:02d}" for number in range(1, 15)}
    assert {clause.principle for clause in CLAUSES.values()} == set(Principle)


@pytest.mark.parametrize("clause_id", sorted(CASES))
def test_a_clause_finds_what_violates_it_and_nothing_else(facts: Engine, clause_id: str) -> None:
    clause, case = CLAUSES[clause_id], CASES[clause_id]
    found = answers(facts, clause, (*case.given, *case.bad))
    assert case.finds in {row.subject for row in found}, found
    assert len(found) == len({row.subject for row in found}), "a subject stands in it once"
    assert all(row.name and row.organisation_id for row in found)
    if case.detail is not None:
        assert {row.detail for row in found if row.subject == case.finds} == {case.detail}
    assert answers(facts, clause, (*case.given, *case.good)) == []


def test_no_clause_asks_again_for_every_row(facts: Engine) -> None:
    """Set-wise: no plan has a subquery that runs once per row of a table."""
    asked = {}
    for clause in CLAUSES.values():
        compiled = clause.violations(DAY).compile(facts, compile_kwargs={"literal_binds": True})
        with facts.connect() as connection:
            plan = "\n".join(connection.exec_driver_sql(f"explain {compiled}".replace("%", "%%")).scalars())
        asked[clause.id] = "SubPlan" in plan.replace("hashed SubPlan", "").replace("SubPlan 1\n", "")
    assert [clause_id for clause_id, again in asked.items() if again] == []
