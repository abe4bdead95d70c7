"""Degree: how many people each person names, is named by, and has as partners; density; centralisation."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.network.structure.arcs import Arcs, ratio

type Way = Literal["either", "out", "in"]
"""Which arcs count: partners in either direction, those a person names, those who name the person."""


def degrees(arcs: Arcs, way: Way = "either") -> NDArray[np.int64]:
    """Shape (N,): how many partners each person has (`either`), names (`out`) or is named by (`in`)."""
    match way:
        case "either":
            return np.diff(arcs.partners.start)
        case "out":
            return np.bincount(arcs.source, minlength=arcs.people)
        case "in":
            return np.bincount(arcs.target, minlength=arcs.people)


def mean_degree(arcs: Arcs) -> float:
    """Partners a person has, in either direction: 2D / N, a reciprocal dyad counted once. From 0 to N − 1."""
    return 2 * arcs.dyads / arcs.people


def mean_out_degree(arcs: Arcs) -> float:
    """People whom a person names: M / N, the same as the mean in-degree. From 0 to N − 1."""
    return len(arcs) / arcs.people


def density(arcs: Arcs) -> float:
    """The share of possible arcs that exist: M / (N(N − 1)). From 0 to 1; NaN with one person.

    Falls as 1/N when people name a fixed number, so compare networks of unlike size by their mean degree.
    """
    return ratio(len(arcs), 2 * arcs.pairs)


def isolates(arcs: Arcs) -> int:
    """How many people neither name anyone nor are named. From 0 to N."""
    return int(np.count_nonzero(degrees(arcs) == 0))


def centralisation(arcs: Arcs, way: Way = "either") -> float:
    """How far degree hangs on one person: 0 when all have the same, 1 for a star.

    Σ_i (max − degree_i) divided by the most it can be in a network of N people: (N − 1)(N − 2) for
    partners, (N − 1)² for naming or being named. NaN where that is 0 (fewer than three, or two, people).

    Source: Freeman 1979, "Centrality in social networks: conceptual clarification", Social Networks 1 [R];
    the divisor of the directed forms follows from a directed star.
    """
    degree = degrees(arcs, way)
    people = arcs.people
    most = (people - 1) * (people - 2) if way == "either" else (people - 1) ** 2
    return ratio(float(np.sum(degree.max() - degree)), most)
