"""Looks at a run on its way."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from analysis.ablations.places import gap
from analysis.patterns.p17_season_first import ending_and_days
from experiments import arms
from experiments.arms import Arm, kept_runs, run_arms
from sim.scenario import Scenario
from sim.simulation import Simulation

SCENARIO = Scenario(network={"size": 40}, weeks=60)


def practising(run: Simulation) -> Mapping[str, float]:
    return {"practising": float(run.world.people.practising.mean()), "week": run.week}


def test_a_look_sees_the_run_as_it_is_then(tmp_path: Path) -> None:
    keep = tmp_path / "runs.jsonl"
    looking = Arm("looking", SCENARIO, (0, 1), practising, looks=(7, 60, 55, 99))
    seen = run_arms([looking], keep)["looking"]
    assert set(seen.seen) == {f"{name}{at}" for name in ("practising", "week") for at in ("", "@7", "@55", "@60")}
    assert seen["week@7"].tolist() == [7, 7]
    assert seen["week"].tolist() == seen["week@60"].tolist() == [60, 60]
    for week in (7, 55, 60):
        alone = run_arms([Arm("alone", SCENARIO.changed(weeks=week), (0, 1), practising)])["alone"]
        assert alone["practising"].tolist() == seen[f"practising@{week}"].tolist()
    again = run_arms([looking], keep)["looking"]
    assert again["practising@55"].tolist() == seen["practising@55"].tolist()
    assert len(kept_runs(keep)) == 2


def test_a_run_without_looks_is_not_taken_for_one_with_them() -> None:
    plain, looking = (Arm("arm", SCENARIO, (0,), practising, looks=looks) for looks in ((), (7,)))
    assert plain.key != looking.key
    assert looking.key == Arm("arm", SCENARIO, (0,), practising, looks=[7]).key


@pytest.mark.parametrize("observe", [partial(gap, first=1, last=2), ending_and_days])
def test_a_run_is_made_again_when_what_its_observer_calls_is_another(
    observe: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both call functions of analysis.patterns.observe; neither asks how findings are judged."""
    source, before = arms._source, Arm("arm", SCENARIO, (0,), observe).key
    for module, other in (("analysis.patterns.observe", True), ("analysis.findings", False)):
        monkeypatch.setattr(arms, "_source", lambda name, it=module: "changed" if name == it else source(name))
        assert (Arm("arm", SCENARIO, (0,), observe).key != before) is other
