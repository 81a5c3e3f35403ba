"""The search stays in step with what it searches: rows noted by triggers, made anew as a whole, never lost."""

from shudao.app import wiring
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import SignalKind
from shudao.architecture.search_pieces import loosened, name_pieces, runs, text_pieces, tokens, word_pieces
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from tests.builders import architecture as build
from tests.builders.architecture import ENTITY, NUMBER
from tests.builders.mechanism import SYSTEM, new_organisation


def found(uow: UnitOfWork, query: str, by: Actor) -> list[str]:
    return [hit.code for hit in architecture.search(uow, query, PageQuery(), by=by).items]


def test_what_other_modules_keep_is_followed_and_forgotten(database: Database) -> None:
    """A new organisation and a standard are found once the noted changes have been taken; a renamed one by its name."""
    wiring.join_searchables()
    with build.ledger(database) as (uow, cast):
        made = mechanism.create_organisation(uow, new_organisation(code="T-LIN", name="测试市林业局"), by=SYSTEM)
        assert found(uow, "林业局", cast.outsider) == []
        assert architecture.follow_changes(uow) > 0
        assert found(uow, "林业局", cast.outsider) == ["T-LIN"]
        assert found(uow, "lyj", cast.outsider) == ["T-LIN"]
        assert "DE00001" in found(uow, "公民身份号码", cast.outsider)
        renamed = new_organisation(code="T-LIN", name="测试市绿化局")
        mechanism.edit_organisation(uow, made.id, renamed, seen_version=made.version, by=SYSTEM)
        while architecture.follow_changes(uow):
            pass
        assert found(uow, "林业局", cast.outsider) == []
        assert found(uow, "绿化局", cast.outsider) == ["T-LIN"]
        assert architecture.follow_changes(uow) == 0


def test_rebuilding_finds_the_same_and_keeps_what_is_known_of_use(database: Database) -> None:
    wiring.join_searchables()
    with build.ledger(database) as (uow, cast):
        architecture.follow_changes(uow)
        architecture.note_signal(uow, ENTITY, SignalKind.USES, 7)
        build.plant_draft(uow, cast)
        asked = ("公民身份号码", "登记", "gmsfhm", NUMBER, "姓名", build.MARKER)
        before = {query: found(uow, query, cast.outsider) for query in asked}
        assert architecture.rebuild_search(uow) > 0
        assert {query: found(uow, query, cast.outsider) for query in asked} == before
        assert before[build.MARKER] == []
    with database.unit_of_work() as uow:
        hit = architecture.search(uow, ENTITY, PageQuery(), by=cast.outsider).items[0]
        assert hit.signals == {"uses": 7}
        architecture.note_signal(uow, ENTITY, SignalKind.USES, 8)
        assert architecture.rebuild_search(uow) > 0


def test_physical_names_are_found_by_their_own_organisation_alone(database: Database) -> None:
    wiring.join_searchables()
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        while architecture.follow_changes(uow):
            pass
        query = f"{build.MARKER}T_RK"
        inside = architecture.search(uow, query, PageQuery(), by=cast.developer)
        assert inside.facets == {"table": 1}
        for outside in (cast.outsider, cast.bureau):
            nothing = architecture.search(uow, query, PageQuery(), by=outside)
            assert (nothing.items, nothing.total, nothing.facets) == ((), 0, {})


def test_a_slip_of_the_hand_still_finds_what_was_meant(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        near = architecture.search(uow, "公民身份正号", PageQuery(), by=cast.outsider)
        assert near.is_near and near.items[0].code == NUMBER
        assert found(uow, "共民身份号码", cast.outsider) == [NUMBER], "it sounds the same"
        assert found(uow, "完全无关内容", cast.outsider) == []


def test_pieces_of_a_name_hold_those_of_every_word_in_it() -> None:
    name = "统一社会信用代码"
    pieces = set(name_pieces([name]))
    for start in range(len(name)):
        for end in range(start + 1, len(name) + 1):
            if end - start > 1:
                assert set(word_pieces(name[start:end])) <= pieces
    assert set(text_pieces(name)) < pieces
    assert name_pieces(["uscc"]) == [] and tokens("citizen_number") == {"citizen_number", "citizen", "number"}
    assert [run.text for run in runs("PM2.5浓度（日均）")] == ["pm2.5", "浓度", "日均"]
    assert loosened("公民") == [] and word_pieces("号码") in loosened("公民身号码")[:1] + loosened("码号码")
