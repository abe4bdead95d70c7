"""Repenning: commitment to an innovation, reinforced by its results or reverting without them.

Staff commit because management presses them to (normative pressure), and because they see others' effort bear fruit
(reinforcement, diffusion). While results lie above what they ask of it, the motivation threshold, word of mouth wins
the uncommitted; while results lie below, the same word of mouth loses the committed. So an effort that starts strong
enough regenerates itself, and one that does not reverts: early results, and no sustained benefit.

Source: Repenning 2002, "A simulation-based approach to understanding the dynamics of innovation implementation",
Organization Science 13(2), 109–127; Sterman, Repenning & Kofman 1997, "Unanticipated side effects of successful quality
programs", Management Science 43(4), 503–521 [L: abstracts]. The constructs (commitment, reversion, regeneration,
motivation threshold) are theirs. The equations are not: they are the smallest that have these loops for N staff with
these inputs, and no number is taken from either paper.

    results R:  dR/dt = (A − R)/T
    gap:        g = R − θ·(1 − context)^e
    A, mean:    dA/dt = ν·drive·(1 − A) + κ·g·A·(1 − A) − (δ + turnover)·A

Where the inputs go: the context, one number from 0, damp, to 1, seasoned, lowers the motivation threshold to nothing;
coaching is normative pressure on improvers, target pressure normative pressure on everyone.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from analysis.nulls.course import Rates, Week


@dataclass(frozen=True)
class Repenning:
    """Commitment and reversion.

    Attributes:
        normative: ν: commitment won by full coaching among improvers, by full target pressure among all; per week.
        reinforcement: κ: commitment won or lost by word of mouth, for a gap of 1; per week.
        threshold: θ: results that are asked for in the damp, as share practising; above 1 nothing is enough.
        easing: e: how soon seasoning lowers that.
        delay: T: weeks until results follow practice.
        erosion: δ: commitment lost whatever the results; per week.
        talk_weight: how much talk spaces count in the one number for the context.
    """

    normative: float
    reinforcement: float
    threshold: float
    easing: float
    delay: float
    erosion: float
    talk_weight: float

    name = "Repenning"

    def rates(self, week: Week) -> Rates:
        """The rates of a week."""
        asked = self.threshold * (1.0 - week.receptive) ** self.easing
        gap = week.results - asked
        up = self.normative * week.pressure + self.reinforcement * week.practising * np.maximum(gap, 0.0)
        lapse = self.erosion + self.reinforcement * (1.0 - week.practising) * np.maximum(-gap, 0.0)
        return Rates(up + self.normative * week.coaching, up, lapse)


BOUNDS: Final = {
    "normative": (1e-4, 0.5),
    "reinforcement": (0.01, 2.0),
    "threshold": (0.1, 5.0),
    "easing": (0.3, 6.0),
    "delay": (1.0, 104.0),
    "erosion": (1e-5, 0.1),
    "talk_weight": (0.1, 1.0),
}
"""Where free values are searched, on a logarithmic scale."""

START: Final = {
    "normative": 0.003,
    "reinforcement": 0.3,
    "threshold": 1.5,
    "easing": 2.2,
    "delay": 4.0,
    "erosion": 0.0005,
    "talk_weight": 0.85,
}
"""Where the search starts: nothing is enough in the damp; inside the axis, what a fifth of staff brings is."""
