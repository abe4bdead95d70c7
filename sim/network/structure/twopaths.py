"""Two-paths i → b → j: who stands between people that are not tied, and whether anything comes back.

A two-path is *open* when i does not name j (Gould and Fernandez's sense: b brokers), and *apart* when
neither of i and j names the other. A two-path that is apart is *unreturned* when both of its arcs are:
b does not name i, and j does not name b. Who stands in many of those is a messenger, not a partner in talk.

All are counted by arithmetic on each person's arcs, less the two-paths that shared partners close, so a
hub with thousands of partners costs no more than they do.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.network.structure.arcs import BOTH, NAMED, NAMES, Arcs, Partners, ratio


@dataclass(frozen=True, eq=False)
class TwoPaths:
    """Two-paths i → b → j (i, b, j all different) counted at their middle b.

    Attributes:
        every: shape (N,), all of them.
        open: shape (N,), those without the arc i → j.
        apart: shape (N,), those with no arc between i and j.
        unreturned: shape (N,), those apart with neither b → i nor j → b.
    """

    every: NDArray[np.int64]
    open: NDArray[np.int64]
    apart: NDArray[np.int64]
    unreturned: NDArray[np.int64]

    @property
    def messenger(self) -> NDArray[np.float64]:
        """Shape (N,): the share of each person's two-paths apart that are unreturned; NaN for people with none."""
        share = np.full(len(self.apart), np.nan)
        np.divide(self.unreturned, self.apart, out=share, where=self.apart > 0)
        return share


def two_paths(arcs: Arcs) -> TwoPaths:
    """Each person's two-paths, as their middle."""
    return TwoPaths(*_count(arcs.partners))


def open_share(arcs: Arcs) -> float:
    """Simple brokering: the share of two-paths i → b → j without the arc i → j. From 0 to 1; NaN without two-paths.

    Alone it does not tell Trust A from Trust D: a dense and a chain-like network both leave
    most of their two-paths open.
    """
    paths = two_paths(arcs)
    return ratio(int(paths.open.sum()), int(paths.every.sum()))


def messenger_share(arcs: Arcs) -> float:
    """Of two-paths i → b → j with no arc between i and j, the share with both arcs unreturned.

    From 0 (all talk through brokers can come back) to 1 (none can); NaN when no two-path is apart. It is
    this project's own measure: a reading of the talk's "non-reciprocated interaction: 'messengers'".
    """
    paths = two_paths(arcs)
    return ratio(int(paths.unreturned.sum()), int(paths.apart.sum()))


def _closed(tied: int, of_i: int, of_j: int) -> tuple[int, int, int]:
    """Of the two-paths i → b → j and j → b → i, those that the tie of i and j makes not open, apart and unreturned.

    Args:
        tied: the way from i to j, bits `NAMES` and `NAMED`.
        of_i: that from i to b; 0 if they are not partners.
        of_j: that from j to b.
    """
    there, back = of_i & NAMES and of_j & NAMED, of_j & NAMES and of_i & NAMED
    return (
        bool(there and tied & NAMES) + bool(back and tied & NAMED),
        bool(there) + bool(back),
        (of_i == NAMES and of_j == NAMED) + (of_j == NAMES and of_i == NAMED),
    )


_WAYS: Final = range(BOTH + 1)
_CLOSED: Final = np.array([[[_closed(t, i, j) for j in _WAYS] for i in _WAYS] for t in _WAYS])
"""All of them, looked up by the three ways: luck decides these, so a processor could foresee no branch."""


@compiled
def _count(
    partners: Partners,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Two-paths by their middle: every, open, apart, unreturned.

    Of each tied pair, whoever has more partners has them marked, and those of the other are looked up among the marks.
    """
    people = len(partners.start) - 1
    every, unreturned = _through(partners)
    open_, apart = every.copy(), every.copy()
    start, row, way = partners.start, partners.row, partners.way
    marked = np.zeros(people, np.uint8)
    for i in range(people):
        for entry in range(start[i], start[i + 1]):
            marked[row[entry]] = way[entry]
        for entry in range(start[i], start[i + 1]):
            j, more = row[entry], start[i + 1] - start[i] - (start[row[entry] + 1] - start[row[entry]])
            if more > 0 or (more == 0 and i > j):
                for at in range(start[j], start[j + 1]):
                    b, closed = row[at], _CLOSED[way[entry], marked[row[at]], way[at]]
                    open_[b] -= closed[0]
                    apart[b] -= closed[1]
                    unreturned[b] -= closed[2]
        for entry in range(start[i], start[i + 1]):
            marked[row[entry]] = 0
    return every, open_, apart, unreturned


@compiled
def _through(partners: Partners) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Two-paths by their middle, shared partners aside: all, and those with neither arc returned."""
    people = len(partners.start) - 1
    every, unreturned = np.zeros(people, np.int64), np.zeros(people, np.int64)
    for b in range(people):
        named_by, names, both = 0, 0, 0
        for entry in range(partners.start[b], partners.start[b + 1]):
            named_by += partners.way[entry] == NAMED
            names += partners.way[entry] == NAMES
            both += partners.way[entry] == BOTH
        every[b] = (named_by + both) * (names + both) - both
        unreturned[b] = named_by * names
    return every, unreturned
