"""Who someone is that talks: organisation, profession and practice in one word of the record of a speaker.

So all fields of the record are of one size, and a processor writes those of several people at once.
"""

from typing import Final

import numpy as np

from sim.compiled import inner
from sim.world import Row

_8, _16 = np.uint32(8), np.uint32(16)
_PROFESSION: Final = np.uint32(0xFF00)
_PRACTISING: Final = np.uint32(1)


@inner
def who(organisation: int, profession: int, practising: int) -> np.uint32:
    """The word."""
    return np.uint32(organisation) << _16 | np.uint32(profession) << _8 | np.uint32(practising)


@inner
def organisation_of(speaker: Row) -> int:
    """The number of the speaker's organisation in the world."""
    return int(speaker.who >> _16)


@inner
def alike(i: Row, j: Row) -> bool:
    """Whether two are of one profession."""
    return bool((i.who ^ j.who) & _PROFESSION == 0)


@inner
def practises(speaker: Row) -> int:
    """1 if the speaker practises in the week's snapshot, else 0."""
    return int(speaker.who & _PRACTISING)
