"""Ties as columns: one row a dyad, the five survey items in each direction."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import NetworkError

if TYPE_CHECKING:
    import networkx as nx

ITEMS: Final = ("trust", "awareness", "comfort", "influence", "advice")
"""The five items of an arc i→j, Likert 1..5 scaled to 0..1."""

REPORTED: Final = 0.5
"""An arc is reported in a survey when the mean of its items is at least this."""

Columns = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ties:
    """Dyads and their arcs. Direction 0 is first→second, direction 1 second→first.

    Attributes:
        first, second: shape (D,), rows of people, first < second, in rising order, no pair twice.
        present: shape (2, D), whether the arc of each direction exists; at least one does.
        trust, awareness, comfort, influence, advice: shape (2, D), in [0, 1]; 0 where there is no arc.
    """

    first: NDArray[np.int32]
    second: NDArray[np.int32]
    present: NDArray[np.bool_]
    trust: Columns
    awareness: Columns
    comfort: Columns
    influence: Columns
    advice: Columns

    def __post_init__(self) -> None:
        key = self.first.astype(np.int64) << 32 | self.second
        if np.any(self.first >= self.second) or np.any(key[1:] <= key[:-1]):
            raise NetworkError("dyads must have first < second and stand in rising order, none twice")
        if not np.all(self.present[0] | self.present[1]):
            raise NetworkError("each dyad needs at least one arc")

    def __len__(self) -> int:
        """How many dyads there are."""
        return len(self.first)

    @property
    def arcs(self) -> int:
        """How many arcs there are."""
        return int(self.present.sum())

    @classmethod
    def from_arcs(cls, source: ArrayLike, target: ArrayLike, items: Mapping[str, ArrayLike]) -> Self:
        """Ties from a list of arcs, in any order.

        Args:
            source, target: shape (M,), rows of people; no self-tie, no arc twice.
            items: the five items, each shape (M,) or one number for all arcs, in [0, 1].

        Raises:
            NetworkError: an arc from someone to themselves, an arc twice, an item missing or outside [0, 1].
        """
        of, to = np.asarray(source, dtype=np.int64), np.asarray(target, dtype=np.int64)
        if np.any(of == to):
            raise NetworkError(f"row {int(of[of == to][0])} has a tie to itself")
        first, second = np.minimum(of, to), np.maximum(of, to)
        keys, dyad = np.unique(first << 32 | second, return_inverse=True)
        way = (of > to).astype(np.int64)
        present = np.zeros((2, len(keys)), dtype=np.bool_)
        present[way, dyad] = True
        if present.sum() != len(of):
            raise NetworkError(f"{len(of) - int(present.sum())} arcs stand more than once")
        columns = {}
        for name in ITEMS:
            if name not in items:
                raise NetworkError(f"the item {name} is missing")
            values = np.broadcast_to(np.asarray(items[name], dtype=np.float64), of.shape)
            if not np.all((values >= 0) & (values <= 1)):
                raise NetworkError(f"the item {name} has values outside 0 to 1")
            columns[name] = np.zeros((2, len(keys)))
            columns[name][way, dyad] = values
        return cls((keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32), present, **columns)

    def to_arcs(self) -> dict[str, NDArray[Any]]:
        """The arcs as columns `source`, `target` and the five items, ordered by (source, target)."""
        way, dyad = np.nonzero(self.present)
        source = np.where(way == 0, self.first[dyad], self.second[dyad])
        target = np.where(way == 0, self.second[dyad], self.first[dyad])
        order = np.lexsort((target, source))
        way, dyad = way[order], dyad[order]
        arcs: dict[str, NDArray[Any]] = {"source": source[order], "target": target[order]}
        return arcs | {name: getattr(self, name)[way, dyad] for name in ITEMS}

    def reported(self) -> NDArray[np.bool_]:
        """Shape (2, D): which arcs a survey would report (mean of the items at least `REPORTED`)."""
        total = self.trust + self.awareness + self.comfort + self.influence + self.advice
        reported: NDArray[np.bool_] = self.present & (total / len(ITEMS) >= REPORTED)
        return reported

    def to_networkx(self, people: int) -> "nx.DiGraph[int]":
        """A directed graph on the nodes 0..people-1, the items as attributes of its edges."""
        import networkx as nx

        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(people))
        arcs = self.to_arcs()
        columns = [arcs[name].tolist() for name in ("source", "target", *ITEMS)]
        graph.add_edges_from(
            (source, target, dict(zip(ITEMS, items, strict=True)))
            for source, target, *items in zip(*columns, strict=True)
        )
        return graph

    @classmethod
    def from_networkx(cls, graph: "nx.Graph[Any]", row: Mapping[Any, int], default: Mapping[str, float]) -> Self:
        """Ties of a graph. An undirected edge gives both arcs; parallel edges count once, the first.

        Args:
            graph: any networkx graph; edge attributes named as the items are taken, others ignored.
            row: where each node stands.
            default: the value of an item that an edge does not carry.
        """
        arcs: dict[tuple[int, int], dict[str, Any]] = {}
        for source, target, data in graph.edges(data=True):
            arcs.setdefault((row[source], row[target]), data)
            if not graph.is_directed():
                arcs.setdefault((row[target], row[source]), data)
        items = {
            name: [float(data[name] if name in data else default[name]) for data in arcs.values()] for name in ITEMS
        }
        return cls.from_arcs([s for s, _ in arcs], [t for _, t in arcs], items)

    def same_as(self, other: "Ties") -> bool:
        """Whether all columns are equal."""
        return all(np.array_equal(getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
