"""One picture per predicate: which rows of the register below are known to satisfy it."""

from datetime import date
from decimal import Decimal

from shudao.kernel.expr.predicate import (
    And,
    Between,
    Eq,
    Everything,
    GreaterEqual,
    In,
    IsBlank,
    LessEqual,
    Not,
    NotEq,
    Or,
    Predicate,
    StartsWith,
)
from tests.conformance.picture import drawn

REGISTER = drawn(r"""
    id:int | 姓 名:text     | age%:int | amount:decimal(10,2) | born:date  | alive:bool
    1      | 张三           | 18       | 1.50                 | 2000-02-29 | true
    2      | 李四           | 150      | -0.01                | 1949-12-31 | false
    3      | it's "x" %s    |          | 0.00                 |            |
    4      | 无             | 0        |                      | 2020-01-01 | true
    5      | "\u3000"       | -1       | 99999999.99          | 1900-01-01 | false
    6      |                | 18       | 1.50                 | 2000-02-29 | true
    7      | 张三丰😀       | 19       | 1.51                 | 2000-03-01 | true
""")

PREDICATE_CASES: dict[str, tuple[Predicate, set[int]]] = {
    "everything": (Everything(), {1, 2, 3, 4, 5, 6, 7}),
    "eq": (Eq("姓 名", "张三"), {1}),
    "eq of a text with signs": (Eq("姓 名", 'it\'s "x" %s'), {3}),
    "eq of a decimal": (Eq("amount", Decimal("1.5")), {1, 6}),
    "eq of a truth value": (Eq("alive", True), {1, 4, 6, 7}),
    "not_eq leaves the unknown out": (NotEq("age%", 18), {2, 4, 5, 7}),
    "in": (In("姓 名", ("张三", "李四", "王五")), {1, 2}),
    "in of whole numbers": (In("age%", (0, 150)), {2, 4}),
    "in nothing": (In("姓 名", ()), set()),
    "not in nothing leaves the unknown out": (Not(In("姓 名", ())), {1, 2, 3, 4, 5, 7}),
    "between": (Between("age%", 0, 18), {1, 4, 6}),
    "between dates": (Between("born", date(1949, 12, 31), date(2000, 2, 29)), {1, 2, 6}),
    "between texts by code point": (Between("姓 名", "张", "无"), {1, 4, 7}),
    "greater_equal": (GreaterEqual("amount", Decimal("1.505")), {5, 7}),
    "greater_equal with more places than the column has": (GreaterEqual("amount", Decimal("1.50004")), {5, 7}),
    "eq with more places than the column has": (Eq("amount", Decimal("1.5004")), set()),
    "less_equal with more digits than the column has": (LessEqual("amount", Decimal("1E+25")), {1, 2, 3, 5, 6, 7}),
    "less_equal of a whole number to decimals": (LessEqual("amount", 1), {2, 3}),
    "greater_equal of a number no whole number reaches": (GreaterEqual("age%", 10**30), set()),
    "less_equal of a decimal to whole numbers": (LessEqual("age%", Decimal("18.0000000001")), {1, 4, 5, 6}),
    "in of decimals with many places": (In("amount", (Decimal("1.5000001"), Decimal("0.000000"))), {3}),
    "less_equal": (LessEqual("born", date(1949, 12, 31)), {2, 5}),
    "starts_with": (StartsWith("姓 名", "张三"), {1, 7}),
    "starts_with takes signs literally": (StartsWith("姓 名", "%"), set()),
    "is_blank": (IsBlank("姓 名"), {4, 5, 6}),
    "is_blank of a number": (IsBlank("age%"), {3}),
    "and": (And(Eq("alive", True), Eq("age%", 18)), {1, 6}),
    "and of nothing": (And(), {1, 2, 3, 4, 5, 6, 7}),
    "or": (Or(Eq("age%", 18), Eq("alive", False)), {1, 2, 5, 6}),
    "or of nothing": (Or(), set()),
    "not leaves the unknown out": (Not(GreaterEqual("age%", 18)), {4, 5}),
    "not of an unknown and a false": (Not(And(Eq("age%", 18), Eq("alive", False))), {1, 2, 4, 5, 6, 7}),
    "known by one side alone": (Or(IsBlank("born"), Eq("age%", 1)), {3}),
}
