"""Step 9, trust, awareness and new arcs: what talk makes of the ties themselves."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import FAR, ahead
from sim.compiled import inner
from sim.rules import about, awareness_after, distrust_kept, trust_lost, trust_won
from sim.steps.incidence import add_dyad, find
from sim.steps.measures import ARCS, ARCS_GAINED, whole
from sim.steps.speakers import organisation_of
from sim.world import ANSWERED, GAINED, NONE, RAISED, Row, World


@inner
def bind(world: World, talked: NDArray[np.uint32], codes: NDArray[np.uint8], part: int) -> None:
    """Change trust and awareness in dyads that talked in pairs (and met, if they did that too): those just laid out.

    It is done where they talked, while their arcs are at hand: until step 9 nobody asks for either any more.
    """
    dyads, notes, rules, won = world.dyads, world.notes, world.rules[0], 0
    for k in range(len(codes)):
        dyad, code = talked[k], int(codes[k])
        answered = int(dyads.met[dyad]) + (code & ANSWERED) // ANSWERED + (code >> 2) // ANSWERED
        dyads.met[dyad] = 0
        keep = _kept(notes.kept, answered, rules.trust_gain)
        won += _change(dyads.arcs[dyad, 0], code & 3, keep, rules)
        won += _change(dyads.arcs[dyad, 1], code >> 2 & 3, keep, rules)
    notes.trust[part, organisation_of(world.desks.word[part, 0, 0])] += won


@inner
def reunite(world: World, week: int, part: int, parts: int) -> None:
    """Do the same for dyads that only met: those which this thread found."""
    dyads, organisation, notes, rules = world.dyads, world.people.organisation, world.notes, world.rules[0]
    trust, dyad, soon = notes.trust[part], notes.met_first[part], notes.met_first[part]
    steps = -FAR
    while dyad != NONE:
        if soon != NONE:
            ahead(dyads.arcs, soon)
            ahead(dyads.arcs, soon + 1)
            soon = notes.met_next[soon]
        steps += 1
        if steps < 0:
            continue
        answered = int(dyads.met[dyad])
        dyads.met[dyad] = 0
        if answered > 0:
            of = organisation[dyads.ends[dyad, 0]]
            keep = _kept(notes.kept, answered, rules.trust_gain)
            trust[of] += _change(dyads.arcs[dyad, 0], 0, keep, rules)
            trust[of] += _change(dyads.arcs[dyad, 1], 0, keep, rules)
        dyad = notes.met_next[dyad]


@inner
def tie(world: World, week: int, part: int, parts: int) -> None:
    """Make the arcs gained into ties."""
    if part > 0:
        return
    dyads, people, notes, rules = world.dyads, world.people, world.notes, world.rules[0]
    drawn = drawing(world.seed, week)
    for k in range(notes.found[GAINED]):
        first, second = notes.gained[k]
        dyad = find(dyads, first, second)
        if dyad < 0:
            dyad = add_dyad(dyads, people, first, second)
        for side in range(2):
            arc = dyads.arcs[dyad, side]
            if not arc.present:
                arc.present = 1
                source, target = notes.gained[k, side], notes.gained[k, 1 - side]
                key, of = luck.pair(people.identity[source], people.identity[target]), people.organisation[source]
                won = renew(arc, key, world.organisations[of], rules.trust_new, drawn)
                notes.trust[0, of] += won
                notes.tally[of, ARCS] += 1
                notes.tally[of, ARCS_GAINED] += 1


@inner
def _kept(kept: NDArray[np.float64], answered: int, gain: float) -> float:
    """What answered talks leave of what trust lacks: worked out beforehand, where they are few."""
    return float(kept[answered]) if answered < len(kept) else distrust_kept(gain, answered)


@inner
def _change(arc: Row, said: int, kept: float, rules: Row) -> int:
    """Trust and awareness of an arc after a week; `said` is what was raised on it, `kept` what answers left.

    Returns what trust was won, in whole parts; less than 0 where it was lost. An arc that is not there keeps its zeros
    by a product with 0, and where all was answered nothing is lost by one: no processor could foresee a branch.
    """
    before, present, told = arc.trust, float(arc.present), (said & RAISED) & ~(said // ANSWERED)
    won = trust_won(before, kept)
    arc.trust = trust_lost(won, rules.trust_loss * told, rules.trust_floor * told) * present
    arc.awareness = awareness_after(arc.awareness, rules.awareness_gain) * present
    return whole(arc.trust) - whole(before)


@inner
def drawing(seed: int, week: int) -> tuple[np.uint64, np.uint64, np.uint64]:
    """Where the draws of a week's new items begin: comfort, influence and advice."""
    comfort, influence = luck.base(seed, luck.ITEM_COMFORT, week), luck.base(seed, luck.ITEM_INFLUENCE, week)
    return comfort, influence, luck.base(seed, luck.ITEM_ADVICE, week)


@inner
def renew(
    arc: Row, key: np.uint64, organisation: Row, trust: float, drawn: tuple[np.uint64, np.uint64, np.uint64]
) -> int:
    """An arc just made, or of a joiner: new trust, no awareness, the other items drawn (`drawing`) by the arc's key.

    Returns what trust was won, in whole parts; less than 0 where it was lost.
    """
    before = whole(arc.trust)
    comfort, influence, advice = drawn
    arc.trust = trust
    arc.awareness = 0.0
    arc.comfort = about(organisation.comfort, organisation.item_spread, luck.draw(comfort, key))
    arc.influence = about(organisation.influence, organisation.item_spread, luck.draw(influence, key))
    arc.advice = about(organisation.advice, organisation.item_spread, luck.draw(advice, key))
    return whole(arc.trust) - before
