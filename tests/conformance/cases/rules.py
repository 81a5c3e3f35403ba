"""What each rule type asks of rows: `judged` says whether a row can be judged at all, `fails` whether it fails then."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tests.conformance.picture import Picture, drawn


@dataclass(frozen=True)
class RuleCase:
    """Columns of the table, then `judged` and `fails`; `others` are the data sets the rule compares with."""

    kind: str
    parameters: Mapping[str, Any]
    text: str
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def picture(self) -> Picture:
        return drawn(self.text)


RULE_CASES: dict[str, RuleCase] = {
    "not_null": RuleCase(
        "not_null",
        {"column": "name"},
        """
        name:text | judged:bool | fails:bool
        张三      | true        | false
                  | true        | true
        ""        | true        | true
        "　 "     | true        | true
        无        | true        | true
        NULL      | true        | true
        未知      | true        | true
        无名      | true        | false
        """,
    ),
    "not_null of a number": RuleCase(
        "not_null",
        {"column": "n"},
        """
        n:int | judged:bool | fails:bool
        0     | true        | false
              | true        | true
        """,
    ),
    "unique": RuleCase(
        "unique",
        {"key": ("a", "b")},
        """
        a:text | b:int | judged:bool | fails:bool
        x      | 1     | true        | true
        x      | 1     | true        | true
        x      | 2     | true        | false
        X      | 2     | true        | false
               | 1     | false       |
               | 1     | false       |
        y      |       | false       |
        """,
    ),
    "code_set": RuleCase(
        "code_set",
        {"column": "sex", "code_table": "sex", "codes": frozenset({"1", "2"})},
        """
        sex:text | judged:bool | fails:bool
        1        | true        | false
        3        | true        | true
        "1 "     | true        | true
        １       | true        | true
        ""       | true        | true
                 | false       |
        """,
    ),
    "code_set on the day of the row": RuleCase(
        "code_set",
        {
            "column": "region",
            "code_table": "region",
            "as_of_column": "on",
            "periods": {
                (None, None): frozenset({"11"}),
                (None, date(1999, 9, 15)): frozenset({"110221"}),
                (date(1999, 9, 16), None): frozenset({"110114"}),
            },
        },
        """
        region:text | on:date    | judged:bool | fails:bool
        11          | 1950-01-01 | true        | false
        110221      | 1999-09-15 | true        | false
        110221      | 1999-09-16 | true        | true
        110114      | 1999-09-15 | true        | true
        110114      | 2026-01-01 | true        | false
        110221      |            | true        | false
        999999      |            | true        | true
                    | 2026-01-01 | false       |
        """,
    ),
    "length": RuleCase(
        "length",
        {"column": "name", "min_chars": 2, "max_chars": 4},
        """
        name:text | judged:bool | fails:bool
        张        | true        | true
        张三      | true        | false
        𠮷田花子  | true        | false
        欧阳锋锋锋 | true       | true
        ""        | true        | true
                  | false       |
        """,
    ),
    "value_range": RuleCase(
        "value_range",
        {"column": "amount", "low": Decimal("0"), "high": Decimal("100.50")},
        """
        amount:decimal(12,2) | judged:bool | fails:bool
        0.00                 | true        | false
        -0.01                | true        | true
        100.50               | true        | false
        100.51               | true        | true
                             | false       |
        """,
    ),
    "value_range with more places and digits than the column has": RuleCase(
        "value_range",
        {"column": "amount", "low": Decimal("0.00004"), "high": Decimal("1E+15")},
        """
        amount:decimal(12,4) | judged:bool | fails:bool
        0.0000               | true        | true
        0.0001               | true        | false
        99999999.9999        | true        | false
        """,
    ),
    "value_range of days, open below": RuleCase(
        "value_range",
        {"column": "born", "high": date(2026, 11, 23)},
        """
        born:date  | judged:bool | fails:bool
        1900-01-01 | true        | false
        2026-11-23 | true        | false
        2026-11-24 | true        | true
                   | false       |
        """,
    ),
    "pattern": RuleCase(
        "pattern",
        {"column": "code", "pattern": "[0-9]{6}"},
        r"""
        code:text | judged:bool | fails:bool
        420106    | true        | false
        4201060   | true        | true
        "420106\n" | true       | true
        ４２０１０６ | true     | true
        ""        | true        | true
                  | false       |
        """,
    ),
    "checksum": RuleCase(
        "checksum",
        {"column": "number", "checksum": "citizen"},
        """
        number:text        | judged:bool | fails:bool
        11010519491231002X | true        | false
        110105194912310021 | true        | true
        1101051949123100   | true        | true
        张三               | true        | true
                           | false       |
        """,
    ),
    "checksum of a legal person": RuleCase(
        "checksum",
        {"column": "number", "checksum": "uscc"},
        """
        number:text        | judged:bool | fails:bool
        91350100M000100Y43 | true        | false
        91350100M000100Y44 | true        | true
        """,
    ),
    "reference": RuleCase(
        "reference",
        {"column": "household", "asset": "households", "target": "id"},
        """
        household:text | judged:bool | fails:bool
        h1             | true        | false
        h2             | true        | true
        H1             | true        | true
                       | false       |
        """,
        {
            "households": """
            id:text
            h1
            h1
            ""

            h9
            """
        },
    ),
    "logic: birth date": RuleCase(
        "logic",
        {"condition": "birth_date_agrees_with_citizen_number", "operands": ("number", "born")},
        """
        number:text        | born:date  | judged:bool | fails:bool
        11010519491231002X | 1949-12-31 | true        | false
        11010519491231002X | 1949-12-30 | true        | true
        110105194902310021 | 1949-12-30 | false       |
        张三               | 1949-12-30 | false       |
                           | 1949-12-31 | false       |
        11010519491231002X |            | false       |
        """,
    ),
    "logic: sex": RuleCase(
        "logic",
        {"condition": "sex_agrees_with_citizen_number", "operands": ("number", "sex")},
        """
        number:text        | sex:text | judged:bool | fails:bool
        11010519491231002X | 2        | true        | false
        11010519491231002X | 1        | true        | true
        张三               | 1        | false       |
        11010519491231002X |          | false       |
        """,
    ),
    "logic: order of days": RuleCase(
        "logic",
        {"condition": "not_before", "operands": ("died", "born")},
        """
        died:date  | born:date  | judged:bool | fails:bool
        2020-01-02 | 2020-01-02 | true        | false
        2020-01-01 | 2020-01-02 | true        | true
                   | 2020-01-02 | false       |
        """,
    ),
    "logic: order of numbers": RuleCase(
        "logic",
        {"condition": "at_least", "operands": ("total", "part")},
        """
        total:int | part:int | judged:bool | fails:bool
        2         | 2        | true        | false
        1         | 2        | true        | true
                  | 2        | false       |
        """,
    ),
    "timeliness": RuleCase(
        "timeliness",
        {"column": "changed", "as_of": date(2026, 11, 23), "limit_days": 30},
        """
        changed:date | judged:bool | fails:bool
        2026-11-23   | true        | false
        2026-10-24   | true        | false
        2026-10-23   | true        | true
        2027-01-01   | true        | false
                     | false       |
        """,
    ),
}
