"""Step 13, turnover: who leaves, and who comes in their place."""

import numpy as np

from sim import luck
from sim.compiled import compiled
from sim.rules import about
from sim.steps.bonds import renew
from sim.steps.incidence import dyads_of, note_trained
from sim.steps.measures import JOINERS
from sim.world import Row, World


@compiled
def replace(world: World, week: int, part: int, parts: int) -> None:
    """All who leave do so at once; then each row has a joiner; then their arcs are renewed."""
    if part > 0:
        return
    dyads, people, leavers = world.dyads, world.people, world.notes.leavers
    leaving = luck.base(world.seed, luck.LEAVE, week)
    joining = luck.base(world.seed, luck.JOIN, week)
    count = 0
    for row in range(len(people)):
        person = people[row]
        organisation = world.organisations[person.organisation]
        chance = organisation.improvers_leaving if person.trained else organisation.leaving
        if luck.draw(leaving, person.identity) < chance and not person.committed:
            leavers[count] = row
            count += 1
            world.notes.tally[person.organisation, JOINERS] += 1
    for row in leavers[:count]:
        if people[row].trained:
            note_trained(dyads, people, row, -1)
    for row in leavers[:count]:
        organisation = world.organisations[people[row].organisation]
        identity = luck.person_identity(people[row].organisation, people[row].generation + 1, row - organisation.start)
        _join(people[row], identity, organisation, luck.draw(joining, identity))
    for row in leavers[:count]:
        for dyad in dyads_of(dyads, row):
            for side in range(2):
                arc = dyads.arcs[dyad, side]
                if arc.present:
                    source, target = people[dyads.ends[dyad, side]], people[dyads.ends[dyad, 1 - side]]
                    at_source = world.organisations[source.organisation]
                    renew(arc, source, target, at_source, world.rules[0].trust_new, world.seed, week)


@compiled
def _join(person: Row, identity: np.uint64, organisation: Row, drawn: float) -> None:
    """A new person takes a row."""
    person.generation += 1
    person.identity = identity
    person.trained = 0
    person.practising = 0
    person.talk = 0
    person.quiet = 0
    person.new_partners = 0
    person.knowledge = 0.0
    person.heat = 0.0
    person.resentment = 0.0
    person.alignment = about(organisation.alignment_join, organisation.alignment_spread, drawn)
