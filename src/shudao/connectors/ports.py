"""The port every connector fills."""

from collections.abc import Sequence
from typing import ClassVar, Protocol, runtime_checkable

from pydantic import BaseModel

from shudao.connectors.contracts import ConnectionReport, PhysicalTable, Source
from shudao.connectors.reading import DEFAULT_BATCH_ROWS, Reading

__all__ = ["Connector"]


@runtime_checkable
class Connector(Protocol):
    """One way to reach data. Members are stateless: a source goes in with every call.

    `options` is the model of the source's options; its JSON schema is the form the console shows. All methods but
    `test` raise the errors of `connectors.errors`.
    """

    kind: ClassVar[str]
    title_zh: ClassVar[str]
    title_en: ClassVar[str]
    options: ClassVar[type[BaseModel]]

    def describe(self, source: Source) -> list[PhysicalTable]:
        """The tables the source offers, with columns, comments and keys as far as it knows them."""
        ...

    def test(self, source: Source) -> ConnectionReport:
        """Whether the source answers; never raises for what the source or its owner did wrong."""
        ...

    def read(
        self,
        source: Source,
        table: str,
        *,
        columns: Sequence[str] | None = None,
        batch_rows: int = DEFAULT_BATCH_ROWS,
    ) -> Reading:
        """Read one table as Arrow batches in bounded memory; `columns` names and orders the columns wanted.

        Every record is either landed or rejected with a reason: `read = landed + rejected`, always. Problems that
        concern the whole table (missing, unreachable, wrong encoding) are raised here or by the first batch.
        """
        ...
