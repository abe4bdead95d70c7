"""`firewood analyse …` on small sweeps that were really run: what it prints, writes and refuses."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from analysis.report.of_sweep import of_sweep
from app.cli import app
from experiments import open_sweep
from experiments.store.folder import Sweep
from experiments.sweeps import run_slice
from sim.errors import NetworkError
from tests.experiments.small import SMALL, asked, made

LEVERS = ("seasoning=interval(0,1)", "programme.volume=interval(0.05,1)")
WORDS = {
    "saltelli": (*SMALL, *LEVERS, "design=saltelli", "design.n=16"),
    "morris": (*SMALL, *LEVERS, "design=morris", "design.n=8", "network=trust_a,trust_d"),
    "sobol": (*SMALL, *LEVERS, "design=sobol", "design.n=64", "replicates=3"),
    "grid": (*SMALL, "seasoning=0.2,0.8", "programme.volume=0.1,0.5", "network=trust_a,trust_d", "replicates=4"),
}


def typed(*words: str) -> Result:
    return CliRunner().invoke(app, ["analyse", *words])


@pytest.fixture(scope="module")
def sweeps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A finished sweep of each design, by its name."""
    folder = tmp_path_factory.mktemp("sweeps")
    return {name: str(made(folder, f"sweep={name}", words=words).path) for name, words in WORDS.items()}


@pytest.mark.parametrize(
    ("command", "design", "options", "tables", "figures"),
    [
        ("sobol", "saltelli", (), ("", "-convergence"), ("", "-convergence")),
        ("morris", "morris", (), ("", "-convergence"), ("", "-convergence")),
        ("pawn", "sobol", ("--slices", "4"), ("", "-convergence"), ("", "-convergence")),
        pytest.param(
            "prim",
            "sobol",
            ("--of", "practising_final", "--above", "0.5"),
            ("", "-box", "-steps"),
            ("",),
            marks=pytest.mark.slow,
        ),
        ("emulate", "sobol", ("--folds", "2"), ("", "-held-out", "-effects", "-scales"), ("",)),
        ("replicates", "grid", (), ("", "-course"), ("",)),
        ("phase", "grid", (), ("",), ("",)),
        ("phase", "sobol", ("--bins", "3"), ("",), ("",)),
    ],
)
def test_each_prints_a_table_and_writes_tidy_data_and_figures(
    command: str, design: str, options: tuple[str, ...], tables: tuple[str, ...], figures: tuple[str, ...],
    sweeps: dict[str, str],
) -> None:  # fmt: skip
    path = Path(sweeps[design])
    before = open_sweep(path).digest
    result = typed(command, str(path), *options)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("practising_final: share of staff practising (true)")
    assert f"design={design}." in result.stdout
    runs = open_sweep(path).status().done
    assert f"({runs:,} runs)" in " ".join(result.stdout.split())
    stem = f"{command}-practising_final"
    for end in tables:
        table = pd.read_csv(path / "analysis" / f"{stem}{end}.csv")
        assert len(table)
        assert "arm" in table.columns
    for end in figures:
        assert (path / "figures" / f"{stem}{end}.png").stat().st_size > 10_000
    said = json.loads((path / "analysis" / f"{stem}.json").read_text("utf-8"))
    assert said["sweep"]["results_digest"] == before == open_sweep(path).digest, "the store is only read"
    assert said["made"]["firewood"]
    assert {"salib", "scikit-learn", "ema-workbench", "optuna"} <= said["made"]["packages"].keys()
    assert said["told"]


@pytest.mark.usefixtures("undrawn")
def test_json_has_the_table_and_the_files(sweeps: dict[str, str]) -> None:
    found = json.loads(typed("morris", sweeps["morris"], "--json", "--quiet").stdout)
    assert [each["arm"] for each in found["found"]] == ["network=trust_a"] * 2 + ["network=trust_d"] * 2
    assert all(Path(file).is_file() for file in found["files"])
    assert found["n"].endswith("1 run each (46 runs), seed 0") or "1 run each" in found["n"]


@pytest.mark.usefixtures("undrawn")
def test_quiet_is_only_the_table(sweeps: dict[str, str]) -> None:
    result = typed("replicates", sweeps["grid"], "--quiet")
    assert "Written" not in result.stdout
    assert "half-width" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("words", "design", "told"),
    [
        (["sobol"], "grid", "Make one with: firewood sweep design=saltelli design.n=128"),
        (["morris"], "saltelli", "firewood sweep design=morris"),
        (
            ["pawn", "--of", "practising"],
            "sobol",
            "--of practising: runs have no such number; did you mean practising_",
        ),
        (["pawn", "--of", "burnin"], "sobol", "did you mean burning?"),
        (["prim"], "sobol", "no run has this number (192 end before the outcome is decided: weeks=…)"),
        (["prim", "--of", "practising_final"], "sobol", "say --above X or --below X"),
        (["replicates"], "saltelli", "no point has 3 runs"),
        (["phase", "--up", "talk.sessions"], "sobol", "this is not varied"),
        (["phase", "--across", "volume"], "sobol", "did you mean programme.volume?"),
    ],
)
def test_mistakes_end_with_2(words: list[str], design: str, told: str, sweeps: dict[str, str]) -> None:
    result = typed(words[0], sweeps[design], *words[1:])
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_no_sweep_and_no_such_analysis() -> None:
    assert "there is no such folder" in typed("sobol", "nowhere").stderr
    unknown = typed("sobl", "nowhere")
    assert unknown.exit_code == 2
    assert "There is no command analyse sobl; did you mean sobol?" in unknown.stderr


def planned(folder: Path, *more: str, words: tuple[str, ...]) -> Sweep:
    from experiments.plan import plan

    return plan([*asked(folder, *more, words=words), "engine.seconds=0.02"]).sweep


@pytest.mark.usefixtures("undrawn")
def test_a_sweep_that_is_not_finished_says_so(tmp_path: Path) -> None:
    found = planned(tmp_path, words=WORDS["saltelli"])
    assert "no run is done yet; firewood resume" in typed("sobol", str(found.path)).stderr
    run_slice(found, "1/2")
    status = found.status()
    assert status.missing > 0
    result = typed("pawn", str(found.path), "--slices", "2")
    assert result.exit_code == 0, result.output
    assert f"{status.missing} of 64 runs are missing" in " ".join(result.stdout.split())
    refused = typed("sobol", str(found.path))
    told = " ".join((refused.stdout + refused.stderr).split())
    assert (
        "blocks of 4 points have a run with this number at each" in told
        or "blocks lack a run, and are left out" in told
    )


@pytest.mark.usefixtures("undrawn")
def test_failed_runs_and_a_grown_design_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from experiments import shard

    words = (*SMALL, "seasoning=0.2,0.8", "programme.volume=0.1,0.5")
    populations = shard.populations

    def broken(scenario: Any, surveys: Any) -> Any:
        if scenario.seasoning == 0.8 and scenario.programme.volume == 0.5:
            raise NetworkError("these ties cannot be built")
        return populations(scenario, surveys)

    with monkeypatch.context() as patched:
        patched.setattr(shard, "populations", broken)
        run_slice(planned(tmp_path, "replicates=3", words=words), "1/1")
    found = made(tmp_path, "replicates=4", "engine.seconds=0.02", words=words)
    result = typed("replicates", str(found.path))
    told = " ".join(result.stdout.split())
    assert result.exit_code == 0, result.output
    assert "3 of 16 runs failed, and are left out" in told
    assert "The design was grown once" in told
    assert "n = 4 points, 1 to 4 runs each (13 runs), seeds 0–3" in told


@pytest.mark.usefixtures("undrawn")
def test_where_nothing_varies_there_is_nothing_to_share_out(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    idle = ("seasoning=interval(0,1)", "leadership.fear=interval(0,1)", "programme=none", "network.size=30", "weeks=60")
    words = (*idle, "support.end=8", "design=saltelli", "design.n=8")
    found = made(tmp_path, words=words)
    result = typed("sobol", str(found.path), "--of", "practising_final")
    assert result.exit_code == 0, result.output
    assert "The outcome is the same at all points" in " ".join(result.stdout.split())
    morris = made(tmp_path / "morris", words=(*idle, "support.end=8", "design=morris", "design.n=8"))
    assert typed("morris", str(morris.path), "--of", "practising_final").exit_code == 0
    assert not [each for each in recwarn if "identical" in str(each.message)]


@pytest.mark.usefixtures("undrawn")
def test_counts_are_not_told_in_percent(tmp_path: Path) -> None:
    words = (*SMALL, "seasoning=0.2,0.8", "programme.volume=0.1,0.5")
    found = made(tmp_path, "replicates=2", words=words)
    counts = typed("phase", str(found.path), "--of", "end_components").stdout
    assert "in percent" not in counts
    assert "in percent" in typed("phase", str(found.path), "--of", "practising_final").stdout


@pytest.mark.usefixtures("undrawn")
def test_each_phase_diagram_says_where_it_comes_from_and_is_once_in_a_report(tmp_path: Path) -> None:
    words = (*SMALL, "seasoning=0.2,0.8", "programme.volume=0.1,0.5")
    found = made(tmp_path / "a b", "replicates=2", words=words)
    for sides in ((), ("--across", "programme.volume", "--up", "seasoning")):
        assert typed("phase", str(found.path), *sides).exit_code == 0
    names = ["phase-practising_final", "phase-practising_final-programme.volume-seasoning"]
    assert sorted(path.stem for path in (found.path / "analysis").glob("*.json")) == names
    assert sorted(path.stem for path, _ in of_sweep(found, None).figures) == names
    (found.path / "analysis" / f"{names[0]}.json").write_text("damaged")
    report = of_sweep(found, None)
    assert [path.stem for path, _ in report.figures] == names[1:]
    assert any(f"left out here: {names[0]};" in line for line in report.answer)
    assert found.typed == f"'{found.path}'", "a space in a path is quoted where it is to be typed"


@pytest.mark.usefixtures("undrawn")
def test_seeds_are_those_that_were_run(tmp_path: Path) -> None:
    """A table may give points seeds of their own."""
    table = tmp_path / "points.csv"
    table.write_text("seed,seasoning\n100,0.2\n7,0.9\n")
    found = made(tmp_path, "design=table", f"design.file={table}", "replicates=3", words=SMALL)
    assert "(6 runs), 6 seeds from 7 to 102; design=table" in " ".join(
        typed("replicates", str(found.path)).stdout.split()
    )


def test_where_all_runs_failed_it_says_where_the_reason_stands(tmp_path: Path) -> None:
    found = made(tmp_path, "network=trust_d", "network.dyads=0.3,0.5", words=("network.size=40", "weeks=4"))
    assert "all runs failed; firewood status" in typed("replicates", str(found.path)).stderr
