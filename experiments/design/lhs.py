"""Latin hypercube: each dimension cut into n strata, each met exactly once [R] McKay, Beckman & Conover 1979."""

from experiments.design.base import Unit
from experiments.options import DesignOptions


def latin_hypercube(options: DesignOptions, dimensions: int) -> Unit:
    """`options.n` points; the same `options.seed` gives the same.

    Returns:
        Shape (n, dimensions).
    """
    from scipy.stats import qmc

    sample: Unit = qmc.LatinHypercube(dimensions, rng=options.seed).random(options.n)
    return sample
