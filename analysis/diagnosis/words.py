"""What a survey says in words that a chief executive would use: short paragraphs under headings."""

from math import isnan

from analysis.diagnosis.answering import answered, kept_apart, unsaid
from analysis.diagnosis.beside import COMPARED, nearer
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

Said = list[tuple[str, list[str]]]


def said(found: Diagnosis) -> Said:
    """Headings with their paragraphs."""
    parts = [
        ("Who answered", answered(found)),
        ("How much talk could flow", _flow(found)),
        ("Beside Trust A and Trust D", _beside(found)),
        ("Messengers", _messengers(found)),
        ("Bottlenecks", _bottlenecks(found)),
        ("Who is cut off", _cut_off(found)),
        ("Units and professions", _mixing(found)),
        ("What non-response does to this", unsaid(found)),
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
    return [*lines, *kept_apart(found), DEGREE]


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
