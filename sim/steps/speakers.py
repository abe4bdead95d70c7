"""Who someone is that talks: organisation, profession and practice in one word of the record of a speaker.

So all fields of the record are of one size, and a processor writes those of several people at once.
"""

from typing import Final

import numpy as np

from sim.compiled import inner

_8, _16 = np.uint32(8), np.uint32(16)
_PROFESSION: Final = np.uint32(0xFF00)
_PRACTISING: Final = np.uint32(1)


@inner
def who(organisation: int, profession: int, practising: int) -> np.uint32:
    """The word."""
    return np.uint32(organisation) << _16 | np.uint32(profession) << _8 | np.uint32(practising)


@inner
def organisation_of(word: np.uint32) -> int:
    """The number of the speaker's organisation in the world."""
    return int(word >> _16)


@inner
def alike(one: np.uint32, other: np.uint32) -> bool:
    """Whether two are of one profession."""
    return bool((one ^ other) & _PROFESSION == 0)


@inner
def practises(word: np.uint32) -> int:
    """1 if the speaker practises in the week's snapshot, else 0."""
    return int(word & _PRACTISING)
