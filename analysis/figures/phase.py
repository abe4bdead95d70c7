"""The phase diagram: seasoning × wood, simulated fires in colour, the edges of theory drawn over them."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.figures import style
from analysis.theory.phase import Edges, Phase, told
from analysis.words import DISCLAIMER, seeds_told
from experiments.provenance import firewood_version
from sim.compiled import source_digest

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FADE: Final = ((0.0, style.COLD), (0.05, "#b7c3cd"), (0.3, style.GLOW), (0.55, "#f59a4a"), (1.0, style.FLAME))
"""Colours of the share practising, from out over smouldering to burning."""


def phase_diagram(phase: Phase, edges: Edges) -> "Figure":
    """Draw a phase diagram; call within `style.paper()`.

    Args:
        phase: simulated fires.
        edges: of the same diagram.
    """
    figure = style.blank(11.5, 2.9 + 0.72 * len(phase.volumes))
    width, height = figure.get_figwidth(), figure.get_figheight()
    axes = figure.add_axes((1.25 / width, 1.45 / height, 1 - 4.1 / width, 1 - 2.7 / height))
    cells = _cells(axes, phase)
    _theory(axes, edges)
    _simulated(axes, edges)
    _bar(figure, cells, (width, height))
    axes.legend(
        loc="upper left", bbox_to_anchor=(1.02, 1.02), frameon=False, fontsize=9, labelspacing=1.1, handlelength=2.2
    )
    style.headed(figure, "Seasoning and wood: where fires burn, and where theory says so", _below(edges))
    style.footed(figure, _foot(phase, edges))
    return figure


def _cells(axes: "Axes", phase: Phase) -> Any:
    """A cell a point: colour is the mean share practising, the number in it counts the runs that burn."""
    from matplotlib.colors import LinearSegmentedColormap

    across = _bounds(np.array(phase.seasonings))
    down = np.arange(len(phase.volumes) + 1) - 0.5
    colours = LinearSegmentedColormap.from_list("fire", list(FADE))
    cells = axes.pcolormesh(across, down, phase.final.mean(axis=2).T, cmap=colours, vmin=0, vmax=1)
    cells.set_edgecolor(style.PAPER)
    cells.set_linewidth(1.5)
    counts = phase.burning.sum(axis=2).astype(int)
    for column, seasoning in enumerate(phase.seasonings):
        for row in range(len(phase.volumes)):
            axes.text(
                seasoning, row - 0.32, str(counts[column, row]), size=7.5, color=style.INK, alpha=0.75,
                ha="center", va="center",
            )  # fmt: skip
    axes.set_xlim(across[0], across[-1])
    axes.set_ylim(down[0], down[-1])
    axes.set_yticks(range(len(phase.volumes)), [f"{100 * volume:g} %" for volume in phase.volumes])
    axes.set_xlabel("seasoning (0 damp, 1 seasoned)")
    axes.set_ylabel("wood: training places, share of staff")
    style.bare(axes)
    return cells


def _bounds(middles: "np.ndarray[Any, np.dtype[np.float64]]") -> "np.ndarray[Any, np.dtype[np.float64]]":
    half = np.diff(middles) / 2.0
    return np.concatenate([[middles[0] - half[0]], middles[:-1] + half, [middles[-1] + half[-1]]])


def _theory(axes: "Axes", edges: Edges) -> None:
    """Both edges of theory, as steps so that each holds over its row."""
    drawn = (
        (edges.fold, (0, (1.5, 1.5)), "theory, the fold: left of it\nnothing but “out” stays"),
        (edges.course, "solid", "theory, the course of means:\nright of it, it burns at the end"),
    )
    for values, line, name in drawn:
        rows = np.arange(len(values))
        axes.plot(values, rows, color=style.PAPER, linewidth=4.2, zorder=3)
        axes.plot(values, rows, color=style.INK, linewidth=1.8, linestyle=line, zorder=4, label=name)


def _simulated(axes: "Axes", edges: Edges) -> None:
    """Where half of the runs burn, with its interval."""
    name = "simulated: half of the runs\nburn (95 % interval)"
    for row, (value, low, high) in enumerate(edges.simulated):
        if np.isnan(value):
            continue
        axes.plot([low, high], [row, row], color=style.INK, linewidth=1.4, zorder=5)
        axes.plot(
            [value], [row], marker="D", markersize=7, color=style.PAPER, markeredgecolor=style.INK,
            markeredgewidth=1.4, linestyle="none", zorder=6, label=name,
        )  # fmt: skip
        name = "_"


def _bar(figure: "Figure", cells: Any, size: tuple[float, float]) -> None:
    """What the colours mean, at the right."""
    width, height = size
    place = figure.add_axes((1 - 2.55 / width, 1.75 / height, 1.9 / width, 0.14 / height))
    bar = figure.colorbar(cells, cax=place, orientation="horizontal")
    bar.set_ticks([0, 0.5, 1], labels=["0", "50 %", "100 %"])
    bar.ax.tick_params(length=2, labelsize=8.5)
    bar.outline.set_visible(False)
    place.set_title("share practising at the end,\nmean of runs", size=9, loc="left", pad=5)


def _below(edges: Edges) -> str:
    known = [sure for sure in edges.distance if not np.isnan(sure.value)]
    if not known:
        return "No simulated edge lies between the seasonings shown."
    least, most = min(known, key=lambda sure: sure.value), max(known, key=lambda sure: sure.value)
    if len(known) == 1:
        return f"Simulated − theoretical edge: {told(least)} of seasoning."
    return f"Simulated − theoretical edge, in seasoning: from {told(least)} to {told(most)}."


def _foot(phase: Phase, edges: Edges) -> list[str]:
    rows = [
        f"{100 * volume:g} %: {told(sure)}"
        for volume, sure in zip(edges.volumes, edges.distance, strict=True)
        if not np.isnan(sure.value)
    ]
    middle = -(-len(rows) // 2)
    never = [
        f"{100 * volume:g} %" for volume, theory in zip(edges.volumes, edges.course, strict=True) if theory != theory
    ]
    without = f" Theory has no edge at {', '.join(never)}." if never else ""
    points = len(phase.seasonings) * len(phase.volumes)
    weeks, staff = phase.scenario.weeks, phase.scenario.trusts[0].network.size
    return [
        f"n = {len(phase.seeds)} runs at each of {points} points, {seeds_told(phase.seeds)}, the same luck at each; "
        f"the number in a cell: how many of them burn. {staff:,} staff, {weeks} weeks.",
        "Simulated − theory (course of means), by wood, in seasoning: " + "; ".join(rows[:middle]) + ";",
        "; ".join(rows[middle:]) + f". Intervals: bootstrap over seeds, 95 %.{without}",
        f"Firewood {firewood_version()}, model {source_digest()}. {DISCLAIMER}",
    ]
