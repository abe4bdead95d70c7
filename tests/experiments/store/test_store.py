"""The store: what is on disk, read back, grown, put together, exported; what is refused."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments import open_sweep, sweep
from experiments.engines.worker import Worker
from experiments.keys import scenario_hash
from experiments.plan import plan
from experiments.rounds import run_missing
from experiments.run import STRUCTURE, run_replicates
from experiments.store import shards
from experiments.store.columns import RUNS
from experiments.store.export import export
from experiments.store.folder import Sweep
from experiments.store.table import batches, read_table
from experiments.sweeps import put_together
from sim.compiled import source_digest
from sim.errors import ConfigError, NetworkError
from sim.measures import MEASURES
from sim.outcome import WINDOW
from sim.scenario import Scenario
from tests.experiments.small import SMALL, WORDS, asked, made, see_that_it_is_whole


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    return made(tmp_path_factory.mktemp("kept"), "series=[practising,resentment]", "series_every=4")


def test_the_layout_is_that_of_the_interfaces(kept: Sweep) -> None:
    there = {path.name for path in kept.path.iterdir()} - {".lock", ".running"}
    wanted = {"sweep.json", "config.yaml", "schema.json", "design.parquet", "shards", "failures"}
    assert there == wanted | {"runs.parquet", "series.parquet"}
    assert kept.path.parts[-2:] == ("sweeps", "1")


def test_the_design_has_a_row_a_run(kept: Sweep) -> None:
    design = kept.design
    assert list(design.columns) == [
        "key", "point", "replicate", "seed", "shard", "variant", "cost", "network", "seasoning",
    ]  # fmt: skip
    assert len(design) == 24
    assert design["seed"].tolist() == design["replicate"].tolist() == list(range(6)) * 4
    assert design[["network", "seasoning"]].drop_duplicates().to_numpy().tolist() == [
        ["trust_a", 0.2],
        ["trust_a", 0.8],
        ["trust_d", 0.2],
        ["trust_d", 0.8],
    ]
    scenario = Scenario(network={"kind": "trust_d", "size": 40}, seasoning=0.2, weeks=60)
    assert design["key"][12] == f"{scenario_hash(scenario, source_digest()):016x}-0"


def test_runs_are_those_of_the_model(kept: Sweep) -> None:
    runs = kept.runs
    names = [name for name in RUNS if name != "key"]
    assert list(runs.columns) == ["key", "point", "replicate", "seed", "network", "seasoning", *names]
    scenario = Scenario(network={"kind": "trust_d", "size": 40}, seasoning=0.8, weeks=60)
    (fire,) = run_replicates([scenario], range(6)).fires
    mine = runs[runs["point"] == 3].sort_values("replicate")
    assert mine["outcome"].tolist() == [each.outcome for each in fire.outcomes]
    np.testing.assert_array_equal(mine["practising_final"], [each.practising for each in fire.outcomes])
    for name in ("resentment", "places_filled"):
        expected = fire.series[name][:, -WINDOW:].mean(axis=1)
        np.testing.assert_allclose(mine[f"{name}_final"], expected, rtol=1e-12)
    for name in STRUCTURE:
        np.testing.assert_array_equal(mine[f"start_{name}"], fire.start[name])
        np.testing.assert_array_equal(mine[f"end_{name}"], fire.end[name])


def test_series_hold_the_weeks_that_were_asked_for(kept: Sweep) -> None:
    series = kept.series
    assert list(series.columns) == ["key", "organisation", "week", "practising", "resentment"]
    assert sorted(series["week"].unique()) == list(range(0, 60, 4))
    assert len(series) == 24 * 15
    key = kept.design.loc[kept.design["point"] == 1, "key"].iloc[2]
    scenario = Scenario(network={"kind": "trust_a", "size": 40}, seasoning=0.8, weeks=60)
    (fire,) = run_replicates([scenario], [2]).fires
    mine = series[series["key"] == key].sort_values("week")
    np.testing.assert_array_equal(mine["resentment"], fire.series["resentment"][0, ::4].astype(np.float32))


def test_what_is_put_together_is_what_lies_in_the_shards(kept: Sweep) -> None:
    before, weeks = kept.runs, kept.series
    (kept.path / "runs.parquet").unlink()
    (kept.path / "series.parquet").unlink()
    pd.testing.assert_frame_equal(kept.runs, before)
    pd.testing.assert_frame_equal(kept.series, weeks)
    assert [path.name for path in put_together(kept)] == ["runs.parquet", "series.parquet"]
    pd.testing.assert_frame_equal(kept.runs, before)


def test_a_sweep_says_what_it_is_made_with(kept: Sweep) -> None:
    said = kept.said
    assert said["model"] == source_digest()
    assert said["made"]["packages"]["numpy"] == np.__version__
    assert {"commit", "machine", "python", "when"} <= set(said["made"])
    assert said["first_seeds"] == [0]
    assert said["overrides"][: len(WORDS)] == list(WORDS)
    schema = json.loads((kept.path / "schema.json").read_text())
    assert set(schema["columns"]["runs"]) == set(RUNS)
    assert "scenario" in schema
    assert "trust_d" in (kept.path / "config.yaml").read_text()


def test_every_measure_has_a_column() -> None:
    assert {f"{name}_final" for name in MEASURES} < set(RUNS)


def test_other_code_is_refused_unless_it_is_allowed_and_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = plan(asked(tmp_path)).sweep
    for module in ("making", "plan", "provenance"):
        monkeypatch.setattr(f"experiments.{module}.source_digest", lambda: "0123456789abcdef")
    monkeypatch.setattr("experiments.tasks._model", lambda: "0123456789abcdef")
    with pytest.raises(ConfigError, match=r"made with other code of the model .* --allow-code-change"):
        run_missing(found, Worker())
    with pytest.raises(ConfigError, match="--allow-code-change"):
        plan(asked(tmp_path, "sweep=1", "replicates=7"))
    assert plan(asked(tmp_path, "sweep=1", "replicates=7"), allow_code_change=True).new == 4
    run_missing(found, Worker())
    assert found.status() == (28, 0, 0)
    (event,) = [each for each in found.said["history"] if each["what"] == "code change allowed"]
    assert (event["model"], event["before"]) == ("0123456789abcdef", source_digest())
    assert shards.said_of(found.path, 0)["model"] == "0123456789abcdef"


def test_a_failed_run_is_a_row_and_can_be_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import experiments.shard

    found = plan(asked(tmp_path)).sweep
    populations = experiments.shard.populations

    def broken(scenario: Scenario, surveys: Any) -> Any:
        if scenario.seed == 3 and scenario.network.kind == "trust_d":
            raise NetworkError("these ties cannot be built")
        return populations(scenario, surveys)

    with monkeypatch.context() as patched:
        patched.setattr(experiments.shard, "populations", broken)
        assert run_missing(found, Worker()) == 2
    assert found.status() == (22, 0, 2)
    failures = found.failures
    assert list(failures.columns) == ["key", "shard", "error", "message", "traceback"]
    assert set(failures["error"]) == {"NetworkError"}
    assert sorted(found.design.set_index("key").loc[failures["key"], "seed"]) == [3, 3]
    assert "broken" in failures["traceback"][0]
    run_missing(found, Worker())
    assert found.status() == (22, 0, 2), "what failed is not run again unasked"
    run_missing(found, Worker(), retry_failed=True)
    see_that_it_is_whole(found.path, made(tmp_path / "other"))
    assert not len(found.failures)


def test_a_damaged_shard_is_named_and_can_be_made_again(kept: Sweep, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(kept.path, copy)
    damaged = shards.place(copy, 1)
    (damaged / shards.RUNS).write_text("garbage")
    with pytest.raises(ConfigError, match=rf"000001/runs\.arrow: it cannot be read .*take the folder {damaged} away"):
        _ = open_sweep(copy).digest
    shutil.rmtree(damaged)
    run_missing(open_sweep(copy), Worker())
    assert open_sweep(copy).digest == kept.digest


def test_damaged_failures_are_made_again_with_their_shard(kept: Sweep, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(kept.path, copy)
    file, damaged = shards.failures_of(copy, 1), shards.place(copy, 1)
    file.parent.mkdir(exist_ok=True)
    file.write_text("garbage")
    with pytest.raises(ConfigError, match=rf"000001\.arrow: it cannot be read .*take the folder {damaged} away"):
        _ = open_sweep(copy).failures
    shutil.rmtree(damaged)
    run_missing(open_sweep(copy), Worker())
    assert open_sweep(copy).digest == kept.digest
    assert not len(open_sweep(copy).failures)


def test_folders_that_are_empty_may_be_lost(tmp_path: Path) -> None:
    found = plan([*SMALL, f"outputs={tmp_path}"]).sweep
    for each in (shards.SHARDS, shards.FAILED):
        (found.path / each).rmdir()
    run_missing(found, Worker())
    assert found.status() == (1, 0, 0)
    assert found.failures.empty


@pytest.mark.parametrize("content", ["[]", "{}", '{"format": 2}'])
def test_a_sweep_that_does_not_say_what_it_is_is_refused(content: str, tmp_path: Path) -> None:
    found = plan([*SMALL, f"outputs={tmp_path}"]).sweep
    (found.path / "sweep.json").write_text(content)
    with pytest.raises(ConfigError, match=r"sweep\.json: this is not what a sweep of this Firewood says"):
        run_missing(found, Worker())


def test_the_digest_tells_every_result(kept: Sweep, tmp_path: Path) -> None:
    import shutil

    from experiments.store import files

    copy = tmp_path / "copy"
    shutil.copytree(kept.path, copy)
    assert open_sweep(copy).digest == kept.digest
    path = shards.place(copy, 1) / shards.RUNS
    table = files.read_arrow(path)
    values = table["trust_final"].to_numpy().copy()
    values[0] = np.nextafter(values[0], 1)
    column = table.schema.get_field_index("trust_final")
    path.write_bytes(files.arrow_bytes(table.set_column(column, table.schema.field(column), [values])))
    assert open_sweep(copy).digest != kept.digest


def test_several_organisations_are_several_rows(tmp_path: Path) -> None:
    found = sweep(
        *SMALL,
        "experiment=main",
        "programme.volume=0.1,0.4",
        "replicates=2",
        f"outputs={tmp_path}",
        "engine.processes=1",
    )
    assert found.path.parent.name == "main"
    assert len(found.runs) == 2 * 2 * 4
    assert found.runs["organisation"].nunique() == 4
    volume = found.runs.groupby("programme.volume")["trained_final"].mean()
    assert volume[0.4] > volume[0.1]


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_tables_are_exported_with_what_their_columns_are(kept: Sweep, kind: str) -> None:
    written = {path.name: path for path in export(kept, kind)}
    assert set(written) == {f"design.{kind}", f"runs.{kind}", f"series.{kind}", "columns.csv"}
    runs = pd.read_csv(written["runs.csv"]) if kind == "csv" else pd.read_json(written["runs.jsonl"], lines=True)
    assert runs["key"].tolist() == kept.runs["key"].tolist()
    np.testing.assert_allclose(runs["trust_final"], kept.runs["trust_final"])
    with written["columns.csv"].open() as file:
        rows = list(csv.DictReader(file))
    assert all(row["meaning"] for row in rows)
    assert {row["column"] for row in rows if row["table"] == "runs"} == set(runs.columns)


def test_an_unknown_format_is_told(kept: Sweep) -> None:
    with pytest.raises(ConfigError, match=r"--format cvs: csv or jsonl are written; did you mean csv\?"):
        export(kept, "cvs")


@pytest.mark.parametrize(("below", "told"), [("nowhere", "there is no such folder"), ("", "below it are the sweeps 1")])
def test_a_folder_without_a_sweep_is_told(kept: Sweep, below: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        open_sweep(kept.path.parent / below)


def test_runs_are_read_some_at_a_time(kept: Sweep) -> None:
    table = read_table(kept.path / "design.parquet")
    assert sum(len(batch) for batch in batches(kept.path / "design.parquet")) == len(table) == 24
    assert (np.diff(table["shard"].to_numpy()) >= 0).all()


def test_points_that_are_met_again_are_run_once(tmp_path: Path) -> None:
    words = [*SMALL, "design=morris", "design.n=6", "seasoning=interval(0,1)", "talk.mix=interval(0,1)"]
    found = plan([*words, f"outputs={tmp_path}"]).sweep
    sample = found.sample
    assert len(sample) == 6 * 3
    assert len(found.design) == sample["point"].nunique() < 18
    assert list(sample.columns) == ["point", "seasoning", "talk.mix"]
    steps = sample[["seasoning", "talk.mix"]].to_numpy().reshape(6, 3, 2)
    assert ((np.abs(np.diff(steps, axis=1)) > 0).sum(axis=2) == 1).all(), "one parameter moves at a time"
