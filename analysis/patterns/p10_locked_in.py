"""Pattern 10: in damp wood knowledge is locked in, and those left out resent it."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.cliff import cliffs_delta
from analysis.findings import Finding, bootstrapped, mean
from analysis.patterns.observe import window
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm, Observed

FIRST, LAST = 52, 260
"""Weeks over which means are taken: from the end of the first year to the end of support."""
DAMP, SEASONED = "damp", "seasoned"


def arms(setting: Setting) -> Sequence[Arm]:
    """The usual programme, damp and seasoned."""
    observe = partial(
        window, measures=("knowledge_improvers", "knowledge_mobilised", "resentment"), first=FIRST, last=LAST
    )
    return [setting.arm(name, observe, seasoning=at) for name, at in ((DAMP, 0), (SEASONED, 1))]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """Cliff's δ of damp over seasoned, for each of the two; its interval draws seeds, the same in both arms."""
    gap = {name: _gap(seen) for name, seen in runs.items()}
    resentment = {name: seen["resentment_mean"] for name, seen in runs.items()}
    of = {"knowledge gap": gap, "resentment of the untrained": resentment}
    deltas = [_above(what, values[DAMP], values[SEASONED]) for what, values in of.items()]
    means = [mean(f"{name}: {what}", values[name]) for what, values in of.items() for name in (DAMP, SEASONED)]
    return [*deltas, *means]


def _gap(seen: Observed) -> NDArray[np.float64]:
    gap: NDArray[np.float64] = seen["knowledge_improvers_mean"] - seen["knowledge_mobilised_mean"]
    return gap


def _above(what: str, damp: NDArray[np.float64], seasoned: NDArray[np.float64]) -> Finding:
    least = 0.6
    return bootstrapped(
        f"{what}, damp above seasoned: Cliff's δ",
        lambda rows: cliffs_delta(damp[rows], seasoned[rows]),
        len(damp),
        "at least .6",
        lambda found: found.value >= least,
    )


PATTERN: Final = Pattern(
    number=10,
    mark="e",
    title="Locked in and elitist",
    criterion="Locked in and elitist: improver–collaborator knowledge gap, and untrained staff's resentment, mean of "
    "weeks 52–260, damp above seasoned: Cliff's δ ≥ .6.",
    rests_on="Emergent, and half expected: knowledge passes by answered talk far better than by telling (η_o below "
    "η_r), and resentment rises only in weeks without reflective talk, both assumed; that damp talk goes unanswered "
    "follows from the context.",
    arms=arms,
    judge=judge,
)
