"""What is to be built: the numbers of an archetype, worked out for one organisation."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.network.shapes.groups import Groups


class Plan(NamedTuple):
    """The numbers a shape is built to.

    Attributes:
        people: how many people.
        units: the units, unbroken runs of rows, before any labels are swapped.
        unit_size: people in a unit, about.
        dyads: how many dyads.
        crossing: how many of them are to cross units.
        hubs: hubs of the decentralised archetype.
    """

    people: int
    units: Groups
    unit_size: int
    dyads: int
    crossing: int
    hubs: int

    @property
    def unit(self) -> NDArray[np.int32]:
        """Shape (N,): the unit of each person."""
        return self.units.label.astype(np.int32)

    @property
    def everyone(self) -> Groups:
        """All people as one group."""
        return Groups(self.units.member, np.array([0, self.people]))
