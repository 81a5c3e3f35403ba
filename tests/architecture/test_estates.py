"""When organisations merge, everything of theirs follows: no module may forget to say where an owner is written."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from shudao.app import wiring
from shudao.app.installation import Installation
from shudao.kernel.actor import Role
from shudao.kernel.database import Base
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import Merger, OrganisationFilter, OrganisationKind
from shudao.mechanism.contracts_reform import Part, Split
from shudao.mechanism.estates import OWN
from shudao.mechanism.ports import ESTATES, Estate
from shudao.work import facade as work
from tests.architecture.marked import MARKER, Marked, marked
from tests.architecture.test_routes import READS, Operation, ask
from tests.builders.mechanism import make_actor, make_organisation

# Tables that name an organisation and are followed by code of their own, or are history that stays, with the reason.
OTHERWISE = {
    "access.membership": "roles end and begin anew",
    "access.session": "goes on with the successor",
    "access.organisation_node": "the tree itself",
    "evidence.entry": "what was is never rewritten",
    "mechanism.appointment": "appointments end and begin anew",
    "mechanism.organisation_version": "an earlier state",
    "policy.norm_result": "what a check found then",
    "sharing.application_event": "who spoke, and for whom, then",
    "work.task": "moved by work itself",
    "work.change_request": "moved by work itself",
}


@pytest.fixture
def scene(installed: Installation) -> Iterator[Marked]:
    with marked(installed) as made:
        yield made


def every_estate() -> list[Estate]:
    wiring.join_estates()
    return [*OWN, *ESTATES]


def test_every_column_that_names_an_organisation_says_how_it_follows() -> None:
    wiring.load_tables()
    told = {(e.owner.class_.__table__.fullname, e.owner.key) for e in every_estate()}
    columns = {
        (table.fullname, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("organisation_id") and table.fullname not in OTHERWISE
    }
    assert columns - told == set()
    assert told - columns == set()


def belonging(raw: psycopg.Connection[Any], organisation_id: str) -> dict[str, int]:
    """How many rows of each kind belong to an organisation, history left out."""
    found = {}
    for estate in every_estate():
        table = estate.owner.class_.__table__
        query = f'select count(*) from {table.schema}."{table.name}" where "{estate.owner.key}" = %s'
        if estate.moving is not None:
            query += f" and {estate.moving.compile(compile_kwargs={'literal_binds': True})}"
        ((found[estate.kind],),) = raw.execute(query, [organisation_id]).fetchall()
    return {kind: count for kind, count in found.items() if count}


def seen(scene: Marked) -> set[Operation]:
    """What the police read of their own."""
    client = scene.signed_in("police")
    return {operation for operation in READS if MARKER in ask(client, scene, operation).text}


def test_whatever_can_be_chosen_or_follows_can_be_taken_from_a_department(
    scene: Marked, raw: psycopg.Connection[Any]
) -> None:
    """Taking all that can be chosen, kind by kind, leaves the department nothing: no kind is forgotten by splits."""
    police = scene.known["organisation_id"]
    before = belonging(raw, police)
    with scene.installed.database.unit_of_work() as uow:
        taker = make_organisation(uow, name="新设局")
        kinds = [each.kind for each in mechanism.count_things(uow, police)]
        takes = {kind: keys_of(uow, police, kind) for kind in kinds}
        plan = Split(police, (Part(taker.id, takes),), police, "机构改革方案")
        (bureau,) = mechanism.list_organisations(
            uow, PageQuery(), OrganisationFilter(kind=OrganisationKind.BUREAU)
        ).items
        proposer, approver = (make_actor(uow, bureau, Role.DATA_BUREAU) for _ in range(2))
        preview = mechanism.preview_reform(uow, plan, by=proposer)
        assert preview.obstacles == ()
        change = mechanism.propose_reform(uow, plan, preview.versions, by=proposer)
    with scene.installed.database.unit_of_work() as uow:
        work.decide(uow, change.id, approve=True, by=approver)
    assert belonging(raw, police) == {}
    assert belonging(raw, taker.id) == before
    told = {moved.kind: moved.count for moved in preview.moves[taker.id]}
    assert {kind: count for kind, count in before.items() if kind in told}.items() <= told.items()


def keys_of(uow: UnitOfWork, organisation_id: str, kind: str) -> tuple[str, ...]:
    return tuple(thing.key for thing in mechanism.things(uow, organisation_id, kind, PageQuery(limit=200)).items)


def test_the_people_of_a_merged_department_go_on_reading_what_is_theirs(
    scene: Marked, raw: psycopg.Connection[Any]
) -> None:
    police, readable = scene.known["organisation_id"], seen(scene)
    before = belonging(raw, police)
    assert len(readable) > 10 and len(before) > 10
    with scene.installed.database.unit_of_work() as uow:
        successor = make_organisation(uow, name="公安和应急局")
        merger = Merger((police,), successor.id, "机构改革方案")
        bureaux = OrganisationFilter(kind=OrganisationKind.BUREAU)
        (bureau,) = mechanism.list_organisations(uow, PageQuery(), bureaux).items
        proposer, approver = (make_actor(uow, bureau, Role.DATA_BUREAU) for _ in range(2))
        preview = mechanism.preview_reform(uow, merger, by=proposer)
        change = mechanism.propose_reform(uow, merger, preview.versions, by=proposer)
    with scene.installed.database.unit_of_work() as uow:
        work.decide(uow, change.id, approve=True, by=approver)
    assert belonging(raw, police) == {}
    assert belonging(raw, successor.id) == before
    scene.known["organisation_id"] = successor.id
    assert seen(scene) == readable
