"""REST interfaces: JSON records, page by page, every value as text."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

import httpx
import pyarrow as pa

from shudao.connectors.contracts import (
    Batch,
    ConnectionReport,
    PhysicalColumn,
    PhysicalTable,
    Position,
    Reason,
    Source,
)
from shudao.connectors.errors import TableMissing, WrongCredentials
from shudao.connectors.http import values
from shudao.connectors.http.fetch import Fetcher, Sleep
from shudao.connectors.http.options import Resource, RestOptions
from shudao.connectors.http.pages import Walk
from shudao.connectors.options import chosen_columns, listed, parsed
from shudao.connectors.reading import DEFAULT_BATCH_ROWS, Batches, Reading
from shudao.connectors.rejects import Reject, reject_batch
from shudao.kernel.errors import ShudaoError


@dataclass(frozen=True)
class Rest:
    """Reads resources of an HTTP interface. `sleep` waits between attempts."""

    kind: ClassVar[str] = "rest"
    title_zh: ClassVar[str] = "REST 接口"
    title_en: ClassVar[str] = "REST interface"
    options: ClassVar[type[RestOptions]] = RestOptions

    sleep: Sleep = time.sleep

    def describe(self, source: Source) -> list[PhysicalTable]:
        options = parsed(RestOptions, source)
        with self._fetcher(options, source.secret) as fetcher:
            return [_described(resource, Walk(fetcher, options, resource)) for resource in options.resources]

    def test(self, source: Source) -> ConnectionReport:
        try:
            options = parsed(RestOptions, source)
            with self._fetcher(options, source.secret) as fetcher:
                first = next(iter(Walk(fetcher, options, options.resources[0])), [])
        except ShudaoError as problem:
            return ConnectionReport(problem=problem)
        return ConnectionReport({"resource": options.resources[0].name, "records_on_first_page": str(len(first))})

    def read(
        self,
        source: Source,
        table: str,
        *,
        columns: Sequence[str] | None = None,
        batch_rows: int = DEFAULT_BATCH_ROWS,
    ) -> Reading:
        """As the port says; the first page is fetched here when the resource does not register its fields."""
        options = parsed(RestOptions, source)
        resource = next((resource for resource in options.resources if resource.name == table), None)
        if resource is None:
            raise TableMissing(table=table, found=listed(resource.name for resource in options.resources))
        known = resource.columns
        if known is None:
            with self._fetcher(options, source.secret) as fetcher:
                known = _described(resource, Walk(fetcher, options, resource)).column_names
        wanted = chosen_columns(table, known, columns)
        schema = pa.schema([pa.field(name, pa.string()) for name in wanted])
        # Registered fields are a choice; fields merely seen on the first page are not, and no other may get lost.
        allowed = None if resource.columns else frozenset(known)
        return Reading(schema, self._batches(options, source.secret, resource, allowed, schema), batch_rows)

    def _batches(
        self,
        options: RestOptions,
        secret: str | None,
        resource: Resource,
        allowed: frozenset[str] | None,
        schema: pa.Schema,
    ) -> Batches:
        number = 0
        with self._fetcher(options, secret) as fetcher:
            walk = Walk(fetcher, options, resource)
            for records in walk:
                yield _batch(records, number, allowed, schema)
                number += len(records)
        return Position("pages", {"pages": walk.pages, "records": walk.records})

    @contextmanager
    def _fetcher(self, options: RestOptions, secret: str | None) -> Iterator[Fetcher]:
        if options.auth != "none" and not (secret and secret.isascii() and secret.isprintable()):
            raise WrongCredentials(where=options.auth)
        headers = {"accept": "application/json"}
        if options.auth == "bearer":
            headers["authorization"] = f"Bearer {secret or ''}"
        elif options.auth == "api_key":
            headers[options.key_header] = secret or ""
        # Proxies and accounts of the environment would be a way round the registered address.
        with httpx.Client(headers=headers, timeout=options.timeout_seconds, trust_env=False) as client:
            yield Fetcher(client, options, self.sleep)


def _described(resource: Resource, walk: Walk) -> PhysicalTable:
    """The registered fields, or those that occur on the first page, in order of appearance."""
    names = resource.columns
    if names is None:
        first = next(iter(walk), [])
        names = tuple(dict.fromkeys(name for record in first if isinstance(record, dict) for name in record))
    return PhysicalTable(resource.name, tuple(PhysicalColumn(name, "text") for name in names))


def _batch(records: list[Any], before: int, allowed: frozenset[str] | None, schema: pa.Schema) -> Batch:
    landed: list[list[str | None]] = []
    rejects: list[Reject] = []
    for number, record in enumerate(records, before + 1):
        fault = _fault(record, allowed)
        if fault is None:
            landed.append([values.text_of(record.get(name)) for name in schema.names])
        else:
            raw = values.json_text(record).encode("utf-8", "surrogatepass")
            rejects.append(Reject(number, fault[0], raw, column=fault[1]))
    columns = list(zip(*landed, strict=True)) if landed else [()] * len(schema)
    arrays = [pa.array(column, pa.string()) for column in columns]
    return Batch(pa.record_batch(arrays, schema=schema), reject_batch(rejects))


def _fault(record: Any, allowed: frozenset[str] | None) -> tuple[Reason, str | None] | None:
    if not isinstance(record, values.Record):
        return Reason.NOT_AN_OBJECT, None
    if record.doubled is not None:
        return Reason.DUPLICATE_FIELD, record.doubled
    for name, value in record.items():
        if allowed is not None and name not in allowed:
            return Reason.UNEXPECTED_FIELD, name
        text = values.text_of(value) or ""
        if "\0" in text:
            return Reason.NUL_BYTE, name
        if not text.isascii() and not _is_unicode(text):
            return Reason.INVALID_BYTES, name
    return None


def _is_unicode(text: str) -> bool:
    """Whether the text has no half of a surrogate pair, which no encoding can write."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
