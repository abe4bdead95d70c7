"""What a survey says in words that a chief executive would use: short paragraphs under headings."""

from math import isnan

import numpy as np

from analysis.diagnosis.beside import COMPARED, nearer
from analysis.diagnosis.bias import TRUTHS
from analysis.diagnosis.diagnosis import Diagnosis
from analysis.diagnosis.standing import SHOWN
from analysis.intervals import Interval
from analysis.words import UNKNOWN, percent

CAUTION = (
    "A survey shows who was named, not what was said. The talk's five trusts support explanation, not prediction: "
    "a thinking aid, not a forecast."
)
"""Stands below every diagnosis."""

DEGREE = "Compared on partners a person, not on density: where names are few or capped, density falls with size alone."

WHERE_HUBS = 0.15
"""Share of all names given that go to one silent person, from which they are pointed out."""

Said = list[tuple[str, list[str]]]


def said(found: Diagnosis) -> Said:
    """Headings with their paragraphs."""
    parts = [
        ("Who answered", _who(found)),
        ("How much talk could flow", _flow(found)),
        ("Beside Trust A and Trust D", _beside(found)),
        ("Messengers", _messengers(found)),
        ("Bottlenecks", _bottlenecks(found)),
        ("Who is cut off", _cut_off(found)),
        ("Units and professions", _mixing(found)),
        ("What non-response does to this", _bias(found)),
    ]
    return [(heading, lines) for heading, lines in parts if lines]


def number(interval: Interval, digits: int = 1) -> str:
    """A value with its interval: "8.4 (6.7 to 10.1)"."""
    if isnan(interval.value):
        return UNKNOWN
    if isnan(interval.low):
        return f"{interval.value:.{digits}f} (no interval)"
    return f"{interval.value:.{digits}f} ({interval.low:.{digits}f} to {interval.high:.{digits}f})".replace("-", "−")


def share(interval: Interval) -> str:
    """A share with its interval: "75 % (66 to 83)"."""
    if isnan(interval.value):
        return UNKNOWN
    if isnan(interval.low):
        return f"{percent(interval.value)} (no interval)"
    return f"{percent(interval.value)} ({100 * interval.low:.0f} to {100 * interval.high:.0f})"


def _who(found: Diagnosis) -> list[str]:
    who = found.who
    if who.says:
        lines = [f"{who.count} of the {who.listed} people listed answered: {percent(who.rate)}."]
    else:
        lines = [
            f"The file does not say who answered. {who.count} of {who.listed} people named anyone; whoever named "
            "nobody is taken to have answered so."
        ]
    if who.cap is not None and who.asked:
        lines.append(f"People could name at most {who.cap}; {percent(who.at_cap)} of those who name anyone did.")
    elif who.cap is not None:
        lines.append(
            f"It looks as if people could name at most {who.cap}: nobody names more, and {percent(who.at_cap)} of "
            f"those who name anyone name just so many. If there was none, firewood diagnose takes --cap 0."
        )
    if found.form == "recall":
        lines.append(
            "In free recall one person tells both ways of a tie (whom they speak to, who speaks to them), so arcs "
            "returned read high."
        )
    told = found.seen.told
    named_by = np.bincount(told.target[~found.seen.answered[told.target]], minlength=who.listed)
    if len(told) and named_by.max() >= WHERE_HUBS * len(told):
        row = int(named_by.argmax())
        lines.append(
            f"{found.people.titles[row]} did not answer and was named by {named_by[row]}: what they would have said "
            "may weigh more than any interval here can show."
        )
    return lines


def _flow(found: Diagnosis) -> list[str]:
    values = found.measured.alike
    core = found.as_read["core_share"]
    partners = "an unknown number of" if isnan(values["partners"].value) else number(values["partners"])
    lines = [
        f"A person names {number(values['names'])} others and has {partners} partners. Of 100 arcs, "
        f"{_of_hundred(values['returned'])} are returned; what is told along the others cannot come back.",
    ]
    if not isnan(core):
        lines.append(
            f"A core of {round(core * found.who.listed)} people ({percent(core)}) fits with "
            f"{found.as_read['core_fit']:.2f} (1: everyone talks with the core and nobody without it; 0: no core). "
            + _pockets(found)
        )
    return lines


def _of_hundred(interval: Interval) -> str:
    if isnan(interval.low):
        return "an unknown number"
    return f"{100 * interval.value:.0f} ({100 * interval.low:.0f} to {100 * interval.high:.0f})"


def _pockets(found: Diagnosis) -> str:
    count, held = int(found.as_read["pockets"]), found.as_read["pocket_share"]
    if count == 0:
        return "There is no pocket of close talk, in which every tie is backed by two partners in common."
    where = "one pocket" if count == 1 else f"{count} pockets"
    return f"{percent(held)} of people are in {where} of close talk: every tie is backed by two partners in common."


def _beside(found: Diagnosis) -> list[str]:
    side = found.beside
    if side.why_not:
        return [f"Not compared: {side.why_not}."]
    values, lines = compared_values(found), []
    alike: dict[str, list[str]] = {}
    for name, meaning in COMPARED.items():
        word = nearer(values[name], side.values["trust_a"][name], side.values["trust_d"][name])
        alike.setdefault(word, []).append(meaning)
    for word, before in (
        ("Trust A", "Like Trust A, where everyone was soon talking about improvement"),
        ("Trust D", "Like Trust D, where improvers became messengers"),
        ("both", "Like both, as far as this survey can tell"),
        ("between", "Between the two"),
        ("beyond", "Beyond both"),
        ("not known", "Not known"),
    ):
        if word in alike:
            lines.append(f"{before}: {'; '.join(alike[word])}.")
    return [*lines, DEGREE]


def compared_values(found: Diagnosis) -> dict[str, Interval]:
    """Each of `COMPARED` of the survey; the share outside the largest component as read, without an interval."""
    outside = 1 - found.as_read["largest_component"]
    return {
        name: found.measured.alike[name] if name in found.measured.alike else Interval(outside, outside, outside)
        for name in COMPARED
    }


def _messengers(found: Diagnosis) -> list[str]:
    stands = found.stands
    rows = stands.messengers
    total = found.measured.alike["messengers"]
    if not stands.chains.any():
        among = " among those who answered" if found.who.says and found.who.count < found.who.listed else ""
        return [f"No colleague{among} could reach another only through a third, so no messenger can be seen."]
    lines = [
        f"Of the chains by which one colleague could reach another through a third, {share(total)} run one way only at "
        "both links: the one in the middle carries messages, and nothing comes back."
    ]
    if not len(rows):
        return [*lines, "Nobody stands mostly in such chains."]
    lines.append(f"{_people(len(rows))} mostly so{_listing(len(rows))}:")
    lines += [
        f"- {_title(found, row)}: {stands.unreturned[row]} of {stands.chains[row]} chains unreturned"
        for row in rows[:SHOWN].tolist()
    ]
    return lines


def _bottlenecks(found: Diagnosis) -> list[str]:
    stands = found.stands
    cut = int(stands.cut.sum())
    held = "Nobody, by leaving, would cut others off."
    if cut:
        held = f"{'One person' if cut == 1 else f'{cut} people, each alone,'} would cut others off by leaving."
    rows = stands.bottlenecks[:SHOWN].tolist()
    if not rows:
        return [held]
    lines = [f"{held} Those on whom most hangs:"]
    for row in rows:
        off = f"; {stands.cuts_off[row]} would be cut off without them" if stands.cuts_off[row] else ""
        lines.append(f"- {_title(found, row)}: on {percent(float(stands.betweenness[row]))} of shortest ways{off}")
    if found.who.says and found.who.count < found.who.listed:
        lines.append("People who did not answer may have more ties than are seen, and hang on nobody.")
    return lines


def _cut_off(found: Diagnosis) -> list[str]:
    groups, listed = found.groups, found.who.listed
    outside = round((1 - found.as_read["largest_component"]) * listed)
    if not outside:
        return ["Everyone can be reached from everyone, by some chain of ties.", *_alone(found)]
    most = "At most " if found.who.count < listed else ""
    stand = "stands" if outside == 1 else "stand"
    lines = [f"{most}{outside} of {listed} people ({percent(outside / listed)}) {stand} outside the largest component:"]
    for island in groups.islands[:SHOWN]:
        units = ", ".join(f"{count} of {unit}" for unit, count in island.units[:4])
        lines.append(f"- {island.people} people tied only with each other" + (f": {units}" if units else ""))
    if len(groups.islands) > SHOWN:
        lines.append(f"- and {len(groups.islands) - SHOWN} smaller groups")
    if len(groups.isolates):
        alone = ", ".join(_title(found, row) for row in groups.isolates[:SHOWN].tolist())
        more = f" and {len(groups.isolates) - SHOWN} more" if len(groups.isolates) > SHOWN else ""
        lines.append(f"- {len(groups.isolates)} tied with nobody: {alone}{more}")
    return lines + _alone(found)


def _alone(found: Diagnosis) -> list[str]:
    """Units and professions without a tie to any other."""
    lines = []
    for kind, none in (("unit", "units"), ("profession", "professions")):
        every = found.groups.of(kind)
        alone = [group.name for group in every if group.alone]
        if alone and len(every) > 1:
            lines.append(f"Without a tie to other {none}: {', '.join(alone[:SHOWN])}.")
    return lines


def _mixing(found: Diagnosis) -> list[str]:
    lines = []
    for kind, test in found.groups.ei.items():
        value = found.measured.alike[f"ei_{kind}"]
        if test.p >= 0.05:
            beside = "no different from chance"
        else:
            beside = "more within than chance gives" if test.index < test.expected else "more across than chance gives"
        lines.append(
            f"By {kind}: E-I index {number(value, 2)}; −1 is all talk within, 1 all across. With {kind}s shuffled it "
            f"would be {test.expected:.2f}: {beside} (p = {test.p:.3f}, {test.permutations} shuffles).".replace(
                " -", " −"
            )
        )
    return lines


def _bias(found: Diagnosis) -> list[str]:
    who, bias = found.who, found.bias
    lines = []
    if who.count < who.listed:
        silent = "those who did not answer" if who.says else "those who named nobody"
        lines.append(
            f"Arcs returned read {percent(bias.zero_filled)} if {silent} are counted as naming nobody, "
            f"{percent(bias.answered)} among the others only, and {percent(bias.all_returned)} if they would have "
            "returned every arc that names them."
        )
        lines.append(
            "Components, isolates and people outside are at most what they are here: more answers only add ties."
        )
    if bias.uncapped is not None:
        lines.append(
            f"With names capped at {who.cap}, arcs back are left out: {percent(bias.answered)} may stand for up to "
            f"{percent(bias.uncapped)}, if those who filled every line would have named twice as many."
        )
    if lines and bias.readings:
        told = "; ".join(
            f"{percent(each.true)} reads {percent(each.zero_filled)} ({percent(each.answered)} among who answered)"
            for each in bias.readings
        )
        lines.append(f"In simulated organisations of this size, through this form, a true reciprocity of {told}.")
        if who.cap is not None:
            lines.append(_stands_for(found))
    return lines


def _stands_for(found: Diagnosis) -> str:
    """The true share of arcs returned that would read as it does here, as far as it was simulated."""
    bias = found.bias
    least, *_, most = sorted(each.answered for each in bias.readings)
    begun = f"So the {percent(bias.answered)} read here would stand for"
    if bias.answered < least:
        return f"{begun} less than {percent(TRUTHS[0])}, the least that was simulated."
    if bias.answered > most:
        return f"{begun} more than {percent(TRUTHS[-1])}, the most that was simulated."
    low, high = (bias.implied(end) for end in found.measured.alike["returned"][1:])
    return (
        f"{begun} about {percent(bias.implied(bias.answered))} "
        f"({100 * low:.0f} to {100 * high:.0f}, of {100 * TRUTHS[0]:.0f} to {100 * TRUTHS[-1]:.0f} simulated)."
    )


def _title(found: Diagnosis, row: int) -> str:
    """A person in a list: with names their unit too, and their profession where it may be told."""
    people = found.people
    more = [people.unit_of(row)] if people.named and people.units else []
    more += [people.profession_of(row)] if people.profession_of(row) else []
    return people.titles[row] + (f" ({', '.join(more)})" if more else "")


def _people(count: int) -> str:
    return "One person stands" if count == 1 else f"{count} people stand"


def _listing(count: int) -> str:
    return f", of whom the {SHOWN} with most" if count > SHOWN else ""
