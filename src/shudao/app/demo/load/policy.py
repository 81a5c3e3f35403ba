"""Step two, 立规范: code tables, data elements and norms; drafted by departments, published by the bureau."""

from datetime import date
from typing import Any

from shudao.app.demo import city
from shudao.app.demo.cast import LOADER, actor
from shudao.app.demo.load.mechanism import organisation_ids
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade as policy
from shudao.policy.contracts import CodeRow, DataType, Library, NewDataElement, Representation, ValueRange

__all__ = ["load_code_tables", "load_data_elements", "load_norms"]

PUBLISHER = "bureau.he"
PARKS = (
    CodeRow("680191", "澜川高新技术产业园区", "680100", date(2021, 3, 1), aliases=("高新区",)),
    CodeRow("680192", "澜川临港物流园区", "680100", date(2022, 9, 1), aliases=("临港园区",)),
)


def load_code_tables(uow: UnitOfWork) -> int:
    """Code tables with effective dates, successors and the spellings that sources use."""
    organisations = organisation_ids(uow)
    described = city.load("code_tables/index.yaml")["code_tables"]
    for table in described:
        policy.load_code_table(
            uow,
            table["code"],
            [_code(line) for line in city.lines(table["file"])],
            title=table["title"],
            version=table["version"],
            organisation_id=organisations[table["owner"]],
            standard=table["standard"],
            is_official=table["official"],
            by=LOADER,
        )
    names = [table["code"] for table in described]
    policy.submit_code_tables(uow, names, by=LOADER)
    policy.publish_code_tables(uow, names, by=actor(uow, PUBLISHER))
    _supplement(uow, organisations["LC-DSJ"])
    return sum(table["rows"] for table in described)


def _supplement(uow: UnitOfWork, bureau: str) -> None:
    """The city's own codes beside the national divisions, for its parks, which GB/T 2260 does not code."""
    about = {"title": "澜川市园区扩展代码", "version": "1", "organisation_id": bureau, "source": "市内自编"}
    policy.load_supplement(uow, "division", "division_parks", PARKS, by=LOADER, **about)
    policy.submit_code_tables(uow, ["division_parks"], by=LOADER)
    policy.publish_code_tables(uow, ["division_parks"], by=actor(uow, PUBLISHER))


def _code(line: dict[str, str]) -> CodeRow:
    return CodeRow(
        code=line["code"],
        name=line["name"],
        parent=line["parent"] or None,
        valid_from=city.day(line["valid_from"]),
        valid_to=city.day(line["valid_to"]),
        is_local=line["local"] == "true",
        successors=(line["successor"],) if line["successor"] else (),
        aliases=tuple(line["aliases"].split("|")) if line["aliases"] else (),
    )


def load_data_elements(uow: UnitOfWork) -> int:
    """Data elements by GB/T 19488.1."""
    organisations = organisation_ids(uow)
    official = {t["code"] for t in city.load("code_tables/index.yaml")["code_tables"] if t["official"]}
    elements = [_element(e, organisations, official) for e in city.load("data_elements.yaml")["data_elements"]]
    policy.define_data_elements(uow, elements, by=LOADER)
    codes = [element.code for element in elements]
    policy.submit_data_elements(uow, codes, by=LOADER)
    policy.publish_data_elements(uow, codes, by=actor(uow, PUBLISHER))
    return len(elements)


def _element(e: dict[str, Any], organisations: dict[str, str], official: set[str]) -> NewDataElement:
    extent = e.get("range")
    # What a national code or a national check digit defines is a national standard; the rest is the city's.
    is_national = bool(e.get("checksum")) or e.get("code_table") in official
    return NewDataElement(
        code=e["id"],
        name=e["name"],
        english=e["english"],
        pinyin=e.get("pinyin", ""),
        definition=e["definition"],
        object_class=e["object_class"],
        property=e["property"],
        representation=Representation(e["representation"]),
        data_type=DataType(e["type"]),
        format=e["format"],
        code_table=e.get("code_table"),
        checksum=e.get("checksum"),
        pattern=e.get("pattern"),
        range=ValueRange(**{end: _text(value) for end, value in extent.items()}) if extent else None,
        unit=e.get("unit"),
        synonyms=tuple(e.get("synonyms", ())),
        library=Library.NATIONAL if is_national else Library.LOCAL,
        submitted_by=organisations[e["submitted_by"]],
        registered_by=organisations[e["registered_by"]],
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def load_norms(uow: UnitOfWork) -> int:
    """The charter and the fourteen norms as they ship, with their clauses."""
    bureau = organisation_ids(uow)["LC-DSJ"]
    codes = [norm.code for norm in policy.adopt_norms(uow, bureau, date(2026, 1, 1), by=LOADER)]
    policy.submit_norms(uow, codes, by=LOADER)
    policy.publish_norms(uow, codes, by=actor(uow, PUBLISHER))
    return len(codes)
