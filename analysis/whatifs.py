"""What a change does: a base and what-ifs of it, compared over pairs of runs that share their luck.

Three things are told of each change: how much more of the staff practise at the end, how much likelier a fire burns
on, and how many runs would have been needed had the arms not shared their luck.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, isinf, isnan
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis.facts import Facts
from analysis.intervals import Interval, paired_difference, paired_shares, unpaired_runs
from analysis.words import burning, ending, percents, points
from sim.outcome import BURNING, NOT_YET

FINAL: Final = "practising_final"

MEASURES: Final = (FINAL, "practising", "knowledge_mobilised", "locked_in", "resentment", "ostracised")
"""What is compared; all but the first are weekly measures (`sim.measures`), means over the whole run."""

FEW: Final = 10
"""Pairs below which intervals are too narrow."""


@dataclass(frozen=True, eq=False)
class Effect:
    """What a change does to one measure.

    Attributes:
        base, changed: means over the pairs.
        difference: changed − base, with its paired interval.
        unpaired: runs an arm that would give the same width without shared luck.
        n: pairs in which both have the measure.
    """

    base: float
    changed: float
    difference: Interval
    unpaired: Interval
    n: int


@dataclass(frozen=True, eq=False)
class Comparison:
    """One organisation, as it is and changed.

    Attributes:
        change: what the change is called.
        organisation: which; the base's name of it.
        base, changed: its fires; the same seeds in the same order.
    """

    change: str
    organisation: str
    base: Facts
    changed: Facts

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.base)

    @property
    def effects(self) -> Mapping[str, Effect]:
        """What the change does to each of `MEASURES`."""
        return {name: _effect(_values(self.changed, name), _values(self.base, name)) for name in MEASURES}

    @property
    def final(self) -> Effect:
        """What it does to practising at the end."""
        return _effect(self.changed.final, self.base.final)

    @property
    def chance(self) -> Interval:
        """The chance of burning on, changed less base; NaN where either is not decided yet."""
        if any(facts.count(NOT_YET) for facts in (self.base, self.changed)):
            return Interval(float("nan"), float("nan"), float("nan"))
        return paired_shares(_burns(self.changed), _burns(self.base))

    @property
    def same(self) -> bool:
        """Whether no pair ends otherwise at all."""
        return bool((self.changed.final == self.base.final).all())

    @property
    def close(self) -> bool:
        """Whether the runs cannot tell if more or fewer practise in the end."""
        found = self.final.difference
        return not (found.low > 0 or found.high < 0)


def comparisons(facts: Sequence[Facts], changes: Sequence[str]) -> list[Comparison]:
    """Each change of each organisation against the base.

    Args:
        facts: those of the base, an organisation each, then those of every change in the same order.
        changes: what they are called.
    """
    count = len(facts) // (1 + len(changes))
    base = facts[:count]
    return [
        Comparison(change, before.name, before, after)
        for number, change in enumerate(changes, start=1)
        for before, after in zip(base, facts[number * count : (number + 1) * count], strict=True)
    ]


def told(found: Comparison, alone: bool = True) -> str:
    """What a comparison shows, in a few sentences.

    Args:
        found: the comparison.
        alone: whether there is only one organisation, which then need not be named.
    """
    effect = found.final
    head = found.change if alone else f"{found.organisation}, {found.change}"
    lead = "Not one pair ends otherwise. " if found.same else "Too close to call. " if found.close else ""
    chance = found.chance
    if isnan(chance.value):
        burn = "Whether it burns on is not decided yet in runs of this length (weeks=…)."
    else:
        burn = (
            f"It {ending(found.changed)}; without the change it {ending(found.base)}. Chance of burning on: "
            f"{percents(burning(found.changed))} % instead of {percents(burning(found.base))} %, "
            f"{points(chance, len(found))}."
        )
    return (
        f"{head}: {lead}{burn} Final practising: {points(effect.difference, effect.n)}. "
        f"{'' if found.same else unpaired_told(effect.unpaired, effect.n)}"
    ).strip()


def unpaired_told(runs: Interval, n: int) -> str:
    """What sharing luck was worth, in words."""
    if isnan(runs.value):
        return ""
    if isinf(runs.value):
        return "All pairs differ alike; with luck of their own no number of runs would tell as much."
    if runs.value <= n:
        return f"Sharing luck gained nothing here: {runs.value:,.0f} runs each would do as well without."
    most = f"{runs.high:,.0f}" if isfinite(runs.high) else "any number"
    return (
        f"With luck of their own about {runs.value:,.0f} runs each would tell as much ({runs.low:,.0f} to {most}), "
        f"instead of {n:,}."
    )


def caveats(found: Sequence[Comparison]) -> list[str]:
    """What is to be kept in mind of so few pairs, and of so many comparisons."""
    lines = []
    if found and len(found[0]) < FEW:
        lines.append(f"With only {len(found[0])} pairs intervals are too narrow; replicates=50 would do.")
    if len(found) > 1:
        lines.append(
            f"Each of these {len(found)} comparisons has an interval of its own: one in twenty misses by luck alone."
        )
    return lines


def table(found: Sequence[Comparison]) -> dict[str, list[Any]]:
    """Tidy: one row a change, organisation and measure; the chance of burning on is a measure, too."""
    rows: list[dict[str, Any]] = []
    for each in found:
        named = {"change": each.change, "organisation": each.organisation}
        for name, effect in each.effects.items():
            rows.append(named | {"measure": name} | _row(effect))
        chance = Effect(
            burning(each.base).value, burning(each.changed).value, each.chance,
            unpaired_runs(_burns(each.changed), _burns(each.base)), len(each),
        )  # fmt: skip
        rows.append(named | {"measure": "burns_on"} | _row(chance))
    return {name: [row[name] for row in rows] for name in rows[0]}


def _row(effect: Effect) -> dict[str, Any]:
    low, high = effect.difference.low, effect.difference.high
    ends = {"unpaired_low": effect.unpaired.low, "unpaired_high": effect.unpaired.high}
    return {
        "base": effect.base, "changed": effect.changed, "difference": effect.difference.value, "low": low, "high": high,
        "n": effect.n, "unpaired_runs": effect.unpaired.value, **ends,
    }  # fmt: skip


def _values(facts: Facts, name: str) -> NDArray[np.float64]:
    return facts.final if name == FINAL else facts.mean(name, (0, facts.fire.weeks))


def _effect(changed: NDArray[np.float64], base: NDArray[np.float64]) -> Effect:
    both = ~(np.isnan(changed) | np.isnan(base))
    before, after = (float(values[both].mean()) if both.any() else float("nan") for values in (base, changed))
    return Effect(before, after, paired_difference(changed, base), unpaired_runs(changed, base), int(both.sum()))


def _burns(facts: Facts) -> NDArray[np.bool_]:
    return np.array([each.outcome == BURNING for each in facts.fire.outcomes])
