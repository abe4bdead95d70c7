"""How sure means over replicates are: how they settle at some points, and how their intervals narrow."""

from typing import TYPE_CHECKING

import numpy as np

from analysis.figures import style
from analysis.figures.sweep import MARKERS, TONES, foot, page
from analysis.sweeps.arms import Reading

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 11.0


def precision_figure(found: "pd.DataFrame", course: "pd.DataFrame", precision: float, reading: Reading) -> "Figure":
    """Cumulative means at two points, and half-widths of all; use within `style.paper()`.

    Args:
        found, course: as `analysis.sweeps.replicates.replicates` gives them; all arms are drawn together.
        precision: the half-width that is wanted.
        reading: of the sweep.
    """
    small = foot(reading, ["Half-widths of 95 % intervals; all arms together."], 1, _WIDTH)
    figure, panels = page(
        (1, 2), (3.8, _WIDTH), small, f"How many runs are enough? {reading.of}",
        "As runs are added at each point: two of the points, and the half-widths of all", 0.9,
    )  # fmt: skip
    _means(panels[0], course)
    _halves(panels[1], course, precision)
    panels[0].set_ylabel(f"mean {reading.of} so far")
    return figure


def _means(axes: "Axes", course: "pd.DataFrame") -> None:
    """The points whose last interval is middle and widest."""
    last = course.groupby(["arm", "point"], sort=False).tail(1).sort_values("half_width")
    rows = {"median": len(last) // 2, "widest": len(last) - 1}
    for number, (label, row) in enumerate(rows.items()):
        chosen = last.iloc[row]
        own = course[(course["arm"] == chosen["arm"]) & (course["point"] == chosen["point"])]
        tone = TONES[number]
        axes.fill_between(own["n"], own["low"], own["high"], color=tone, alpha=0.15, linewidth=0)
        axes.plot(
            own["n"], own["mean"], color=tone, linewidth=1.8, marker=MARKERS[number], markersize=4,
            label=f"{label} interval (point {chosen['point']})",
        )  # fmt: skip
    drawn = last.iloc[list(rows.values())]
    low, high = float(drawn["low"].min()), float(drawn["high"].max())
    room = 0.35 * (high - low) or 0.1
    axes.set_ylim(low - 0.2 * room, high + room)
    _whole(axes)
    axes.legend(loc="best", frameon=False, fontsize=8.5)
    style.bare(axes)


def _halves(axes: "Axes", course: "pd.DataFrame", precision: float) -> None:
    """Median and the middle 90 % of points, beside 1/√n from where there are a few runs."""
    known = course[course["half_width"].notna() & (course["n"] > 1)]
    half = known.groupby("n")["half_width"]
    middle, low, high = half.median(), half.quantile(0.05), half.quantile(0.95)
    n = middle.index.to_numpy(dtype=np.float64)
    axes.fill_between(n, low, high, color=style.COLD, alpha=0.3, linewidth=0, label="90 of 100 points")
    axes.plot(n, middle, color=style.INK, linewidth=1.8, marker="o", markersize=3.5, label="median point")
    axes.plot(
        n, middle.iloc[-1] * np.sqrt(n[-1] / n), color=style.FAINT, linewidth=1.2, linestyle="dashed", label="1/√n"
    )
    axes.axhline(precision, color=style.GLOW, linewidth=1.4, linestyle="dotted", label=f"wanted: {precision:g}")
    _whole(axes)
    axes.set_ylabel("half-width")
    axes.set_ylim(0, 1.15 * max(float(high[n >= min(3, n[-1])].max()), float(middle.iloc[0]), precision))
    axes.legend(loc="upper right", frameon=False, fontsize=8.5)
    style.bare(axes)


def _whole(axes: "Axes") -> None:
    """Runs along the foot, in whole numbers."""
    from matplotlib.ticker import MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("runs")
