"""Step 7, practice: taking it up and letting it lapse.

A bound decides most draws, of eight people at once; only of the few whom it leaves in doubt the equations are asked.
"""

import numpy as np

from sim import luck
from sim.bounds import lit_at_most
from sim.compiled import inner
from sim.people import People
from sim.rules import chance, lapse_chance, lit, take_up_rate, threshold
from sim.steps.ranges import block_of
from sim.world import Row, World


@inner
def light(world: World, week: int, block: int) -> None:
    """Decide for everyone whether they practise from now on; keep the snapshot in `practised`."""
    _, here = block_of(world, block)
    people, rules, doubtful = world.people, world.rules[0], world.notes.marks[here]
    practising, practised = people.practising[here], people.practised[here]
    identity, heat, knowledge = people.identity[here], people.heat[here], people.knowledge[here]
    up = luck.base(world.seed, luck.PRACTICE_UP, week)
    lapse = luck.base(world.seed, luck.PRACTICE_LAPSE, week)
    for k in range(len(practised)):
        practised[k] = practising[k]
    for k in range(len(practised)):
        most = lit_at_most(heat[k], rules.threshold, rules.steepness)  # nobody's θ lies below θ
        likely = take_up_rate(rules.take_up, knowledge[k], most)  # 1 − exp(−x) ≤ x
        likely = rules.lapse if practised[k] else likely  # nobody lapses more readily than without talk
        doubtful[k] = luck.draw(lapse if practised[k] else up, identity[k]) < likely
    for k in range(len(practised)):
        if doubtful[k]:
            _decide(people, here.start + k, rules, up, lapse)


@inner
def _decide(people: People, row: int, rules: Row, up: np.uint64, lapse: np.uint64) -> None:
    """Whether one person practises from now on."""
    heat, knowledge, resentment = people.heat[row], people.knowledge[row], people.resentment[row]
    asked = threshold(rules.threshold, rules.dampness, people.alignment[row], rules.resentment_threshold, resentment)
    brightness = lit(heat, asked, rules.steepness)
    if people.practised[row]:
        drawn = luck.draw(lapse, people.identity[row])
        if not people.committed[row] and drawn < lapse_chance(rules.lapse, rules.protection, brightness):
            people.practising[row] = 0
    else:
        rate = take_up_rate(rules.take_up, knowledge, brightness)
        people.practising[row] = int(luck.draw(up, people.identity[row]) < chance(rate, 1.0))
