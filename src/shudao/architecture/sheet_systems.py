"""Application systems out to Excel and back. Their state changes on its own page, with a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from shudao.access import facade as access
from shudao.architecture import permissions, store
from shudao.architecture.contracts import ApplicationSystem
from shudao.architecture.sheet_entries import Providers
from shudao.architecture.systems import register_system
from shudao.architecture.tables import SystemRow
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.sheets.contracts import CellFault, CellKind, Column, Present, SheetForm, SheetRow, Value
from shudao.sheets.ports import SheetKind

__all__ = ["SystemsSheet"]

TEXTS = (
    "name",
    "vendor",
    "network_zone",
    "database_kind",
    "legal_number",
    "vendor_contact",
    "vendor_phone",
    "vendor_email",
    "description",
)


class SystemsSheet(SheetKind):
    """The register of systems. Only those whose physical things one may see go out; the others' vendors stay hidden."""

    kind = "system"
    zh = "应用系统"
    en = "Application systems"
    reading = permissions.READ_PHYSICAL
    writing = permissions.MANAGE_SYSTEMS
    filters = ("organisation_id",)

    def form(self, uow: UnitOfWork, *, by: Actor) -> SheetForm:
        providers = Providers.of(uow)
        columns = (
            Column("code", "系统编号", "Code", CellKind.CODE, True, max_length=60, help_zh="登记后不变"),
            Column("name", "系统名称", "Name", required=True, max_length=200, width=30),
            Column("organisation", "所属单位", "Organisation", CellKind.CHOICE, True, providers.choices(), width=24),
            Column("vendor", "承建单位", "Vendor", max_length=200, width=24),
            Column("network_zone", "网络区域", "Network zone", max_length=60),
            Column("database_kind", "数据库", "Database", max_length=60),
            Column("legal_number", "立项批文号", "Approval number", max_length=100),
            Column("vendor_contact", "承建单位联系人", "Vendor's contact", max_length=60),
            Column("vendor_phone", "联系电话", "Phone", CellKind.CODE, max_length=40),
            Column("vendor_email", "联系邮箱", "E-mail", CellKind.CODE, max_length=100),
            Column("last_used_on", "最近使用日期", "Last used on", CellKind.DATE),
            Column("description", "说明", "Description", max_length=2000, width=40),
        )
        return SheetForm(self.kind, self.zh, self.en, columns, ("code",))

    def export(self, uow: UnitOfWork, filters: Mapping[str, str], *, by: Actor) -> Iterator[SheetRow]:
        providers = Providers.of(uow)
        query = select(SystemRow).order_by(SystemRow.code)
        if not (by.is_system or permissions.READ_PHYSICAL.wider & by.roles):
            query = query.where(SystemRow.organisation_id == (by.organisation_id or ""))
        if asked := filters.get("organisation_id"):
            query = query.where(SystemRow.organisation_id == asked)
        if word := filters.get("q"):
            query = query.where(SystemRow.name.contains(word, autoescape=True))
        for row in uow.session.scalars(query):
            yield _row(store.to_system(row), providers)

    def present(self, uow: UnitOfWork, rows: Sequence[SheetRow], *, by: Actor) -> Sequence[Present | None]:
        providers = Providers.of(uow)
        codes = [str(row.values.get("code") or "") for row in rows]
        query = select(SystemRow).where(SystemRow.code.in_(set(codes)))
        found = {row.code: store.to_system(row) for row in uow.session.scalars(query)}
        seen = {code: each for code, each in found.items() if _may_see(uow, each, by)}
        made = {code: Present(code, str(each.version), _row(each, providers)) for code, each in seen.items()}
        return [made.get(code) for code in codes]

    def check(
        self, uow: UnitOfWork, rows: Sequence[tuple[SheetRow, Present | None]], *, by: Actor
    ) -> Sequence[Sequence[CellFault]]:
        providers = Providers.of(uow)
        codes = {str(row.values.get("code") or "") for row, there in rows if there is None}
        hidden = set(uow.session.scalars(select(SystemRow.code).where(SystemRow.code.in_(codes))))
        permitted = {
            code: access.permits(uow, by, permissions.MANAGE_SYSTEMS, each.id)
            for code, each in providers.by_code.items()
        }
        return [list(_faults(row, there, hidden, permitted)) for row, there in rows]

    def write(self, uow: UnitOfWork, row: SheetRow, present: Present | None, *, by: Actor) -> str:
        providers = Providers.of(uow)
        values: dict[str, Any] = {field: str(row.values.get(field) or "") for field in TEXTS}
        owner, day = providers.by_code[str(row.values["organisation"])], row.values.get("last_used_on")
        before = (
            store.to_system(store.system_row(uow.session, present.code))
            if present
            else ApplicationSystem(str(row.values["code"]), "", owner.id)
        )
        used = date.fromisoformat(day) if isinstance(day, str) else None
        new = replace(before, **values, organisation_id=owner.id, last_used_on=used)
        return register_system(uow, new, by=by).code


def _row(system: ApplicationSystem, providers: Providers) -> SheetRow:
    owner = providers.by_id.get(system.organisation_id)
    values: dict[str, Value] = {
        field.name: getattr(system, field.name) or None for field in fields(system) if field.name in TEXTS
    }
    values |= {"code": system.code, "organisation": owner.code if owner else None}
    values["last_used_on"] = system.last_used_on.isoformat() if system.last_used_on else None
    return SheetRow(values)


def _may_see(uow: UnitOfWork, system: ApplicationSystem, by: Actor) -> bool:
    return access.permits(uow, by, permissions.READ_PHYSICAL, system.organisation_id) or access.permits(
        uow, by, permissions.MANAGE_SYSTEMS, system.organisation_id
    )


def _faults(
    row: SheetRow, present: Present | None, hidden: set[str], permitted: Mapping[str, bool]
) -> Iterator[CellFault]:
    if present is None and row.values.get("code") in hidden:
        yield CellFault("", "该编号已用于其他单位的系统", "another department's system has this code", "code")
    owners = {row.values.get("organisation"), present.row.values.get("organisation") if present else None} - {None}
    if not all(permitted.get(str(owner), False) for owner in owners):
        yield CellFault("", "您不能登记该单位的系统", "you may not register this department's systems", "organisation")
