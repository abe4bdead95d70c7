"""How heat is spread among people who are alike: shot noise, and what it lights on average.

A person's exposure in a week is a Poisson number of talks and sessions, each with a warmth of its own; heat
is its fading memory, h = (1 − q)·Σ q^k·x_k with q = e^(−1/T). So the logarithm of its characteristic function
is a sum over kinds of exposure, rate × Ψ(s), and Ψ can be worked out beforehand (Campbell's theorem for shot
noise). Its distribution on a grid follows by a cosine series, as in Fang & Oosterlee 2008 [R]. Lighting is
far from linear, so the mean of F over this spread is not F of the mean heat.
"""

from dataclasses import dataclass
from math import ceil, exp, log, log2

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.rules import chance, lapse_chance, lit, take_up_rate
from sim.scenario import Rules

Column = NDArray[np.float64]
Shots = NDArray[np.complex128]

SHARES = 16
"""Steps in which the share practising at a session is counted."""

FINEST = 4096
"""Most points of a grid of heat."""


@dataclass(frozen=True, eq=False)
class Warmth:
    """Grid and shots, made once for some rules.

    Attributes:
        grid: shape (G + 1,), heats, evenly from 0 to the most told apart.
        reflective, told, unnamed: shape (G + 1,), Ψ of one such talk a week with someone practising.
        session, workshop: shape (SHARES + 1, G + 1), Ψ of one a week where that share of the others practises.
    """

    grid: Column
    reflective: Shots
    told: Shots
    unnamed: Shots
    session: Shots
    workshop: Shots


def warmth(rules: Rules, influence: tuple[float, float], most: float) -> Warmth:
    """Prepare the grid and the shots.

    Args:
        rules: of the run.
        influence: its mean and the half-width of its spread.
        most: the largest exposure a week that is to be told apart; heat lies well below it.
    """
    points = 2 ** min(round(log2(FINEST)), max(8, ceil(log2(8.0 * most / rules.threshold))))
    angles = np.pi * np.arange(points + 1) / most
    mean, spread = influence
    size = np.arange(SHARES + 1)[:, None] / SHARES
    return Warmth(
        grid=np.arange(points + 1) * most / points,
        reflective=_shots(angles, rules.memory, np.array(mean), np.array(spread)),
        told=_shots(angles, rules.memory, np.array(rules.told_weight * mean), np.array(rules.told_weight * spread)),
        unnamed=_shots(angles, rules.memory, np.array(rules.told_weight * rules.influence_unnamed), np.array(0.0)),
        session=_shots(angles, rules.memory, rules.session_heat * size, np.array(0.0)),
        workshop=_shots(angles, rules.memory, rules.workshop_heat * size, np.array(0.0)),
    )


def spread_of_heat(shots: Shots) -> Column:
    """Shape (G + 1,): the share of people at each heat of the grid; `shots` is the sum of rate × Ψ.

    P_j = (1/G)·[1 + 2·Σ_n Re φ(πn/most)·cos(πnj/G) + Re φ(πG/most)·cos(πj)], half of it at both ends. Nobody's
    heat (no talk at all) falls on the grid's first point, so that few talks are told from none.
    """
    points = len(shots) - 1
    cells: Column = 2.0 * np.fft.irfft(np.exp(shots).real)[: points + 1]
    cells[0] /= 2.0
    cells[-1] /= 2.0
    return cells


def _shots(angles: Column, memory: float, size: Column, spread: Column) -> Shots:
    """Ψ(s) = Σ_k [E e^(i·s·(1 − q)·q^k·shot) − 1], shots spread evenly over size ± spread."""
    keep = exp(-1.0 / memory)
    weeks = 1 if keep == 0.0 else ceil(max(1.0, log(1e-7) / log(keep)))
    total = np.zeros(np.broadcast_shapes(angles.shape, size.shape), dtype=np.complex128)
    for week in range(weeks):
        reached = angles * ((1.0 - keep) * keep**week)
        total += np.exp(1j * reached * size) * np.sinc(reached * spread / np.pi) - 1.0
    return total


@compiled
def mean_take_up(
    grid: Column, cells: Column, extra: float, take_up: float, knowledge: float, threshold: float, steepness: float
) -> float:
    """Mean chance of taking up practice over a spread of heat, `extra` heat coming to all."""
    total = 0.0
    for cell in range(len(grid)):
        rate = take_up_rate(take_up, knowledge, lit(grid[cell] + extra, threshold, steepness))
        total += cells[cell] * chance(rate, 1.0)
    return max(0.0, total)


@compiled
def mean_lapse(
    grid: Column, cells: Column, extra: float, lapse: float, protection: float, threshold: float, steepness: float
) -> float:
    """Mean chance of lapsing over a spread of heat, `extra` heat coming to all."""
    total = 0.0
    for cell in range(len(grid)):
        total += cells[cell] * lapse_chance(lapse, protection, lit(grid[cell] + extra, threshold, steepness))
    return max(0.0, total)
