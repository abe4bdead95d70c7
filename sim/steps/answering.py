"""Who is answered (step 3): of what is laid out in columns (`sim.steps.talkers`)."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import inner
from sim.people import Floats
from sim.rules import answer_chance, unnamed
from sim.steps.measures import REFLECTIVE, TELLING
from sim.steps.speakers import alike, organisation_of
from sim.world import ANSWERED, RAISED, World


@inner
def answer(world: World, codes: NDArray[np.uint8], answering: np.uint64, part: int) -> None:
    """Add to what was raised whether it was answered; count it as reflective talk or as telling."""
    desks, rules, count = world.desks, world.rules[0], len(codes)
    of = organisation_of(desks.word[part, 0, 0])
    at = world.organisations[of]
    for side in range(2):
        _decide(
            codes,
            2 * side,
            desks.word[part, side, :count],
            desks.word[part, 1 - side, :count],
            desks.openness[part, 1 - side, :count],
            desks.trust[part, 1 - side, :count],
            desks.present[part, 1 - side, :count],
            rules.answer_unnamed,
            at.safety,
            rules.pressure_silence,
            at.pressure,
            answering,
        )
    reflective, raised = 0, 0
    for k in range(count):
        first, second = codes[k] & 3, codes[k] >> 2
        reflective += first // ANSWERED + second // ANSWERED
        raised += (first & RAISED) + (second & RAISED)
    talked = world.notes.talked[part, of]
    talked[REFLECTIVE] += reflective
    talked[TELLING] += raised - reflective


@inner
def _decide(
    codes: NDArray[np.uint8],
    own: int,
    word_i: NDArray[np.uint64],
    word_j: NDArray[np.uint64],
    openness_j: Floats,
    trust_j: Floats,
    present_j: NDArray[np.uint32],
    answer_unnamed: float,
    safety: float,
    silence: float,
    pressure: float,
    answering: np.uint64,
) -> None:
    """Draw whether each j answers what i raised, if i did: it stands in the code from bit `own` on.

    `trust_j` is that of the arc from j to i, which may not be there.
    """
    for k in range(len(codes)):
        safe = 1.0 if alike(word_i[k], word_j[k]) else safety
        trusted = unnamed(trust_j[k], present_j[k] != 0, answer_unnamed)
        likely = answer_chance(trusted, openness_j[k], safe, silence, pressure)
        answered = luck.draw(answering, luck.pair(word_i[k], word_j[k])) < likely
        codes[k] |= ANSWERED * (codes[k] >> own & int(answered)) << own
