"""Room for new ties: made as it is needed, also where joiners have new partners of their own."""

import numpy as np
import pytest

from sim.scenario import Scenario
from sim.simulation import Simulation

RESTLESS = Scenario(
    network={"size": 60},
    seasoning=1.0,
    talk={"sessions": 1.0, "size": 20, "mix": 1.0},
    leadership={"clinical": 1.0, "enablement": 1.0, "fear": 0.0},
    staffing={"turnover": 0.9},
    rules={"new_tie": 1.0, "new_partners": 1},
    weeks=104,
    seed=3,
)
"""Each post has many holders a year, and each holder a new partner."""


@pytest.mark.parametrize("threads", [1, 2])
def test_more_ties_are_made_in_a_year_than_posts_have_partners(threads: int) -> None:
    run = Simulation(RESTLESS, threads=threads)
    before = int(run.world.dyads.used[0])
    run.advance(52)
    used = int(run.world.dyads.used[0])
    assert used - before > 2 * 60 // 2, "the case is none"
    assert used <= len(run.world.dyads.ends)
    run.advance(52)
    assert run.week == 104
    ends = run.world.dyads.ends[: int(run.world.dyads.used[0])]
    assert (ends[:, 0] < ends[:, 1]).all()
    assert len(np.unique(ends, axis=0)) == len(ends)


def test_room_that_is_made_on_the_way_changes_nothing() -> None:
    whole, apart = Simulation(RESTLESS), Simulation(RESTLESS)
    whole.advance(104)
    for _ in range(104):
        apart.advance(1)
    for one, other in zip(whole.results().record, apart.results().record, strict=True):
        np.testing.assert_array_equal(one, other)
