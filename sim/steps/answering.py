"""Who is answered (step 3): of what is laid out in columns (`sim.steps.talkers`)."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import inner
from sim.steps.measures import REFLECTIVE, TELLING
from sim.steps.speakers import organisation_of
from sim.world import ANSWERED, RAISED, World


@inner
def answer(world: World, codes: NDArray[np.uint8], answering: np.uint64, part: int) -> None:
    """Add to what was raised whether it was answered; count it as reflective talk or as telling."""
    key, likely, count = world.desks.key[part], world.desks.likely[part], len(codes)
    _decide(key[0, :count], key[1, :count], likely[0, :count], likely[1, :count], codes, answering)
    reflective, raised = 0, 0
    for k in range(count):
        first, second = codes[k] & 3, codes[k] >> 2
        reflective += first // ANSWERED + second // ANSWERED
        raised += (first & RAISED) + (second & RAISED)
    talked = world.notes.talked[part, organisation_of(world.desks.word[part, 0, 0])]
    talked[REFLECTIVE] += reflective
    talked[TELLING] += raised - reflective


@inner
def _decide(
    first: NDArray[np.uint32],
    second: NDArray[np.uint32],
    likely_first: NDArray[np.float64],
    likely_second: NDArray[np.float64],
    codes: NDArray[np.uint8],
    answering: np.uint64,
) -> None:
    """Draw for what each of both may have raised."""
    for k in range(len(codes)):
        one = luck.draw(answering, luck.joined(first[k], second[k])) < likely_first[k]
        other = luck.draw(answering, luck.joined(second[k], first[k])) < likely_second[k]
        codes[k] |= ANSWERED * (codes[k] & (int(one) | int(other) << 2))
