"""Luck in plain integers: the hash and the table of streams of `docs/odd.md`, written a second time.

Nothing is imported from `sim.luck`; both are written from its docstring's formulas.
"""

from functools import lru_cache
from typing import Final

GOLDEN: Final = 0x9E3779B97F4A7C15
WORD: Final = 2**64
HALF: Final = 2**32

STREAMS: Final = {
    "train.choose": 1,
    "train.effect": 2,
    "talk.raise": 3,
    "talk.answer": 4,
    "session.held": 5,
    "session.pick": 6,
    "session.guest": 7,
    "session.open": 8,
    "session.tie": 9,
    "workshop.held": 10,
    "workshop.unit": 11,
    "workshop.team": 12,
    "workshop.gain": 13,
    "practice.up": 14,
    "practice.lapse": 15,
    "leave": 16,
    "join": 17,
    "item.trust": 18,
    "item.awareness": 19,
    "item.comfort": 20,
    "item.influence": 21,
    "item.advice": 22,
    "start.alignment": 23,
    "start.committed": 24,
    "forum.pick": 31,
    "forum.open": 32,
}


def mix(word: int) -> int:
    """SplitMix64's finaliser on one 64-bit word."""
    word ^= word >> 30
    word = word * 0xBF58476D1CE4E5B9 % WORD
    word ^= word >> 27
    word = word * 0x94D049BB133111EB % WORD
    return word ^ (word >> 31)


@lru_cache(maxsize=256)
def base(seed: int, stream: str, week: int) -> int:
    """The word from which a stream's draws of one week come."""
    moment = STREAMS[stream] * HALF + week
    return mix((mix((seed + GOLDEN) % WORD) + moment * GOLDEN) % WORD)


def draw(start: int, key: int) -> float:
    """A number in [0, 1) for `key`, given the `base`."""
    return (mix(start ^ key) >> 32) / HALF


def pick_row(start: int, key: int, rows: int) -> int:
    """One of 0..rows-1 by jump consistent hashing."""
    word = mix(start ^ key)
    row, following = 0, 0
    while following < rows:
        row = following
        chance = ((word >> 32) + 1) / HALF
        following = int((row + 1) / chance)
        word = mix((word + GOLDEN) % WORD)
    return row


def person(organisation: int, generation: int, row: int) -> int:
    """The identity of a row's holder; `row` counts within the organisation."""
    return mix(organisation * 2**48 + generation * HALF + row)


def unit(organisation: int, number: int) -> int:
    """The identity of a unit; `number` counts within the organisation."""
    return mix(organisation * 2**48 + 65535 * HALF + number)


def organisation(index: int) -> int:
    """The identity of an organisation."""
    return mix(index * 2**48 + 65534 * HALF)


def pair(first: int, second: int) -> int:
    """The key of two identities: the upper half of each."""
    return (first >> 32) * HALF + (second >> 32)


def numbered(first: int, number: int) -> int:
    """The key of an identity and a small number."""
    return (first >> 32) * HALF + number
