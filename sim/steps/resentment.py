"""Step 10, resentment: feeling shut out of the improvers' circle."""

from sim.compiled import inner
from sim.rules import resentment_after
from sim.steps.ranges import block_of
from sim.world import HEARD, LAST, World


@inner
def smoke(world: World, week: int, block: int) -> None:
    """Let resentment rise in the untrained whom nobody hears, and fall in everyone."""
    _, here = block_of(world, block)
    people, rules = world.people, world.rules[0]
    resentment, talk, trained = people.resentment[here], people.talk[here], people.trained[here]
    partners, trained_partners = people.partners[here], people.trained_partners[here]
    rise, fall, relief = rules.resentment_rise, rules.resentment_fall, rules.relief
    for k in range(len(resentment)):
        share = trained_partners[k] / max(1, partners[k])
        heard = talk[k] & HEARD != 0
        resentment[k] = resentment_after(resentment[k], trained[k] != 0, heard, share, rise, fall, relief)
    for k in range(len(talk)):
        talk[k] <<= LAST  # the week has been told; what follows only counts it
