"""Step 12, gains: what workshops won regresses where few practise."""

from sim.compiled import inner
from sim.rules import gain_kept
from sim.steps.ranges import share_of
from sim.world import World


@inner
def regress(world: World, week: int, part: int, parts: int) -> None:
    """Let each unit's gains fade where few of its roster practise, from the week after they were won."""
    rules = world.rules[0]
    low, high = share_of(len(world.units), 1, part, parts)
    for unit in world.units[low:high]:
        if unit.fresh:  # won this week, in the workshop itself
            unit.fresh = 0
            continue
        if unit.gain_lead <= 0.0 and unit.gain_defects <= 0.0:
            continue
        practising = 0
        for row in range(unit.start, unit.stop):
            practising += world.people.practising[row]
        share = practising / max(1, unit.stop - unit.start)
        kept = gain_kept(rules.gain_regress, rules.crew, share)
        unit.gain_lead *= kept
        unit.gain_defects *= kept
