"""How knowledge is spread among people who are alike, and what they learn from those who know more.

Knowledge closes gaps wherever people reflect together, and in talk spaces and workshops it comes from whoever knows
most there, practising or not. So it spreads from collaborator to collaborator long before many practise, which
a mean cannot tell: people who all know the mean have nothing to teach each other. Of each kind of collaborators
the mean is followed, and the spread about it is taken to be the flattest that has this mean (an exponential, cut
off at 0 and 1): few know much while the mean is low, as simulated. Improvers, taught alike, all know their mean.

Distribution functions are columns over `GRID`; integrals over it are sums weighted by `WIDTH`.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]

GRID: Final[Column] = np.linspace(0.0, 1.0, 49) ** 2
"""Shape (K,): knowledge, closest where little is known."""

WIDTH: Final[Column] = np.diff(GRID, prepend=GRID[0], append=GRID[-1])[:-1] / 2 + np.diff(GRID, append=GRID[-1]) / 2
"""Shape (K,): of the trapezoidal rule."""

_BEFORE: Final[Column] = np.cumsum(WIDTH) - WIDTH


class Kinds(NamedTuple):
    """A number, or a column, for each kind of person."""

    cold: Column
    """Collaborators who do not practise."""
    lit: Column
    """Collaborators who do."""
    improver_cold: Column
    improver_lit: Column
    committed: Column


class Knowing(NamedTuple):
    """Who knows how much: distribution functions, each of shape (K,)."""

    kinds: Kinds
    practising: Column
    others: Column
    """Of those who do not practise."""
    open: Column
    """Of those who are open at a talk space."""
    everyone: Column
    improvers: Column


def knowing(
    means: tuple[float, float, float, float], shares: tuple[float, ...], openness: tuple[float, ...]
) -> Knowing:
    """Who knows how much.

    Args:
        means: knowledge of collaborators (cold, lit) and of improvers (cold, lit).
        shares: of staff in each of the five `Kinds`.
        openness: of each of them.
    """
    kinds = Kinds(spread(means[0]), spread(means[1]), alike(means[2]), alike(means[3]), alike(1.0))
    weights = np.array(shares)
    return Knowing(
        kinds,
        practising=_mixed(kinds, weights * (0, 1, 0, 1, 1)),
        others=_mixed(kinds, weights * (1, 0, 1, 0, 0)),
        open=_mixed(kinds, weights * openness),
        everyone=_mixed(kinds, weights),
        improvers=_mixed(kinds, weights * (0, 0, 1, 1, 0)),
    )


def spread(mean: float) -> Column:
    """The flattest distribution on 0 to 1 with this mean: density ∝ e^(−a·k)."""
    rate = float(np.interp(mean, _MEANS, _RATES))
    below: Column = GRID.copy() if abs(rate) < 1e-6 else np.expm1(-rate * GRID) / np.expm1(-rate)
    rest = float(WIDTH[1:] @ (1.0 - below[1:]))
    below[0] = 1.0 - min(1.0, max(0.0, (mean - rest) / WIDTH[0]))
    return below


def alike(mean: float) -> Column:
    """All know the same."""
    column: Column = 1.0 - np.clip((mean - _BEFORE) / WIDTH, 0.0, 1.0)
    return column


def gap(own: Column, better: Column) -> float:
    """The mean of (b − k)⁺, k distributed as `own`, `better` the chance that b, met or not, lies above: ∫ F·(1 − G)."""
    return float(WIDTH @ (own * better))


def best_of(among: Column, others: int, joining: float) -> Column:
    """The chance that the best of `others` people, each there with chance `joining`, lies above."""
    above: Column = 1.0 - (1.0 - joining * (1.0 - among)) ** others
    return above


def of_those_who_take_it_up(own: Column) -> float:
    """Mean knowledge weighted by knowledge, E k²/E k: the chance of taking practice up grows with it."""
    above = 1.0 - own
    mean = float(WIDTH @ above)
    return 2.0 * float(WIDTH @ (GRID * above)) / mean if mean > 0.0 else 0.0


def _mixed(kinds: Kinds, weights: Column) -> Column:
    total = float(weights.sum())
    return np.ones_like(GRID) if total <= 0.0 else np.asarray(weights / total @ np.array(kinds))


def _table() -> tuple[Column, Column]:
    """Means of the spread and their rates, from a low mean to a high one."""
    steep = np.geomspace(1e-3, 5e3, 400)
    half = np.where(steep < 0.02, 0.5 - steep / 12.0, 1.0 / steep - 1.0 / np.expm1(np.minimum(steep, 700.0)))
    means = np.concatenate([half[::-1], 1.0 - half])
    return means, np.concatenate([steep[::-1], -np.minimum(steep, 500.0)])


_MEANS, _RATES = _table()
