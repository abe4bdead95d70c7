"""Saltelli's design for Sobol indices, as SALib makes and analyses it [R] Saltelli et al. 2010."""

from typing import Any

import numpy as np

from experiments.design.base import Unit
from experiments.options import DesignOptions
from sim.errors import ConfigError


def saltelli(options: DesignOptions, dimensions: int) -> Unit:
    """n·(d + 2) points, or n·(2d + 2) for second-order indices; `options.n` is a power of two.

    Rows stand in SALib's order, block by block of the base sample, so a larger n begins with the points of a smaller.

    Raises:
        ConfigError: n is no power of two.
    """
    if options.n & (options.n - 1):
        below = 1 << (options.n.bit_length() - 1)
        raise ConfigError(f"design.n={options.n}: Saltelli's design needs a power of 2, such as {below} or {2 * below}")
    from SALib.sample import sobol as salib

    problem: dict[str, Any] = unit_problem(dimensions)
    sample: Unit = salib.sample(problem, options.n, calc_second_order=options.second_order, seed=options.seed)
    return np.asarray(sample, dtype=np.float64)


def unit_problem(dimensions: int) -> dict[str, Any]:
    """SALib's description of the unit cube."""
    names = [f"x{number}" for number in range(dimensions)]
    return {"num_vars": dimensions, "names": names, "bounds": [[0.0, 1.0]] * dimensions}
