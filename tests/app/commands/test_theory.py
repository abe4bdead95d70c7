"""`firewood theory` and `firewood real`: what they print and write, and how mistakes are told."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app

SMALL = ("network.size=60", "weeks=120", "support.end=60")
TWO = "[{name: A}, {name: D, seasoning: 0.2}]"
GONE = "[{week: 60, until: 61, lever: staffing.improvers_leave, to: 1}]"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"


def firewood(*typed: str) -> Result:
    return CliRunner().invoke(app, list(typed))


@pytest.mark.slow
def test_a_small_scenario_in_json() -> None:
    result = firewood("theory", *SMALL, "seasoning=0.9", "--starts", "2", "--json", "--quiet")
    assert result.exit_code == 0, result.output
    (found,) = json.loads(result.stdout)["organisations"]
    assert found["people"] == 60
    assert 0 < found["dampness"] < 1
    assert found["fixed_points"][-1]["stable"]
    assert found["burning_level"] == found["fixed_points"][-1]["practising"]
    assert 0 < found["edge"] < 0.9
    assert len(found["starts"]["burning"]) == len(found["starts"]["shares"])
    assert found["starts"]["burning"][-1] >= found["starts"]["burning"][0]


@pytest.mark.slow
def test_damp_is_told_in_words() -> None:
    text = " ".join(firewood("theory", *SMALL, "context=damp", "--starts", "0").stdout.split())
    assert "Critical mass none" in text
    assert "0 % s" in text
    assert "whatever is lit goes out" in text
    assert "Theory tells a crossing, not a final state" in text


@pytest.mark.slow
def test_a_forum_of_one_is_no_forum() -> None:
    assert firewood("theory", *SMALL, "context=damp", "--starts", "0", "forum.every=4").exit_code == 0


@pytest.mark.slow
def test_the_diagram_is_written(tmp_path: Path) -> None:
    typed = ("--phase", "--seasonings", "0.3,0.9", "--volumes", "0.3", "--seeds", "2", "--quiet", "--json")
    result = firewood("theory", *SMALL, *typed, f"outputs={tmp_path}")
    assert result.exit_code == 0, result.output
    folder = Path(json.loads(result.stdout)["outputs"])
    assert {"phase.png", "phase.svg", "phase.csv", "edges.csv", "edges.md"} <= {path.name for path in folder.iterdir()}
    assert len((folder / "phase.csv").read_text().splitlines()) == 1 + 2 * 2
    assert len((tmp_path / "theory" / "runs.jsonl").read_text().splitlines()) == 4


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("theory", "--seeds", "3"), "--seeds: this is about the phase diagram; add --phase"),
        (("theory", "--phase", "--volumes", "0.4,0.1"), "rising"),
        (("theory", "--phase", "--seasonings", "0.4,high"), "--seasonings 0.4,high"),
        (("theory", "seasning=1"), "did you mean seasoning"),
        (("theory", "rules.answer_unnamed=0.5"), "rules.answer_unnamed: 0.5; theory does not hold"),
        (("theory", "--phase", "staffing.improvers_leave=0.01"), "staffing.improvers_leave: 0.01 in week 0 of trust;"),
        (("theory", "forum.every=4", f"organisations={TWO}"), "forum.every: 4; theory takes each organisation alone"),
        (("theory", "staffing.committed=1"), "staffing.committed: 1 of trust; theory tells how others take practice"),
        (("theory", f"changes={GONE}"), "staffing.improvers_leave: 1 in week 60 of trust;"),
        (("real", "nowhere"), "nowhere: there is no such folder"),
        (("real", ".", "network=trust_d"), "ties come from the folder"),
        (("real", ".", "--seeds", "1"), "--seeds 1"),
    ],
)
def test_mistakes_are_told(typed: tuple[str, ...], told: str) -> None:
    result = firewood(*typed)
    assert result.exit_code == 2, result.output
    assert told in result.stderr


def test_real_ties_are_told(tmp_path: Path) -> None:
    data = SHARED / "krackhardt_hightech"
    if not data.is_dir():
        pytest.skip("the shared data is not here")
    page = tmp_path / "page.md"
    typed = ("--seeds", "2", "--page", str(page), "--quiet", "--json", "weeks=60", "support.end=20")
    result = firewood("real", str(data), *typed, f"outputs={tmp_path}")
    assert result.exit_code == 0, result.output
    (found,) = json.loads(result.stdout)["places"]
    assert (found["people"], found["cohort"]) == (21, 3)
    assert {"random", "hubs", "brokers"} <= {place["name"] for place in found["places"]}
    ends = [place["practising"] for place in found["places"]]
    assert ends == sorted(ends, reverse=True)
    assert "### krackhardt_hightech" in page.read_text()
