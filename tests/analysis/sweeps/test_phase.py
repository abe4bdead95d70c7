"""Phase diagrams: each cell is the mean of what lies in it."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from analysis.intervals import wilson
from analysis.sweeps.arms import Arm, Numbers
from analysis.sweeps.phase import phase
from sim.errors import ConfigError
from tests.analysis.sweeps.made import arm, reading


def test_a_grid_has_a_cell_a_pair() -> None:
    points = pd.DataFrame(list(product([0.1, 0.5, 0.9], [0.02, 0.2])), columns=["seasoning", "volume"])
    made = reading(arm(points, lambda x: x[:, 0] * x[:, 1], replicates=50, noise=0.1), design={"kind": "grid"})
    made.said["ranges"].clear()
    diagram, _ = phase(made)
    assert diagram.across.labels == ["0.1", "0.5", "0.9"]
    assert len(diagram.cells) == 6
    assert (diagram.cells["runs"] == 50).all()
    for cell in diagram.cells.itertuples():
        truth = float(str(cell.seasoning)) * float(str(cell.volume))
        assert float(str(cell.mean)) == pytest.approx(truth, abs=0.05)
        assert float(str(cell.low)) < float(str(cell.mean)) < float(str(cell.high))


def test_a_sampled_range_is_cut_and_the_rest_averaged_over() -> None:
    made = reading(arm(np.random.default_rng(0).random((4000, 3)), lambda x: x[:, 1] + 10 * x[:, 2]))
    diagram, told = phase(made, "x1", "x0", bins=4)
    assert told[0].startswith("Averaged over x2")
    means = diagram.cells.groupby("across")["mean"].mean()
    assert means.to_numpy() == pytest.approx(np.array([0.125, 0.375, 0.625, 0.875]) + 5, abs=0.3)
    assert int(diagram.cells["points"].sum()) == 4000
    assert diagram.cells["x1"].iloc[0] == pytest.approx(0.125, abs=0.01)


def test_names_can_be_a_side() -> None:
    points = pd.DataFrame(list(product(["trust_a", "trust_d"], [0.2, 0.8])), columns=["network", "seasoning"])
    made = reading(arm(points, lambda x: x[:, 0]), design={"kind": "grid"})
    made.said["ranges"].clear()
    diagram, _ = phase(made)
    assert (diagram.across.name, diagram.up.name) == ("seasoning", "network")
    assert diagram.cells["network"].tolist() == ["trust_a", "trust_d", "trust_a", "trust_d"]
    assert diagram.cells["mean"].tolist() == [0.2, 0.2, 0.8, 0.8]


def of_one_cell(value: Numbers, of: str) -> tuple[float, float]:
    """The interval of the first of two cells by two, with values by point and replicate in each."""
    points, seeds = value.shape
    rows = pd.DataFrame(list(product([0.2, 0.8], [0.1, 0.5], range(points))), columns=["seasoning", "volume", "rest"])
    runs = pd.DataFrame(list(product(range(len(rows)), range(seeds))), columns=["point", "replicate"])
    made = reading(Arm("", rows, runs.assign(value=np.tile(value.ravel(), 4))), of=of, design={"kind": "grid"})
    made.said["ranges"].clear()
    cell = phase(made, "seasoning", "volume")[0].cells.iloc[0]
    return float(cell["low"]), float(cell["high"])


def test_a_cell_in_which_nothing_burns_may_burn() -> None:
    """Also one of several points, whose seeds are the same."""
    assert of_one_cell(np.zeros((1, 10)), "burning") == wilson(0, 10)[1:]
    assert of_one_cell(np.zeros((4, 8)), "burning")[1] > 0.3


def test_seeds_that_points_of_a_cell_share_are_a_sample_too() -> None:
    rng, held = np.random.default_rng(0), 0
    for _ in range(60):
        value = 0.1 * rng.normal(size=10) + 0.08 * rng.normal(size=(4, 10))
        low, high = of_one_cell(value, "practising_final")
        held += low <= 0 <= high
    assert held >= 53


@pytest.mark.parametrize(
    ("sides", "told"),
    [
        (("seasonig", None), "--across seasonig: this is not varied.*did you mean seasoning"),
        (("seasoning", "seasoning"), "two different things are needed"),
    ],
)
def test_wrong_sides_are_refused(sides: tuple[str, str | None], told: str) -> None:
    points = pd.DataFrame(list(product([0.1, 0.5], [0.02, 0.2])), columns=["seasoning", "volume"])
    with pytest.raises(ConfigError, match=told):
        phase(reading(arm(points, lambda x: x[:, 0])), *sides)


def test_one_thing_makes_no_diagram() -> None:
    with pytest.raises(ConfigError, match="needs two things that are varied; only x0 is"):
        phase(reading(arm(np.random.default_rng(0).random((20, 1)), lambda x: x[:, 0])))
