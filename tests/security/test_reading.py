"""Reading through the records: who gets a lens, what ends it, and what is written down of it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.admission import facade as admission
from shudao.admission.errors import NothingToRelease
from shudao.kernel.actor import Actor
from shudao.kernel.expr.predicate import Eq, Everything, GreaterEqual, LessEqual
from shudao.kernel.paging import PageQuery
from shudao.security import facade as security
from shudao.security import reading
from shudao.security.contracts import (
    Grant,
    GrantFilter,
    GrantState,
    GrantTarget,
    MaskKind,
    NewGrant,
    ReadRequest,
    TargetKind,
)
from shudao.security.errors import (
    ColumnsOutsideGrant,
    ColumnsUnknown,
    FilterOnHiddenColumn,
    GrantEnded,
    GrantExists,
    MalformedGrant,
    NoLens,
    PurposeMissing,
    UnknownGrant,
)
from tests.builders.lake import land, make_asset, people, rows_of
from tests.builders.mechanism import SYSTEM
from tests.security.conftest import Scene

ASSET = "dm_people"


def rows(scene: Scene, by: Actor, request: ReadRequest | None = None, **options: Any) -> list[dict[str, Any]]:
    with scene.installed.database.unit_of_work() as uow:
        lens = security.lens_for(uow, request or ReadRequest(ASSET, "核对"), by=by)
    batches = security.read(scene.installed.database, scene.installed.settings, lens, **options)
    return sorted((row for batch in batches for row in batch.to_pylist()), key=lambda row: row["id"])


def new_grant(scene: Scene, **given: Any) -> NewGrant:
    today = scene.installed.clock.today()
    new = NewGrant(
        asset_code=ASSET,
        organisation_id=scene.town.civil.id,
        columns=("id", "phone", "income"),
        where=LessEqual("id", 10),
        purpose="低保审核",
        legal_basis="社会救助暂行办法",
        valid_from=today,
        valid_to=today + timedelta(days=30),
        target=GrantTarget(TargetKind.QUERY),
        source_ref="sharing/application/1",
        masks={"phone": MaskKind.HASH},
    )
    return replace(new, **given)


def make_grant(scene: Scene, **given: Any) -> Grant:
    with scene.installed.database.unit_of_work() as uow:
        return security.grant(uow, new_grant(scene, **given), by=SYSTEM)


def granted(grant: Grant, **given: Any) -> ReadRequest:
    return replace(ReadRequest(ASSET, "低保审核", grant_id=grant.id), **given)


def test_outsiders_cannot_tell_a_data_set_from_none(scene: Scene, raw: psycopg.Connection[Any]) -> None:
    said = []
    for asset in (ASSET, "dm_nowhere"):
        for actor in (scene.stranger, scene.consumer):
            with pytest.raises(NoLens) as refusal, scene.installed.database.unit_of_work() as uow:
                security.lens_for(uow, ReadRequest(asset, "核对"), by=actor)
            said.append(refusal.value.as_json()["error"] | {"message": refusal.value.message().replace(asset, "…")})
    assert said.count(said[0]) == len(said)
    assert raw.execute("select count(*) from evidence.entry where action = 'security.read.decided'").fetchone() == (0,)


def test_a_purpose_is_owed(scene: Scene) -> None:
    with pytest.raises(PurposeMissing):
        rows(scene, scene.owner, ReadRequest(ASSET, "  "))


def test_each_reader_gets_the_same_rows_under_their_own_masks(scene: Scene) -> None:
    [first, *_] = rows(scene, scene.owner)
    assert (first["phone"], first["income"]) == ("13800000001", "1*****")
    [first, *_] = rows(scene, scene.steward)
    assert (first["name"], first["phone"], first["income"]) == ("居民0001", "138****0001", None)
    seen = rows(scene, scene.bureau)
    assert (seen[0]["name"], seen[0]["born"]) == ("居*****", "1*********")
    assert len(seen) == 20


def test_filtering_by_what_one_does_not_see_is_refused(scene: Scene) -> None:
    with pytest.raises(FilterOnHiddenColumn, match="income"):
        rows(scene, scene.steward, ReadRequest(ASSET, "核对", ("id",), Eq("income", 100)))
    with pytest.raises(ColumnsUnknown, match="secret"):
        rows(scene, scene.owner, ReadRequest(ASSET, "核对", ("secret",)))
    assert [
        r["id"] for r in rows(scene, scene.steward, ReadRequest(ASSET, "核对", ("id",), GreaterEqual("id", 19)))
    ] == [
        19,
        20,
    ]


def test_readers_see_the_released_version_and_nothing_before_the_first(scene: Scene) -> None:
    land(scene.installed, ASSET, people(5, 100))
    assert len(rows(scene, scene.owner)) == 20
    with scene.installed.database.unit_of_work() as uow:
        assert len(rows_of(scene.installed, ASSET)) == 25
        uow.session.connection().exec_driver_sql("update admission.asset set released_version = null")
    with pytest.raises(NothingToRelease):
        rows(scene, scene.owner)


def test_a_grant_shows_its_rows_and_columns_to_its_receiver_alone(scene: Scene) -> None:
    grant = make_grant(scene)
    seen = rows(scene, scene.consumer, granted(grant))
    assert [row["id"] for row in seen] == list(range(1, 11))
    assert set(seen[0]) == {"id", "phone", "income"}
    assert len({row["phone"] for row in seen}) == 10, "a keyed digest keeps different values apart"
    assert not any("138" in row["phone"][:3] for row in seen)
    assert [r["id"] for r in rows(scene, scene.consumer, granted(grant, where=GreaterEqual("id", 9)))] == [9, 10]
    with pytest.raises(ColumnsOutsideGrant, match="name"):
        rows(scene, scene.consumer, granted(grant, columns=("id", "name")))
    with pytest.raises(FilterOnHiddenColumn, match="phone"):
        rows(scene, scene.consumer, granted(grant, where=Eq("phone", "13800000001")))
    for other in (scene.owner, scene.bureau, replace(scene.consumer, organisation_id=scene.town.operations.id)):
        with pytest.raises(UnknownGrant):
            rows(scene, other, granted(grant))


def test_a_grant_opens_no_other_data_set(scene: Scene) -> None:
    grant = make_grant(scene)
    with scene.installed.database.unit_of_work() as uow:
        make_asset(uow, scene.town, "dm_others")
    with pytest.raises(NoLens):
        rows(scene, scene.consumer, granted(grant, asset_code="dm_others"))


@pytest.mark.parametrize("days", [-1, 31])
def test_before_and_after_its_term_a_grant_opens_nothing(scene: Scene, days: int) -> None:
    grant = make_grant(scene)
    scene.installed.clock.advance(days=days)
    with pytest.raises(GrantEnded):
        rows(scene, scene.consumer, granted(grant))


def test_a_reading_under_way_ends_with_its_grant(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "RECHECK_S", 0.0)
    installed, grant = scene.installed, make_grant(scene, where=Everything())
    land(installed, ASSET, people(6000, 1000))
    with installed.database.unit_of_work() as uow:
        admission.release(uow, "x", [ASSET], by=SYSTEM)
        lens = security.lens_for(uow, granted(grant), by=scene.consumer)
    batches = security.read(installed.database, installed.settings, lens, batch_rows=100)
    seen = next(batches).num_rows
    with installed.database.unit_of_work() as uow:
        security.revoke(uow, grant.id, "用途不符", by=scene.owner)
    with pytest.raises(GrantEnded):
        for batch in batches:
            seen += batch.num_rows
    assert seen < 6020


def test_a_lens_decided_before_the_revocation_opens_nothing_after_it(scene: Scene) -> None:
    grant = make_grant(scene)
    with scene.installed.database.unit_of_work() as uow:
        lens = security.lens_for(uow, granted(grant), by=scene.consumer)
        security.revoke(uow, grant.id, "用途不符", by=scene.owner)
    with pytest.raises(GrantEnded):
        list(security.read(scene.installed.database, scene.installed.settings, lens))


def test_each_reading_leaves_a_line_without_values(scene: Scene, raw: psycopg.Connection[Any]) -> None:
    grant = make_grant(scene)
    where = Eq("id", 7)
    rows(scene, scene.consumer, granted(grant, where=where))
    [(account, subject, detail)] = raw.execute(
        "select account_id, subject, detail from evidence.entry where action = 'security.read.decided'"
    ).fetchall()
    assert (account, subject) == (scene.consumer.account_id, f"admission/asset/{ASSET}")
    assert detail["purpose"] == "低保审核"
    assert detail["grant_id"] == grant.id
    assert detail["columns"] == ["id", "phone", "income"]
    assert detail["masks"] == {"phone": "hash"}
    assert detail["filters_by"] == ["id"]
    everything = str(raw.execute("select detail from evidence.entry").fetchall())
    assert "居民" not in everything
    assert "1380000" not in everything


def test_the_system_reads_under_its_own_name(scene: Scene, raw: psycopg.Connection[Any]) -> None:
    with scene.installed.database.unit_of_work() as uow:
        lens = security.system_lens(uow, ASSET, purpose="quality")
    assert [column.mask for column in lens.columns] == [None] * 5
    accounts = raw.execute("select account_id from evidence.entry where action = 'security.read.decided'").fetchall()
    assert accounts == [("system:quality",)]


MALFORMED: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"columns": ()}, MalformedGrant),
    ({"columns": ("id", "secret")}, ColumnsUnknown),
    ({"where": Eq("secret", 1)}, ColumnsUnknown),
    ({"masks": {"name": MaskKind.HASH}}, MalformedGrant),
    ({"purpose": " "}, MalformedGrant),
    ({"valid_to": date(2026, 1, 1)}, MalformedGrant),
]


def test_a_malformed_grant_is_not_given(scene: Scene, raw: psycopg.Connection[Any]) -> None:
    for given, refusal in MALFORMED:
        with pytest.raises(refusal):
            make_grant(scene, **given)
    assert raw.execute('select count(*) from security."grant"').fetchone() == (0,)


def test_one_approval_gives_one_grant_per_data_set(scene: Scene) -> None:
    make_grant(scene)
    with pytest.raises(GrantExists):
        make_grant(scene)


def test_revoking_is_for_the_givers_and_happens_once(scene: Scene, raw: psycopg.Connection[Any]) -> None:
    grant = make_grant(scene)
    for actor in (scene.consumer, scene.stranger, scene.steward):
        with pytest.raises(NotPermitted), scene.installed.database.unit_of_work() as uow:
            security.revoke(uow, grant.id, "x", by=actor)
    for _ in range(2):
        with scene.installed.database.unit_of_work() as uow:
            security.revoke(uow, grant.id, "用途不符", by=scene.owner)
    with scene.installed.database.unit_of_work() as uow:
        assert not security.is_usable(uow, grant.id)
        assert security.grant_of(uow, grant.id, by=scene.consumer).revoked_reason == "用途不符"
    assert raw.execute("select count(*) from evidence.entry where action = 'security.grant.revoked'").fetchone() == (1,)


def test_grants_are_listed_for_their_two_sides_only(scene: Scene) -> None:
    grant = make_grant(scene)
    other = make_grant(scene, organisation_id=scene.town.operations.id, source_ref="sharing/application/2")

    def listed(actor: Actor, wanted: GrantFilter = GrantFilter()) -> set[str]:  # noqa: B008 -- a frozen value
        with scene.installed.database.unit_of_work() as uow:
            return {item.id for item in security.grants(uow, wanted, PageQuery(), by=actor).items}

    assert listed(scene.consumer) == {grant.id}
    assert listed(scene.owner) == listed(scene.bureau) == {grant.id, other.id}
    assert listed(scene.owner, GrantFilter(state=GrantState.REVOKED)) == set()
    with pytest.raises(UnknownGrant), scene.installed.database.unit_of_work() as uow:
        security.grant_of(uow, other.id, by=scene.consumer)
