"""What figures of a sweep share: panels an arm, rows of dots with intervals, the foot with n, seeds and model."""

from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.figures import style
from analysis.sweeps.arms import Reading
from analysis.words import DISCLAIMER
from experiments.provenance import firewood_version

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST: Final = 6
"""Arms on one page."""

TONES: Final = ("#41576b", style.GLOW, style.EDGE, "#2f7f79", "#7b5aa6", style.SMOKE, "#b0487a", "#6b8e23")
"""Colours of parameters' lines; markers tell them apart as well."""

MARKERS: Final = ("o", "s", "^", "D", "v", "P", "X", "*")

_PLAIN: Final = 46


def foot(reading: Reading, more: Sequence[str], arms: int, width: float) -> list[str]:
    """The small print, broken to a width: n, what else is to be said, where it comes from."""
    left_out = [f"The first {MOST} of {arms} arms."] if arms > MOST else []
    lines = [
        f"{reading.of}: {reading.meaning}.",
        f"{reading.n}; design={reading.kind}. {' '.join([*more, *reading.notes, *left_out])}",
        f"Sweep {reading.path}, results {reading.digest}. Firewood {firewood_version()}, "
        f"model {reading.said['model']}. {DISCLAIMER}",
    ]
    return style.foot(lines, width)


def page(
    shape: tuple[int, int], size: tuple[float, float], small: Sequence[str], title: str, below: str, left: float = 2.6
) -> tuple["Figure", list["Axes"]]:
    """A headed and footed page of panels.

    Args:
        shape: rows and columns of panels.
        size: inches of a row of panels, and of the page's width.
        small: the foot, as `foot` gives it.
        title, below: what stands above.
        left: inches left of the panels.
    """
    rows, columns = shape
    height, width = size
    bottom = 0.75 + style.FOOT_LINE * len(small)
    figure = style.blank(width, 1.15 + rows * height + bottom)
    tall = figure.get_figheight()
    panels: Any = figure.subplots(rows, columns, squeeze=False)
    figure.subplots_adjust(
        left=left / width, right=1 - 0.35 / width, top=1 - 1.2 / tall, bottom=bottom / tall,
        hspace=0.75 / (height * 0.7), wspace=0.28,
    )  # fmt: skip
    style.headed(figure, title, below)
    style.footed(figure, small)
    return figure, list(panels.ravel())


def named(axes: "Axes", arm: str) -> None:
    """Say which arm a panel shows, where there are several."""
    if arm:
        axes.set_title(shorten(arm, 60, placeholder=" …"), size=10, loc="left", weight="bold")


def rows_of(axes: "Axes", names: Sequence[str]) -> None:
    """Names at the left, the first at the top."""
    axes.set_yticks(range(len(names)), [shorten(name, _PLAIN, placeholder=" …") for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(axis="y", color=style.RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    style.bare(axes)


def dots(
    axes: "Axes", at: Iterable[float], values: Sequence[tuple[float, float, float]], *, label: str, full: bool
) -> None:
    """A dot with its interval a row, filled or hollow.

    Args:
        axes: where.
        at: the heights.
        values: value, low, high.
        label: in the legend.
        full: a filled dot.
    """
    known = [(place, *each) for place, each in zip(at, values, strict=True) if not np.isnan(each[0])]
    for place, _, low, high in known:
        axes.plot([low, high], [place, place], color=style.INK, linewidth=1.5, zorder=3)
    axes.plot(
        [each[1] for each in known], [each[0] for each in known], "o", markersize=7.5, zorder=4, label=label,
        color=style.FLAME if full else style.PAPER, markeredgecolor=style.INK,
    )  # fmt: skip
