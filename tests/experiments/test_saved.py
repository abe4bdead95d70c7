"""What is written of a job, read back with other tools."""

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from omegaconf import OmegaConf

from experiments.arms import Arm
from experiments.provenance import job_key, provenance
from experiments.run import Batch, run_replicates
from experiments.saved import save, scenarios_of
from sim.compiled import source_digest
from sim.errors import OutputError
from sim.measures import MEASURES
from sim.scenario import Scenario

SEEDS = (2, 3)


@pytest.fixture(scope="module")
def batch() -> Batch:
    scenarios = [Scenario(name=f"u {u}", network={"size": 40}, weeks=30, seasoning=u) for u in (0, 1)]
    return run_replicates(scenarios, SEEDS)


@pytest.fixture(scope="module")
def folder(batch: Batch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved")
    save(path, batch, {"organisation": ["a", "b"], "n": [np.float64(0.5), float("nan")], "week": [3, None]}, ["seed=2"])
    return path


def test_weekly_is_tidy_and_whole(folder: Path, batch: Batch) -> None:
    table = pd.read_parquet(folder / "weekly.parquet")
    assert list(table.columns) == ["organisation", "seed", "week", *MEASURES]
    assert len(table) == 2 * 2 * 30
    assert not table.duplicated(["organisation", "seed", "week"]).any()
    row = table[(table["organisation"] == "u 1") & (table["seed"] == 3) & (table["week"] == 29)].iloc[0]
    assert row["practising"] == pytest.approx(batch.fires[1].series["practising"][1, 29], rel=1e-6)


def test_runs_stand_in_both_forms_with_gaps_left_empty(folder: Path) -> None:
    with (folder / "runs.csv").open(newline="") as file:
        assert list(csv.reader(file)) == [["organisation", "n", "week"], ["a", "0.5", "3"], ["b", "", ""]]
    table = pd.read_parquet(folder / "runs.parquet")
    assert table["organisation"].tolist() == ["a", "b"]
    assert table["n"].isna().tolist() == [False, True]


def test_the_config_gives_the_scenarios_back(folder: Path, batch: Batch) -> None:
    config = OmegaConf.to_container(OmegaConf.load(folder / "config.yaml"))
    assert isinstance(config, dict)
    assert [Scenario(**given) for given in config["scenarios"]] == [
        Scenario(**scenario.model_dump()) for scenario in scenarios_of(batch)
    ]


def test_provenance_says_how_to_make_it_again(folder: Path, batch: Batch) -> None:
    said = json.loads((folder / "provenance.json").read_text())
    assert said["seeds"] == [2, 3]
    assert said["model"] == source_digest()
    assert said["results_digest"] == batch.digest
    assert said["overrides"] == ["seed=2"]
    assert said["job"] == job_key(scenarios_of(batch), SEEDS)
    assert {"python", "packages", "machine", "made", "commit", "firewood"} <= set(said)


def test_a_job_is_its_scenarios_and_seeds() -> None:
    one, other = Scenario(weeks=30), Scenario(weeks=31)
    keys = [job_key([one], [0, 1]), job_key([one], [0]), job_key([other], [0, 1]), job_key([one, other], [0, 1])]
    assert len(set(keys)) == 4
    assert job_key([one.changed(seed=9)], [0, 1]) == keys[0], "the seeds say it"


def test_another_survey_under_the_same_name_is_another_job(tmp_path: Path) -> None:
    """Else its results would take the place of the earlier ones; arms of a study would be taken for finished."""
    file, edges = tmp_path / "s.csv", "source,target\nann,ben\nben,cat\ncat,dan\ndan,eve\n"
    file.write_text(edges)
    scenario = Scenario(network={"kind": "survey", "path": str(file)}, weeks=30)
    arm = Arm("arm", scenario, (0,), run_replicates)
    keys, made = (job_key([scenario], [0]), arm.key), provenance([scenario], [0], [], "")
    assert set(made["files"]) == {str(file)}
    file.write_text(edges + "eve,ann\n")
    assert job_key([scenario], [0]) != keys[0]
    assert arm.key != keys[1]
    file.write_text(edges)
    assert (job_key([scenario], [0]), arm.key) == keys
    file.unlink()
    assert job_key([scenario], [0]), "a file that is gone does not lose what was run"


def test_a_folder_that_is_gone_is_told(batch: Batch, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="gone"):
        save(tmp_path / "gone", batch, {"n": [1]}, [])
