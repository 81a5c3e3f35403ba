"""Background work of the architecture."""

from datetime import timedelta

from shudao.architecture import drifting, grading, harvesting, search_rebuild, searching, watching
from shudao.architecture.tables import LoweringRow
from shudao.connectors.harvest.databases import DATABASES
from shudao.kernel.actor import Actor
from shudao.kernel.jobs import JobContext, job


@job("architecture.apply_lowering")
def apply_lowering(work: JobContext, lowering_id: str) -> None:
    """Apply a lowering that was signed for a day. The day is asked of the clock: being woken decides nothing."""
    with work.database.unit_of_work() as uow:
        made = uow.session.get(LoweringRow, lowering_id, with_for_update=True)
        if made is not None:
            grading.apply_lowering(uow, made, by=Actor.system("grade-lowering"))


@job(searching.REBUILD)
def rebuild_search(work: JobContext) -> None:
    """Make the search anew after many things changed at once."""
    with work.database.unit_of_work() as uow:
        search_rebuild.rebuild(uow)


@job(harvesting.HARVEST_JOB)
def harvest(work: JobContext, run_id: str) -> None:
    """Read a source's schema and propose an architecture for it, as somebody asked."""
    harvesting.run_harvest(work.database, work.settings, run_id)


@job(watching.WATCH_JOB)
def watch_sources(work: JobContext) -> None:
    """Enqueue a comparison of each database that is due, and come by again. The clock says what is due."""
    every = timedelta(hours=work.settings.drift_check_hours)
    with work.database.unit_of_work() as uow:
        for code in drifting.sources_to_check(uow, tuple(DATABASES), every):
            uow.enqueue(watching.CHECK_JOB, lock=f"harvest/{code}", queueing_lock=f"drift/{code}", source_code=code)
        watching.schedule_watch(uow)


@job(watching.CHECK_JOB)
def check_source(work: JobContext, source_code: str) -> None:
    """Compare the live schema of one source with its register."""
    harvesting.check_source(work.database, work.settings, source_code, by=Actor.system("drift"))
