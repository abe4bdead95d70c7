"""Bass: people take up practice by themselves or after others, whatever their ties.

    dA/dt = (p + q·A)·(1 − A)

Source: Bass 1969, "A new product growth for model consumer durables" [L]; there, what is adopted is never dropped. So
that a fire *can* go out, this one adds lapsing at a constant rate and the same turnover as the model has; with p = 0
that is the SIS epidemic, whose critical imitation is the loss. Training starts practice in those who take to it.

Where the inputs go: the context moves imitation, from damp to seasoned; coaching is outside influence on improvers,
target pressure outside influence on everyone.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from analysis.nulls.course import Rates, Week


@dataclass(frozen=True)
class Bass:
    """Bass with a loss.

    Attributes:
        innovation: p of everyone, always; per week.
        support: p that full coaching adds for improvers, and full target pressure for everyone; per week.
        imitation_damp, imitation_seasoned: q in either context, linear between; per week.
        loss: lapsing, besides turnover; per week.
        talk_weight: how much talk spaces count in the one number for the context.
    """

    innovation: float
    support: float
    imitation_damp: float
    imitation_seasoned: float
    loss: float
    talk_weight: float

    name = "Bass"
    delay = 1.0

    def rates(self, week: Week) -> Rates:
        """The rates of a week; of results nothing is known."""
        q = self.imitation_damp + week.receptive * (self.imitation_seasoned - self.imitation_damp)
        up = self.innovation + self.support * week.pressure + q * week.practising
        return Rates(up + self.support * week.coaching, up, np.full_like(up, self.loss))


BOUNDS: Final = {
    "innovation": (1e-7, 0.01),
    "support": (1e-4, 0.5),
    "imitation_damp": (1e-3, 0.5),
    "imitation_seasoned": (1e-3, 0.5),
    "loss": (1e-4, 0.2),
    "talk_weight": (0.1, 1.0),
}
"""Where free values are searched, on a logarithmic scale."""

START: Final = {
    "innovation": 1e-7,
    "support": 0.001,
    "imitation_damp": 0.005,
    "imitation_seasoned": 0.13,
    "loss": 0.03,
    "talk_weight": 0.6,
}
"""Where the search starts: imitation that is twice the loss in the middle of the axis, so that half burn there."""
