"""Arcs: checked when made, ordered, and the same whichever way they come."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import NetworkError
from sim.network.structure import Arcs
from sim.network.structure.arcs import BOTH, NAMED, NAMES
from sim.network.ties import ITEMS, Ties


def test_arcs_stand_in_order_whatever_order_they_came_in() -> None:
    arcs = Arcs([2, 0, 2], [1, 2, 0], 4)
    assert list(zip(arcs.source.tolist(), arcs.target.tolist(), strict=True)) == [(0, 2), (2, 0), (2, 1)]
    assert (len(arcs), arcs.dyads, arcs.mutual, arcs.pairs) == (3, 2, 1, 6)


def test_partners_say_who_names_whom() -> None:
    partners = Arcs([2, 0, 2], [1, 2, 0], 4).partners
    assert partners.start.tolist() == [0, 1, 2, 4, 4]
    assert partners.row.tolist() == [2, 2, 0, 1]
    assert partners.way.tolist() == [BOTH, NAMED, BOTH, NAMES]


def test_nothing_in_it_can_be_changed() -> None:
    arcs = Arcs([0], [1], 2)
    for column in (arcs.source, arcs.target, *arcs.partners):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 1
    with pytest.raises(AttributeError):
        arcs.people = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    ("source", "target", "people", "message"),
    [
        ([0, 3], [1, 0], 3, "row 3; rows go from 0 to 2"),
        ([0, -1], [1, 0], 3, "row -1"),
        ([0, 1], [1, 1], 3, "row 1 has an arc to itself"),
        ([0, 1, 0], [1, 0, 1], 3, "from row 0 to row 1 stands twice"),
        ([0, 1], [1], 3, "there are 2 and 1"),
        ([0.5], [1], 3, "whole numbers"),
        ([[0]], [[1]], 3, "columns"),
        ([], [], 0, "at least one person"),
    ],
)
def test_mistakes_are_named(source: list[int], target: list[int], people: int, message: str) -> None:
    with pytest.raises(NetworkError, match=message):
        Arcs(source, target, people)


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_arcs_of_ties_are_the_arcs_that_made_them(arcs: Arcs) -> None:
    ties = Ties.from_arcs(arcs.source, arcs.target, dict.fromkeys(ITEMS, 0.7))
    again = Arcs.from_ties(ties, arcs.people, reported=False)
    assert np.array_equal(again.source, arcs.source)
    assert np.array_equal(again.target, arcs.target)


def test_reported_arcs_are_those_whose_items_reach_one_half() -> None:
    item = np.array([0.5, 0.49, 0.9])
    ties = Ties.from_arcs([0, 1, 2], [1, 0, 0], dict.fromkeys(ITEMS, item))
    reported = Arcs.from_ties(ties, 3, reported=True)
    assert list(zip(reported.source.tolist(), reported.target.tolist(), strict=True)) == [(0, 1), (2, 0)]
    assert len(Arcs.from_ties(ties, 3, reported=False)) == 3
