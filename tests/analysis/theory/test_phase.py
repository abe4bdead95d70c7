"""The phase diagram: simulated edges, their intervals, their distance from theory, and the figure."""

from pathlib import Path

import numpy as np
import pytest

from analysis.figures import style
from analysis.figures.phase import phase_diagram
from analysis.intervals import Interval
from analysis.theory.phase import Edges, Phase, edges, half_burns, run_phase, table, told
from sim.scenario import Scenario
from sim.simulation import simulate


def test_half_burns_between_the_seasonings_that_say_so() -> None:
    burning = np.array([[0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]], dtype=float)
    value, low, high = half_burns((0.2, 0.4, 0.6, 0.8), burning)
    assert value == pytest.approx(0.5)
    assert 0.3 <= low < 0.46
    assert 0.54 < high <= 0.8


def test_a_jump_from_none_to_all_is_known_only_to_the_grid() -> None:
    burning = np.repeat([[0.0], [0.0], [1.0]], 8, axis=1)
    value, low, high = half_burns((0.2, 0.4, 0.6), burning)
    assert value == pytest.approx(0.5)
    assert low == pytest.approx(0.405, abs=0.01)
    assert high == pytest.approx(0.595, abs=0.01)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_no_edge_where_none_is_crossed(share: float) -> None:
    assert np.isnan(half_burns((0.2, 0.4), np.full((2, 5), share))).all()


def test_told() -> None:
    assert told(Interval(0.0123, -0.02, 0.04)) == "+0.012 (−0.020 to +0.040)"


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario(network={"size": 120}, weeks=320, support={"end": 208})


def test_points_stand_where_they_belong(small: Scenario) -> None:
    phase = run_phase(small, (0.2, 0.9), (0.05, 0.4), (3, 4, 5), threads=2)
    alone = small.changed(seasoning=0.9, programme={"volume": 0.05}, seed=4)
    assert phase.final.shape == (2, 2, 3)
    assert phase.final[1, 0, 1] == simulate(alone).outcomes()[0].practising
    assert phase.burning[0].sum() == 0
    assert phase.burning[1, 1].sum() == 3


def test_a_diagram_goes_on_where_it_was(small: Scenario, tmp_path: Path) -> None:
    keep, done = tmp_path / "kept.jsonl", []
    first = run_phase(small, (0.2, 0.9), (0.05,), (3,), keep=keep)
    lines = keep.read_text().splitlines()
    keep.write_text(lines[0] + "\n")
    again = run_phase(small, (0.2, 0.9), (0.05,), (3,), keep=keep, progress=done.append)
    assert np.array_equal(first.final, again.final)
    assert done[-1] == 2
    assert len(keep.read_text().splitlines()) == 2


def test_the_table_tells_what_is_not_known(small: Scenario) -> None:
    unknown = Interval(float("nan"), float("nan"), float("nan"))
    phase = Phase(small, (0.4, 0.6), (0.1, 0.3), (0,), np.zeros((2, 2, 1)))
    found = Edges((0.1, 0.3), (0.61, float("nan")), (0.7, 0.59), (unknown, Interval(0.6, 0.5, 0.7)), (unknown,) * 2)
    rows = table(phase, found).splitlines()
    assert rows[2] == "| 10 % | .610 | .700 | – | – |"
    assert rows[3] == "| 30 % | – | .590 | .600 | – |"


@pytest.mark.slow
def test_edges(small: Scenario) -> None:
    phase = run_phase(small, (0.4, 0.6, 0.7, 0.8, 1.0), (0.3,), (0, 1, 2, 3))
    found = edges(phase)
    (distance,), (simulated,) = found.distance, found.simulated
    assert simulated.low <= simulated.value <= simulated.high
    assert distance.value == pytest.approx(simulated.value - found.course[0])
    assert abs(distance.value) < 0.15


def test_figure_tells_where_theory_has_no_edge(small: Scenario) -> None:
    unknown = Interval(float("nan"), float("nan"), float("nan"))
    phase = Phase(small, (0.4, 0.6), (0.1, 0.3), (0, 1), np.zeros((2, 2, 2)))
    with style.paper():
        figure = phase_diagram(
            phase, Edges((0.1, 0.3), (0.61, 0.6), (float("nan"), 0.7), (unknown,) * 2, (unknown,) * 2)
        )
    assert "Theory has no edge at 10 %." in " ".join(text.get_text() for text in figure.texts)


def test_figure_tells_the_distance(small: Scenario, tmp_path: Path) -> None:
    unknown = Interval(float("nan"), float("nan"), float("nan"))
    final = np.linspace(0, 1, 3 * 2 * 4).reshape(3, 2, 4)
    phase = Phase(small, (0.4, 0.6, 0.8), (0.1, 0.3), (0, 1, 2, 3), final)
    known = Interval(0.6, 0.55, 0.66)
    found = Edges((0.1, 0.3), (0.61, 0.62), (0.7, 0.59), (unknown, known), (unknown, Interval(0.01, -0.04, 0.07)))
    with style.paper():
        figure = phase_diagram(phase, found)
        files = style.save(figure, tmp_path, "phase")
    said = " ".join(text.get_text() for text in figure.texts)
    assert "+0.010 (−0.040 to +0.070)" in said
    assert "n = 4 runs at each of 6 points, seeds 0–3" in said
    assert "Theory has no edge" not in said
    assert files == ["phase.png", "phase.svg"]
    assert all((tmp_path / name).stat().st_size > 10_000 for name in files)
