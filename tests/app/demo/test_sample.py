"""The sample city goes away when asked, whole and alone: never what somebody has added, never what lies elsewhere."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.admission.contracts import AssetColumn, Layer, NewAsset
from shudao.app import migrate
from shudao.app.demo import sample
from shudao.app.demo.load import mechanism as load_mechanism
from shudao.app.initialise import initialise
from shudao.app.installation import attach
from shudao.app.postgres.facade import EmbeddedPostgres, has_cluster
from shudao.cli.main import build
from shudao.kernel.actor import Actor
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.sharing.contracts import Profile
from tests.app.conftest import copy_of

BY = Actor.system("test")


@contextmanager
def working_in(data_dir: Path) -> Iterator[UnitOfWork]:
    with (
        EmbeddedPostgres(data_dir),
        attach(Settings(data_dir=data_dir), pool_size=1) as opened,
        opened.database.unit_of_work() as uow,
    ):
        yield uow


@pytest.fixture(scope="module")
def founded(module_place: Path) -> Path:
    """A sample city as far as its organisations, people and accounts, as a demo that was stopped there leaves it."""
    settings = Settings(data_dir=module_place / "founded")
    sample.mark(settings)
    with EmbeddedPostgres(settings.data_dir) as server:
        migrate.upgrade(server.info.dsn("shudao_owner", driver="sqlalchemy"))
    with working_in(settings.data_dir) as uow:
        load_mechanism.load_organisations(uow)
        load_mechanism.load_people(uow)
    return settings.data_dir


@pytest.fixture
def data(founded: Path, place: Path) -> Path:
    return copy_of(founded, place / "样例 sample")


def command(data_dir: Path, *words: str, status: int = 0) -> dict[str, Any]:
    """`shudao sample remove`, as JSON."""
    done = CliRunner().invoke(build(["sample"]), ["--data", str(data_dir), "sample", "remove", "--json", *words])
    assert done.exit_code == status, done.output
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def refusal(data_dir: Path, *words: str) -> str:
    return str(command(data_dir, *words, status=1)["error"]["code"])


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_it_is_removed_when_confirmed_and_the_folder_takes_a_new_installation(data: Path):
    before = names(data)
    assert refusal(data) == "app.removal_not_confirmed"
    assert names(data) == before
    (data / "settings.env").write_text("SHUDAO_ENGINE_THREADS=1\n")
    told = command(data, "--yes")
    assert set(told["removed"]) == before
    assert (names(data), told["left"]) == ({"settings.env"}, ["settings.env"])
    initialise(Settings(data_dir=data), "数据局", "110100", Profile.DECREE_809)
    assert refusal(data, "--yes", "--including-own") == "app.not_a_sample"


def test_what_somebody_added_is_listed_and_kept_until_it_is_given_up_by_name(data: Path):
    with working_in(data) as uow:
        organisations = load_mechanism.organisation_ids(uow)
        access.create_account(uow, "wang.own", "王自有", None, None, by=BY)
        own = NewAsset(
            code="dm_own",
            layer=Layer.DM,
            title="自有表",
            organisation_id=organisations["LC-GA"],
            columns=(AssetColumn("id", "编号", "text"),),
            inputs=("sdi_population",),
        )
        admission.register_asset(uow, own, by=BY)
    for words in ((), ("--yes",), ("--including-own",)):
        told = command(data, *words, status=1)["error"]
        assert told["code"] == "app.sample_holds_more"
        assert {(each["kind"], each["code"]) for each in told["details"]} == {
            ("账号", "wang.own"),
            ("数据集", "dm_own"),
        }
    assert has_cluster(data)
    assert {each["code"] for each in command(data, "--yes", "--including-own")["added"]} == {"wang.own", "dm_own"}
    assert names(data) == set()


def test_links_are_cut_and_what_they_lead_to_stays(data: Path, place: Path):
    outside = place / "elsewhere"
    outside.mkdir()
    (outside / "mine.parquet").write_text("mine")
    (data / "lake").symlink_to(outside)
    (data / "sample" / "nested").symlink_to(outside)
    (data / "sample" / "deeper").mkdir()
    (data / "sample" / "deeper" / "file").symlink_to(outside / "mine.parquet")
    told = command(data, "--yes")
    assert told["left"] == [f"lake → {outside}"]
    assert names(data) == set()
    assert (outside / "mine.parquet").read_text() == "mine"


def test_a_running_one_is_not_touched(data: Path):
    with EmbeddedPostgres(data):
        before = names(data)
        assert refusal(data, "--yes") == "app.postgres_already_owned"
        assert names(data) == before


def test_a_removal_that_was_interrupted_is_finished_by_the_next(data: Path):
    """Killed after everything was put aside, before it was deleted."""
    aside = data / sample.DOOMED
    aside.mkdir()
    for name in names(data) - {aside.name}:
        (data / name).rename(aside / name)
    command(data, "--yes")
    assert names(data) == set()


def test_an_installation_of_ones_own_is_neither_removed_nor_filled_with_samples(data_dir: Path, place: Path):
    assert refusal(data_dir, "--yes", "--including-own") == "app.not_a_sample"
    assert has_cluster(data_dir)
    with pytest.raises(sample.NotASample):
        sample.mark(Settings(data_dir=data_dir))
    assert refusal(place / "nothing", "--yes") == "app.no_sample"
    assert not (place / "nothing").exists()
