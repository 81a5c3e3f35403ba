"""Words for generated schemas, all of them from the sample city."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pypinyin import Style, lazy_pinyin

CITY = Path(__file__).parents[3] / "samples" / "city"


@dataclass(frozen=True)
class Noun:
    """A Chinese name with an English one in snake case."""

    name: str
    english: str

    @property
    def initials(self) -> str:
        """The pinyin initials that departments name columns by: 公民身份号码 is gmsfhm."""
        letters = "".join(lazy_pinyin(self.name, style=Style.FIRST_LETTER, errors="ignore"))
        return letters.lower() or self.english


@dataclass(frozen=True)
class Words:
    departments: tuple[Noun, ...]
    matters: tuple[str, ...]
    entities: tuple[Noun, ...]
    attributes: tuple[Noun, ...]
    codes: tuple[tuple[Noun, tuple[tuple[str, str], ...]], ...]
    code_elements: tuple[Noun, ...]
    organisations: tuple[tuple[str, str], ...]
    people: tuple[str, ...]


@cache
def words() -> Words:
    nodes = list(_nodes(_yaml("architecture.yaml")["domains"]))
    duties = _yaml("duties.yaml")["duties"]
    organisations = _yaml("organisations.yaml")["organisations"]
    elements = _yaml("data_elements.yaml")["data_elements"]
    departments = [o for o in organisations if o["kind"] in ("department", "bureau")]
    return Words(
        tuple(Noun(o["short_name"].removeprefix("市"), snake(o["code"].partition("-")[2])) for o in departments),
        tuple(m["name"] for d in duties for m in d["matters"])
        + tuple(s["name"] for d in duties for m in d["matters"] for s in m["steps"]),
        tuple(Noun(node["name"], node["table"]) for node in nodes if "table" in node),
        _unique(Noun(node["name"], node["field"]) for node in nodes if "field" in node),
        tuple(_code_table(entry) for entry in _yaml("code_tables/index.yaml")["code_tables"]),
        _unique(Noun(e["name"], snake(e["english"])) for e in elements if e["representation"] == "代码"),
        tuple((o["uscc"], o["name"]) for o in organisations if o.get("uscc")),
        tuple(p["name"] for p in _yaml("people.yaml")["people"]),
    )


def snake(english: str) -> str:
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in english.lower())
    return "_".join(kept.split())[:40]


def _yaml(name: str) -> Any:
    return yaml.safe_load((CITY / name).read_text("utf-8"))


def _nodes(nodes: Any) -> Any:
    for node in nodes:
        yield node
        for below in ("subject_areas", "objects", "entities", "attributes"):
            yield from _nodes(node.get(below, ()))


def _unique(nouns: Any) -> tuple[Noun, ...]:
    return tuple({noun.name: noun for noun in nouns}.values())


def _code_table(entry: dict[str, Any]) -> tuple[Noun, tuple[tuple[str, str], ...]]:
    with (CITY / entry["file"]).open(encoding="utf-8", newline="") as file:
        rows = tuple((line["code"], line["name"]) for line in csv.DictReader(file))
    return Noun(entry["title"].removesuffix("代码"), entry["code"]), rows
