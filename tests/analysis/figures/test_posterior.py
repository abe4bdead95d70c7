"""The figures of fits: what is drawn is what was found."""

import numpy as np
import pandas as pd
import pytest

from analysis.figures.posterior import posterior_figure
from analysis.figures.predictive import predictive_figure
from analysis.figures.trials import trials_figure
from analysis.fitting import predictive
from analysis.fitting.free import read_free, values_of
from analysis.fitting.target import END, Target

FREE = read_free("talk_rate:1.5..8,lapse:0.001..0.1:log,new_partners:0..6")


def test_bars_are_weights_and_the_line_is_the_prior() -> None:
    random = np.random.default_rng(1)
    unit, weights = random.random((500, 3)), random.random(500)
    figure = posterior_figure(values_of(unit, FREE), weights / weights.sum(), FREE, ["a", "b", "c"], ["foot"])
    marginals = [axes for axes in figure.axes if axes.patches]
    assert len(figure.axes) == 6
    assert len(marginals) == 3
    for axes, bins in zip(marginals, (20, 20, 7), strict=True):
        heights = [patch.get_height() for patch in axes.patches[-bins:]]
        assert sum(heights) == pytest.approx(1)
        assert axes.lines[0].get_ydata()[0] == pytest.approx(1 / bins)
        assert max(heights) < 3 / bins, "an even posterior looks even"


def test_of_many_parameters_only_each_alone_is_drawn() -> None:
    free = read_free("talk_rate,lapse,take_up,threshold,dampness,memory")
    values = values_of(np.random.default_rng(1).random((50, 6)), free)
    assert len(posterior_figure(values, np.full(50, 0.02), free, list("abcdef"), ["foot"]).axes) == 6


@pytest.mark.parametrize("week", [[4, 8], [END, END]])
def test_each_measure_has_a_panel_with_its_counts(week: list[int]) -> None:
    measures = ("trust", "trust") if week[0] != END else ("end_components", "trust_final")
    said = np.array([True, False])
    target = Target("t", ("one",) * 2, np.array(week), measures, np.array([0.5, 9.0]), np.full(2, 0.1), said)
    found = predictive.table(target, np.random.default_rng(2).random((200, 2)))
    panels = predictive_figure(found, ["foot"]).axes
    assert [axes.get_title("left") for axes in panels] == list(dict.fromkeys(measures))
    counted = [axes.get_title("right") for axes in panels]
    one = "of 1: {0} in 50 %, {0} in 80 %, {0} in 95 %"
    assert counted == (
        ["of 2: 1 in 50 %, 1 in 80 %, 1 in 95 %"] if len(panels) == 1 else [one.format(1), one.format(0)]
    )


def test_trials_without_a_distance_are_left_out() -> None:
    found = pd.DataFrame(
        {"trial": [0, 1, 2], "distance": [2.0, np.inf, 1.0], "nearest": [2.0, 2.0, 1.0], "rules.lapse": [0.1, 0.2, 0.3]}
    )
    first, second = trials_figure(found, ["lapse"], ["foot"]).axes
    assert len(first.collections[0].get_offsets()) == 2
    assert second.collections[1].get_offsets().tolist() == [[0.3, 1.0]]
