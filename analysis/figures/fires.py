"""Figure 1, the fires: the share of staff practising over time, a panel a fire."""

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from analysis.facts import Facts
from analysis.figures import style
from analysis.intervals import bands, wilson
from analysis.words import DISCLAIMER, ending, seeds_told
from experiments.provenance import firewood_version
from sim.compiled import source_digest
from sim.outcome import BURNS_ABOVE, NOT_YET, OUT_BELOW

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patheffects import AbstractPathEffect
    from matplotlib.ticker import Locator

YEAR: Final = 52
SINGLE: Final = 5
"""Single runs drawn in each panel."""

FULL: Final = 10
"""Runs from which bands are drawn; with fewer, every run is."""

MOST: Final = 12
"""Fires on one page."""

GAP: Final = 0.045
"""From a line to the middle of its name, as a share of the panel's height."""


def fires(facts: Sequence[Facts], title: str, below: str) -> "Figure":
    """Panels of practising over time, two in a row, at most `MOST` of them.

    Args:
        facts: one a panel, row by row.
        title: what the figure shows.
        below: a line below the title.
    """
    shown = facts[:MOST]
    across = min(2, len(shown))
    down = ceil(len(shown) / across)
    width = 12.0 if across == 2 else 8.6
    foot = style.foot(_foot(shown), width)
    bottom = 0.83 + style.FOOT_LINE * len(foot)
    height = 0.95 + 3.35 * down + bottom
    figure = style.blank(width, height)
    grid = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    figure.subplots_adjust(
        left=0.95 / width,
        right=1 - 0.85 / width,
        top=1 - 1.55 / height,
        bottom=bottom / height,
        wspace=0.1,
        hspace=0.34,
    )
    for axes, fact in zip(grid.flat, shown, strict=False):
        _panel(axes, fact)
    for axes in grid.flat[len(shown) :]:
        axes.set_visible(False)
    for column in range(across):
        lowest = max(row for row in range(down) if row * across + column < len(shown))
        grid[lowest, column].set_xlabel("years since the training began" if _from_start(shown) else "years")
        grid[lowest, column].tick_params(labelbottom=True)
    for row in range(down):
        grid[row, 0].set_ylabel("share of staff practising")
        _name_levels(grid[row, min(across, len(shown) - row * across) - 1])
    style.headed(figure, title, below)
    style.footed(figure, foot)
    return figure


def _panel(axes: "Axes", fact: Facts) -> None:
    """One fire: support, thresholds, bands, single runs, the median and the smoke."""
    from matplotlib.patheffects import Normal, Stroke

    years = (np.arange(fact.fire.weeks) + 1) / YEAR
    practising, smoke = fact.fire.series["practising"], fact.fire.series["resentment"]
    colour, edge = style.COLOURS[fact.usual], style.EDGES[fact.usual]
    _ground(axes, fact, years[-1])
    if len(fact) >= FULL:
        for share, strength in ((0.9, 0.30), (0.5, 0.45)):
            axes.fill_between(years, *bands(practising, share), color=colour, alpha=strength, linewidth=0, zorder=2)
    for run in _spread(fact):
        axes.plot(years, practising[run], color=edge, alpha=0.45, linewidth=0.5, zorder=3)
    shape = [Stroke(linewidth=3.4, foreground=edge), Normal()]
    axes.plot(years, np.median(practising, axis=0), color=colour, linewidth=1.9, path_effects=shape, zorder=5)
    middle_smoke = np.median(smoke, axis=0)
    axes.plot(years, middle_smoke, color=style.SMOKE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=4)
    _name_lines(axes, years, np.median(practising, axis=0), middle_smoke, edge)
    axes.set_title(fact.name, loc="left", weight="bold", size=12, pad=20)
    axes.text(0, 1.03, _told(fact), transform=axes.transAxes, size=10.5, color=edge, va="bottom")


def _ground(axes: "Axes", fact: Facts, last: float) -> None:
    """What the fire is seen against: the weeks of support, and the lines of burning and out."""
    style.bare(axes)
    axes.set_xlim(0, last)
    axes.set_ylim(0, 1)
    axes.set_yticks(np.linspace(0, 1, 5), ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.xaxis.set_major_locator(_whole_years(last))
    if fact.coached is not None:
        begin, end = fact.coached
        axes.axvspan(begin / YEAR, end / YEAR, color=style.SUPPORT, linewidth=0, zorder=0)
        at = (begin + end) // 2
        axes.text(at / YEAR, _free_height(fact, at), "support", size=9, color=style.EDGE, ha="center", va="center")
    for level in (BURNS_ABOVE, OUT_BELOW):
        axes.axhline(level, color=style.FAINT, linewidth=0.7, linestyle=(0, (1, 2)), zorder=1)


def _name_levels(axes: "Axes") -> None:
    """Names of the two levels, in the margin at the right."""
    for level, word in ((BURNS_ABOVE, "burning\nabove"), (OUT_BELOW, "out\nbelow")):
        axes.text(1.015, level, word, transform=axes.get_yaxis_transform(), size=8.5, color=style.FAINT, va="center")


def _name_lines(
    axes: "Axes", years: NDArray[np.float64], practising: NDArray[np.float64], smoke: NDArray[np.float64], edge: str
) -> None:
    """Names beside the two lines, each where it has most room."""
    taken: list[tuple[float, float]] = []
    for line, word, colour in ((practising, "practising", edge), (smoke, "smoke", style.SMOKE)):
        at, height = place_for_name(line, (practising, smoke), taken)
        taken.append((at / len(line), height))
        name = axes.text(years[at], height, word, size=9, color=colour, ha="center", va="center", zorder=7)
        name.set_path_effects(_halo())


def place_for_name(
    line: NDArray[np.float64], lines: Sequence[NDArray[np.float64]], taken: Sequence[tuple[float, float]]
) -> tuple[int, float]:
    """The week and height of a name beside `line`, clear of all lines and of names that stand already.

    Args:
        line: shape (weeks,), the line to be named.
        lines: all lines of the panel.
        taken: where names stand, as shares of width and height.
    """
    weeks = len(line)
    half = max(1, round(0.09 * weeks))
    best, found = -np.inf, (weeks // 2, 0.5)
    first = min(half, weeks - 1)
    for at in range(first, max(first + 1, weeks - 2 * half), max(1, weeks // 100)):
        near = slice(max(0, at - half), at + half + 1)
        for height in (line[near].max() + GAP, line[near].min() - GAP):
            room = min(float(np.abs(each[near] - height).min()) for each in lines)
            room = min(room, height, 0.9 - height, *(abs(height - level) for level in (BURNS_ABOVE, OUT_BELOW)))
            crowded = any(abs(x - at / weeks) < 0.2 and abs(y - height) < 2 * GAP for x, y in taken)
            worth = min(room, GAP) - 0.3 * abs(height - line[at]) - crowded
            if worth > best + 1e-9:
                best, found = worth, (at, float(height))
    return found


def _free_height(fact: Facts, week: int) -> float:
    """Where a word about the middle of support is farthest from both lines."""
    half = max(1, round(0.06 * fact.fire.weeks))
    near = slice(max(0, week - half), week + half)
    lines = [np.median(fact.fire.series[name], axis=0)[near] for name in ("practising", "resentment")]
    heights = (0.95, 0.62, 0.375, 0.2)
    return max(heights, key=lambda height: min(0.12, *(float(np.abs(line - height).min()) for line in lines)))


def _halo() -> "list[AbstractPathEffect]":
    from matplotlib.patheffects import Normal, Stroke

    return [Stroke(linewidth=2.5, foreground=style.PAPER), Normal()]


def _spread(fact: Facts) -> list[int]:
    """Which runs are drawn one by one: all of a few, else some from the lowest to the highest ending."""
    order = np.argsort(fact.final, kind="stable")
    if len(order) < FULL:
        return [int(run) for run in order]
    return [int(order[place]) for place in np.linspace(0, len(order) - 1, SINGLE).round().astype(int)]


def _told(fact: Facts) -> str:
    """The panel's verdict in plain words, with the interval of what it says first."""
    usual = fact.usual
    if usual == NOT_YET or len(fact) == 1:
        return ending(fact)
    sure = wilson(fact.count(usual), len(fact))
    first, *others = ending(fact).split(", ")
    return ", ".join([f"{first} (95 % interval {100 * sure.low:.0f}–{100 * sure.high:.0f} %)", *others])


def _whole_years(last: float) -> "Locator":
    from matplotlib.ticker import MultipleLocator

    step = next((step for step in (0.25, 1, 2, 5, 10, 20) if last / step <= 10), 50)
    return MultipleLocator(step)


def _from_start(facts: Sequence[Facts]) -> bool:
    return all(fact.fire.scenario.trusts[fact.fire.index].programme.start == 0 for fact in facts)


def _foot(facts: Sequence[Facts]) -> list[str]:
    first = facts[0]
    people = sorted({int(fact.fire.start["people"][0]) for fact in facts})
    staff = f"{people[0]:,}" if len(people) == 1 else f"{people[0]:,} to {people[-1]:,}"
    bands_told = f"Line: median; bands: middle 50 % and 90 % of runs; thin: {SINGLE} single runs."
    drawn = bands_told if len(first) >= FULL else "Thick line: median; thin: each run."
    drawn += " Smoke: mean resentment of the untrained, 0 to 1."
    return [
        f"n = {len(first)} runs a panel, {seeds_told(first.fire.seeds)}, the same luck in each; {staff} staff. {drawn}",
        f"Interval: Wilson, 95 %. Firewood {firewood_version()}, model {source_digest()}. {DISCLAIMER}",
    ]
