"""The phase diagram of a sweep: an outcome at each pair of two things that were varied."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.figures import style
from analysis.figures.phase import FADE
from analysis.figures.sweep import MOST, foot, named, page
from analysis.sweeps.arms import Reading
from analysis.sweeps.phase import Axis, Diagram
from experiments.counted import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH: Final = 11.0
_WRITTEN: Final = 150
"""Cells of a panel beyond which no number stands in them."""


def sweep_phase_figure(diagram: Diagram, reading: Reading) -> "Figure":
    """A panel an arm; colour and number are the mean of the cell; use within `style.paper()`."""
    from matplotlib.colors import LinearSegmentedColormap

    cells = diagram.cells
    arms = [(str(arm), own) for arm, own in cells.groupby("arm", sort=False)][:MOST]
    runs = (
        counted(int(cells["runs"].min()), "run")
        if cells["runs"].nunique() == 1
        else f"{cells['runs'].min():,} to {cells['runs'].max():,} runs"
    )
    small = foot(
        reading,
        [f"{runs} a cell; line: half-way between least and most of the colours."],
        cells["arm"].nunique(),
        _WIDTH,
    )
    columns = min(2, len(arms))
    rows = -(-len(arms) // columns)
    tall = max(3.0, min(7.0, 0.36 * len(diagram.up.labels) + 1.0))
    title = f"{reading.of} by {diagram.across.name} and {diagram.up.name}"
    figure, panels = page((rows, columns), (tall, _WIDTH), small, title, _below(diagram), 1.5)
    figure.subplots_adjust(right=1 - 1.3 / _WIDTH, wspace=0.32)
    share = diagram.share
    low, high = (0.0, 1.0) if share else (float(cells["mean"].min()), float(cells["mean"].max()))
    colours = LinearSegmentedColormap.from_list("fire", list(FADE))
    for axes, (arm, own) in zip(panels, arms, strict=False):
        grid = np.full((len(diagram.up.labels), len(diagram.across.labels)), np.nan)
        grid[own["up"], own["across"]] = own["mean"]
        drawn = axes.pcolormesh(grid, cmap=colours, vmin=low, vmax=high, edgecolor=style.PAPER, linewidth=1.0)
        _written(axes, grid, share)
        if diagram.across.numbers and diagram.up.numbers:
            _half_way(axes, grid, (low + high) / 2)
        _ticks(axes, diagram.across, along=True)
        _ticks(axes, diagram.up, along=False)
        named(axes, arm)
    for axes in panels[len(arms) :]:
        axes.set_visible(False)
    _bar(figure, drawn, share)
    return figure


def _below(diagram: Diagram) -> str:
    return f"Mean over the runs of each cell{', in percent' if diagram.share else ''}"


def _written(axes: "Axes", grid: Any, share: bool) -> None:
    if grid.size > _WRITTEN:
        return
    for (up, across), value in np.ndenumerate(grid):
        if not np.isnan(value):
            text = f"{100 * value:.0f}" if share else f"{value:.3g}"
            axes.text(across + 0.5, up + 0.5, text, ha="center", va="center", size=7.5, color=style.INK, alpha=0.85)


def _half_way(axes: "Axes", grid: Any, level: float) -> None:
    """Where the outcome passes its middle, between the middles of cells."""
    known = grid[~np.isnan(grid)]
    if np.isnan(grid).any() or min(grid.shape) < 2 or not known.min() < level < known.max():
        return
    across, up = np.arange(grid.shape[1]) + 0.5, np.arange(grid.shape[0]) + 0.5
    axes.contour(across, up, grid, levels=[level], colors=[style.INK], linewidths=1.6)


def _ticks(axes: "Axes", side: Axis, *, along: bool) -> None:
    """A label a cell, some left out where there are many."""
    every = -(-len(side.labels) // (9 if along else 16))
    places = np.arange(len(side.labels))[::every]
    labels = [side.labels[place] for place in places]
    if along:
        axes.set_xticks(places + 0.5, labels, size=8.5)
        axes.set_xlabel(side.name)
    else:
        axes.set_yticks(places + 0.5, labels, size=8.5)
        axes.set_ylabel(side.name)
    style.bare(axes)


def _bar(figure: "Figure", drawn: Any, share: bool) -> None:
    width, height = figure.get_figwidth(), figure.get_figheight()
    place = figure.add_axes((1 - 1.05 / width, 1 - 3.6 / height, 0.16 / width, 2.0 / height))
    bar = figure.colorbar(drawn, cax=place)
    if share:
        bar.set_ticks([0, 0.5, 1], labels=["0", "50 %", "100 %"])
    bar.ax.tick_params(length=2, labelsize=8.5)
    bar.outline.set_visible(False)
