"""Sobol sequence, scrambled after Owen. The first n points of a longer sequence are those of a shorter one."""

import warnings

from experiments.design.base import Unit
from experiments.options import DesignOptions


def sobol(options: DesignOptions, dimensions: int) -> Unit:
    """`options.n` points; the same `options.seed` gives the same. A power of two is best balanced.

    Returns:
        Shape (n, dimensions).
    """
    from scipy.stats import qmc

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The balance properties")
        sample: Unit = qmc.Sobol(dimensions, rng=options.seed).random(options.n)
    return sample
