"""What a sweep can be asked about: one number a run, by name."""

from typing import TYPE_CHECKING, Final

import numpy as np

from experiments.store.columns import NUMBERS, RUNS, WEEKS
from sim.errors import ConfigError, nearest
from sim.outcome import BURNING, NOT_YET, OUT, SMOULDERING
from sim.shares import SHARES

if TYPE_CHECKING:
    import pandas as pd

FINAL: Final = "practising_final"

ENDS: Final = {BURNING: BURNING, SMOULDERING: SMOULDERING, OUT: OUT}
"""Names of how a run ended; 1 where it did, else 0."""

_STRUCTURE: Final = ("reciprocity_arcs", "messenger_share", "outside")
"""Shares among the numbers of a run's start and end."""

OUTCOMES: Final = (*ENDS, *NUMBERS, *WEEKS)


def see_to_name(name: str) -> None:
    """Refuse what runs do not have.

    Raises:
        ConfigError: there is no such number; names the nearest.
    """
    if name not in OUTCOMES:
        raise ConfigError(f"--of {name}: runs have no such number{nearest(name, OUTCOMES)} ({', '.join(OUTCOMES)})")


def meaning(name: str) -> str:
    """What a number is, in words."""
    return f"share of runs that end {name}" if name in ENDS else RUNS[name]


def values(runs: "pd.DataFrame", name: str) -> "pd.Series[float]":
    """The number of each run; NaN where it has none, as the week of going out of a fire that burns on.

    Args:
        runs: of a sweep.
        name: one of `OUTCOMES`.
    """
    if name in ENDS:
        ended = runs["outcome"].eq(ENDS[name]).astype(np.float64)
        return ended.mask(runs["outcome"].eq(NOT_YET))
    return runs[name].astype(np.float64)


def in_percent(name: str) -> bool:
    """Whether it lies from 0 to 1, and is told in percent."""
    return is_share(name) or name.removesuffix("_final") in SHARES or name.partition("_")[2] in _STRUCTURE


def is_share(name: str) -> bool:
    """Whether it is a yes or no of each run."""
    return name in ENDS
