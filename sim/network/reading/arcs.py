"""From rows of a file to arcs of a survey: self-ties, pairs given twice, pairs that say there is no tie."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError
from sim.network.reading.advice import HAS_EVERYONE
from sim.network.reading.answers import Answers
from sim.network.reading.people import People
from sim.network.reading.problems import Problems, counted, rows_told
from sim.network.reading.survey import Form, Survey, noticed
from sim.network.ties import ITEMS


@dataclass
class Draft:
    """A survey in the making; the columns run beside each other, one row a pair as read.

    Attributes:
        namer, named: shape (M,), rows of `people.names`.
        items: any of the five, shape (M,), 1 to 5 or NaN.
        rows: shape (M,), where a pair stands in the file; None where it has no rows.
        certain: shape (M,), pairs that are arcs whatever their items.
        answered: rows of `people.names` who answered.
    """

    where: str
    form: Form
    people: People
    namer: NDArray[np.int64]
    named: NDArray[np.int64]
    items: dict[str, Answers]
    rows: NDArray[np.int64] | None
    certain: NDArray[np.bool_]
    answered: NDArray[np.int64]
    repairs: list[str] = field(default_factory=list)

    def keep(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> None:
        """Keep some pairs, by mask or by place."""
        self.namer, self.named, self.certain = self.namer[kept], self.named[kept], self.certain[kept]
        self.items = {item: values[kept] for item, values in self.items.items()}
        if self.rows is not None:
            self.rows = self.rows[kept]

    def told(self, places: NDArray[np.int64]) -> str:
        """Some pairs in words: by row, or else by name."""
        if self.rows is not None:
            return rows_told(self.rows[places])
        pairs = [self.pair(int(place)) for place in places[:5]]
        return ", ".join(pairs) + (f" and {len(places) - 5} more" if len(places) > 5 else "")

    def pair(self, place: int) -> str:
        """A pair in words."""
        return f"{self.people.names[self.namer[place]]} → {self.people.names[self.named[place]]}"


def finished(draft: Draft, problems: Problems) -> Survey:
    """The survey of a draft: self-ties dropped, equal repeats dropped, pairs without a tie left out.

    Raises:
        NetworkError: all `problems`, with those of pairs that stand twice with different answers; no ties at all.
    """
    drop_self_ties(draft)
    drop_repeats(draft, problems)
    problems.stop()
    _drop_unconnected(draft)
    if len(draft.namer) == 0:
        why = "; ".join(line.removeprefix(f"{draft.where}: ") for line in draft.repairs) or "nobody names anyone else"
        raise NetworkError(f"{draft.where}: there is no tie in it: {why}")
    people = draft.people
    responded = np.zeros(len(people.names), dtype=np.bool_)
    responded[draft.answered] = True
    if people.responded is not None:
        said = people.responded
        responded = np.array([did if said[row] is None else said[row] for row, did in enumerate(responded)])
    return Survey.of(
        people.names,
        draft.namer,
        draft.named,
        {item: draft.items[item] for item in ITEMS if item in draft.items},
        responded=responded,
        attributes=people.attributes,
        repairs=(*draft.repairs, *noticed(people.names, responded, draft.form), *_unlisted(draft)),
        source=draft.where,
        form=draft.form,
    )


def _unlisted(draft: Draft) -> list[str]:
    """What an edge list cannot say without a list of people."""
    if draft.form != "edges" or draft.people.complete:
        return []
    return [f"there is no list of people, so whoever has no tie in it is left out {HAS_EVERYONE}"]


def _row(draft: Draft, place: int) -> str:
    return f"row {int(draft.rows[place])}" if draft.rows is not None else "the graph"


def drop_self_ties(draft: Draft) -> None:
    """Leave out pairs of one person."""
    own = draft.namer == draft.named
    if np.any(own):
        places = np.flatnonzero(own)
        draft.repairs.append(f"{counted(len(places), 'self-tie')} dropped ({draft.told(places)})")
        draft.keep(~own)


def drop_repeats(draft: Draft, problems: Problems) -> None:
    """Keep the first of pairs that stand more than once and say the same; others are mistakes."""
    key = draft.namer << 32 | draft.named
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(np.diff(key[order]) == 0) + 1
    if len(again) == 0:
        return
    start = np.flatnonzero(np.diff(key[order], prepend=-1) != 0)
    first = order[start[np.searchsorted(start, again, side="right") - 1]]
    repeat = order[again]
    same = _same(draft.items, first, repeat) & (draft.certain[first] == draft.certain[repeat])
    problems.each(
        ~same,
        lambda place: (
            f"{_row(draft, int(repeat[place]))}: the pair {draft.pair(int(repeat[place]))} "
            f"stands in {_row(draft, int(first[place]))} too, with other answers; keep one"
        ),
    )
    if np.any(same):
        dropped = np.sort(repeat[same])
        draft.repairs.append(
            f"{counted(len(dropped), 'repeat')} of a pair with the same answers dropped ({draft.told(dropped)})"
        )
    kept = np.ones(len(key), dtype=np.bool_)
    kept[repeat] = False
    draft.keep(kept)


def _same(items: Mapping[str, Answers], first: NDArray[np.int64], repeat: NDArray[np.int64]) -> NDArray[np.bool_]:
    same = np.ones(len(first), dtype=np.bool_)
    for values in items.values():
        left, right = values[first], values[repeat]
        same &= (left == right) | (np.isnan(left) & np.isnan(right))
    return same


def _drop_unconnected(draft: Draft) -> None:
    """Leave out pairs whose items are all 1 or blank: "not connected"."""
    connected = draft.certain.copy()
    for values in draft.items.values():
        connected |= values > 1
    if not np.all(connected):
        count = counted(int((~connected).sum()), "pair")
        draft.repairs.append(f"{count} with all items 1 or blank read as not connected")
        draft.keep(connected)
