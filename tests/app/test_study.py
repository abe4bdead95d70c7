"""`firewood study`: listed, run, kept and gone on with."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.studies.named import STUDIES
from app.commands import study
from experiments.compose import compose
from sim.errors import ConfigError, ScenarioError

TINY = ("network.size=40", "replicates=2", "threads=1")
NAME = "five_trusts"


def as_json(capsys: pytest.CaptureFixture[str], outputs: Path, *overrides: str) -> dict[str, Any]:
    study.run(NAME, [*TINY, f"outputs={outputs}", *overrides], quiet=True, as_json=True)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_without_a_name_all_are_listed_with_their_questions(capsys: pytest.CaptureFixture[str]) -> None:
    study.run(None, [], quiet=False, as_json=False)
    text = " ".join(capsys.readouterr().out.split())
    for name, each in STUDIES.items():
        assert f"firewood study {name}" in text
        assert each.question in text
    study.run(None, [], quiet=False, as_json=True)
    assert list(json.loads(capsys.readouterr().out)) == list(STUDIES)


def test_from_end_to_end(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = as_json(capsys, tmp_path)
    folder = Path(said["outputs"])
    assert folder == tmp_path / NAME / "1"
    files = {path.name for path in folder.iterdir()}
    assert files == {"findings.csv", f"{NAME}.md", f"{NAME}.png", f"{NAME}.svg", "provenance.json"}
    assert len(pd.read_csv(folder / "findings.csv")) == len(said["findings"])
    assert said["edge"] == compose(["context=edge"]).scenario.seasoning, "the edge stands in one place"
    made = json.loads((folder / "provenance.json").read_text("utf-8"))
    assert made["study"] == NAME
    assert made["seeds"] == said["seeds"] == [0, 1]
    kept = (tmp_path / NAME / "runs.jsonl").read_bytes()
    study.run(NAME, [*TINY, f"outputs={tmp_path}"], quiet=False, as_json=False)
    text = " ".join(capsys.readouterr().out.split())
    assert (tmp_path / NAME / "runs.jsonl").read_bytes() == kept, "nothing is run again"
    for part in (
        STUDIES[NAME].question,
        "What was found",
        "What this takes for granted",
        "explanation, not prediction",
    ):
        assert part in text
    assert sorted(path.name for path in (tmp_path / NAME).iterdir()) == ["1", "runs.jsonl"]
    lines = kept.splitlines(keepends=True)
    (tmp_path / NAME / "runs.jsonl").write_bytes(b"".join(lines[:-3]) + lines[-3][:20])
    again = as_json(capsys, tmp_path)
    assert again["findings"] == said["findings"], "what was cut off is made again"


@pytest.mark.usefixtures("undrawn")
def test_what_is_typed_is_used(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    typed = ("seasoning=0.3", "seed=5", "study=mine", "rules.told_weight=1", "replicates=1")
    said = as_json(capsys, tmp_path, *typed)
    assert (said["edge"], said["seeds"]) == (0.3, [5])
    assert Path(said["outputs"]).parent == tmp_path / "mine"


@pytest.mark.parametrize(
    ("name", "overrides", "why"),
    [
        ("left_ut", (), "did you mean left_out"),
        ("seed=3", (), "the name of a study comes first: firewood study NAME seed=3"),
        (NAME, ("context=damp",), "context=damp: a study makes its own organisations"),
        (NAME, ("replicate=3",), "did you mean replicates"),
    ],
)
def test_mistakes_are_told(name: str, overrides: tuple[str, ...], why: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=why):
        study.run(name, [f"outputs={tmp_path}", *overrides], quiet=True, as_json=False)
    assert list(tmp_path.iterdir()) == []


def test_a_value_that_cannot_be_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="seasoning"):
        study.run(NAME, ["seasoning=3", f"outputs={tmp_path}"], quiet=True, as_json=False)
