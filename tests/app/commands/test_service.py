"""Many organisations are counted, not told one by one."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from app.cli import app

ASKED = ["run", "experiment=health_service", "panel.organisations=15", "panel.staff=1800", "weeks=60"]


def test_every_organisation_is_counted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = CliRunner().invoke(app, [*ASKED, "replicates=2", f"outputs={tmp_path}", "--json", "--quiet"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["organisations"] == 15
    assert told["staff"] == 1800
    assert np.sum(list(told["outcomes"].values()), axis=0).tolist() == [15, 15]
    assert np.sum(list(told["staff_share"].values()), axis=0) == pytest.approx([1, 1])
    thirds = [np.sum(list(third.values()), axis=0).tolist() for third in told["thirds"].values()]
    assert thirds == [[5, 5]] * 3
    assert {path.name for path in Path(told["folder"]).iterdir()} >= {"service.png", "runs.csv", "provenance.json"}


def test_the_table_says_so_in_words(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, [*ASKED, "replicates=1", f"outputs={tmp_path}"])
    assert done.exit_code == 0, done.output
    assert "15 organisations, 1,800 staff, one run" in done.stdout.replace("\n", " ")
    assert "not a forecast" in done.stdout
