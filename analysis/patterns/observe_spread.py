"""How fast it spreads: weeks until half have been exposed to practice, and until half practise (`keep_states`)."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.simulation import Simulation
from sim.steps.measures import WARMED

HALF: Final = 0.5


def halves(run: Simulation) -> Mapping[str, float]:
    """`contact` and `practice`: weeks until half of the staff have talked with someone practising, and half practise.

    A run in which it does not come to that counts with its whole length; `contact_reached` and `practice_reached` (1
    or 0) say so. Contact is through talk between pairs, a talk space or a workshop, in any week so far. It is counted
    by post: a joiner takes over what the leaver had, which in the first year concerns a tenth of the staff.

    Raises:
        ValueError: the run did not keep its states.
    """
    results = run.results()
    states = results.record.states[: results.weeks]
    if not len(states):
        raise ValueError("who talked with whom is read from the weeks of people: run with keep_states=True")
    talked = np.logical_or.accumulate((states & WARMED) != 0, axis=0).mean(axis=1)
    seen = {}
    for name, share in (("contact", talked), ("practice", results.series("practising")[:, 0])):
        seen[name], seen[f"{name}_reached"] = _weeks_until(share, HALF)
    return seen


def _weeks_until(share: NDArray[np.float64], level: float) -> tuple[float, float]:
    """Weeks until a share reaches a level, and 1; or all weeks, and 0."""
    reached = np.flatnonzero(share >= level)
    return (float(reached[0] + 1), 1.0) if len(reached) else (float(len(share)), 0.0)
