"""The mistakes that wiring invites, in the steps and in their order.

Own and other mixed up, source and target, snapshot and present, this week and always; a bound or a condition
forgotten, something not cleared. Mistakes that could make no difference are not listed: the two ends of a dyad
have one organisation, say, so `at_i` and `at_j` are the same; and who gains a partner was heard, so resentment
could as well come before the new arcs.
"""

from typing import Final

Replacement = tuple[str, str]


def turned(first: str, then: str) -> Replacement:
    """Two passes that follow each other in the week, the other way round."""
    call, between = "{}(world, week, part, parts)", "\n        "
    there = [call.format(name) for name in (first, then)]
    return between.join(there), between.join(reversed(there))


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
        ("person.exposure = 0.0", "pass"),
        ("person.gains = 0.0", "pass"),
        ("person.best = 0.0", "pass"),
        ("person.talk = 0", "pass"),
        ("world.notes.found[:] = 0", "pass"),
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
        ("-people.partners", "people.partners"),
        ("-people.alignment", "people.alignment"),
        ("-_awareness_of_others", "_awareness_of_others"),
        ("order = _stably(order, _unit_draws(world, rows))", "pass"),
        ("rank_within(people.profession", "rank_within(people.seniority"),
    ],
    "steps.training._untrained": [("world.people[row].generation == 0", "True")],
    "steps.training._unit_draws": [("luck.TRAIN_CHOOSE, 0)", "luck.TRAIN_CHOOSE, 1)")],
    "steps.training._awareness_of_others": [
        ("dyads.ends[dyad, 0] == rows[k]", "dyads.ends[dyad, 1] == rows[k]"),
        ("total / arcs", "total"),
    ],
    "steps.talk.speak": [
        ("i.practising == 0 and j.practising == 0", "i.practising == 0 or j.practising == 0"),
        ("_say(i, j, there, back", "_say(i, j, back, there"),
        ("_say(j, i, back, there", "_say(j, i, there, back"),
        ("_say(j, i, back, there", "_say(i, j, back, there"),
        ("luck.TALK_ANSWER, week", "luck.TALK_RAISE, week"),
        ("<< 2", "<< 0"),
    ],
    "steps.talk._say": [
        ("there.advice", "back.advice"),
        ("there.comfort", "back.comfort"),
        ("there.trust", "back.trust"),
        ("there.awareness", "back.awareness"),
        ("i.identity, j.identity", "j.identity, i.identity"),
        (
            "i.practising, rules.asking, there.awareness, j.practising",
            "j.practising, rules.asking, there.awareness, i.practising",
        ),
        ("at_i.enablement, i.partners", "at_i.enablement, j.partners"),
        ("at_j.enablement, j.partners", "at_j.enablement, i.partners"),
        ("at_i.enablement", "1.0"),
        ("1.0 if same else at_i.safety", "at_i.safety if same else 1.0"),
        ("1.0 if same else at_j.safety", "at_j.safety if same else 1.0"),
        ("i.profession == j.profession", "i.unit == j.unit"),
        ("j.alignment", "i.alignment"),
        ("j.resentment)", "i.resentment)"),
        ("rules.resentment_answer", "rules.resentment_threshold"),
        ("unnamed(back.trust", "unnamed(there.trust"),
        ("back.present != 0", "there.present != 0"),
        ("rules.answer_unnamed", "0.0"),
        ("rules.answer_unnamed", "rules.influence_unnamed"),
        ("at_j.pressure", "0.0"),
        ("luck.draw(answering, key)", "luck.draw(raising, key)"),
    ],
    "steps.talk.hear": [
        ("_hear(i, j, there, code & 3, code >> 2", "_hear(i, j, back, code & 3, code >> 2"),
        ("_hear(j, i, back, code >> 2, code & 3", "_hear(j, i, there, code >> 2, code & 3"),
        ("_hear(i, j, there, code & 3, code >> 2", "_hear(i, j, there, code >> 2, code & 3"),
        ("_hear(j, i, back, code >> 2, code & 3", "_hear(j, i, back, code & 3, code >> 2"),
        ("_count(notes.tally[j.organisation], code >> 2)", "pass"),
    ],
    "steps.talk._hear": [
        ("i.talk |= TALKED", "pass"),
        ("arc.present != 0", "arc.present == 0"),
        ("if said & ANSWERED:", "if said:"),
        ("if heard & ANSWERED:", "if heard:"),
        ("elif heard:", "if heard:"),
        ("elif heard:", "elif said:"),
        ("_take_in(i, j, ascribed, rules", "_take_in(j, i, ascribed, rules"),
        ("rules.told_weight", "1.0"),
        ("rules.told_transfer", "rules.reflective_transfer"),
    ],
    "steps.talk._take_in": [
        ("j.practising", "i.practising"),
        ("weight * influence", "influence"),
        ("j.knowledge - i.knowledge", "i.knowledge - j.knowledge"),
        ("max(i.best, j.knowledge)", "j.knowledge"),
        ("i.gains +=", "i.gains ="),
        ("i.exposure +=", "i.exposure ="),
    ],
    "steps.talk._count": [("tally[REFLECTIVE]", "tally[TELLING]")],
    "steps.spaces.gather": [
        ("organisation.sessions, organisation.enablement", "organisation.sessions, 1.0"),
        ("organisation.safety", "1.0"),
        ("rules.session_heat", "rules.workshop_heat"),
        ("rules.reflective_transfer", "rules.told_transfer"),
        ("len(opened) > 1", "len(opened) > 2"),
        ("luck.SESSION_OPEN", "luck.SESSION_PICK"),
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
        ("= organisation.start + np", "= np"),
        ("np.argsort(order", "np.argsort(-order"),
    ],
    "steps.spaces._who_comes": [
        ("1.0 - organisation.mix", "organisation.mix"),
        ("lowest(people, unit, picking)[:home]", "np.arange(home)"),
        ("not (unit.start <= row < unit.stop) and ", ""),
        (" and not np.any(came[home:invited] == row)", ""),
    ],
    "steps.spaces._who_is_open": [
        (") * safety", ")"),
        (
            "person.alignment, rules.resentment_answer, person.resentment",
            "person.resentment, rules.resentment_answer, person.alignment",
        ),
        ("unit.identity, person.identity", "person.identity, unit.identity"),
    ],
    "steps.spaces._meet": [
        ("min(opened[k], opened[n]), max(opened[k], opened[n])", "opened[k], opened[n]"),
        ("dyads.met[dyad] += arcs", "dyads.met[dyad] += 1"),
        ("arcs == 0", "True"),
        ("arcs == 0", "False"),
        ("rules.new_tie", "1.0"),
    ],
    "steps.spaces._gain": [
        ("notes.gained[k, 0] == i and notes.gained[k, 1] == j", "False"),
        ("one.new_partners >= most or", "one.new_partners > most or"),
        ("most or other", "most and other"),
        ("one.new_partners += 1", "pass"),
    ],
    "steps.together.lowest": [("np.argsort(draws", "np.argsort(-draws")],
    "steps.together.share_talk": [
        ("practising - person.practising", "practising"),
        ("(len(group) - 1)", "len(group)"),
        ("TALKED | HEARD", "TALKED"),
        ("TALKED | HEARD", "HEARD"),
        ("best - person.knowledge", "best"),
        ("max(best, people[row].knowledge)", "people[row].knowledge"),
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
        ('order = order[np.argsort(turn[order], kind="mergesort")]', "pass"),
        ("order = order[order + unit.start != leader]", "pass"),
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
    ],
    "steps.practice.light": [
        ("person.practised = person.practising", "person.practised = person.trained"),
        ("person.committed or ", ""),
        ("luck.draw(up,", "luck.draw(lapse,"),
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
        ("rules.doing", "rules.forgetting"),
        ("person.gains, person.best", "person.best, person.gains"),
        ("practised(knowledge", "practised(person.knowledge"),
        ("forgotten(knowledge", "forgotten(person.knowledge"),
    ],
    "steps.bonds.bind": [
        ("int(dyads.met[dyad]) + ", ""),
        (" + (code >> 2) // ANSWERED", ""),
        ("dyads.arcs[dyad, 0], code & 3", "dyads.arcs[dyad, 0], code >> 2"),
        ("dyads.arcs[dyad, 1], code >> 2", "dyads.arcs[dyad, 1], code & 3"),
        ("person.talk & HEARD or not person.trained", "person.talk & HEARD"),
        ("person.talk & HEARD", "person.talk"),
    ],
    "steps.bonds.tie": [
        ("if answered > 0:", "if False:"),
        ("if not arc.present:", "if True:"),
        ("rules.trust_new", "arc.trust"),
        (
            "source, target = world.people[notes.gained[k, side]], world",
            "target, source = world.people[notes.gained[k, side]], world",
        ),
        ("dyads.met[dyad] = 0", "pass"),
        ("notes.tally[source.organisation, ARCS] += 1", "pass"),
    ],
    "steps.bonds._change": [
        ("said == RAISED", "said & RAISED"),
        ("trust_lost(trust,", "trust_lost(arc.trust,"),
        ("rules.trust_loss, rules.trust_floor", "rules.trust_floor, rules.trust_loss"),
        ("rules.trust_gain", "rules.awareness_gain"),
        ("if arc.present:", "if True:"),
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
    ],
    "steps.alignment.align": [(".signal", ".safety")],
    "steps.gains.regress": [
        ("gain_after(unit.gain_defects", "gain_after(unit.gain_lead"),
        ("person.practising", "person.practised"),
        ("max(1, unit.stop - unit.start)", "len(world.people)"),
    ],
    "steps.turnover.replace": [
        (" and not person.committed", ""),
        ("if person.trained else", "if person.practising else"),
        ("organisation.improvers_leaving if person.trained else organisation.leaving", "organisation.leaving"),
        ("note_trained(dyads, people, row, -1)", "pass"),
        ("row - organisation.start", "row"),
        ("generation + 1, row", "generation, row"),
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
        ("person.talk & TALKED", "person.talk // 2"),
        ("person.quiet >= QUIET_WEEKS", "person.quiet > QUIET_WEEKS"),
        ("person.trained * 15", "person.practising * 15"),
    ],
    "steps.measures._keep_units": [
        ("person.trained", "person.practising"),
        ("person.talk & TALKED", "person.talk // 2"),
        ("row[3] += person.knowledge", "row[3] = person.knowledge"),
        ("row[4] += person.resentment", "row[4] += person.alignment"),
        ("row[9] += person.alignment", "row[9] += person.resentment"),
        ("unit.gain_won", "unit.gain_lead"),
        ("row[10] = unit.workshops", "row[10] += 1.0"),
    ],
    "steps.measures.write_down": [("gains[3] += unit.gain_won", "gains[3] += unit.gain_lead")],
    "week.weeks": [
        turned("talk.speak", "talk.hear"),
        turned("workshops.improve", "heat.warm"),
        turned("heat.warm", "practice.light"),
        turned("practice.light", "knowledge.learn"),
        turned("bonds.bind", "bonds.tie"),
        turned("gains.regress", "turnover.replace"),
        turned("turnover.replace", "measures.add_up"),
    ],
}
"""By function, within `sim`: what stands there once, and the mistake."""
