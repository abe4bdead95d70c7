"""How particles of one generation are moved to propose those of the next, and how readily a place is proposed.

Both kernels are normal. `global`: twice the weighted covariance of all particles (Beaumont, Cornuet, Marin &
Robert 2009, Biometrika 96, 983-990). `local`: for each particle the weighted second moment, about it, of the
quarter of all particles that lie nearest (Filippi, Barnes, Cornebise & Stumpf 2013, Stat Appl Genet Mol Biol 12,
87-107); for posteriors that bend or fall in two.
"""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

TIMES: Final = 2.0
"""The covariance of the global kernel, beside that of the particles."""

NEAREST: Final = 0.25
"""The share of particles that a local covariance rests on."""

_NONE: Final = 1e-300
_LEAST: Final = 1e-10
"""Added to variances, in the unit cube, where particles coincide."""


class Kernel:
    """A mixture of normal distributions, one about each particle.

    Args:
        unit: shape (N, d), the particles.
        weights: shape (N,), sum 1.
        spread: shape (N, d, d), the covariance about each.
    """

    def __init__(self, unit: Values, weights: Values, spread: Values) -> None:
        sums = np.cumsum(weights)
        self._unit, self._weights, self._sums = unit, weights, sums / sums[-1]
        self._root = np.linalg.cholesky(spread + _LEAST * np.eye(unit.shape[1]))
        self._inverse = np.linalg.inv(self._root)
        size = np.log(np.diagonal(self._root, axis1=1, axis2=2)).sum(axis=1)
        self._shares = np.log(np.maximum(weights, _NONE)) - size

    def move(self, random: np.random.Generator) -> Values:
        """A place near a particle chosen by its weight, shape (d,); inside the unit cube, as the prior wants.

        Particle and step are both drawn anew until the place is inside, so that places are proposed as `log_density`
        says, but for a factor that is the same for all.
        """
        while True:
            chosen = int(np.searchsorted(self._sums, random.random(), side="right"))
            place = self._unit[chosen] + self._root[chosen] @ random.standard_normal(self._unit.shape[1])
            if np.all((place > 0.0) & (place < 1.0)):
                return np.asarray(place)

    def log_density(self, places: Values) -> Values:
        """The logarithm of how readily each of some places, shape (M, d), is proposed; shape (M,), up to a constant."""
        found = []
        for place in places:
            apart = np.einsum("nij,nj->ni", self._inverse, place - self._unit)
            found.append(np.logaddexp.reduce(self._shares - 0.5 * (apart**2).sum(axis=1)))
        return np.array(found)


def everywhere(unit: Values, weights: Values) -> Kernel:
    """The global kernel."""
    spread = TIMES * np.atleast_2d(np.cov(unit.T, aweights=weights, ddof=0))
    return Kernel(unit, weights, np.broadcast_to(spread, (len(unit), *spread.shape)))


def nearby(unit: Values, weights: Values) -> Kernel:
    """The local kernel."""
    count, dimensions = unit.shape
    near = min(count, max(dimensions + 1, round(NEAREST * count)))
    spread = np.empty((count, dimensions, dimensions))
    for number, place in enumerate(unit):
        apart = unit - place
        rows = np.argsort((apart**2).sum(axis=1), kind="stable")[:near]
        share = weights[rows] / weights[rows].sum()
        spread[number] = (apart[rows] * share[:, None]).T @ apart[rows]
    return Kernel(unit, weights, spread)


KERNELS: Final = MappingProxyType[str, Callable[[Values, Values], Kernel]]({"global": everywhere, "local": nearby})
