"""Background work of services: serving copies follow publications and releases."""

from shudao.kernel.actor import Actor
from shudao.kernel.jobs import JobContext, job
from shudao.services import facade

__all__ = ["on_release", "refresh"]


@job("services.refresh")
def refresh(context: JobContext, code: str) -> None:
    """Make the serving copy of one service anew, or remove it when nothing is published."""
    facade.refresh_serving_copy(context.database, context.settings, code, by=Actor.system("serving-copy"))


@job("services.on_release")
def on_release(context: JobContext, release_id: str, asset_codes: list[str]) -> None:
    """New versions were released: the copies of the services over them are made anew."""
    with context.database.unit_of_work() as uow:
        facade.follow_release(uow, asset_codes)
