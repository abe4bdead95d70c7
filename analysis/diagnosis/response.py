"""Who answered, and whether the form let people name as many as they would."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.errors import ConfigError
from sim.network.reading import Survey
from sim.network.reading.survey import FORMS_OF_ARCS

CAPS: Final = (2, 10)
"""Limits on names that are looked for."""

FULL_SHARE: Final = 0.25
"""Share of those who name anyone that must name the very most for it to look like a limit."""


@dataclass(frozen=True, eq=False)
class Response:
    """Who answered.

    Attributes:
        listed: N, all named or listed.
        says: whether the form says who answered; edge lists and graphs do not.
        answered: shape (N,), who counts as having answered: everyone, where the form does not say.
        silent: shape (N,), who did not answer; where the form does not say, who named nobody.
        cap: the most names a person may give; None where there is no limit that is known or shows.
        asked: whether the user said so, of either.
        at_cap: share of those who name anyone that fill every line.
    """

    listed: int
    says: bool
    answered: NDArray[np.bool_]
    silent: NDArray[np.bool_]
    cap: int | None
    asked: bool
    at_cap: float

    @property
    def count(self) -> int:
        """How many answered; where the form does not say, how many named anyone."""
        return self.listed - int(self.silent.sum())

    @property
    def rate(self) -> float:
        """`count` / `listed`, from 0 to 1."""
        return self.count / self.listed


def response(survey: Survey, responded: NDArray[np.bool_], names: NDArray[np.int64], cap: int | None) -> Response:
    """Who answered a survey.

    Args:
        survey: for its form.
        responded: shape (N,), as the survey has it, in any order.
        names: shape (N,), how many each person names, in the same order.
        cap: the most names a person may give, as the user says; 0 for no limit; None to look for one.

    Raises:
        ConfigError: a limit below what some people named; nobody answered.
    """
    says = survey.form not in FORMS_OF_ARCS
    if not responded.any():
        raise ConfigError(f"{survey.source}: nobody is said to have answered, so there is nothing to diagnose")
    most = int(names[responded].max())
    if cap and cap < most:
        raise ConfigError(f"--cap {cap}: someone names {most}; the limit cannot be lower (--cap 0: no limit)")
    found = _looks_capped(names[responded & (names > 0)]) if cap is None else (cap or None)
    namers = names[responded & (names > 0)]
    return Response(
        listed=len(responded),
        says=says,
        answered=responded.copy() if says else np.ones(len(responded), dtype=np.bool_),
        silent=~responded,
        cap=found,
        asked=cap is not None,
        at_cap=float(np.mean(namers == found)) if found and len(namers) else 0.0,
    )


def _looks_capped(names: NDArray[np.int64]) -> int | None:
    """The limit that shows in how many people name: many name exactly the most, more than name one fewer."""
    if len(names) < 10:
        return None
    most = int(names.max())
    at, below = float(np.mean(names == most)), float(np.mean(names == most - 1))
    return most if CAPS[0] <= most <= CAPS[1] and at >= FULL_SHARE and at > below else None
