"""The figure of a predictive check: what was measured, over bands of what the fit makes of fresh luck."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from analysis.figures import style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BANDS: Final = (("95", "#f6dccb"), ("80", "#efb692"), ("50", "#e58a5e"))
"""Bands from the outside in, and their colours."""
END: Final = -1
MOST: Final = 12
"""Panels that are drawn; of more measures and organisations the first."""
_PANEL: Final = 2.5
_POINT: Final[dict[str, Any]] = {
    "fmt": "o", "ms": 4.5, "color": style.INK, "ecolor": style.INK, "elinewidth": 0.8
}  # fmt: skip
_WIDTH: Final = 8.5


def predictive_figure(found: "pd.DataFrame", foot: Sequence[str]) -> "Figure":
    """One panel a measure and organisation: weeks across; or, of a run's end, one line a measure.

    Args:
        found: as of `analysis.fitting.predictive.table`.
        foot: small print.
    """
    groups = list(found.groupby(["organisation", "measure"], sort=False))[:MOST]
    weekly = bool((found["week"] != END).all())
    lines = style.foot(foot, _WIDTH)
    below = 0.72 + len(lines) * style.FOOT_LINE
    panel = _PANEL if weekly else 1.15
    height = 1.3 + len(groups) * panel + below
    figure = style.blank(_WIDTH, height)
    style.headed(figure, "What was measured, and what the fit makes of it", "Bands: 50, 80 and 95 % of fresh runs")
    grid = figure.add_gridspec(
        len(groups), 1, left=0.95 / _WIDTH, right=1 - 0.3 / _WIDTH, top=1 - 1.3 / height, bottom=below / height,
        hspace=0.42 if weekly else 1.5,
    )  # fmt: skip
    several = found["organisation"].nunique() > 1
    for number, ((organisation, measure), mine) in enumerate(groups):
        axes = figure.add_subplot(grid[number])
        (_weeks if weekly else _end)(axes, mine)
        name = f"{measure}, {organisation}" if several else str(measure)
        axes.set_title(name, size=11, weight="bold", loc="left", pad=5)
        axes.set_title(_counts(mine), size=9, color=style.FAINT, loc="right", pad=5)
        style.bare(axes)
        if weekly and number == len(groups) - 1:
            axes.set_xlabel("week")
    style.footed(figure, lines)
    return figure


def _weeks(axes: "Axes", mine: "pd.DataFrame") -> None:
    mine = mine.sort_values("week")
    for band, colour in BANDS:
        axes.fill_between(mine["week"], mine[f"low_{band}"], mine[f"high_{band}"], color=colour, lw=0)
    axes.plot(mine["week"], mine["p50"], color=style.GLOW, lw=1.6)
    axes.errorbar(mine["week"], mine["value"], yerr=mine["scale"].where(mine["said"]), **_POINT)
    axes.margins(x=0.02)


def _end(axes: "Axes", mine: "pd.DataFrame") -> None:
    (row,) = mine.to_dict("records")
    for band, colour in BANDS:
        axes.barh(0, row[f"high_{band}"] - row[f"low_{band}"], left=row[f"low_{band}"], height=0.7, color=colour, lw=0)
    axes.plot([row["p50"]] * 2, [-0.35, 0.35], color=style.GLOW, lw=1.6)
    axes.errorbar(row["value"], 0, xerr=row["scale"] if row["said"] else None, **_POINT)
    axes.set_yticks([])
    axes.set_ylim(-0.6, 0.6)
    axes.use_sticky_edges = False
    axes.margins(x=0.05)
    axes.spines["left"].set_visible(False)


def _counts(mine: "pd.DataFrame") -> str:
    """How many points lie inside each band."""
    parts = [f"{int(mine[f'inside_{band}'].sum())} in {band} %" for band, _ in reversed(BANDS)]
    return f"of {len(mine)}: {', '.join(parts)}"
