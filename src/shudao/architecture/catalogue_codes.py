"""Codes of entries: by the rule in force, never given twice, and found again under every code they ever had."""

from sqlalchemy import select

from shudao.access import facade as access
from shudao.architecture import permissions, searching, store
from shudao.architecture.code_rules.registry import DEFAULT, RULES
from shudao.architecture.code_rules.rule import CodeRule
from shudao.architecture.contracts import NewCatalogueEntry
from shudao.architecture.errors import EntryCodeTaken
from shudao.architecture.errors_catalogue import UnderReview, UnknownCodeRule
from shudao.architecture.logic_catalogue import WAITING
from shudao.architecture.tables import ENTRY_NUMBERS, CatalogueRow
from shudao.architecture.tables_catalogue import AliasRow, CodeRuleRow, RevisionRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork

__all__ = ["active_rule", "choose_rule", "next_code", "recode_entry", "resolve"]


def active_rule(uow: UnitOfWork) -> CodeRule:
    """The rule by which new codes are given: the one chosen last, else the national guide's."""
    chosen = uow.session.scalar(select(CodeRuleRow.rule).order_by(CodeRuleRow.since.desc()).limit(1))
    return RULES.get(chosen or DEFAULT, RULES[DEFAULT])


def choose_rule(uow: UnitOfWork, name: str, *, by: Actor) -> CodeRule:
    """Give codes by another rule from now on. Entries keep theirs until they are recoded."""
    access.require(uow, by, permissions.GOVERN_CATALOGUE)
    if name not in RULES:
        raise UnknownCodeRule(rule=name, known="、".join(RULES))
    uow.session.merge(CodeRuleRow(since=uow.clock.now(), rule=name, chosen_by=by.principal))
    uow.session.flush()
    subject, detail = "architecture/catalogue", {"rule": name}
    evidence.record(uow, by=by, action="architecture.catalogue.code_rule_chosen", subject=subject, detail=detail)
    return RULES[name]


def next_code(uow: UnitOfWork, new: NewCatalogueEntry) -> str:
    """A code by the rule in force that no entry has or ever had."""
    rule = active_rule(uow)
    while True:
        number = uow.session.execute(ENTRY_NUMBERS.next_value().select()).scalar_one()
        code = rule.make(new.category, new.provider_code, number)
        # An entry taken over from an earlier platform may sit where the sequence arrives.
        if resolve(uow, code) == code and uow.session.get(CatalogueRow, code) is None:
            return code


def resolve(uow: UnitOfWork, code: str) -> str:
    """The present code of what has or had this one; an unknown code as it is."""
    if uow.session.get(CatalogueRow, code) is not None:
        return code
    return uow.session.scalar(select(AliasRow.code).where(AliasRow.alias == code)) or code


def recode_entry(uow: UnitOfWork, code: str, reason: str, wanted: str | None = None, *, by: Actor) -> str:
    """Give an entry a new code, `wanted` or one by the rule in force; the old one stays as an alias for ever.

    Approvals, versions and what was published are kept. Raises `UnderReview` while the entry waits for a decision.
    """
    row = store.entry_row(uow.session, resolve(uow, code), lock=True)
    access.require(uow, by, permissions.GOVERN_CATALOGUE)
    revision = uow.session.get(RevisionRow, row.code)
    if (revision or row).state in WAITING:
        raise UnderReview(entry=row.name)
    old = row.code
    new = wanted or _by_rule(uow, row)
    if resolve(uow, new) != new or uow.session.get(CatalogueRow, new) is not None:
        raise EntryCodeTaken(entry=new)
    if not any(rule.accepts(new) for rule in RULES.values()):
        raise UnknownCodeRule(rule=new, known="、".join(RULES))
    row.code = new
    uow.session.flush()
    uow.session.add(AliasRow(alias=old, code=new, reason=reason, since=uow.clock.now()))
    uow.session.flush()
    searching.read_again(uow, "catalogue_entry", [old, new])
    detail = {"old": old, "reason": reason}
    subject = f"architecture/catalogue/{new}"
    evidence.record(uow, by=by, action="architecture.catalogue.recoded", subject=subject, detail=detail)
    return new


def _by_rule(uow: UnitOfWork, row: CatalogueRow) -> str:
    rule = active_rule(uow)
    number = uow.session.execute(ENTRY_NUMBERS.next_value().select()).scalar_one()
    return rule.make(row.category, row.provider_code, number)
