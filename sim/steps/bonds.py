"""Step 9, trust, awareness and new arcs: what talk makes of the ties themselves."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import FAR, ahead
from sim.compiled import inner
from sim.rules import about, awareness_after, distrust_kept, trust_lost, trust_won
from sim.steps.incidence import add_dyad, find
from sim.steps.measures import ARCS, ARCS_GAINED, whole
from sim.steps.ranges import share_of
from sim.world import ANSWERED, BLOCK, GAINED, HEARD, NONE, RAISED, Row, World

OFTEN: Final = 8
"""Answered talks of a dyad in a week: what fewer leave of distrust is worked out once."""


@inner
def bind(world: World, week: int, part: int, parts: int, thread: int) -> None:
    """Change trust and awareness in every dyad that talked in pairs (and met, if it did that too).

    One of several threads may do several parts; `thread` is its number.
    """
    dyads, people, notes, rules = world.dyads, world.people, world.notes, world.rules[0]
    trust, kept = notes.trust[thread], _kept(rules.trust_gain)
    low, high = share_of(dyads.used[0], BLOCK, part, parts)
    for begin in range(low, high, BLOCK):
        end = begin + notes.event_count[begin // BLOCK]
        for event in range(begin, end):
            soon = notes.event_dyad[min(event + FAR, end - 1)]
            ahead(dyads.arcs, soon)
            ahead(dyads.arcs, soon + 1)
            dyad, code = notes.event_dyad[event], int(notes.event_code[event])
            answered = int(dyads.met[dyad]) + (code & ANSWERED) // ANSWERED + (code >> 2) // ANSWERED
            dyads.met[dyad] = 0
            of = people[dyads.ends[dyad, 0]].organisation
            keep = kept[answered] if answered < OFTEN else distrust_kept(rules.trust_gain, answered)
            trust[of] += _change(dyads.arcs[dyad, 0], code & 3, keep, rules)
            trust[of] += _change(dyads.arcs[dyad, 1], code >> 2 & 3, keep, rules)
    low, high = share_of(len(people), 1, part, parts)
    for person in people[low:high]:
        person.quiet = 0 if person.talk & HEARD or not person.trained else person.quiet + 1


@inner
def reunite(world: World, week: int, part: int, parts: int) -> None:
    """Do the same for dyads that only met: those which this thread found."""
    dyads, people, notes, rules = world.dyads, world.people, world.notes, world.rules[0]
    trust, dyad = notes.trust[part], notes.met_first[part]
    while dyad != NONE:
        answered = int(dyads.met[dyad])
        dyads.met[dyad] = 0
        if answered > 0:
            of = people[dyads.ends[dyad, 0]].organisation
            keep = distrust_kept(rules.trust_gain, answered)
            trust[of] += _change(dyads.arcs[dyad, 0], 0, keep, rules)
            trust[of] += _change(dyads.arcs[dyad, 1], 0, keep, rules)
        dyad = notes.met_next[dyad]


@inner
def tie(world: World, week: int, part: int, parts: int) -> None:
    """Make the arcs gained into ties."""
    if part > 0:
        return
    dyads, people, notes, rules = world.dyads, world.people, world.notes, world.rules[0]
    for k in range(notes.found[GAINED]):
        first, second = notes.gained[k]
        dyad = find(dyads, first, second)
        if dyad < 0:
            dyad = add_dyad(dyads, people, first, second)
        for side in range(2):
            arc = dyads.arcs[dyad, side]
            if not arc.present:
                arc.present = 1
                source, target = people[notes.gained[k, side]], people[notes.gained[k, 1 - side]]
                at_source = world.organisations[source.organisation]
                won = renew(arc, source, target, at_source, rules.trust_new, world.seed, week)
                notes.trust[0, source.organisation] += won
                notes.tally[source.organisation, ARCS] += 1
                notes.tally[source.organisation, ARCS_GAINED] += 1


@inner
def _kept(gain: float) -> NDArray[np.float64]:
    """What 0, 1, 2 … answered talks leave of what trust lacks."""
    kept = np.empty(OFTEN)
    for answered in range(OFTEN):
        kept[answered] = distrust_kept(gain, answered)
    return kept


@inner
def _change(arc: Row, said: int, kept: float, rules: Row) -> int:
    """Trust and awareness of an arc after a week; `said` is what was raised on it, `kept` what answers left.

    Returns what trust was won, in whole parts; less than 0 where it was lost. There are no branches, since whether an
    arc is there and was answered cannot be foreseen.
    """
    before, present = arc.trust, arc.present != 0
    won = trust_won(before, kept)
    lost = trust_lost(won, rules.trust_loss, rules.trust_floor)
    trust = lost if said == RAISED else won
    arc.trust = trust if present else before
    arc.awareness = awareness_after(arc.awareness, rules.awareness_gain) if present else arc.awareness
    return whole(arc.trust) - whole(before)


@inner
def renew(arc: Row, source: Row, target: Row, organisation: Row, trust: float, seed: int, week: int) -> int:
    """An arc just made, or of a joiner: new trust, no awareness, the other items drawn.

    Returns what trust was won, in whole parts; less than 0 where it was lost.
    """
    before = whole(arc.trust)
    key = luck.pair(source.identity, target.identity)
    arc.trust = trust
    arc.awareness = 0.0
    comfort = luck.draw(luck.base(seed, luck.ITEM_COMFORT, week), key)
    influence = luck.draw(luck.base(seed, luck.ITEM_INFLUENCE, week), key)
    advice = luck.draw(luck.base(seed, luck.ITEM_ADVICE, week), key)
    arc.comfort = about(organisation.comfort, organisation.item_spread, comfort)
    arc.influence = about(organisation.influence, organisation.item_spread, influence)
    arc.advice = about(organisation.advice, organisation.item_spread, advice)
    return whole(arc.trust) - before
