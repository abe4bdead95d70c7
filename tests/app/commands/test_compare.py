"""`firewood compare`: what it prints, writes and refuses."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.table import broken

SMALL = (
    "network=trust_a",
    "context=damp",
    "network.size=40",
    "weeks=90",
    "support.end=8",
    "threads=1",
    "replicates=12",
)
CHANGES = ("--what-if", "context=seasoned", "--what-if", "name=Later talk=huddles programme.start=20")


def typed(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["compare", *SMALL, f"outputs={folder}", *words])


def as_json(folder: Path, *words: str) -> dict[str, Any]:
    result = typed(folder, *words, "--json", "--quiet")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return as_json(tmp_path_factory.mktemp("compare"), *CHANGES)


def test_every_change_is_compared_with_the_base_in_pairs(said: dict[str, Any]) -> None:
    assert [each["what_if"] for each in said["comparisons"]] == ["context=seasoned", "Later"]
    runs = pd.read_csv(Path(said["outputs"]) / "runs.csv").pivot(
        index="seed", columns="organisation", values="practising_final"
    )
    assert len(runs) == 12
    for each in said["comparisons"]:
        apart = runs[each["what_if"]] - runs["as it is"]
        effect = each["effects"]["practising_final"]
        assert effect["difference"]["value"] == pytest.approx(apart.mean())
        assert effect["difference"]["low"] <= apart.mean() <= effect["difference"]["high"]
        if apart.var(ddof=0) > 0:
            free = runs[each["what_if"]].var(ddof=0) + runs["as it is"].var(ddof=0)
            assert effect["unpaired_runs"]["value"] == pytest.approx(12 * free / apart.var(ddof=0))
        assert each["n"] == effect["n"] == 12


def test_its_files_say_the_same(said: dict[str, Any]) -> None:
    folder = Path(said["outputs"])
    assert folder.parent.name == "compare"
    assert {"differences.png", "differences.svg", "differences.csv", "fires.png", "config.yaml"} <= {
        path.name for path in folder.iterdir()
    }
    table = pd.read_csv(folder / "differences.csv").set_index(["change", "measure"])
    for each in said["comparisons"]:
        for name, effect in each["effects"].items():
            row = table.loc[(each["what_if"], name)]
            assert row["n"] == effect["n"]
            if effect["difference"]["value"] is not None:
                assert row["difference"] == pytest.approx(effect["difference"]["value"])
        burns = table.loc[(each["what_if"], "burns_on")]
        assert burns["low"] == pytest.approx(each["burns_on"]["difference"]["low"])


@pytest.mark.usefixtures("undrawn")
def test_the_runs_are_those_of_firewood_run(said: dict[str, Any], tmp_path: Path) -> None:
    words = ["run", *SMALL, "talk=huddles", "programme.start=20", f"outputs={tmp_path}", "--json", "--quiet"]
    alone = json.loads(CliRunner().invoke(app, words).stdout)
    weekly = [pd.read_parquet(Path(each["outputs"]) / "weekly.parquet") for each in (said, alone)]
    later = weekly[0][weekly[0]["organisation"].astype(str) == "Later"].drop(columns="organisation")
    np.testing.assert_array_equal(later.to_numpy(), weekly[1].drop(columns="organisation").to_numpy())


@pytest.mark.usefixtures("undrawn")
def test_it_tells_in_words(tmp_path: Path) -> None:
    result = typed(tmp_path, "leadership.fear=0.6", "--what-if", "leadership=distributed")
    assert result.exit_code == 0, result.output
    text = " ".join(result.stdout.replace("\N{NO-BREAK SPACE}", " ").split())
    for part in (
        "What each change does",
        "leadership=distributed: ",
        "n = 12 pairs",
        "A thinking aid, not a forecast",
        "firewood compare network=trust_a",
        "--what-if leadership=distributed",
    ):
        assert part in text, part
    assert "of the base leadership.fear=0.6 stays as given by hand" in result.stderr


@pytest.mark.usefixtures("undrawn")
def test_quiet_still_prints_the_differences(tmp_path: Path) -> None:
    result = typed(tmp_path, "--what-if", "context=seasoned", "--quiet")
    assert result.stderr == ""
    assert "What each change does" in result.stdout
    assert "What to try next" not in result.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "What is to be compared?"),
        (("--what-if", "leadership=distribted"), "did you mean distributed?"),
        (("--what-if", "talk=huddles", "replicates=1"), "replicates=1: an interval over pairs needs at least 2"),
        (("--what-if", "weeks=20"), "say it before the first --what-if"),
        (("--what-if", "talk=huddles", "programme.volum=1"), "programme.volum"),
    ],
)
def test_mistakes_end_with_one_message_and_leave_nothing(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    result = typed(tmp_path, *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("leadership=distributed", ["leadership=", "distributed"]),
        ("programme.start=104", ["programme.", "start=104"]),
        ("a name without a break", ["a name without a break"]),
        ("talk=huddles", ["talk=huddles"]),
    ],
)
def test_long_headings_are_broken_where_words_end(name: str, lines: list[str]) -> None:
    assert broken(name, 13).split("\n") == lines
