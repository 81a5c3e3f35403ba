"""HTTP of the check of table definitions: the report, and the same as a table for spreadsheet programs."""

from typing import Annotated

from fastapi import APIRouter, Response

from shudao.access.http import Call, permitted
from shudao.architecture import facade, permissions
from shudao.architecture import schemas_definitions as schemas
from shudao.architecture.contracts import DdlReport
from shudao.connectors.harvest.sql_files import Script, read_scripts

router = APIRouter()

CheckCall = Annotated[Call, permitted(permissions.CHECK_DEFINITIONS)]
CSV = "text/csv; charset=utf-8"
TABLE: dict[int | str, dict[str, object]] = {200: {"content": {"text/csv": {}}, "description": "The findings."}}


@router.post("/definition-checks")
def check_definitions(body: schemas.DefinitionsIn, call: CheckCall) -> schemas.DdlReportOut:
    """Check the table definitions of a script against the standards in force."""
    return schemas.DdlReportOut.model_validate(_report(body, call))


@router.post("/definition-checks/table", response_class=Response, responses=TABLE)
def table_of_findings(body: schemas.TableOfFindingsIn, call: CheckCall) -> Response:
    """The findings of the same check as a CSV table."""
    content = facade.findings_as_csv(_report(body, call), body.language)
    headers = {"Content-Disposition": 'attachment; filename="findings.csv"'}
    return Response(content, media_type=CSV, headers=headers)


def _report(body: schemas.DefinitionsIn, call: Call) -> DdlReport:
    script = Script(body.file_name, body.script.encode("utf-8", "replace"), body.dialect)
    schema = read_scripts([script])
    return facade.check_definitions(call.uow, schema, body.stage, system_code=body.system_code, by=call.actor)
