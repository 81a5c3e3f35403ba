"""What is answered: exactly the rows of the grant that were asked for, masked as granted, judged by plain Python."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shudao.evidence import facade as evidence
from shudao.evidence.contracts import EntryFilter
from shudao.kernel.actor import Role
from shudao.kernel.expr.predicate import (
    And,
    Between,
    Eq,
    Everything,
    GreaterEqual,
    In,
    IsBlank,
    LessEqual,
    Not,
    NotEq,
    Or,
    Predicate,
    StartsWith,
)
from shudao.kernel.paging import PageQuery
from shudao.security import facade as security
from shudao.security.contracts import MaskKind, ReadRequest
from shudao.services import errors
from shudao.services import facade as services
from shudao.services.contracts import CallQuery, Input, ServiceKind, Verdict, VerdictReason
from tests.builders.mechanism import make_actor
from tests.services.scene import ARROW, ASSET, CODE, DISTRICTS, NAMES, PEOPLE, Scene, new_service, person

TEXTS = st.sampled_from([text for text in (*NAMES, *DISTRICTS) if text is not None] + ["zz", "%", "_", "\\"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "id_number": st.sampled_from([row["id_number"] for row in PEOPLE] + ["none"]),
    "name": TEXTS,
    "district": TEXTS,
    "members": st.integers(-1, 7),
    "amount": st.sampled_from([row["amount"] for row in PEOPLE if row["amount"] is not None] + [Decimal("0.005")]),
    "since": st.dates(date(2025, 12, 1), date(2027, 2, 1)),
    "is_active": st.booleans(),
}
ORDERED = ("id_number", "name", "district", "members", "amount", "since")


def one_value(kind: Callable[[str, Any], Predicate], *columns: str) -> st.SearchStrategy[Predicate]:
    return st.sampled_from(columns or tuple(VALUES)).flatmap(lambda c: VALUES[c].map(lambda value: kind(c, value)))


LEAVES = st.one_of(
    one_value(Eq),
    one_value(NotEq),
    one_value(GreaterEqual, *ORDERED),
    one_value(LessEqual, *ORDERED),
    one_value(StartsWith, "id_number", "name", "district"),
    st.sampled_from(ORDERED).flatmap(lambda c: st.builds(Between, st.just(c), VALUES[c], VALUES[c])),
    st.sampled_from(tuple(VALUES)).flatmap(
        lambda c: st.builds(In, st.just(c), st.lists(VALUES[c], max_size=4).map(tuple))
    ),
    st.builds(IsBlank, st.sampled_from(tuple(VALUES))),
    st.just(Everything()),
)
PREDICATES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.lists(parts, max_size=3).map(lambda found: And(*found)),
        st.lists(parts, max_size=3).map(lambda found: Or(*found)),
        parts.map(Not),
    ),
    max_leaves=6,
)
FILTERS = st.dictionaries(st.sampled_from(tuple(VALUES)), st.just(None), max_size=3).flatmap(
    lambda chosen: st.fixed_dictionaries({c: st.lists(VALUES[c], min_size=1, max_size=3) for c in chosen})
)
MASKS = st.dictionaries(st.sampled_from(("name", "amount", "since", "members")), st.sampled_from(list(MaskKind)))


def sent(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:f}" if isinstance(value, Decimal) else str(value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    where=PREDICATES, filters=FILTERS, masks=MASKS, page=st.integers(1, 30), extra=st.sets(st.sampled_from(ARROW.names))
)
def test_rows_are_those_of_the_grant_that_were_asked_for(
    scene: Scene,
    where: Predicate,
    filters: dict[str, list[Any]],
    masks: dict[str, MaskKind],
    page: int,
    extra: set[str],
) -> None:
    filters = {name: [value for value in given if value != ""] for name, given in filters.items()}
    filters = {name: given for name, given in filters.items() if given and name not in masks}
    columns = tuple(name for name in ARROW.names if name in extra | set(filters) | set(masks) | {"id_number"})
    key = scene.key(scene.grant(columns, where, masks))
    query = {"filters": {name: tuple(map(sent, given)) for name, given in filters.items()}, "limit": page}

    found, offset = [], 0
    while offset is not None:
        answer = scene.call(key, offset=offset, **query)
        assert len(answer.rows) <= page
        found += answer.rows
        offset = answer.next_offset

    wanted = [r for r in PEOPLE if where.evaluate(r) and all(r[n] in given for n, given in filters.items())]
    clear = [name for name in columns if name not in masks]
    assert [[row[n] for n in clear] for row in found] == [[row[n] for n in clear] for row in wanted]
    for name, mask in masks.items():
        values = [(shown[name], row[name]) for shown, row in zip(found, wanted, strict=True)]
        assert all(shown is None for shown, value in values if value is None or mask is MaskKind.SUPPRESS)
        assert all(shown != sent(value) for shown, value in values if value is not None and len(sent(value)) > 1)


def test_masks_are_those_of_the_lens_over_the_lake(scene: Scene) -> None:
    """A value looks alike whichever way it is read, so that digests can be joined."""
    masks = {
        "id_number": MaskKind.PARTIAL,
        "name": MaskKind.HASH,
        "amount": MaskKind.PARTIAL,
        "since": MaskKind.SUPPRESS,
    }
    grant = scene.grant(masks=masks)
    rows = scene.call(scene.key(grant)).rows
    database, installed = scene.installed.database, scene.installed.settings
    with database.unit_of_work() as uow:
        lens = security.lens_for(uow, ReadRequest(ASSET, "核对", grant_id=grant.id), by=scene.consumer)
    read = [row for batch in security.read(database, installed, lens) for row in batch.to_pylist()]
    assert rows == read
    assert rows[0]["id_number"] == "680101********0001"


def test_each_answer_has_its_line_in_the_evidence_without_any_value(scene: Scene) -> None:
    key = scene.key(scene.grant())
    answer = scene.call(key, filters={"name": ("张三",)}, fields=("district",))
    with scene.installed.database.unit_of_work() as uow:
        [line] = evidence.list_entries(uow, EntryFilter(action="services.call.answered"), PageQuery()).items
        decided = evidence.list_entries(uow, EntryFilter(action="security.read.decided"), PageQuery()).items
    assert line.id == answer.call_id
    assert line.organisation_id == scene.town.police.id
    assert line.detail["rows"] == len(answer.rows) > 0
    assert line.detail["filters_by"] == ["name"]
    assert answer.decision_id in {entry.detail["decision_id"] for entry in decided}
    assert "张三" not in str(line) and key not in str(line)


def test_the_meter_counts_calls_rows_and_errors(scene: Scene) -> None:
    key = scene.key(scene.grant())
    rows = sum(len(scene.call(key, limit=n).rows) for n in (1, 5))
    with pytest.raises(errors.ColumnOutsideScope):
        scene.call(key, fields=("no_such",))
    today = scene.installed.clock.today()
    with scene.installed.database.unit_of_work() as uow:
        [day] = services.meter(uow, CODE, today, by=scene.consumer)
        assert services.meter(uow, CODE, today, by=make_actor(uow, scene.town.bureau, Role.CONSUMER)) == []
        [known] = services.keys(uow, CODE, PageQuery(), by=scene.owner).items
    assert (day.calls, day.rows, day.errors, rows) == (2, 6, 1, 6)
    assert day.mean_us > 0
    assert known.last_used_at == scene.installed.clock.now()


@pytest.fixture
def verifying(scene: Scene) -> str:
    """A key of a service that confirms that somebody is in receipt and, if asked, lives in a district."""
    doubled = [*PEOPLE, {**person(3), "is_active": False}]
    scene.land(doubled, version=2)
    service = new_service(
        scene.town,
        code="assistance_verify",
        kind=ServiceKind.VERIFY,
        inputs=(Input("id_number", required=True), Input("district", is_claim=True)),
        outputs=(),
        condition=Eq("is_active", True),
    )
    scene.publish(service)
    return scene.key(scene.grant(("id_number", "district", "is_active")), "assistance_verify")


VERDICTS = (
    (6, None, Verdict.YES, VerdictReason.MATCH),
    (6, "680102", Verdict.YES, VerdictReason.MATCH),
    (6, "680101", Verdict.NO, VerdictReason.MISMATCH),
    (5, None, Verdict.NO, VerdictReason.MISMATCH),
    (10, None, Verdict.UNKNOWN, VerdictReason.VALUE_MISSING),
    (9, "680101", Verdict.UNKNOWN, VerdictReason.VALUE_MISSING),
    (3, None, Verdict.UNKNOWN, VerdictReason.AMBIGUOUS),
    (999, None, Verdict.UNKNOWN, VerdictReason.NO_RECORD),
)


def test_a_verifying_service_says_one_word_and_its_reason(
    scene: Scene, verifying: str, subtests: pytest.Subtests
) -> None:
    for number, claim, verdict, reason in VERDICTS:
        filters = {"id_number": (person(number)["id_number"],)} | ({"district": (claim,)} if claim else {})
        with subtests.test(number=number, claim=claim):
            answer = scene.call(verifying, "assistance_verify", filters=filters)
            assert (answer.verdict, answer.reason) == (verdict, reason)
            assert not hasattr(answer, "rows")


def test_a_verifying_service_falls_back_when_its_source_is_down(scene: Scene, verifying: str) -> None:
    with scene.installed.database.unit_of_work() as uow:
        uow.session.connection().exec_driver_sql(
            "do $$ declare t text; begin for t in select tablename from pg_tables where schemaname = 'svc' "
            "loop execute 'drop table svc.' || quote_ident(t); end loop; end $$"
        )
    filters = {"id_number": (person(6)["id_number"],)}
    answer = scene.call(verifying, "assistance_verify", filters=filters)
    assert (answer.verdict, answer.reason) == (Verdict.UNKNOWN, VerdictReason.SOURCE_UNAVAILABLE)
    with pytest.raises(errors.CopyUnavailable) as refused:
        scene.call(scene.key(scene.grant()))
    assert "svc" not in refused.value.message()


def test_people_of_both_sides_try_a_service_out_and_others_do_not(scene: Scene) -> None:
    grant = scene.grant(("id_number", "district"), Eq("district", "680101"))
    opened = scene.installed
    query = CallQuery(limit=5)
    with opened.database.unit_of_work() as uow:
        consumer = services.try_service(uow, opened.database, opened.settings, CODE, query, by=scene.consumer)
        named = services.try_service(
            uow, opened.database, opened.settings, CODE, query, grant_id=grant.id, by=scene.consumer
        )
        provider = services.try_service(uow, opened.database, opened.settings, CODE, query, by=scene.steward)
        stranger = make_actor(uow, scene.town.government, Role.CONSUMER)
        with pytest.raises(errors.NoAccessToService):
            services.try_service(uow, opened.database, opened.settings, CODE, query, by=stranger)
    assert consumer.rows == named.rows
    assert {tuple(row) for row in consumer.rows} == {("id_number", "district")}
    assert {row["district"] for row in consumer.rows} == {"680101"}
    # The steward sees the department's own rows, personal columns masked by their grade.
    assert provider.rows[0]["id_number"] == "680101********0001"
