"""Exactly one owner per subject area, business object and critical attribute; what has none, or two, is listed."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Select

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import acting, store, store_owners
from shudao.mechanism.contracts import Accountability, AccountabilityGap, AccountableAsset
from shudao.mechanism.errors import AlreadyLeft, NoSuchAccountability, SecondOwner, UnknownAsset
from shudao.mechanism.organisations import row_of as organisation_row
from shudao.mechanism.people import person_row
from shudao.mechanism.permissions import CLAIM_OWNER, NAME_OWNER, SETTLE_OWNER
from shudao.mechanism.tables import AccountabilityRow, AssetRow

CURRENT, CLAIMED, ENDED = "current", "claimed", "ended"


def note_asset(uow: UnitOfWork, asset: AccountableAsset) -> None:
    """`architecture` tells that something needs an owner, was renamed, or went to another organisation."""
    note_assets(uow, [asset])


def note_assets(uow: UnitOfWork, assets: Sequence[AccountableAsset]) -> None:
    """The same of many at once."""
    store_owners.put_assets(uow.session, assets)


def release_asset(uow: UnitOfWork, kind: str, code: str, *, by: Actor) -> None:
    """`architecture` tells that something needs an owner of its own no longer; whoever owned it is history."""
    _end(uow, store_owners.accountability(uow.session, kind, code, [CURRENT, CLAIMED]), by)
    store_owners.release_asset(uow.session, kind, code)


def name_owner(uow: UnitOfWork, asset: AccountableAsset, person_id: str, *, by: Actor) -> Accountability:
    """Make a person the owner of an asset. Naming the present owner again changes nothing; a second one is refused."""
    organisation_row(uow, asset.organisation_id)
    noted = uow.session.get(AssetRow, (asset.kind, asset.code))
    # Naming must not be a way of taking an asset from the department it belongs to: both have to be one's own.
    for organisation_id in {asset.organisation_id, noted.organisation_id if noted else asset.organisation_id}:
        access.require(uow, by, NAME_OWNER, organisation_id)
    someone = _in_office(uow, person_id)
    note_asset(uow, asset)
    # The asset's row is the queue at which two namings of one asset stand in line.
    asset_row(uow, asset.kind, asset.code, lock=True)
    known = store_owners.accountability(uow.session, asset.kind, asset.code, [CURRENT])
    if known and known[0].person_id == person_id:
        known[0].acting_until = None
        acting.close_if_none(uow, person_id, by=by)
        return _views(uow, known)[0]
    if known:
        owner = _views(uow, known)[0]
        raise SecondOwner(
            kind=asset.kind, code=asset.code, owner=owner.person_name, organisation=owner.organisation_name
        )
    row = _begin(uow, asset.kind, asset.code, someone, asset.organisation_id, CURRENT, by)
    return _views(uow, [row])[0]


def claim_ownership(
    uow: UnitOfWork, asset_kind: str, asset_code: str, person_id: str, organisation_id: str, *, by: Actor
) -> Accountability:
    """Say that an asset is somebody else's: it stays with its owner and is listed as disputed until settled."""
    organisation_row(uow, organisation_id)
    access.require(uow, by, CLAIM_OWNER, organisation_id)
    someone = _in_office(uow, person_id)
    asset_row(uow, asset_kind, asset_code, lock=True)
    for row in store_owners.accountability(uow.session, asset_kind, asset_code, [CURRENT, CLAIMED]):
        if row.person_id == person_id:
            return _views(uow, [row])[0]
    row = _begin(uow, asset_kind, asset_code, someone, organisation_id, CLAIMED, by)
    return _views(uow, [row])[0]


def settle_ownership(uow: UnitOfWork, asset_kind: str, asset_code: str, person_id: str, *, by: Actor) -> Accountability:
    """The bureau rules whose an asset is: that person becomes the owner, all other claims end."""
    access.require(uow, by, SETTLE_OWNER)
    asset = asset_row(uow, asset_kind, asset_code, lock=True)
    return _replace(uow, asset, person_id, by)


def hand_over(
    uow: UnitOfWork,
    asset_kind: str,
    asset_code: str,
    person_id: str,
    *,
    acting_until: date | None = None,
    by: Actor,
) -> Accountability:
    """Pass an asset from its owner to another person. Where it is disputed, the bureau has to settle it instead.

    `acting_until`: they only act, and somebody is to be named by that day.
    """
    asset = asset_row(uow, asset_kind, asset_code, lock=True)
    access.require(uow, by, NAME_OWNER, asset.organisation_id)
    if not store_owners.accountability(uow.session, asset_kind, asset_code, [CURRENT]):
        raise NoSuchAccountability(code=asset_code)
    claims = store_owners.accountability(uow.session, asset_kind, asset_code, [CLAIMED])
    if any(row.person_id == person_id for row in claims):
        access.require(uow, by, SETTLE_OWNER)
    return pass_on(uow, asset, person_id, acting_until, by=by)


def owner_of(uow: UnitOfWork, asset_kind: str, asset_code: str) -> Accountability | None:
    """Who answers for an asset today; None for one that nobody answers for. A critical attribute of which nobody else
    is named is its business object's owner's."""
    rows = store_owners.accountability(uow.session, asset_kind, asset_code, [CURRENT], lock=False)
    if rows:
        return _views(uow, rows)[0]
    noted = uow.session.get(AssetRow, (asset_kind, asset_code))
    return owner_of(uow, store_owners.OBJECT, noted.within) if noted is not None and noted.within else None


def owned_by(uow: UnitOfWork, person_id: str) -> list[Accountability]:
    """Everything a person answers for today."""
    return _views(uow, store_owners.owned_by(uow.session, person_id))


def list_owners(
    uow: UnitOfWork,
    page: PageQuery,
    *,
    kind: str | None = None,
    organisation_id: str | None = None,
    acting: bool = False,
) -> Page[Accountability]:
    """Who answers for what today; `acting`: only where somebody acts for an owner who is still to be named."""
    table = AccountabilityRow.__table__.c
    keys = {"asset_code": table.asset_code, "asset_kind": table.asset_kind, "valid_from": table.valid_from}
    rows = fetch_page(uow.session, _owners(kind, organisation_id, acting, page.q), page, keys, "asset_code")
    return Page(_views(uow, rows.items), rows.total)


def _owners(kind: str | None, organisation_id: str | None, acting: bool, q: str) -> Select[AccountabilityRow]:
    query = store_owners.accountabilities([CURRENT], kind, q)
    if organisation_id is not None:
        query = query.where(AccountabilityRow.organisation_id == organisation_id)
    return query.where(AccountabilityRow.acting_until.is_not(None)) if acting else query


def unowned(
    uow: UnitOfWork, page: PageQuery, *, kind: str | None = None, organisation_id: str | None = None
) -> Page[AccountabilityGap]:
    """Assets that nobody in office answers for."""
    return _gaps(uow, store_owners.unowned_assets(kind, organisation_id, page.q), page)


def doubly_owned(
    uow: UnitOfWork, page: PageQuery, *, kind: str | None = None, organisation_id: str | None = None
) -> Page[AccountabilityGap]:
    """Assets that more than one person says they answer for."""
    return _gaps(uow, store_owners.contested_assets(kind, organisation_id, page.q), page)


def pass_on(
    uow: UnitOfWork, asset: AssetRow, person_id: str, acting_until: date | None = None, *, by: Actor
) -> Accountability:
    """End the present owner and begin the next; other people's claims stay open."""
    someone = _in_office(uow, person_id)
    _end(uow, store_owners.accountability(uow.session, asset.kind, asset.code, [CURRENT]), by)
    row = _begin(uow, asset.kind, asset.code, someone, asset.organisation_id, CURRENT, by, acting_until)
    return _views(uow, [row])[0]


def _gaps(uow: UnitOfWork, query: object, page: PageQuery) -> Page[AccountabilityGap]:
    table = AssetRow.__table__.c
    keys = {"code": table.code, "name": table.name, "kind": table.kind}
    rows = fetch_page(uow.session, query, page, keys, "code")  # type: ignore[arg-type]  # a Select of one entity
    gaps = []
    for row in rows.items:
        claims = store_owners.accountability(uow.session, row.kind, row.code, [CURRENT, CLAIMED], lock=False)
        asset = AccountableAsset(row.kind, row.code, row.name, row.organisation_id)
        gaps.append(AccountabilityGap(asset, tuple(_views(uow, claims))))
    return Page(gaps, rows.total)


def asset_row(uow: UnitOfWork, kind: str, code: str, *, lock: bool = False) -> AssetRow:
    row = uow.session.get(AssetRow, (kind, code), with_for_update=lock)
    if row is None:
        raise UnknownAsset(kind=kind, code=code)
    return row


def _in_office(uow: UnitOfWork, person_id: str) -> str:
    someone = person_row(uow, person_id, lock=True)
    if someone.left_on is not None:
        raise AlreadyLeft(name=someone.name, on=someone.left_on.isoformat())
    return someone.id


def _begin(
    uow: UnitOfWork,
    kind: str,
    code: str,
    person_id: str,
    organisation_id: str,
    state: str,
    by: Actor,
    acting_until: date | None = None,
) -> AccountabilityRow:
    row = AccountabilityRow(
        id=new_id(),
        asset_kind=kind,
        asset_code=code,
        person_id=person_id,
        organisation_id=organisation_id,
        state=state,
        valid_from=uow.clock.today(),
        valid_to=None,
        acting_until=acting_until,
    )
    uow.session.add(row)
    uow.session.flush()
    verb = "named" if state == CURRENT else "claimed"
    evidence.record(
        uow,
        by=by,
        action=f"mechanism.owner.{verb}",
        subject=f"mechanism/asset/{kind}/{code}",
        detail={"person_id": person_id, "organisation_id": organisation_id},
    )
    return row


def _replace(uow: UnitOfWork, asset: AssetRow, person_id: str, by: Actor) -> Accountability:
    """End the owner and every claim, then begin the one that was upheld, in the organisation it was claimed for."""
    someone = _in_office(uow, person_id)
    rows = store_owners.accountability(uow.session, asset.kind, asset.code, [CURRENT, CLAIMED])
    upheld = next((row.organisation_id for row in rows if row.person_id == person_id), asset.organisation_id)
    _end(uow, rows, by)
    return _views(uow, [_begin(uow, asset.kind, asset.code, someone, upheld, CURRENT, by)])[0]


def _end(uow: UnitOfWork, rows: Iterable[AccountabilityRow], by: Actor) -> None:
    for row in rows:
        was_acting, row.state, row.valid_to = row.acting_until is not None, ENDED, uow.clock.today()
        row.acting_until = None
        uow.session.flush()
        if was_acting:
            acting.close_if_none(uow, row.person_id, by=by)


def _views(uow: UnitOfWork, rows: Iterable[AccountabilityRow]) -> list[Accountability]:
    wanted = list(rows)
    names = store.names(uow.session, (r.person_id for r in wanted), (r.organisation_id for r in wanted))
    assets = store_owners.asset_names(uow.session, ((r.asset_kind, r.asset_code) for r in wanted))
    return [
        Accountability(
            asset_kind=row.asset_kind,
            asset_code=row.asset_code,
            asset_name=assets[row.asset_kind, row.asset_code],
            person_id=row.person_id,
            person_name=names[row.person_id],
            organisation_id=row.organisation_id,
            organisation_name=names[row.organisation_id],
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            acting_until=row.acting_until,
        )
        for row in wanted
    ]
