"""What a change does: on fires made by hand, and on real runs."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.facts import Facts, facts_of
from analysis.figures import style
from analysis.figures.differences import differences
from analysis.intervals import paired_difference, paired_shares, unpaired_runs
from analysis.whatifs import FINAL, Comparison, caveats, comparisons, table, told
from experiments.run import run_replicates
from sim.outcome import BURNING, BURNS_ABOVE, NOT_YET, OUT
from sim.scenario import Scenario

Made = Callable[..., Facts]


@pytest.fixture
def pair(made: Made) -> Callable[..., Comparison]:
    """A comparison of the final practising of two arms, run by run."""

    def make(base: list[float], changed: list[float], **more: Any) -> Comparison:
        return Comparison(
            "a change", "as it is", _with(made, "as it is", base, **more), _with(made, "a change", changed)
        )

    return make


def _with(made: Made, name: str, finals: list[float], outcome: str | None = None) -> Facts:
    ends = [outcome or (BURNING if final > BURNS_ABOVE else OUT) for final in finals]
    facts = made(name=name, outcomes=tuple(ends), ignition=None)
    outcomes = [
        each._replace(practising=final) for each, final in zip(facts.fire.outcomes, finals, strict=True)
    ]  # fmt: skip
    return Facts(replace(facts.fire, outcomes=tuple(outcomes)))


def test_differences_are_taken_in_pairs(pair: Callable[..., Comparison]) -> None:
    base = [0.0, 0.1, 0.7, 0.9] * 5
    found = pair(base, [final + 0.05 for final in base])
    assert found.final.difference == pytest.approx((0.05, 0.05, 0.05))
    assert found.final.base == pytest.approx(np.mean(base))
    assert not found.close
    assert np.isinf(found.final.unpaired.value)
    assert "no number of runs would tell as much" in told(found)


def test_a_rescued_fire_is_told_with_its_chance(pair: Callable[..., Comparison]) -> None:
    found = pair([0.0] * 12 + [0.8] * 8, [0.8] * 18 + [0.0] * 2)
    text = told(found).replace("\N{NO-BREAK SPACE}", " ")
    assert "It burns on in 18 of 20 runs, goes out in 2; without the change it goes out in 12 of 20 runs" in text
    assert "Chance of burning on: 90 (70–97) % instead of 40 (22–61) %, +50 points" in text
    assert "too close" not in text.lower()


def test_what_cannot_be_told_apart_is_too_close_to_call(pair: Callable[..., Comparison]) -> None:
    found = pair([0.0, 0.8] * 10, [0.8, 0.0] * 10)
    assert found.close
    assert told(found).startswith("a change: Too close to call. ")
    assert told(pair([0.8] * 5, [0.8] * 5)).startswith("a change: Not one pair ends otherwise. ")


def test_what_is_not_decided_has_no_chance(pair: Callable[..., Comparison]) -> None:
    found = pair([0.3] * 12, [0.4] * 12, outcome=NOT_YET)
    assert np.isnan(found.chance.value)
    assert "is not decided yet" in told(found)
    rows = pd.DataFrame(table([found])).set_index("measure")
    assert np.isnan(rows.loc["burns_on", "difference"])
    with style.paper():
        drawn = differences([found], "A what-if")
    assert any("not decided yet" in text.get_text() for axes in drawn.axes for text in axes.texts)


def test_organisations_are_compared_with_themselves(made: Made) -> None:
    facts = [made(name=name) for name in ("A", "B", "A, x", "B, x", "A, y", "B, y")]
    found = comparisons(facts, ["x", "y"])
    assert [(each.change, each.base.name, each.changed.name) for each in found] == [
        ("x", "A", "A, x"),
        ("x", "B", "B, x"),
        ("y", "A", "A, y"),
        ("y", "B", "B, y"),
    ]


def test_few_pairs_and_many_comparisons_are_warned_of(pair: Callable[..., Comparison]) -> None:
    few, enough = pair([0.1] * 9, [0.8] * 9), pair([0.1] * 10, [0.8] * 10)
    assert "only 9 pairs" in caveats([few])[0]
    assert caveats([enough]) == []
    assert "one in twenty" in caveats([enough, enough])[0]


def test_arms_that_share_their_luck_differ_less_than_arms_that_do_not() -> None:
    """The claim itself: real runs, a small change; and the estimate against runs that were really unpaired."""
    base = Scenario(network={"kind": "trust_a", "size": 60}, weeks=130, support={"end": 26}, seasoning=0.7)
    changed = base.changed(seasoning=0.72)
    seeds = range(120)
    before, after = facts_of(run_replicates([base, changed], seeds, threads=1))
    found = Comparison("seasoning=0.72", "as it is", before, after)
    apart = facts_of(run_replicates([changed], range(1000, 1120), threads=1))[0]
    paired = np.var(after.final - before.final)
    unpaired = np.var(apart.final) + np.var(before.final)
    assert found.final.unpaired.value > 1.2 * len(seeds)
    assert found.final.unpaired.value == pytest.approx(len(seeds) * unpaired / paired, rel=0.35)
    assert table([found])["measure"][0] == FINAL


class TestIntervals:
    def test_runs_needed_without_pairs_give_an_interval_as_narrow(self) -> None:
        luck = np.random.default_rng(3)
        shared = luck.normal(size=400)
        one, other = shared + luck.normal(scale=0.3, size=400), shared + luck.normal(scale=0.3, size=400)
        found = unpaired_runs(one, other)
        assert found.low < 400 * (2 * 1.09) / 0.18 < found.high  # the variances the draws were made with
        m = round(found.value)
        free = luck.normal(size=(2, m)) * np.sqrt(1.09)
        widths = [
            np.ptp(paired_difference(one, other)[1:]),
            2 * 1.96 * np.sqrt(free[0].var() / m + free[1].var() / m),
        ]
        assert widths[0] == pytest.approx(widths[1], rel=0.1)

    def test_runs_needed_at_the_ends(self) -> None:
        assert np.isnan(unpaired_runs([1.0], [2.0]).value)
        assert np.isnan(unpaired_runs([1.0, np.nan], [2.0, 3.0]).value)
        assert unpaired_runs([1.0] * 4, [2.0] * 4) == (4, 4, 4)
        assert np.isinf(unpaired_runs([1.1, 2.1], [1.0, 2.0]).value)
        rng = np.random.default_rng(0)
        own = unpaired_runs(rng.normal(size=2000), rng.normal(size=2000))
        assert own.low < 2000 < own.high

    @pytest.mark.parametrize(
        ("both", "alone", "other", "neither", "low", "high"),
        [
            (36, 12, 2, 0, 0.0569, 0.3404),  # of Newcombe 1998's table
            (1, 1, 7, 12, -0.507, -0.026),  # airways before and after, in Fagerland, Lydersen & Laake 2013
            (5, 5, 15, 15, -0.43330, -0.03789),  # not correlated: statsmodels' interval for independent shares
        ],
    )
    def test_paired_shares_are_those_of_the_books(
        self, both: int, alone: int, other: int, neither: int, low: float, high: float
    ) -> None:
        kinds = np.repeat(np.arange(4), [both, alone, other, neither])
        found = paired_shares(kinds <= 1, (kinds == 0) | (kinds == 2))
        assert found.value == pytest.approx((alone - other) / len(kinds))
        assert found[1:] == pytest.approx((low, high), abs=5e-4)

    def test_the_nearer_pairs_are_alike_the_narrower(self) -> None:
        tied = np.repeat([True, False], [20, 20])
        near, far = (np.ptp(paired_shares(np.roll(tied, by), tied)[1:]) for by in (2, 10))
        assert near < 0.75 * far
        for ends in (paired_shares(tied, ~tied), paired_shares([True] * 3, [False] * 3)):
            assert -1 <= ends.low <= ends.value <= ends.high <= 1

    def test_paired_shares_turn_round(self) -> None:
        rng = np.random.default_rng(2)
        one, other = rng.random(30) < 0.7, rng.random(30) < 0.4
        there, back = paired_shares(one, other), paired_shares(other, one)
        assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low))

    @pytest.mark.parametrize("pairs", [(0.45, 0.45, 0.05), (0.1, 0.85, 0.05), (0.25, 0.25, 0.25), (0.0, 0.97, 0.02)])
    def test_paired_shares_cover_as_often_as_they_say(self, pairs: tuple[float, float, float]) -> None:
        both, neither, alone = pairs
        other = 1 - both - neither - alone
        rng = np.random.default_rng(5)
        covered = 0
        for kinds in rng.choice(4, p=[both, neither, alone, other], size=(2000, 30)):
            found = paired_shares((kinds == 0) | (kinds == 2), (kinds == 0) | (kinds == 3))
            covered += found.low <= alone - other <= found.high
        assert 0.93 <= covered / 2000 <= 1.0

    def test_pairs_that_do_not_differ_still_leave_doubt(self) -> None:
        found = paired_shares([True] * 20, [True] * 20)
        assert found.value == 0
        assert found.low < -0.1 < 0.1 < found.high
