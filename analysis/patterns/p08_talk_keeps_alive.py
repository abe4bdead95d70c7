"""Pattern 8: without talk routines die; without more training they do not.

As in configs/experiment/talk_cut.yaml: seasoning .8, where the prototype had it, and one cohort a quarter to the end
(configs/programme/continuous.yaml). Talk cut to a fifth means what the context gives of it, the talk spaces: a fifth
of the sessions. Talk between pairs is not a lever; it follows by itself.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np

from analysis.findings import Finding, difference, mean, share
from analysis.patterns.observe import window
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm
from sim.outcome import BURNS_ABOVE

SEASONING: Final = 0.8
CUT, FIRST, LAST, END = 312, 442, 468, 572
"""Weeks: of the cut, from and to which burning is looked at, and of the end."""
CONTINUOUS: Final = {"volume": 2.2, "cohorts": 44, "every": 13}
FIFTH: Final = {"week": CUT, "lever": "talk.sessions", "times": 0.2, "note": "talk spaces are cut"}
NOTHING, TALK, TRAINING = "nothing cut", "talk cut", "training ended"


def arms(setting: Setting) -> Sequence[Arm]:
    """Nothing cut, talk cut to a fifth, training ended."""
    observe = partial(window, measures=("practising",), first=FIRST, last=LAST)
    told: dict[str, dict[str, object]] = {
        NOTHING: {},
        TALK: {"changes": [FIFTH]},
        TRAINING: {"programme": CONTINUOUS | {"end": CUT}},
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
        difference(
            "fall of burning when talk is cut to a fifth",
            burning[NOTHING],
            burning[TALK],
            "at least 80 points",
            lambda found: found.value >= least,
        ),
        difference(
            "fall of burning when training ends",
            burning[NOTHING],
            burning[TRAINING],
            "at most 10 points",
            lambda found: found.value <= most,
        ),
        *(share(f"{name}: burning in weeks {FIRST}–{LAST}", now) for name, now in burning.items()),
        *(mean(f"{name}: practising at {END}", seen["practising"], unit="share") for name, seen in runs.items()),
    ]


PATTERN: Final = Pattern(
    number=8,
    mark="c",
    title="Without talk routines die",
    criterion="Without talk routines die: run to 572, training one cohort a quarter throughout; talk cut to a fifth at "
    "week 312: share of runs burning (weeks 442–468) falls by ≥ .8; ending training there instead: falls by ≤ .1.",
    rests_on="Calibrated. Assumes that practice is protected from lapsing by recent talk only (ρ), and that a talk "
    "space warms those who come much more than one talk between two does (w_s).",
    arms=arms,
    judge=judge,
)
