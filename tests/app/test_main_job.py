"""`firewood`: four organisations, told, drawn and kept."""

import io
import json
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest

from app.commands import main_job, main_plan
from app.job import command
from experiments.compose import compose
from experiments.run import run_replicates
from sim.errors import ConfigError, OutputError, ScenarioError

SMALL = ("network.size=40", "weeks=60", "replicates=3", "support.end=8", "threads=1")
NAMES = ["Trust A, seasoned", "Trust A, damp", "Trust D, seasoned", "Trust D, damp"]
FILES = {
    *(f"{figure}.{form}" for figure in ("fires", "ties") for form in ("png", "svg")),
    "config.yaml",
    "provenance.json",
    "runs.csv",
    "runs.parquet",
    "weekly.parquet",
}


class Told(NamedTuple):
    """What a job printed, and where its results are."""

    out: str
    err: str
    outputs: Path


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The job by default, with all that it prints and draws."""
    outputs, out, err = tmp_path_factory.mktemp("told"), io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patched:
        patched.setenv("COLUMNS", "80")
        main_job.run([*SMALL, f"outputs={outputs}"], quiet=False, as_json=False)
    return Told(out.getvalue(), err.getvalue(), outputs)


@pytest.fixture(scope="module")
def seventh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the job with seeds from 7 on says as JSON."""
    outputs, out, err = tmp_path_factory.mktemp("seventh"), io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        main_job.run([*SMALL, f"outputs={outputs}", "seed=7"], quiet=True, as_json=True)
    assert err.getvalue() == ""
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def as_json(capsys: pytest.CaptureFixture[str], outputs: Path, *overrides: str) -> dict[str, Any]:
    main_job.run([*SMALL, f"outputs={outputs}", *overrides], quiet=True, as_json=True)
    said = capsys.readouterr()
    assert said.err == ""
    found: dict[str, Any] = json.loads(said.out)
    return found


def printed(capsys: pytest.CaptureFixture[str], outputs: Path, *overrides: str, quiet: bool = False) -> str:
    main_job.run([*SMALL, f"outputs={outputs}", *overrides], quiet=quiet, as_json=False)
    return capsys.readouterr().out


def numbers(organisation: dict[str, Any]) -> dict[str, Any]:
    """All of an organisation's results but what it is called."""
    return {name: value for name, value in organisation.items() if name not in ("name", "verdict")}


def test_four_organisations_by_default_each_with_the_same_seeds(seventh: dict[str, Any]) -> None:
    said = seventh
    assert [each["name"] for each in said["organisations"]] == NAMES
    assert said["seeds"] == [7, 8, 9]
    assert {each["n"] for each in said["organisations"]} == {3}
    assert [contrast["differs"] for contrast in said["contrasts"]] == ["context", "context", "ties", "ties"]
    for each in said["organisations"]:
        assert sum(each["outcomes"].values()) == 3
    table = pd.read_csv(Path(said["outputs"]) / "runs.csv")
    assert table.groupby("organisation")["seed"].apply(list).tolist() == [[7, 8, 9]] * 4


def test_each_is_what_firewood_run_would_run(seventh: dict[str, Any]) -> None:
    scenario = compose([*SMALL, "network=trust_d", "context=damp"]).scenario
    (fire,) = run_replicates([scenario], range(7, 10)).fires
    assert seventh["organisations"][3]["practising_final"]["value"] == pytest.approx(
        sorted(outcome.practising for outcome in fire.outcomes)[1]
    )


@pytest.mark.usefixtures("undrawn")
def test_outcomes_come_from_ties_and_context_not_from_names(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seventh: dict[str, Any]
) -> None:
    words = main_plan._ties_in_words
    exchanged = {"trust_a": "trust_d", "trust_d": "trust_a"}
    monkeypatch.setattr(main_plan, "_ties_in_words", lambda kind, path: words(exchanged[kind], path))
    after = as_json(capsys, tmp_path, "seed=7")
    assert [each["name"] for each in after["organisations"]] == [NAMES[2], NAMES[3], NAMES[0], NAMES[1]]
    assert [numbers(each) for each in after["organisations"]] == [numbers(each) for each in seventh["organisations"]]


@pytest.mark.usefixtures("undrawn")
def test_the_same_job_gives_the_same_in_its_own_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    one, again, other = (as_json(capsys, tmp_path, f"seed={seed}") for seed in (1, 1, 2))
    assert one == again
    assert one["digest"] != other["digest"]
    assert Path(one["outputs"]) == tmp_path / "main" / "1"
    assert Path(other["outputs"]) == tmp_path / "main" / "2"


def test_everything_is_written(seventh: dict[str, Any]) -> None:
    folder = Path(seventh["outputs"])
    assert {path.name for path in folder.iterdir()} == FILES
    for figure in ("fires.png", "fires.svg", "ties.png", "ties.svg"):
        assert (folder / figure).stat().st_size > 20_000
    assert pd.read_parquet(folder / "weekly.parquet")["organisation"].unique().tolist() == NAMES


def see_that_it_fits(text: str, outputs: Path, width: int) -> None:
    assert max(len(line) for line in text.splitlines() if str(outputs) not in line) <= width
    assert "…" not in text
    rows = {line[:24].strip(): re.findall(r"\S+ \(\S+\)|\S+", line[24:]) for line in text.splitlines()}
    for label in ("at one year", "when support ended", "Knowledge mobilised", "Locked in", "Smoke"):
        assert len(rows[label]) == 4, label
    for words in ("Outcome of most runs", "of 3", "95 % interval", "Talk answered", "Untrained in talk"):
        assert words in text


def test_the_table_fits_80_columns_and_loses_nothing(first: Told) -> None:
    see_that_it_fits(first.out, first.outputs, 80)


@pytest.mark.usefixtures("undrawn")
def test_the_table_fits_120_columns_and_loses_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    see_that_it_fits(printed(capsys, tmp_path), tmp_path, 120)


def test_it_says_why_and_what_to_try_next(first: Told) -> None:
    text = " ".join(first.out.split())
    for part in (
        "What happened",
        "Trust A's ties, seasoned or damp:",
        "The damp context, Trust A or Trust D:",
        "Changing only the context moves final practising by",
        "What to try next",
        "firewood run experiment=season_first",
        "A thinking aid, not a forecast: the talk's five trusts support explanation, not prediction.",
        "The same job again replaces this folder",
    ):
        assert part in text
    assert text.index("What to try next") > text.index("What happened")


@pytest.mark.usefixtures("undrawn")
def test_quiet_prints_the_table_and_its_caution_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = printed(capsys, tmp_path, quiet=True)
    assert "at one year" in text
    assert text.rstrip().endswith("prediction.")
    assert "What happened" not in text
    assert (tmp_path / "main" / "1" / "fires.png").exists()


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (["network=trust_a"], ["Trust A, seasoned", "Trust A, damp"]),
        (["context=damp"], ["Trust A, damp", "Trust D, damp"]),
        (["network=distributed,centralised", "context=edge"], ["Distributed, edge", "Centralised, edge"]),
        (["seasoning=0.7"], ["Trust A, seasoning 0.7", "Trust D, seasoning 0.7"]),
        (["network=trust_d", "context=damp"], ["Trust D, damp"]),
        (["network.kind=trust_a"], ["Trust A, seasoned", "Trust A, damp"]),
    ],
)
def test_what_is_typed_takes_the_place_of_a_pair(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, typed: list[str], names: list[str]
) -> None:
    said = as_json(capsys, tmp_path, *typed)
    assert [each["name"] for each in said["organisations"]] == names


@pytest.mark.usefixtures("undrawn")
def test_what_is_typed_holds_for_all(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = as_json(capsys, tmp_path, "leadership.fear=1")
    assert {each["safety"] for each in said["organisations"]} == {0.0}


@pytest.mark.usefixtures("undrawn")
def test_a_survey_is_run_in_both_contexts_and_described(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    rows = [f"p{i},p{(i + step) % 20}" for i in range(20) for step in (1, 2, 5)]
    path.write_text("source,target\n" + "\n".join(rows) + "\n")
    main_job.run(
        ["network=survey", f"network.path={path}", "weeks=60", "replicates=2", f"outputs={tmp_path}"],
        quiet=False,
        as_json=False,
    )
    text = capsys.readouterr().out
    assert "20 people, of whom 20 named anyone" in text
    assert "staff.csv" in text
    assert "seasoned or damp" in text


@pytest.mark.parametrize(
    ("typed", "error", "told"),
    [
        ("experiment=talk_cut", ConfigError, "Did you mean firewood run .*experiment=talk_cut"),
        ("name=Leeds", ConfigError, "makes and names its own"),
        ("organisations[0].seasoning=1", ConfigError, "makes and names its own"),
        ("network=trusta", ConfigError, "did you mean trust_a"),
        ("weeks=-1", ScenarioError, "weeks: -1 is out of range"),
    ],
)
def test_mistakes_are_told_before_anything_is_run(
    tmp_path: Path, typed: str, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        main_job.run([*SMALL, f"outputs={tmp_path}", typed], quiet=True, as_json=False)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="results cannot be written here"):
        main_job.run([*SMALL, f"outputs={tmp_path / 'file'}"], quiet=True, as_json=False)


def test_elsewhere_than_on_a_terminal_progress_is_plain_lines(first: Told) -> None:
    lines = first.err.splitlines()
    assert [line for line in lines if line.startswith("Runs")][-1] == "Runs: 12 of 12"
    assert not any("\x1b" in line for line in lines)


@pytest.mark.usefixtures("undrawn")
def test_on_a_terminal_there_is_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", screen)
    main_job.run([*SMALL, f"outputs={tmp_path}"], quiet=False, as_json=True)
    assert "━" in screen.getvalue()
    assert "12/12" in screen.getvalue()


def test_an_interruption_keeps_what_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import app.job

    run = app.job.run_replicates

    def stopped(scenarios: Any, seeds: Any, *, progress: Any, threads: int | None) -> Any:
        def stop(done: int) -> None:
            if done == 9:
                raise KeyboardInterrupt

        return run(scenarios, seeds, threads=1, progress=stop)

    monkeypatch.setattr(app.job, "run_replicates", stopped)
    with pytest.raises(KeyboardInterrupt, match=r"8 of 12 runs are kept in .*main/1"):
        main_job.run([*SMALL, f"outputs={tmp_path}"], quiet=True, as_json=False)
    assert len(pd.read_csv(tmp_path / "main" / "1" / "runs.csv")) == 8


def test_a_command_to_try_keeps_what_was_typed() -> None:
    typed = ["+seed=3", "context=edge", "seasoning=0.3", "name='a b'"]
    assert command("firewood", typed, "context=damp") == "$ firewood +seed=3 'name='\"'\"'a b'\"'\"'' context=damp"
