"""Step 3, talk between pairs: who raises improvement with whom, and who is answered.

Luck decides too many things here for branches to be foreseen by a processor. So `speak` works a block of dyads
in three goes, each of which keeps what the next must look at: dyads in which someone practises; those in which
improvement is raised, by one or both; whether they are answered.
"""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import FAR
from sim.compiled import inner
from sim.rules import load, openness
from sim.steps.answering import answer
from sim.steps.bonds import bind
from sim.steps.hearing import bring, listen
from sim.steps.lively import all_of, few, list_lit, lit_of, mark, most, the_lively, the_marked
from sim.steps.raising import raised
from sim.steps.ranges import block_of, share_of
from sim.steps.speakers import who
from sim.steps.talkers import lay_out
from sim.world import BLOCK, GO, World


@inner
def look_round(world: World, week: int, part: int, parts: int) -> None:
    """List who practises, and note of everyone what they know before anybody talks."""
    low, high = share_of(len(world.people.practising), 1, part, parts)
    world.notes.lit[part] = list_lit(world.people.practising, low, high, world.notes.lit_rows)
    knowledge, heard = world.people.knowledge[low:high], world.notes.heard[low:high]
    for k in range(len(knowledge)):
        heard[k].knowledge = knowledge[k]
        heard[k].exposure = 0.0
        heard[k].gains = 0.0
        heard[k].best = 0.0


@inner
def prepare(world: World, week: int, part: int, parts: int) -> None:
    """Note what each brings to talk this week: whether they practise, how far their time goes, how open they are."""
    people, rules = world.people, world.rules[0]
    capacity, resentment_answer = rules.capacity, rules.resentment_answer
    lit = lit_of(world.notes, parts)
    if lit == 0:  # a fire that is out needs no more
        return
    if few(world.notes, lit):
        mark(world.dyads, world.notes, part, parts)
    low, high = share_of(len(world.notes.blocks), 1, part, parts)
    for block in range(low, high):
        organisation, here = block_of(world, block)
        enablement, speakers = world.organisations[organisation].enablement, world.notes.speakers[here]
        identity, profession, practising = people.identity[here], people.profession[here], people.practising[here]
        partners, alignment, resentment = people.partners[here], people.alignment[here], people.resentment[here]
        for k in range(len(speakers)):
            speakers[k].who = who(identity[k], organisation, profession[k], practising[k])
            speakers[k].load = load(capacity, enablement, partners[k])
            speakers[k].openness = openness(alignment[k], resentment_answer, resentment[k])


@inner
def speak(world: World, week: int, part: int, parts: int) -> None:
    """Note the talk of every dyad in which someone practises; the others have nothing to tell or to ask.

    A thread that is alone brings talk home at once, while it is laid out; and the ties of those who talked change.
    """
    dyads, notes = world.dyads, world.notes
    low, high = share_of(dyads.used[0], BLOCK, part, parts)
    lit, answering = lit_of(notes, parts), luck.base(world.seed, luck.TALK_ANSWER, week)
    for begin in range(low, high, BLOCK):
        notes.event_count[begin // BLOCK] = 0
        if lit == 0:  # where the fire is out, ties need not be looked at
            continue
        found, codes = notes.event_dyad[begin : begin + BLOCK + FAR], notes.event_code[begin : begin + BLOCK]
        count = _could_talk(world, found, begin, min(begin + BLOCK, high), lit)
        count, done = raised(world, found, codes, count, week, part), 0
        notes.event_count[begin // BLOCK] = count
        while done < count:
            some = lay_out(world, found[done : min(done + GO, count)], True, part)
            talked, said = found[done : done + some], codes[done : done + some]
            answer(world, said, answering, part)
            if parts == 1:
                bring(world, said, 0, len(notes.heard), part)
            bind(world, talked, said, part)
            done += some


@inner
def _could_talk(world: World, found: NDArray[np.uint32], begin: int, end: int, lit: int) -> int:
    """Keep the dyads of begin..end-1 in which someone practises; returns how many there are.

    Where most practise, keep all: to sort out the few in which nobody does costs more than to weigh them.
    """
    if few(world.notes, lit):
        return the_marked(world.dyads, world.notes, found, begin, end)
    if most(world.notes, lit):
        return all_of(found, begin, end)
    return the_lively(world.dyads.ends, world.people.practising, found, begin, end)


@inner
def hear(world: World, week: int, part: int, parts: int) -> None:
    """Bring each talk to the people of this part, in the order of the dyads, whoever does it."""
    if parts == 1:
        return
    low, high = share_of(len(world.notes.speakers), 1, part, parts)
    for begin in range(0, world.dyads.used[0], BLOCK):
        listen(world, begin, low, high, part)
