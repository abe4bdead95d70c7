"""The gate: all go through together, and nobody waits for one who will not come."""

import threading
from typing import Any

import numpy as np
import pytest

from sim import week as weeks_of
from sim.gate import new_gate, open_for_good, wait
from sim.scenario import Scenario
from sim.simulation import Simulation
from tests.sim.entered import entered


@pytest.mark.parametrize("threads", [2, 3, 5])
def test_nobody_goes_through_before_all_have_come(threads: int) -> None:
    gate, came, seen, through = new_gate(), [0] * threads, [], entered(wait)
    through(gate, 1)
    assert gate[0] == 0, "who is alone does not wait"

    def go(thread: int) -> None:
        for turn in range(1, 51):
            came[thread] = turn
            through(gate, threads)
            seen.append(min(came) >= turn)

    together = [threading.Thread(target=go, args=(thread,)) for thread in range(threads)]
    for each in together:
        each.start()
    for each in together:
        each.join()
    assert len(seen) == 50 * threads
    assert all(seen)
    assert gate[0] == 50 * threads


def test_one_who_fails_leaves_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it this test would not end."""
    run = Simulation(Scenario(network={"size": 60}, weeks=4), threads=2)
    whole = weeks_of.weeks

    def fails(world: Any, contexts: Any, places: Any, first: int, part: int, parts: int) -> int:
        if part == 0:
            raise MemoryError
        return whole(world, contexts, places, first, part, parts)

    monkeypatch.setattr(weeks_of, "weeks", fails)
    with pytest.raises(MemoryError):
        run.advance(4)


def test_who_comes_to_an_open_gate_goes_through() -> None:
    gate = new_gate()
    open_for_good(gate)
    for _ in range(3):
        entered(wait)(gate, 2)


def test_in_plain_python_there_is_one_thread() -> None:
    wait(new_gate(), 1)
    with pytest.raises(RuntimeError, match="compiled code only"):
        wait(np.zeros(1, dtype=np.int64), 2)
