"""Whether the patterns of the acceptance table still hold over a posterior.

A fit to one trust's numbers may buy its closeness with rules that no longer tell damp from seasoned. So some draws
of the posterior are given to `analysis.patterns`, as the default rules are: on its own organisations, with only
the rules taken from the draw.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from analysis.patterns.acceptance import measure
from analysis.patterns.every import chosen
from analysis.patterns.pattern import Setting
from experiments.asked import Range
from sim.scenario import Rules

if TYPE_CHECKING:
    import pandas as pd

Values = NDArray[np.float64]

PREFIX: Final = "rules."


def has_rules(free: Sequence[Range]) -> bool:
    """Whether anything free is a rule; else the patterns are those of the default rules."""
    return any(each.name.startswith(PREFIX) for each in free)


def tried(
    values: Values,
    free: Sequence[Range],
    rules: Rules,
    numbers: Sequence[int],
    seeds: int,
    keep: Path,
    *,
    threads: int | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> "pd.DataFrame":
    """One row a draw and pattern: whether it holds.

    Args:
        values: shape (draws, d), in the units of the parameters.
        free: what the columns are.
        rules: those that are not free.
        numbers: of patterns.
        seeds: of each arm.
        keep: a file that keeps finished runs, so that this goes on where it was stopped.
        threads: left out, one a core.
        tell: called after each draw with how many are done, and of how many.

    Returns:
        Columns draw, pattern, title, mark, holds (null where all of a pattern is only reported), edge.
    """
    import pandas as pd

    rows = []
    for draw, row in enumerate(values.tolist()):
        given = rules.model_dump()
        for each, value in zip(free, row, strict=True):
            if each.name.startswith(PREFIX):
                given[each.name.removeprefix(PREFIX)] = int(value) if each.whole else value
        setting = Setting(rules=Rules(**given), seeds=range(seeds))
        setting, measured = measure(chosen(list(numbers)), setting, keep, threads=threads)
        rows += [
            {
                "draw": draw,
                "pattern": one.pattern.number,
                "title": one.pattern.title,
                "mark": one.pattern.mark,
                "holds": one.holds,
                "edge": setting.edge,
            }
            for one in measured
        ]
        if tell is not None:
            tell(draw + 1, len(values))
    return pd.DataFrame(rows)
