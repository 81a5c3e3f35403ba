"""The door to the evidence."""

from collections.abc import Mapping

from shudao.evidence import logic, store
from shudao.evidence.contracts import Entry, EntryFilter
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery
from shudao.kernel.uow import UnitOfWork

__all__ = ["list_entries", "record"]


def record(uow: UnitOfWork, *, by: Actor, action: str, subject: str, detail: Mapping[str, object] | None = None) -> str:
    """Write an audit line in the caller's transaction and give its id: who did what to which subject.

    `action` is `module.noun.verb` in the past tense, `subject` a path of ids such as `sharing/application/<id>`.
    `detail` takes ids, counts, codes and decisions, never personal values. Raises `Unrecordable`, `EntryTooLarge`.
    """
    entry = Entry(
        id=new_id(),
        recorded_at=uow.clock.now(),
        account_id=logic.clean_text(by.account_id, "account_id"),
        actor_name=logic.clean_text(by.name, "actor_name"),
        organisation_id=by.organisation_id,
        behalf_of=by.behalf_of,
        because=by.because,
        action=logic.clean_text(action, "action"),
        subject=logic.clean_text(subject, "subject"),
        detail=logic.clean_detail(detail),
        leaf_index=None,
    )
    logic.check_size(entry)
    store.add(uow.session, entry)
    return entry.id


def list_entries(uow: UnitOfWork, wanted: EntryFilter, page: PageQuery) -> Page[Entry]:
    """Entries that fit, newest first unless asked otherwise (sort keys: id, recorded_at, leaf_index)."""
    return store.find_page(uow.session, wanted, page)
