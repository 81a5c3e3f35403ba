"""An organisation gives things to others, or is split up: who takes what, everything in one transaction (SPEC 1.1)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from shudao.access import facade as access
from shudao.kernel.paging import Page, PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import apportioning, estates
from shudao.mechanism.apportioning import Portion
from shudao.mechanism.contracts import MovedThings, Obstacle
from shudao.mechanism.contracts_reform import Part, Split, Thing
from shudao.mechanism.errors import ReformWithoutBasis
from shudao.mechanism.merging import end, follow, pass_everything, unfit_posts
from shudao.mechanism.organisations import row_of
from shudao.mechanism.ports import OBSTACLES
from shudao.mechanism.reform_parts import Act, counted
from shudao.mechanism.tables import AccountabilityRow, AssetRow, PersonRow
from shudao.work import facade as work

__all__ = ["Splitting", "count_things", "things"]

# Open work is chosen by what it is about.
WORK = "work.task"


class Splitting:
    """Carries splits out. The organisation that is split stands first among those it is about."""

    def read(self, told: Mapping[str, Any]) -> Split:
        parts = (Part(part["taker"], {k: tuple(v) for k, v in part["takes"].items()}) for part in told["parts"])
        return Split(told["source"], tuple(parts), told["rest"], told["basis"])

    def involved(self, plan: Split) -> tuple[str, ...]:
        if not plan.parts:
            raise ReformWithoutBasis
        return tuple(dict.fromkeys((plan.source, *(part.taker for part in plan.parts), plan.rest)))

    def title(self, uow: UnitOfWork, plan: Split) -> str:
        source, *takers = (row_of(uow, each).name for each in self.involved(plan))
        return f"{source} {'部分划转' if plan.rest == plan.source else '分立'}：{'、'.join(takers)}"

    def moves(self, uow: UnitOfWork, plan: Split) -> dict[str, tuple[MovedThings, ...]]:
        found = {part.taker: _moves(uow, plan, part) for part in plan.parts}
        if plan.rest == plan.source:
            return found
        held = estates.count_held(uow.session, [plan.source])
        whole = [*held, *counted(work.count_pools(uow, [plan.source]))]
        gone = Counter({(m.kind): 0 for m in whole})
        for moved in found.values():
            gone.update({m.kind: m.count for m in moved})
        left = tuple(replace(m, count=m.count - gone[m.kind]) for m in whole if m.count > gone[m.kind])
        # Whoever takes the rest may have chosen some of it by name as well.
        return found | {plan.rest: _added(found.get(plan.rest, ()), left)}

    def obstacles(self, uow: UnitOfWork, plan: Split) -> list[Obstacle]:
        given = {part.taker: apportioning.portions(uow.session, plan.source, part.takes) for part in plan.parts}
        found = [*_itself(uow, plan), *_unknown(uow, plan), *_twice(uow, given), *_parted(uow, plan, given)]
        for part in plan.parts:
            people = _people(uow, given[part.taker])
            found += unfit_posts(uow, [plan.source], row_of(uow, part.taker), people)
        if plan.rest != plan.source:
            found += unfit_posts(uow, [plan.source], row_of(uow, plan.rest))
        for taker in self.involved(plan)[1:]:
            found += [each for look in OBSTACLES for each in look(uow, [plan.source, taker])]
        return list(dict.fromkeys(found))

    def carry_out(self, uow: UnitOfWork, plan: Split, act: Act) -> dict[str, Any]:
        source, rest = row_of(uow, plan.source), row_of(uow, plan.rest)
        moved = {part.taker: _give(uow, plan, part, act) for part in plan.parts}
        takers = [row_of(uow, each) for each in self.involved(plan) if each != plan.source]
        if rest.id == source.id:
            follow(uow, source, takers, plan.basis, act)
        else:
            moved[f"{rest.id}:rest"] = pass_everything(uow, [source.id], rest, act)
            end(uow, source, takers, plan.basis, act)
        return {"source": source.id, "moved": moved}


def count_things(uow: UnitOfWork, organisation_id: str) -> list[MovedThings]:
    """The kinds of which something may be chosen, and how much."""
    found = []
    for estate in (each for each in estates.every() if each.key is not None):
        page = apportioning.things(uow.session, organisation_id, estate, PageQuery(limit=1))
        found.append(MovedThings(estate.kind, estate.zh, estate.en, page.total))
    found.append(MovedThings(WORK, "待办", "to-dos", len(work.waiting_subjects(uow, organisation_id))))
    return [each for each in found if each.count]


def things(uow: UnitOfWork, organisation_id: str, kind: str, page: PageQuery) -> Page[Thing]:
    """What of one kind may be chosen when the organisation is split."""
    if kind == WORK:
        told = work.waiting_subjects(uow, organisation_id).items()
        all_ = [Thing(WORK, subject, title) for subject, title in told if page.q in title]
        return Page(all_[page.offset : page.offset + page.limit], len(all_))
    estate = next((each for each in estates.every() if each.kind == kind), None)
    return Page([], 0) if estate is None else apportioning.things(uow.session, organisation_id, estate, page)


def _subjects(part: Part, given: list[Portion]) -> set[str]:
    return apportioning.subjects_of(given) | set(part.takes.get(WORK, ()))


def _moves(uow: UnitOfWork, plan: Split, part: Part) -> tuple[MovedThings, ...]:
    given = apportioning.portions(uow.session, plan.source, part.takes)
    waiting = work.count_pools(uow, [plan.source], _subjects(part, given))
    return (*apportioning.count_portions(uow.session, given), *counted(waiting))


def _added(some: tuple[MovedThings, ...], more: tuple[MovedThings, ...]) -> tuple[MovedThings, ...]:
    counts = Counter({m.kind: m.count for m in some}) + Counter({m.kind: m.count for m in more})
    known = {m.kind: m for m in (*some, *more)}
    return tuple(replace(known[kind], count=count) for kind, count in counts.items())


def _give(uow: UnitOfWork, plan: Split, part: Part, act: Act) -> dict[str, int]:
    taker = row_of(uow, part.taker)
    given = apportioning.portions(uow.session, plan.source, part.takes)
    people = _people(uow, given)
    moved = {p.estate.kind: estates.give(uow.session, p.estate, p.where, taker) for p in given}
    moved["mechanism.appointment"] = estates.move_appointments(
        uow.session, [plan.source], taker.id, act.on, people=people
    )
    moved["access.role"] = access.move_roles(uow, [plan.source], taker.id, act.on, people=people, by=act.by)
    return moved | work.move_pools(uow, [plan.source], taker.id, _subjects(part, given), by=act.by)


def _people(uow: UnitOfWork, given: list[Portion]) -> list[str]:
    codes = {key for portion in given if portion.estate.kind == estates.PERSON for key in portion.keys}
    return list(uow.session.scalars(select(PersonRow.id).where(PersonRow.code.in_(codes))))


def _itself(uow: UnitOfWork, plan: Split) -> list[Obstacle]:
    if all(part.taker != plan.source for part in plan.parts):
        return []
    row = row_of(uow, plan.source)
    zh, en = "机构不能从自己那里接收内容", "it cannot take anything from itself"
    return [Obstacle(row.code, row.name, zh, en)]


def _unknown(uow: UnitOfWork, plan: Split) -> list[Obstacle]:
    """What was chosen and is not there, or no longer, or goes where something else goes."""
    zh = "已不属于该机构，或随其他内容一并移交，请取消选择"
    en = "it is no longer theirs, or follows something else: unselect it"
    known = {estate.kind: estate for estate in estates.every()}
    waiting = set(work.waiting_subjects(uow, plan.source))
    found = []
    for part in plan.parts:
        for kind, keys in part.takes.items():
            if kind == WORK:
                there = waiting
            elif kind in known:
                there = apportioning.known_keys(uow.session, plan.source, known[kind], keys)
            else:
                there = set()
            found += [Obstacle(key, key, zh, en) for key in keys if key not in there]
    return found


def _twice(uow: UnitOfWork, given: Mapping[str, list[Portion]]) -> list[Obstacle]:
    zh, en = "同时分给了两个机构，请只选一个", "it goes to two organisations: choose one"
    seen = Counter(
        (portion.estate.kind, key) for portions in given.values() for portion in portions for key in portion.keys
    )
    return [Obstacle(key, key, zh, en) for (_, key), count in seen.items() if count > 1]


def _parted(uow: UnitOfWork, plan: Split, given: Mapping[str, list[Portion]]) -> list[Obstacle]:
    """Owners who go one way while what they answer for goes another: it has to be handed over first."""
    zh = "责任人与其负责的数据去向不同，请先移交责任，或让两者去同一机构"
    en = "its owner goes elsewhere: hand it over first, or let both go the same way"
    homes: dict[str, str] = {}
    assets: dict[str, str] = {}
    for taker, portions in given.items():
        for portion in portions:
            if portion.estate.kind == estates.PERSON:
                homes |= dict.fromkeys(portion.keys, taker)
            if portion.estate.kind == estates.NODE:
                assets |= dict.fromkeys(portion.keys, taker)
    row = AccountabilityRow
    query = (
        select(row.asset_code, AssetRow.name, PersonRow.code, PersonRow.name)
        .join(PersonRow, PersonRow.id == row.person_id)
        .join(AssetRow, (AssetRow.kind == row.asset_kind) & (AssetRow.code == row.asset_code))
        .where(row.state == "current", row.organisation_id == plan.source, PersonRow.organisation_id == plan.source)
    )
    return [
        Obstacle(asset, f"{title}（{name}）", zh, en)
        for asset, title, person, name in uow.session.execute(query.order_by(row.asset_code))
        if assets.get(asset, plan.rest) != homes.get(person, plan.rest)
    ]
