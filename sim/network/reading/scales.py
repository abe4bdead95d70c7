"""The five items of a table, on 1 to 5; numbers that stand on 0 to 1 are brought there, and that is said."""

from collections.abc import Callable, Sequence

import numpy as np

from sim.network.reading.answers import LIKERT, UNIT, Answers, answers_of
from sim.network.reading.problems import Problems
from sim.network.reading.tables import Column, Table
from sim.network.ties import ITEMS


def read_items(
    table: Table,
    at: Callable[[Column], Callable[[int], str]],
    problems: Problems,
    repairs: list[str],
    *,
    fractions: bool,
) -> dict[str, Answers]:
    """The items that a table asks, each of shape (rows,), 1..5 and NaN where blank.

    Args:
        table: with a column for each item asked.
        at: for a column, puts its places into words.
        problems: takes what is wrong.
        repairs: takes what was read otherwise than it stands.
        fractions: whether 0 to 1 is believed only when a number lies between the two; else a file in which
            everyone answered 1 would be taken for it.
    """
    asked = {item: column for item in ITEMS if (column := table.role(item)) is not None}
    small = _on_one(list(asked.values()), fractions=fractions)
    if small:
        repairs.append("items within 0 to 1, read on that scale")
    scale = UNIT if small else LIKERT
    read = {
        item: answers_of(*column.coded, scale, at(column), problems, repairs, column.label)
        for item, column in asked.items()
    }
    return {item: 1 + 4 * given for item, given in read.items()} if small else read


def _on_one(columns: Sequence[Column], *, fractions: bool) -> bool:
    """Whether all numbers of some columns lie within 0 to 1."""
    if not columns:
        return False
    ignored = Problems("")
    said = np.concatenate([answers_of(*column.coded, LIKERT, str, ignored, [], "") for column in columns])
    said = said[np.isfinite(said)]
    within = bool(len(said)) and bool(np.all((said >= 0) & (said <= 1)))
    return within and (not fractions or bool(np.any((said > 0) & (said < 1))))
