"""What changes do: differences over pairs of runs with their intervals, a row a change and organisation."""

from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.figures import style
from analysis.intervals import Interval
from analysis.whatifs import Comparison
from analysis.words import DISCLAIMER, seeds_told
from experiments.provenance import firewood_version
from sim.compiled import source_digest

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST: Final = 24
"""Rows on one page."""

_NAME: Final = 38
"""Letters of a row's name."""


def differences(found: Sequence[Comparison], title: str) -> "Figure":
    """Two panels: practising at the end, and the chance of burning on, each change less base; use within `paper()`.

    Args:
        found: one a row, from above; at most `MOST` are drawn.
        title: what the figure shows.
    """
    shown = found[:MOST]
    foot = style.foot(_foot(shown, len(found)), 11.0)
    bottom = 0.95 + style.FOOT_LINE * len(foot)
    figure = style.blank(11.0, 1.35 + 0.42 * len(shown) + bottom)
    height = figure.get_figheight()
    left, right = figure.subplots(1, 2, sharey=True)
    figure.subplots_adjust(left=0.31, right=0.97, top=1 - 1.3 / height, bottom=bottom / height, wspace=0.1)
    _panel(left, [each.final.difference for each in shown], "more of staff practising at the end, points")
    _pairs(left, shown)
    _panel(right, [each.chance for each in shown], "more often burning on, points")
    left.set_yticks(range(len(shown)), [_name(each) for each in shown])
    left.set_ylim(len(shown) - 0.4, -0.6)
    style.headed(
        figure, title, "Each change against the base, over pairs of runs that share their luck; 95 % intervals"
    )
    style.footed(figure, foot)
    return figure


def _panel(axes: "Axes", intervals: Sequence[Interval], label: str) -> None:
    """A point with its interval a row; glowing where it is sure that it is more, cold where less."""
    axes.axvline(0, color=style.FAINT, linewidth=1)
    for row, (value, low, high) in enumerate(intervals):
        if np.isnan(value):
            axes.text(0, row, " not decided yet", size=8.5, color=style.FAINT, va="center")
            continue
        colour = style.FLAME if low > 0 else style.COLD if high < 0 else style.PAPER
        axes.plot([100 * low, 100 * high], [row, row], color=style.INK, linewidth=1.6, zorder=3)
        axes.plot([100 * value], [row], "o", markersize=8, color=colour, markeredgecolor=style.INK, zorder=4)
    axes.set_xlim(-105, 105)
    axes.set_xlabel(label)
    axes.grid(axis="y", color=style.RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    style.bare(axes)


def _pairs(axes: "Axes", found: Sequence[Comparison]) -> None:
    """Every single pair, faint, below its row's interval."""
    for row, each in enumerate(found):
        apart = 100 * (each.changed.final - each.base.final)
        axes.plot(apart, np.full(len(apart), row + 0.22), "|", color=style.SMOKE, markersize=6, alpha=0.35)


def _name(found: Comparison) -> str:
    own = found.change if found.changed.name == found.change else found.changed.name
    return shorten(own, _NAME, placeholder=" …")


def _foot(shown: Sequence[Comparison], of: int) -> list[str]:
    fire = shown[0].base.fire
    left_out = f" The first {len(shown)} of {of} comparisons." if of > len(shown) else ""
    return [
        f"n = {len(shown[0])} pairs each, {seeds_told(fire.seeds)}, {fire.weeks} weeks. Small strokes: single pairs. "
        "Left: mean difference, bootstrap over pairs; right: difference of shares of runs, Newcombe's score interval "
        f"for pairs. Filled: the interval is clear of 0.{left_out}",
        f"Firewood {firewood_version()}, model {source_digest()}. {DISCLAIMER}",
    ]
