"""The box that PRIM found: its limits, what it holds, and the steps by which it was peeled."""

from collections.abc import Sequence
from math import floor, log10
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.figures import style
from analysis.figures.sweep import MOST, foot, named, page, rows_of
from analysis.sweeps.arms import Arm, Reading
from analysis.sweeps.prim import Box
from analysis.words import percents

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 11.5


def box_figure(found: Sequence[Box], reading: Reading) -> "Figure":
    """Limits at the left, coverage against density at the right, a row an arm; use within `style.paper()`."""
    shown = found[:MOST]
    small = foot(
        reading, ["Left: thick where the box lies, thin the whole range. Right: every step of the peeling."],
        len(found), _WIDTH,
    )  # fmt: skip
    most = max(len(each.limits) for each in shown)
    figure, panels = page(
        (len(shown), 2), (max(2.8, 0.5 * most + 1.0), _WIDTH), small, f"Where runs of interest lie: {reading.of}",
        "PRIM: the box of contexts that holds many of them, and little else",
    )  # fmt: skip
    arms = {arm.name: arm for arm in reading.arms}
    for number, box in enumerate(shown):
        left, right = panels[2 * number], panels[2 * number + 1]
        _limits(left, box, arms[box.arm])
        named(left, box.arm)
        _path(right, box)
    panels[-2].set_xlabel("range in the sweep")
    panels[-1].set_xlabel("coverage: share of runs of interest in the box, %")
    return figure


def _limits(axes: "Axes", box: Box, arm: Arm) -> None:
    for row, limit in enumerate(box.limits.to_dict("records")):
        axes.plot([0, 1], [row, row], color=style.RULE, linewidth=3, solid_capstyle="butt", zorder=1)
        if limit["options"]:
            axes.text(0.5, row, limit["options"], ha="center", va="center", size=9.5, zorder=3)
            continue
        _bar(axes, row, limit, arm.points[limit["parameter"]].to_numpy(dtype=np.float64))
    rows_of(axes, [str(name) for name in box.limits["parameter"]] or ["no limits"])
    axes.set_xlim(-0.15, 1.15)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def _bar(axes: "Axes", row: int, limit: Any, values: "np.ndarray[Any, np.dtype[np.float64]]") -> None:
    """One limit on a line that stands for the whole range; ends in numbers."""
    least, most = float(values.min()), float(values.max())
    low = least if np.isnan(limit["low"]) else limit["low"]
    high = most if np.isnan(limit["high"]) else limit["high"]
    digits = 1 - floor(log10(most - least))
    ends = [(end - least) / (most - least) for end in (low, high)]
    axes.plot(ends, [row, row], color=style.GLOW, linewidth=9, solid_capstyle="butt", zorder=2)
    for end, value, limited, side in ((ends[0], low, limit["low"], "right"), (ends[1], high, limit["high"], "left")):
        weight, tone = ("normal", style.FAINT) if np.isnan(limited) else ("bold", style.INK)
        number = f"{round(value, digits):g}"
        text = f"{number} " if side == "right" else f" {number}"
        axes.text(end, row, text, ha=side, va="center", size=9, weight=weight, color=tone)


def _path(axes: "Axes", box: Box) -> None:
    path = box.path
    axes.plot(100 * path["coverage"], 100 * path["density"], "-o", color=style.COLD, markersize=3.5, linewidth=1.2)
    axes.axhline(100 * box.of, color=style.FAINT, linewidth=1, linestyle="dotted")
    axes.text(40, 100 * box.of + 1.5, f"all runs: {100 * box.of:.0f} %", size=8.5, color=style.FAINT)
    x, y = 100 * box.coverage.value, 100 * box.density.value
    for interval, across in ((box.coverage, True), (box.density, False)):
        ends = [100 * interval.low, 100 * interval.high]
        axes.plot(ends if across else [x, x], [y, y] if across else ends, color=style.INK, linewidth=1.4, zorder=3)
    axes.plot([x], [y], "o", markersize=10, color=style.FLAME, markeredgecolor=style.INK, zorder=4, label="the box")
    fresh = [100 * each for each in box.fresh]
    axes.plot(
        [fresh[0]], [fresh[1]], "D", markersize=7, color=style.PAPER, markeredgecolor=style.INK, zorder=4,
        label="in fresh points",
    )  # fmt: skip
    axes.set_xlim(0, 104)
    axes.set_ylim(0, 104)
    axes.set_ylabel("density, %")
    axes.set_title(f"coverage {percents(box.coverage)} %, density {percents(box.density)} %", size=9.5, loc="left")
    axes.legend(loc="upper left", frameon=False, fontsize=9)
    style.bare(axes)
