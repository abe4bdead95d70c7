"""Who comes first, and who sits where."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim import luck
from sim.layout import make_world
from sim.network.build import build
from sim.scenario import Scenario
from sim.steps.meeting import NOBODY, empty_seats, get_up, sit_down, sits
from sim.steps.order import sort_rising
from sim.steps.together import FEW, lowest
from tests.sim.entered import entered


def test_kept_by_insertion_or_sorted_the_lowest_are_the_same() -> None:
    scenario = Scenario(network={"size": 150, "unit_size": 150})
    world = make_world(scenario, [build(scenario, 0, 3)])
    unit, stream = world.units[0], luck.base(3, luck.SESSION_PICK, 5)
    assert unit.stop - unit.start == 150 > FEW

    def chosen(count: int) -> list[int]:
        draws, order = np.empty(150), np.full(150, -1)
        entered(lowest)(world.people, unit, stream, count, draws, order)
        assert np.all(order[count:] == -1), "more than were asked for"
        return order[:count].tolist()

    every = chosen(150)
    drawn = [luck.draw(stream, luck.pair(unit.identity, world.people[row].identity)) for row in every]
    assert sorted(every) == list(range(150))
    assert drawn == sorted(drawn)
    for count in (0, 1, 12, FEW, FEW + 1):
        assert chosen(count) == every[:count]


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
        people, seats = np.array(group, dtype=np.uint32), entered(empty_seats)()
        entered(sit_down)(people, seats)
        assert all(entered(sits)(seats, row) for row in group)
        assert [row for row in others if entered(sits)(seats, row)] == [row for row in others if row in group]
        entered(get_up)(people, seats)
        assert np.all(seats == NOBODY)
