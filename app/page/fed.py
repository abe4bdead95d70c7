"""A run onto which wood is thrown on the way: training places that change from some week on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.network.build import Population
from sim.scenario import Scenario
from sim.simulation import Simulation

COHORTS: Final = 4
EVERY: Final = 13
"""Cohorts over which wood thrown on is shared, and the weeks between them, as in the programme itself."""


@dataclass(frozen=True, slots=True)
class Wood:
    """From `week` on, the training places of the whole run are to be `volume` × staff."""

    week: int
    volume: float


class Fed(Simulation):
    """A simulation of one organisation whose training places change on the way.

    The schema has one programme a run. Here what is still to be trained is planned anew at each change: places
    that were offered before stay, so the weeks before a change are the same with and without it.
    """

    def __init__(
        self, scenario: Scenario, populations: Sequence[Population] | None, wood: Sequence[Wood], **kept: Any
    ) -> None:
        super().__init__(scenario, populations, **kept)
        if wood:
            staff = len(self.populations[0].staff)
            places = self._schedule.places.copy()
            places[:, 0] = fed(places[:, 0], staff, wood)
            self._schedule = self._schedule._replace(places=places)


def fed(places: NDArray[np.int64], staff: int, wood: Sequence[Wood]) -> NDArray[np.int64]:
    """The training places by week, shape (weeks,), after the changes.

    Args:
        places: as the programme has them.
        staff: people in the organisation.
        wood: changes in order of weeks.
    """
    planned = places.copy()
    for change in wood:
        left = max(0, int(np.floor(change.volume * staff + 0.5)) - int(planned[: change.week].sum()))
        planned[change.week :] = 0
        shares = np.diff(np.arange(COHORTS + 1) * left // COHORTS)
        for cohort, share in enumerate(shares.tolist()):
            week = change.week + cohort * EVERY
            if week < len(planned):
                planned[week] += share
    return planned
