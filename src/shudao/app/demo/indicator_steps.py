"""Indicators of the city: defined by departments, published by the bureau, computed over the lake."""

from datetime import date

from shudao.analytics import facade as analytics
from shudao.app.demo import city
from shudao.app.demo.account import Line
from shudao.app.demo.cast import LOADER, actor
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.kernel.paging import PageQuery

__all__ = ["publish_and_compute"]

PUBLISHER = "bureau.he"


def publish_and_compute(installed: Installation, line: Line) -> None:
    """Define what `indicators.yaml` describes, publish it, and compute the periods it names."""
    described = city.load("indicators.yaml")
    with installed.database.unit_of_work() as uow:
        if architecture.list_indicators(uow, PageQuery(limit=1), by=LOADER).total:
            line.kept = True
            return
        made = architecture.define_described(uow, described, by=LOADER)
        publisher = actor(uow, PUBLISHER)
        for each in made:
            architecture.submit_indicator(uow, each.code, by=LOADER)
            architecture.publish_indicator(uow, each.code, by=publisher)
    line.note(f"{len(described['terms'])} 个限定与维度，{len(made)} 个指标")
    codes = {each["key"]: indicator for each, indicator in zip(described["indicators"], made, strict=True)}
    day = date.fromisoformat(described["compute"]["as_of"])
    for key, periods in described["compute"]["periods"].items():
        run = analytics.compute_indicator(
            installed.database, installed.settings, codes[key].code, as_of=day, periods=periods, by=LOADER
        )
        line.note(f"{codes[key].name}：{run.values} 个数值")
