"""The sample city's description as it lies in `samples/city`: YAML and CSV, read once."""

import csv
import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["day", "folder", "lines", "load"]


@cache
def folder() -> Path:
    """Where the samples are: named by `SHUDAO_SAMPLES`, inside the wheel, or beside the sources."""
    named = os.environ.get("SHUDAO_SAMPLES")
    here = Path(__file__)
    for found in [Path(named)] if named else [here.parent / "samples", here.parents[4] / "samples"]:
        if (found / "city").is_dir():
            return found / "city"
    raise FileNotFoundError("the folder samples/city is missing; set SHUDAO_SAMPLES")


@cache
def load(name: str) -> dict[str, Any]:
    """One YAML file of the city."""
    content: dict[str, Any] = yaml.load((folder() / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return content


def lines(file: str) -> list[dict[str, str]]:
    """One CSV file of the city, every value as text."""
    with (folder() / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def day(text: str | None) -> date | None:
    """A date of the description; empty means open."""
    return date.fromisoformat(text) if text else None
