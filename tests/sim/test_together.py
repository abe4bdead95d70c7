"""Who comes first, and who sits where."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import luck
from sim.layout import make_world
from sim.network.build import build
from sim.scenario import Scenario
from sim.steps.meeting import NOBODY, SEATS, get_up, sit_down, sits
from sim.steps.order import sort_rising
from sim.steps.together import FEW, SMALL, lowest
from tests.sim.entered import entered


def test_kept_by_insertion_or_sorted_the_lowest_are_the_same() -> None:
    scenario = Scenario(network={"size": 150, "unit_size": 150})
    world = make_world(scenario, [build(scenario, 0, 3)])
    unit, stream = world.units[0], luck.base(3, luck.SESSION_PICK, 5)
    assert unit.stop - unit.start == 150 > FEW

    def chosen(count: int) -> list[int]:
        draws, order = np.empty(150), np.full(150, -1)
        entered(lowest)(world.people.identity, unit, stream, count, draws, order)
        assert np.all(order[count:] == -1), "more than were asked for"
        return order[:count].tolist()

    every = chosen(150)
    drawn = [luck.draw(stream, luck.pair(unit.identity, world.people.identity[row])) for row in every]
    assert sorted(every) == list(range(150))
    assert drawn == sorted(drawn)
    for count in (0, 1, 12, FEW, FEW + 1):
        assert chosen(count) == every[:count]


@pytest.mark.parametrize("people", range(4, SMALL + 2))
def test_in_a_small_unit_they_are_ranked_alike(people: int) -> None:
    scenario = Scenario(network={"size": people, "unit_size": people})
    world = make_world(scenario, [build(scenario, 0, 3)])
    unit, stream = world.units[0], luck.base(3, luck.SESSION_PICK, 5)
    draws, order = np.empty(SMALL + 1), np.empty(SMALL + 1, dtype=np.int64)
    entered(lowest)(world.people.identity, unit, stream, people, draws, order)
    drawn = [luck.draw(stream, luck.pair(unit.identity, identity)) for identity in world.people.identity]
    assert order[:people].tolist() == sorted(range(people), key=drawn.__getitem__)


def test_equal_draws_of_a_small_unit_follow_each_other_as_its_people_do() -> None:
    scenario = Scenario(network={"size": 8, "unit_size": 8})
    world = make_world(scenario, [build(scenario, 0, 3)])
    world.people.identity[2:6] = world.people.identity[1]
    draws, order = np.empty(SMALL), np.empty(SMALL, dtype=np.int64)
    entered(lowest)(world.people.identity, world.units[0], np.uint64(9), 8, draws, order)
    places = order[:8].tolist()
    assert [row for row in places if 1 <= row < 6] == [1, 2, 3, 4, 5]


@given(st.lists(st.integers(-3, 3), max_size=70))
def test_sorting_is_by_score_and_leaves_equals_in_order(scores: list[int]) -> None:
    order = np.arange(len(scores))
    entered(sort_rising)(order, np.array(scores, dtype=float))
    assert order.tolist() == sorted(range(len(scores)), key=scores.__getitem__)


@given(st.lists(st.integers(0, 2**31), unique=True, max_size=40), st.lists(st.integers(0, 2**31), max_size=20))
def test_a_seat_tells_who_is_there(rows: list[int], others: list[int]) -> None:
    """Also where many would take the same seat."""
    close = [row // 128 * 128 for row in rows]
    for group in (sorted(set(rows)), sorted(set(close))):
        people, seats = np.array(group, dtype=np.uint32), np.full(SEATS, NOBODY, dtype=np.int64)
        entered(sit_down)(people, seats)
        assert all(entered(sits)(seats, row) for row in group)
        assert [row for row in others if entered(sits)(seats, row)] == [row for row in others if row in group]
        entered(get_up)(people, seats)
        assert np.all(seats == NOBODY)
