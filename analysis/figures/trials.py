"""The figure of a point fit: how near each trial came, and where the near ones lie."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.figures import style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_SIDE: Final = 2.4
_COLUMNS: Final = 4


def trials_figure(found: "pd.DataFrame", names: Sequence[str], foot: Sequence[str]) -> "Figure":
    """Distance by trial, then by each parameter.

    Args:
        found: as of `analysis.fitting.point.Trials.table`; its columns from the fourth are the parameters.
        names: of the parameters.
        foot: small print.
    """
    columns = min(_COLUMNS, max(2, len(names)))
    rows = -(-len(names) // columns)
    width = 1.1 + columns * _SIDE
    lines = style.foot(foot, width)
    below = 0.85 + len(lines) * style.FOOT_LINE
    height = 1.2 + 2.4 + rows * (_SIDE + 0.3) + below
    figure = style.blank(width, height)
    style.headed(figure, "In search of the nearest point", "Distance from the target, by trial and by parameter")
    grid = figure.add_gridspec(
        rows + 1, columns, left=0.8 / width, right=1 - 0.25 / width, top=1 - 1.2 / height, bottom=below / height,
        hspace=0.5, wspace=0.25,
    )  # fmt: skip
    known = found[np.isfinite(found["distance"])]
    best = known.loc[known["distance"].idxmin()]
    first = figure.add_subplot(grid[0, :])
    first.scatter(known["trial"], known["distance"], s=14, color=style.COLD, lw=0)
    first.step(known["trial"], known["nearest"], where="post", color=style.GLOW, lw=1.6)
    first.set_xlabel("trial")
    first.set_ylabel("distance")
    style.bare(first)
    for number, (name, column) in enumerate(zip(names, found.columns[3:], strict=True)):
        axes = figure.add_subplot(grid[1 + number // columns, number % columns])
        axes.scatter(known[column], known["distance"], s=14, color=style.COLD, lw=0)
        axes.scatter(best[column], best["distance"], s=70, color=style.GLOW, zorder=3)
        axes.set_xlabel(name)
        axes.set_yscale("log")
        axes.set_yticks([])
        axes.minorticks_off()
        if number % columns == 0:
            axes.set_ylabel("distance, logarithmic")
        style.bare(axes)
    style.footed(figure, lines)
    return figure
