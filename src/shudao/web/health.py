"""Whether this process can serve: for supervisors and load balancers; it tells nothing else."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text

from shudao import __version__
from shudao.access.http import PublicCall, public

router = APIRouter(prefix="/api/v1", tags=["health"])


class HealthOut(BaseModel):
    status: str
    version: str


@router.get("/health")
def health(call: Annotated[PublicCall, public("Supervisors ask without an account; nothing is told.")]) -> HealthOut:
    """Answers once the records database answers."""
    with call.database.unit_of_work() as uow:
        uow.session.execute(text("select 1"))
    return HealthOut(status="ok", version=__version__)
