"""The jackknife: by hand, at its limits, and Student's t against tables."""

from math import isnan, nan, sqrt

import numpy as np
import pytest

from analysis.diagnosis import jackknife
from analysis.diagnosis.jackknife import intervals, standard_error, student
from analysis.diagnosis.seen import Seen
from sim.network.structure import Arcs

UNIT = np.array([0, 0, 1, 1, 2, 2, 2], dtype=np.int64)
NONE = np.full(7, -1, dtype=np.int64)
ARCS = Arcs([0, 1, 1, 2, 3, 4, 5, 5], [1, 0, 2, 3, 2, 5, 4, 6], 7)


@pytest.mark.parametrize(("freedom", "table"), [(3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042), (10**6, 1.960)])
def test_students_quantile_is_that_of_tables(freedom: int, table: float) -> None:
    assert student(freedom) == pytest.approx(table, rel=0.01)


def test_of_a_mean_it_is_the_usual_standard_error() -> None:
    values = np.array([1.0, 4.0, 4.0, 7.0, 9.0])
    again = [float(np.delete(values, at).mean()) for at in range(5)]
    assert standard_error(again) == pytest.approx(values.std(ddof=1) / sqrt(5))
    assert isnan(standard_error([1.0, nan]))


def test_names_by_hand() -> None:
    found = intervals(Seen(ARCS, np.ones(7, dtype=np.bool_)), UNIT, NONE)
    names = np.array([1, 2, 1, 1, 1, 2, 0])
    half = student(6) * names.std(ddof=1) / sqrt(7)
    assert found.alike["names"] == pytest.approx((8 / 7, 8 / 7 - half, 8 / 7 + half))
    assert found.resamples == 7
    assert not found.grouped


def test_when_all_answered_nothing_of_those_listed_is_left_open() -> None:
    found = intervals(Seen(ARCS, np.ones(7, dtype=np.bool_)), UNIT, NONE)
    assert found.listed is not None
    for name, value in found.listed.items():
        assert value == pytest.approx((found.alike[name].value,) * 3)


def test_of_those_listed_less_is_open_than_of_staff_like_these() -> None:
    found = intervals(Seen(ARCS, UNIT < 2), UNIT, UNIT)
    assert found.listed is not None
    for name, alike in found.alike.items():
        if not isnan(alike.low):
            assert alike.low <= found.listed[name].low <= alike.value <= found.listed[name].high <= alike.high


def test_a_form_that_does_not_say_who_answered_has_no_interval_of_those_listed() -> None:
    found = intervals(Seen(ARCS, np.ones(7, dtype=np.bool_)), NONE, NONE, says=False)
    assert found.listed is None
    assert "ei_unit" not in found.alike
    assert "ei_profession" not in found.alike


def test_no_returned_arc_among_few_is_not_called_certain() -> None:
    one_way = Arcs([0, 1, 2, 3, 4], [1, 2, 3, 4, 5], 7)
    found = intervals(Seen(one_way, np.ones(7, dtype=np.bool_)), UNIT, NONE).alike["returned"]
    assert (found.value, found.low) == (0, 0)
    assert 0.4 < found.high < 1


def test_without_ties_among_respondents_nothing_is_known_of_reciprocity() -> None:
    apart = intervals(Seen(Arcs([0, 1], [2, 3], 7), UNIT < 1), UNIT, NONE)
    assert all(isnan(end) for end in apart.alike["returned"])
    assert isnan(apart.alike["partners"].value)


def test_many_respondents_are_left_out_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    table = rng.random((90, 90)) < 0.08
    np.fill_diagonal(table, False)
    seen = Seen(Arcs(*np.nonzero(table), 90), np.ones(90, dtype=np.bool_))
    label = np.arange(90) % 6
    alone = intervals(seen, label, label)
    monkeypatch.setattr(jackknife, "ALONE", 50)
    monkeypatch.setattr(jackknife, "GROUPS", 45)
    grouped, again = intervals(seen, label, label, seed=4), intervals(seen, label, label, seed=4)
    assert grouped == again
    assert (grouped.resamples, grouped.grouped) == (45, True)
    for name, value in alone.alike.items():
        other = grouped.alike[name]
        assert other.high - other.low == pytest.approx(value.high - value.low, rel=0.5)
