"""How much of what differs between points is luck, where points share their seeds.

Replicate r of every point is run with the same seed. What a seed does to all points alike moves all their means
together and tells none from another; luck between points is only what seeds do to some and not to others. Values are
laid out by point and seed, and fitted as the sum of a point's part and a seed's [R] Searle 1971, ch. 7; runs may lack.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Codes = NDArray[np.intp]


def mean_squares(place: Codes, seed: Codes | None, value: Numbers) -> tuple[float, float]:
    """The spread of runs about their points, and what of it seeds' common parts leave.

    Args:
        place: shape (runs,), the point of each, numbers from 0 on.
        seed: shape (runs,), the seed of each, numbers from 0 on; None where points have seeds of their own.
        value: shape (runs,).

    Returns:
        Mean square within points, NaN where none has two runs; and the residual mean square of point + seed. Where
        nothing tells what is common (seeds of their own, or one point), this is the mean square within points too.
    """
    counts = np.bincount(place)
    centred = value - (np.bincount(place, value) / np.maximum(counts, 1))[place]
    freedom = len(value) - np.count_nonzero(counts)
    if not freedom:
        return float("nan"), float("nan")
    whole = float(centred @ centred)
    if seed is None:
        return whole / freedom, whole / freedom
    shares = _shares(place, seed)
    normal = np.diag(np.bincount(seed)) - (shares * counts[:, None]).T @ shares
    sums = np.bincount(seed, centred)
    parts, _, rank, _ = np.linalg.lstsq(normal, sums, rcond=1e-10)
    if freedom == rank:
        return whole / freedom, whole / freedom
    return whole / freedom, max(0.0, whole - float(sums @ parts)) / (freedom - int(rank))


def noise(place: Codes, seed: Codes | None, value: Numbers) -> Numbers:
    """The variance of each point's mean that is luck between points.

    It is the residual mean square of point + seed, over the runs of the point. A point that lacks seeds which others
    have differs from them by these seeds' common parts too, so far as its shares of seeds lie from those of all points
    on average. Where points have seeds of their own it is the mean square within points, over the runs of the point.

    Args:
        place, seed, value: as `mean_squares` takes them; every point has a run.

    Returns:
        Shape (points,); NaN where no point has two runs.
    """
    within, left = mean_squares(place, seed, value)
    alone = left / np.bincount(place)
    if seed is None:
        return np.asarray(alone, dtype=np.float64)
    shares = _shares(place, seed)
    far = np.square(shares - shares.mean(axis=0)).sum(axis=1)
    return np.asarray(alone + max(0.0, within - left) * far, dtype=np.float64)


def _shares(place: Codes, seed: Codes) -> Numbers:
    """What part of each point's runs each seed has, shape (points, seeds)."""
    found = np.zeros((int(place.max()) + 1, int(seed.max()) + 1))
    found[place, seed] = 1.0 / np.bincount(place)[place]
    return found
