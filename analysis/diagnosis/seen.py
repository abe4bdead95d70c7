"""What a form shows of the ties of an organisation: some people answer, and name at most so many."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.network.structure import Arcs


@dataclass(frozen=True, eq=False)
class Seen:
    """Arcs as they were told, and who told.

    Attributes:
        arcs: of all N people who are listed.
        answered: shape (N,), whose naming nobody counts as an answer.
    """

    arcs: Arcs
    answered: NDArray[np.bool_]

    @property
    def respondents(self) -> int:
        """How many people answered."""
        return int(self.answered.sum())

    @cached_property
    def told(self) -> Arcs:
        """The arcs from people who answered, to anyone listed."""
        kept = self.answered[self.arcs.source]
        return Arcs(self.arcs.source[kept], self.arcs.target[kept], self.arcs.people)

    @cached_property
    def among(self) -> Arcs:
        """The arcs between people who answered; rows as in `arcs`, so the silent stand there without any."""
        kept = self.answered[self.arcs.source] & self.answered[self.arcs.target]
        return Arcs(self.arcs.source[kept], self.arcs.target[kept], self.arcs.people)

    def without(self, rows: NDArray[np.int64]) -> "Seen":
        """The same, had some people not answered."""
        answered = self.answered.copy()
        answered[rows] = False
        left = np.zeros(len(answered), dtype=np.bool_)
        left[rows] = True
        kept = ~left[self.arcs.source]
        return Seen(Arcs(self.arcs.source[kept], self.arcs.target[kept], self.arcs.people), answered)


def through_form(arcs: Arcs, response: float, cap: int | None, rng: np.random.Generator) -> Seen:
    """What a survey would show of known arcs.

    Args:
        arcs: everyone's, as they would be told without limits.
        response: share of people who answer, drawn at random; round(share · N) of them, at least two.
        cap: at most so many names a person, drawn at random from those they would name; None: no limit.
        rng: where the luck comes from.
    """
    answered = np.zeros(arcs.people, dtype=np.bool_)
    count = min(arcs.people, max(2, round(response * arcs.people)))
    answered[rng.permutation(arcs.people)[:count]] = True
    kept = answered[arcs.source]
    if cap is not None:
        kept &= _place(arcs, rng) < cap
    return Seen(Arcs(arcs.source[kept], arcs.target[kept], arcs.people), answered)


def _place(arcs: Arcs, rng: np.random.Generator) -> NDArray[np.int64]:
    """The place of each arc, from 0, in a random order of its namer's arcs; shape (M,)."""
    order = np.lexsort((rng.random(len(arcs)), arcs.source))
    start = np.searchsorted(arcs.source, np.arange(arcs.people))
    place = np.empty(len(arcs), dtype=np.int64)
    place[order] = np.arange(len(arcs)) - start[arcs.source[order]]
    return place
