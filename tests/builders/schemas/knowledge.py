"""The sample city's standards and ledger as a proposal leans on them, straight from its files."""

import csv
from collections.abc import Iterator
from typing import Any

import yaml

from shudao.architecture.contracts_ledger import Grade
from shudao.architecture.harvest.contracts import Knowledge, KnownAttribute, KnownCodeTable, KnownEntity
from shudao.policy.contracts import DataElement, DataType, Representation, State
from tests.builders.schemas.words import CITY

__all__ = ["city_knowledge"]


def city_knowledge() -> Knowledge:
    return Knowledge(
        tuple(_element(entry) for entry in _yaml("data_elements.yaml")["data_elements"]),
        tuple(_code_table(entry) for entry in _yaml("code_tables/index.yaml")["code_tables"]),
        tuple(_entities(_yaml("architecture.yaml")["domains"])),
    )


def _yaml(name: str) -> Any:
    return yaml.safe_load((CITY / name).read_text("utf-8"))


def _element(entry: dict[str, Any]) -> DataElement:
    return DataElement(
        code=entry["id"],
        version=1,
        state=State.PUBLISHED,
        name=entry["name"],
        english=entry.get("english", ""),
        pinyin=entry.get("pinyin", ""),
        definition=entry["definition"],
        object_class=entry["object_class"],
        property=entry["property"],
        representation=Representation(entry["representation"]),
        synonyms=tuple(entry.get("synonyms", ())),
        use="",
        data_type=DataType(entry["type"]),
        format=entry["format"],
        code_table=entry.get("code_table"),
        range=None,
        checksum=entry.get("checksum"),
        pattern=entry.get("pattern"),
        unit=entry.get("unit"),
        null_words=(),
        submitted_by=entry["submitted_by"],
        registered_by=None,
        rule_organisation_id=None,
        maintenance_organisation_id=None,
        monitoring_organisation_id=None,
        approved_on=None,
    )


def _code_table(entry: dict[str, Any]) -> KnownCodeTable:
    with (CITY / entry["file"]).open(encoding="utf-8", newline="") as file:
        codes = {line["code"]: line["name"] for line in csv.DictReader(file)}
    return KnownCodeTable(entry["code"], entry["title"], codes if len(codes) <= 1000 else {}, len(codes))


def _entities(domains: Any) -> Iterator[KnownEntity]:
    for domain in domains:
        for area in domain["subject_areas"]:
            for one in area["objects"]:
                for entity in one["entities"]:
                    yield _entity(entity, one["code"], domain["organisation"])


def _entity(entity: dict[str, Any], object_code: str, organisation: str) -> KnownEntity:
    attributes = tuple(
        KnownAttribute(
            each["code"],
            each["name"],
            each["field"],
            each.get("data_element"),
            Grade(each["grade"]) if each.get("grade") else None,
        )
        for each in entity["attributes"]
    )
    system = (entity.get("source") or {}).get("system")
    return KnownEntity(
        entity["code"], entity["name"], entity["table"], object_code, organisation, organisation,
        bool(entity.get("critical")), system, system or "", attributes,
    )  # fmt: skip
