"""Comments and follows on any thing: for whoever may see it, with a trace, and never a word to anybody else."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.errors import StaleEdit
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import OrganisationFilter, OrganisationKind
from shudao.work import facade as work
from shudao.work.errors import EmptyComment, NotYourComment, UnknownComment, UnknownSubject
from tests.architecture.marked import Marked, marked
from tests.builders.architecture import DRAFT_ENTITY, ENTITY, NAME, OBJECT
from tests.builders.mechanism import SYSTEM, make_actor, make_organisation

NODE = f"architecture/node/{ENTITY}"


@pytest.fixture
def scene(installed: Installation) -> Iterator[Marked]:
    with marked(installed) as made:
        yield made


def people(uow: UnitOfWork, scene: Marked) -> tuple[Actor, Actor]:
    """A steward of the police, and somebody of elsewhere."""
    police = mechanism.organisation(uow, scene.known["organisation_id"])
    return make_actor(uow, police, Role.DATA_STEWARD), make_actor(uow, make_organisation(uow), Role.CONSUMER)


def titles(uow: UnitOfWork, who: Actor) -> list[str]:
    return [notice.title_zh for notice in work.notices(uow, PageQuery(), by=who).items]


def test_a_remark_is_written_edited_and_deleted_with_a_trace(scene: Marked, raw: psycopg.Connection[Any]) -> None:
    with scene.installed.database.unit_of_work() as uow:
        steward, other = people(uow, scene)
        made = work.comment(uow, NODE, " 口径是否含流动人口？ ", by=steward)
        edited = work.edit_comment(uow, made.id, "口径是否含暂住人口？", seen_version=1, by=steward)
        assert (edited.body, edited.version) == ("口径是否含暂住人口？", 2)
        with pytest.raises(StaleEdit):
            work.edit_comment(uow, made.id, "晚了", seen_version=1, by=steward)
        for act in (
            lambda: work.delete_comment(uow, made.id, by=other),
            lambda: work.comment_trace(uow, made.id, by=other),
        ):
            with pytest.raises(NotYourComment):
                act()
        work.delete_comment(uow, made.id, by=steward)
        (shown,) = work.comments(uow, NODE, PageQuery(), by=other).items
        assert (shown.body, shown.deleted_at is not None) == ("", True)
        assert [each.body for each in work.comment_trace(uow, made.id, by=steward)] == [
            "口径是否含流动人口？",
            "口径是否含暂住人口？",
        ]
        with pytest.raises(UnknownComment):
            work.edit_comment(uow, made.id, "又一次", seen_version=3, by=steward)
        with pytest.raises(EmptyComment):
            work.comment(uow, NODE, "   ", by=steward)
    lines = raw.execute(
        "select action, detail::text from evidence.entry where subject = %s order by id", [f"work/comment/{made.id}"]
    )
    found = lines.fetchall()
    assert [action for action, _ in found] == [f"work.comment.{verb}" for verb in ("written", "edited", "deleted")]
    assert "人口" not in str(found)


def test_on_every_kind_of_thing_and_on_nothing_else(scene: Marked) -> None:
    with scene.installed.database.unit_of_work() as uow:
        steward, _ = people(uow, scene)
        organisation, asset = scene.known["organisation_id"], scene.known["assets/{code}"]
        for subject in (
            NODE,
            f"architecture/node/{OBJECT}",
            f"architecture/node/{NAME}",
            f"architecture/catalogue/{scene.known['catalogue_code']}",
            "architecture/source/SRC-RK",
            f"mechanism/organisation/{organisation}",
            "policy/data_element/DE00001",
            f"admission/asset/{asset}",
        ):
            thing = work.describe(uow, subject, by=steward)
            assert thing.title and thing.path.startswith("/"), subject
            work.follow(uow, subject, by=steward)
        assert len(work.followed(uow, by=steward)) == 8
        for wrong in ("", "x/y", "architecture/node/", "architecture/node/LC99", "access/account/1", "work/task/1"):
            with pytest.raises(UnknownSubject):
                work.comment(uow, wrong, "何处", by=steward)


def test_who_may_not_see_a_thing_is_told_nothing_of_it(scene: Marked) -> None:
    draft = f"architecture/node/{DRAFT_ENTITY}"
    with scene.installed.database.unit_of_work() as uow:
        steward, other = people(uow, scene)
        work.comment(uow, draft, "草稿讨论", mentions=[other.account_id, steward.account_id, "nobody"], by=steward)
        for act in (work.comment, work.follow):
            with pytest.raises(UnknownSubject):
                act(uow, draft, *(["x"] if act is work.comment else []), by=other)
        with pytest.raises(UnknownSubject):
            work.comments(uow, draft, PageQuery(), by=other)
        assert titles(uow, other) == titles(uow, steward) == []


def test_the_mentioned_are_told_with_a_link_to_the_discussion(scene: Marked) -> None:
    with scene.installed.database.unit_of_work() as uow:
        steward, other = people(uow, scene)
        work.comment(uow, NODE, f"@{other.name} 请核对", mentions=[other.account_id], by=steward)
        (notice,) = work.notices(uow, PageQuery(), by=other).items
        assert notice.link == f"/ledger/entities/{ENTITY}?tab=discussion"
        assert steward.name in notice.title_zh and "请核对" not in notice.title_zh


def change(scene: Marked, by: Actor) -> None:
    with scene.installed.database.unit_of_work() as uow:
        version = architecture.node(uow, ENTITY, by=by).version
        held = architecture.propose_change(
            uow, ENTITY, {"definition": "新的定义"}, "更正", seen_version=version, by=SYSTEM
        )
        second = make_actor(uow, _bureau(uow), Role.DATA_BUREAU)
        work.decide(uow, held.id, approve=True, by=second)


def _bureau(uow: UnitOfWork) -> Any:
    return mechanism.list_organisations(uow, PageQuery(), OrganisationFilter(kind=OrganisationKind.BUREAU)).items[0]


def test_followers_are_told_once_of_what_others_changed(scene: Marked) -> None:
    installed = scene.installed
    evidence.sequence(installed.database, installed.settings)
    # What was told of before anybody here followed is done with.
    work.tell_followers(installed.database)
    with installed.database.unit_of_work() as uow:
        steward, other = people(uow, scene)
        for who in (steward, other):
            work.follow(uow, NODE, by=who)
    change(scene, steward)
    evidence.sequence(installed.database, installed.settings)
    assert work.tell_followers(installed.database) == 2
    assert work.tell_followers(installed.database) == 0
    with installed.database.unit_of_work() as uow:
        (told,) = titles(uow, other)
        assert told.startswith("您关注的“") and told.endswith("已变更")
        work.comment(uow, NODE, "已看到", by=other)
        work.unfollow(uow, NODE, by=steward)
    evidence.sequence(installed.database, installed.settings)
    # The writer is not told of his own remark, and whoever no longer follows is not told at all.
    assert work.tell_followers(installed.database) == 0


def test_whoever_lost_sight_of_a_thing_is_not_told_any_more(scene: Marked, raw: psycopg.Connection[Any]) -> None:
    installed = scene.installed
    evidence.sequence(installed.database, installed.settings)
    # What was told of before anybody here followed is done with.
    work.tell_followers(installed.database)
    with installed.database.unit_of_work() as uow:
        _, other = people(uow, scene)
        work.follow(uow, NODE, by=other)
    change(scene, SYSTEM)
    raw.execute("update architecture.node set state = 'draft' where code = %s", [ENTITY])
    evidence.sequence(installed.database, installed.settings)
    assert work.tell_followers(installed.database) == 0
