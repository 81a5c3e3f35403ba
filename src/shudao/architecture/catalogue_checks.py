"""Whether entries may be saved: looked up once for a whole batch, judged entry by entry."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_

from shudao.architecture import logic_catalogue
from shudao.architecture.campaign_fields import CORE_FIELDS, lacks
from shudao.architecture.contracts import EntryState, Level, NewCatalogueEntry, ShareType
from shudao.architecture.contracts_review import CampaignState, EntryFault, LocalField
from shudao.architecture.errors import BadCatalogueEntry, LegalBasisRequired, SecretRefused, UnknownLegalBasis
from shudao.architecture.tables import AttributeRow, CatalogueRow, LegalBasisRow, NodeRow
from shudao.architecture.tables_catalogue import AliasRow, CampaignRow, LocalFieldRow, RevisionRow
from shudao.kernel.uow import UnitOfWork

__all__ = ["Known", "faults_of", "known_for", "local_fields", "refuse_faults"]


@dataclass(frozen=True)
class Known:
    """What a batch of entries is judged against."""

    bases: frozenset[str]
    entities: dict[str, tuple[str, bool]]
    attributes: dict[str, frozenset[str]]
    names: dict[tuple[str, str], str]
    codes: dict[str, str]
    fields: dict[str, LocalField]
    required: tuple[tuple[str, str, str], ...]


def known_for(uow: UnitOfWork, entries: Sequence[NewCatalogueEntry]) -> Known:
    """Everything these entries refer to, in a handful of queries however many they are."""
    entities = {entry.entity_code for entry in entries if entry.entity_code}
    attributes: dict[str, set[str]] = {code: set() for code in entities}
    below = select(AttributeRow.entity_code, AttributeRow.code).where(AttributeRow.entity_code.in_(entities))
    for entity, attribute in uow.session.execute(below) if entities else ():
        attributes[entity].add(attribute)
    nodes = select(NodeRow.code, NodeRow.organisation_id, NodeRow.level).where(NodeRow.code.in_(entities))
    bases = select(LegalBasisRow.code).where(LegalBasisRow.code.in_({e.legal_basis for e in entries if e.legal_basis}))
    return Known(
        bases=frozenset(uow.session.scalars(bases)),
        entities={code: (owner, level == Level.ENTITY) for code, owner, level in uow.session.execute(nodes)},
        attributes={code: frozenset(found) for code, found in attributes.items()},
        names=_names(uow, entries),
        codes=_codes(uow, entries),
        fields={each.key: each for each in local_fields(uow)},
        required=_required(uow),
    )


def _names(uow: UnitOfWork, entries: Sequence[NewCatalogueEntry]) -> dict[tuple[str, str], str]:
    """Who has which name already: published, drafted, or in a revision under way."""
    wanted = {(entry.provider_organisation_id, entry.name.strip()) for entry in entries}
    row = CatalogueRow
    query = select(row.provider_organisation_id, row.name, row.code).where(
        tuple_(row.provider_organisation_id, row.name).in_(wanted), row.state != EntryState.RECALLED
    )
    found = {(provider, name): code for provider, name, code in uow.session.execute(query)}
    new_name = RevisionRow.content["name"].astext
    revised = select(row.provider_organisation_id, new_name, row.code).join(RevisionRow, RevisionRow.code == row.code)
    revised = revised.where(tuple_(row.provider_organisation_id, new_name).in_(wanted))
    return {(provider, name): code for provider, name, code in uow.session.execute(revised)} | found


def _codes(uow: UnitOfWork, entries: Sequence[NewCatalogueEntry]) -> dict[str, str]:
    """Which of the codes that entries bring along are in use, and by which entry; old codes count."""
    given = {entry.code for entry in entries if entry.code}
    if not given:
        return {}
    used = {code: code for code in uow.session.scalars(select(CatalogueRow.code).where(CatalogueRow.code.in_(given)))}
    aliases = select(AliasRow.alias, AliasRow.code).where(AliasRow.alias.in_(given))
    return {alias: code for alias, code in uow.session.execute(aliases)} | used


def local_fields(uow: UnitOfWork) -> list[LocalField]:
    """The fields entries have here besides the guide's."""
    rows = uow.session.scalars(select(LocalFieldRow).order_by(LocalFieldRow.key))
    return [LocalField(row.key, row.zh, row.en, row.help_zh, tuple(row.choices)) for row in rows]


def _required(uow: UnitOfWork) -> tuple[tuple[str, str, str], ...]:
    """Fields that campaigns have made required: nothing is compiled without them any more (field, zh, en)."""
    begun = select(CampaignRow.field).where(
        CampaignRow.begins_on <= uow.clock.today(), CampaignRow.state.in_([CampaignState.OPEN, CampaignState.ENDED])
    )
    titles = {f"x.{field.key}": (field.zh, field.en) for field in local_fields(uow)}
    words = CORE_FIELDS | titles
    return tuple((field, *words.get(field, (field, field))) for field in sorted(set(uow.session.scalars(begun))))


def refuse_faults(new: NewCatalogueEntry, known: Known, code: str | None) -> None:
    """Raise what stands against saving an entry: `SecretRefused`, `LegalBasisRequired`, `UnknownLegalBasis`, else
    `BadCatalogueEntry` with every fault."""
    if new.is_secret:
        raise SecretRefused
    if new.share_type is ShareType.NOT_SHARED and not new.legal_basis:
        raise LegalBasisRequired
    if new.legal_basis and new.legal_basis not in known.bases:
        raise UnknownLegalBasis(basis=new.legal_basis)
    found = list(_faults(new, known, code))
    if found:
        details = [{"fault": each.zh, "fault_en": each.en, "field": each.key, "line": each.line} for each in found]
        raise BadCatalogueEntry(count=len(found), details=details)


def faults_of(new: NewCatalogueEntry, known: Known, code: str | None) -> list[EntryFault]:
    """The same as faults, for a form that shows all of them at once."""
    found = []
    if new.is_secret:
        found.append(EntryFault("", SecretRefused.zh, SecretRefused.en))
    if new.share_type is ShareType.NOT_SHARED and not new.legal_basis:
        found.append(EntryFault("legal_basis", LegalBasisRequired.zh, LegalBasisRequired.en))
    elif new.legal_basis and new.legal_basis not in known.bases:
        error = UnknownLegalBasis(basis=new.legal_basis)
        found.append(EntryFault("legal_basis", error.message("zh"), error.message("en")))
    return [*found, *_faults(new, known, code)]


def _faults(new: NewCatalogueEntry, known: Known, code: str | None) -> Iterator[EntryFault]:
    yield from logic_catalogue.entry_faults(new)
    yield from _link_faults(new, known)
    taken = known.names.get((new.provider_organisation_id, new.name.strip()))
    if taken not in (None, code):
        yield EntryFault(
            "name", f"本单位已有同名目录条目 {taken}", f"this department has an entry {taken} of this name"
        )
    yield from _local_faults(new, known)
    for field, zh, en in known.required:
        if lacks(new, field):
            yield EntryFault(field, f"按专项要求必须填写“{zh}”", f"a campaign requires {en}")


def _link_faults(new: NewCatalogueEntry, known: Known) -> Iterator[EntryFault]:
    """Items are attributes of the data set the entry is linked to, and the data set is the provider's own."""
    attributes: Iterable[str] = ()
    if new.entity_code is not None:
        owner, is_entity = known.entities.get(new.entity_code, ("", False))
        if owner != new.provider_organisation_id or not is_entity:
            zh = f"逻辑实体 {new.entity_code} 不是提供方的数据"
            yield EntryFault("entity_code", zh, f"the entity {new.entity_code} is not the provider's")
            return
        attributes = known.attributes.get(new.entity_code, frozenset())
    for line, item in enumerate(new.items, 1):
        if item.attribute_code is not None and item.attribute_code not in attributes:
            zh = f"信息项“{item.name}”的属性 {item.attribute_code} 不属于该逻辑实体"
            en = f"the attribute {item.attribute_code} of {item.name} is not of this entity"
            yield EntryFault("attribute_code", zh, en, line)


def _local_faults(new: NewCatalogueEntry, known: Known) -> Iterator[EntryFault]:
    for key, value in new.extensions.items():
        field = known.fields.get(key)
        if field is None:
            yield EntryFault(f"x.{key}", f"没有登记本地字段 {key}", f"there is no local field {key}")
        elif value and field.choices and value not in field.choices:
            zh = f"“{field.zh}”应为：{'、'.join(field.choices)}"
            yield EntryFault(f"x.{key}", zh, f"{field.en} should be one of {', '.join(field.choices)}")
