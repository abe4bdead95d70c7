"""Step 11, alignment: staff move toward the values that the organisation lives."""

from sim.compiled import inner
from sim.rules import alignment_after
from sim.steps.ranges import share_of
from sim.world import World


@inner
def align(world: World, week: int, part: int, parts: int) -> None:
    """Move everyone toward the values' signal."""
    rate = world.rules[0].alignment_rate
    low, high = share_of(len(world.people), 1, part, parts)
    for person in world.people[low:high]:
        signal = world.organisations[person.organisation].signal
        person.alignment = alignment_after(person.alignment, rate, signal)
