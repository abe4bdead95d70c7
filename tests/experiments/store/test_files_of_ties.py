"""Sweeps of files of ties: a file that changed or is gone."""

from pathlib import Path

import pytest

from experiments.engines.worker import Worker
from experiments.plan import plan
from experiments.rounds import run_missing
from sim.errors import ConfigError


def test_ties_of_a_file_that_changed_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    rows = [f"p{i},p{(i + step) % 12}" for i in range(12) for step in (1, 2)]
    path.write_text("source,target\n" + "\n".join(rows) + "\n")
    words = ["network=survey", f"network.path={path}", "weeks=60", "seasoning=0,1", f"outputs={tmp_path}"]
    found = plan(words).sweep
    run_missing(found, Worker())
    assert found.runs["start_people"].tolist() == [12, 12]
    grown = plan([*words, "replicates=2"])
    assert grown.new == 2
    path.write_text("source,target\n" + "\n".join(rows[:-1]) + "\n")
    with pytest.raises(ConfigError, match=r"ties\.csv: this file is not what it was"):
        run_missing(found, Worker())


def test_a_finished_sweep_needs_its_files_no_more(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target\n" + "\n".join(f"p{i},p{(i + 1) % 12}" for i in range(12)) + "\n")
    found = plan(["network=survey", f"network.path={path}", "weeks=20", "seasoning=0,1", f"outputs={tmp_path}"]).sweep
    run_missing(found, Worker())
    path.unlink()
    before = found.digest
    assert run_missing(found, Worker()) == run_missing(found, Worker(), retry_failed=True) == 0
    assert found.digest == before
