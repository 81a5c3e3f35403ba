"""Who may run the server of a DATA folder: one process at a time, and only after the previous server has ended."""

from shudao.app.postgres.errors import PostgresAlreadyOwned, PostgresStillStopping
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.locks import FileLock

__all__ = ["Ownership"]

# A server whose owner was killed shuts down at once; its backends are ended after 5 s at the latest (PostgreSQL's own
# rule).
_PREVIOUS_SERVER_S = 15


class Ownership:
    """Two locks: the owner's, and the server's, which the server inherits and the owner hands over once it is ready."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._owner = FileLock(layout.owner_lock)
        self._server = FileLock(layout.server_lock)

    @property
    def lock_fd(self) -> int:
        """The server lock's descriptor, to be inherited by what we start."""
        return self._server.descriptor

    def take(self) -> None:
        """Become the owner, or say who is."""
        if not self._owner.acquire():
            raise PostgresAlreadyOwned(data_dir=self._layout.data_dir, pid=self._owner.signature())
        self._owner.sign()
        if not self._server.acquire(_PREVIOUS_SERVER_S):
            self._owner.release()
            raise PostgresStillStopping(seconds=_PREVIOUS_SERVER_S)

    def hand_over(self) -> None:
        """From now on the server lock says whether the *server* lives, whatever becomes of us."""
        self._server.release()

    def release(self) -> None:
        self._server.release()
        self._owner.release()
