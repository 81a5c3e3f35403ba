"""Who sees what: pure decisions over grade, role, department and grant."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from shudao.admission.contracts import Asset, AssetColumn, Layer
from shudao.architecture.contracts import Grade
from shudao.kernel.actor import Actor, Role
from shudao.kernel.expr.predicate import And, Eq, Everything, GreaterEqual
from shudao.security import logic
from shudao.security.contracts import Grant, GrantState, GrantTarget, MaskKind, TargetKind
from shudao.security.errors import ColumnsOutsideGrant, ColumnsUnknown, FilterOnHiddenColumn

CLEAR, PARTIAL, SUPPRESS = None, MaskKind.PARTIAL, MaskKind.SUPPRESS
NAMES = ("g1", "g2", "g3", "g4", "important", "core", "ungraded")
GRADES = (*Grade, None)
ASSET = Asset(
    code="dm_people",
    layer=Layer.DM,
    title="人员",
    organisation_id="police",
    columns=tuple(AssetColumn(name, name, "text", grade=grade) for name, grade in zip(NAMES, GRADES, strict=True)),
    entity_code=None,
    source_code=None,
    physical_table=None,
    inputs=(),
    owner_person_id=None,
    quality_rules=(),
    is_admitted=True,
    released_version=1,
    latest_version=1,
    rows=0,
    updated_at=None,
    version=1,
)
GRANT = Grant(
    id="g",
    asset_code="dm_people",
    organisation_id="civil",
    columns=("g1", "g3"),
    where=Eq("g1", "x"),
    masks={"g3": MaskKind.HASH},
    purpose="低保审核",
    legal_basis="依据",
    valid_from=date(2026, 11, 1),
    valid_to=date(2026, 11, 30),
    target=GrantTarget(TargetKind.QUERY),
    source_ref="sharing/application/1",
    state=GrantState.ACTIVE,
    granted_at=datetime(2026, 11, 1),  # noqa: DTZ001 -- no decision looks at it
    granted_by="x",
)


def person(organisation_id: str | None, *roles: Role) -> Actor:
    return Actor("a", "甲", "p", organisation_id, frozenset(map(str, roles)))


@pytest.mark.parametrize("role", list(Role))
def test_another_department_sees_nothing_without_a_grant(role: Role) -> None:
    overseer = role in (Role.DATA_BUREAU, Role.OPERATIONS)
    assert logic.may_look(ASSET, person("civil", role)) is overseer
    assert logic.may_look(ASSET, person(None, role)) is overseer


@pytest.mark.parametrize("role", list(Role))
def test_in_the_own_department_only_those_who_work_with_the_data_look(role: Role) -> None:
    insiders = {Role.DATA_OWNER, Role.DATA_STEWARD, Role.DEVELOPER, Role.DEPARTMENT_HEAD}
    overseers = {Role.DATA_BUREAU, Role.OPERATIONS}
    assert logic.may_look(ASSET, person("police", role)) is (role in insiders | overseers)


# What each kind of reader sees of G1, G2, G3, G4, 重要, 核心 and a column that nobody graded.
SEEN = {
    "own owner": (
        person("police", Role.DATA_OWNER),
        (CLEAR, CLEAR, CLEAR, PARTIAL, PARTIAL, PARTIAL, PARTIAL),
    ),
    "own steward": (
        person("police", Role.DATA_STEWARD),
        (CLEAR, CLEAR, PARTIAL, SUPPRESS, SUPPRESS, SUPPRESS, SUPPRESS),
    ),
    "own developer": (
        person("police", Role.DEVELOPER),
        (CLEAR, CLEAR, PARTIAL, SUPPRESS, SUPPRESS, SUPPRESS, SUPPRESS),
    ),
    "the bureau": (
        person("bureau", Role.DATA_BUREAU),
        (CLEAR, PARTIAL, PARTIAL, SUPPRESS, SUPPRESS, SUPPRESS, SUPPRESS),
    ),
    "operations with an owner's post elsewhere": (
        person("operations", Role.OPERATIONS, Role.DATA_OWNER),
        (CLEAR, PARTIAL, PARTIAL, SUPPRESS, SUPPRESS, SUPPRESS, SUPPRESS),
    ),
}


@pytest.mark.parametrize("reader", SEEN)
def test_each_grade_is_shown_to_each_reader_as_pictured(reader: str) -> None:
    actor, want = SEEN[reader]
    columns = logic.columns_without_grant(ASSET, actor, ())
    assert tuple(column.mask for column in columns) == want


def test_a_masked_column_is_text_whatever_it_was() -> None:
    asset = replace(ASSET, columns=(AssetColumn("n", "数", "int", grade=Grade.G3),))
    [column] = logic.columns_without_grant(asset, person("police", Role.DEVELOPER), ())
    assert (column.type, column.mask) == ("text", PARTIAL)


def test_unknown_and_ungranted_columns_are_refused_by_name() -> None:
    with pytest.raises(ColumnsUnknown, match="nothing"):
        logic.columns_without_grant(ASSET, person("police", Role.DATA_OWNER), ["g1", "nothing"])
    with pytest.raises(ColumnsOutsideGrant, match="g4"):
        logic.columns_of_grant(ASSET, GRANT, ["g1", "g4"])
    with pytest.raises(ColumnsOutsideGrant, match="nothing"):
        logic.columns_of_grant(ASSET, GRANT, ["nothing"])


def test_a_grant_shows_its_columns_under_its_masks_whatever_the_grade() -> None:
    assert [(c.name, c.mask) for c in logic.columns_of_grant(ASSET, GRANT, ())] == [("g1", None), ("g3", MaskKind.HASH)]
    assert [c.name for c in logic.columns_of_grant(ASSET, GRANT, ["g3"])] == ["g3"]


def test_asking_narrows_and_never_widens() -> None:
    granted, asked = Eq("g1", "x"), GreaterEqual("g1", "a")
    assert logic.narrowed(granted, Everything()) == granted
    assert logic.narrowed(Everything(), asked) == asked
    assert logic.narrowed(granted, asked) == And(granted, asked)


@pytest.mark.parametrize("column", ["g3", "g4", "nothing"])
def test_rows_cannot_be_filtered_by_what_is_masked_or_hidden(column: str) -> None:
    with pytest.raises(FilterOnHiddenColumn, match=column):
        logic.check_filter(And(Eq("g1", "x"), Eq(column, "y")), {"g1": None, "g3": MaskKind.PARTIAL})
    logic.check_filter(Eq("g1", "x"), {"g1": None})


@pytest.mark.parametrize(
    ("on", "usable"),
    [(date(2026, 10, 31), False), (date(2026, 11, 1), True), (date(2026, 11, 30), True), (date(2026, 12, 1), False)],
)
def test_a_grant_is_used_within_its_term_and_only_while_active(on: date, usable: bool) -> None:
    assert GRANT.is_usable(on) is usable
    assert not replace(GRANT, state=GrantState.REVOKED).is_usable(on)
