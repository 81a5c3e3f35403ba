"""Legal persons as the export file that departments really send: CSV in GB18030, a few lines of it unreadable."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv

from shudao.app.demo.registers.dirt import Dirt, merged
from shudao.app.demo.registers.legal_persons import KEY, TABLE, legal_persons_of
from shudao.app.demo.registers.people import SEED
from shudao.app.demo.registers.written import Written

CITY: Final = "澜川".encode("gb18030")
# 0xFF begins no character of GB18030.
STRAY: Final = b"\xff"


def write_legal_persons(path: Path, scale: int = 200_000, seed: int = SEED) -> Written:
    """Write the legal persons of a city of `scale` people to a CSV file in GB18030, replacing it.

    The counted rows are records (a line break inside quotes does not end one); malformed ones are among them. Raises
    ValueError unless scale is positive, OSError as it comes.
    """
    batch, dirt = legal_persons_of(scale, seed)
    header, *lines = _lines(batch)
    records = _spoil(lines, batch.column(KEY).to_pylist(), np.random.default_rng([seed, 4]))
    path.write_bytes(b"\r\n".join((header, *lines)) + b"\r\n")
    return Written({TABLE: batch.num_rows}, merged((*dirt, *records)))


def _lines(batch: pa.RecordBatch) -> list[bytes]:
    """The batch as CSV lines in GB18030, header first; no value of the register itself contains a line break."""
    buffer = BytesIO()
    pyarrow.csv.write_csv(batch, buffer, pyarrow.csv.WriteOptions(quoting_style="needed", quoting_header="none"))
    return buffer.getvalue().decode("utf-8").encode("gb18030").rstrip(b"\n").split(b"\n")


def _spoil(lines: list[bytes], keys: list[str], rng: np.random.Generator) -> list[Dirt]:
    """Damage a few lines in place, each in one way, and say which."""
    chosen = rng.choice(len(lines), sum(count for count, _ in DAMAGE.values()), replace=False).tolist()
    records = []
    for kind, (count, damage) in DAMAGE.items():
        rows, chosen = chosen[:count], chosen[count:]
        for row in rows:
            lines[row] = damage(lines[row])
        records.append(Dirt(TABLE, "", kind, tuple(keys[row] for row in rows)))
    return records


def _without_two_fields(line: bytes) -> bytes:
    return line.rsplit(b",", 2)[0]


def _with_two_more_fields(line: bytes) -> bytes:
    return line + ',"","多余"'.encode("gb18030")


def _with_stray_byte(line: bytes) -> bytes:
    return line.replace(CITY, STRAY + CITY, 1)


def _with_line_break(line: bytes) -> bytes:
    """The address with a line break after the city: one legal record on two lines, because texts stand in quotes."""
    before = b'"' + CITY + "市".encode("gb18030")
    return line.replace(before, before + b"\r\n", 1)


# kind: (how many lines, how one is damaged). Only the line break leaves a record that can be read.
DAMAGE: Final[dict[str, tuple[int, Callable[[bytes], bytes]]]] = {
    "fields_missing": (3, _without_two_fields),
    "fields_extra": (2, _with_two_more_fields),
    "stray_byte": (4, _with_stray_byte),
    "line_break_in_quotes": (3, _with_line_break),
}
