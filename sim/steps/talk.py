"""Step 3, talk between pairs: who raises improvement with whom, and who is answered.

Luck decides too many things here for branches to be foreseen by a processor. So `speak` works a block of dyads
in three goes, each of which keeps what the next must look at: dyads in which someone practises; those in which
improvement is raised, by one or both; whether they are answered.
"""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import FAR, ahead
from sim.compiled import inner
from sim.rules import answer_chance, load, openness, transfer, unnamed
from sim.steps.lively import few, list_lit, lit_of, mark, the_lively, the_marked
from sim.steps.measures import REFLECTIVE, TELLING
from sim.steps.raising import raised
from sim.steps.ranges import block_of, share_of
from sim.steps.speakers import alike, organisation_of, practises, who
from sim.world import ANSWERED, BLOCK, HEARD, RAISED, TALKED, Row, World


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
        first, _ = share_of(len(people.practising), 1, part, parts)
        mark(world.dyads, world.notes, world.notes.lit_rows[first : first + world.notes.lit[part]])
    low, high = share_of(len(world.notes.blocks), 1, part, parts)
    for block in range(low, high):
        organisation, here = block_of(world, block)
        enablement, speakers = world.organisations[organisation].enablement, world.notes.speakers[here]
        identity, profession, practising = people.identity[here], people.profession[here], people.practising[here]
        partners, alignment, resentment = people.partners[here], people.alignment[here], people.resentment[here]
        for k in range(len(speakers)):
            speakers[k].key = luck.half(identity[k])
            speakers[k].who = who(organisation, profession[k], practising[k])
            speakers[k].load = load(capacity, enablement, partners[k])
            speakers[k].openness = openness(alignment[k], resentment_answer, resentment[k])


@inner
def speak(world: World, week: int, part: int, parts: int) -> None:
    """Note the talk of every dyad in which someone practises; the others have nothing to tell or to ask.

    A thread that is alone brings the talk of a block home at once, while it lies in the cache.
    """
    dyads, notes = world.dyads, world.notes
    answering = luck.base(world.seed, luck.TALK_ANSWER, week)
    low, high = share_of(dyads.used[0], BLOCK, part, parts)
    lit = lit_of(notes, parts)
    for begin in range(low, high, BLOCK):
        notes.event_count[begin // BLOCK] = 0
        if lit == 0:  # where the fire is out, ties need not be looked at
            continue
        found, codes = notes.event_dyad[begin : begin + BLOCK], notes.event_code[begin : begin + BLOCK]
        count = _could_talk(world, found, begin, min(begin + BLOCK, high), lit)
        count = raised(world, found, codes, count, week, part)
        _answer(world, found, codes, count, answering)
        notes.event_count[begin // BLOCK] = count
        if parts == 1:
            first, last = share_of(len(notes.speakers), 1, part, parts)
            _bring(world, begin, first, last, part == 0)


@inner
def _could_talk(world: World, found: NDArray[np.uint32], begin: int, end: int, lit: int) -> int:
    """Keep the dyads of begin..end-1 in which someone practises; returns how many there are."""
    if few(world.notes, lit):
        return the_marked(world.notes, found, begin, end)
    return the_lively(world.dyads.ends, world.people.practising, found, begin, end)


@inner
def _answer(
    world: World, found: NDArray[np.uint32], codes: NDArray[np.uint8], count: int, answering: np.uint64
) -> None:
    """Add to what was raised whether it was answered."""
    ends, arcs, speakers, rules = world.dyads.ends, world.dyads.arcs, world.notes.speakers, world.rules[0]
    for k in range(count):
        ahead(speakers, ends[found[min(k + FAR, count - 1)], 1])
        dyad, code = found[k], codes[k]
        i, j = speakers[ends[dyad, 0]], speakers[ends[dyad, 1]]
        at = world.organisations[organisation_of(i)]
        safety = at.safety
        safe = 1.0 if alike(i, j) else safety
        first = _answers(i, j, arcs[dyad, 1], at, safe, rules, answering)
        second = _answers(j, i, arcs[dyad, 0], at, safe, rules, answering)
        codes[k] = code | ANSWERED * (code & first) | ANSWERED * (code & second << 2)


@inner
def _answers(i: Row, j: Row, back: Row, at: Row, safe: float, rules: Row, answering: np.uint64) -> int:
    """1 if j answers what i raises, else 0; `back` runs from j to i."""
    trusted = unnamed(back.trust, back.present != 0, rules.answer_unnamed)
    likely = answer_chance(trusted, j.openness, safe, rules.pressure_silence, at.pressure)
    return int(luck.draw(answering, luck.joined(i.key, j.key)) < likely)


@inner
def hear(world: World, week: int, part: int, parts: int) -> None:
    """Bring each talk to the people of this part, in the order of the dyads, whoever does it."""
    if parts == 1:
        return
    low, high = share_of(len(world.notes.speakers), 1, part, parts)
    for begin in range(0, world.dyads.used[0], BLOCK):
        _bring(world, begin, low, high, part == 0)


@inner
def _bring(world: World, begin: int, low: int, high: int, count: bool) -> None:
    """Bring the talk of the block of dyads from `begin` on to the people low..high-1; count it, if told to."""
    dyads, notes, rules = world.dyads, world.notes, world.rules[0]
    heard, speakers, talk = notes.heard, notes.speakers, world.people.talk
    end = begin + notes.event_count[begin // BLOCK]
    for event in range(begin, end):
        ahead(dyads.ends, notes.event_dyad[min(event + 2 * FAR, end - 1)])
        soon = notes.event_dyad[min(event + FAR, end - 1)]
        ahead(heard, dyads.ends[soon, 0])
        ahead(heard, dyads.ends[soon, 1])
        ahead(speakers, dyads.ends[soon, 1])
        ahead(dyads.arcs, soon)
        ahead(dyads.arcs, soon + 1)
        dyad, code = notes.event_dyad[event], int(notes.event_code[event])
        first, second = dyads.ends[dyad, 0], dyads.ends[dyad, 1]
        i, j = speakers[first], speakers[second]
        there, back = dyads.arcs[dyad, 0], dyads.arcs[dyad, 1]
        if low <= first < high:
            talk[first] |= _hear(heard[first], heard[second], practises(j), there, code & 3, code >> 2 & 3, rules)
        if low <= second < high:
            talk[second] |= _hear(heard[second], heard[first], practises(i), back, code >> 2 & 3, code & 3, rules)
        if count:
            _count(notes.tally[organisation_of(i)], code & 3, code >> 2)


@inner
def _hear(i: Row, j: Row, practising: int, arc: Row, said: int, heard: int, rules: Row) -> int:
    """What talk with j, `practising` or not, does to i: exposure to j's practice, and part of what j knows better.

    `said` is what i raised, `heard` what j raised; `arc` runs from i to j. Returns the flags of `People.talk`.
    """
    told = (heard & RAISED) & ~(heard // ANSWERED)
    answered = said // ANSWERED + heard // ANSWERED
    ascribed = unnamed(arc.influence, arc.present != 0, rules.influence_unnamed)
    i.exposure += (answered + rules.told_weight * told) * ascribed * practising
    rate = answered * rules.reflective_transfer + told * rules.told_transfer
    i.gains += transfer(rate, ascribed, max(0.0, j.knowledge - i.knowledge))
    i.best = max(i.best, j.knowledge * int(answered + told > 0))
    return TALKED | HEARD * int(answered > 0)


@inner
def _count(tally: Row, first: int, second: int) -> None:
    """Count what was raised on a dyad's arcs as reflective talk or as telling."""
    reflective = first // ANSWERED + second // ANSWERED
    tally[REFLECTIVE] += reflective
    tally[TELLING] += (first & RAISED) + (second & RAISED) - reflective
