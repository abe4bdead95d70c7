"""One of a thing is told as one, wherever a sweep is spoken of."""

import re
from pathlib import Path

from typer.testing import CliRunner

from analysis.sweeps.state import bare_rows, lacking_runs
from app.cli import app
from experiments.counted import counted, some_of, they_are, verb
from tests.experiments.small import SMALL

FEW = r"\b1 (runs|points|shards|rows|replicates|arms|blocks|slices)\b|\b1 \w+ are\b"


def typed(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code in (0, 2), result.output
    return str(result.output)


def test_numbers_and_nouns() -> None:
    assert [counted(n, "run") for n in (0, 1, 2_000)] == ["0 runs", "1 run", "2,000 runs"]
    assert counted(2, "trajectory", "trajectories") == "2 trajectories"
    assert [they_are(n, "run") for n in (1, 3)] == ["1 run is", "3 runs are"]
    assert [some_of(1, of, "point") for of in (1, 9)] == ["1 of 1 point", "1 of 9 points"]
    assert [verb(n, "lacks", "lack") for n in (0, 1, 2)] == ["lack", "lacks", "lack"]
    assert bare_rows(1) == "1 row of the design leaves a parameter empty; it is left out."
    assert lacking_runs(1, 4, "trajectory", "trajectories") == "1 of 4 trajectories lacks a run, and is left out."


def test_a_sweep_of_one_run_is_told_as_one(tmp_path: Path) -> None:
    words = [*SMALL, "replicates=1", f"outputs={tmp_path}"]
    path = str(tmp_path / "sweeps" / "1")
    planned = typed("sweep", *words, "--plan")
    assert "1 run of 1 point, 1 of them new" in planned
    assert "is planned in 1 shard." in planned
    refused = typed("resume", path, "--plan")
    assert "1 run is missing; the next" in refused
    begun = typed("status", path)
    done = typed("resume", path, "engine.processes=1")
    assert f"{path}: 1 run done, 0 missing, 0 failed" in done
    analysed = [typed("analyse", "replicates", path), typed("report", path)]
    phase = typed("analyse", "phase", path)
    for text in (planned, refused, begun, done, *analysed, phase):
        assert not re.search(FEW, text), text


def test_an_analysis_of_one_run_a_point_is_told_so(tmp_path: Path) -> None:
    words = [*SMALL, "seasoning=0.2,0.8", "programme.volume=0.1,0.4", "replicates=1", f"outputs={tmp_path}"]
    typed("sweep", *words, "engine.processes=1", "--quiet")
    told = " ".join(typed("analyse", "phase", str(tmp_path / "sweeps" / "1")).split())
    assert "n = 4 points, 1 run each (4 runs), seed" in told
    assert not re.search(FEW, told), told
