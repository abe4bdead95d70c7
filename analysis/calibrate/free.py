"""The free values of the rules, and how widely each is searched.

Free are the values that decide whether and how far practice spreads and lasts, and for which no measurement is
known. What the calibrated patterns cannot inform (resentment, reports, gains, alignment, memory, joiners) keeps
its assumed value; so does φ, which acts nearly as r does.
"""

from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.scenario import Rules

FREE: Final = MappingProxyType(
    {
        "talk_rate": (1.5, 8.0),
        "capacity": (3.0, 12.0),
        "session_heat": (0.5, 8.0),
        "coaching_heat": (0.1, 1.5),
        "told_weight": (0.0, 0.3),
        "threshold": (0.05, 0.5),
        "dampness": (1.0, 6.0),
        "steepness": (2.0, 5.0),
        "take_up": (0.1, 0.6),
        "lapse": (0.01, 0.06),
        "protection": (0.7, 0.98),
        "reflective_transfer": (0.05, 0.4),
        "trust_gain": (0.004, 0.03),
        "trust_loss": (0.001, 0.01),
    }
)
"""Each free value with the ends of its even prior. Within the range of the schema's sweep or narrower where
more would contradict the model's own claims: ω stays well below 1, m above 2 (complex contagion)."""

NAMES: Final = tuple(FREE)
START: Final = np.array([4.3108, 7.9394, 1.0, 0.6339, 0.168, 0.25, 3.0, 3.8, 0.3, 0.024, 0.89, 0.18, 0.0145, 0.004])
"""Where a rough search led first (a few hundred candidates, four seeds); half of the first generation lies about it."""
LOW: Final = np.array([low for low, _ in FREE.values()])
HIGH: Final = np.array([high for _, high in FREE.values()])

Values = NDArray[np.float64]


def rules_of(values: Values, others: Rules) -> Rules:
    """The rules with their free values set; the rest as in `others`.

    Args:
        values: shape (free values,), in the order of `NAMES`.
        others: the values that are not free.
    """
    given = others.model_dump()
    given.update({name: float(value) for name, value in zip(NAMES, values, strict=True)})
    return Rules(**given)


def values_of(rules: Rules) -> Values:
    """The free values of some rules, in the order of `NAMES`."""
    return np.array([getattr(rules, name) for name in NAMES], dtype=np.float64)
