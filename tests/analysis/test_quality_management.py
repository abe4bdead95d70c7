"""Quality management against a record made by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from analysis.quality_management import LATER, embedded, lasting, quality, rank_correlation, support_ended
from sim.layout import make_record
from sim.measures import Results
from sim.scenario import Scenario
from sim.schedule import COLUMN, CONTEXT
from sim.simulation import simulate
from sim.steps.measures import CELLS, SUMS, UNIT_COLUMNS

PEOPLE = 10.0


def by_hand(weeks: int, units: int, supported: int = 0) -> Results:
    """An empty record of one organisation, ten people a unit; coached for some weeks."""
    record = make_record(weeks, 1, units, 0)
    record.units[:, :, UNIT_COLUMNS.index("people")] = PEOPLE
    context = np.zeros((weeks, 1, len(CONTEXT)))
    context[:supported, 0, COLUMN["support.coaching"]] = 1.0
    scenario = Scenario(weeks=weeks, workshops={"lead_time": 0.6})
    return Results(scenario, weeks, record, context, np.zeros(units, dtype=np.int32))


def put(results: Results, name: str, values: Any) -> None:
    """Values of a column, by unit or by week and unit; shares and means are put in as sums over people."""
    summed = name in ("trained", "practising", "in_talk", "knowledge", "resentment", "alignment")
    results.record.units[:, :, UNIT_COLUMNS.index(name)] = np.asarray(values) * (PEOPLE if summed else 1.0)


def test_planning_is_the_alignment_where_workshops_were_held() -> None:
    results = by_hand(3, 3)
    put(results, "alignment", [0.9, 0.6, 0.3])
    put(results, "workshops", [[0, 0, 0], [1, 0, 0], [1, 3, 0]])
    found = quality(results)
    assert np.isnan(found.planning[0])
    assert found.planning[1:] == pytest.approx([0.9, (0.9 + 3 * 0.6) / 4])
    assert found.planning_beside[1] == pytest.approx(0.9 - 0.6)


def test_control_needs_gains_held_and_talk() -> None:
    results = by_hand(20, 4)
    put(results, "gain_won", [0.6, 0.6, 0.6, 0.0])
    put(results, "gain_lead", [0.3, 0.6, 0.0, 0.0])
    put(results, "in_talk", [0.5, 0.0, 0.9, 0.4])
    found = quality(results)
    assert found.control[-1] == pytest.approx([0.5, 0.0, 0.0, 0.4])
    assert found.over_units(found.control)[-1] == pytest.approx(0.225)
    assert found.improvement[-1] == pytest.approx([1.0, 1.0, 1.0, 0.0])


def test_talk_is_that_of_a_quarter() -> None:
    results = by_hand(30, 1)
    put(results, "in_talk", np.repeat([[0.0], [1.0]], [10, 20], axis=0))
    talk = quality(results).control[:, 0]
    assert talk[9] == pytest.approx(0.0)
    assert talk[10] == pytest.approx(1 / 11)
    assert talk[12] == pytest.approx(3 / 13)
    assert talk[22:] == pytest.approx(1.0)


def test_all_three_are_asked_of_the_same_unit() -> None:
    results = by_hand(1, 5)
    put(results, "workshops", [1, 1, 1, 0, 1])
    put(results, "alignment", [0.6, 0.4, 0.6, 0.6, 0.6])
    put(results, "gain_won", [0.6, 0.6, 0.6, 0.6, 0.2])
    put(results, "gain_lead", [0.6, 0.6, 0.1, 0.6, 0.2])
    put(results, "in_talk", [0.5, 0.5, 0.5, 0.5, 0.5])
    found = quality(results)
    assert found.all_three[0].tolist() == [True, False, False, False, False]
    results.record.units[0, 0, UNIT_COLUMNS.index("people")] = 0.0
    assert not quality(results).all_three.any(), "a unit without people is none"


def test_rank_correlation_is_spearmans() -> None:
    assert rank_correlation([1, 2, 3, 4], [10, 20, 25, 400]) == pytest.approx(1.0)
    assert rank_correlation([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1.0)
    assert rank_correlation([1, 1, 2, 3], [1, 2, 2, 3]) == pytest.approx(5 / 6), "worked by hand, with ties"
    assert np.isnan(rank_correlation([1, 1, 1], [1, 2, 3]))


def test_together_is_the_mean_of_three_correlations() -> None:
    results = by_hand(1, 3)
    put(results, "workshops", [1, 1, 1])
    put(results, "alignment", [0.3, 0.6, 0.9])
    put(results, "in_talk", [0.9, 0.6, 0.3])
    put(results, "gain_won", [0.2, 0.3, 0.4])
    put(results, "gain_lead", [0.2, 0.3, 0.4])
    assert quality(results).together(0) == pytest.approx((-1 + 1 - 1) / 3)
    put(results, "workshops", [1, 2, 0])
    put(results, "alignment", [0.3, 0.6, 0.1])
    assert quality(results).together(0) == pytest.approx((-1 + 1 - 1) / 3), "of the chosen two"
    put(results, "workshops", [1, 0, 0])
    assert np.isnan(quality(results).together(0))


def practising(results: Results, share: float, role: int, weeks: slice, people: float = 50.0) -> None:
    cells = results.record.cells.reshape(results.weeks, 2, CELLS // 2, len(SUMS))
    cells[weeks, role, 0, SUMS.index("people")] = people
    cells[weeks, role, 0, SUMS.index("practising")] = people * share


def test_embedded_is_what_the_untrained_do_two_years_later() -> None:
    results = by_hand(60 + LATER, 1, supported=60)
    assert support_ended(results) == 60
    for role in (0, 1):
        practising(results, 0.8, role, slice(0, 60))
    practising(results, 0.2, 0, slice(60, None))
    practising(results, 1.0, 1, slice(60, None))
    assert embedded(results) == pytest.approx(0.2 / 0.8)
    practising(results, 0.9, 0, slice(60, None))
    assert embedded(replace(results)) == 1.0
    for role in (0, 1):
        practising(results, 0.01, role, slice(0, 60))
    assert embedded(replace(results)) == 0.0, "nothing was there to remain"
    short = by_hand(100, 1, supported=60)
    assert np.isnan(embedded(short))


def test_lasting_counts_the_units_that_had_all_three() -> None:
    results = by_hand(60 + LATER, 4, supported=60)
    put(results, "workshops", 1)
    put(results, "alignment", 0.8)
    put(results, "gain_won", 0.6)
    put(results, "in_talk", 0.9)
    held = np.full((60 + LATER, 4), 0.6)
    held[:, 3] = 0.0
    held[100:, 0] = 0.0
    put(results, "gain_lead", held)
    assert lasting(quality(results), 60) == pytest.approx(2 / 3)
    assert np.isnan(lasting(quality(results), 0))


def test_a_run_is_read_by_organisation() -> None:
    trusts = [{"name": "one"}, {"name": "two", "network": {"size": 30}, "workshops": {"rate": 1}}]
    scenario = Scenario(network={"size": 60}, weeks=40, workshops={"rate": 0}, organisations=trusts)
    results = simulate(scenario, keep_units=True)
    one, two = (quality(results, o) for o in range(2))
    assert one.people.sum(axis=1).tolist() == [60.0] * 40
    assert two.people.sum(axis=1).tolist() == [30.0] * 40
    assert not one.chosen.any()
    assert np.isnan(one.planning).all()
    assert two.chosen[-1].sum() == results.series("workshops")[:, 1].sum() > 0
    aligned = (two.alignment[-1] * two.people[-1]).sum() / 30
    assert aligned == pytest.approx(results.series("alignment")[-1, 1], abs=1e-5)
    with pytest.raises(ValueError, match="keep_units"):
        quality(simulate(Scenario(network={"size": 40}, weeks=2)))
