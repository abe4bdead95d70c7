"""Two plans beside each other, from their futures: counts, bands, sentences with their n, what drives it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from analysis.gaps import GROUPINGS, MEASURED
from analysis.intervals import Interval, paired_difference
from app.page.futures import LEVERS, Futures
from app.page.plans import WEEKS, Asked
from sim.outcome import BURNING, OUT, SMOULDERING
from sim.schedule import coached, schedule

QUANTILES: Final = (0.1, 0.25, 0.5, 0.75, 0.9)
"""The ends of the 80 % and the 50 % band, and the middle."""

SINGLES: Final = 4
"""Single futures that are drawn."""

CHOSEN: Final = {
    "random": "anyone",
    "hubs": "hubs",
    "teams": "teams",
    "cross_profession": "mixed",
    "volunteers": "keen",
}
"""Who is trained, in the words of the page's list (`static/levers.js`)."""

PRICED: Final = {
    "training": "training",
    "session": "talk spaces",
    "workshop": "workshops",
    "coaching": "coaching",
    "seasoning": "work on culture",
}
"""What can be given a cost, in words (`sim.scenario.UnitCosts`)."""

LEAST: Final = 0.02
"""A mean difference in practising below this is no difference to speak of."""

CAVEAT: Final = (
    "A thinking aid, not a forecast: the talk's five trusts support explanation, not prediction, and the rules were "
    "chosen to show what the talk describes."
)


def compared(asked: Asked, a: Futures, b: Futures) -> dict[str, Any]:
    """What the page shows of a comparison, as plain values."""
    n = len(a.outcomes)
    final = paired_difference(b.final, a.final)
    return {
        "n": n,
        "weeks": asked.weeks,
        "people": asked.place.size,
        "seeds": [asked.place.seed, asked.place.seed + n - 1],
        "call": call(final),
        "difference": _plain(final),
        "sentences": [*sentences(a, b, final), *untrained(asked)],
        "caveat": CAVEAT,
        "plans": {name: _plan(found, _coached(asked, name)) for name, found in (("a", a), ("b", b))},
    }


def untrained(asked: Asked) -> list[str]:
    """Which plans have training, but staff too few for one place in it."""
    people = asked.place.size
    return [
        f"{name.upper()} trains nobody: {100 * plan.wood:g} % of {people} staff is less than half a person."
        for name, plan in asked.plans.items()
        if 0 < plan.wood * people < 0.5
    ]


def call(final: Interval) -> str:
    """Which plan ends with more practising: "a", "b" or "close"."""
    if final.low <= 0 <= final.high or abs(final.value) < LEAST:
        return "close"
    return "b" if final.value > 0 else "a"


def sentences(a: Futures, b: Futures, final: Interval) -> list[str]:
    """The verdict: counts first, then the difference with its interval, then what it cost."""
    n = len(a.outcomes)
    burn = {"A": a.outcomes.count(BURNING), "B": b.outcomes.count(BURNING)}
    verdict = call(final)
    first, other = ("B", "A") if burn["B"] >= burn["A"] else ("A", "B")
    when = "still burns two years after all support has ended"
    if burn["A"] == burn["B"] == 0:
        smoulder = {"A": a.outcomes.count(SMOULDERING), "B": b.outcomes.count(SMOULDERING)}
        said = [
            f"In none of {n} futures does either plan still burn two years after all support has ended; "
            f"A smoulders in {smoulder['A']}, B in {smoulder['B']}."
        ]
    elif burn["A"] == burn["B"]:
        said = [f"Each plan {when} in {burn['A']} of {n} futures."]
    else:
        said = [f"In {burn[first]} of {n} futures {first} {when}; {other} in {burn[other]}."]
    points, low, high = (100 * value for value in final)
    interval = f"95 % interval {_signed(low)} to {_signed(high)}, n = {n} pairs"
    if verdict == "close":
        said.insert(0, "Too close to call.")
        said.append(f"In the end B has {_signed(points)} in 100 staff practising against A ({interval}).")
    else:
        more = verdict.upper()
        sign = 1 if more == "B" else -1
        ends = sorted((sign * low, sign * high))
        said.append(
            f"{more} ends with {abs(points):.0f} more in 100 staff practising "
            f"(95 % interval {ends[0]:.0f} to {ends[1]:.0f}, n = {n} pairs with the same luck)."
        )
    if a.days:
        days = {name: float(found.days["total"].mean()) for name, found in (("A", a), ("B", b))}
        left_out = [words for name, words in PRICED.items() if name not in a.days]
        said.append(
            f"A costs {days['A']:,.0f} staff days and B {days['B']:,.0f}, on average over the futures"
            + (f"; not counted: {', '.join(left_out)}." if left_out else ".")
        )
    return said


class Row(NamedTuple):
    """What one lever does, alone in A and left out of B."""

    lever: str
    of_a: str
    of_b: str
    alone: Interval
    without: Interval
    burning_alone: int
    burning_without: int


def drivers(
    asked: Asked, a: Futures, b: Futures, alone: Mapping[str, Futures], without: Mapping[str, Futures]
) -> dict[str, Any]:
    """What each lever does: alone in A, as it is in B; and taken back to A's in B.

    Levers work together, so the two can be far apart: what brings nothing alone may be what all hangs on.
    """
    rows = [
        Row(
            lever=LEVERS[lever],
            of_a=_value(lever, getattr(asked.plans["a"], lever)),
            of_b=_value(lever, getattr(asked.plans["b"], lever)),
            alone=paired_difference(alone[lever].final, a.final),
            without=paired_difference(without[lever].final, b.final),
            burning_alone=alone[lever].outcomes.count(BURNING),
            burning_without=without[lever].outcomes.count(BURNING),
        )
        for lever in alone
    ]
    rows.sort(key=lambda row: -max(abs(row.alone.value), abs(row.without.value)))
    whole = paired_difference(b.final, a.final)
    told = ("alone", "without")
    shown = [
        row._asdict()
        | {name: _plain(getattr(row, name)) for name in told}
        | {f"{name}_close": call(getattr(row, name)) == "close" for name in told}
        for row in rows
    ]
    return {"n": len(a.outcomes), "rows": shown, "all": _plain(whole), "sentence": _drives(rows, whole)}


def differing(asked: Asked) -> tuple[str, ...]:
    """The levers in which the plans differ."""
    a, b = asked.plans["a"], asked.plans["b"]
    return tuple(lever for lever in LEVERS if getattr(a, lever) != getattr(b, lever))


def _drives(rows: Sequence[Row], whole: Interval) -> str:
    """One sentence on what the difference comes from, in points of a hundred staff."""
    if not rows:
        return "The plans are the same."
    if call(whole) == "close":
        return "The plans end alike, as far as these futures can tell; so there is nothing to explain."
    most = max(rows, key=lambda row: abs(row.without.value))
    alone = max(rows, key=lambda row: abs(row.alone.value))
    added = f"changed alone in A, most comes from {alone.lever} ({_signed(100 * alone.alone.value)} in 100 staff)"
    lost = f"B with A's {most.lever} ends {_signed(100 * most.without.value)} in 100 staff"
    if abs(alone.alone.value) < abs(whole.value) / 3:
        return f"Levers work together here: {added}, all together {_signed(100 * whole.value)}; {lost}."
    return f"Of {_signed(100 * whole.value)} in 100 staff in all: {added}; {lost}."


def _coached(asked: Asked, plan: str) -> tuple[int, int] | None:
    """The first week with coaching and the week after the last, as the plan's runs have it."""
    scenario = asked.scenario(asked.plans[plan], asked.place.seed)
    return coached(schedule(scenario, [asked.place.size]).context[:, 0])


def _plan(found: Futures, weeks: tuple[int, int] | None) -> dict[str, Any]:
    bands = np.quantile(found.practising, QUANTILES, axis=0)
    gaps = found.gaps.mean(axis=0)
    return {
        "coached": weeks,
        "outcomes": list(found.outcomes),
        "counts": {name: found.outcomes.count(name) for name in (BURNING, SMOULDERING, OUT)},
        "bands": [np.round(band, 3).tolist() for band in bands],
        "singles": [np.round(one, 3).tolist() for one in found.practising[:SINGLES]],
        "places": float(found.places.mean()),
        "days": {name: float(values.mean()) for name, values in found.days.items()},
        "gaps": {
            grouping: {
                name: {"seen": round(float(gaps[row, column, 0]), 4), "chance": round(float(gaps[row, column, 1]), 4)}
                for column, name in enumerate(MEASURED)
            }
            for row, grouping in enumerate(GROUPINGS)
        },
    }


def _plain(interval: Interval) -> dict[str, float]:
    return {name: round(float(value), 5) for name, value in interval._asdict().items()}


def _value(lever: str, value: float | int | str) -> str:
    if isinstance(value, str):
        return CHOSEN.get(value, value.replace("_", " "))
    return f"{value} weeks" if lever in WEEKS else f"{100 * value:.0f} %"


def _signed(number: float) -> str:
    whole = round(number)
    return "0" if whole == 0 else f"{whole:+d}".replace("-", "−")
