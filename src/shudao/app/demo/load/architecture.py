"""Step four, 理架构: L1–L5 with owners, systems and sources, certification, quality plans, the catalogue."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from shudao.app.demo import city
from shudao.app.demo.cast import LOADER, actor
from shudao.app.demo.load.mechanism import organisation_ids, person_ids
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import (
    ApplicationSystem,
    CatalogueItem,
    Category,
    CategoryKind,
    CategoryOrigin,
    CategoryStructure,
    CertificationTest,
    FormatCategory,
    Grade,
    LegalBasis,
    LegalBasisKind,
    NewAttribute,
    NewCatalogueEntry,
    NewNode,
    Openness,
    PhysicalColumn,
    PhysicalTable,
    ShareMethod,
    ShareType,
    Source,
    SystemState,
    TestAnswer,
    Trace,
    TraceKind,
    UpdateCycle,
)
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset

__all__ = [
    "certify_sources",
    "declare_plan",
    "declare_plans",
    "load_catalogue",
    "load_ledger",
    "load_sources",
    "load_systems",
]

PUBLISHER = "bureau.he"
TRACES = {"DT": TraceKind.DUTY, "MT": TraceKind.MATTER, "ST": TraceKind.PROCESS_STEP}


def load_ledger(uow: UnitOfWork) -> int:
    """Define the whole tree, name the owners, and publish it; returns how many nodes and attributes."""
    organisations = organisation_ids(uow)
    nodes, attributes = _tree(organisations)
    architecture.define_architecture(uow, nodes, attributes, by=LOADER)
    _name_owners(uow, organisations)
    for domain in city.load("architecture.yaml")["domains"]:
        architecture.submit_subtree(uow, domain["code"], by=LOADER)
        architecture.publish_subtree(uow, domain["code"], by=actor(uow, PUBLISHER))
    for entity in _entities():
        if entity["owner"].get("confirmed_on"):
            architecture.confirm_owner(uow, entity["code"], by=actor(uow, entity["owner"]["person"]))
    return len(nodes) + len(attributes)


def _tree(organisations: dict[str, str]) -> tuple[list[NewNode], list[NewAttribute]]:
    nodes: list[NewNode] = []
    attributes: list[NewAttribute] = []
    for domain in city.load("architecture.yaml")["domains"]:
        home = organisations[domain["organisation"]]
        nodes.append(_node(domain, home))
        for area in domain["subject_areas"]:
            home = organisations[area["owner"]["organisation"]]
            nodes.append(_node(area, home))
            for thing in area["objects"]:
                nodes.append(_node(thing, home))
                for entity in thing["entities"]:
                    nodes.append(_node(entity, home))
                    attributes += [_attribute(a) for a in entity["attributes"]]
    return nodes, attributes


def _entities() -> Iterator[dict[str, Any]]:
    for domain in city.load("architecture.yaml")["domains"]:
        for area in domain["subject_areas"]:
            for thing in area["objects"]:
                yield from thing["entities"]


def _node(n: dict[str, Any], organisation_id: str) -> NewNode:
    category = n.get("category")
    grade = n.get("grade")
    return NewNode(
        code=n["code"],
        name=n["name"],
        organisation_id=organisation_id,
        definition=n.get("definition", ""),
        english=n.get("english", ""),
        category=_category(category) if category else None,
        grade=Grade(grade) if grade else None,
        is_critical=n.get("critical", False),
        table=n.get("table"),
        identifying_attribute=n.get("identifying_attribute"),
        traces=tuple(Trace(TRACES[code[:2]], code) for code in n.get("traces", ())),
    )


def _category(c: dict[str, str]) -> Category:
    kind = c.get("kind")
    return Category(
        CategoryOrigin(c["origin"]), CategoryStructure(c["structure"]), CategoryKind(kind) if kind else None
    )


def _attribute(a: dict[str, Any]) -> NewAttribute:
    return NewAttribute(
        code=a["code"],
        name=a["name"],
        field=a["field"],
        definition=a["definition"],
        data_element=a["data_element"],
        grade=Grade(a["grade"]) if a["grade"] else None,
        is_key=a["key"],
        is_critical=a["critical"],
        is_personal=a["personal"],
    )


def _name_owners(uow: UnitOfWork, organisations: dict[str, str]) -> None:
    people = person_ids(uow)
    for domain in city.load("architecture.yaml")["domains"]:
        for area in domain["subject_areas"]:
            _name_owner(uow, "subject_area", area, organisations, people)
            for thing in area["objects"]:
                _name_owner(uow, "business_object", thing, organisations, people)


def _name_owner(
    uow: UnitOfWork, kind: str, n: dict[str, Any], organisations: dict[str, str], people: dict[str, str]
) -> None:
    owner = n["owner"]
    asset = AccountableAsset(kind, n["code"], n["name"], organisations[owner["organisation"]])
    mechanism.name_owner(uow, asset, people[owner["person"]], by=LOADER)


def load_systems(uow: UnitOfWork) -> int:
    """The register of application systems."""
    organisations = organisation_ids(uow)
    described = city.load("systems.yaml")["systems"]
    for s in described:
        system = ApplicationSystem(
            code=s["code"],
            name=s["name"],
            organisation_id=organisations[s["owner"]],
            vendor=s["vendor"],
            network_zone=s["zone"],
            database_kind=s["database"],
            state=SystemState(s["state"]),
            description=s.get("note", ""),
            last_used_on=date.fromisoformat(s["last_used_on"]),
        )
        architecture.register_system(uow, system, by=LOADER)
    return len(described)


def load_sources(uow: UnitOfWork, settings: dict[str, dict[str, Any]], secrets: dict[str, str]) -> int:
    """Sources with their tables, and the metadata registration of every data set.

    `settings` are the connectors' options by source, `secrets` the vault's references.
    """
    organisations = organisation_ids(uow)
    described = city.load("systems.yaml")
    for s in described["sources"]:
        source = Source(
            code=s["code"],
            name=s["name"],
            system_code=s["system"],
            connector=s["connector"],
            settings=settings[s["code"]],
            secret_ref=secrets.get(s["code"]),
            organisation_id=organisations[s["organisation"]],
        )
        architecture.register_source(uow, source, by=LOADER)
    for d in described["data_sets"]:
        columns = tuple(
            PhysicalColumn(c["name"], c["type"], is_key=c["name"] in d["key"], comment=c["comment"])
            for c in d["columns"]
        )
        architecture.register_table(uow, PhysicalTable(d["source"], d["table"], columns, d["name"]), by=LOADER)
        mapped = {c["attribute"]: c["name"] for c in d["columns"] if c.get("attribute")}
        architecture.register_entity(uow, d["entity"], d["source"], d["table"], mapped, d["key"], by=LOADER)
    return len(described["data_sets"])


def certify_sources(uow: UnitOfWork) -> int:
    """One certified source per entity, with the four tests answered; certified by the bureau."""
    described = city.load("systems.yaml")
    systems = {s["code"]: s["system"] for s in described["sources"]}
    for d in described["data_sets"]:
        tests = d["certification"]["tests"]
        answers = [TestAnswer(CertificationTest(name), t["passed"], t["evidence"]) for name, t in tests.items()]
        reviewer = actor(uow, d["certification"]["reviewer"])
        architecture.certify_source(uow, d["entity"], systems[d["source"]], answers, by=reviewer)
    return len(described["data_sets"])


def declare_plans(uow: UnitOfWork) -> int:
    """The quality plans that departments have made so far."""
    made = [d for d in city.load("systems.yaml")["data_sets"] if d["quality_plan"]]
    for d in made:
        declare_plan(uow, d["entity"], d["quality_plan"])
    return len(made)


def declare_plan(uow: UnitOfWork, entity_code: str, plan: dict[str, Any]) -> None:
    """One plan, declared by whoever is responsible for it."""
    kinds = ["derived", *dict.fromkeys(rule["kind"] for rule in plan["rules"])]
    by = actor(uow, plan["responsible"])
    architecture.declare_quality_plan(uow, entity_code, kinds, plan["schedule"], Decimal("0.05"), by=by)


def load_catalogue(uow: UnitOfWork) -> int:
    """The resource catalogue: compiled by departments, approved by the department and then the bureau."""
    organisations = organisation_ids(uow)
    described = city.load("catalogue.yaml")
    for b in described["legal_bases"]:
        basis = LegalBasis(b["code"], f"{b['title']}（{b['document']}）", LegalBasisKind(b["kind"]), b["article"])
        architecture.register_legal_basis(uow, basis, by=LOADER)
    for e in described["entries"]:
        architecture.create_entry(uow, _entry(e, organisations), by=LOADER)
        for approver in (LOADER, actor(uow, PUBLISHER)):
            architecture.submit_entry(uow, e["code"], by=LOADER)
            architecture.approve_entry(uow, e["code"], "同意", by=approver if approver is not LOADER else _head(uow, e))
    return len(described["entries"])


def _head(uow: UnitOfWork, e: dict[str, Any]) -> Any:
    """The department's head, who gives the first approval."""
    provider = organisation_ids(uow)[e["provider"]]
    for p in city.load("people.yaml")["people"]:
        if p["organisation"] == e["provider"] and "department_head" in p["roles"]:
            return actor(uow, p["login"], provider)
    raise LookupError(f"{e['provider']} has no head")


def _entry(e: dict[str, Any], organisations: dict[str, str]) -> NewCatalogueEntry:
    return NewCatalogueEntry(
        code=e["code"],
        name=e["name"],
        category=e["code"].split("/")[0],
        provider_organisation_id=organisations[e["provider"]],
        provider_name=e["provider_name"],
        provider_code=e["provider_code"],
        abstract=e["abstract"],
        format_category=FormatCategory(str(e["format_category"])),
        format_type=e["format_type"],
        share_type=ShareType(str(e["share_type"])),
        share_condition=e.get("share_condition") or "",
        legal_basis=e.get("legal_basis"),
        share_method=ShareMethod(e["share_method"]),
        openness=Openness(e["is_open"]),
        open_condition=e.get("open_condition") or "",
        update_cycle=UpdateCycle(str(e["update_cycle"])),
        items=tuple(CatalogueItem(i["name"], i["data_type"], i.get("length"), i.get("attribute")) for i in e["items"]),
        entity_code=e.get("entity"),
    )
