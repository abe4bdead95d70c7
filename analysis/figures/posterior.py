"""The figure of a posterior: each free parameter beside its prior, and how they hang together in pairs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from analysis.figures import style
from experiments.asked import Range

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Values = NDArray[np.float64]

BINS: Final = 20
PAIRS: Final = 5
"""Parameters up to which pairs are drawn; of more, only each alone."""
_SIDE: Final = 2.3
_COLUMNS: Final = 4


def posterior_figure(
    values: Values, weights: Values, free: Sequence[Range], names: Sequence[str], foot: Sequence[str]
) -> "Figure":
    """Marginals on the diagonal and pairs below it; of many parameters, marginals alone.

    Args:
        values: shape (N, d), in the units of the parameters.
        weights: shape (N,), sum 1.
        free: with the ends of the priors.
        names: of the parameters, d of them.
        foot: small print.
    """
    count = len(names)
    paired = count <= PAIRS
    columns = count if paired else _COLUMNS
    rows = count if paired else -(-count // _COLUMNS)
    width = max(6.5, 0.9 + columns * _SIDE)
    lines = style.foot(foot, width)
    below = 0.75 + len(lines) * style.FOOT_LINE
    height = 1.15 + rows * _SIDE + below
    figure = style.blank(width, height)
    style.headed(figure, "What the target says", "The posterior of each free parameter, beside its prior")
    grid = figure.add_gridspec(
        rows, columns, left=0.85 / width, right=1 - 0.25 / width, top=1 - 1.15 / height, bottom=below / height,
        hspace=0.25 if paired else 0.45, wspace=0.2,
    )  # fmt: skip
    for number, (name, each) in enumerate(zip(names, free, strict=True)):
        place = (number, number) if paired else divmod(number, columns)
        axes = figure.add_subplot(grid[place])
        _marginal(axes, values[:, number], weights, each)
        axes.set_title(name, size=10, weight="bold", loc="left", pad=4)
        if paired:
            for other in range(number):
                pair = figure.add_subplot(grid[number, other])
                _pair(pair, values[:, other], values[:, number], weights, free[other], each)
                if other == 0:
                    pair.set_ylabel(name, size=9)
                else:
                    pair.set_yticklabels([])
                if number == count - 1:
                    pair.set_xlabel(names[other], size=9)
                else:
                    pair.set_xticklabels([])
            if number == count - 1:
                axes.set_xlabel(name, size=9)
    style.footed(figure, lines)
    return figure


def _marginal(axes: "Axes", values: Values, weights: Values, each: Range) -> None:
    """The weighted histogram over the whole prior, as shares; the prior's share of a bin as a line."""
    from analysis.fitting.smc import weighted_quantile

    edges = _edges(each)
    share, _ = np.histogram(values, bins=edges, weights=weights)
    low, high = (weighted_quantile(values, weights, at) for at in (0.05, 0.95))
    axes.axvspan(low, high, color=style.SUPPORT, zorder=0)
    axes.bar(edges[:-1], share, width=np.diff(edges), align="edge", color=style.GLOW, edgecolor=style.PAPER, lw=0.4)
    axes.axhline(1 / len(share), color=style.FAINT, lw=1.2, ls=(0, (4, 2)))
    axes.set_yticks([])
    _axis(axes, each, "x")
    style.bare(axes)
    axes.spines["left"].set_visible(False)


def _pair(axes: "Axes", across: Values, up: Values, weights: Values, one: Range, other: Range) -> None:
    size = 6 + 30 * weights / weights.max()
    axes.scatter(across, up, s=size, color=style.GLOW, alpha=0.45, lw=0, clip_on=False)
    _axis(axes, one, "x")
    _axis(axes, other, "y")
    style.bare(axes)


def _axis(axes: "Axes", each: Range, which: str) -> None:
    """The whole prior, few ticks."""
    from matplotlib.ticker import MaxNLocator

    (axes.set_xlim if which == "x" else axes.set_ylim)(*_ends(each))
    axis = axes.xaxis if which == "x" else axes.yaxis
    if each.log:
        (axes.set_xscale if which == "x" else axes.set_yscale)("log")
    else:
        axis.set_major_locator(MaxNLocator(3, integer=each.whole))
    axis.set_tick_params(labelsize=8)


def _edges(each: Range) -> Values:
    """Ends of bins that the prior holds equally often; of few whole numbers, a bin each."""
    low, high = _ends(each)
    if each.log:
        return np.asarray(np.geomspace(low, high, BINS + 1))
    few = each.whole and high - low <= 2 * BINS
    return np.linspace(low, high, (round(high - low) if few else BINS) + 1)


def _ends(each: Range) -> tuple[float, float]:
    return (each.low - 0.5, each.high + 0.5) if each.whole and not each.log else (each.low, each.high)
