"""From a catalogue entry to the rows behind it: which data set is shared, which of its columns, and on what terms."""

from dataclasses import dataclass

from shudao.admission import facade as admission
from shudao.admission.contracts import Asset, Layer
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import CatalogueEntry, EntryState, ShareType
from shudao.kernel.actor import Actor
from shudao.kernel.paging import MAX_LIMIT, PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.sharing import logic
from shudao.sharing.errors import ColumnNotShared, EntryNotShared, EntryNotUsable

__all__ = ["Offer", "offer_of", "present_offer"]

# Nobody is given rows as the source has them; what is shared has passed the standards at least.
SHARED_LAYERS = [Layer.DWI, Layer.DWR, Layer.DM]


@dataclass(frozen=True)
class Offer:
    """A published catalogue entry and the released data set that carries it."""

    entry: CatalogueEntry
    asset: Asset

    def share_type(self, columns: tuple[str, ...]) -> ShareType:
        """The strictest type among the entry and the items behind these columns."""
        attributes = [self.asset.column(name).attribute_code or "" for name in columns]
        return logic.effective_share_type(self.entry.share_type, self.entry.items, attributes)

    def column_share_type(self, name: str) -> ShareType | None:
        """What the catalogue says of a column's own item, if it lists one."""
        attribute = self.asset.column(name).attribute_code
        return next((i.share_type for i in self.entry.items if attribute and i.attribute_code == attribute), None)

    def check_shared(self, columns: frozenset[str]) -> None:
        """Raises `EntryNotShared` with its legal basis, or `ColumnNotShared`."""
        if self.entry.share_type is ShareType.NOT_SHARED:
            raise EntryNotShared(entry=self.entry.name, basis=_basis(self.entry))
        hidden = logic.hidden_attributes(self.entry.items)
        closed = sorted(name for name in columns if self.asset.column(name).attribute_code in hidden)
        if closed:
            raise ColumnNotShared(columns="、".join(self.asset.column(name).title for name in closed))


def offer_of(uow: UnitOfWork, catalogue_code: str, asset_code: str = "", *, by: Actor) -> Offer:
    """The entry with its data set. Raises `EntryNotUsable` while it is not published or nothing is released."""
    entry = architecture.visible_entry(uow, catalogue_code, by=by)
    if entry.state is not EntryState.PUBLISHED:
        raise EntryNotUsable(entry=entry.name, problem="目录条目尚未发布或已撤销", problem_en="it is not published")
    candidates = [asset for asset in _released(uow) if _carries(asset, entry)]
    # What is made from the entry's own entity comes before marts of the same department.
    candidates.sort(key=lambda asset: asset.entity_code is None)
    found = next((asset for asset in candidates if asset_code in ("", asset.code)), None)
    if found is None:
        if entry.share_type is ShareType.NOT_SHARED:
            raise EntryNotShared(entry=entry.name, basis=_basis(entry))
        problem = "没有与其对应且已发布的整合层、报告层或集市层数据"
        raise EntryNotUsable(entry=entry.name, problem=problem, problem_en="no released data set carries it")
    # The list gives columns as they were registered; one data set by itself comes with its present grades.
    return Offer(entry, admission.asset(uow, found.code))


def present_offer(uow: UnitOfWork, catalogue_code: str, asset_code: str) -> Offer:
    """What an application was made for, also when the entry was recalled meanwhile; for showing, not for deciding."""
    return Offer(architecture.catalogue_entry(uow, catalogue_code), admission.asset(uow, asset_code))


def _released(uow: UnitOfWork) -> list[Asset]:
    found: list[Asset] = []
    while True:
        page = admission.list_assets(uow, PageQuery(offset=len(found), limit=MAX_LIMIT), layers=SHARED_LAYERS)
        found.extend(page.items)
        if not page.items or len(found) >= page.total:
            return [asset for asset in found if asset.released_version is not None]


def _carries(asset: Asset, entry: CatalogueEntry) -> bool:
    if asset.entity_code is not None and entry.entity_code is not None:
        return asset.entity_code == entry.entity_code
    # A mart is made from several entities; its department names it in the application.
    return asset.organisation_id == entry.provider_organisation_id


def _basis(entry: CatalogueEntry) -> str:
    if entry.legal_basis is None:
        return "目录未列明"
    return f"{entry.legal_basis.kind}《{entry.legal_basis.title}》{entry.legal_basis.article}"
