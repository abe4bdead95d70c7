"""Which parameters matter: Sobol and PAWN indices, Morris' effects, and whether they have settled."""

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.figures import style
from analysis.figures.sweep import MARKERS, MOST, TONES, dots, foot, named, page, rows_of
from analysis.sweeps.arms import Reading

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 10.5


def sobol_figure(found: "pd.DataFrame", reading: Reading) -> "Figure":
    """First-order and total indices, a row a parameter, a panel an arm; use within `style.paper()`."""
    small = foot(reading, ["95 % intervals: bootstrap over blocks."], found["arm"].nunique(), _WIDTH)
    figure, panels = _panels(found, small, f"What {reading.of} hangs on", "Sobol indices: share of its variance")
    for axes, (arm, own) in zip(panels, _arms(found), strict=False):
        names = _ranked(own[own["index"] == "total"], "value")
        for index, lift, full in (("total", -0.14, True), ("first", 0.14, False)):
            rows = own[own["index"] == index].set_index("parameter").loc[names]
            label = "total: with its part in every interplay" if full else "first-order: by itself"
            dots(axes, np.arange(len(names)) + lift, _triples(rows), label=label, full=full)
        rows_of(axes, names)
        axes.axvline(0, color=style.FAINT, linewidth=1)
        named(axes, arm)
        axes.legend(loc="best", frameon=False, fontsize=9)
    panels[-1].set_xlabel("share of the variance")
    return figure


def pawn_figure(found: "pd.DataFrame", reading: Reading) -> "Figure":
    """PAWN indices with what an idle parameter would have; use within `style.paper()`."""
    small = foot(reading, ["95 % intervals: bootstrap over points."], found["arm"].nunique(), _WIDTH)
    below = "PAWN indices: how far its whole distribution moves when a parameter is known"
    figure, panels = _panels(found, small, f"What moves {reading.of}", below)
    for axes, (arm, own) in zip(panels, _arms(found), strict=False):
        names = _ranked(own, "value")
        idle = float(own["idle"].iloc[0])
        axes.axvspan(
            0, idle, color=style.RULE, alpha=0.6, linewidth=0, label="idle: 95 of 100 parameters that do nothing"
        )
        dots(axes, range(len(names)), _triples(own.set_index("parameter").loc[names]), label="index", full=True)
        rows_of(axes, names)
        axes.set_xlim(0, max(0.3, 1.08 * float(own["high"].max())))
        named(axes, arm)
        axes.legend(loc="lower right", frameon=False, fontsize=9)
    panels[-1].set_xlabel("distance between distributions, 0 to 1")
    return figure


def morris_figure(found: "pd.DataFrame", reading: Reading) -> "Figure":
    """The mean size of effects at the left, beside their spread; use within `style.paper()`."""
    arms = list(_arms(found))
    small = foot(reading, ["95 % intervals: bootstrap over trajectories."], found["arm"].nunique(), _WIDTH)
    rows = max(len(own) for _, own in arms)
    figure, panels = page(
        (len(arms), 2), (max(2.4, 0.42 * rows + 0.9), _WIDTH), small, f"What moves {reading.of}",
        "Morris' elementary effects, scaled to the whole range of each parameter",
    )  # fmt: skip
    for number, (arm, own) in enumerate(arms):
        left, right = panels[2 * number], panels[2 * number + 1]
        names = _ranked(own, "mu_star")
        table = own.set_index("parameter").loc[names]
        dots(left, range(len(names)), _triples(table, "mu_star"), label="mu*", full=True)
        left.axvline(0, color=style.FAINT, linewidth=1)
        rows_of(left, names)
        named(left, arm)
        _spread(right, table)
    panels[-2].set_xlabel("mu*: mean size of the effect")
    panels[-1].set_xlabel("mu: mean effect, with its sign")
    return figure


def _spread(axes: "Axes", table: "pd.DataFrame") -> None:
    """Sigma over mu; beyond the wedge an effect is more its surroundings' than its own."""
    most = 1.15 * max(float(table["mu"].abs().max()), float(table["sigma"].max()), 1e-9)
    axes.fill_between([-most, 0, most], [most, 0, most], most, color=style.RULE, alpha=0.5, linewidth=0)
    axes.text(
        0, 0.95 * most, "hangs on the others, or bends", size=8.5, color=style.FAINT, ha="center", va="top",
        backgroundcolor=style.PAPER,
    )  # fmt: skip
    for number, (name, row) in enumerate(table.iterrows()):
        tone, marker = TONES[number % len(TONES)], MARKERS[number % len(MARKERS)]
        axes.plot([row["mu"]], [row["sigma"]], marker, markersize=7.5, color=tone, label=str(name), linestyle="none")
    axes.axvline(0, color=style.FAINT, linewidth=1)
    axes.set_xlim(-most, most)
    axes.set_ylim(0, most)
    axes.set_ylabel("sigma: spread")
    axes.legend(loc="lower left", frameon=False, fontsize=7.5, handletextpad=0.2, labelspacing=0.3)
    style.bare(axes)


def settling(found: "pd.DataFrame", value: str, unit: str, reading: Reading) -> "Figure":
    """The same index from more and more blocks, trajectories or points; use within `style.paper()`.

    Args:
        found: columns arm, parameter, n, `value`, low, high.
        value: the column that is drawn.
        unit: what n counts.
        reading: of the sweep.
    """
    small = foot(reading, ["Bars: 95 % intervals."], found["arm"].nunique(), _WIDTH)
    arms = list(_arms(found))
    figure, panels = page(
        (len(arms), 1), (3.1, _WIDTH), small, "Has it settled?",
        f"The same from the first {unit} alone: lines that still move, or cross, need a larger design", 1.0,
    )  # fmt: skip
    figure.subplots_adjust(right=1 - 2.9 / _WIDTH)
    for axes, (arm, own) in zip(panels, arms, strict=False):
        whole = own[own["n"] == own["n"].max()]
        for number, name in enumerate(_ranked(whole, value)):
            line = own[own["parameter"] == name].sort_values("n")
            tone, marker = TONES[number % len(TONES)], MARKERS[number % len(MARKERS)]
            beside = line["n"] * 1.025 ** (number - 2.5)
            axes.vlines(beside, line["low"], line["high"], color=tone, linewidth=1.2, alpha=0.6)
            axes.plot(beside, line[value], marker=marker, color=tone, linewidth=1.7, markersize=5, label=name)
        late = own[own["n"] >= own["n"].max() // 2]
        low, high = min(0.0, float(late["low"].min())), float(max(late["high"].max(), own[value].quantile(0.9)))
        if high > low:  # else nothing varies, or nothing is known
            axes.set_ylim(1.1 * low, 1.1 * high)
        axes.axhline(0, color=style.FAINT, linewidth=0.8)
        axes.set_xscale("log", base=2)
        axes.minorticks_off()
        axes.set_xticks(sorted(own["n"].unique()), [f"{n:,}" for n in sorted(own["n"].unique())])
        named(axes, arm)
        style.bare(axes)
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.02), frameon=False, fontsize=8.5)
    panels[-1].set_xlabel(unit)
    return figure


def _panels(found: "pd.DataFrame", small: list[str], title: str, below: str) -> tuple["Figure", list["Axes"]]:
    arms = list(_arms(found))
    rows = max(own["parameter"].nunique() for _, own in arms)
    return page((len(arms), 1), (max(1.8, 0.46 * rows + 0.5), _WIDTH), small, title, below)


def _arms(found: "pd.DataFrame") -> list[tuple[str, "pd.DataFrame"]]:
    return [(str(arm), own) for arm, own in found.groupby("arm", sort=False)][:MOST]


def _ranked(table: "pd.DataFrame", value: str) -> list[str]:
    return [str(name) for name in table.sort_values(value, ascending=False)["parameter"]]


def _triples(table: Any, value: str = "value") -> list[tuple[float, float, float]]:
    return list(zip(table[value], table["low"], table["high"], strict=True))
