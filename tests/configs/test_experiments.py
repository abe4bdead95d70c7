"""Every named study asks a question of the talk, says where it stands and what to compare, is listed, and runs."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from experiments import open_sweep
from experiments.compose import compose
from experiments.overrides import folder, groups

EXPERIMENTS = groups()["experiment"]
ROOT = Path(__file__).parents[2]

ASKED = {
    "structure": {"centralised", "decentralised", "distributed", "trust A", "trust D"},
    "antecedents": {
        "none", "only values", "only leadership", "only talk", "all but values", "all but leadership", "all but talk",
        "all",
    },
    "where_to_train": {"random", "hubs", "teams", "cross profession", "volunteers"},
    "turnover": {"none leave", "usual", "twice", "three times", "improvers leave"},
    "season_first": {"season first", "train first"},
    "targets_game": {"not pressed", "pressed"},
}  # fmt: skip
"""What each question needs, one row each."""


def test_every_question_of_the_talk_has_its_rows() -> None:
    for name, wanted in ASKED.items():
        assert {trust.name for trust in compose([f"experiment={name}"]).scenario.trusts} == wanted
    assert len(compose(["experiment=five_trusts"]).scenario.trusts) == 5


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_it_says_what_it_asks_where_the_talk_does_and_what_to_compare(name: str) -> None:
    lines = (folder() / "experiment" / f"{name}.yaml").read_text("utf-8").splitlines()
    assert lines[0] == "# @package _global_"
    comments = " ".join(line for line in lines if line.startswith("#"))
    assert lines[1].startswith("# Question: ")
    assert comments.index("# Question: ") < comments.index("# From the talk: ") < comments.index("# Compare: ")
    assert f"| `{name}` |" in (ROOT / "docs" / "experiments.md").read_text("utf-8")


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_rows_differ_in_what_they_say_alone(name: str) -> None:
    trusts = compose([f"experiment={name}"]).scenario.trusts
    assert len(trusts) > 1
    said = [trust.model_dump(exclude={"name"}) for trust in trusts]
    assert all(one != other for place, one in enumerate(said) for other in said[:place])


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_it_runs_as_a_sweep(name: str, tmp_path: Path) -> None:
    size = ["panel.organisations=6", "panel.staff=600"] if name == "health_service" else ["network.size=40"]
    words = [f"experiment={name}", *size, "weeks=30", "replicates=2", f"outputs={tmp_path}"]
    result = CliRunner().invoke(app, ["sweep", *words, "engine.processes=1", "--quiet"])
    assert result.exit_code == 0, result.output
    (path,) = tmp_path.glob("*/1")
    found = open_sweep(path)
    assert found.status() == (2, 0, 0)
    names = [trust.name for trust in compose(words).scenario.trusts]
    assert list(dict.fromkeys(found.runs["organisation"])) == names
    assert found.runs["practising_final"].between(0, 1).all()
