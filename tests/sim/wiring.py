"""The mistakes that wiring invites, in the steps and in their order.

Own and other mixed up, source and target, snapshot and present, this week and always; a bound or a condition
forgotten, something not cleared. Mistakes that could make no difference are not listed: the two ends of a dyad
have one organisation, say, so `at_i` and `at_j` are the same; and who gains a partner was heard, so resentment
could as well come before the new arcs. One table, in the order of the week, and so as long as the steps are many.
"""

from typing import Final

Replacement = tuple[str, str]


WAIT: Final = "\n        wait(gate, parts)\n        "
"""Between two passes for which threads wait."""


LINE: Final = "\n        "


def whole(name: str, arguments: str = "part, parts") -> str:
    """The call of a pass, as it stands in the week."""
    return f"{name}(world, week, {arguments})"


def turned(first: str, then: str, arguments: str = "part, parts", between: str = WAIT) -> Replacement:
    """Two passes of the week the other way round, with what stands between them."""
    there = [whole(name, arguments) for name in (first, then)]
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
    ],
    "steps.training.train": [
        ("PLACES_OFFERED] += world.places[o]", "PLACES_OFFERED] += 1"),
        ("PLACES_FILLED] += ", "PLACES_FILLED] = "),
    ],
    "steps.training._fill": [("filled == places", "filled > places")],
    "steps.training.teach": [
        ("max(people.knowledge[row], organisation.knowledge)", "organisation.knowledge"),
        ("people.identity[row]) < organisation.effect", "people.identity[row]) >= organisation.effect"),
        ("people.practising[row] = 1", "people.practising[row] = 0"),
        ("note_trained(dyads, people, row, 1)", "pass"),
    ],
    "steps.training._in_order": [
        ("policy in (TEAMS, VOLUNTEERS)", "policy == TEAMS"),
        ("policy != RANDOM", "policy == RANDOM"),
    ],
    "steps.training._score": [
        ("-people.partners[row]", "people.partners[row]"),
        ("-people.alignment[row]", "people.alignment[row]"),
        ("-_awareness_of_others", "_awareness_of_others"),
        ("week if key == DRAWN else 0", "week"),
        ("seen[profession] += 1", "pass"),
    ],
    "steps.training._untrained": [("world.people.generation[row] == 0", "True")],
    "steps.training._awareness_of_others": [
        ("dyads.ends[dyad, 0] == row", "dyads.ends[dyad, 1] == row"),
        ("total / arcs", "total"),
    ],
    "steps.lively.list_lit": [("count += practising[row]", "count += 1 - practising[row]")],
    "steps.lively._mark": [
        ("_set(marked, incident[place], low, high)", "pass"),
        ("_set(marked, dyad, low, high)", "pass"),
    ],
    "steps.lively._set": [("] |=", "] ="), ("<< place % WORD", "<< place // WORD")],
    "steps.lively.the_marked": [(" + lowest(marks)", ""), ("while marks:", "if marks:")],
    "steps.lively.the_lively": [
        ("] | practising", "] & practising"),
        (" | practising[here[k, 1]]", ""),
    ],
    "steps.talk.look_round": [
        ("heard[k].knowledge = knowledge[k]", "pass"),
        ("heard[k].exposure = 0.0", "pass"),
        ("heard[k].gains = 0.0", "pass"),
        ("heard[k].best = 0.0", "pass"),
    ],
    "steps.talk.prepare": [
        ("identity[k], organisation,", "np.uint64(k), organisation,"),
        ("identity[k], organisation,", "identity[k], 0,"),
        ("profession[k], practising[k]", "0, practising[k]"),
        ("profession[k], practising[k]", "profession[k], 1"),
        ("capacity, enablement, partners[k]", "capacity, 1.0, partners[k]"),
        ("people.partners[here]", "people.trained_partners[here]"),
        ("alignment[k], resentment_answer, resentment[k]", "resentment[k], resentment_answer, alignment[k]"),
        ("rules.resentment_answer", "rules.resentment_threshold"),
    ],
    "steps.raising._fetch": [
        ("_copy(arcs[dyad, 0]", "_copy(arcs[dyad, 1]"),
        ("_copy(arcs[dyad, 1]", "_copy(arcs[dyad, 0]"),
        ("items[1], ASKED * k", "items[0], ASKED * k"),
        ("= i.who, i.load", "= j.who, i.load"),
        ("= j.who, j.load", "= j.who, i.load"),
        ("= j.who, j.load", "= i.who, j.load"),
        ("organisation_of(i.who) != of", "organisation_of(i.who) == -1"),
    ],
    "steps.raising._copy": [
        ("arc.trust, arc.awareness", "arc.awareness, arc.trust"),
        ("arc.awareness, arc.comfort", "arc.comfort, arc.awareness"),
        ("arc.comfort, arc.advice", "arc.comfort, arc.influence"),
        ("arc.comfort, arc.advice", "arc.advice, arc.advice"),
    ],
    "steps.raising.raised": [
        ("range(2)", "range(1)"),
        ("desks.word[part, 1 - side, :some]", "desks.word[part, side, :some]"),
        ("desks.load[part, 1 - side, :some]", "desks.load[part, side, :some]"),
        ("desks.items[part, side", "desks.items[part, 1 - side"),
        ("organisation.time", "1.0"),
        ("luck.TALK_RAISE, week", "luck.TALK_RAISE, 0"),
        ("organisation_of(desks.word[part, 0, 0])", "0"),
        ("begin += some", "begin = end"),
    ],
    "steps.raising._rates": [
        ("luck.pair(word_i[k], word_j[k])", "luck.pair(word_j[k], word_i[k])"),
        ("asking, awareness", "asking, 1.0"),
        ("advice, comfort, trust)", "advice, comfort, 0.5)"),
        ("practises(word_i[k]), asking", "practises(word_j[k]), asking"),
        ("awareness, practises(word_j[k])", "awareness, practises(word_i[k])"),
        ("1.0 if alike(word_i[k], word_j[k]) else safety", "safety if alike(word_i[k], word_j[k]) else 1.0"),
        ("1.0 if alike(word_i[k], word_j[k]) else safety", "safety"),
        ("load_i[k], load_j[k]", "load_i[k], load_i[k]"),
    ],
    "steps.raising._keep": [
        ("said[0, k] | said[1, k] << 2", "said[1, k] | said[0, k] << 2"),
        ("said[0, k] | said[1, k] << 2", "said[0, k]"),
        ("UNSURE | UNSURE << 2", "0"),
        ("np.uint64(code != 0)", "np.uint64(code & RAISED)"),
        ("np.uint64(code != 0)", "np.uint64(1)"),
    ],
    "steps.speakers.who": [
        ("<< _16 | np.uint64(profession)", "<< _16 | np.uint64(0)"),
        ("identity & _IDENTITY", "identity & ~_IDENTITY"),
    ],
    "steps.lively.all_of": [("return end - begin", "return end - begin - 1")],
    "steps.talk.speak": [
        ("luck.TALK_ANSWER, week", "luck.TALK_RAISE, week"),
        ("done += some", "done += GO"),
    ],
    "steps.talkers.lay_out": [
        ("arcs[dyad, 0], dyads.arcs[dyad, 1]", "arcs[dyad, 1], dyads.arcs[dyad, 0]"),
        ("j, heard[j].knowledge", "j, heard[i].knowledge"),
        ("j, heard[j].knowledge", "i, heard[j].knowledge"),
        ("i, heard[i].knowledge, one.who", "i, heard[i].knowledge, other.who"),
        ("there.present, there.influence", "back.present, there.influence"),
        ("back.present, back.influence", "back.present, there.influence"),
        ("one.openness, there.trust", "other.openness, there.trust"),
        ("other.openness, back.trust", "other.openness, there.trust"),
        (
            "row[1, k], knows[1, k], word[1, k] = j, heard[j].knowledge, other.who",
            "row[1, k], knows[1, k] = j, heard[j].knowledge",
        ),
    ],
    "steps.answering._decide": [
        ("1.0 if alike(word_i[k], word_j[k]) else safety", "safety if alike(word_i[k], word_j[k]) else 1.0"),
        ("1.0 if alike(word_i[k], word_j[k]) else safety", "1.0"),
        ("present_j[k] != 0", "present_j[k] == 0"),
        ("answer_unnamed)", "0.0)"),
        ("silence, pressure)", "silence, 0.0)"),
        ("luck.pair(word_i[k], word_j[k])", "luck.pair(word_j[k], word_i[k])"),
        ("codes[k] >> own & int(answered)", "int(answered)"),
        ("codes[k] >> own & int(answered)", "int(answered)"),
        ("& int(answered)) << own", "& int(answered))"),
    ],
    "steps.hearing.bring": [
        ("            2 * side,", "            2 - 2 * side,"),
        ("2 - 2 * side,", "2 * side,"),
        ("desks.knows[part, 1 - side", "desks.knows[part, side"),
        ("desks.word[part, 1 - side", "desks.word[part, side"),
        ("desks.influence[part, side", "desks.influence[part, 1 - side"),
        ("desks.present[part, side", "desks.present[part, 1 - side"),
        ("rules.influence_unnamed", "rules.answer_unnamed"),
        ("rules.told_transfer", "rules.reflective_transfer"),
    ],
    "steps.hearing._weigh": [
        ("TALKED | HEARD", "HEARD"),
        ("int(answered > 0)", "int(answered + told > 0)"),
        ("said // ANSWERED + heard // ANSWERED", "(said & RAISED) + heard // ANSWERED"),
        ("said // ANSWERED + heard // ANSWERED", "said // ANSWERED + (heard & RAISED)"),
        ("(heard & RAISED) & ~(heard // ANSWERED)", "(heard & RAISED)"),
        ("(heard & RAISED) & ~(heard // ANSWERED)", "(said & RAISED) & ~(said // ANSWERED)"),
        ("told_weight * told", "told"),
        ("* ascribed * practises(word_j[k])", "* practises(word_j[k])"),
        ("* ascribed * practises(word_j[k])", "* ascribed"),
        ("present[k] != 0", "present[k] == 0"),
        ("knows_j[k] - knows_i[k]", "knows_i[k] - knows_j[k]"),
        ("max(0.0, knows_j[k] - knows_i[k])", "knows_j[k] - knows_i[k]"),
        ("knows_j[k] * int(answered + told > 0)", "knows_j[k]"),
    ],
    "steps.hearing._add": [
        ("talk[row[side, k]] |= ", "talk[row[side, k]] = "),
        ("range(2)", "range(1)"),
        ("person.exposure +=", "person.exposure ="),
        ("person.gains +=", "person.gains ="),
        ("max(person.best, best[side, k])", "best[side, k]"),
    ],
    "steps.answering.answer": [
        ("first // ANSWERED + second // ANSWERED", "first // ANSWERED"),
        ("(first & RAISED) + (second & RAISED)", "(first & RAISED)"),
        ("organisation_of(desks.word[part, 0, 0])", "0"),
        ("desks.word[part, 1 - side", "desks.word[part, side"),
        ("desks.openness[part, 1 - side", "desks.openness[part, side"),
        ("desks.trust[part, 1 - side", "desks.trust[part, side"),
        ("desks.present[part, 1 - side", "desks.present[part, side"),
        ("rules.answer_unnamed", "rules.influence_unnamed"),
        ("raised - reflective", "raised"),
        ("talked[REFLECTIVE] += reflective", "talked[REFLECTIVE] = reflective"),
    ],
    "steps.spaces._bid": [
        ("organisation.sessions, organisation.enablement", "organisation.sessions, 1.0"),
        ("luck.SESSION_GUEST", "luck.SESSION_PICK"),
        (
            "count += int(luck.draw(holding, unit.identity) < likely)",
            "count += int(luck.draw(holding, unit.identity) < 1.0)",
        ),
    ],
    "steps.spaces._open": [
        ("organisations[units[u].organisation].safety", "1.0"),
        ("luck.SESSION_OPEN", "luck.SESSION_PICK"),
        ("luck.SESSION_TIE", "luck.SESSION_PICK"),
        ("resentment[row]) * safety", "resentment[row])"),
        (
            "alignment[row], rules.resentment_answer, resentment[row]",
            "resentment[row], rules.resentment_answer, alignment[row]",
        ),
        ("unit.identity, identity[row]", "identity[row], unit.identity"),
        ("group = opened[u, :count]", "group = opened[u, : came[u]]"),
    ],
    "steps.spaces.gather": [
        ("len(group) > 1", "len(group) > 2"),
        ("group = opened[u, : openly[u]]", "group = opened[u, : notes.came[u]]"),
        ("get_up(group, seats)", "pass"),
    ],
    "steps.spaces.discuss": [
        (".session_heat", ".workshop_heat"),
        (".reflective_transfer", ".told_transfer"),
        ("len(group) > 1", "len(group) > 2"),
        ("group = opened[u, : openly[u]]", "group = opened[u, : notes.came[u]]"),
    ],
    "steps.spaces.befriend": [
        ("luck.SESSION_TIE", "luck.SESSION_PICK"),
        (": openly[u] * eager[u]]", ": 0]"),
        ("notes.found[GAINED] = 0", "pass"),
        ("min(group[k], group[n]), max(group[k], group[n])", "group[k], group[n]"),
        ("tally[ATTENDANCES] += notes.came[u]", "tally[ATTENDANCES] += openly[u]"),
        ("tally[SESSIONS_HELD] += 1", "pass"),
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
        ("len(world.organisations) > 1", "len(world.organisations) > 2"),
    ],
    "steps.spaces._reflect": [
        ("organisation, leaders, picking", "organisation, leaders - 1, picking"),
        ("luck.FORUM_PICK, 0", "luck.FORUM_PICK, week"),
        ("luck.FORUM_OPEN", "luck.FORUM_PICK"),
        (
            "people.alignment[row], rules.resentment_answer, people.resentment[row]",
            "people.resentment[row], rules.resentment_answer, people.alignment[row]",
        ),
        ("rules.resentment_answer", "rules.resentment_threshold"),
        (" * organisation.safety", ""),
        ("organisation.safety", "world.organisations[0].safety"),
        ("count > 1", "count > 2"),
        ("rules.session_heat", "rules.workshop_heat"),
        ("rules.reflective_transfer", "rules.told_transfer"),
    ],
    "steps.spaces._leaders": [
        (" - people.seniority[row]", ""),
        ("- people.seniority[row]", "+ people.seniority[row]"),
        ("luck.draw(picking, people.identity[row]) - people", "-people"),
        ("row = organisation.start + k", "row = k"),
        ("rows[k] += organisation.start", "pass"),
        ("sort_rising(rows, score)", "pass"),
    ],
    "steps.attending.who_comes": [
        ("1.0 - organisation.mix", "organisation.mix"),
        ("lowest(identity, unit, picking, home, draws, who)", "who[:home] = np.arange(home)"),
        (" and not here", ""),
        (" and not _among(who, home, invited, row)", ""),
        ("unit.identity, attempt + 1)", "unit.identity, attempt)"),
    ],
    "steps.meeting.meet": [
        ("+= 1 if arcs", "+= 2 if arcs"),
        ("== 1 else 2", "== 1 else 1"),
        ("if met[dyad] == 0:", "if False:"),
    ],
    "steps.spaces._befriend": [
        ("notes.gained[k, 0] == i and notes.gained[k, 1] == j", "False"),
        ("people.new_partners[i] >= most or", "people.new_partners[i] > most or"),
        ("most or people", "most and people"),
        ("people.new_partners[i] += 1", "pass"),
        ("strangers = dyad < 0", "strangers = True"),
        ("strangers = dyad < 0", "strangers = False"),
    ],
    "steps.order.sort_rising": [("run *= 2", "run *= 4")],
    "steps.order._merge": [("<= score", ">= score"), ("<= score", "< score")],
    "steps.together.lowest": [
        ("draws[place - 1] > drawn", "draws[place - 1] < drawn"),
        ("elif kept == 0 or drawn >= draws[kept - 1]:", "else:"),
    ],
    "steps.together._rank": [("draws[other] < draws[k]", "draws[other] > draws[k]")],
    "steps.together._drawn": [("identity[unit.start + k]", "identity[k]")],
    "steps.together.together": [
        ("max(best, heard[row].knowledge)", "heard[row].knowledge"),
        ("practising += practises[row]", "practising = practises[row]"),
    ],
    "steps.together.share_talk": [
        ("practising - practises[row]", "practising"),
        ("(len(group) - 1)", "len(group)"),
        ("TALKED | HEARD", "TALKED"),
        ("TALKED | HEARD", "HEARD"),
        ("best - person.knowledge", "best"),
        ("max(person.best, best)", "best"),
    ],
    "steps.workshops.improve": [("organisation.identity) <", "world.organisations[0].identity) <")],
    "steps.workshops._hold": [
        ("rules.workshop_heat", "rules.session_heat"),
        ("rules.reflective_transfer", "rules.told_transfer"),
        ("_gain(unit, organisation, world.seed, week)", "pass"),
        ("unit.workshops += 1", "pass"),
        ("unit.workshops += 1", "unit.workshops = 1"),
        ("if leader < 0:", "if False:"),
    ],
    "steps.workshops._leader": [("if leader < 0:", "if True:")],
    "steps.workshops._lowest_improver": [("if people.trained[row]:", "if True:")],
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
        ("coaching if trained[k] else 0.0", "coaching"),
        ("-1.0 / rules.memory", "-rules.memory"),
        ("rules.coaching_heat * ", ""),
        ("exposure +=", "exposure ="),
        ("EXPOSED * int(exposure > 0.0)", "0"),
    ],
    "steps.practice.light": [
        ("practised[k] = practising[k]", "practised[k] = world.people.trained[here.start + k]"),
        ("rules.take_up, knowledge[k], most", "rules.take_up, knowledge[k], 0.5 * most"),
        ("rules.lapse if practised[k] else likely", "0.5 * rules.lapse if practised[k] else likely"),
        ("lapse if practised[k] else up", "up"),
        ("lapse if practised[k] else up", "lapse"),
    ],
    "steps.practice._decide": [
        ("not people.committed[row] and ", ""),
        ("luck.draw(up,", "luck.draw(lapse,"),
        ("luck.draw(lapse,", "luck.draw(up,"),
        ("rules.threshold, rules.dampness", "rules.dampness, rules.threshold"),
        ("lit(heat, asked", "lit(asked, heat"),
        ("rules.resentment_threshold", "rules.dampness"),
        ("rules.dampness, people.alignment[row]", "rules.dampness, resentment"),
        ("rules.resentment_threshold, resentment", "rules.resentment_threshold, people.alignment[row]"),
    ],
    "steps.knowledge.learn": [
        ("world.people.practised[here]", "world.people.practising[here]"),
        ("rules.doing", "rules.forgetting"),
        ("heard[k].gains, heard[k].best", "heard[k].best, heard[k].gains"),
        ("practised(known", "practised(knowledge[k]"),
        ("forgotten(known", "forgotten(knowledge[k]"),
    ],
    "steps.bonds.bind": [
        ("int(dyads.met[dyad]) + ", ""),
        (" + (code >> 2) // ANSWERED", ""),
        ("dyads.arcs[dyad, 0], code & 3", "dyads.arcs[dyad, 0], code >> 2 & 3"),
        ("dyads.arcs[dyad, 1], code >> 2 & 3", "dyads.arcs[dyad, 1], code & 3"),
        ("organisation_of(world.desks.word[part, 0, 0])", "0"),
        ("dyads.met[dyad] = 0", "pass"),
    ],
    "steps.bonds.tie": [
        ("if not arc.present:", "if True:"),
        ("rules.trust_new", "arc.trust"),
        ("source, target = notes.gained", "target, source = notes.gained"),
        ("notes.tally[of, ARCS] += 1", "pass"),
    ],
    "steps.bonds.reunite": [
        ("if answered > 0:", "if False:"),
        ("dyads.met[dyad] = 0", "pass"),
        ("arcs[dyad, 0], 0, keep", "arcs[dyad, 0], RAISED, keep"),
    ],
    "steps.bonds._kept": [("kept[answered]", "kept[1]")],
    "steps.bonds._change": [
        ("(said & RAISED) & ~(said // ANSWERED)", "said & RAISED"),
        ("(said & RAISED) & ~(said // ANSWERED)", "1"),
        ("trust_lost(won,", "trust_lost(before,"),
        ("rules.trust_loss * told, rules.trust_floor * told", "rules.trust_floor * told, rules.trust_loss * told"),
        ("rules.trust_floor * told) * present", "rules.trust_floor * told)"),
    ],
    "steps.bonds.renew": [
        ("arc.awareness = 0.0", "pass"),
        ("arc.trust = trust", "pass"),
        ("luck.draw(comfort, key)", "luck.draw(influence, key)"),
        ("organisation.influence", "organisation.comfort"),
        ("organisation.advice", "organisation.comfort"),
    ],
    "steps.bonds.drawing": [("luck.ITEM_ADVICE, week", "luck.ITEM_ADVICE, 0")],
    "steps.resentment.smoke": [
        ("trained_partners[k] / max(1, partners[k])", "trained_partners[k]"),
        ("people.trained[here]", "people.practising[here]"),
        ("talk[k] & HEARD != 0", "talk[k] != 0"),
        ("rise, fall, relief = ", "fall, rise, relief = "),
        ("rules.relief", "1.0"),
        ("talk[k] <<= LAST", "pass"),
    ],
    "steps.alignment.align": [(".signal", ".safety")],
    "steps.gains.regress": [
        ("unit.gain_defects *= kept", "unit.gain_defects = unit.gain_lead * kept"),
        ("unit.gain_lead *= kept", "pass"),
        ("unit.gain_defects *= kept", "pass"),
        ("people.practising[row]", "people.practised[row]"),
        ("max(1, unit.stop - unit.start)", "len(world.people.practising)"),
        ("            unit.fresh = 0\n", "            pass\n"),
        ("if unit.fresh:", "if False:"),
    ],
    "steps.turnover.leave": [
        (" and not world.people.committed[here.start + k]", ""),
        ("world.people.trained[here]", "world.people.practising[here]"),
        ("at.leaving, at.improvers_leaving", "at.leaving, at.leaving"),
    ],
    "steps.turnover._draw": [
        ("improvers_chance if trained[k] else chance", "chance if trained[k] else improvers_chance")
    ],
    "steps.turnover.replace": [
        ("note_trained(dyads, people, int(row), -1)", "pass"),
        ("row - organisation.start", "row"),
        ("people.generation[row] + 1, row", "people.generation[row], row"),
    ],
    "steps.turnover.welcome": [
        ("if arc.present:", "if True:"),
        ("source, target = dyads", "target, source = dyads"),
    ],
    "steps.turnover._join": [
        ("people.identity[row] = identity", "pass"),
        ("people.trained[row] = 0", "pass"),
        ("people.practising[row] = 0", "pass"),
        ("people.talk[row] = 0", "pass"),
        ("people.new_partners[row] = 0", "pass"),
        ("people.knowledge[row] = 0.0", "pass"),
        ("people.heat[row] = 0.0", "pass"),
        ("people.resentment[row] = 0.0", "pass"),
        (
            "organisation.alignment_join, organisation.alignment_spread",
            "organisation.alignment_spread, organisation.alignment_join",
        ),
    ],
    "steps.incidence.note_trained": [
        ("1 if dyads.ends[dyad, 0] == person else 0", "0 if dyads.ends[dyad, 0] == person else 1")
    ],
    "steps.incidence.add_dyad": [
        ("people.partners[first] += 1", "pass"),
        ("people.trained_partners[first] += people.trained[second]", "pass"),
        ("+= people.trained[first]", "+= people.trained[second]"),
    ],
    "steps.measures._mark": [
        ("talk[k] >> LAST & HEARD or not trained[k]", "talk[k] >> LAST & HEARD"),
        ("talk[k] >> LAST & HEARD or", "talk[k] >> LAST & TALKED or"),
        ("talk[k] >> LAST & TALKED", "talk[k] >> LAST + 1"),
        ("quiet[k] >= QUIET_WEEKS", "quiet[k] > QUIET_WEEKS"),
        ("trained[k] * 15", "practising[k] * 15"),
    ],
    "steps.measures._sum": [
        ("alike[mark] = 0", "pass"),
        ("sums[cell, k] = 0.0", "pass"),
        ("staff += count", "staff = count"),
        ("practising += count * ((flags & LIT)", "practising += count * ((flags & IN_TALK)"),
        ("(flags & IN_TALK) // IN_TALK", "(flags & OSTRACISED) // OSTRACISED"),
        ("sums[cell, 4] += alignment[k]", "sums[cell, 4] += resentment[k]"),
    ],
    "steps.measures._keep_units": [
        ("people.trained[i]", "people.practising[i]"),
        ("people.talk[i] >> LAST & TALKED", "people.talk[i] >> LAST + 1"),
        ("row[3] += people.knowledge[i]", "row[3] = people.knowledge[i]"),
        ("row[4] += people.resentment[i]", "row[4] += people.alignment[i]"),
        ("row[9] += people.alignment[i]", "row[9] += people.resentment[i]"),
        ("unit.gain_won", "unit.gain_lead"),
        ("row[10] = unit.workshops", "row[10] += 1.0"),
    ],
    "steps.measures._keep_states": [
        ("people.practising[i] *", "people.practised[i] *"),
        ("people.trained[i] *", "people.committed[i] *"),
        ("people.resentment[i] >= SMOKY", "people.resentment[i] > 0.0"),
        ("people.talk[i] >> LAST & EXPOSED", "people.heat[i] > 0.0"),
        ("people.talk[i] >> LAST & EXPOSED", "people.talk[i] >> LAST & TALKED"),
    ],
    "steps.measures.write_down": [
        ("gains[3] += unit.gain_won", "gains[3] += unit.gain_lead"),
        ("notes.talked[thread, o, k] = 0", "pass"),
    ],
    "week.kindle": [
        turned("heat.warm", "practice.light", "block", LINE),
        turned("practice.light", "knowledge.learn", "block", LINE),
    ],
    "week.weeks": [
        turned(
            "talk.prepare", "talk.speak", between=f"{LINE}{whole('spaces.invite')}{WAIT}{whole('spaces.gather')}{WAIT}"
        ),
        turned("spaces.gather", "talk.speak"),
        turned("workshops.improve", "kindle"),
        turned("kindle", "settle", between=f"{LINE}{whole('bonds.reunite')}{LINE}"),
        turned("bonds.reunite", "bonds.tie", between=f"{LINE}{whole('settle')}{WAIT}"),
        turned("turnover.leave", "turnover.replace"),
        turned("turnover.replace", "turnover.welcome"),
    ],
}
"""By function, within `sim`: what stands there once, and the mistake."""
