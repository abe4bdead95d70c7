"""Patterns 17 and 18: nothing is judged; differences have their sign, and only what is to differ does."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.findings import verdict
from analysis.patterns import p17_season_first as p17
from analysis.patterns import p18_whole_teams as p18
from experiments.compose import compose
from sim.scenario import SEASONING
from sim.schedule import COLUMN, schedule
from tests.analysis.patterns.synthetic import SETTING, TINY, jitter, judged, run_tiny, verdicts


def test_season_first_less_train_first() -> None:
    def see(arm: object) -> dict[str, object]:
        early = arm.name.startswith(p17.SEASON)
        days = {f"days_{name}": 30.0 if early else 10.0 for name in (*p17.COSTS, "total")}
        return {"practising": jitter(arm, 0.7 if early else 0.4), **days}

    found = judged(p17.PATTERN, see)
    assert verdict(found) is None
    for finding in found:
        if "final practising" in finding.what:
            assert finding.found == pytest.approx((0.3, 0.3, 0.3))
        if "staff days" in finding.what:
            assert finding.found.value == (20 if "less" in finding.what else 10)


def test_season_first_is_the_experiment() -> None:
    composed = compose(["experiment=season_first"]).scenario
    for order, row in zip((p17.SEASON, p17.TRAIN), composed.organisations, strict=True):
        ours = SETTING.scenario(**p17.blocks(order, p17.LASTS, 0.7))
        assert row.name == order
        assert ours.weeks == composed.weeks
        for name in ("seasoning", "changes", "programme", "support", "workshops", "staffing", "talk"):
            assert getattr(ours, name) == getattr(row, name), name


@pytest.mark.parametrize("kept", [p17.LASTS, p17.WITHDRAWN])
def test_both_orders_hold_the_same_blocks_and_come_to_the_same_end(kept: str) -> None:
    one, other = (
        schedule(SETTING.scenario(**p17.blocks(order, kept, 0.7)), [300]) for order in (p17.SEASON, p17.TRAIN)
    )
    assert one.places.sum() == other.places.sum() > 0
    for lever in ("support.coaching", "workshops.due"):
        assert one.context[..., COLUMN[lever]].sum() == pytest.approx(other.context[..., COLUMN[lever]].sum())
    np.testing.assert_allclose(one.context[p17.END :], other.context[p17.END :])
    fear = COLUMN["leadership.fear"]
    damp, seasoned = SEASONING["leadership.fear"]
    led = damp if kept == p17.WITHDRAWN else damp + 0.7 * (seasoned - damp)
    assert one.context[p17.END, 0, fear] == pytest.approx(led)
    assert one.context[p17.END - 1, 0, fear] == pytest.approx(damp + 0.7 * (seasoned - damp))


def test_season_first_runs_with_costs() -> None:
    found = {finding.what: finding.found.value for finding in run_tiny(p17.PATTERN)}
    training = next(value for what, value in found.items() if what.endswith(f"training, {p17.TRAIN}"))
    assert training == p17.COSTS["training"] * 0.2 * TINY.people


def test_teams_less_scattered() -> None:
    found = judged(
        p18.PATTERN, lambda arm: {"practising": jitter(arm, 0.5 if arm.scenario.programme.choose == "teams" else 0.6)}
    )
    assert verdict(found) is None
    differences = [finding for finding in found if finding.unit == "points"]
    assert len(differences) == len(p18.ABOUT) * len(p18.VOLUMES)
    assert [finding.found.value for finding in differences] == pytest.approx([-0.1] * len(differences))


def test_seasonings_stay_on_the_axis() -> None:
    high = replace(SETTING, edge=0.97)
    assert max(arm.scenario.seasoning for arm in p18.arms(high)) == 1
    assert len({arm.name for arm in p18.arms(high)}) == 18
    assert verdicts(run_tiny(p18.PATTERN)) == []
