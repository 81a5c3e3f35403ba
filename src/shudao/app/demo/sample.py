"""Which folders hold the sample city, and how it is taken away again."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shudao import __version__
from shudao.app import migrate
from shudao.app.demo.additions import Added, added_to
from shudao.app.installation import attach, prepare_folders
from shudao.app.postgres import facade as postgres
from shudao.kernel.errors import Conflict, Invalid, NotFound
from shudao.kernel.files import write_atomically
from shudao.kernel.ids import new_id
from shudao.kernel.settings import Settings

__all__ = ["NoSample", "NotASample", "RemovalRefused", "Removed", "SampleHoldsMore", "is_sample", "mark", "remove"]

MARK = Path("sample") / "installation.json"
# What is being deleted lies here, so that a removal that was interrupted is finished by the next.
DOOMED = ".removed-sample"
# All that an installation makes in DATA. What is not named here is somebody's own and stays.
MADE = ("postgres", "lake", "evidence", "keys", "staging", "logs", "sample", "run")


class NotASample(Conflict):
    code = "app.not_a_sample"
    zh = "“{data}”中的安装不是样例城市。"
    en = "The installation in {data} is not the sample city."
    next_zh = "样例请放在自己的目录中：make demo DATA=目录，或 shudao --data 目录 demo。"
    next_en = "Keep the sample in a folder of its own: make demo DATA=FOLDER, or shudao --data FOLDER demo."


class NoSample(NotFound):
    code = "app.no_sample"
    zh = "“{data}”中没有样例城市。"
    en = "There is no sample city in {data}."
    next_zh = "请用 --data 指明样例所在的目录。"
    next_en = "Name its folder with --data."


class SampleHoldsMore(Conflict):
    code = "app.sample_holds_more"
    zh = "样例中另有 {count} 项不是样例自带的内容，移除后无法找回。"
    en = "{count} things in it did not come with the sample; removing it would lose them for good."
    next_zh = "请先备份（shudao backup）；确要一并移除，请加 --yes --including-own。"
    next_en = "Make a backup first (shudao backup); to remove them as well, add --yes --including-own."


class RemovalRefused(Invalid):
    code = "app.removal_not_confirmed"
    zh = "没有确认，什么都没有移除。"
    en = "It was not confirmed; nothing was removed."
    next_zh = "确要移除，请加 --yes。"
    next_en = "To remove it, add --yes."


@dataclass(frozen=True)
class Removed:
    """What is gone, and what stayed: files of somebody's own, and what links lead to."""

    folder: Path
    removed: tuple[str, ...]
    left: tuple[str, ...]
    added: tuple[Added, ...]


def is_sample(data_dir: Path) -> bool:
    return (data_dir / MARK).is_file() or (data_dir / DOOMED).is_dir()


def mark(settings: Settings) -> None:
    """Say that this folder holds the sample city, before anything else is made in it. Raises `NotASample`."""
    if (settings.data_dir / MARK).is_file():
        return
    if postgres.has_cluster(settings.data_dir):
        raise NotASample(data=settings.data_dir)
    prepare_folders(settings)
    file = settings.data_dir / MARK
    file.parent.mkdir(mode=0o700, exist_ok=True)
    write_atomically(file, json.dumps({"made_by": "shudao demo", "version": __version__}).encode(), mode=0o600)


def remove(settings: Settings, confirm: Callable[[], bool], *, including_own: bool) -> Removed:
    """Take the sample city away and leave the folder ready for `init`; nothing may run in it.

    `confirm` is asked once it is known that nothing was added, or that this goes too. Raises `NotASample`, `NoSample`,
    `SampleHoldsMore`, `RemovalRefused`, and what starting the database raises.
    """
    folder = settings.data_dir
    if settings.records_dsn is not None or not is_sample(folder):
        raise NotASample(data=folder) if postgres.has_cluster(folder) else NoSample(data=folder)
    added = _added_to(settings) if postgres.has_cluster(folder) else ()
    if added and not including_own:
        raise SampleHoldsMore(count=len(added), details=[vars(each) for each in added])
    if not confirm():
        raise RemovalRefused
    with postgres.held(folder):
        removed, left = _delete(folder)
    if settings.lake_url is not None:
        left = (*left, settings.lake_url)
    return Removed(folder, removed, left, added)


def _added_to(settings: Settings) -> tuple[Added, ...]:
    with postgres.EmbeddedPostgres(settings.data_dir) as server:
        migrate.upgrade(server.info.dsn("shudao_owner", driver="sqlalchemy"))
        with attach(settings, pool_size=1) as opened, opened.database.unit_of_work() as uow:
            return added_to(uow)


def _delete(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Delete what an installation makes; gives what is gone and what stayed. Links are removed, never followed."""
    doomed = folder / DOOMED
    if doomed.is_symlink():
        doomed.unlink()
    doomed.mkdir(mode=0o700, exist_ok=True)
    removed, left = [], []
    for name in MADE:
        path = folder / name
        if path.is_symlink():
            left.append(f"{name} → {path.readlink()}")
            path.unlink()
        elif path.is_mount():
            _empty(path)
            removed.append(name)
        elif path.exists():
            # Renaming first, so that no start can ever find half an installation.
            path.rename(doomed / f"{name}-{new_id()}")
            removed.append(name)
    shutil.rmtree(doomed)
    return tuple(removed), (*(path.name for path in sorted(folder.iterdir())), *left)


def _empty(folder: Path) -> None:
    """A mounted folder cannot be moved or removed, only what is in it."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
