"""Step 8, knowledge: what talk brought, what doing adds, what is forgotten."""

from sim.compiled import inner
from sim.rules import forgotten, knowledge_after, practised
from sim.steps.ranges import share_of
from sim.world import World


@inner
def learn(world: World, week: int, part: int, parts: int) -> None:
    """Add the week's gains, then doing or forgetting by who practised in the snapshot."""
    rules = world.rules[0]
    low, high = share_of(len(world.people), 1, part, parts)
    for person in world.people[low:high]:
        knowledge = knowledge_after(person.knowledge, person.gains, person.best)
        person.gains = 0.0
        person.best = 0.0
        if person.practised:
            person.knowledge = practised(knowledge, rules.doing)
        else:
            person.knowledge = forgotten(knowledge, rules.forgetting)
