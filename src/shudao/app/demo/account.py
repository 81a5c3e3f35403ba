"""The account of a demo run: what each step read, landed and rejected, how long it took, and what it found."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["Account", "Line"]


@dataclass
class Line:
    """One step. `kept` says that an earlier run had done it and nothing was repeated."""

    step: str
    title: str
    read: int | None = None
    landed: int | None = None
    rejected: int | None = None
    seconds: float = 0.0
    kept: bool = False
    failed: str = ""
    notes: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def count(self, read: int, landed: int, rejected: int) -> None:
        """Add rows; over a whole step they add up as they do over a batch."""
        self.read = (self.read or 0) + read
        self.landed = (self.landed or 0) + landed
        self.rejected = (self.rejected or 0) + rejected


class Account:
    """Collects the lines, telling each step as it begins and ends."""

    def __init__(self, told: Callable[[Line, bool], None]) -> None:
        self.lines: list[Line] = []
        self._told = told

    @contextmanager
    def step(self, step: str, title: str) -> Iterator[Line]:
        """One step; its time is taken, and a failure is noted before it goes on upward."""
        line = Line(step, title)
        self.lines.append(line)
        self._told(line, False)
        began = time.monotonic()
        try:
            yield line
        except Exception as error:
            line.failed = str(error) or type(error).__name__
            raise
        finally:
            line.seconds = time.monotonic() - began
            self._told(line, True)

    @property
    def failed(self) -> bool:
        return any(line.failed for line in self.lines)
