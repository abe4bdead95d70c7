"""Step 6, heat: what a person remembers of recent exposure."""

from math import exp

from sim.compiled import inner
from sim.rules import heat_after
from sim.steps.ranges import share_of
from sim.world import EXPOSED, World


@inner
def warm(world: World, week: int, part: int, parts: int) -> None:
    """Add this week's exposure, and coaching for improvers, to a fading memory."""
    rules = world.rules[0]
    keep = exp(-1.0 / rules.memory)
    low, high = share_of(len(world.people), 1, part, parts)
    for person in world.people[low:high]:
        exposure = float(person.exposure)
        person.exposure = 0.0
        person.talk |= EXPOSED * int(exposure > 0.0)
        if person.trained:
            exposure += rules.coaching_heat * world.organisations[person.organisation].coaching
        person.heat = heat_after(person.heat, exposure, keep)
