"""The ablations as a page in Markdown: predicted, found, agreed."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from analysis.ablations.judge import Row
from analysis.markdown import came_from, table, value

AGREED: Final = {True: "yes", False: "**no**", None: "–"}
"""What is written where an indicator agrees with its prediction, where it does not, and where there was none."""

_TOP: Final = """# Ablations

One mechanism at a time is taken out of the model. What would come of it was written down, with the rule by which it
is judged, before any of these runs was made (`analysis/ablations/predictions.py`; the history tells the order).
Predictions that failed stay as they are.

*Found* is ablated less whole, the mean over runs paired by their luck, with a 95 % interval (bootstrap over runs;
of burning Newcombe's). An indicator *rises* or *falls* when the interval lies wholly on that side of 0, and *stays*
when it lies within a margin set beforehand. The edge is the length of the seasoning axis on which a run does not
burn. Where nothing was predicted, the number is shown for a look. Each prediction has an interval of its own: of so
many, one or two may agree, or not, by luck alone.
"""


def page(rows: Sequence[Row], source: Mapping[str, str]) -> str:
    """The whole page; `source` says where it came from."""
    groups = groupby(rows, key=lambda row: row.ablation.name)
    parts = [_TOP, came_from(source) + "\n", _summary(rows), *(_section(list(group)) for _, group in groups)]
    return "\n".join(parts)


def _summary(rows: Sequence[Row]) -> str:
    """How many predictions agreed, by ablation."""
    lines = []
    for name, group in groupby(rows, key=lambda row: row.ablation.name):
        judged = [row for row in group if row.found.holds is not None]
        missed = [row.found.what for row in judged if not row.found.holds]
        lines.append((name, f"{len(judged) - len(missed)} of {len(judged)}", "; ".join(missed) or "–"))
    return table(("taken out", "agreed", "did not agree"), lines) + "\n"


def _section(rows: Sequence[Row]) -> str:
    ablation = rows[0].ablation
    constants = ", ".join(f"`rules.{name}={number:g}`" for name, number in ablation.rules.items())
    lines = [
        (
            row.found.what,
            value(row.whole.found, row.whole.unit),
            ablation.expected.get(row.indicator, "–"),
            value(row.found.found, row.found.unit),
            str(row.found.n),
            AGREED[row.found.holds],
        )
        for row in rows
    ]
    head = ("indicator", "whole model", "predicted", "found: ablated less whole", "n", "agreed")
    return f"## {ablation.name}\n\n{constants}\n\n*Predicted.* {ablation.prediction}\n\n{table(head, lines)}\n"
