"""Rows of schema `vault`."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

__all__ = ["SecretRow"]


class SecretRow(Base):
    """One secret: nonce and ciphertext under the key derived from master key `key_id`; its id is authenticated."""

    __tablename__ = "secret"
    __table_args__ = {"schema": "vault"}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    profile: Mapped[str]
    key_id: Mapped[str] = mapped_column(index=True)
    nonce: Mapped[bytes]
    ciphertext: Mapped[bytes]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    rotated_at: Mapped[datetime | None]
