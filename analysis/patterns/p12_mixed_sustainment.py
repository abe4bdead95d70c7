"""Pattern 12: sustainment is mixed, and the unit's practice tells which gains are held.

The panel: trusts that differ in seasoning only, spread evenly over 0–1 (20 arms, the seeds shared out among them, so
that no two trusts have the same luck). The predictor is the share of the unit that practises at the end of the week
before the workshop: measured before anything of the outcome. (The mean over the year after would tell more, but the
gain regresses by it: that is an input.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.findings import Finding, bootstrapped, judged, mean
from analysis.intervals import Interval
from analysis.logistic import logistic
from analysis.patterns.observe_workshops import FADED, HELD, NEVER, SLOTS, fates
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

BANDS: Final = 20
"""Seasonings of the panel."""
TENTH: Final = 0.1
"""The odds ratio is for ten points more of the unit practising."""


def arms(setting: Setting) -> Sequence[Arm]:
    """Trusts from damp to seasoned, each seed in one of them."""
    bands = min(BANDS, len(setting.seeds))
    return [
        replace(
            setting.arm(f"seasoning {at:.3f}", fates, seasoning=at),
            seeds=setting.seeds[band::bands],
            keep_units=True,
        )
        for band, at in enumerate((np.arange(bands) + 0.5) / bands)
    ]


@dataclass(frozen=True, eq=False)
class _Told:
    """All workshops of the panel that tell of holding, in columns of shape (W,); `run` counts over the panel."""

    run: NDArray[np.int64]
    seasoning: NDArray[np.float64]
    fate: NDArray[np.float64]
    before: NDArray[np.float64]
    runs: int


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """How often each fate occurs; and the odds ratio of holding. All intervals draw whole runs."""
    told = _told(runs)
    fated = [
        _share(f"of workshops: {name}", told, fate)
        for name, fate in (("never", NEVER), ("faded", FADED), ("held", HELD))
    ]
    ratios = [
        _odds_ratio("odds ratio of holding, ten points more of the unit practising", told, judges=True),
        _odds_ratio("the same among trusts of one seasoning", told, given_seasoning=True),
    ]
    followed = np.concatenate([seen["followed"] / np.maximum(1.0, seen["workshops"]) for seen in runs.values()])
    return [*fated, *ratios, mean("left out, as another workshop followed within the year", followed, unit="share")]


def _told(runs: Runs) -> _Told:
    rows, first = [], 0
    for seen in runs.values():
        for number in range(SLOTS):
            fate, before = seen[f"fate_{number:02}"], seen[f"before_{number:02}"]
            run = first + np.arange(len(seen))
            rows.append(np.stack([run, np.full(len(seen), seen.arm.scenario.seasoning), fate, before]))
        first += len(seen)
    run, seasoning, fate, before = np.concatenate(rows, axis=1)
    there = ~np.isnan(fate)
    return _Told(run[there].astype(np.int64), seasoning[there], fate[there], before[there], first)


def _share(what: str, told: _Told, fate: float) -> Finding:
    """The share of workshops with one fate; those of one run share their trust, as for the odds ratio."""
    these = (told.fate == fate).astype(np.float64)

    def of(rows: NDArray[np.int64]) -> float:
        weights = np.bincount(rows, minlength=told.runs)[told.run]
        return float(weights @ these) / float(weights.sum()) if weights.any() else nan

    found = bootstrapped(what, of, told.runs, "occurs", lambda found: found.value > 0, "share")
    return replace(found, n=len(these))


def _odds_ratio(what: str, told: _Told, *, given_seasoning: bool = False, judges: bool = False) -> Finding:
    """Workshops of one run share their trust: a resample draws runs, and takes each with all its workshops."""
    columns = [told.before / TENTH, *([told.seasoning] if given_seasoning else [])]
    held = told.fate == HELD
    wanted = "lower bound above 1" if judges else ""
    if not len(held) or held.all() or not held.any():
        unknown = Interval(nan, nan, nan)
        return judged(what, unknown, len(held), wanted, (lambda found: False) if judges else None)

    def ratio(rows: NDArray[np.int64]) -> float:
        weights = np.bincount(rows, minlength=told.runs)[told.run]
        return exp(logistic(np.column_stack(columns), held, weights)[1])

    found = bootstrapped(what, ratio, told.runs, wanted, (lambda found: found.low > 1.0) if judges else None)
    return replace(found, n=len(held))


PATTERN: Final = Pattern(
    number=12,
    mark="e",
    title="Sustainment is mixed",
    criterion="Sustainment is mixed: of workshops, never (less than half of the gain at week 4), faded (at 52), held; "
    "all three occur in a mixed panel; the unit's practising share predicts holding (odds ratio's lower bound > 1).",
    rests_on="Emergent where it concerns who practises; that gains slip where none of c people practises "
    "(κ_g·(1 − s)^c) is assumed, so that practice predicts holding is half an input. That all three fates can "
    "occur is no longer held out: κ_g and c were set after a first look in which no workshop could be classed never.",
    arms=arms,
    judge=judge,
)
