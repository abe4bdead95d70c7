"""Answers: texts in cells as numbers on a scale, and what is wrong with those that are none."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.network.reading.limits import MAX_TOLD
from sim.network.reading.names import shown
from sim.network.reading.problems import Problems, counted
from sim.network.reading.words import BLANKS

Answers = NDArray[np.float64]

_NUMBER: Final = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_CRAZY: Final = 1e300

FEW: Final = 3
"""Cells with the same wrong text that are told one by one."""

MARKS: Final = ("x", "✓", "✔", "yes", "y", "true", "ja", "oui")
"""What people write in a cell to say that there is a tie."""

AGREEING: Final = {
    "strongly disagree": 1,
    "disagree": 2,
    "neutral": 3,
    "neither agree nor disagree": 3,
    "agree": 4,
    "strongly agree": 5,
}
"""Answers in words as forms give them, and where they stand on 1 to 5."""


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
    no_number = {
        code: f"{_quoted(texts[code])} is not a number on {scale.words}{_instead(texts[code], scale)}"
        for code in np.flatnonzero(text_wrong)[:MAX_TOLD].tolist()
    }
    outside = {
        code: f"{shown(texts[code])} is outside {scale.words}" for code in np.flatnonzero(off)[:MAX_TOLD].tolist()
    }
    _note(no_number, codes, at, problems, scale.else_)
    _note(outside, codes, at, problems)
    problems.count += int(text_wrong.sum() + off.sum()) - len(no_number) - len(outside)
    _tell(repairs, codes, [("," in text) for text in texts], f"{label}: decimal comma read as a point in")
    _tell(repairs, codes, [bool(text) and text.lower() in BLANKS for text in texts], f"{label}: read as blank:")
    return values[codes]


def _note(
    why: Mapping[int, str], codes: NDArray[np.int64], at: Callable[[int], str], problems: Problems, once: str = ""
) -> None:
    """Note each wrong text: in each of its cells while they are few, else once with how many more there are.

    `once` is added to the first.
    """
    for code, words in why.items():
        places = np.flatnonzero(codes == code)
        if len(places) <= FEW:
            for place in places.tolist():
                problems.add(f"{at(place)}: {words}{once}")
                once = ""
        else:
            problems.add(f"{at(int(places[0]))} (and {len(places) - 1} more cells): {words}{once}")
            once = ""


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


def _instead(text: str, scale: Scale) -> str:
    """What to write in place of a word that forms often have; empty for any other."""
    word = " ".join(text.casefold().split())
    if word in MARKS and scale == WEIGHT:
        return "; write 1 for a tie and 0 for none"
    number = AGREEING.get(word) if scale in (LIKERT, MATRIX) else None
    return f"; write {number}, if 1 is strongly disagree and 5 strongly agree" if number else ""


def _tell(repairs: list[str], codes: NDArray[np.int64], which: list[bool], words: str) -> None:
    count = int(np.array(which, dtype=np.bool_)[codes].sum())
    if count:
        repairs.append(f"{words} {counted(count, 'cell')}")


def on_likert(values: NDArray[Any]) -> bool:
    """Whether weights are answers on 1 to 5: all whole, all within, and more than one value occurs."""
    said = values[~np.isnan(values)]
    return bool(len(said) and np.all((said >= 1) & (said <= 5) & (said == np.floor(said))) and np.any(said != said[0]))
