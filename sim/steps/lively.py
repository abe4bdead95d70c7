"""Which dyads could talk (step 3): those in which someone practises. The others have nothing to tell or to ask.

Where many practise, all dyads are asked. Where few do, they have their own dyads marked, a byte each, and the marks are
searched eight at a time; so ties among those who do not practise cost next to nothing.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.ahead import ahead
from sim.compiled import inner
from sim.steps.incidence import following
from sim.world import Dyads, Notes

MANY: Final = 32
"""One in so many, from which on all dyads are asked."""

SOON: Final = 8
"""How many people ahead the processor is told of where someone's dyads stand."""

MARKS: Final = 8
"""Marks in a word."""


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
def mark(dyads: Dyads, notes: Notes, rows: NDArray[np.int32]) -> None:
    """Mark the dyads of some people."""
    start, incident, marked = dyads.start, dyads.incident, notes.marked
    last = len(rows) - 1
    for k in range(len(rows)):
        ahead(start, rows[min(k + 2 * SOON, last)])
        ahead(incident, start[rows[min(k + SOON, last)]])
        person = rows[k]
        for place in range(start[person], start[person + 1]):
            marked[incident[place]] = 1
        dyad = dyads.head[person]
        while dyad >= 0:
            marked[dyad] = 1
            dyad = following(dyads, dyad, person)


@inner
def the_marked(notes: Notes, found: NDArray[np.uint32], begin: int, end: int) -> int:
    """Keep the dyads of begin..end-1, whole words, that are marked, and wipe the marks; returns how many there are."""
    marked, count = notes.marked, 0
    words = marked.view(np.uint64)
    for word in range(begin // MARKS, (end + MARKS - 1) // MARKS):
        if words[word]:
            for dyad in range(MARKS * word, MARKS * word + MARKS):
                found[count] = dyad
                count += marked[dyad]
            words[word] = 0
    return count


@inner
def the_lively(
    ends: NDArray[np.uint32], practising: NDArray[np.uint8], found: NDArray[np.uint32], begin: int, end: int
) -> int:
    """Keep the dyads of begin..end-1 in which someone practises; returns how many there are."""
    count = 0
    for dyad in range(begin, end):
        found[count] = dyad
        count += practising[ends[dyad, 0]] | practising[ends[dyad, 1]]
    return count
