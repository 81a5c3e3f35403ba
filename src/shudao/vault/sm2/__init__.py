"""SM2 implementations: one file per member, one line here, the preferred one first.

`tongsuopy` is Tongsuo's C library (0.4 ms a signature) but publishes x86-64 wheels only. `gmalg` is pure Python without
dependencies (20 ms), maintained, and runs wherever Python runs, arm64 included. The tests check each against the other.
"""

from functools import cache
from importlib.util import find_spec

from shudao.vault.ports import Sm2

__all__ = ["available", "preferred"]


@cache
def available() -> tuple[Sm2, ...]:
    """What is installed here, fastest first. Loaded when first asked for."""
    found: list[Sm2] = []
    if find_spec("tongsuopy"):
        from shudao.vault.sm2.tongsuo import Tongsuo

        found.append(Tongsuo())
    if find_spec("gmalg"):
        from shudao.vault.sm2.gmalg import Gmalg

        found.append(Gmalg())
    return tuple(found)


def preferred() -> Sm2:
    """The implementation to use here."""
    return available()[0]
