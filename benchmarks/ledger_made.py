"""A made-up ledger of any size: the same words, codes and proportions every time it is made.

At full size 97 organisations, 10,000 business objects, 80,000 catalogue entries and 1,000,000 attributes, as JSON Lines
that `shudao ledger load` reads; smaller by a factor while one is working on it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.ledger_words import BUSINESS, CITY, DATA, SUFFIXES, Zipf, vocabulary
from shudao.architecture.ledger_lines import ATTRIBUTES, ENTRIES, NODES
from shudao.kernel.identifiers import organisation_check, uscc_check
from shudao.mechanism.contracts import Level, NewOrganisation, OrganisationKind

ORGANISATIONS = 97
AREAS = 10
ENTITIES_PER_OBJECT = 2
WIDE = 1000
SUPPLEMENT = ORGANISATIONS + 2
GRADES = ("G1", "G1", "G2", "G2", "G2", "G3", "G3", "G4")
KINDS = ("basic", "master", "transaction", "report", "observation", "rule")
Line = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How much is made. `divided(10)` is a tenth of it, with all 97 organisations."""

    objects: int = 10_000
    attributes: int = 1_000_000
    entries: int = 80_000

    def divided(self, by: int) -> "Size":
        return Size(max(self.objects // by, ORGANISATIONS), self.attributes // by, self.entries // by)

    @property
    def entities(self) -> int:
        return self.objects * ENTITIES_PER_OBJECT


def organisations() -> list[NewOrganisation]:
    """97 departments; each has a domain of its own."""
    made = []
    for number in range(1, ORGANISATIONS + 1):
        own = f"GL{number:06d}"
        body = f"11680100{own}{organisation_check(own)}"
        made.append(
            NewOrganisation(
                code=f"GL-{number:02d}",
                name=f"测试市{BUSINESS[number]}管理局",
                short_name=f"市{BUSINESS[number]}局",
                kind=OrganisationKind.DEPARTMENT,
                level=Level.CITY,
                region_code="680100",
                is_local_code=True,
                valid_from=date(2026, 1, 1),
                uscc=body + uscc_check(body),
            )
        )
    return made


@cache
def judged() -> dict[str, Any]:
    """The judged queries with the objects that were added to answer them."""
    content: dict[str, Any] = yaml.load((DATA / "search_queries.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return content


@cache
def _judged_names() -> frozenset[str]:
    """Names that an answer of the judged queries has; nothing made up may have them too."""
    described = yaml.load((CITY / "architecture.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    names = {a["name"] for d in described["domains"] for s in d["subject_areas"] for o in s["objects"]
             for e in o["entities"] for a in (e, o, *e["attributes"])}  # fmt: skip
    elements = yaml.load((CITY / "data_elements.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)["data_elements"]
    names |= {word for e in elements for word in (e["name"], *e["synonyms"])}
    names |= {query["q"] for query in judged()["queries"]}
    for thing in judged()["supplement"]:
        names |= {thing["object"], thing["entity"], *thing["attributes"]}
    return frozenset(names)


class Names:
    """Names that are drawn by Zipf's law and differ from their neighbours and from every judged name."""

    def __init__(self, seed: int) -> None:
        self._words, self._ends = Zipf(vocabulary(), seed), Zipf(SUFFIXES, seed + 1)

    def word(self) -> str:
        return self._words.draw()

    def fresh(self, taken: set[str], count: int = 1, end: str | None = None) -> str:
        """`count` words and an end; one word more whenever the name is taken."""
        made = "".join(self.word() for _ in range(count)) + (end if end is not None else self._ends.draw())
        while made in taken or made in _judged_names():
            made = self.word() + made
        taken.add(made)
        return made


def _organisation(domain: int) -> str:
    return f"GL-{min(domain, ORGANISATIONS):02d}"


def _node(code: str, name: str, domain: int, **more: Any) -> Line:
    return {"code": code, "name": name, "organisation": _organisation(domain), **more}


def nodes(size: Size) -> Iterator[Line]:
    """Domains, subject areas, objects and entities, and the supplement that answers judged queries."""
    names, taken_domains = Names(1), set[str]()
    objects = _split(size.objects, ORGANISATIONS)
    for domain, count in enumerate(objects, start=1):
        yield _node(f"GL{domain:02d}", names.fresh(taken_domains, 1, "管理"), domain)
        taken_areas: set[str] = set()
        for area in range(1, AREAS + 1):
            yield _node(f"GL{domain:02d}.{area:02d}", names.fresh(taken_areas, 1, "业务"), domain)
        taken = [set[str]() for _ in range(AREAS)]
        for number in range(count):
            area = number % AREAS
            code = f"GL{domain:02d}.{area + 1:02d}.{number // AREAS + 1:03d}"
            yield from _object(code, domain, names, taken[area])
    yield from _supplement_nodes()


def _object(code: str, domain: int, names: Names, taken: set[str]) -> Iterator[Line]:
    name = names.fresh(taken, 2, "")
    text = f"{name}是{names.word()}业务中登记的{names.word()}。"
    traces = [{"kind": "process_step", "code": f"ST-{code}", "name": f"{name}办理"}]
    yield _node(code, name, domain, definition=text, identifying_attribute=f"{code}.01.001", traces=traces)
    below: set[str] = set()
    for number in range(1, ENTITIES_PER_OBJECT + 1):
        entity = f"{code}.{number:02d}"
        kind = KINDS[(number + len(name)) % len(KINDS)]
        yield _node(
            entity,
            names.fresh(below, 1, "信息"),
            domain,
            definition=f"{name}的{names.word()}、{names.word()}等信息。",
            category={"origin": "internal", "structure": "structured", "kind": kind},
            grade="G2",
            is_critical=number == 1,
            table=entity.lower().replace(".", "_"),
        )


def _supplement_nodes() -> Iterator[Line]:
    domain = f"GL{SUPPLEMENT}"
    yield _node(domain, "便民补充", SUPPLEMENT)
    yield _node(f"{domain}.01", "判定补充", SUPPLEMENT)
    for number, thing in enumerate(judged()["supplement"], start=1):
        code = f"{domain}.01.{number:03d}"
        yield _node(code, thing["object"], SUPPLEMENT, definition=thing["definition"])
        yield _node(f"{code}.01", thing["entity"], SUPPLEMENT, definition=thing["definition"], table=thing["table"])


def _split(total: int, parts: int) -> list[int]:
    """`total` in `parts` as equal as they can be."""
    return [total // parts + (1 if number < total % parts else 0) for number in range(parts)]


def attributes(size: Size) -> Iterator[Line]:
    """Attributes of every entity; the first entity has a thousand, the others share the rest evenly."""
    names = Names(2)
    entities = [line for line in nodes(size) if line.get("table") and not line["code"].startswith(f"GL{SUPPLEMENT}")]
    wide = min(WIDE, size.attributes // 2)
    counts = [wide, *_split(size.attributes - wide, len(entities) - 1)]
    for entity, count in zip(entities, counts, strict=True):
        taken: set[str] = set()
        for number in range(1, count + 1):
            yield _attribute(entity, number, names, taken)
    for number, thing in enumerate(judged()["supplement"], start=1):
        for position, name in enumerate(thing["attributes"], start=1):
            yield {"code": f"GL{SUPPLEMENT}.01.{number:03d}.01.{position:03d}", "name": name, "field": f"s{position}"}


def _attribute(entity: Line, number: int, names: Names, taken: set[str]) -> Line:
    name = names.fresh(taken, 1)
    made = {
        "code": f"{entity['code']}.{number:03d}",
        "name": name,
        "field": f"c{number:03d}",
        "is_key": number == 1,
        "is_critical": number <= 3,
        "grade": GRADES[number % len(GRADES)] if number % 50 else None,
    }
    if number % 3 == 0:
        made["definition"] = f"{entity['name']}中{names.word()}的{name}。"
    if number % 10 == 0:
        made["synonyms"] = [names.word()]
    return made


def entries(size: Size) -> Iterator[Line]:
    """Catalogue entries about the entities, several about each, all of them to be shared conditionally."""
    names = Names(3)
    taken: set[str] = set()
    entities = [line for line in nodes(size) if line.get("table") and not line["code"].startswith(f"GL{SUPPLEMENT}")]
    for number in range(size.entries):
        entity = entities[number % len(entities)]
        yield {
            "code": f"306001/{100000 + number}",
            "name": names.fresh(taken, 2, "信息"),
            "category": "306001",
            "provider": entity["organisation"],
            "abstract": f"{entity['name']}的{names.word()}、{names.word()}和{names.word()}，按日更新。",
            "format_category": "3",
            "format_type": "PostgreSQL",
            "share_type": "2",
            "share_condition": "限履行法定职责需要的部门使用。",
            "share_method": "库表",
            "openness": "不予开放",
            "update_cycle": "2",
            "items": [{"name": "标识", "data_type": "C", "length": 32, "attribute_code": f"{entity['code']}.001"}],
            "entity_code": entity["code"],
        }


def write(folder: Path, size: Size) -> None:
    """The three files that `shudao ledger load` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, lines in ((NODES, nodes(size)), (ATTRIBUTES, attributes(size)), (ENTRIES, entries(size))):
        with (folder / file).open("w", encoding="utf-8") as out:
            for line in lines:
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
