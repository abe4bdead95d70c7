"""Where people stand in a drawing of ties: their distance on paper follows their distance in ties.

Each component is laid out by stress majorisation (Gansner, Koren & North 2005, "Graph drawing by stress
majorization" [R]) on shortest paths, from a start found by classical scaling, so that no luck takes part.
The largest component stands in the middle; the others are set around it, as near as they fit.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.network.structure import Arcs, components

Points = NDArray[np.float64]

ROUNDS: Final = 150
"""Rounds of majorisation for up to `MANY` people; fewer for more, as each costs their square."""

MANY: Final = 300
GOLDEN_ANGLE: Final = np.pi * (3 - 5**0.5)


def layout(arcs: Arcs) -> Points:
    """A place for each person, shape (N, 2), centred and scaled to fit the square from −1 to 1."""
    near = np.zeros((arcs.people, arcs.people), dtype=np.bool_)
    near[arcs.source, arcs.target] = near[arcs.target, arcs.source] = True
    parts = components(arcs)
    places = np.zeros((arcs.people, 2))
    groups = [np.flatnonzero(parts.label == part) for part in range(len(parts))]
    drawn = [_component(near[np.ix_(group, group)]) for group in groups]
    for group, points in zip(groups, _apart(drawn), strict=True):
        places[group] = points
    return _fitted(places)


def distances(near: NDArray[np.bool_]) -> Points:
    """Steps on the shortest path between each two people of a component, shape (n, n)."""
    steps = np.where(np.eye(len(near), dtype=np.bool_), 0.0, np.inf)
    links = near.astype(np.float32)
    front, reached, step = np.eye(len(near), dtype=np.bool_), np.eye(len(near), dtype=np.bool_), 0
    while front.any():
        step += 1
        front = (front.astype(np.float32) @ links > 0) & ~reached
        steps[front] = step
        reached |= front
    return steps


def _component(near: NDArray[np.bool_]) -> Points:
    """One component about its middle; neighbours stand about one apart."""
    people = len(near)
    if people == 1:
        return np.zeros((1, 2))
    wanted = distances(near)
    partners = near.sum(axis=1)
    if partners.mean() < people / 4:
        wanted = wanted + _crowding(near)
    return _majorised(_scaled(wanted), wanted)


def _crowding(near: NDArray[np.bool_]) -> Points:
    """A little more room between people who share no partner, so that clusters show in a dense network."""
    links = near.astype(np.float32)
    shared = links @ links
    return np.where(near & (shared < 1), 0.6, 0.0)


def _scaled(wanted: Points) -> Points:
    """Classical scaling (Torgerson): the plane that keeps most of the distances."""
    squared = wanted**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    top = np.sqrt(np.maximum(values[-2:], 1e-9))
    signs = np.where(vectors[np.abs(vectors).argmax(axis=0), np.arange(len(values))] < 0, -1.0, 1.0)
    places = (vectors * signs)[:, -2:] * top
    turn = np.arange(len(places)) * GOLDEN_ANGLE
    return np.asarray(places + 0.05 * np.column_stack([np.cos(turn), np.sin(turn)]))


def _majorised(places: Points, wanted: Points) -> Points:
    """Move everyone, round by round, toward distances as wanted; near pairs count more (weight 1/d²)."""
    with np.errstate(divide="ignore"):
        weights = np.where(wanted > 0, wanted**-2.0, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian, hermitian=True)
    pull = weights * wanted
    for _ in range(ROUNDS * MANY // max(MANY, len(places))):
        offsets = places[:, None, :] - places[None, :, :]
        lengths = np.sqrt((offsets**2).sum(axis=2))
        ratio = np.divide(pull, lengths, out=np.zeros_like(pull), where=lengths > 1e-9)
        moved = inverse @ (places * ratio.sum(axis=1)[:, None] - ratio @ places)
        still = float(np.abs(moved - places).max()) < 1e-3
        places = moved
        if still:
            break
    return np.asarray(places - places.mean(axis=0))


def _apart(drawn: list[Points]) -> list[Points]:
    """The first in the middle; each other as near to it as it fits, going round in a spiral."""
    placed: list[Points] = [drawn[0]]
    taken = drawn[0]
    for turn, island in enumerate(drawn[1:]):
        shift = _free_place(island, taken, turn * GOLDEN_ANGLE)
        placed.append(island + shift)
        taken = np.concatenate([taken, placed[-1]])
    return placed


def _free_place(island: Points, taken: Points, angle: float) -> Points:
    """The nearest shift along a spiral at which an island keeps its distance from all that stands."""
    gap = 1.2
    for step in range(4000):
        radius = 0.25 * step**0.75
        turn = angle + 0.5 * step
        shift = radius * np.array([np.cos(turn), np.sin(turn)])
        offsets = taken[:, None, :] - (island + shift)[None, :, :]
        if float((offsets**2).sum(axis=2).min()) >= gap**2:
            return np.asarray(shift, dtype=np.float64)
    return np.array([np.abs(taken).max() + np.abs(island).max() + gap, 0.0])


def _fitted(places: Points) -> Points:
    low, high = places.min(axis=0), places.max(axis=0)
    half = max(float((high - low).max()) / 2, 1e-9)
    return np.asarray((places - (low + high) / 2) / half)
