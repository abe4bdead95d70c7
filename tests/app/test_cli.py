"""The command: what it calls, and how it ends."""

import subprocess
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from app.cli import Commands, app
from sim.errors import NetworkError

Job = Callable[..., None]


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own; `arguments` are what was typed after `firewood`."""
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


def firewood(*arguments: str) -> subprocess.CompletedProcess[str]:
    return python("from app.cli import main; main()", *arguments)


def with_job(body: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`firewood` with a main job that does `body`."""
    return python(
        "import sys, types, app.cli, sim.errors\n"
        "job = types.ModuleType('app.commands.main_job')\n"
        "def run(overrides, *, quiet, as_json):\n"
        f"    {body}\n"
        "job.run = run\n"
        "sys.modules['app.commands.main_job'] = job\n"
        "app.cli.main()\n",
        *arguments,
    )


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str], bool, bool]]:
    """What was called: the command, its overrides, quiet and as_json."""
    calls: list[tuple[str, list[str], bool, bool]] = []

    def recorder(name: str) -> Job:
        def run(overrides: list[str], *, quiet: bool, as_json: bool) -> None:
            calls.append((name, overrides, quiet, as_json))

        return run

    for name in ("main_job", "run"):
        module: Any = ModuleType(f"app.commands.{name}")
        module.run = recorder(name)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return calls


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ([], ("main_job", [], False, False)),
        (["network=trust_a"], ("main_job", ["network=trust_a"], False, False)),
        (["--quiet"], ("main_job", [], True, False)),
        (["-q", "seed=1", "--json"], ("main_job", ["seed=1"], True, True)),
        (["~shocks", "+seed=1"], ("main_job", ["~shocks", "+seed=1"], False, False)),
        (["-m", "seed=1"], ("main_job", ["seed=1"], False, False)),
        (["run"], ("run", [], False, False)),
        (["run", "seed=1", "weeks=9"], ("run", ["seed=1", "weeks=9"], False, False)),
        (["run", "seed=1", "--quiet", "weeks=9"], ("run", ["seed=1", "weeks=9"], True, False)),
        (["--quiet", "run", "seed=1"], ("run", ["seed=1"], True, False)),
        (["--json", "run"], ("run", [], False, True)),
        (["run", "seed=1", "--multirun"], ("run", ["seed=1"], False, False)),
        (["--multirun", "run", "-m", "seed=1"], ("run", ["seed=1"], False, False)),
    ],
)
def test_what_was_typed_reaches_its_command(
    called: list[tuple[str, list[str], bool, bool]], typed: list[str], expected: tuple[str, list[str], bool, bool]
) -> None:
    result = CliRunner().invoke(app, typed)
    assert result.exit_code == 0, result.output
    assert called == [expected]


@pytest.mark.parametrize(
    "typed", [["--help"], ["--quiet", "--help"], ["run", "--help"], ["--version"], ["params", "seed"]]
)
def test_asking_does_not_start_the_main_job(called: list[tuple[str, list[str], bool, bool]], typed: list[str]) -> None:
    result = CliRunner().invoke(app, typed)
    assert result.exit_code == 0, result.output
    assert called == []


def test_help_names_every_command_but_the_main_job() -> None:
    text = CliRunner().invoke(app, ["--help"]).output
    listed = text.partition("Commands:")[2]
    group = get_command(app)
    assert isinstance(group, Commands)
    for name, command in group.commands.items():
        assert (f"  {name} " in listed) != command.hidden


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["rnu"], "There is no command rnu; did you mean run?"),
        (["parms", "talk"], "did you mean params?"),
        (["staff.csv"], "There is no command staff.csv (commands: run, "),
        (["--nosuch"], "--nosuch"),
        (["run", "--nosuch"], "--nosuch"),
        (["params", "taalk"], "nearest: talk"),
    ],
)
def test_what_is_typed_wrong_ends_with_2(typed: list[str], told: str) -> None:
    result = firewood(*typed)
    assert result.returncode == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_version() -> None:
    result = firewood("--version")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("firewood 0.")


@pytest.mark.parametrize("kind", ["ConfigError", "NetworkError", "OutputError"])
def test_a_mistake_of_the_user_ends_with_2_and_its_message_alone(kind: str) -> None:
    result = with_job(f"raise sim.errors.{kind}('row 3: no such person')")
    assert (result.returncode, result.stdout, result.stderr) == (2, "", "row 3: no such person\n")


def test_a_scenario_that_cannot_be_ends_with_2_and_every_mistake() -> None:
    result = with_job("from experiments.compose import compose; compose(overrides)", "weeks=-1", "network.siz=3")
    assert result.returncode == 2
    assert result.stderr.splitlines()[0] == "The scenario has 2 mistakes:"


def test_being_interrupted_ends_with_130_and_says_what_is_finished() -> None:
    result = with_job("print('one result'); raise KeyboardInterrupt('3 of 40 runs are kept in outputs/runs.')")
    assert result.returncode == 130
    assert result.stdout == "one result\n"
    assert result.stderr == "Interrupted. 3 of 40 runs are kept in outputs/runs.\n"


def test_a_fault_of_firewood_ends_with_1_and_keeps_its_traceback() -> None:
    result = with_job("return 1 / 0")
    assert result.returncode == 1
    assert result.stderr.startswith("Firewood itself is at fault")
    assert "Traceback" in result.stderr
    assert "ZeroDivisionError" in result.stderr


@pytest.mark.parametrize("lines", [1, 100_000])
def test_a_reader_that_went_away_is_no_fault(lines: int) -> None:
    code = (
        "import os, sys, types, app.cli\n"
        "job = types.ModuleType('app.commands.main_job')\n"
        f"job.run = lambda overrides, **options: print('a line\\n' * {lines})\n"
        "sys.modules['app.commands.main_job'] = job\n"
        "reading, writing = os.pipe()\n"
        "os.close(reading)\n"
        "os.dup2(writing, 1)\n"
        "app.cli.main()\n"
    )
    result = python(code)
    assert (result.returncode, result.stderr) == (141, "")


def test_mistakes_are_told_the_same_when_called_from_python(monkeypatch: pytest.MonkeyPatch) -> None:
    module: Any = ModuleType("app.commands.run")

    def run(overrides: list[str], **options: bool) -> None:
        raise NetworkError("no file there")

    module.run = run
    monkeypatch.setitem(sys.modules, "app.commands.run", module)
    result = CliRunner().invoke(app, ["run"])
    assert (result.exit_code, result.stderr) == (2, "no file there\n")
