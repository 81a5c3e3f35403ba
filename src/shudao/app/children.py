"""Child processes that never outlive their owner, not even when it is killed with SIGKILL.

Every child inherits the reading end of a pipe whose writing end only the owner holds. When the owner is gone, however
it went, the kernel closes the pipe; the child sees its end and stops itself.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

__all__ = ["OWNER_PIPE", "Child", "Owner", "follow_owner"]

OWNER_PIPE = "SHUDAO_OWNER_PIPE"
STOP_TIMEOUT_S = 10.0


class Child:
    """One running child, started again by the supervisor when it ends unasked."""

    def __init__(self, name: str, process: subprocess.Popen[bytes]) -> None:
        self.name = name
        self.process = process

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        """Ask it to end, and insist after ten seconds."""
        if not self.is_running:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Owner:
    """Starts children of this very process and holds the pipe they watch."""

    def __init__(self, log_dir: Path) -> None:
        self._reading, self._writing = os.pipe()
        self._log_dir = log_dir

    def start(self, name: str, arguments: list[str], keep: tuple[int, ...] = ()) -> Child:
        """Start `shudao ARGUMENTS` as a child that inherits the descriptors `keep`; its output goes to `NAME.log`."""
        log_file = self._log_dir / f"{name}.log"
        with log_file.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own arguments
                [sys.executable, "-m", "shudao.cli.main", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, OWNER_PIPE: str(self._reading)},
                pass_fds=(self._reading, *keep),
                # Ctrl-C in the terminal reaches the owner alone, which then stops its children in order.
                start_new_session=True,
            )
        return Child(name, process)

    def close(self) -> None:
        """Let go of the pipe: whatever child is left stops by itself."""
        os.close(self._writing)
        os.close(self._reading)


def follow_owner(stop: Callable[[], None] | None = None) -> None:
    """In a child: end when the owner does. Does nothing in a process that was started by hand."""
    pipe = os.environ.pop(OWNER_PIPE, None)
    if pipe is None:
        return
    ended = stop or (lambda: os.kill(os.getpid(), signal.SIGTERM))

    def watch() -> None:
        with os.fdopen(int(pipe), "rb") as reading:
            reading.read(1)
        ended()
        # A child that does not listen must not stay: it may hold the port or a lock.
        threading.Event().wait(STOP_TIMEOUT_S)
        os._exit(1)

    threading.Thread(target=watch, name="owner-watch", daemon=True).start()
