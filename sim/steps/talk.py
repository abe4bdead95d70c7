"""Step 3, talk between pairs: who raises improvement with whom, and who is answered."""

import numpy as np

from sim import luck
from sim.compiled import compiled
from sim.rules import answer_chance, load, motive, openness, raise_chance, transfer, unnamed, urge
from sim.steps.measures import REFLECTIVE, TELLING
from sim.steps.ranges import share_of
from sim.world import ANSWERED, BLOCK, HEARD, RAISED, TALKED, Row, World


@compiled
def speak(world: World, week: int, part: int, parts: int) -> None:
    """Note the talk of every dyad in which someone practises; the others have nothing to tell or to ask."""
    dyads, people, notes, rules = world.dyads, world.people, world.notes, world.rules[0]
    raising = luck.base(world.seed, luck.TALK_RAISE, week)
    answering = luck.base(world.seed, luck.TALK_ANSWER, week)
    low, high = share_of(dyads.used[0], BLOCK, part, parts)
    if not people.practising.any():  # where the fire is out, ties need not be looked at
        notes.event_count[low // BLOCK : (high + BLOCK - 1) // BLOCK] = 0
        return
    for begin in range(low, high, BLOCK):
        events = 0
        for dyad in range(begin, min(begin + BLOCK, high)):
            i, j = people[dyads.ends[dyad, 0]], people[dyads.ends[dyad, 1]]
            if i.practising == 0 and j.practising == 0:
                continue
            there, back = dyads.arcs[dyad, 0], dyads.arcs[dyad, 1]
            at_i, at_j = world.organisations[i.organisation], world.organisations[j.organisation]
            code = _say(i, j, there, back, at_i, at_j, rules, raising, answering)
            code |= _say(j, i, back, there, at_j, at_i, rules, raising, answering) << 2
            if code:
                notes.event_dyad[begin + events] = dyad
                notes.event_code[begin + events] = code
                events += 1
        notes.event_count[begin // BLOCK] = events


@compiled
def _say(
    i: Row, j: Row, there: Row, back: Row, at_i: Row, at_j: Row, rules: Row, raising: np.uint64, answering: np.uint64
) -> int:
    """What comes of the arc `there` from i to j this week: 0, RAISED, or RAISED | ANSWERED."""
    if not there.present:
        return 0
    key = luck.pair(i.identity, j.identity)
    chance = luck.draw(raising, key)
    eager = urge(rules.talk_rate, at_i.time, there.advice, there.comfort, there.trust)
    if chance >= eager:  # 1 − exp(−x) ≤ x, and every other factor is at most 1
        return 0
    same = i.profession == j.profession
    load_i = load(rules.capacity, at_i.enablement, i.partners)
    load_j = load(rules.capacity, at_j.enablement, j.partners)
    moved = motive(i.practising, rules.asking, there.awareness, j.practising)
    if chance >= raise_chance(eager, 1.0 if same else at_i.safety, load_i, load_j, moved):
        return 0
    trusted = unnamed(back.trust, back.present != 0, rules.answer_unnamed)
    if trusted <= 0.0:
        return RAISED
    open_j = openness(j.alignment, rules.resentment_answer, j.resentment)
    safe = 1.0 if same else at_j.safety
    answer = answer_chance(trusted, open_j, safe, rules.pressure_silence, at_j.pressure)
    return RAISED | ANSWERED if luck.draw(answering, key) < answer else RAISED


@compiled
def hear(world: World, week: int, part: int, parts: int) -> None:
    """Bring each talk to the people of this part, in the order of the dyads, whoever does it."""
    dyads, people, notes, rules = world.dyads, world.people, world.notes, world.rules[0]
    low, high = share_of(len(people), 1, part, parts)
    for begin in range(0, dyads.used[0], BLOCK):
        for event in range(begin, begin + notes.event_count[begin // BLOCK]):
            dyad, code = notes.event_dyad[event], int(notes.event_code[event])
            first, second = dyads.ends[dyad, 0], dyads.ends[dyad, 1]
            i, j = people[first], people[second]
            there, back = dyads.arcs[dyad, 0], dyads.arcs[dyad, 1]
            if low <= first < high:
                _hear(i, j, there, code & 3, code >> 2, rules)
            if low <= second < high:
                _hear(j, i, back, code >> 2, code & 3, rules)
            if part == 0:
                _count(notes.tally[i.organisation], code & 3)
                _count(notes.tally[j.organisation], code >> 2)


@compiled
def _hear(i: Row, j: Row, arc: Row, said: int, heard: int, rules: Row) -> None:
    """What talk with j does to i: what i raised (`said`), then what j raised (`heard`); `arc` runs from i to j."""
    i.talk |= TALKED
    ascribed = unnamed(arc.influence, arc.present != 0, rules.influence_unnamed)
    if said & ANSWERED:
        _take_in(i, j, ascribed, 1.0, rules.reflective_transfer)
        i.talk |= HEARD
    if heard & ANSWERED:
        _take_in(i, j, ascribed, 1.0, rules.reflective_transfer)
        i.talk |= HEARD
    elif heard:
        _take_in(i, j, ascribed, rules.told_weight, rules.told_transfer)


@compiled
def _take_in(i: Row, j: Row, influence: float, weight: float, rate: float) -> None:
    """One talk with j, as i takes it in: exposure to j's practice, and part of what j knows better."""
    i.exposure += weight * influence * j.practising
    gap = j.knowledge - i.knowledge
    if gap > 0.0:
        i.gains += transfer(rate, influence, gap)
        i.best = max(i.best, j.knowledge)


@compiled
def _count(tally: Row, said: int) -> None:
    """Count what was raised as reflective talk or as telling."""
    if said & ANSWERED:
        tally[REFLECTIVE] += 1
    elif said:
        tally[TELLING] += 1
