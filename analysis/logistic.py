"""Logistic regression by Newton's method (iteratively reweighted least squares), small enough to be bootstrapped."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

RIDGE: Final = 1e-6
"""Weight of the squared slopes: far too small to move a slope that exists, enough to end one that would be infinite."""
_FARTHEST: Final = 5.0
"""The longest step of one coefficient."""
_STEPS: Final = 100


def logistic(predictors: ArrayLike, happened: ArrayLike, weights: ArrayLike | None = None) -> NDArray[np.float64]:
    """The coefficients of log odds = b₀ + b₁·x₁ + … by maximum likelihood.

    Args:
        predictors: shape (n,) or (n, p).
        happened: shape (n,), true or false.
        weights: shape (n,), how often each row counts; left out, once.

    Returns:
        Shape (1 + p,), b₀ first; exp(b₁) is the odds ratio of one unit of x₁. NaNs where all or none happened. Where
        the predictors tell the two apart completely a slope has no end; `RIDGE` gives it a large one.
    """
    y = np.asarray(happened, dtype=np.float64)
    x = np.asarray(predictors, dtype=np.float64).reshape(len(y), -1)
    w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
    x, y, w = x[w > 0], y[w > 0], w[w > 0]
    x = np.column_stack([np.ones(len(y)), x])
    if not len(y) or y.min() == y.max():
        return np.full(x.shape[1], np.nan)
    ridge = RIDGE * np.eye(x.shape[1])
    ridge[0, 0] = 0.0
    fitted = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(x @ fitted, -30.0, 30.0)))
        slope = x.T @ (w * (y - chance)) - ridge @ fitted
        curve = (x.T * (w * chance * (1.0 - chance))) @ x + ridge
        step = np.clip(np.linalg.lstsq(curve, slope, rcond=None)[0], -_FARTHEST, _FARTHEST)
        fitted = fitted + step
        if np.abs(step).max() < 1e-8:
            break
    return fitted
