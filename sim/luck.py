"""Luck: every chance in a run is a pure function of who is asked what, and when.

A draw is 32 bits of `hash(seed, stream, week, key)` scaled to [0, 1). A stream is a decision
("does i raise improvement with j?"); a key is an identity, or a pair of them, never a position
in a list. So a run does not depend on the order of visits or on the number of threads, two
scenarios with one seed share their luck draw by draw (common random numbers), and a changed
lever, or one more person, changes only what it touches.

The hash is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom
number generators", OOPSLA): on 64-bit words, modulo 2**64, with G = 0x9E3779B97F4A7C15,

    mix(z)    z ^= z >> 30;  z *= 0xBF58476D1CE4E5B9
              z ^= z >> 27;  z *= 0x94D049BB133111EB
              z ^= z >> 31
    base      mix(mix(seed + G) + (stream * 2**32 + week) * G)
    draw      (mix(base ^ key) >> 32) / 2**32

Identities are 64-bit words; `mix` is a bijection, so no two are equal:

    person         mix(organisation * 2**48 + generation * 2**32 + row)     generation < 65534
    unit           mix(organisation * 2**48 + 65535 * 2**32 + unit)
    organisation   mix(organisation * 2**48 + 65534 * 2**32)

`row` and `unit` count within the organisation; `generation` counts the people who have held that
row, so a joiner draws anew. The key of one identity is that identity. The key of a pair (x, y)
is the upper half of x followed by the upper half of y; a small number n in the place of y is
put in the lower half as it is.

While an organisation is built, before anyone has an identity, two streams are keyed otherwise: build.ties by
(organisation, kind, group, counter), and build.staff by (organisation, kind, counter), as told in
`sim/network/shapes/draws.py`; for people of a file build.staff has the keys (person, 0) and (person, 1).

In plain Python give identities and keys as np.uint64 (`np.uint64(person_identity(…))`): compiled functions
hand them back as Python's int, and one below 2**63 would be taken for a signed word.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.compiled import compiled

GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_MUL_1: Final = np.uint64(0xBF58476D1CE4E5B9)
_MUL_2: Final = np.uint64(0x94D049BB133111EB)
_UPPER: Final = np.uint64(0xFFFFFFFF00000000)
_27, _30, _31, _32, _48 = (np.uint64(bits) for bits in (27, 30, 31, 32, 48))
_UNIT: Final = np.uint64(65535)
_ORGANISATION: Final = np.uint64(65534)
_SCALE: Final = 2.0**-32


class Stream(NamedTuple):
    """One decision that luck takes part in."""

    number: int
    name: str
    keys: str
    decides: str


STREAMS: Final = (
    Stream(1, "train.choose", "person, or unit for whole teams", "who is chosen for training"),
    Stream(2, "train.effect", "person", "whether the trained start to practise"),
    Stream(3, "talk.raise", "(source, target)", "whether improvement is raised on an arc"),
    Stream(4, "talk.answer", "(source, target)", "whether the target answers the source"),
    Stream(5, "session.held", "unit", "whether a unit holds its talk space"),
    Stream(6, "session.pick", "(unit, person)", "who of the unit's own roster comes"),
    Stream(7, "session.guest", "(unit, attempt)", "which row of the organisation comes as a guest"),
    Stream(8, "session.open", "(unit, person)", "whether one who came talks openly"),
    Stream(9, "session.tie", "(person, person), smaller row first", "whether an open pair gains its missing arcs"),
    Stream(10, "workshop.held", "organisation", "whether a workshop is held"),
    Stream(11, "workshop.unit", "unit", "which unit it is for"),
    Stream(12, "workshop.team", "(unit, person)", "who leads it and who takes part"),
    Stream(13, "workshop.gain", "(unit, 0) lead time, (unit, 1) defects", "how large the drawn gain is"),
    Stream(14, "practice.up", "person", "taking up practice"),
    Stream(15, "practice.lapse", "person", "letting practice lapse"),
    Stream(16, "leave", "person", "leaving the organisation"),
    Stream(17, "join", "person", "a joiner's alignment"),
    Stream(18, "item.trust", "(source, target)", "an arc's trust"),
    Stream(19, "item.awareness", "(source, target)", "an arc's awareness"),
    Stream(20, "item.comfort", "(source, target)", "an arc's comfort"),
    Stream(21, "item.influence", "(source, target)", "an arc's influence"),
    Stream(22, "item.advice", "(source, target)", "an arc's advice"),
    Stream(23, "start.alignment", "person", "alignment at the start"),
    Stream(24, "start.committed", "person", "who practises for good"),
    Stream(25, "build.ties", "(organisation, kind, group, counter)", "which pairs are tied where ties are built"),
    Stream(
        26, "build.arcs", "(person, person), smaller row first", "which ties are returned, and the way of the others"
    ),
    Stream(
        27,
        "build.staff",
        "(organisation, kind, counter); of a file (person, 0) profession, (person, 1) grade",
        "units, professions and seniority",
    ),
    Stream(28, "survey.respond", "person", "whether one answers a survey held in this week"),
    Stream(29, "survey.order", "(source, target)", "who is named first of those tied equally strongly"),
    Stream(30, "impute.donor", "(source, target)", "which arc of a file lends its items"),
    Stream(31, "forum.pick", "person", "who of equal grade sits in the forum"),
    Stream(32, "forum.open", "person", "whether one who sits in the forum talks openly"),
)
"""The table of streams. Draws made while an organisation is built use week 0."""

NUMBERS: Final = {stream.name: stream.number for stream in STREAMS}

TRAIN_CHOOSE: Final = NUMBERS["train.choose"]
TRAIN_EFFECT: Final = NUMBERS["train.effect"]
TALK_RAISE: Final = NUMBERS["talk.raise"]
TALK_ANSWER: Final = NUMBERS["talk.answer"]
SESSION_HELD: Final = NUMBERS["session.held"]
SESSION_PICK: Final = NUMBERS["session.pick"]
SESSION_GUEST: Final = NUMBERS["session.guest"]
SESSION_OPEN: Final = NUMBERS["session.open"]
SESSION_TIE: Final = NUMBERS["session.tie"]
WORKSHOP_HELD: Final = NUMBERS["workshop.held"]
WORKSHOP_UNIT: Final = NUMBERS["workshop.unit"]
WORKSHOP_TEAM: Final = NUMBERS["workshop.team"]
WORKSHOP_GAIN: Final = NUMBERS["workshop.gain"]
PRACTICE_UP: Final = NUMBERS["practice.up"]
PRACTICE_LAPSE: Final = NUMBERS["practice.lapse"]
LEAVE: Final = NUMBERS["leave"]
JOIN: Final = NUMBERS["join"]
ITEM_TRUST: Final = NUMBERS["item.trust"]
ITEM_AWARENESS: Final = NUMBERS["item.awareness"]
ITEM_COMFORT: Final = NUMBERS["item.comfort"]
ITEM_INFLUENCE: Final = NUMBERS["item.influence"]
ITEM_ADVICE: Final = NUMBERS["item.advice"]
START_ALIGNMENT: Final = NUMBERS["start.alignment"]
START_COMMITTED: Final = NUMBERS["start.committed"]
BUILD_TIES: Final = NUMBERS["build.ties"]
BUILD_ARCS: Final = NUMBERS["build.arcs"]
BUILD_STAFF: Final = NUMBERS["build.staff"]
SURVEY_RESPOND: Final = NUMBERS["survey.respond"]
SURVEY_ORDER: Final = NUMBERS["survey.order"]
IMPUTE_DONOR: Final = NUMBERS["impute.donor"]
FORUM_PICK: Final = NUMBERS["forum.pick"]
FORUM_OPEN: Final = NUMBERS["forum.open"]


def imputation_seed(seed: int, imputation: int) -> int:
    """The seed with which an imputation draws: that of the ties for imputation 0, else one of its own.

    It is mix(mix(seed + G) + imputation · G) without its last bit, so that it lies in 0..2**63 - 1.
    """
    if imputation == 0:
        return seed
    word = int(mix(np.uint64((seed + int(GOLDEN)) % 2**64))) + imputation * int(GOLDEN)
    return int(mix(np.uint64(word % 2**64))) >> 1


@compiled
def mix(word: np.uint64) -> np.uint64:
    """Scramble 64 bits; a bijection (SplitMix64's finaliser)."""
    word ^= word >> _30
    word *= _MUL_1
    word ^= word >> _27
    word *= _MUL_2
    return word ^ (word >> _31)


@compiled
def base(seed: int, stream: int, week: int) -> np.uint64:
    """The 64-bit word from which all draws of one stream in one week come."""
    moment = (np.uint64(stream) << _32) + np.uint64(week)
    return mix(mix(np.uint64(seed) + GOLDEN) + moment * GOLDEN)


@compiled
def draw(start: np.uint64, key: np.uint64) -> float:
    """A number in [0, 1) for `key`, given the `base` of its stream and week."""
    return float(mix(start ^ key) >> _32) * _SCALE


@compiled
def person_identity(organisation: int, generation: int, row: int) -> np.uint64:
    """The identity of the `generation`-th holder (from 0) of a row of an organisation."""
    return mix((np.uint64(organisation) << _48) + (np.uint64(generation) << _32) + np.uint64(row))


@compiled
def unit_identity(organisation: int, unit: int) -> np.uint64:
    """The identity of a unit, counted within its organisation."""
    return mix((np.uint64(organisation) << _48) + (_UNIT << _32) + np.uint64(unit))


@compiled
def organisation_identity(organisation: int) -> np.uint64:
    """The identity of an organisation."""
    return mix((np.uint64(organisation) << _48) + (_ORGANISATION << _32))


@compiled
def pair(first: np.uint64, second: np.uint64) -> np.uint64:
    """The key of two identities, in this order."""
    return (first & _UPPER) | (second >> _32)


@compiled
def numbered(first: np.uint64, number: int) -> np.uint64:
    """The key of an identity and a small number."""
    return (first & _UPPER) | np.uint64(number)


@compiled
def pick_row(start: np.uint64, key: np.uint64, rows: int) -> int:
    """A row in 0..rows-1, each equally likely; one more row changes a choice only to that row.

    Jump consistent hashing (Lamping & Veach 2014, arXiv:1406.2294), on words that follow one
    another as word ← mix(word + G), with the chance r = ((word >> 32) + 1) / 2**32 in (0, 1].
    """
    return pick_two(start, key, key, rows)[0]


@compiled
def pick_two(start: np.uint64, key: np.uint64, other_key: np.uint64, rows: int) -> tuple[int, int]:
    """`pick_row` of two keys at once: each division waits for the last one of its own row, but not of the other."""
    word, other_word = mix(start ^ key), mix(start ^ other_key)
    row, other = 0.0, 0.0
    following, other_following = 0.0, 0.0
    while following < rows or other_following < rows:
        row = following if following < rows else row
        other = other_following if other_following < rows else other
        following, other_following = _jump(following, word), _jump(other_following, other_word)
        word, other_word = mix(word + GOLDEN), mix(other_word + GOLDEN)
    return int(row), int(other)


@compiled
def _jump(row: float, word: np.uint64) -> float:
    """The row that follows on a row, a whole number as that is."""
    return float(np.floor((row + 1.0) / ((float(word >> _32) + 1.0) * _SCALE)))
