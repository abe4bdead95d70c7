"""Step 7, practice: taking it up and letting it lapse."""

from sim import luck
from sim.bounds import lit_at_most
from sim.compiled import inner
from sim.rules import chance, lapse_chance, lit, take_up_rate, threshold
from sim.steps.ranges import share_of
from sim.world import Row, World


@inner
def light(world: World, week: int, part: int, parts: int) -> None:
    """Decide for everyone whether they practise from now on; keep the snapshot in `practised`."""
    rules = world.rules[0]
    up = luck.base(world.seed, luck.PRACTICE_UP, week)
    lapse = luck.base(world.seed, luck.PRACTICE_LAPSE, week)
    low, high = share_of(len(world.people), 1, part, parts)
    for person in world.people[low:high]:
        person.practised = person.practising
        if person.practising:
            drawn = luck.draw(lapse, person.identity)
            if person.committed or drawn >= rules.lapse:  # nobody lapses more readily than without talk
                continue
            if drawn < lapse_chance(rules.lapse, rules.protection, _lit(person, rules)):
                person.practising = 0
        elif person.heat > 0.0 and person.knowledge > 0.0:
            drawn = luck.draw(up, person.identity)
            most = lit_at_most(person.heat, rules.threshold, rules.steepness)  # nobody's θ lies below θ
            if drawn < take_up_rate(rules.take_up, person.knowledge, most):  # 1 − exp(−x) ≤ x
                rate = take_up_rate(rules.take_up, person.knowledge, _lit(person, rules))
                person.practising = int(drawn < chance(rate, 1.0))


@inner
def _lit(person: Row, rules: Row) -> float:
    """F of a person."""
    asked = threshold(rules.threshold, rules.dampness, person.alignment, rules.resentment_threshold, person.resentment)
    return lit(person.heat, asked, rules.steepness)
