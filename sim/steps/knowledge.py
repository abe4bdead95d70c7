"""Step 8, knowledge: what talk brought, what doing adds, what is forgotten."""

from sim.compiled import inner
from sim.rules import forgotten, knowledge_after, practised
from sim.steps.ranges import block_of
from sim.world import World


@inner
def learn(world: World, week: int, block: int) -> None:
    """Add the week's gains, then doing or forgetting by who practised in the snapshot."""
    _, here = block_of(world, block)
    rules, heard = world.rules[0], world.notes.heard[here]
    knowledge, did = world.people.knowledge[here], world.people.practised[here]
    for k in range(len(knowledge)):
        known = knowledge_after(knowledge[k], heard[k].gains, heard[k].best)
        knowledge[k] = practised(known, rules.doing) if did[k] else forgotten(known, rules.forgetting)
