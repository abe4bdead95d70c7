"""The mistakes that wiring invites, in the steps and in their order.

Own and other mixed up, source and target, snapshot and present, this week and always; a bound or a condition
forgotten, something not cleared. Mistakes that could make no difference are not listed: the two ends of a dyad
have one organisation, say, so `at_i` and `at_j` are the same; and who gains a partner was heard, so resentment
could as well come before the new arcs.
"""

from typing import Final

Replacement = tuple[str, str]


WAIT: Final = "\n        wait(gate, parts)\n        "
"""Between two passes for which threads wait."""


def turned(first: str, then: str, arguments: str = "part, parts", between: str = WAIT) -> Replacement:
    """Two passes that follow each other in the week, the other way round."""
    there = [f"{name}(world, week, {arguments})" for name in (first, then)]
    return between.join(there), between.join(reversed(there))


CHUNKS: Final = "chunk, each * parts"
LINE: Final = "\n        "
BOUND: Final = "bonds.bind(world, week, chunk, each * parts, part)"
SMOKED: Final = "resentment.smoke(world, week, chunk, each * parts)"


WIRING: Final[dict[str, list[Replacement]]] = {
    "steps.context.take_hold": [
        ("row[FEAR], row[CLINICAL]", "row[CLINICAL], row[FEAR]"),
        ("row[CLINICAL], row[ENABLEMENT], silence", "row[ENABLEMENT], row[ENABLEMENT], silence"),
        ("silence, row[PRESSURE]", "silence, 0.0"),
        ("row[CONCISION], row[CONSISTENCY]", "row[CONSISTENCY], row[CONSISTENCY]"),
        ("organisation.pressure = row[PRESSURE]", "organisation.pressure = 0.0"),
        ("organisation.coaching = row[COACHING]", "organisation.coaching = 1.0"),
        ("leave_chance(row[TURNOVER])", "row[TURNOVER] / 52.0"),
        ("organisation.leaving, row[IMPROVERS_LEAVE]", "row[TURNOVER], row[IMPROVERS_LEAVE]"),
        ("row[IMPROVERS_LEAVE]", "0.0"),
        ("week % YEAR == 0", "week == 0"),
        ("week % YEAR == 0", "True"),
    ],
    "steps.training.train": [
        ("filled == places", "filled > places"),
        ("world.notes.tally[o, PLACES_OFFERED] += places", "world.notes.tally[o, PLACES_OFFERED] += filled"),
    ],
    "steps.training.teach": [
        ("max(person.knowledge, organisation.knowledge)", "organisation.knowledge"),
        ("person.identity) < organisation.effect", "person.identity) >= organisation.effect"),
        ("person.practising = 1", "person.practising = 0"),
        ("note_trained(dyads, people, row, 1)", "pass"),
    ],
    "steps.training._in_order": [
        ("-people[row].partners", "people[row].partners"),
        ("-people[row].alignment", "people[row].alignment"),
        ("-_awareness_of_others", "_awareness_of_others"),
        ("_unit_draws(world, rows, score)", "pass"),
        ("_rank_within_profession(people, rows, score)", "pass"),
    ],
    "steps.training._untrained": [("world.people[row].generation == 0", "True")],
    "steps.training._unit_draws": [("luck.TRAIN_CHOOSE, 0)", "luck.TRAIN_CHOOSE, 1)")],
    "steps.training._awareness_of_others": [
        ("dyads.ends[dyad, 0] == row", "dyads.ends[dyad, 1] == row"),
        ("total / arcs", "total"),
    ],
    "steps.talk.look_round": [("lively[row] = people[row].practising", "lively[row] = people[row].trained")],
    "steps.talk.prepare": [
        ("person.identity", "np.uint64(row) << np.uint64(32)"),
        ("speaker.profession = person.profession", "speaker.profession = person.unit"),
        ("speaker.practising = person.practising", "speaker.practising = 1"),
        ("rules.capacity, enablement, person.partners", "rules.capacity, 1.0, person.partners"),
        ("enablement, person.partners", "enablement, person.trained_partners"),
        (
            "person.alignment, rules.resentment_answer, person.resentment",
            "person.resentment, rules.resentment_answer, person.alignment",
        ),
        ("rules.resentment_answer", "rules.resentment_threshold"),
    ],
    "steps.talk.speak": [("luck.TALK_ANSWER, week", "luck.TALK_RAISE, week")],
    "steps.talk._could_talk": [
        ("lively[ends[dyad, 0]] | lively[ends[dyad, 1]]", "lively[ends[dyad, 0]] & lively[ends[dyad, 1]]"),
        ("lively[ends[dyad, 0]] | lively[ends[dyad, 1]]", "lively[ends[dyad, 0]]"),
    ],
    "steps.talk._raise": [
        ("foreseen(first, there, share)", "foreseen(first, back, share)"),
        ("foreseen(second, back, share)", "foreseen(second, there, share)"),
        ("foreseen(first, there, share)", "foreseen(second, there, share)"),
        ("foreseen(second, back, share)", "foreseen(first, back, share)"),
        ("foreseen(first, there, share)", "1"),
        ("foreseen(second, back, share) << 2", "foreseen(second, back, share)"),
        ("int(code != 0)", "int(code & RAISED)"),
        ("int(code != 0)", "1"),
    ],
    "steps.talk._weigh": [
        ("arcs[dyad, 0]", "arcs[dyad, 1]"),
        ("arcs[dyad, 1]", "arcs[dyad, 0]"),
        ("luck.joined(i.key, j.key)", "luck.joined(j.key, i.key)"),
        ("luck.joined(j.key, i.key)", "luck.joined(i.key, j.key)"),
        ("_rate(j, i", "_rate(i, j"),
        ("1.0 if i.profession == j.profession else safety", "safety if i.profession == j.profession else 1.0"),
        ("i.profession == j.profession", "i.organisation == j.organisation"),
        ("return first, second, there, back", "return first, second, back, there"),
        ("return first, second, there, back", "return second, first, there, back"),
    ],
    "steps.talk._rate": [
        ("arc.advice", "1.0"),
        ("arc.comfort", "1.0"),
        ("arc.trust", "arc.comfort"),
        ("arc.awareness", "1.0"),
        (
            "i.practising, rules.asking, arc.awareness, j.practising",
            "j.practising, rules.asking, arc.awareness, i.practising",
        ),
        ("i.load, j.load", "i.load, i.load"),
    ],
    "steps.talk._answer": [
        ("_answers(i, j, arcs[dyad, 1]", "_answers(i, j, arcs[dyad, 0]"),
        ("_answers(j, i, arcs[dyad, 0]", "_answers(j, i, arcs[dyad, 1]"),
        ("_answers(j, i, arcs[dyad, 0]", "_answers(i, j, arcs[dyad, 0]"),
        ("1.0 if i.profession == j.profession else safety", "safety if i.profession == j.profession else 1.0"),
        ("i.profession == j.profession", "i.organisation == j.organisation"),
        ("(code & first)", "first"),
        ("(code & second << 2)", "(second << 2)"),
    ],
    "steps.talk._answers": [
        ("j.openness", "i.openness"),
        ("back.present != 0", "back.present == 0"),
        ("rules.answer_unnamed", "0.0"),
        ("rules.answer_unnamed", "rules.influence_unnamed"),
        ("at.pressure", "0.0"),
        ("i.key, j.key", "j.key, i.key"),
    ],
    "steps.talk._bring": [
        ("_hear(i, j, there, code & 3, code >> 2", "_hear(i, j, back, code & 3, code >> 2"),
        ("_hear(j, i, back, code >> 2 & 3, code & 3", "_hear(j, i, there, code >> 2 & 3, code & 3"),
        ("_hear(i, j, there, code & 3, code >> 2", "_hear(i, j, there, code >> 2, code & 3"),
        ("_hear(j, i, back, code >> 2 & 3, code & 3", "_hear(j, i, back, code & 3, code >> 2 & 3"),
        ("i.organisation], code & 3, code >> 2", "i.organisation], code & 3, 0"),
    ],
    "steps.talk._hear": [
        ("i.talk |= TALKED | HEARD * int(answered > 0)", "i.talk |= HEARD * int(answered > 0)"),
        ("int(answered > 0)", "int(answered + told > 0)"),
        ("arc.present != 0", "arc.present == 0"),
        ("said // ANSWERED + heard // ANSWERED", "(said & RAISED) + heard // ANSWERED"),
        ("said // ANSWERED + heard // ANSWERED", "said // ANSWERED + (heard & RAISED)"),
        ("(heard & RAISED) & ~(heard // ANSWERED)", "(heard & RAISED)"),
        ("(heard & RAISED) & ~(heard // ANSWERED)", "(said & RAISED) & ~(said // ANSWERED)"),
        ("rules.told_weight * told", "told"),
        ("rules.told_transfer", "rules.reflective_transfer"),
        ("j.practising", "i.practising"),
        ("* ascribed * j.practising", "* j.practising"),
        ("j.knowledge - i.knowledge", "i.knowledge - j.knowledge"),
        ("max(0.0, j.knowledge - i.knowledge)", "j.knowledge - i.knowledge"),
        ("max(i.best, j.knowledge * int(answered + told > 0))", "j.knowledge"),
        ("i.gains +=", "i.gains ="),
        ("i.exposure +=", "i.exposure ="),
    ],
    "steps.talk._count": [
        ("tally[REFLECTIVE] += reflective", "tally[REFLECTIVE] += first // ANSWERED"),
        (" - reflective", ""),
    ],
    "steps.spaces.invite": [
        ("organisation.sessions, organisation.enablement", "organisation.sessions, 1.0"),
        ("organisation.safety", "1.0"),
        ("luck.SESSION_OPEN", "luck.SESSION_PICK"),
        ("luck.SESSION_GUEST", "luck.SESSION_PICK"),
        ("came[u], openly[u], eager[u] = NOT_HELD, 0, 0", "pass"),
        ("came[u], openly[u], eager[u] = NOT_HELD, 0, 0", "came[u], openly[u], eager[u] = 0, 0, 0"),
        ("luck.SESSION_TIE", "luck.SESSION_PICK"),
        ("together(people, opened[u, : openly[u]])", "together(people, opened[u, : came[u]])"),
    ],
    "steps.spaces.gather": [
        ("rules.session_heat", "rules.workshop_heat"),
        ("rules.reflective_transfer", "rules.told_transfer"),
        ("openly[u] > 1", "openly[u] > 2"),
        ("counted[ATTENDANCES] += came[u]", "counted[ATTENDANCES] += openly[u]"),
        ("group, heat, rate = opened[u, : openly[u]]", "group, heat, rate = opened[u, : came[u]]"),
    ],
    "steps.spaces.befriend": [
        ("luck.SESSION_TIE", "luck.SESSION_PICK"),
        ("if eager[u]:", "if False:"),
        ("notes.found[GAINED] = 0", "pass"),
        (
            "min(opened[u, k], opened[u, n]), max(opened[u, k], opened[u, n])",
            "opened[u, k], opened[u, n]",
        ),
        ("rules.new_tie", "1.0"),
    ],
    "steps.spaces._some_attract": [("|= _attract", "= _attract")],
    "steps.meeting.who_meet": [
        ("int(other > i) & ", ""),
        ("int(ends[dyad, 0] == i) & ", ""),
        (" & int(sits(seats, other))", ""),
        (" & int(sits(seats, ends[dyad, 1]))", ""),
    ],
    "steps.spaces.confer": [
        ("forum.every > 0 and ", ""),
        ("forum.start <= week", "forum.start < week"),
        ("week < forum.end", "week <= forum.end"),
        ("(week - forum.start)", "week"),
        ("luck.FORUM_PICK, 0", "luck.FORUM_PICK, week"),
        ("luck.FORUM_OPEN", "luck.FORUM_PICK"),
        ("organisation, forum.leaders", "organisation, forum.leaders - 1"),
        (
            "person.alignment, rules.resentment_answer, person.resentment",
            "person.resentment, rules.resentment_answer, person.alignment",
        ),
        ("rules.resentment_answer", "rules.resentment_threshold"),
        (" * organisation.safety", ""),
        ("organisation.safety", "world.organisations[0].safety"),
        ("count > 1", "count > 2"),
        ("rules.session_heat", "rules.workshop_heat"),
        ("rules.reflective_transfer", "rules.told_transfer"),
    ],
    "steps.spaces._leaders": [
        (" - person.seniority", ""),
        ("- person.seniority", "+ person.seniority"),
        ("luck.draw(picking, person.identity) - person", "-person"),
        ("people[organisation.start + k]", "people[k]"),
        ("rows[k] += organisation.start", "pass"),
        ("sort_rising(rows, score)", "pass"),
    ],
    "steps.spaces._who_comes": [
        ("1.0 - organisation.mix", "organisation.mix"),
        ("lowest(people, unit, picking, home, draws, who)", "who[:home] = np.arange(home)"),
        ("not (unit.start <= row < unit.stop) and ", ""),
        (" and not _among(who, home, invited, row)", ""),
    ],
    "steps.spaces._who_is_open": [
        (") * safety", ")"),
        (
            "person.alignment, rules.resentment_answer, person.resentment",
            "person.resentment, rules.resentment_answer, person.alignment",
        ),
        ("unit.identity, person.identity", "person.identity, unit.identity"),
    ],
    "steps.meeting.meet": [
        ("+= 1 if arcs", "+= 2 if arcs"),
        ("== 1 else 2", "== 1 else 1"),
        ("if met[dyad] == 0:", "if False:"),
    ],
    "steps.spaces._befriend": [
        ("notes.gained[k, 0] == i and notes.gained[k, 1] == j", "False"),
        ("one.new_partners >= most or", "one.new_partners > most or"),
        ("most or other", "most and other"),
        ("one.new_partners += 1", "pass"),
        ("strangers = dyad < 0", "strangers = True"),
        ("strangers = dyad < 0", "strangers = False"),
    ],
    "steps.order.sort_rising": [("run *= 2", "run *= 4")],
    "steps.order._merge": [("<= score", ">= score"), ("<= score", "< score")],
    "steps.together.lowest": [
        ("draws[place - 1] > drawn", "draws[place - 1] < drawn"),
        ("elif kept == 0 or drawn >= draws[kept - 1]:", "else:"),
    ],
    "steps.together._drawn": [("people[unit.start + k]", "people[k]")],
    "steps.together.together": [
        ("max(best, people[row].knowledge)", "people[row].knowledge"),
        ("practising += people[row].practising", "practising += people[row].trained"),
    ],
    "steps.together.share_talk": [
        ("practising - person.practising", "practising"),
        ("(len(group) - 1)", "len(group)"),
        ("TALKED | HEARD", "TALKED"),
        ("TALKED | HEARD", "HEARD"),
        ("best - person.knowledge", "best"),
        ("max(person.best, best)", "best"),
    ],
    "steps.workshops.improve": [
        ("rules.workshop_heat", "rules.session_heat"),
        ("rules.reflective_transfer", "rules.told_transfer"),
        ("_gain(unit, organisation, world.seed, week)", "pass"),
        ("unit.workshops += 1", "pass"),
        ("unit.workshops += 1", "unit.workshops = 1"),
    ],
    "steps.workshops._leader": [("if leader < 0:", "if True:")],
    "steps.workshops._lowest_improver": [("if people[row].trained:", "if True:")],
    "steps.workshops._team": [
        ("most - 1", "most"),
        ("sort_rising(order[:others], turn)", "pass"),
        ("unit.start + k != leader", "True"),
        ("seen[profession] += 1", "pass"),
    ],
    "steps.workshops._gain": [
        ("organisation.lead_time", "organisation.defects"),
        ("organisation.defects", "organisation.lead_time"),
        ("unit.identity, 1", "unit.identity, 0"),
        (
            "max(unit.gain_lead, about(organisation.lead_time, organisation.spread, lead))",
            "about(organisation.lead_time, organisation.spread, lead)",
        ),
        (
            "max(unit.gain_defects, about(organisation.defects, organisation.spread, defects))",
            "about(organisation.defects, organisation.spread, defects)",
        ),
        ("unit.gain_won = unit.gain_lead", "unit.gain_won = max(unit.gain_won, unit.gain_lead)"),
    ],
    "steps.heat.warm": [
        ("if person.trained:", "if True:"),
        ("-1.0 / rules.memory", "-rules.memory"),
        ("rules.coaching_heat * ", ""),
        ("exposure +=", "exposure ="),
        ("person.exposure = 0.0", "pass"),
        ("EXPOSED * int(exposure > 0.0)", "0"),
    ],
    "steps.practice.light": [
        ("person.practised = person.practising", "person.practised = person.trained"),
        ("person.committed or ", ""),
        ("luck.draw(up,", "luck.draw(lapse,"),
        ("rules.take_up, person.knowledge, most", "rules.take_up, person.knowledge, 0.5 * most"),
    ],
    "steps.practice._lit": [
        (
            "person.alignment, rules.resentment_threshold, person.resentment",
            "person.resentment, rules.resentment_threshold, person.alignment",
        ),
        ("rules.threshold, rules.dampness", "rules.dampness, rules.threshold"),
        ("person.heat, asked", "asked, person.heat"),
        ("rules.resentment_threshold", "rules.dampness"),
    ],
    "steps.knowledge.learn": [
        ("if person.practised:", "if person.practising:"),
        ("person.gains = 0.0", "pass"),
        ("person.best = 0.0", "pass"),
        ("rules.doing", "rules.forgetting"),
        ("person.gains, person.best", "person.best, person.gains"),
        ("practised(knowledge", "practised(person.knowledge"),
        ("forgotten(knowledge", "forgotten(person.knowledge"),
    ],
    "steps.bonds.bind": [
        ("int(dyads.met[dyad]) + ", ""),
        (" + (code >> 2) // ANSWERED", ""),
        ("dyads.arcs[dyad, 0], code & 3", "dyads.arcs[dyad, 0], code >> 2 & 3"),
        ("dyads.arcs[dyad, 1], code >> 2 & 3", "dyads.arcs[dyad, 1], code & 3"),
        ("person.talk & HEARD or not person.trained", "person.talk & HEARD"),
        ("person.talk & HEARD", "person.talk"),
    ],
    "steps.bonds.tie": [
        ("if not arc.present:", "if True:"),
        ("rules.trust_new", "arc.trust"),
        ("source, target = people[notes.gained[k, side]]", "target, source = people[notes.gained[k, side]]"),
        ("notes.tally[source.organisation, ARCS] += 1", "pass"),
    ],
    "steps.bonds.reunite": [
        ("if answered > 0:", "if False:"),
        ("dyads.met[dyad] = 0", "pass"),
        ("arcs[dyad, 0], 0, keep", "arcs[dyad, 0], RAISED, keep"),
    ],
    "steps.bonds._kept": [("distrust_kept(gain, answered)", "distrust_kept(gain, 1)")],
    "steps.bonds._change": [
        ("said == RAISED", "said & RAISED"),
        ("trust_lost(won,", "trust_lost(before,"),
        ("rules.trust_loss, rules.trust_floor", "rules.trust_floor, rules.trust_loss"),
        ("trust if present else before", "trust"),
    ],
    "steps.bonds.renew": [
        ("source.identity, target.identity", "target.identity, source.identity"),
        ("arc.awareness = 0.0", "pass"),
        ("arc.trust = trust", "pass"),
        ("luck.ITEM_ADVICE, week", "luck.ITEM_ADVICE, 0"),
        (
            "organisation.comfort, organisation.item_spread, comfort",
            "organisation.comfort, organisation.item_spread, influence",
        ),
        ("organisation.influence", "organisation.comfort"),
        ("organisation.advice", "organisation.comfort"),
    ],
    "steps.resentment.smoke": [
        ("person.trained_partners / max(1, person.partners)", "person.trained_partners"),
        ("person.trained != 0", "person.practising != 0"),
        ("person.talk & HEARD != 0", "person.talk != 0"),
        ("rules.resentment_rise, rules.resentment_fall", "rules.resentment_fall, rules.resentment_rise"),
        ("rules.relief", "1.0"),
        ("person.talk <<= LAST", "pass"),
    ],
    "steps.alignment.align": [(".signal", ".safety")],
    "steps.gains.regress": [
        ("gain_after(unit.gain_defects", "gain_after(unit.gain_lead"),
        ("person.practising", "person.practised"),
        ("max(1, unit.stop - unit.start)", "len(world.people)"),
        ("            unit.fresh = 0\n", "            pass\n"),
        ("if unit.fresh:", "if False:"),
    ],
    "steps.turnover.leave": [
        (" & (1 - person.committed)", ""),
        ("if person.trained else", "if person.practising else"),
        ("organisation.improvers_leaving if person.trained else organisation.leaving", "organisation.leaving"),
    ],
    "steps.turnover.replace": [
        ("note_trained(dyads, people, int(row), -1)", "pass"),
        ("row - organisation.start", "row"),
        ("generation + 1, row", "generation, row"),
    ],
    "steps.turnover.welcome": [
        ("if arc.present:", "if True:"),
        (
            "dyads.ends[dyad, side]], people[dyads.ends[dyad, 1 - side]]",
            "dyads.ends[dyad, 1 - side]], people[dyads.ends[dyad, side]]",
        ),
    ],
    "steps.turnover._join": [
        ("person.identity = identity", "pass"),
        ("person.trained = 0", "pass"),
        ("person.practising = 0", "pass"),
        ("person.talk = 0", "pass"),
        ("person.quiet = 0", "pass"),
        ("person.new_partners = 0", "pass"),
        ("person.knowledge = 0.0", "pass"),
        ("person.heat = 0.0", "pass"),
        ("person.resentment = 0.0", "pass"),
        (
            "organisation.alignment_join, organisation.alignment_spread",
            "organisation.alignment_spread, organisation.alignment_join",
        ),
    ],
    "steps.incidence.note_trained": [
        ("1 if dyads.ends[dyad, 0] == person else 0", "0 if dyads.ends[dyad, 0] == person else 1")
    ],
    "steps.incidence.add_dyad": [
        ("i.partners += 1", "pass"),
        ("i.trained_partners += j.trained", "pass"),
        ("j.trained_partners += i.trained", "j.trained_partners += j.trained"),
    ],
    "steps.measures.add_up": [
        ("person.talk >> LAST & TALKED", "person.talk >> LAST + 1"),
        ("person.quiet >= QUIET_WEEKS", "person.quiet > QUIET_WEEKS"),
        ("person.trained * 15", "person.practising * 15"),
    ],
    "steps.measures._keep_units": [
        ("person.trained", "person.practising"),
        ("person.talk >> LAST & TALKED", "person.talk >> LAST + 1"),
        ("row[3] += person.knowledge", "row[3] = person.knowledge"),
        ("row[4] += person.resentment", "row[4] += person.alignment"),
        ("row[9] += person.alignment", "row[9] += person.resentment"),
        ("unit.gain_won", "unit.gain_lead"),
        ("row[10] = unit.workshops", "row[10] += 1.0"),
    ],
    "steps.measures._keep_states": [
        ("people[i].practising *", "people[i].practised *"),
        ("people[i].trained *", "people[i].committed *"),
        ("people[i].resentment >= SMOKY", "people[i].resentment > 0.0"),
        ("people[i].talk >> LAST & EXPOSED", "people[i].heat > 0.0"),
        ("people[i].talk >> LAST & EXPOSED", "people[i].talk >> LAST & TALKED"),
    ],
    "steps.measures.write_down": [("gains[3] += unit.gain_won", "gains[3] += unit.gain_lead")],
    "week.change": [
        turned("heat.warm", "practice.light", CHUNKS, LINE),
        turned("practice.light", "knowledge.learn", CHUNKS, LINE),
        (LINE.join([BOUND, SMOKED]), LINE.join([SMOKED, BOUND])),
    ],
    "week.weeks": [
        turned("talk.prepare", "talk.speak"),
        turned("workshops.improve", "change"),
        turned("change", "bonds.reunite"),
        turned("bonds.reunite", "bonds.tie"),
        turned("turnover.leave", "turnover.replace"),
        turned("turnover.replace", "turnover.welcome"),
    ],
}
"""By function, within `sim`: what stands there once, and the mistake."""
