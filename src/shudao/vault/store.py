"""Queries on the secrets, and the lock that keeps sealing and rotating apart."""

from collections.abc import Iterator

from sqlalchemy import func, select, text

from shudao.kernel.uow import UnitOfWork
from shudao.vault.errors import UnknownSecret
from shudao.vault.tables import SecretRow

__all__ = ["find", "key_ids_in_use", "lock_for_rotation", "lock_for_sealing", "rows_for_rotation"]

_LOCK_ID = 0x7661756C74  # "vault"


def find(uow: UnitOfWork, secret_id: str, *, for_update: bool = False) -> SecretRow:
    """The row; raises `UnknownSecret`."""
    row = uow.session.get(SecretRow, secret_id, with_for_update=for_update)
    if row is None:
        raise UnknownSecret(secret_id=secret_id)
    return row


def rows_for_rotation(uow: UnitOfWork, current_key: str) -> Iterator[SecretRow]:
    query = select(SecretRow).where(SecretRow.key_id != current_key).with_for_update()
    yield from uow.session.scalars(query)


def key_ids_in_use(uow: UnitOfWork) -> set[str]:
    return set(uow.session.scalars(select(SecretRow.key_id).distinct()))


def lock_for_sealing(uow: UnitOfWork) -> None:
    """Held to the end of the transaction; many may seal at once, but not while a rotation runs.

    Without it a process could seal with a key that a rotation, not seeing the new row yet, destroys.
    """
    uow.session.execute(text("select pg_advisory_xact_lock_shared(:id)"), {"id": _LOCK_ID})


def lock_for_rotation(uow: UnitOfWork) -> None:
    uow.session.execute(select(func.pg_advisory_xact_lock(_LOCK_ID)))
