"""What a week writes down between its steps: how long each of these notes is, and empty ones."""

from typing import Any, Final

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sim.ahead import FAR
from sim.bits import WORD
from sim.gate import new_gate
from sim.rules import distrust_kept
from sim.scenario.context import MOST_IN_A_SPACE
from sim.steps.measures import ALL_MARKS, CELLS, SUMS, TALLIES
from sim.steps.meeting import MOST_MEET, NOBODY, SEATS
from sim.world import (
    ASKED,
    BLOCK,
    GO,
    MOST_THREADS,
    NONE,
    PEOPLE_BLOCK,
    Desks,
    Notes,
    heard_type,
    records,
    speaker_type,
)

OFTEN: Final = 8
"""Answered talks of a dyad in a week: what fewer leave of distrust is worked out once."""

OWN_LINES: Final = 16
"""Numbers in a row that no two threads write to, at least: as many as keep them off each other's lines of the cache."""


def blank_notes(
    room: int, edges: NDArray[np.int64], listed: NDArray[np.int32], width: DTypeLike, units: int, trust_gain: float
) -> Notes:
    """Nothing noted yet.

    Args:
        room: dyads that there is room for.
        edges: shape (O + 1,), the first row of each organisation's people, and the row after the last.
        listed: rows named for training.
        width: the type of the floating fields.
        units: how many there are.
        trust_gain: τ₊.
    """
    organisations, people = len(edges) - 1, int(edges[-1])
    blocks = [
        (o, low, min(low + PEOPLE_BLOCK, int(edges[o + 1])))
        for o in range(organisations)
        for low in range(int(edges[o]), int(edges[o + 1]), PEOPLE_BLOCK)
    ]
    return Notes(
        **notes_by_dyad(room),
        speakers=records(people, speaker_type(width)),
        heard=records(people, heard_type(width)),
        kept=np.array([distrust_kept(trust_gain, answered) for answered in range(OFTEN)]),
        marks=np.zeros(people, dtype=np.uint8),
        lit=np.zeros(MOST_THREADS, dtype=np.int64),
        lit_rows=np.zeros(people, dtype=np.int32),
        held=np.zeros(units, dtype=np.uint32),
        held_count=np.zeros(MOST_THREADS, dtype=np.int64),
        came=np.zeros(units, dtype=np.int32),
        openly=np.zeros(units, dtype=np.int32),
        opened=np.zeros((units, MOST_IN_A_SPACE), dtype=np.uint32),
        session_practising=np.zeros(units, dtype=np.int32),
        session_best=np.zeros(units),
        eager=np.zeros(units, dtype=np.uint8),
        met_first=np.full(MOST_THREADS, NONE, dtype=np.int32),
        found=np.zeros(2, dtype=np.int64),
        leavers=np.zeros(people, dtype=np.int32),
        leaver_count=np.zeros(len(blocks), dtype=np.int64),
        listed=listed,
        tally=np.zeros((organisations, len(TALLIES)), dtype=np.int64),
        blocks=np.array(blocks, dtype=np.int64),
        gate=new_gate(),
        trust=np.zeros((MOST_THREADS, max(organisations, OWN_LINES)), dtype=np.int64),
        talked=np.zeros((MOST_THREADS, organisations, OWN_LINES), dtype=np.int64),
        alike=np.zeros((len(blocks), ALL_MARKS), dtype=np.int64),
        cells=np.zeros((len(blocks), CELLS, len(SUMS))),
    )


def blank_desks(threads: int, width: DTypeLike) -> Desks:
    """A desk for each thread, with nothing on it.

    Args:
        threads: how many there may be.
        width: the type of the floating fields.
    """

    def of_dyads(kind: DTypeLike) -> NDArray[Any]:
        return np.zeros((threads, 2, GO), dtype=kind)

    return Desks(
        seats=np.full((threads, SEATS), NOBODY, dtype=np.int64),
        draws=np.zeros((threads, MOST_IN_A_SPACE)),
        who=np.zeros((threads, MOST_IN_A_SPACE), dtype=np.int64),
        meeting=np.zeros((threads, 2 * MOST_MEET), dtype=np.uint32),
        word=of_dyads(np.uint64),
        load=of_dyads(width),
        items=np.zeros((threads, 2, ASKED * GO), dtype=width),
        drawn=of_dyads(np.float64),
        rate=of_dyads(np.float64),
        said=of_dyads(np.uint8),
        found=np.zeros((threads, GO), dtype=np.uint32),
        codes=np.zeros((threads, GO), dtype=np.uint8),
        row=of_dyads(np.uint32),
        knows=of_dyads(width),
        openness=of_dyads(width),
        trust=of_dyads(width),
        influence=of_dyads(width),
        present=of_dyads(np.uint32),
        exposure=of_dyads(np.float64),
        gains=of_dyads(np.float64),
        best=of_dyads(width),
        flags=of_dyads(np.uint8),
    )


def notes_by_dyad(room: int) -> dict[str, Any]:
    """The notes whose length follows the room for dyads."""
    blocks, words = -(-room // BLOCK), -(-room // WORD)
    return {
        "marked": np.zeros(words, dtype=np.uint64),
        "event_dyad": np.zeros(room + FAR, dtype=np.uint32),
        "event_code": np.zeros(room, dtype=np.uint8),
        "event_count": np.zeros(blocks, dtype=np.int64),
        "met_next": np.zeros(room, dtype=np.int32),
        "gained": np.zeros((room, 2), dtype=np.uint32),
    }
