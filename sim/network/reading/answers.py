"""Answers: texts in cells as numbers on a scale, and what is wrong with those that are none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.network.reading.names import shown
from sim.network.reading.problems import Problems, counted
from sim.network.reading.words import BLANKS

Answers = NDArray[np.float64]

_NUMBER: Final = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_CRAZY: Final = 1e300


@dataclass(frozen=True)
class Scale:
    """Which numbers are allowed, and how a message says so."""

    low: float
    high: float
    words: str
    else_: str = ""
    """What a message adds of the first text that is no number."""


LIKERT: Final = Scale(1, 5, "the scale 1 to 5")
UNIT: Final = Scale(0, 1, "the scale 0 to 1")
MATRIX: Final = Scale(
    0,
    5,
    "the scale 1 to 5 (0 or blank where there is no tie)",
    "; instead of answers, all cells may hold marks: x, yes, y, true or 1 for a tie, no, n, false, 0 or blank for none",
)
WEIGHT: Final = Scale(0, _CRAZY, "the scale of weights (0 or more)")


def answers_of(
    codes: NDArray[np.int64],
    texts: list[str],
    scale: Scale,
    at: Callable[[int], str],
    problems: Problems,
    repairs: list[str],
    label: str,
) -> Answers:
    """Numbers of shape (M,), NaN where blank.

    Args:
        codes: shape (M,), which of `texts` stands in each cell.
        texts: the different texts.
        scale: what is allowed.
        at: puts a place 0..M-1 into words.
        problems: takes what is no number, and numbers off the scale.
        repairs: takes what was read differently from how it stands.
        label: how a repair calls the cells.
    """
    values = np.array([_number(text) for text in texts], dtype=np.float64)
    text_wrong = np.isposinf(values)
    off = ~np.isnan(values) & ~text_wrong & ((values < scale.low) | (values > scale.high))
    first = int(np.argmax(text_wrong[codes])) if np.any(text_wrong) else -1
    problems.each(
        text_wrong[codes],
        lambda place: (
            f"{at(place)}: {_quoted(texts[codes[place]])} is not a number on {scale.words}"
            + (scale.else_ if place == first else "")
        ),
    )
    problems.each(off[codes], lambda place: f"{at(place)}: {shown(texts[codes[place]])} is outside {scale.words}")
    _tell(repairs, codes, [("," in text) for text in texts], f"{label}: decimal comma read as a point in")
    _tell(repairs, codes, [bool(text) and text.lower() in BLANKS for text in texts], f"{label}: read as blank:")
    return values[codes]


def _number(text: str) -> float:
    """The number of a cell: NaN where blank, infinity where it is none."""
    if text.lower() in BLANKS:
        return np.nan
    if not _NUMBER.fullmatch(text):
        return np.inf
    value = float(text.replace(",", "."))
    return min(max(value, -_CRAZY), 2 * _CRAZY)


def _quoted(text: str) -> str:
    return f"the text {shown(text)}"


def _tell(repairs: list[str], codes: NDArray[np.int64], which: list[bool], words: str) -> None:
    count = int(np.array(which, dtype=np.bool_)[codes].sum())
    if count:
        repairs.append(f"{words} {counted(count, 'cell')}")


def on_likert(values: NDArray[Any]) -> bool:
    """Whether weights are answers on 1 to 5: all whole, all within, and more than one value occurs."""
    said = values[~np.isnan(values)]
    return bool(len(said) and np.all((said >= 1) & (said <= 5) & (said == np.floor(said))) and np.any(said != said[0]))
