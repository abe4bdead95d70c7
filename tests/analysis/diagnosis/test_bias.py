"""Non-response and capped names: the figures of evidence.md, found again with the diagnosis's own functions."""

import numpy as np
import pytest

from analysis.diagnosis.bias import bias, readings
from analysis.diagnosis.response import Response
from sim.network.structure import Arcs


def who(silent: list[bool], cap: int | None = None) -> Response:
    gone = np.array(silent)
    return Response(len(gone), True, ~gone, gone, cap, cap is not None, 0.0)


def test_at_42_percent_response_70_reads_28_zero_filled_and_69_among_those_who_answered() -> None:
    (reading,) = readings(300, 0.42, None, (0.7,), builds=30)
    assert reading.zero_filled == pytest.approx(0.28, abs=0.03)
    assert reading.answered == pytest.approx(0.69, abs=0.02)


def test_names_capped_at_five_read_43_at_full_response() -> None:
    (reading,) = readings(300, 1.0, 5, (0.7,), builds=30)
    assert reading.answered == pytest.approx(0.43, abs=0.03)
    assert reading.zero_filled == reading.answered


def test_the_range_by_hand() -> None:
    """0 and 1 name each other, both name 2, who is silent: 2 of 4 arcs, 2 of 2, and 6 of 6 if 2 returned all."""
    arcs = Arcs([0, 1, 0, 1], [1, 0, 2, 2], 3)
    found = bias(arcs, who([False, False, True]))
    assert (found.zero_filled, found.answered, found.all_returned) == (0.5, 1.0, 1.0)
    assert found.uncapped is None


def test_a_silent_majority_leaves_a_wide_range() -> None:
    """0 names 1 unreturned; 0 and 1 name 2 and 3, who are silent."""
    arcs = Arcs([0, 0, 1], [1, 2, 3], 4)
    found = bias(arcs, who([False, False, True, True]))
    assert (found.zero_filled, found.answered) == (0.0, 0.0)
    assert found.all_returned == pytest.approx(4 / 5)


def test_a_cap_hides_arcs_back_only_of_those_who_fill_every_line() -> None:
    """0 names 1 and 2, the most allowed; both could have more behind it only where 0 is the one named."""
    arcs = Arcs([0, 0, 1, 2], [1, 2, 0, 3], 4)
    found = bias(arcs, who([False] * 4, cap=2))
    assert found.answered == 0.5
    assert found.uncapped == pytest.approx(2 / (3 + 0.5))


def test_what_is_read_is_turned_back_into_the_truth() -> None:
    arcs = Arcs([0], [1], 60)
    found = bias(arcs, who([False] * 60, cap=5))
    for reading in found.readings:
        assert found.implied(reading.answered) == pytest.approx(reading.true)


def test_too_few_people_give_no_readings() -> None:
    assert readings(3, 1.0, None) == ()
    assert np.isnan(bias(Arcs([0], [1], 3), who([False] * 3)).implied(0.5))
