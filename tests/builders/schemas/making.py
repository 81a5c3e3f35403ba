"""A made-up schema of a city's departments: business tables, code tables, and look-alikes that are none.

Everything follows from the seed.
"""

import random

from tests.builders.schemas.business import BusinessTables
from tests.builders.schemas.code_tables import CodeTables
from tests.builders.schemas.look_alikes import LookAlikes
from tests.builders.schemas.truth import TrueTable

__all__ = ["CODE_TABLES", "LOOK_ALIKES", "TABLES", "make_schema"]

TABLES, CODE_TABLES, LOOK_ALIKES = 600, 80, 40


def make_schema(seed: int, tables: int = TABLES) -> list[TrueTable]:
    """The truth; of fewer tables the same share is of each role."""
    codes_wanted, others_wanted = tables * CODE_TABLES // TABLES, tables * LOOK_ALIKES // TABLES
    chance, taken = random.Random(seed), set[str]()
    codes = [CodeTables(chance, taken).code_table(at) for at in range(codes_wanted)]
    others = [LookAlikes(chance, taken).look_alike(at) for at in range(others_wanted)]
    business = BusinessTables(chance, taken)
    made = [*codes, *others]
    made += [business.business(at, codes) for at in range(tables - codes_wanted - others_wanted)]
    chance.shuffle(made)
    return made
