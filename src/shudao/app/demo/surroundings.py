"""What surrounds the platform in the sample city: the police's own database, files of other departments, a monitoring
interface, and the database of a consuming department. All of it real, all of it outside Shudao's own schemas.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from shudao.app.demo import city
from shudao.app.demo.registers.writers import write_assistance, write_legal_persons, write_population
from shudao.app.demo.stations import PATH, serving_stations
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.kernel.files import write_atomically

__all__ = ["CONSUMER_SCHEMA", "Surroundings", "surroundings"]

POLICE, LABOUR = "police_population", "labour_exchange"
CONSUMER_SCHEMA = "exchange_in"


@dataclass(frozen=True)
class Surroundings:
    """How to reach the other departments' systems in this run."""

    police_dsn: str
    labour_dsn: str
    stations_url: str
    files: Path

    def source_settings(self) -> dict[str, dict[str, Any]]:
        """The connectors' options by source code."""
        here = city.folder()
        return {
            "SRC-GA": {"schema": "public"},
            "SRC-SJ": _csv(self.files / "legal_persons.csv", "gb18030"),
            "SRC-MZ": {"path": str(self.files / "social_assistance.xlsx")},
            "SRC-ST": self._stations(),
            "SRC-WJ": _csv(self._copy_of(here / "real/hospitals_designated_2020.csv"), "utf-8"),
            "SRC-DSJ": _csv(self._copy_of(here / "code_tables/division.csv"), "utf-8"),
        }

    def _copy_of(self, file: Path) -> Path:
        """A file of the samples where sources may be read from."""
        return Path(shutil.copyfile(file, self.files / file.name))

    def _stations(self) -> dict[str, Any]:
        columns = next(d for d in city.load("systems.yaml")["data_sets"] if d["code"] == "air_quality")["columns"]
        resource = {"name": PATH, "path": PATH, "records": "records", "columns": [c["name"] for c in columns]}
        paging = {"kind": "page", "offset_param": "page", "size_param": "size", "size": 10_000, "total": "total"}
        return {"base_url": self.stations_url, "resources": [resource], "paging": paging}

    def write_registers(self, scale: int) -> dict[str, int]:
        """Generate the registers into the departments' own systems, unless they are there; rows by register."""
        marker = self.files / f"registers-{scale}"
        if marker.exists():
            return {}
        rows: dict[str, int] = {}
        rows |= write_population(self.police_dsn, scale).rows
        rows |= write_legal_persons(self.files / "legal_persons.csv", scale).rows
        rows |= write_assistance(self.files / "social_assistance.xlsx", scale).rows
        marker.touch()
        return rows


def _csv(path: Path, encoding: str) -> dict[str, Any]:
    return {"path": str(path), "encoding": encoding, "table": path.name}


@contextmanager
def surroundings(server: EmbeddedPostgres, data_dir: Path) -> Iterator[Surroundings]:
    """Make sure of the other departments' systems for as long as the block runs."""
    files = data_dir / "sample"
    files.mkdir(mode=0o700, exist_ok=True)
    with serving_stations() as url:
        police, labour = (_database(server, name, data_dir) for name in (POLICE, LABOUR))
        # The consuming department offers a schema of its own in which exchanged tables may be made.
        with psycopg.connect(labour) as consumer:
            consumer.execute(f"create schema if not exists {CONSUMER_SCHEMA}")
        yield Surroundings(police, labour, url, files)


def _database(server: EmbeddedPostgres, name: str, data_dir: Path) -> str:
    """A department's own database, entered with that department's own password."""
    password = _password(data_dir / "keys" / f"sample-{name}")
    server.create_database(name, name, password)
    info = server.info
    return f"postgresql://{name}:{password}@{info.host}:{info.port}/{name}"


def _password(file: Path) -> str:
    """Made once and kept, because the registered target of a delivery holds it from then on."""
    if not file.exists():
        write_atomically(file, secrets.token_urlsafe(24).encode(), mode=0o600)
    return file.read_text("ascii")
