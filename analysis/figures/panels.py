"""Parts of the figures of studies: means over time with their intervals, differences as dots, room and small print."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis.figures import style
from analysis.findings import Finding
from analysis.intervals import RESAMPLES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SERIES: Final = ("#41576b", "#e4572e", "#8a5a00", "#2f8f6b", "#7a4ea3", "#c2408a")
"""Colours of lines and dots that stand side by side; each is legible on paper."""

LEAST: Final = 3.0
"""Points to each side of 0 that a panel of differences shows at least, so that small ones look small."""

DASHES: Final[tuple[Any, ...]] = ("solid", (0, (5, 2)), (0, (1, 1.4)), (0, (5, 1.5, 1, 1.5)), (0, (8, 2)), (0, (2, 2)))
"""Lines differ in these, too, so that they can be told apart without colour."""


def page(
    title: str, below: str, down: int, across: int, foot: Sequence[str], *, panel: tuple[float, float] = (2.75, 2.2),
    hspace: float = 0.45, wspace: float = 0.28, legend: float = 0.0, names: float = 0.0, **shared: Any,
) -> tuple["Figure", NDArray[Any]]:  # fmt: skip
    """A headed figure with a grid of panels and its small print.

    Args:
        title, below: its heading.
        down, across: panels.
        foot: small print.
        panel: inches of a panel, wide and high.
        hspace, wspace: between panels, as shares of a panel.
        legend: inches kept below the heading for a legend.
        names: inches kept at the left for the names of rows, beside those for numbers.
        shared: `sharex`, `sharey` of the panels.
    """
    width = 1.15 + names + panel[0] * (across + wspace * (across - 1)) + 0.35
    small = style.foot(foot, width)
    bottom = 0.85 + style.FOOT_LINE * len(small)
    top = 1.25 + legend
    height = top + panel[1] * (down + hspace * (down - 1)) + bottom
    figure = style.blank(width, height)
    grid = figure.subplots(down, across, squeeze=False, **shared)
    figure.subplots_adjust(
        left=(1.0 + names) / width,
        right=1 - 0.3 / width,
        top=1 - top / height,
        bottom=bottom / height,
        hspace=hspace,
        wspace=wspace,
    )
    style.headed(figure, title, below)
    style.footed(figure, small)
    for axes in grid.flat:
        style.bare(axes)
    return figure, grid


def mean_line(axes: "Axes", at: Sequence[float], values: NDArray[np.float64], number: int, label: str = "") -> None:
    """The mean over runs with its 95 % bootstrap interval.

    Args:
        axes: to draw on.
        at: shape (K,), where the values stand.
        values: shape (n, K); NaNs are left out.
        number: of the line, for its colour and dashes.
        label: for a legend.
    """
    colour = SERIES[number % len(SERIES)]
    rows = np.random.default_rng(0).integers(0, len(values), (RESAMPLES // 4, len(values)))
    known = np.isfinite(values)
    filled = np.where(known, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = filled.sum(axis=0) / known.sum(axis=0)
        drawn = filled[rows].sum(axis=1) / known[rows].sum(axis=1)
    seen = np.isfinite(drawn).any(axis=0)
    low, high = np.full((2, values.shape[1]), np.nan)
    if seen.any():
        low[seen], high[seen] = np.nanpercentile(drawn[:, seen], (2.5, 97.5), axis=0)
    axes.fill_between(at, low, high, color=colour, alpha=0.18, linewidth=0, zorder=2)
    axes.plot(at, middle, color=colour, linestyle=DASHES[number % len(DASHES)], linewidth=1.7, label=label, zorder=3)


def dots(
    axes: "Axes",
    rows: Sequence[str],
    series: Mapping[str, Sequence[Finding | None]],
    *,
    zero: bool = True,
    scale: float = 100,
) -> None:
    """Findings with their intervals, a row each, several series side by side.

    Args:
        axes: to draw on.
        rows: their names, from the top.
        series: one finding a row; None where there is none.
        zero: differences: draw a line at 0.
        scale: of the values; 100 makes shares percent.
    """
    room = 0.7 / max(1, len(series))
    for number, (label, cells) in enumerate(series.items()):
        shift = (number - (len(series) - 1) / 2) * room
        known = [(row + shift, cell.found) for row, cell in enumerate(cells) if cell is not None]
        heights = [height for height, _ in known]
        values, low, high = (scale * np.array([each[part] for _, each in known], dtype=np.float64) for part in range(3))
        colour = SERIES[number % len(SERIES)]
        axes.hlines(heights, low, high, color=colour, linewidth=1.6, zorder=2)
        axes.plot(values, heights, "osD^v<"[number % 6], color=colour, markersize=4.5, label=label, zorder=3)
    if zero:
        axes.axvline(0, color=style.FAINT, linewidth=0.8, zorder=1)
        axes.update_datalim([(-LEAST, 0), (LEAST, 0)], updatey=False)
        axes.autoscale_view()
    axes.set_yticks(range(len(rows)), rows)
    axes.set_ylim(len(rows) - 0.5, -0.5)


def legend_above(figure: "Figure", axes: "Axes", columns: int) -> None:
    """The legend of one panel, for all, below the heading."""
    handles, labels = axes.get_legend_handles_labels()
    width, height = figure.get_size_inches()
    figure.legend(
        handles, labels, loc="upper left", bbox_to_anchor=(0.42 / width, 1 - 0.95 / height), ncols=columns,
        frameon=False, fontsize=9, handlelength=3.2, columnspacing=1.6,
    )  # fmt: skip


def in_percent(axes: "Axes", *, along: str = "y", to: Callable[[float], float] = lambda share: 100 * share) -> None:
    """Label an axis of shares in percent."""
    from matplotlib.ticker import FuncFormatter

    axis = axes.yaxis if along == "y" else axes.xaxis
    axis.set_major_formatter(FuncFormatter(lambda share, _: f"{round(to(share), 2) + 0.0:g}".replace("-", "−")))
