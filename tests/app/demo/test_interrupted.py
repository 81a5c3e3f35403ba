"""The demo is ended in the middle of its loading, and goes on where it stood."""

import signal
from pathlib import Path

import pytest

from shudao.access import facade as access
from shudao.app.demo import sample
from shudao.app.installation import attach
from shudao.evidence import facade as evidence
from shudao.kernel.settings import Settings
from tests.app.programs import Program, address_of, shudao_up

SCALE = "1000"
# A line the demo prints, and how it is ended right after it: while the next step writes.
ENDS = (
    ("完成  定机制", signal.SIGINT),
    # The next step is ingestion: rows are on their way through the write door.
    ("入湖检查", signal.SIGKILL),
)


@pytest.mark.long
def test_ended_while_it_loads_no_process_stays_and_what_was_loaded_is_there(tmp_path: Path):
    settings = Settings(data_dir=tmp_path / "样例 city")
    for line, how in ENDS:
        with shudao_up(settings.data_dir, "demo", "--once", "--scale", SCALE, until=line) as program:
            assert program.stop(how) == [], how
            assert program.process.returncode != 0
    assert kept(program)[0] == "定机制", "the second start did again what the first had done"
    with shudao_up(settings.data_dir) as program:
        address_of(program)
        with attach(settings, pool_size=1) as opened, opened.database.unit_of_work() as uow:
            assert access.account_by_login(uow, "police.zhou") is not None
            assert evidence.verify(uow, settings).ok
        assert program.stop(signal.SIGTERM) == []
    sample.remove(settings, lambda: True, including_own=False)
    assert list(settings.data_dir.iterdir()) == []


def kept(program: Program) -> list[str]:
    """Steps of which it said that they were there already."""
    return [line.split()[1] for line in program.said if line.startswith("保留")]
