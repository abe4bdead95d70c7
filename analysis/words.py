"""Says in plain words how fires ended, with what each number rests on.

Nothing here knows a trust by its name: every sentence is made from the runs alone.
"""

from collections.abc import Sequence
from math import isnan
from typing import Final

import numpy as np

from analysis.facts import OUTCOMES, Facts, Moment
from analysis.intervals import Interval, middle, wilson
from sim.outcome import BURNING, NOT_YET, OUT, SMOULDERING, WINDOW

DISCLAIMER: Final = "A thinking aid, not a forecast: the talk's five trusts support explanation, not prediction."
"""Stands below every verdict."""

ENDS: Final = {
    BURNING: "burns on",
    SMOULDERING: "smoulders",
    OUT: "goes out",
    NOT_YET: "is not decided yet",
}

MEANINGS: Final = {
    BURNING: f"more than half of staff practise over the last {WINDOW} weeks, long after support ended",
    SMOULDERING: "between a twentieth and half do",
    OUT: "fewer than one in twenty do",
    NOT_YET: f"the run ends less than {2 * WINDOW} weeks after support does",
}

UNKNOWN: Final = "–"


def percent(share: float) -> str:
    """A share as whole percent, "31 %", that no line break parts; a dash where there is none."""
    return UNKNOWN if isnan(share) else f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def percents(shares: Interval) -> str:
    """A share with its interval, in percent without the sign: "31 (25–40)"."""
    if isnan(shares.value):
        return UNKNOWN
    return f"{100 * shares.value:.0f} ({100 * shares.low:.0f}–{100 * shares.high:.0f})"


def points(difference: Interval, of: int) -> str:
    """A difference of shares over pairs of runs: "+88 points (95 % interval +87 to +89, n = 50 pairs)"."""
    value, low, high = (UNKNOWN if isnan(number) else _signed(100 * number) for number in difference)
    pairs = "pair" if of == 1 else "pairs"
    return f"{value} points (95\N{NO-BREAK SPACE}% interval {low} to {high}, n = {of} {pairs})"


def _signed(number: float) -> str:
    whole = round(number)
    return "0" if whole == 0 else f"{whole:+d}".replace("-", "−")


def in_runs(count: int, of: int) -> str:
    """How many runs: "in all 50 runs", "in 3 of 50 runs", "in the one run"."""
    if of == 1:
        return "in the one run" if count else "not in the one run"
    return f"in all {of} runs" if count == of else f"in {count} of {of} runs"


def ending(facts: Facts) -> str:
    """How a fire ended, with its runs: "burns on in 30 of 50 runs, goes out in 20"."""
    of = len(facts)
    seen = sorted((outcome for outcome in OUTCOMES if facts.count(outcome)), key=facts.count, reverse=True)
    first, *others = seen
    told = [f"{ENDS[first]} {in_runs(facts.count(first), of)}"]
    return ", ".join(told + [f"{ENDS[outcome]} in {facts.count(outcome)}" for outcome in others])


def burning(facts: Facts) -> Interval:
    """The share of runs that burn on, with its Wilson interval; NaN where none is decided yet."""
    if facts.count(NOT_YET) == len(facts):
        return Interval(float("nan"), float("nan"), float("nan"))
    return wilson(facts.count(BURNING), len(facts))


def verdict(facts: Facts) -> str:
    """One sentence on one fire: how it ended, and practising at each moment (medians of the runs)."""
    at = [f"{percent(middle(facts.practising(moment)).value)} {moment.words}" for moment in facts.moments]
    return f"{facts.name} {ending(facts)}{_timed(facts)}. Practising: {', '.join(at)}.{_unlit(facts)}"


def _unlit(facts: Facts) -> str:
    """That there was no place in training, where the staff are so few that none came of the volume asked for."""
    volume = facts.fire.scenario.trusts[facts.fire.index].programme.volume
    people = round(float(facts.fire.start["people"][0]))
    if np.any(facts.fire.series["places_offered"]) or not 0 < volume * people < 0.5:
        return ""
    return f" Nobody was trained: programme.volume={volume:g} of {people} people is less than half a person."


def _timed(facts: Facts) -> str:
    """When it was lit or went out, where all runs ended so; a median."""
    if facts.count(facts.usual) < len(facts):
        return ""
    if facts.usual == BURNING and np.isfinite(facts.ignition).any():
        return f", alight from week {middle(facts.ignition).value:.0f} on"
    if facts.usual == OUT and facts.support_ends is not None and np.isfinite(facts.extinction).any():
        after = middle(facts.extinction).value - facts.support_ends
        return f", {after:.0f} weeks after support ended" if after > 0 else ", before support ended"
    return ""


def all_moments(every: Sequence[Facts]) -> list[str]:
    """What the moments of several fires are called, in order, each once."""
    order: dict[str, int] = {}
    for facts in every:
        for place, moment in enumerate(facts.moments):
            order[moment.words] = max(order.get(moment.words, 0), place)
    return sorted(order, key=lambda words: order[words])


def moment_of(facts: Facts, words: str) -> Moment | None:
    """The moment of that name, where a fire has it."""
    return next((moment for moment in facts.moments if moment.words == words), None)


def seeds_told(seeds: Sequence[int]) -> str:
    """Which seeds, rising: "seed 3", "seeds 0–49", or where some between are left out "4 seeds from 7 to 903"."""
    if len(seeds) == 1:
        return f"seed {seeds[0]}"
    whole = seeds[-1] - seeds[0] + 1 == len(seeds)
    return f"seeds {seeds[0]}–{seeds[-1]}" if whole else f"{len(seeds):,} seeds from {seeds[0]} to {seeds[-1]}"
