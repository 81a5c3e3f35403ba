"""Code tables through time over the door: revisions, the day that counts, upgrades, and what they make invalid."""

from datetime import date
from typing import Any

import pytest

from shudao.app.installation import Installation
from shudao.kernel.actor import Role
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade as policy
from shudao.policy.contracts import (
    CodeChangeKind,
    CodePair,
    CodeRow,
    CountedValues,
    FindingKind,
    ForeignValue,
    NewCodeMapping,
    Revision,
    Snapshot,
    State,
    TranslationKind,
)
from shudao.policy.errors import BadCodeTable, NothingToDecide, OwnWork, UnknownCodeTable, VersionFixed
from shudao.policy.errors_codes import (
    BadCodeMapping,
    BaseMoved,
    NotYetAssessed,
    RevisionOutOfOrder,
    TooFewRevisions,
    UnknownCodeMapping,
)
from shudao.policy.ports import VALUE_COUNTERS
from shudao.quality import facade as quality
from tests.builders.mechanism import Town, make_actor, make_town

PAGE = PageQuery()
HISTORY = (
    Revision("1980", date(1980, 12, 1), (Snapshot("11", "北京"), Snapshot("110221", "昌平县", "11"))),
    Revision(
        "1999",
        date(1999, 9, 16),
        (Snapshot("11", "北京市"), Snapshot("110114", "昌平区", "11", ("110221",))),
    ),
)
NEXT = (Snapshot("11", "北京市"), Snapshot("110115", "大兴区", "11", ("110114",)))


class Cast:
    def __init__(self, uow: UnitOfWork) -> None:
        self.town: Town = make_town(uow)
        self.steward = make_actor(uow, self.town.police, Role.DATA_STEWARD)
        self.bureau = make_actor(uow, self.town.bureau, Role.DATA_BUREAU)
        self.clerk = make_actor(uow, self.town.civil, Role.CONSUMER)
        self.about: dict[str, Any] = {"title": "区划", "organisation_id": self.town.police.id}

    def publish(self, uow: UnitOfWork, name: str = "region") -> None:
        policy.submit_code_tables(uow, [name], by=self.steward)
        policy.publish_code_tables(uow, [name], by=self.bureau)

    def load_history(self, uow: UnitOfWork) -> None:
        policy.load_revisions(uow, "region", HISTORY, **self.about, by=self.steward)
        self.publish(uow)

    def follow(self, uow: UnitOfWork, version: str = "2027", day: date = date(2027, 1, 1)) -> None:
        policy.follow_revision(uow, "region", NEXT, version=version, effective_on=day, source="", by=self.steward)


@pytest.fixture
def uow(database: Database) -> Any:
    with database.unit_of_work() as uow:
        yield uow


@pytest.fixture
def cast(uow: UnitOfWork) -> Cast:
    made = Cast(uow)
    made.load_history(uow)
    return made


def test_a_history_is_asked_by_day(uow: UnitOfWork, cast: Cast) -> None:
    """A withdrawn code is valid as of its day, a name is the one of that day, before the first list all of it holds."""
    assert policy.code_table(uow, "region").row_count == 4
    for day, codes in ((date(1949, 10, 1), {"11", "110221"}), (date(1999, 9, 16), {"11", "110114"})):
        assert {code.code for code in policy.codes(uow, "region", day)} == codes
        shown = policy.list_codes(uow, "region", PAGE, by=cast.clerk, as_of=day)
        assert {code.code for code in shown.items} == codes
    assert policy.is_valid(uow, "region", "110221", date(1990, 1, 1))
    assert not policy.is_valid(uow, "region", "110221", date(2026, 1, 1))
    assert policy.codes(uow, "region", date(1990, 1, 1))[0].name == "北京"
    periods = policy.validity(uow, "region")
    assert periods[None, date(1999, 9, 15)] == {"11", "110221"}
    labels = [
        (each.label, each.added, each.withdrawn, each.renamed)
        for each in policy.revisions(uow, "region", by=cast.clerk)
    ]
    assert labels == [("1999", 1, 1, 1), ("1980", 2, 0, 0)]


def test_a_tree_is_opened_level_by_level(uow: UnitOfWork, cast: Cast) -> None:
    day = date(2026, 1, 1)
    top = policy.list_codes(uow, "region", PAGE, by=cast.clerk, as_of=day, parent="")
    assert [code.code for code in top.items] == ["11"]
    assert policy.codes_with_children(uow, "region", ["11", "110114"], by=cast.clerk, as_of=day) == {"11"}
    below = policy.list_codes(uow, "region", PAGE, by=cast.clerk, as_of=day, parent="11")
    assert [code.code for code in below.items] == ["110114"]


def test_an_upgrade_takes_effect_on_its_day_and_old_values_keep_their_meaning(uow: UnitOfWork, cast: Cast) -> None:
    """O9: difference, mapping to successors, effective date; prefixes of old numbers stay valid as of their day."""
    cast.follow(uow)
    found, counts = policy.difference(uow, "region", PAGE, older=("1999", None), newer=("2027", None), by=cast.steward)
    assert counts == {"added": 1, "withdrawn": 1, "renamed": 0, "moved": 0}
    gone = next(each for each in found.items if each.kind is CodeChangeKind.WITHDRAWN)
    assert (gone.code, gone.successors) == ("110114", ("110115",))
    cast.publish(uow)
    assert policy.is_valid(uow, "region", "110114", uow.clock.today()), "published today, in force next year"
    assert not policy.is_valid(uow, "region", "110115", uow.clock.today())
    assert policy.is_valid(uow, "region", "110115", date(2027, 1, 1))
    assert policy.is_valid(uow, "region", "110221", date(1985, 6, 1)), (
        "a number given out in 1985 names its region still"
    )
    assert policy.mapping(uow, "region")["昌平县"] == "110221"
    assert [each.label for each in policy.revisions(uow, "region", by=cast.clerk)] == ["2027", "1999", "1980"]


def test_days_of_one_version_are_compared(uow: UnitOfWork, cast: Cast) -> None:
    sides = {"older": (None, date(1990, 1, 1)), "newer": (None, date(2000, 1, 1))}
    found, counts = policy.difference(uow, "region", PageQuery(sort="code"), **sides, by=cast.clerk)
    assert [(each.kind.value, each.code, each.new_name) for each in found.items] == [
        ("renamed", "11", "北京市"),
        ("added", "110114", "昌平区"),
        ("withdrawn", "110221", None),
    ]
    assert sum(counts.values()) == found.total == 3
    only, _ = policy.difference(uow, "region", PageQuery(q="昌平"), **sides, kind=CodeChangeKind.ADDED, by=cast.clerk)
    assert [each.code for each in only.items] == ["110114"]


def test_a_faulty_revision_changes_nothing(uow: UnitOfWork, cast: Cast) -> None:
    with pytest.raises(RevisionOutOfOrder):
        cast.follow(uow, "1998", date(1998, 1, 1))
    twice = (Snapshot("11", "甲"), Snapshot("11", "乙"))
    about: dict[str, Any] = {"version": "x", "effective_on": date(2027, 1, 1), "source": "", "by": cast.steward}
    with pytest.raises(BadCodeTable):
        policy.follow_revision(uow, "region", twice, **about)
    with pytest.raises(UnknownCodeTable):
        policy.follow_revision(uow, "none", NEXT, **about)
    with pytest.raises(TooFewRevisions):
        policy.load_revisions(uow, "other", [], **cast.about, by=cast.steward)
    assert [each.version for each in policy.code_table_versions(uow, "region", by=cast.steward)] == ["1999"]


def test_a_draft_made_from_an_older_version_is_not_published_over_a_newer_one(uow: UnitOfWork, cast: Cast) -> None:
    """The second of two editors is told that the table moved, instead of undoing the first one's work."""
    cast.follow(uow)
    policy.submit_code_tables(uow, ["region"], by=cast.steward)
    policy.send_back_code_table(uow, "region", "请补充后继", by=cast.bureau)
    assert policy.code_table(uow, "region", "2027").state is State.DRAFT
    with pytest.raises(VersionFixed):
        cast.follow(uow, "2028", date(2028, 1, 1))
    policy.drop_code_table(uow, "region", by=cast.steward)
    with pytest.raises(NothingToDecide):
        policy.drop_code_table(uow, "region", by=cast.steward)
    cast.follow(uow)
    policy.submit_code_tables(uow, ["region"], by=cast.steward)
    with pytest.raises(OwnWork):
        policy.publish_code_tables(uow, ["region"], by=_as_bureau(cast))
    # Somebody publishes another version meanwhile, as an adopted proposal does.
    uow.session.connection().exec_driver_sql(
        "update policy.code_table set version = '1999.1' where state = 'published'"
    )
    uow.session.expire_all()
    with pytest.raises(BaseMoved, match=r"1999\.1"):
        policy.publish_code_tables(uow, ["region"], by=cast.bureau)


def _as_bureau(cast: Cast) -> Any:
    """The steward who submitted, with the bureau's role as well."""
    values = vars(cast.steward) | {"roles": cast.bureau.roles, "organisation_id": cast.bureau.organisation_id}
    return type(cast.steward)(**values)


def test_a_mapping_is_published_and_translates_by_day_and_fact(uow: UnitOfWork, cast: Cast) -> None:
    kinds = (CodeRow("M", "公民"), CodeRow("F", "外国人"))
    policy.load_code_table(uow, "kind", kinds, version="1", **cast.about, by=cast.steward)
    cast.publish(uow, "kind")
    pairs = (CodePair("11", "M", "nation", ("CN",)), CodePair("11", "F"), CodePair("110221", None))
    new = NewCodeMapping("region_kind", "1", "映射", "region", "kind", cast.town.police.id, pairs)
    policy.load_code_mapping(uow, new, by=cast.steward)
    with pytest.raises(UnknownCodeMapping):
        policy.code_mapping(uow, "region_kind", by=cast.clerk)
    policy.submit_code_mapping(uow, "region_kind", by=cast.steward)
    policy.publish_code_mapping(uow, "region_kind", by=cast.bureau)
    today = uow.clock.today()
    asked = {"as_of": today, "by": cast.clerk}
    assert policy.translate(uow, "region_kind", "11", **asked).kind is TranslationKind.CHOICE
    assert policy.translate(uow, "region_kind", "11", facts={"nation": "CN"}, **asked).codes == ("M",)
    assert policy.translate(uow, "region_kind", "110221", **asked).kind is TranslationKind.NONE
    assert policy.exact_translations(uow, "region_kind", today) == {}
    assert policy.unmapped(uow, "region_kind", **asked) == ["110114"]
    assert policy.list_pairs(uow, "region_kind", PAGE, by=cast.clerk).total == 3
    bad = NewCodeMapping("other", "1", "映射", "region", "kind", cast.town.police.id, (CodePair("x", "M"),))
    with pytest.raises(BadCodeMapping):
        policy.load_code_mapping(uow, bad, by=cast.steward)


def test_an_upgrade_is_assessed_in_the_data_sets_without_telling_other_values(
    installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name typed into a code column is counted, not shown."""
    asked: list[frozenset[str]] = []

    def count(database: object, settings: object, table: str, allowed: frozenset[str]) -> CountedValues:
        asked.append(allowed)
        place = ("dwi.person", "人口", "org", "region", "区划")
        return CountedValues(1, (ForeignValue(*place, "110114", 7), ForeignValue(*place, "张三", 2)))

    monkeypatch.setattr("shudao.policy.assessing.VALUE_COUNTERS", [count])
    with installed.database.unit_of_work() as uow:
        cast = Cast(uow)
        cast.load_history(uow)
        cast.follow(uow)
        with pytest.raises(NotYetAssessed):
            policy.assessment(uow, "region", by=cast.steward)
        with pytest.raises(Exception, match="权限"):
            policy.ask_assessment(uow, "region", by=cast.clerk)
        policy.ask_assessment(uow, "region", by=cast.steward)
    policy.assess_upgrade(installed.database, installed.settings, "region", by=cast.steward)
    assert asked == [frozenset({"11", "110115"})], "what the new version holds in the end"
    with installed.database.unit_of_work() as uow:
        found = policy.assessment(uow, "region", "2027", by=cast.bureau)
    told = [(each.kind, each.value, each.successors, each.rows) for each in found.findings]
    assert told == [(FindingKind.REPLACED, "110114", ("110115",), 7), (FindingKind.OTHER, "", (), 2)]
    assert "张三" not in str(found)


def test_the_lake_answers_for_its_columns() -> None:
    assert quality.count_foreign_values in VALUE_COUNTERS
