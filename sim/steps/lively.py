"""Which dyads could talk (step 3): those in which someone practises. The others have nothing to tell or to ask.

Where most people practise, someone does in nearly every dyad, and none is left out. Where many do, all dyads are
asked. Where few do, they have their own dyads marked, a bit each, and only the words in which there is a mark are
looked at; so ties among those who do not practise cost next to nothing.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.ahead import ahead
from sim.bits import ONE, WORD, lowest
from sim.compiled import inner
from sim.steps.incidence import following
from sim.steps.ranges import share_of
from sim.world import BLOCK, Dyads, Notes

MANY: Final = 16
"""One in so many, from which on all dyads are asked."""

MOST: Final = 0.6
"""The share, from which on no dyad is left out: six cycles a dyad to ask, fifty to weigh one more."""

SOON: Final = 8
"""How many people ahead the processor is told of where someone's dyads stand."""


@inner
def list_lit(practising: NDArray[np.uint8], low: int, high: int, lit_rows: NDArray[np.int32]) -> int:
    """List who of the rows low..high-1 practises, from place `low` on; returns how many do."""
    count = low
    for row in range(low, high):
        lit_rows[count] = row
        count += practising[row]
    return count - low


@inner
def lit_of(notes: Notes, parts: int) -> int:
    """How many practise in the week's snapshot."""
    total = 0
    for part in range(parts):
        total += notes.lit[part]
    return total


@inner
def few(notes: Notes, lit: int) -> bool:
    """Whether so few practise that their dyads are marked."""
    return lit * MANY < len(notes.speakers)


@inner
def most(notes: Notes, lit: int) -> bool:
    """Whether so many practise that no dyad is left out."""
    return lit > MOST * len(notes.speakers)


@inner
def mark(dyads: Dyads, notes: Notes, part: int, parts: int) -> None:
    """Mark the dyads of all who practise, as far as they belong to this part, so that no two write to one word."""
    low, high = share_of(dyads.used[0], BLOCK, part, parts)
    if low == high:  # to write a word anew, even as it was, would undo what another part does to it meanwhile
        return
    for other in range(parts):
        first, _ = share_of(len(notes.speakers), 1, other, parts)
        _mark(dyads, notes, notes.lit_rows[first : first + notes.lit[other]], low, high)


@inner
def _mark(dyads: Dyads, notes: Notes, rows: NDArray[np.int32], low: int, high: int) -> None:
    """Mark those of the dyads low..high-1 that some people have."""
    start, incident, marked = dyads.start, dyads.incident, notes.marked
    last = len(rows) - 1
    for k in range(len(rows)):
        later, soon = rows[min(k + 2 * SOON, last)], rows[min(k + SOON, last)]
        ahead(start, later)
        ahead(dyads.head, later)
        ahead(incident, start[soon])
        ahead(incident, start[soon + 1] - 1)  # perhaps on the next line of the cache
        person = rows[k]
        for place in range(start[person], start[person + 1]):
            _set(marked, incident[place], low, high)
        dyad = dyads.head[person]
        while dyad >= 0:
            _set(marked, dyad, low, high)
            dyad = following(dyads, dyad, person)


@inner
def _set(marked: NDArray[np.uint64], dyad: int, low: int, high: int) -> None:
    """Mark a dyad, if it is one of low..high-1."""
    mine = low <= dyad < high
    place = np.uint64(dyad if mine else low)
    marked[place // WORD] |= np.uint64(mine) << place % WORD


@inner
def the_marked(dyads: Dyads, notes: Notes, found: NDArray[np.uint32], begin: int, end: int) -> int:
    """Keep the dyads of begin..end-1, whole words, that are marked, and wipe the marks; returns how many there are."""
    ends, marked, count = dyads.ends, notes.marked[begin // WORD : (end + WORD - 1) // WORD], np.uint64(0)
    for word in range(len(marked)):
        marks = marked[word]
        while marks:
            found[count] = begin + WORD * word + lowest(marks)
            ahead(ends, found[count])
            count += ONE
            marks &= marks - ONE
        marked[word] = 0
    return int(np.int64(count))


@inner
def the_lively(
    ends: NDArray[np.uint32], practising: NDArray[np.uint8], found: NDArray[np.uint32], begin: int, end: int
) -> int:
    """Keep the dyads of begin..end-1 in which someone practises; returns how many there are."""
    here, count = ends[begin:end], 0
    for k in range(len(here)):
        found[count] = begin + k
        count += practising[here[k, 0]] | practising[here[k, 1]]
    return count


@inner
def all_of(found: NDArray[np.uint32], begin: int, end: int) -> int:
    """Keep the dyads begin..end-1; returns how many there are."""
    for k in range(end - begin):
        found[k] = begin + k
    return end - begin
