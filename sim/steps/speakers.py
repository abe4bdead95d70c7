"""Who someone is that talks, in one word of 64 bits: half of the identity, organisation, profession and practice.

The upper half of the word is that of the identity, all that the key of a pair holds of it; so the key of two speakers
is `luck.pair` of their words.
"""

from typing import Final

import numpy as np

from sim.compiled import inner

_8, _16 = np.uint64(8), np.uint64(16)
_IDENTITY: Final = np.uint64(0xFFFFFFFF00000000)
_ORGANISATION: Final = np.uint64(0xFFFF)
_PROFESSION: Final = np.uint64(0xFF00)
_PRACTISING: Final = np.uint64(1)


@inner
def who(identity: np.uint64, organisation: int, profession: int, practising: int) -> np.uint64:
    """The word."""
    of = np.uint64(organisation) << _16 | np.uint64(profession) << _8
    return identity & _IDENTITY | of | np.uint64(practising)


@inner
def organisation_of(word: np.uint64) -> int:
    """The number of the speaker's organisation in the world."""
    return int(np.int64(word >> _16 & _ORGANISATION))


@inner
def alike(one: np.uint64, other: np.uint64) -> bool:
    """Whether two are of one profession."""
    return bool((one ^ other) & _PROFESSION == 0)


@inner
def practises(word: np.uint64) -> float:
    """1 if the speaker practises in the week's snapshot, else 0."""
    return 1.0 if word & _PRACTISING else 0.0
