"""`firewood patterns`: measures, keeps, tells, and refuses what it does not know."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.patterns.acceptance import measure
from analysis.patterns.every import chosen, every_pattern
from analysis.patterns.pattern import Setting
from app.commands import patterns
from experiments import arms
from sim.errors import ConfigError, FirewoodError, OutputError
from sim.scenario import Rules

SMALL = ("network.size=40", "replicates=2")


def test_there_are_nineteen_each_with_its_mark() -> None:
    marks = {pattern.number: pattern.mark for pattern in every_pattern()}
    assert list(marks) == list(range(1, 20))
    assert {number for number, mark in marks.items() if mark == "c"} == {1, 2, 3, 8}
    assert {number for number, mark in marks.items() if "i" in mark} == {4, 11, 16}


def test_measured_kept_and_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "there" / "patterns.md"
    words = ["1", *SMALL, f"outputs={tmp_path}"]
    patterns.run(words, page, quiet=True, as_json=True)
    first: dict[str, Any] = json.loads(capsys.readouterr().out)
    kept = (tmp_path / "patterns" / "runs.jsonl").read_text()
    assert len(kept.splitlines()) == 25 * 2 + 4 * 2  # the edge, and the arms of pattern 1

    def none_due(*args: Any, **given: Any) -> Any:
        raise AssertionError("a run that is kept was made again")

    monkeypatch.setattr(arms, "_run", none_due)
    patterns.run(words, page, quiet=True, as_json=True)
    again: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert again["patterns"] == first["patterns"]
    assert first["patterns"][0]["criterion"] == every_pattern()[0].criterion
    text = page.read_text()
    for part in (
        "# The acceptance table",
        "| 1 | c | Damp dies however much wood |",
        "firewood patterns 1",
        "at most 1 %",
    ):
        assert part in text


def test_a_folder_is_no_page_and_is_told_before_the_runs(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"--page .*: this is a folder; give a file, such as .*page\.md"):
        patterns.run(["1", *SMALL, f"outputs={tmp_path}"], tmp_path, quiet=True, as_json=True)
    assert not list(tmp_path.iterdir())


def test_told_on_a_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    patterns.run(["1", *SMALL, f"outputs={tmp_path}"], None, quiet=True, as_json=False)
    text = " ".join(capsys.readouterr().out.split())
    assert "1. Damp dies however much wood (c):" in text
    assert "N = 40; seeds 0 to 1" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["77"], "There is no pattern 77; they are numbered 1 to 19"),
        (["seasoning=1"], "the patterns say the rest themselves"),
        (["replicate=3"], "did you mean replicates"),
        (["rules.talk_rat=3"], "talk_rate"),
    ],
)
def test_what_it_does_not_know_is_refused(words: list[str], said: str) -> None:
    with pytest.raises((ConfigError, FirewoodError), match=said):
        patterns.run(words, None, quiet=True, as_json=False)


def test_an_edge_that_is_known_is_not_measured() -> None:
    told: list[str] = []
    setting = Setting(people=40, seeds=range(2), edge=0.6)
    after, found = measure(chosen([1]), setting, progress=lambda what, done, due: told.append(what))
    assert after.edge == 0.6
    assert set(told) == {"pattern 1"}
    assert found[0].runs == 8


@pytest.mark.parametrize(("take_up", "ends"), [(0.0, "nobody burns"), (20.0, "all burn")])
def test_rules_without_an_edge_fail_pattern_3_and_are_judged_all_the_same(take_up: float, ends: str) -> None:
    rules = Rules(take_up=take_up, threshold=0.374 if take_up == 0 else 0.001)
    setting, found = measure(chosen([3, 4, 17, 18]), Setting(rules=rules, seeds=range(2), people=40))
    assert np.isnan(setting.edge), ends
    assert setting.just_above == setting.beside(-0.05) == 1.0
    assert setting.edge_told.startswith("none on the axis")
    assert [one.holds for one in found] == [False, False, None, None]
