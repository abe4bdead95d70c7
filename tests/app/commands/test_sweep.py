"""`firewood sweep` and its kin: what they print, how they end, what they refuse."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from experiments import open_sweep
from experiments.options import SweepOptions
from experiments.overrides import folder, job_groups
from sim.errors import NetworkError
from tests.experiments.small import asked


def typed(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards are run in this process, so that a test can reach into it."""
    from experiments.engines.worker import Worker

    monkeypatch.setattr("app.commands.sweep.engine_of", lambda *options: Worker())


@pytest.mark.usefixtures("one_process")
def test_a_sweep_from_plan_to_export(tmp_path: Path) -> None:
    path = str(tmp_path / "sweeps" / "1")
    planned = typed("sweep", *asked(tmp_path), "--plan")
    assert planned.exit_code == 0, planned.output
    assert f"firewood worker {path} --slice 1/" in planned.stdout
    assert f"{path}: 0 runs done, 24 missing, 0 failed" in typed("status", path).stdout
    assert typed("worker", path, "--slice", "1/2", "--quiet").exit_code == 0
    half = json.loads(typed("status", path, "--json").stdout)
    assert 0 < half["done"] < 24
    resumed = typed("resume", path)
    assert resumed.exit_code == 0, resumed.output
    assert "Runs: 24 of 24" in resumed.stderr
    assert "was finished" not in resumed.stderr
    again = typed("resume", path)
    assert f"{path} was finished: nothing was run." in again.stderr
    lines = typed("status", path).stdout.splitlines()
    assert lines == [f"{path}: 24 runs done, 0 missing, 0 failed", f"digest {open_sweep(path).digest}"]
    assert json.loads(typed("sweep", *asked(tmp_path), "--json", "--quiet").stdout)["digest"] == lines[1].split()[1]
    assert typed("compact", path).stdout == f"Written: {path}/runs.parquet\n"
    assert f"{path}/export/columns.csv" in typed("export", path, "--format", "jsonl").stdout


@pytest.mark.usefixtures("one_process")
def test_failed_runs_end_with_1_and_are_run_again_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(scenario: Any, surveys: Any) -> Any:
        raise NetworkError("these ties cannot be built")

    with monkeypatch.context() as patched:
        patched.setattr("experiments.shard.populations", broken)
        failed = typed("sweep", *asked(tmp_path))
    assert failed.exit_code == 1
    assert "0 runs done, 0 missing, 24 failed" in failed.stdout
    assert "24 failed: these ties cannot be built" in failed.stdout
    assert failed.stdout.splitlines()[-1].startswith("digest ")
    path = str(tmp_path / "sweeps" / "1")
    assert typed("resume", path).exit_code == 1
    assert typed("resume", path, "--retry-failed").exit_code == 0
    assert open_sweep(path).status() == (24, 0, 0)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["status", "nowhere"], "there is no such folder"),
        (["resume", "nowhere"], "there is no such folder"),
        (["worker", "nowhere", "--slice", "1/2"], "there is no such folder"),
        (["sweep", "seasoning=interval(0,1)"], "an interval needs a design"),
        (["sweep", "desing=sobol"], "did you mean design?"),
        (["sweep", "replicates=auto", "replicates.measure=practising"], "did you mean practising_final?"),
        (["run", "design=sobol"], "this is about sweeps"),
        (["run", "seasoning=0.1,0.2"], "one value at a time here"),
    ],
)
def test_mistakes_end_with_2(words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = typed(*words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert list(tmp_path.iterdir()) == [], "a mistake leaves nothing behind"


def test_a_sweep_is_resumed_as_it_was_planned(tmp_path: Path) -> None:
    path = str(tmp_path / "sweeps" / "1")
    typed("sweep", *asked(tmp_path), "--plan")
    refused = typed("resume", path, "seasoning=0.3")
    assert refused.exit_code == 2
    assert "only its engine can be another" in refused.stderr
    assert "24 runs are missing; the next replicates depend on them" in typed("resume", path, "--plan").stderr


@pytest.mark.parametrize(
    ("group", "option"), [(group, option) for group, options in job_groups().items() for option in options]
)
def test_every_option_of_a_sweep_is_known_to_its_schema_and_says_what_it_is_for(group: str, option: str) -> None:
    from omegaconf import OmegaConf

    text = (folder() / group / f"{option}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    given: Any = OmegaConf.to_container(OmegaConf.create(text))
    assert getattr(SweepOptions(**{group: given}), group).kind == option
    defaults = SweepOptions.model_fields[group].annotation
    assert defaults is not None
    assert set(given) <= set(defaults.model_fields)
