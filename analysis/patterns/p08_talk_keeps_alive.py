"""Pattern 8: without talk routines die; without more training they do not.

As in configs/experiment/talk_cut.yaml: seasoning .8, where the prototype had it, and one cohort a quarter to the end
(configs/programme/continuous.yaml). Talk cut to a fifth means all talk: a fifth of the talk spaces and of the time that
pairs find for talk (docs/decisions/readings.md). What the cut of talk spaces alone does is reported beside it.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np

from analysis.findings import Finding, mean, share, shares_apart
from analysis.patterns.observe import window
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm
from sim.outcome import BURNS_ABOVE

SEASONING: Final = 0.8
CUT, FIRST, LAST, END = 312, 442, 468, 572
"""Weeks: of the cut, from and to which burning is looked at, and of the end."""
CONTINUOUS: Final = {"volume": 2.2, "cohorts": 44, "every": 13}
SPACES: Final = {"week": CUT, "lever": "talk.sessions", "times": 0.2, "note": "talk spaces are cut"}
TIME: Final = {"week": CUT, "lever": "talk.time", "times": 0.2, "note": "time for talk is cut"}
NOTHING, TALK, TRAINING, SPACES_ALONE = "nothing cut", "talk cut", "training ended", "talk spaces alone cut"


def arms(setting: Setting) -> Sequence[Arm]:
    """Nothing cut, all talk cut to a fifth, training ended, talk spaces alone cut to a fifth."""
    observe = partial(window, measures=("practising",), first=FIRST, last=LAST)
    told: dict[str, dict[str, object]] = {
        NOTHING: {},
        TALK: {"changes": [SPACES, TIME]},
        TRAINING: {"programme": CONTINUOUS | {"end": CUT}},
        SPACES_ALONE: {"changes": [SPACES]},
    }
    return [
        setting.arm(name, observe, **{"seasoning": SEASONING, "weeks": END, "programme": CONTINUOUS} | changes)
        for name, changes in told.items()
    ]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """By how much burning falls with each cut, paired by luck."""
    burning = {name: (seen["practising_mean"] > BURNS_ABOVE).astype(np.float64) for name, seen in runs.items()}
    least, most = 0.8, 0.1
    return [
        shares_apart(
            "fall of burning when talk is cut to a fifth",
            burning[NOTHING],
            burning[TALK],
            "at least 80 points",
            lambda found: found.value >= least,
        ),
        shares_apart(
            "fall of burning when training ends",
            burning[NOTHING],
            burning[TRAINING],
            "at most 10 points",
            lambda found: found.value <= most,
        ),
        shares_apart("fall of burning when talk spaces alone are cut", burning[NOTHING], burning[SPACES_ALONE]),
        *(share(f"{name}: burning in weeks {FIRST}–{LAST}", now) for name, now in burning.items()),
        *(mean(f"{name}: practising at {END}", seen["practising"], unit="share") for name, seen in runs.items()),
    ]


PATTERN: Final = Pattern(
    number=8,
    mark="c",
    title="Without talk routines die",
    criterion="Without talk routines die: run to 572, training one cohort a quarter throughout; talk cut to a fifth at "
    "week 312: share of runs burning (weeks 442–468) falls by ≥ .8; ending training there instead: falls by ≤ .1.",
    rests_on="Calibrated. Assumes that practice is protected from lapsing by recent talk only (ρ), and that without "
    "exposure nobody takes it up (F). Cutting talk spaces alone is not judged.",
    arms=arms,
    judge=judge,
)
