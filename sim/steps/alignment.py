"""Step 11, alignment: staff move toward the values that the organisation lives."""

from sim.compiled import inner
from sim.rules import alignment_after
from sim.steps.ranges import block_of
from sim.world import World


@inner
def align(world: World, week: int, block: int) -> None:
    """Move everyone toward the values' signal."""
    organisation, here = block_of(world, block)
    rate, signal = world.rules[0].alignment_rate, world.organisations[organisation].signal
    alignment = world.people.alignment[here]
    for k in range(len(alignment)):
        alignment[k] = alignment_after(alignment[k], rate, signal)
