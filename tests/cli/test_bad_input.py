"""What a person can get wrong at the command line ends with a clear word and a status, never with a trace."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shudao.cli.main import NOUNS, build
from shudao.kernel.settings import Settings

APP = build(list(NOUNS))


@pytest.fixture
def place(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options that lead to an installation, and files a person could name by mistake."""
    assert settings.records_dsn is not None
    assert settings.owner_dsn is not None
    monkeypatch.setenv("SHUDAO_RECORDS_DSN", settings.records_dsn.get_secret_value())
    monkeypatch.setenv("SHUDAO_OWNER_DSN", settings.owner_dsn.get_secret_value())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("a file", "utf-8")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine", "utf-8")
    return ["--data", str(settings.data_dir)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("account enrol nobody", "access.unknown_account"),
        ("org show NOPE", "mechanism.unknown_organisation"),
        ("org show \udcff", "cli.argument_unreadable"),
        ("standard show DE99999", "policy.unknown_data_element"),
        ("code-table show nope", "policy.unknown_code_table"),
        ("code-table load sex bytes --title a --version 1 --organisation NOPE", "mechanism.unknown_organisation"),
        ("architecture entity NOPE", "architecture.unknown_node"),
        ("system state NOPE retired --reason 停用", "architecture.unknown_system"),
        ("catalogue show NOPE", "architecture.unknown_entry"),
        ("ledger tree NOPE", "architecture.unknown_node"),
        ("gate check NOPE", "admission.unknown_asset"),
        ("lake batches NOPE", "admission.unknown_asset"),
        ("quality check NOPE", "admission.unknown_asset"),
        ("grant revoke NOPE 不再需要", "security.unknown_grant"),
        ("share deliver NOPE", "sharing.unknown_application"),
        ("service refresh NOPE", "services.unknown_service"),
        ("service revoke-key NOPE x 停用", "services.unknown_service"),
        ("service call NOPE --key sdk_x_y", "services.key_unknown"),
        ("evidence export full", "evidence.no_checkpoint"),
        ("evidence verify --checkpoint nowhere", "cli.file_unusable"),
        ("evidence verify full --key nonsense", "evidence.malformed_key"),
        ("backup file", "cli.file_unusable"),
        ("backup full", "app.target_not_empty"),
        ("docs write file", "cli.file_unusable"),
    ],
)
def test_every_refusal_is_told_in_both_languages_with_its_code(place: list[str], words: str, code: str) -> None:
    asked = [*place, *words.split()]
    for_people = CliRunner().invoke(APP, asked)
    assert (for_people.exit_code, for_people.stdout) == (1, "")
    assert f"[{code}]" in for_people.stderr.replace("\n", "")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in for_people.stderr)
    for_machines = CliRunner().invoke(APP, [*asked, "--json"])
    assert for_machines.exit_code == 1
    assert json.loads(for_machines.stdout)["error"]["code"] == code


@pytest.mark.parametrize("data", ["file", "file/below", "nowhere", "full"])
@pytest.mark.parametrize("words", ["account list", "evidence head", "backup target", "up", "serve --role web"])
def test_a_folder_that_holds_no_installation_is_told_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SHUDAO_RECORDS_DSN", raising=False)
    (tmp_path / "file").write_text("a file", "utf-8")
    (tmp_path / "full").mkdir()
    before = sorted(tmp_path.rglob("*"))
    done = CliRunner().invoke(APP, ["--data", data, *words.split()])
    assert done.exit_code == 1
    assert "[app.not_running]" in done.stderr or "[app.no_installation]" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_settings_that_cannot_be_understood_are_named_without_their_values(
    place: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHUDAO_PORT", "geheim")
    done = CliRunner().invoke(APP, [*place, "account", "list"])
    assert (done.exit_code, "SHUDAO_PORT" in done.stderr, "geheim" in done.output) == (1, True, False)
    monkeypatch.delenv("SHUDAO_PORT")
    monkeypatch.setenv("SHUDAO_RECORDS_DSN", "geheim")
    done = CliRunner().invoke(APP, [*place, "account", "list"])
    assert (done.exit_code, "[cli.settings_invalid]" in done.stderr, "geheim" in done.output) == (1, True, False)


def test_a_server_that_does_not_answer_is_told_without_its_password(
    place: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHUDAO_RECORDS_DSN", "postgresql+psycopg://u:geheim@127.0.0.1:1/x")
    done = CliRunner().invoke(APP, [*place, "account", "list"])
    assert (done.exit_code, "[kernel.unavailable]" in done.stderr, "geheim" in done.output) == (1, True, False)


def test_a_damaged_key_file_is_told_by_its_name(place: list[str], settings: Settings) -> None:
    (settings.keys_dir / "vault.key").write_text("{", "utf-8")
    done = CliRunner().invoke(APP, [*place, "account", "list"])
    assert (done.exit_code, "[vault.damaged_key_file]" in done.stderr.replace("\n", "")) == (1, True)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"port": "x"}', "null"])
def test_a_damaged_note_of_the_running_server_is_told_as_not_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.delenv("SHUDAO_RECORDS_DSN", raising=False)
    (tmp_path / "data" / "run").mkdir(parents=True)
    (tmp_path / "data" / "run" / "postgres.json").write_text(content, "utf-8")
    done = CliRunner().invoke(APP, ["--data", str(tmp_path / "data"), "account", "list"])
    assert (done.exit_code, "[app.not_running]" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    "words",
    ["nonsense", "account nonsense", "org list --limit -1", "org list --sort x", "demo --scale 1", "serve --role x"],
)
def test_words_the_command_line_does_not_have_end_with_status_two(words: str) -> None:
    done = CliRunner().invoke(APP, words.split())
    assert (done.exit_code, "Traceback" in done.output) == (2, False)


@pytest.mark.parametrize("words", ["init", "demo --once"])
@pytest.mark.parametrize("data", ["file", "file/below", "/proc/nothing"])
def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SHUDAO_RECORDS_DSN", raising=False)
    (tmp_path / "file").write_text("a file", "utf-8")
    done = CliRunner().invoke(APP, ["--data", data, *words.split()])
    assert (done.exit_code, "[cli.file_unusable]" in done.stderr.replace("\n", "")) == (1, True), done.output


def test_the_program_itself_leaves_with_a_status_and_no_trace(tmp_path: Path) -> None:
    """As a person starts it, for what only a process of its own shows."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SHUDAO_")}
    (tmp_path / "file").write_text("a file", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "shudao.cli.main", "--data", "file", "init"],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "cli.file_unusable" in done.stderr
