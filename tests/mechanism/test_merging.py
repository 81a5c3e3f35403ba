"""Merging organisations moves everything or nothing, keeps history, and needs a second person (SPEC 1.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError

from shudao.access import facade as access
from shudao.access.errors import NotPermitted
from shudao.app.installation import Installation
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.kernel.actor import Actor, Role
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset, Merger, Organisation, OrganisationKind
from shudao.mechanism.errors import ReformObstructed, ReformWithoutBasis, StaleOrganisation
from shudao.mechanism.ports import ESTATES
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, InboxFilter, ToPool
from shudao.work.errors import DecidesOwnChange
from tests.builders.mechanism import SYSTEM, make_actor, make_organisation, make_person, make_town
from tests.mechanism.test_organisations import edited

BASIS = "机构改革方案〔2026〕7 号"


@dataclass
class Reform:
    """Seven bureaux, one of which takes in the other six, and two people of the data bureau."""

    installed: Installation
    bureaux: list[Organisation]
    clerks: list[Actor]
    proposer: Actor
    approver: Actor

    @property
    def merger(self) -> Merger:
        first, *others = [each.id for each in self.bureaux]
        return Merger(tuple(others), first, BASIS)

    def propose(self, merger: Merger | None = None) -> ChangeRequest:
        with self.installed.database.unit_of_work() as uow:
            wanted = merger or self.merger
            seen = mechanism.preview_reform(uow, wanted, by=self.proposer).versions
            return mechanism.propose_reform(uow, wanted, seen, by=self.proposer)

    def decide(self, change: ChangeRequest, by: Actor | None = None) -> None:
        with self.installed.database.unit_of_work() as uow:
            work.decide(uow, change.id, approve=True, by=by or self.approver)


@pytest.fixture
def reform(installed: Installation) -> Iterator[Reform]:
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        bureaux = [make_organisation(uow, name=f"第{n}局") for n in range(1, 8)]
        clerks = [make_actor(uow, bureau, Role.CONSUMER, Role.DATA_STEWARD) for bureau in bureaux]
        for number, (bureau, clerk) in enumerate(zip(bureaux, clerks, strict=True)):
            asset = AccountableAsset("subject_area", f"X{number:02d}", f"领域{number}", bureau.id)
            assert clerk.person_id is not None
            mechanism.name_owner(uow, asset, clerk.person_id, by=SYSTEM)
            mechanism.appoint(uow, clerk.person_id, "STEWARD", bureau.id, valid_from=date(2026, 2, 1), by=SYSTEM)
            work.open_task(
                uow,
                kind="test",
                title_zh=f"事项{number}",
                title_en=f"task {number}",
                subject=f"test/{number}",
                link="/inbox",
                to=ToPool(Role.DATA_STEWARD, bureau.id),
                by=SYSTEM,
            )
        proposer = make_actor(uow, town.bureau, Role.DATA_BUREAU)
        approver = make_actor(uow, town.bureau, Role.DATA_BUREAU)
    yield Reform(installed, bureaux, clerks, proposer, approver)


def belonging(raw: psycopg.Connection[Any], ids: list[str]) -> dict[str, int]:
    """How many rows of every table that any module told of belong to these organisations."""
    found = {}
    for estate in ESTATES:
        table, column = estate.owner.class_.__table__, estate.owner.key
        moving = (
            f" and ({estate.moving.compile(compile_kwargs={'literal_binds': True})})"
            if estate.moving is not None
            else ""
        )
        query = f'select count(*) from {table.schema}."{table.name}" where "{column}" = any(%s){moving}'
        ((found[estate.kind],),) = raw.execute(query, [ids]).fetchall()
    return found


def test_seven_become_one_and_everything_follows(reform: Reform, raw: psycopg.Connection[Any]) -> None:
    reform.decide(reform.propose())
    first, *others = reform.bureaux
    with reform.installed.database.unit_of_work() as uow:
        today = uow.clock.today()
        for clerk in reform.clerks:
            assert clerk.person_id is not None
            assert mechanism.person(uow, clerk.person_id).organisation_id == first.id
            roles = {(m.role, m.organisation_id) for m in access.account(uow, clerk.account_id).memberships}
            assert roles == {(Role.CONSUMER, first.id), (Role.DATA_STEWARD, first.id)}
            acting = Actor(clerk.account_id, clerk.name, clerk.person_id, first.id, clerk.roles)
            assert work.inbox(uow, PageQuery(), InboxFilter(kind="test"), by=acting).total == 7
        assert all(a.organisation_id == first.id for a in mechanism.list_owners(uow, PageQuery()).items)
        held = mechanism.list_appointments(uow, PageQuery(), organisation_id=first.id, post_code="STEWARD").items
        assert len(held) == 7
        assert {a.valid_from for a in held} == {date(2026, 2, 1), today}
        for other in others:
            ended = mechanism.organisation(uow, other.id)
            assert ended.valid_to == today - timedelta(days=1)
            assert [v.version for v in mechanism.organisation_versions(uow, other.id)] == [1]
            (line,) = mechanism.successions(uow, other.id)
            assert (line.successor_name, line.on, line.basis) == (first.name, today, BASIS)
            # What was is still there to be asked for.
            before = mechanism.list_appointments(uow, PageQuery(), on=date(2026, 3, 1), organisation_id=other.id)
            assert len(before.items) == 1
        assert len(mechanism.successions(uow, first.id)) == 6
        standing = {node.organisation.id for node in mechanism.tree(uow)}
        assert not standing & {other.id for other in others}
    assert set(belonging(raw, [other.id for other in others]).values()) == {0}


def test_a_session_goes_on_with_the_successor(reform: Reform, raw: psycopg.Connection[Any]) -> None:
    first, second = reform.bureaux[:2]
    raw.execute(
        "insert into access.session (id, account_id, token_digest, csrf_digest, organisation_id, created_at,"
        " last_seen_at, expires_at, address, user_agent) values"
        " ('s', %s, 't', 'c', %s, now(), now(), now() + interval '1 hour', '127.0.0.1', '')",
        [reform.clerks[1].account_id, second.id],
    )
    reform.decide(reform.propose())
    assert raw.execute("select organisation_id from access.session where id = 's'").fetchone() == (first.id,)


def test_nobody_approves_their_own_merger_and_departments_propose_none(reform: Reform) -> None:
    change = reform.propose()
    with pytest.raises(DecidesOwnChange):
        reform.decide(change, by=reform.proposer)
    with reform.installed.database.unit_of_work() as uow, pytest.raises(NotPermitted):
        mechanism.preview_reform(uow, reform.merger, by=reform.clerks[0])


def test_a_failure_in_the_middle_moves_nothing(
    reform: Reform, raw: psycopg.Connection[Any], postgres: EmbeddedPostgres, database_name: str
) -> None:
    """The last of the moves is refused by the database itself; all the others are then as if they had not been."""
    change = reform.propose()
    before = raw.execute("select id, organisation_id from mechanism.person order by id").fetchall()
    with psycopg.connect(postgres.info.dsn("shudao_owner", database_name), autocommit=True) as owner:
        owner.execute("alter table mechanism.succession add constraint refused check (basis = '')")
        with pytest.raises(IntegrityError, match="refused"):
            reform.decide(change)
        owner.execute("alter table mechanism.succession drop constraint refused")
    assert raw.execute("select id, organisation_id from mechanism.person order by id").fetchall() == before
    assert raw.execute("select count(*) from mechanism.appointment where valid_to is not null").fetchone() == (0,)
    # It can be approved again once the cause is gone.
    reform.decide(change)
    assert raw.execute("select count(*) from mechanism.succession").fetchone() == (6,)


def test_two_who_merge_the_same_bureaux_do_not_both_succeed(reform: Reform) -> None:
    """The second is told what changed, whichever of the two was proposed first."""
    first, second, third, *_ = reform.bureaux
    one = reform.propose(Merger((second.id, third.id), first.id, BASIS))
    other = reform.propose(Merger((second.id,), third.id, BASIS))
    reform.decide(one)
    with pytest.raises(StaleOrganisation) as refusal:
        reform.decide(other)
    assert second.name in refusal.value.message() or third.name in refusal.value.message()


def test_an_organisation_edited_since_the_preview_is_not_merged_unseen(reform: Reform) -> None:
    change = reform.propose()
    second = reform.bureaux[1]
    with reform.installed.database.unit_of_work() as uow:
        new = edited(second, name="改了名的局")
        mechanism.edit_organisation(uow, second.id, new, seen_version=1, by=SYSTEM)
    with pytest.raises(StaleOrganisation, match="改了名的局"):
        reform.decide(change)


def test_what_stands_in_the_way_is_listed_at_once(reform: Reform) -> None:
    first, second, third, *_ = reform.bureaux
    with reform.installed.database.unit_of_work() as uow:
        below = make_organisation(uow, name="下属中心", parent_id=second.id)
        centre = make_organisation(uow, name="运营中心", kind=OrganisationKind.OPERATIONS_CENTRE)
        mechanism.appoint(uow, make_person(uow, centre).id, "OPS", centre.id, by=SYSTEM)
        for merger, said in (
            (Merger((second.id,), below.id, BASIS), "自己的下级"),
            (Merger((first.id, second.id), first.id, BASIS), "自身"),
            (Merger((centre.id,), third.id, BASIS), "不能设置该岗位"),
        ):
            preview = mechanism.preview_reform(uow, merger, by=reform.proposer)
            assert [o for o in preview.obstacles if said in o.zh], said
            with pytest.raises(ReformObstructed) as refusal:
                mechanism.propose_reform(uow, merger, preview.versions, by=reform.proposer)
            assert len(refusal.value.details or []) == len(preview.obstacles)
        with pytest.raises(ReformWithoutBasis):
            mechanism.preview_reform(uow, Merger((second.id,), first.id, "  "), by=reform.proposer)


def test_what_stood_below_stands_below_the_successor(reform: Reform) -> None:
    first, second, *_ = reform.bureaux
    with reform.installed.database.unit_of_work() as uow:
        below = make_organisation(uow, name="下属中心", parent_id=second.id)
    reform.decide(reform.propose())
    with reform.installed.database.unit_of_work() as uow:
        assert mechanism.organisation(uow, below.id).parent_id == first.id
        head = make_actor(uow, mechanism.organisation(uow, first.id), Role.DEPARTMENT_HEAD)
        assert mechanism.may_see_contacts(uow, below.id, by=head)


def test_the_preview_counts_what_moves(reform: Reform) -> None:
    with reform.installed.database.unit_of_work() as uow:
        preview = mechanism.preview_reform(uow, reform.merger, by=reform.proposer)
    counts = {moved.kind: moved.count for moved in preview.moves[reform.bureaux[0].id]}
    assert counts["mechanism.person"] == 6
    assert counts["mechanism.accountability"] == 6
    assert counts["work.task"] == 6
    assert "architecture.search" not in counts
