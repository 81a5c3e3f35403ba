"""Background work of the architecture."""

from shudao.architecture import grading, search_rebuild, searching
from shudao.architecture.tables import LoweringRow
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
