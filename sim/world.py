"""The world of a run, as the compiled week works on it.

    World
    ├── people          a column a thing known of them: organisation after organisation, unit after unit
    ├── dyads           two people and a record for each of their two arcs; who has which dyads
    ├── units           a record a unit: its run of people, its gains
    ├── organisations   a record an organisation: its runs, this week's context, what is fixed for it
    ├── rules           one record: the constants
    ├── forum           one record: when leaders of all organisations meet, and how many of each
    ├── context, places what the schedule says of this week
    ├── notes           what a week writes down between its steps
    ├── desks           what each thread works on for itself
    └── record          the measures, week by week

A world is only arrays: no step keeps anything elsewhere. People are columns, `world.people.heat`, since each week
takes everyone in turn and a processor takes eight numbers of a column at once. The rest are records, rows of
NumPy's structured arrays: `arc.trust` in a step is a number in place, and what is looked up together lies together.
Floating columns and fields are of one width, chosen when the world is made. Rows that loops over ties look up are
kept as unsigned numbers: so none need be asked whether it counts from the end.
"""

from math import prod
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sim.people import Floats, People
from sim.scenario import PROFESSIONS, Forum, Rules

Records = Any
"""A NumPy record array."""

Row = Any
"""One record of a structured array: its fields are attributes, and assigning to them changes the array."""

BLOCK: Final = 8192
"""Dyads in a block. Each block is worked by one thread, and blocks are taken in order."""

GO: Final = 512
"""Dyads that are weighed in one go: as many as lie in a core's nearest cache with all that is asked of them."""

ASKED: Final = 4
"""Items of an arc that decide whether improvement is raised: the first of its record, copied at one stroke."""

MOST_THREADS: Final = 64
"""More would have little to do."""

NONE: Final = -1
"""Instead of a dyad, where a chain of them ends."""

PEOPLE_BLOCK: Final = 4096
"""Most people in a block: all of one organisation, and as many as lie with their columns in a core's own cache."""

PROFESSION_COUNT: Final = len(PROFESSIONS)
"""How many professions there are."""

TALKED, HEARD, EXPOSED = 1, 2, 4
"""Flags of `People.talk`: in any improvement talk this week; in reflective talk; exposed to practice by it."""

LAST: Final = 4
"""How far the flags of a week that is over are shifted in `talk`, from step 10 on."""

GAINED, LEFT = 0, 1
"""What `Notes.found` counts: pairs that gain arcs, people who left."""

RAISED, ANSWERED = 1, 2
"""Flags of a talk event on the arc first→second; shifted by two bits on second→first."""


def speaker_type(width: DTypeLike) -> np.dtype[np.void]:
    """The record of what a person brings to talk this week: 16 bytes with floats of 32 bits, never on two lines."""
    return np.dtype([("who", np.uint64), ("load", width), ("openness", width)])


def heard_type(width: DTypeLike) -> np.dtype[np.void]:
    """The record of what steps 3 to 5 bring to a person: 16 bytes with floats of 32 bits, never on two lines."""
    return np.dtype(
        [
            ("knowledge", width),  # theirs, in the week's snapshot
            ("exposure", width),  # x
            ("gains", width),  # of knowledge, before the cap
            ("best", width),  # the best partner's knowledge
        ]
    )


def arc_type(width: DTypeLike) -> np.dtype[np.void]:
    """The record of an arc i→j; its items are 0 while it is not present."""
    items = ("trust", "awareness", "comfort", "advice", "influence")  # the first four are copied together
    return np.dtype([*((name, width) for name in items), ("present", np.uint32)])


def unit_type(width: DTypeLike) -> np.dtype[np.void]:
    """The record of a unit; its people are rows start..stop-1."""
    return np.dtype(
        [
            ("identity", np.uint64),
            ("organisation", np.int32),
            ("start", np.int32),
            ("stop", np.int32),
            ("workshops", np.int32),  # held so far
            ("fresh", np.int32),  # 1 in the week of a workshop
            *((name, width) for name in ("gain_lead", "gain_defects", "gain_won")),
        ],
        align=True,
    )


_OF_CONTEXT = ("safety", "signal", "enablement", "pressure", "sessions", "mix", "time", "coaching", "workshops")
_OF_LEAVING = ("leaving", "improvers_leaving")  # chances of this week
_OF_TRAINING = ("knowledge", "effect")
_OF_WORKSHOPS = ("lead_time", "defects", "spread")
_OF_STAFF = ("alignment_join", "alignment_spread", "comfort", "influence", "advice", "item_spread")

ORGANISATION: Final = np.dtype(
    [
        ("identity", np.uint64),
        *((name, np.float64) for name in (*_OF_CONTEXT, *_OF_LEAVING, *_OF_TRAINING, *_OF_WORKSHOPS, *_OF_STAFF)),
        *((name, np.int64) for name in ("start", "stop", "unit_start", "unit_stop")),  # its people and units
        ("number", np.int64),  # of the organisation in its scenario
        ("session_size", np.int64),  # people at a talk space, this week
        ("team", np.int64),
        ("policy", np.int64),  # who is trained: index into programme.POLICIES
        ("listed_start", np.int64),  # its part of Notes.listed
        ("listed_stop", np.int64),
    ]
)
"""The record of an organisation."""

RULES: Final = np.dtype(
    [(name, np.int64 if field.annotation is int else np.float64) for name, field in Rules.model_fields.items()]
)
"""The record of the constants, named as in `sim.scenario.Rules`."""

FORUM: Final = np.dtype([(name, np.int64) for name in Forum.model_fields])
"""The record of the forum, named as in `sim.scenario.Forum`."""


LINE: Final = 64
"""Bytes in a line of the cache."""


def records(count: int | tuple[int, ...], kind: np.dtype[np.void]) -> Records:
    """Empty records, whose fields are attributes in plain Python as in compiled code.

    They begin at a line of the cache, so that a record as long as a line lies on one and not on two.
    """
    shape = (count,) if isinstance(count, int) else count
    room = np.zeros(prod(shape) * kind.itemsize + LINE, dtype=np.uint8)
    return np.ndarray(shape, kind, room, -room.ctypes.data % LINE).view(np.recarray)


WHOLE: Final = 2.0**36
"""Trust is summed in whole numbers of 1 / WHOLE, so that sums are exact in any order, and can be kept up to date."""


class Dyads(NamedTuple):
    """Dyads, with room for more: `used` rows are in use.

    The dyads of person i stand in `incident[start[i]:start[i + 1]]`, by rising row of the partner; those made during
    the run follow in the chain `head[i]`, then `following[dyad, side]`, side 0 where i is first, until −1.
    """

    used: NDArray[np.int64]  # shape (1,)
    ends: NDArray[np.uint32]  # (room, 2): first < second
    arcs: Records  # (room, 2): first→second, second→first
    met: NDArray[np.uint8]  # (room,): answered talks from talk spaces this week
    start: NDArray[np.uint32]  # (N + 1,)
    incident: NDArray[np.int32]
    partner: NDArray[np.int32]  # beside `incident`: the row of the partner
    head: NDArray[np.int32]  # (N,)
    following: NDArray[np.int32]  # (room, 2)


class Notes(NamedTuple):
    """What a week writes down between its steps."""

    speakers: Records  # (N,): what each brings to talk this week
    heard: Records  # (N,): what steps 3 to 5 bring to each
    kept: NDArray[np.float64]  # what 0, 1, 2 … answered talks of a dyad in a week leave of distrust
    marks: NDArray[np.uint8]  # (N,): what one pass marks of each, for itself alone
    lit: NDArray[np.int64]  # (most threads,): how many of each one's share practise
    lit_rows: NDArray[np.int32]  # (N,): they, from the first row of each one's share on
    marked: NDArray[np.uint64]  # (room / 64,): a bit a dyad, of those who practise, where they are few
    event_dyad: NDArray[np.uint32]  # (room + FAR,): talk events of step 3, block by block from the first row of each
    event_code: NDArray[np.uint8]
    event_count: NDArray[np.int64]  # events of each block of dyads
    held: NDArray[np.uint32]  # (U,): units that hold a talk space, from the first row of each thread's share on
    held_count: NDArray[np.int64]  # (most threads,): how many of each one's share
    came: NDArray[np.int32]  # (U,): how many came to the unit's talk space; this and what follows where one is held
    openly: NDArray[np.int32]  # (U,): how many of them talk openly
    opened: NDArray[np.uint32]  # (U, most that may come): their rows
    session_practising: NDArray[np.int32]  # (U,): how many of those practise
    session_best: NDArray[np.float64]  # (U,): what the best of them knows
    eager: NDArray[np.uint8]  # (U,): whether a pair of them may gain arcs
    met_first: NDArray[np.int32]  # (most threads,): a dyad that met in a talk space, or −1; of those each thread found
    met_next: NDArray[np.int32]  # (room,): after each such dyad the next, or −1
    gained: NDArray[np.uint32]  # (room, 2): pairs that gain arcs
    found: NDArray[np.int64]  # (2,): GAINED, LEFT
    leavers: NDArray[np.int32]  # (N,): rows, block by block from the block's first person
    leaver_count: NDArray[np.int64]  # leavers of each block of people
    listed: NDArray[np.int32]  # rows named for training, organisation after organisation
    tally: NDArray[np.int64]  # (O, columns of measures.TALLIES)
    blocks: NDArray[np.int64]  # (blocks of people, 3): organisation, first row, row after the last
    alike: NDArray[np.int64]  # (blocks of people, marks of measures): how many have one mark
    cells: NDArray[np.float64]  # (blocks of people, cells, columns of measures.SUMS)
    gate: NDArray[np.int64]  # (1,): where threads wait for each other (`sim.gate`)
    trust: NDArray[np.int64]  # (most threads, O or more): each one's part of trust's sums, in parts of 1 / WHOLE
    talked: NDArray[np.int64]  # (most threads, O, own line): each one's part of what is counted of talk between pairs


class Desks(NamedTuple):
    """What each thread works on for itself; T threads."""

    seats: NDArray[np.int64]  # (T, seats of `steps.meeting`)
    draws: NDArray[np.float64]  # (T, most that may come to a talk space): of the people of a unit
    who: NDArray[np.int64]  # (T, the same): they, counted from its first
    meeting: NDArray[np.uint32]  # (T, room): dyads that meet
    word: NDArray[
        np.uint64
    ]  # (T, 2, GO): `Speaker.who` of the people of dyads; this and what follows for `steps.raising`
    load: Floats  # (T, 2, GO)
    items: Floats  # (T, 2, 4 * GO): trust, awareness, comfort and advice of their arcs, arc by arc
    drawn: NDArray[np.float64]  # (T, 2, GO)
    rate: NDArray[np.float64]  # (T, 2, GO)
    said: NDArray[np.uint8]  # (T, 2, GO): whether improvement is raised, as far as bounds can tell
    found: NDArray[np.uint32]  # (T, GO): dyads that talked, as far as they are one's own; for `steps.talkers`
    codes: NDArray[np.uint8]  # (T, GO): what was raised and answered in them
    row: NDArray[np.uint32]  # (T, 2, GO): of their people
    knows: Floats  # (T, 2, GO)
    openness: Floats  # (T, 2, GO)
    trust: Floats  # (T, 2, GO): of their arcs
    influence: Floats  # (T, 2, GO)
    present: NDArray[np.uint32]  # (T, 2, GO)
    exposure: NDArray[np.float64]  # (T, 2, GO): what talk brings to each
    gains: NDArray[np.float64]  # (T, 2, GO)
    best: Floats  # (T, 2, GO)
    flags: NDArray[np.uint8]  # (T, 2, GO)


class Record(NamedTuple):
    """The measures of the weeks so far, one row a week; see `sim.steps.measures`."""

    cells: NDArray[np.float64]  # (weeks, O, cells, columns of measures.SUMS)
    trust: NDArray[np.float64]  # (weeks, O): sum over arcs
    gains: NDArray[np.float64]  # (weeks, O, columns of measures.GAINS)
    tallies: NDArray[np.int64]  # (weeks, O, columns of measures.TALLIES)
    units: NDArray[np.float32]  # (weeks or 0, U, columns of measures.UNIT_COLUMNS)
    states: NDArray[np.uint8]  # (weeks or 0, N)


class World(NamedTuple):
    """All of it."""

    people: People
    dyads: Dyads
    units: Records
    organisations: Records
    rules: Records  # shape (1,)
    forum: Records  # shape (1,)
    context: NDArray[np.float64]  # (O, columns of schedule.CONTEXT), this week
    places: NDArray[np.int64]  # (O,): training places offered this week
    notes: Notes
    desks: Desks
    record: Record
    seed: int
