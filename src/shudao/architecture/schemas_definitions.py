"""What of the check of table definitions crosses HTTP."""

from typing import Annotated

from pydantic import BaseModel, Field

from shudao.architecture.contracts import CheckStage, DdlClause, Severity
from shudao.architecture.schemas import Out
from shudao.connectors.harvest.contracts import Dialect
from shudao.kernel.errors import Language

SCRIPT_LIMIT = 2_000_000
"""Characters of a script that are taken: more than a system of a thousand tables has."""


class DefinitionsIn(BaseModel):
    """A script to check. Without a dialect it is told from what is written."""

    script: Annotated[str, Field(min_length=1, max_length=SCRIPT_LIMIT)]
    stage: CheckStage
    system_code: Annotated[str | None, Field(max_length=60)] = None
    dialect: Dialect | None = None
    file_name: Annotated[str, Field(max_length=200)] = "script.sql"


class TableOfFindingsIn(DefinitionsIn):
    """The same, to be told in a language as a table."""

    language: Language = "zh"


class ServiceOut(Out):
    title: str
    path: str


class DdlFindingOut(Out):
    clause: DdlClause
    clause_zh: str
    clause_en: str
    severity: Severity
    table: str
    column: str
    place: str
    zh: str
    en: str
    mend_zh: str
    mend_en: str
    reference: str
    services: list[ServiceOut]


class DdlReportOut(Out):
    """The findings, the gravest first; `passes`: nothing has to be mended before the stage is passed."""

    stage: CheckStage
    passes: bool
    tables: int
    columns: int
    code_tables: int
    matched: int
    counts: dict[Severity, int]
    findings: list[DdlFindingOut]
