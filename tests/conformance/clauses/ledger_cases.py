"""Pictures of the clauses over the ledger and the standards."""

from datetime import timedelta

from tests.conformance.clauses.rows import (
    DAY,
    ENTITY,
    NOW,
    OBJECT,
    Case,
    attribute,
    certification,
    code_table,
    computed,
    element,
    entry,
    indicator,
    legal_basis,
    node,
    owner,
    person,
    plan,
    registration,
    source,
    system,
)

__all__ = ["CASES"]

AREA, OTHER = "LC01.01", "LC01.01.002"
FIRST = f"{ENTITY}.001"
CATEGORY = {"origin": "internal", "structure": "structured", "kind": "master"}

CASES: dict[str, Case] = {
    "N01-01": Case(ENTITY, (node(definition=" "),), (node(definition="人的基本信息"), node(OBJECT, definition=""))),
    "N01-02": Case(
        FIRST,
        (attribute(definition=""),),
        (attribute(definition="", data_element="DE00001"),),
        (node(),),
    ),
    "N01-03": Case(
        OBJECT,
        (node(OBJECT, name="自然人"), node("LC02.01.001", name="自然人")),
        (node(OBJECT, name="自然人"), node("LC02.01.001", name="法人")),
    ),
    "N01-04": Case("LC1.1", (node("LC1.1", parent_code="LC1"),), (node("LC01.01"), node("LC01"))),
    "N01-05": Case("SYS-A", (system("SYS-A"), source("sys-a")), (system("SYS-A"), source("SRC-A"))),
    "N01-06": Case(OBJECT, (node(OBJECT, traces=[]),), (node(OBJECT, traces=[{"kind": "duty", "code": "D1"}]),)),
    "N01-07": Case("306012/1", (entry(entity_code=None),), (entry(entity_code=ENTITY),)),
    "N02-01": Case(
        OBJECT,
        (node(OBJECT, identifying_attribute=f"{ENTITY}.009"),),
        (node(OBJECT, identifying_attribute=FIRST),),
        (node(), attribute()),
    ),
    "N02-02": Case(OBJECT, (node(OBJECT),), (node(OBJECT), node())),
    "N02-03": Case(ENTITY, (node(),), (node(), attribute())),
    "N02-04": Case(OBJECT, (), (registration(),), (node(OBJECT), node())),
    "N02-05": Case(
        OBJECT,
        (person(left_on=DAY), owner(AREA, "subject_area")),
        (person(), owner(AREA, "subject_area")),
        (node(AREA), node(OBJECT)),
    ),
    "N02-06": Case(
        OBJECT,
        (owner(OBJECT, "business_object", state="claimed"),),
        (owner(OBJECT, "business_object"),),
        (node(OBJECT), person()),
    ),
    "N02-07": Case(
        ENTITY,
        (node(is_critical=True, owner_confirmed_by=None),),
        (node(is_critical=True, owner_confirmed_by="p1", owner_confirmed_on=DAY),),
        (node(OBJECT), person(), owner(OBJECT, "business_object")),
    ),
    "N03-01": Case(
        FIRST, (attribute(is_critical=True),), (attribute(is_critical=True, data_element="DE00001"),), (node(),)
    ),
    "N03-02": Case(
        FIRST,
        (element(state="draft", approved_by=None, approved_at=None),),
        (element(),),
        (node(), attribute(data_element="DE00001")),
    ),
    "N03-03": Case(
        FIRST,
        (attribute(data_element="DE00001", format="an..5"),),
        (attribute(data_element="DE00001", format="an..20"),),
        (node(), element()),
        detail="an..5 ≠ an..20",
    ),
    "N03-04": Case(
        "DE00001",
        (element(rule_organisation_id="o"),),
        (element(rule_organisation_id="o", maintenance_organisation_id="o", monitoring_organisation_id="o"),),
    ),
    "N03-05": Case("DE00001", (element(code_table="gone"),), (element(code_table="sex"),), (code_table(),)),
    "N03-06": Case(
        "DE00001",
        (element(object_class="人", property="名"), element("DE00002", object_class="人", property="名")),
        (element(object_class="人", property="名"), element("DE00002", object_class="人", property="号")),
    ),
    "N03-07": Case("sex", (code_table(standard=""),), (code_table(),)),
    "N04-01": Case("ZBY00001", (indicator(),), (indicator(uses=["ZBA00001"]),)),
    "N04-02": Case("ZBY00001", (indicator(),), (indicator(owner_person_id="p1"),)),
    "N04-03": Case(
        "ZBA00001",
        (attribute(state="retired"),),
        (attribute(),),
        (node(), indicator("ZBA00001", kind="atomic", spec={"entity_code": ENTITY, "attribute_code": FIRST})),
        detail=FIRST,
    ),
    "N04-04": Case(
        "ZBD00001",
        (computed(version=1), computed(version=2, computed_at=NOW - timedelta(days=60))),
        (computed(version=2),),
        (indicator("ZBD00001", kind="derived", version=2, cycle="4"),),
        detail="2026-09-24",
    ),
    "N05-01": Case(ENTITY, (), (certification(),), (node(is_critical=True), system())),
    "N05-02": Case(ENTITY, (system(state="retired"),), (system(),), (node(), certification())),
    "N05-03": Case(
        ENTITY,
        (registration(source_code="SRC-B"),),
        (registration(source_code="SRC-A"),),
        (node(), system(), system("SYS-B"), source(), source("SRC-B", "SYS-B"), certification()),
        detail="SRC-B",
    ),
    "N08-01": Case(ENTITY, (), (plan(),), (node(is_critical=True),)),
    "N12-01": Case(ENTITY, (node(category=None),), (node(category=CATEGORY),)),
    "N12-02": Case(
        ENTITY,
        (node(category={"origin": "internal", "structure": "structured", "kind": None}),),
        (node(category={"origin": "internal", "structure": "unstructured", "kind": None}),),
    ),
    "N12-03": Case("306012/1", (entry(category="3"),), (entry(category="306012"),)),
    "N13-01": Case(FIRST, (attribute(grade=None),), (attribute(grade="G1"),), (node(),)),
    "N13-02": Case(ENTITY, (node(grade="G2"),), (node(grade="G3"),), (attribute(grade="G3"), attribute(2, grade="G1"))),
    "N13-03": Case(
        FIRST, (attribute(grade="G1", is_personal=True),), (attribute(grade="G2", is_personal=True),), (node(),)
    ),
    "N13-04": Case(
        "306012/1",
        (attribute(grade="重要"),),
        (attribute(grade="G2"),),
        (node(), entry(entity_code=ENTITY, openness="无条件开放")),
    ),
    "N14-01": Case(
        "306012/1",
        (entry(share_type="2", share_condition=""),),
        (entry(share_type="2", share_condition="限履职使用"), entry("306012/2", share_condition="")),
    ),
    "N14-02": Case(
        "306012/1",
        (legal_basis(kind="部门规章"),),
        (legal_basis(),),
        (entry(share_type="3", legal_basis="LB-1"),),
        detail="LB-1",
    ),
    "N14-03": Case("306012/1", (entry(items=[]),), (entry(items=[{"name": "姓名"}]),)),
}
