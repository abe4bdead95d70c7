"""Step 6, heat: what a person remembers of recent exposure."""

from math import exp

from sim.compiled import inner
from sim.rules import heat_after
from sim.steps.ranges import block_of
from sim.world import EXPOSED, World


@inner
def warm(world: World, week: int, block: int) -> None:
    """Add this week's exposure, and coaching for improvers, to a fading memory."""
    organisation, here = block_of(world, block)
    heard, talk = world.notes.heard[here], world.people.talk[here]
    heat, trained = world.people.heat[here], world.people.trained[here]
    rules = world.rules[0]
    keep = exp(-1.0 / rules.memory)
    coaching = rules.coaching_heat * world.organisations[organisation].coaching
    for k in range(len(heat)):
        exposure = float(heard[k].exposure)
        talk[k] |= EXPOSED * int(exposure > 0.0)
        exposure += coaching if trained[k] else 0.0
        heat[k] = heat_after(heat[k], exposure, keep)
