"""Step 3, talk between pairs: who raises improvement with whom, and who is answered.

Luck decides too many things here for branches to be foreseen by a processor. So `speak` works a block of dyads
in three goes, each of which keeps what the next must look at: dyads in which someone practises; those in which
improvement is raised, by one or both; whether they are answered.
"""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import FAR, ahead
from sim.bounds import UNSURE, foreseen
from sim.compiled import inner
from sim.rules import answer_chance, chance, load, motive, openness, raise_rate, transfer, unnamed, urge
from sim.steps.measures import REFLECTIVE, TELLING
from sim.steps.ranges import share_of
from sim.world import ANSWERED, BLOCK, HEARD, RAISED, TALKED, Row, World


@inner
def look_round(world: World, week: int, part: int, parts: int) -> None:
    """Note who practises in the week's snapshot."""
    people, lively = world.people, world.notes.lively
    low, high = share_of(len(people), 1, part, parts)
    lit = 0
    for row in range(low, high):
        lively[row] = people[row].practising
        lit += lively[row]
    world.notes.lit[part] = lit


@inner
def prepare(world: World, week: int, part: int, parts: int) -> None:
    """Note what each brings to talk this week: whether they practise, how far their time goes, how open they are."""
    people, speakers, rules = world.people, world.notes.speakers, world.rules[0]
    if _lit(world.notes.lit, parts) == 0:  # a fire that is out needs no more
        return
    low, high = share_of(len(people), 1, part, parts)
    for row in range(low, high):
        person, speaker = people[row], speakers[row]
        enablement = world.organisations[person.organisation].enablement
        speaker.key = luck.half(person.identity)
        speaker.organisation = person.organisation
        speaker.profession = person.profession
        speaker.practising = person.practising
        speaker.load = load(rules.capacity, enablement, person.partners)
        speaker.openness = openness(person.alignment, rules.resentment_answer, person.resentment)


@inner
def speak(world: World, week: int, part: int, parts: int) -> None:
    """Note the talk of every dyad in which someone practises; the others have nothing to tell or to ask.

    A thread that is alone brings the talk of a block home at once, while it lies in the cache.
    """
    dyads, notes = world.dyads, world.notes
    raising = luck.base(world.seed, luck.TALK_RAISE, week)
    answering = luck.base(world.seed, luck.TALK_ANSWER, week)
    low, high = share_of(dyads.used[0], BLOCK, part, parts)
    lit = _lit(notes.lit, parts)
    for begin in range(low, high, BLOCK):
        notes.event_count[begin // BLOCK] = 0
        if lit == 0:  # where the fire is out, ties need not be looked at
            continue
        found, codes = notes.event_dyad[begin : begin + BLOCK], notes.event_code[begin : begin + BLOCK]
        count = _could_talk(dyads.ends, notes.lively, found, begin, min(begin + BLOCK, high))
        count = _raise(world, found, codes, count, raising)
        _answer(world, found, codes, count, answering)
        notes.event_count[begin // BLOCK] = count
        if parts == 1:
            first, last = share_of(len(world.people), 1, part, parts)
            _bring(world, begin, first, last, part == 0)


@inner
def _lit(lit: NDArray[np.int64], parts: int) -> int:
    """How many practise in the week's snapshot."""
    total = 0
    for part in range(parts):
        total += lit[part]
    return total


@inner
def _could_talk(
    ends: NDArray[np.uint32], lively: NDArray[np.uint8], found: NDArray[np.uint32], begin: int, end: int
) -> int:
    """Keep the dyads of begin..end-1 in which someone practises."""
    count = 0
    for dyad in range(begin, end):
        found[count] = dyad
        count += lively[ends[dyad, 0]] | lively[ends[dyad, 1]]
    return count


@inner
def _raise(
    world: World, found: NDArray[np.uint32], codes: NDArray[np.uint8], candidates: int, raising: np.uint64
) -> int:
    """Keep those of the dyads in which improvement is raised, and note by whom.

    First what can be told without the exponential, so that nothing holds that loop up; then the few that are left.
    """
    ends, arcs, speakers, share = world.dyads.ends, world.dyads.arcs, world.notes.speakers, world.rules[0].talk_share
    for k in range(candidates):
        soon = found[min(k + FAR, candidates - 1)]
        ahead(speakers, ends[soon, 1])
        ahead(arcs, soon)
        ahead(arcs, soon + 1)  # a row may end on the next line of the cache
        first, second, there, back = _weigh(world, found[k], raising)
        codes[k] = foreseen(first, there, share) | foreseen(second, back, share) << 2
    count = 0
    for k in range(candidates):
        dyad, code = found[k], int(codes[k])
        if code & (UNSURE | UNSURE << 2):
            first, second, there, back = _weigh(world, dyad, raising)
            code = RAISED * int(first < chance(there, share)) | RAISED * int(second < chance(back, share)) << 2
        found[count], codes[count] = dyad, code
        count += int(code != 0)
    return count


@inner
def _weigh(world: World, dyad: int, raising: np.uint64) -> tuple[float, float, float, float]:
    """Both people's draws, and the rates at which they raise improvement; on an absent arc all rates are 0."""
    speakers, rules, arcs = world.notes.speakers, world.rules[0], world.dyads.arcs
    i, j = speakers[world.dyads.ends[dyad, 0]], speakers[world.dyads.ends[dyad, 1]]
    at = world.organisations[i.organisation]
    safety = at.safety
    safe = 1.0 if i.profession == j.profession else safety
    first = luck.draw(raising, luck.joined(i.key, j.key))
    second = luck.draw(raising, luck.joined(j.key, i.key))
    there, back = _rate(i, j, arcs[dyad, 0], at.time, safe, rules), _rate(j, i, arcs[dyad, 1], at.time, safe, rules)
    return first, second, there, back


@inner
def _rate(i: Row, j: Row, arc: Row, time: float, safe: float, rules: Row) -> float:
    """The rate at which i raises improvement with j."""
    moved = motive(i.practising, rules.asking, arc.awareness, j.practising)
    eager = urge(rules.talk_rate, time, arc.advice, arc.comfort, arc.trust)
    return raise_rate(eager, safe, i.load, j.load, moved)


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
        at = world.organisations[i.organisation]
        safety = at.safety
        safe = 1.0 if i.profession == j.profession else safety
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
    low, high = share_of(len(world.people), 1, part, parts)
    for begin in range(0, world.dyads.used[0], BLOCK):
        _bring(world, begin, low, high, part == 0)


@inner
def _bring(world: World, begin: int, low: int, high: int, count: bool) -> None:
    """Bring the talk of the block of dyads from `begin` on to the people low..high-1; count it, if told to."""
    dyads, people, notes, rules = world.dyads, world.people, world.notes, world.rules[0]
    end = begin + notes.event_count[begin // BLOCK]
    for event in range(begin, end):
        ahead(dyads.ends, notes.event_dyad[min(event + 2 * FAR, end - 1)])
        soon = notes.event_dyad[min(event + FAR, end - 1)]
        ahead(people, dyads.ends[soon, 0])
        ahead(people, dyads.ends[soon, 1])
        ahead(dyads.arcs, soon)
        ahead(dyads.arcs, soon + 1)
        dyad, code = notes.event_dyad[event], int(notes.event_code[event])
        first, second = dyads.ends[dyad, 0], dyads.ends[dyad, 1]
        i, j = people[first], people[second]
        there, back = dyads.arcs[dyad, 0], dyads.arcs[dyad, 1]
        if low <= first < high:
            _hear(i, j, there, code & 3, code >> 2 & 3, rules)
        if low <= second < high:
            _hear(j, i, back, code >> 2 & 3, code & 3, rules)
        if count:
            _count(notes.tally[i.organisation], code & 3, code >> 2)


@inner
def _hear(i: Row, j: Row, arc: Row, said: int, heard: int, rules: Row) -> None:
    """What talk with j does to i: exposure to j's practice, and part of what j knows better.

    `said` is what i raised, `heard` what j raised; `arc` runs from i to j.
    """
    told = (heard & RAISED) & ~(heard // ANSWERED)
    answered = said // ANSWERED + heard // ANSWERED
    i.talk |= TALKED | HEARD * int(answered > 0)
    ascribed = unnamed(arc.influence, arc.present != 0, rules.influence_unnamed)
    i.exposure += (answered + rules.told_weight * told) * ascribed * j.practising
    rate = answered * rules.reflective_transfer + told * rules.told_transfer
    i.gains += transfer(rate, ascribed, max(0.0, j.knowledge - i.knowledge))
    i.best = max(i.best, j.knowledge * int(answered + told > 0))


@inner
def _count(tally: Row, first: int, second: int) -> None:
    """Count what was raised on a dyad's arcs as reflective talk or as telling."""
    reflective = first // ANSWERED + second // ANSWERED
    tally[REFLECTIVE] += reflective
    tally[TELLING] += (first & RAISED) + (second & RAISED) - reflective
