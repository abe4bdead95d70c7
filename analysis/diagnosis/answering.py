"""What a diagnosis says of who answered, and of what silence and capped names keep back."""

from typing import Final

import numpy as np

from analysis.diagnosis.bias import TRUTHS
from analysis.diagnosis.diagnosis import Diagnosis
from analysis.words import percent
from sim.network.reading.problems import counted

WHERE_HUBS = 0.15
"""Share of all names given that go to one silent person, from which they are pointed out."""

UNCAPPED: Final = "firewood diagnose takes --cap 0"
"""Where it is said that there was no limit to names."""

MANY_TWICE = 0.05
"""Share of people who may stand in the file twice, from which no likeness to a trust is told without that."""


def answered(found: Diagnosis) -> list[str]:
    """Who answered, how many names they could give, and who may stand in the file twice."""
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
            f"those who name anyone name just so many. If there was none, {UNCAPPED}."
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
    if found.twice:
        lines.append(
            f"{counted(found.twice, 'name')} may be of {'a person who is' if found.twice == 1 else 'people who are'} "
            "there already: they differ from another only by case, spacing, accents or marks that are not seen, and "
            "count as people of their own. Until they are spelled alike in the file, partners and arcs returned read "
            "lower than they are, and more people seem silent, messengers or apart."
        )
    return lines


def kept_apart(found: Diagnosis) -> list[str]:
    """A warning beside the trusts, where many people may stand in the file twice."""
    if found.twice < MANY_TWICE * found.who.listed:
        return []
    return [
        f"But {found.twice} of the {found.who.listed} people may be there twice (Who answered), which alone can make a "
        "survey look like Trust D: mend their names before this is believed."
    ]


def unsaid(found: Diagnosis) -> list[str]:
    """What those who did not answer, and a limit on names, may have kept back."""
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
    if bias.uncapped is not None and not bias.answered:
        lines.append(
            f"With names capped at {who.cap}, arcs back are left out: that none is seen to be returned does not say "
            "that none is."
        )
    elif bias.uncapped is not None:
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
