"""Morris' elementary effects: trajectories on a grid, one parameter moved at a time [R] Morris 1991."""

import numpy as np

from experiments.design.base import Unit
from experiments.design.saltelli import unit_problem
from experiments.options import DesignOptions


def morris(options: DesignOptions, dimensions: int) -> Unit:
    """`options.n` trajectories of d + 1 points, in SALib's order.

    Returns:
        Shape (n·(d + 1), dimensions).
    """
    from SALib.sample import morris as salib

    problem = unit_problem(dimensions)
    sample: Unit = salib.sample(problem, options.n, num_levels=options.levels, seed=options.seed)
    return np.asarray(sample, dtype=np.float64)
