"""How runs ended, group by group: counts, shares with Wilson intervals, means with bootstrap intervals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.intervals import Interval, paired_difference, wilson
from analysis.report.content import Table
from analysis.words import MEANINGS, UNKNOWN
from sim.outcome import BURNING, NOT_YET, OUT, SMOULDERING

if TYPE_CHECKING:
    import pandas as pd

MOST: Final = 60
"""Rows of a table; of more groups the rest are counted, not shown."""

_COUNTED: Final = (BURNING, SMOULDERING, OUT, NOT_YET)


def ended(runs: "pd.DataFrame", by: Sequence[str], practising: str, heading: str) -> Table:
    """One row a group of runs, in the order in which they stand.

    Args:
        runs: one row a run and organisation, with the column `outcome`.
        by: columns whose values make a group.
        practising: the column with the share practising at the end.
        heading: of the table.
    """
    groups = list(runs.groupby(list(by), sort=False, dropna=False)) if by else [((), runs)]
    columns = (*by, "n", *_COUNTED, "burning, % (95 %)", "practising at the end, % (95 %)")
    rows = []
    for name, group in groups[:MOST]:
        counts = [int((group["outcome"] == outcome).sum()) for outcome in _COUNTED]
        decided = len(group) - counts[-1]
        share = wilson(counts[0], decided)
        mean = paired_difference(group[practising].to_numpy(dtype=np.float64), 0.0)
        rows.append(
            (
                *(_word(value) for value in (name if isinstance(name, tuple) else (name,))),
                str(len(group)),
                *map(str, counts),
                told(share) if decided else UNKNOWN,
                told(mean),
            )
        )
    rest = len(groups) - len(rows)
    note = "Shares: Wilson. Means: bootstrap over runs."
    if (runs["outcome"] == NOT_YET).any():
        note += f" Not yet: {MEANINGS[NOT_YET]}; shares are of the runs that are decided."
    return Table(heading, columns, rows, note + (f" {rest:,} more groups are not shown." if rest > 0 else ""))


def told(share: Interval) -> str:
    """A share with its interval, in percent without the sign."""
    return f"{100 * share.value:.0f} ({100 * share.low:.0f} to {100 * share.high:.0f})"


def sentence(runs: "pd.DataFrame") -> str:
    """One sentence on all runs together."""
    burning = int((runs["outcome"] == BURNING).sum())
    out = int((runs["outcome"] == OUT).sum())
    open_yet = int((runs["outcome"] == NOT_YET).sum())
    rest = f"; {open_yet:,} are not decided yet" if open_yet else ""
    return f"Of {len(runs):,} fires (a run and an organisation each), {burning:,} burn on and {out:,} go out{rest}."


def _word(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
