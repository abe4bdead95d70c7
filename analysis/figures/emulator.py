"""How far an emulator is to be trusted, and what it says each parameter does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.figures import style
from analysis.figures.sweep import MARKERS, TONES, foot, named, page
from analysis.sweeps.arms import Reading
from analysis.sweeps.emulator import Emulator
from analysis.words import percents

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 12.0
_MOST = 4


def emulator_figure(found: Sequence[Emulator], reading: Reading) -> "Figure":
    """Held-out points at the left, effects at the right, a row an arm; use within `style.paper()`."""
    shown = found[:_MOST]
    more = [
        "Left: each point predicted without it, with its 95 % interval. Right: mean prediction, the others as in the "
        "design."
    ]
    small = foot(reading, [*more, f"The first {_MOST} arms."] if len(found) > _MOST else more, 1, _WIDTH)
    figure, panels = page(
        (len(shown), 2), (4.2, _WIDTH), small, f"An emulator of {reading.of}, and how far to trust it",
        "A Gaussian process that stands in for the model between the points of the sweep", 0.9,
    )  # fmt: skip
    figure.subplots_adjust(right=1 - 2.2 / _WIDTH)
    for number, each in enumerate(shown):
        _seen(panels[2 * number], each)
        _effects(panels[2 * number + 1], each)
        named(panels[2 * number + 1], each.arm)
    panels[-2].set_xlabel("came out (mean over runs)")
    panels[-1].set_xlabel("parameter, from the least to the most of its range")
    return figure


def _seen(axes: "Axes", each: Emulator) -> None:
    for held, tone, label in ((True, style.COLD, "within its interval"), (False, style.GLOW, "outside")):
        own = each.seen[each.seen["held"] == held]
        axes.vlines(own["outcome"], own["low"], own["high"], color=tone, linewidth=0.8, alpha=0.55)
        axes.plot(
            own["outcome"], own["predicted"], "o" if held else "X", markersize=4 if held else 5.5, color=tone,
            markeredgecolor=style.INK, markeredgewidth=0.4, linestyle="none", label=f"{label}: {len(own):,}",
        )  # fmt: skip
    ends = [float(each.seen["outcome"].min()), float(each.seen["outcome"].max())]
    axes.plot(ends, ends, color=style.INK, linewidth=1)
    axes.set_ylabel("predicted, held out")
    axes.set_title(f"coverage {percents(each.coverage)} % of 95 %; R² {each.explained:.2f}", size=10, loc="left")
    axes.legend(loc="upper left", frameon=False, fontsize=8.5)
    style.bare(axes)


def _effects(axes: "Axes", each: Emulator) -> None:
    for number, (name, own) in enumerate(each.effects.groupby("parameter", sort=False)):
        tone, marker = TONES[number % len(TONES)], MARKERS[number % len(MARKERS)]
        at = np.linspace(0, 1, len(own))
        axes.fill_between(at, own["low"], own["high"], color=tone, alpha=0.13, linewidth=0)
        axes.plot(at, own["mean"], color=tone, linewidth=1.8, marker=marker, markevery=5, markersize=5, label=str(name))
    axes.set_ylabel("mean prediction")
    axes.set_xticks([0, 0.5, 1], ["least", "", "most"])
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.02), frameon=False, fontsize=8)
    style.bare(axes)
