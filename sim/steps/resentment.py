"""Step 10, resentment: feeling shut out of the improvers' circle."""

from sim.compiled import inner
from sim.rules import resentment_after
from sim.steps.ranges import share_of
from sim.world import HEARD, LAST, World


@inner
def smoke(world: World, week: int, part: int, parts: int) -> None:
    """Let resentment rise in the untrained whom nobody hears, and fall in everyone."""
    rules = world.rules[0]
    low, high = share_of(len(world.people), 1, part, parts)
    for person in world.people[low:high]:
        share = person.trained_partners / max(1, person.partners)
        trained, heard = person.trained != 0, person.talk & HEARD != 0
        person.resentment = resentment_after(
            person.resentment, trained, heard, share, rules.resentment_rise, rules.resentment_fall, rules.relief
        )
        person.talk <<= LAST  # the week has been told; what follows only counts it
