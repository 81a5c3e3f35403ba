"""What the gateway must refuse, written before what it answers. A refusal tells a code and never a row."""

from datetime import date
from typing import Any

import pytest

from shudao.access.errors import NotPermitted
from shudao.evidence import facade as evidence
from shudao.evidence.contracts import EntryFilter
from shudao.kernel.clock import FixedClock
from shudao.kernel.expr.predicate import Eq
from shudao.kernel.paging import PageQuery
from shudao.security import facade as security
from shudao.security.contracts import GrantTarget, MaskKind, TargetKind
from shudao.security.errors import GrantEnded, UnknownGrant
from shudao.services import errors
from shudao.services import facade as services
from shudao.services.contracts import Input
from shudao.vault import facade as vault
from tests.builders.mechanism import SYSTEM
from tests.services.scene import CODE, Scene, new_service


def refusals(scene: Scene) -> list[str]:
    with scene.installed.database.unit_of_work() as uow:
        found = evidence.list_entries(uow, EntryFilter(action="services.call.refused"), PageQuery())
    return [entry.detail["error"] for entry in found.items]


def test_without_a_known_key_nothing_is_answered_or_logged(scene: Scene) -> None:
    with pytest.raises(errors.KeyMissing):
        scene.call("")
    for key in ("nonsense", "sdk_00000000_", "sdk_' or 1=1 --_x", vault.new_api_key().key.reveal()):
        with pytest.raises(errors.KeyUnknown):
            scene.call(key)
    assert refusals(scene) == []


def test_a_key_opens_no_other_service_whether_it_exists_or_not(scene: Scene) -> None:
    scene.publish(new_service(scene.town, code="other"))
    key = scene.key(scene.grant())
    for code in ("other", "no_such_service"):
        with pytest.raises(errors.KeyForOtherService):
            scene.call(key, code)
    assert refusals(scene) == ["services.key_for_other_service"] * 2


def test_a_revoked_grant_ends_the_very_next_call(scene: Scene) -> None:
    grant = scene.grant()
    key = scene.key(grant)
    assert scene.call(key).rows
    with scene.installed.database.unit_of_work() as uow:
        security.revoke(uow, grant.id, "用途终止", by=SYSTEM)
    with pytest.raises(GrantEnded):
        scene.call(key)


def test_a_revoked_key_ends_the_very_next_call(scene: Scene) -> None:
    key = scene.key(scene.grant())
    assert scene.call(key).rows
    with scene.installed.database.unit_of_work() as uow:
        known = services.keys(uow, CODE, PageQuery(), by=scene.consumer).items[0]
        services.revoke_key(uow, CODE, known.id, "泄露", by=scene.owner)
    with pytest.raises(errors.KeyRevoked):
        scene.call(key)
    assert refusals(scene) == ["services.key_revoked"]


def test_a_grant_past_its_term_and_an_expired_key_are_refused(scene: Scene, clock: FixedClock) -> None:
    key = scene.key(scene.grant(valid_to=date(2026, 11, 23)))
    short = scene.key(scene.grant(), expires_on=date(2026, 11, 23))
    assert scene.call(key).rows
    assert scene.call(short).rows
    clock.advance(days=1)
    with pytest.raises(GrantEnded):
        scene.call(key)
    with pytest.raises(errors.KeyExpired):
        scene.call(short)


def test_a_column_outside_the_grant_or_the_service_is_refused(scene: Scene) -> None:
    scene.publish(new_service(scene.town, code="narrow", outputs=("district", "members")))
    narrow = scene.key(scene.grant(), "narrow")
    key = scene.key(scene.grant(("id_number", "district")))
    for known, code, fields in (
        (key, CODE, ("name",)),
        (key, CODE, ("district", "no_such")),
        (narrow, "narrow", ("name",)),
        (narrow, "narrow", ("_row",)),
    ):
        with pytest.raises(errors.ColumnOutsideScope) as refused:
            scene.call(known, code, fields=fields)
        assert "张三" not in refused.value.message()
    assert {name for row in scene.call(key).rows for name in row} == {"id_number", "district"}
    assert {name for row in scene.call(narrow, "narrow").rows for name in row} == {"district", "members"}


def test_a_masked_or_ungranted_column_cannot_be_asked_by(scene: Scene) -> None:
    """By the number of answers a filter would tell the value it hides."""
    key = scene.key(scene.grant(("name", "district"), masks={"name": MaskKind.PARTIAL}))
    for column in ("name", "id_number", "no_such", "income", "_row"):
        with pytest.raises(errors.FilterOutsideScope):
            scene.call(key, filters={column: ("张三",)})


INJECTIONS = (
    "' OR '1'='1",
    "x'; DROP TABLE svc.s_x; --",
    "%s",
    "%(a)s",
    "\\",
    "$1",
    "1) OR (1=1",
    "; select pg_sleep(9)",
)


def test_a_value_is_a_value_and_never_sql(scene: Scene, subtests: pytest.Subtests) -> None:
    key = scene.key(scene.grant())
    for value in INJECTIONS:
        with subtests.test(value=value):
            assert scene.call(key, filters={"name": (value,)}).rows == []
            for column in ("members", "amount", "since", "is_active"):
                with pytest.raises(errors.MalformedParameter) as refused:
                    scene.call(key, filters={column: (value,)})
                assert value not in refused.value.message()
            with pytest.raises(errors.FilterOutsideScope):
                scene.call(key, filters={value: ("1",)})
            with pytest.raises(errors.ColumnOutsideScope):
                scene.call(key, fields=(value,))


MALFORMED: tuple[dict[str, Any], ...] = (
    {"filters": {"name": ("",)}},
    {"filters": {"name": ("a\0b",)}},
    {"filters": {"name": ("\ud800",)}},
    {"filters": {"name": ("x" * 501,)}},
    {"filters": {"name": ("x",) * 101}},
    {"filters": {"members": ("9223372036854775808",)}},
    {"filters": {"members": ("٣",)}},
    {"filters": {"since": ("2026-02-30",)}},
    {"filters": {"amount": ("NaN",)}},
    {"limit": 0},
    {"limit": 101},
    {"offset": -1},
    {"offset": 100_001},
)


def test_what_is_not_a_value_of_the_contract_is_refused(scene: Scene, subtests: pytest.Subtests) -> None:
    key = scene.key(scene.grant())
    for query in MALFORMED:
        with subtests.test(query=str(query)[:60]), pytest.raises(errors.MalformedParameter):
            scene.call(key, **query)


def test_a_required_parameter_is_required(scene: Scene) -> None:
    inputs = (Input("id_number", required=True), Input("district"))
    scene.publish(new_service(scene.town, code="point", inputs=inputs))
    key = scene.key(scene.grant(), "point")
    with pytest.raises(errors.MissingParameter):
        scene.call(key, "point", filters={"district": ("680101",)})
    with pytest.raises(errors.MalformedParameter):
        scene.call(key, "point", filters={"id_number": ("1", "2")})


def test_only_the_receiver_of_a_fitting_grant_gets_a_key(scene: Scene) -> None:
    scene.publish(
        new_service(scene.town, code="lean", outputs=("district",), inputs=(Input("district", required=True),))
    )
    stranger_grant = scene.grant(organisation_id=scene.town.bureau.id)
    misfits = {
        CODE: scene.grant(target=GrantTarget(TargetKind.TABLE)),
        "lean": scene.grant(where=Eq("members", 1)),
    }
    with pytest.raises(UnknownGrant):
        scene.key(stranger_grant)
    for code, grant in misfits.items():
        with pytest.raises(errors.GrantDoesNotFit):
            scene.key(grant, code)
    for grant in (scene.grant(("members",)), scene.grant(("district",), masks={"district": MaskKind.HASH})):
        with pytest.raises(errors.GrantDoesNotFit):
            scene.key(grant, "lean")


def test_a_condition_that_does_not_fit_its_column_is_refused_before_postgresql_sees_it(scene: Scene) -> None:
    with pytest.raises(errors.GrantDoesNotFit):
        scene.key(scene.grant(where=Eq("members", "3")))


def test_calls_that_come_too_fast_are_turned_away_and_counted(scene: Scene, clock: FixedClock) -> None:
    scene.publish(new_service(scene.town, code="slow", calls_per_second=1))
    key = scene.key(scene.grant(), "slow")
    scene.call(key, "slow")
    scene.call(key, "slow")
    with pytest.raises(errors.TooManyCalls) as refused:
        scene.call(key, "slow")
    assert refused.value.headers() == {"retry-after": "1"}
    clock.advance(seconds=1)
    scene.call(key, "slow")
    with scene.installed.database.unit_of_work() as uow:
        [day] = services.meter(uow, "slow", clock.today(), by=scene.owner)
    assert (day.calls, day.throttled, day.errors) == (3, 1, 0)


def test_the_daily_quota_ends_at_midnight(scene: Scene, clock: FixedClock) -> None:
    scene.publish(new_service(scene.town, code="few", daily_quota=2))
    key = scene.key(scene.grant(), "few")
    for _ in range(2):
        scene.call(key, "few")
    with pytest.raises(errors.QuotaSpent) as refused:
        scene.call(key, "few")
    assert refused.value.headers() == {"retry-after": str(15 * 3600)}
    clock.advance(days=1)
    scene.call(key, "few")


def test_a_retired_service_answers_no_more_and_its_copy_is_removed(scene: Scene) -> None:
    key = scene.key(scene.grant())
    with scene.installed.database.unit_of_work() as uow:
        services.retire(uow, CODE, "不再需要", by=scene.owner)
    with pytest.raises(errors.UnknownService):
        scene.call(key)
    scene.refresh()
    with scene.installed.database.unit_of_work() as uow:
        left = uow.session.connection().exec_driver_sql("select tablename from pg_tables where schemaname = 'svc'")
        assert left.all() == []


def test_whoever_wrote_a_service_does_not_publish_it_and_outsiders_do_nothing(scene: Scene) -> None:
    both = scene.owner
    with scene.installed.database.unit_of_work() as uow:
        services.declare_service(uow, new_service(scene.town, code="own"), by=both)
        services.submit(uow, "own", by=both)
        with pytest.raises(errors.AuthorPublishes):
            services.publish(uow, "own", by=both)
        with pytest.raises(NotPermitted):
            services.declare_service(uow, new_service(scene.town, code="theirs"), by=scene.consumer)
        with pytest.raises(errors.UnknownService):
            services.service_of(uow, "own", by=scene.consumer)
        with pytest.raises(errors.UnknownService):
            services.publish(uow, "own", by=scene.consumer)
