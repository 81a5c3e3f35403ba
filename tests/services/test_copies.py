"""Serving copies: whole or not seen, of what was released, indexed for their filter keys."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from shudao.access.errors import NotPermitted
from shudao.admission import facade as admission
from shudao.kernel.expr.predicate import Eq
from shudao.services import facade as services
from shudao.services.contracts import CopyState, Input, Service
from shudao.services.logic import MAX_NAME_BYTES
from shudao.work import facade as work
from tests.builders.lake import flows_of
from tests.builders.mechanism import SYSTEM
from tests.services.scene import ASSET, CODE, PEOPLE, Scene, new_service, person


def copy_of(scene: Scene, code: str = CODE) -> CopyState:
    found = service_of(scene, code).copy
    assert found is not None
    return found


def service_of(scene: Scene, code: str = CODE) -> Service:
    with scene.installed.database.unit_of_work() as uow:
        return services.service_of(uow, code, by=scene.owner)


def tables(scene: Scene) -> list[str]:
    with scene.installed.database.unit_of_work() as uow:
        found = uow.session.connection().exec_driver_sql("select tablename from pg_tables where schemaname = 'svc'")
        return [name for (name,) in found]


def test_a_copy_holds_every_value_as_it_is(scene: Scene) -> None:
    """Empty text, NULL, quotes, commas and line breaks come through COPY unchanged."""
    rows = scene.call(scene.key(scene.grant()), limit=100).rows
    assert rows == PEOPLE
    assert copy_of(scene).rows == len(PEOPLE)
    served = f"service/{CODE}"
    assert flows_of(scene.installed, served) == {(f"lake/{ASSET}", served, "serving copy")}


def test_a_release_makes_new_copies_by_itself_and_old_tables_go(scene: Scene) -> None:
    key = scene.key(scene.grant())
    assert scene.call(key).data_version == 1
    more = [*PEOPLE, person(1000)]
    scene.land(more, version=2)
    assert scene.call(key).data_version == 1
    work.drain(scene.installed.database, scene.installed.settings)
    answer = scene.call(key, filters={"id_number": (person(1000)["id_number"],)})
    assert (answer.data_version, len(answer.rows)) == (2, 1)
    assert len(tables(scene)) == 1


def test_what_was_not_released_is_not_served(scene: Scene) -> None:
    with scene.installed.database.unit_of_work() as uow:
        assert admission.readable_version(uow, ASSET) == copy_of(scene).data_version
    before = tables(scene)
    scene.refresh()
    assert tables(scene) == before


def test_refreshing_at_the_same_moment_leaves_one_whole_copy(scene: Scene) -> None:
    scene.land([*PEOPLE, person(1000)], version=2)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: scene.refresh(), range(3)))
    assert len(tables(scene)) == 1
    assert len(scene.call(scene.key(scene.grant()), limit=100).rows) == len(PEOPLE) + 1


def test_the_next_version_serves_only_once_its_copy_is_whole(scene: Scene) -> None:
    """Consumers never meet a gap between two versions of a service."""
    key = scene.key(scene.grant())
    with scene.installed.database.unit_of_work() as uow:
        revised = new_service(scene.town, outputs=("district",), inputs=(Input("district"),))
        seen = services.service_of(uow, CODE, by=scene.steward).revision
        services.revise_service(uow, revised, seen_revision=seen, by=scene.steward)
        services.submit(uow, CODE, by=scene.steward)
        services.publish(uow, CODE, by=scene.owner)
    assert scene.call(key).service_version == 1
    scene.refresh()
    answer = scene.call(key)
    assert answer.service_version == 2
    assert set(answer.rows[0]) == {"district"}
    assert service_of(scene).copy == copy_of(scene)


def test_a_filter_key_is_looked_up_in_its_index(scene: Scene) -> None:
    [table] = tables(scene)
    with scene.installed.database.unit_of_work() as uow:
        connection = uow.session.connection()
        connection.exec_driver_sql("set local enable_seqscan = off")
        for column in ("id_number", "district"):
            condition, values = Eq(column, "x").to_sql()
            plan = connection.exec_driver_sql(f"explain select * from svc.{table} where {condition}", tuple(values))
            assert any("Index Cond" in line for line in plan.scalars())


def test_a_copy_holds_no_column_that_the_service_does_not_need(scene: Scene) -> None:
    scene.publish(new_service(scene.town, code="lean", outputs=("district",), inputs=(Input("members"),)))
    [table] = [name for name in tables(scene) if name.startswith("s_lean_")]
    assert len(table) < MAX_NAME_BYTES
    with scene.installed.database.unit_of_work() as uow:
        found = uow.session.connection().exec_driver_sql(f"select * from svc.{table} limit 1")
        assert set(found.keys()) == {"_row", "district", "members"}


def test_the_gateway_role_may_read_copies_and_nothing_else(scene: Scene) -> None:
    [table] = tables(scene)
    with scene.installed.database.unit_of_work() as uow:
        may = uow.session.connection().exec_driver_sql(
            "select has_table_privilege('shudao_gateway', %s, 'select'), "
            "has_table_privilege('shudao_gateway', %s, 'insert')",
            (f"svc.{table}", f"svc.{table}"),
        )
        assert may.one() == (True, False)


def test_refreshing_needs_the_right_to(scene: Scene) -> None:
    scene.land(PEOPLE, version=2)
    opened = scene.installed
    with pytest.raises(NotPermitted):
        services.refresh_serving_copy(opened.database, opened.settings, CODE, by=scene.consumer)
    assert services.refresh_serving_copy(opened.database, opened.settings, CODE, by=SYSTEM) == copy_of(scene)
