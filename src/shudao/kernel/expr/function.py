"""What one function of the vocabulary is: its expression for engines, and its plain meaning for the judge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar

__all__ = ["Function", "vocabulary_function"]

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Function(Generic[P, R]):
    """One member of the vocabulary. Calling it gives an Ibis expression; `plainly` gives the value in plain Python.

    `aggregates` says that it turns the values of many rows into one, so that `plainly` takes a list of them.
    """

    name: str
    title: str
    summary: str
    over: Callable[P, R]
    plainly: Callable[..., Any]
    aggregates: bool = False

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.over(*args, **kwargs)


def vocabulary_function(
    title: str, plainly: Callable[..., Any], *, aggregates: bool = False
) -> Callable[[Callable[P, R]], Function[P, R]]:
    """Make a member of the family out of its expression form; its docstring is its manual entry."""

    def made(over: Callable[P, R]) -> Function[P, R]:
        return Function(over.__name__, title, (over.__doc__ or "").strip(), over, plainly, aggregates)

    return made
