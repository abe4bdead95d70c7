"""Step 12, gains: what workshops won regresses where few practise."""

from sim.compiled import compiled
from sim.rules import gain_after
from sim.steps.ranges import share_of
from sim.world import World


@compiled
def regress(world: World, week: int, part: int, parts: int) -> None:
    """Let each unit's gains fade by the share of its roster that does not practise."""
    rate = world.rules[0].gain_regress
    low, high = share_of(len(world.units), 1, part, parts)
    for unit in world.units[low:high]:
        practising = 0
        for person in world.people[unit.start : unit.stop]:
            practising += person.practising
        share = practising / max(1, unit.stop - unit.start)
        unit.gain_lead = gain_after(unit.gain_lead, rate, share)
        unit.gain_defects = gain_after(unit.gain_defects, rate, share)
