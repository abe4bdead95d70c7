"""Figures of real ties: observed adoption beside nulls, and the places to train."""

from typing import TYPE_CHECKING

import numpy as np

from analysis.figures import style
from analysis.real_ties.report import Diffusion, Report
from analysis.words import DISCLAIMER
from sim.compiled import source_digest

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def adoption(found: Diffusion) -> "Figure":
    """Curves of adoption, and each test beside its null; call within `style.paper()`."""
    figure = style.blank(11.5, 6.2)
    left, right = figure.add_axes((0.07, 0.24, 0.36, 0.56)), figure.add_axes((0.66, 0.24, 0.31, 0.56))
    model = found.model
    months = np.arange(1, len(model.observed) + 1)
    left.plot(months, 100 * model.observed, color=style.INK, marker="o", markersize=4, label="observed")
    left.plot(months, 100 * model.simulated, color=style.GLOW, linewidth=2, label="our model, mean of runs")
    left.plot(months, 100 * model.bass, color=style.COLD, linewidth=2, linestyle="dashed", label="Bass, no ties")
    left.set_xlabel("period")
    left.set_ylabel("adopted, % of people")
    left.set_ylim(0, 100)
    left.legend(frameon=False, loc="lower right", fontsize=9)
    tests = [(f"correlation, {name}", test) for name, test in found.correlation.items()]
    tests += [(f"exposure, {name}", test) for name, test in found.hazard.items()]
    tests.append((f"our model, {found.layer}", model.agreement))
    for row, (_, test) in enumerate(tests):
        right.plot([test.low, test.high], [row, row], color=style.COLD, linewidth=7, alpha=0.55, solid_capstyle="butt")
        right.plot(test.value, row, marker="D", color=style.GLOW if test.above else style.INK, markersize=6)
    right.axvline(0, color=style.RULE, linewidth=1, zorder=0)
    right.set_yticks(range(len(tests)), [name for name, _ in tests])
    right.set_ylim(len(tests) - 0.5, -0.5)
    right.set_xlabel("diamond: observed; bar: middle 95 % of shuffled ties")
    for axes in (left, right):
        style.bare(axes)
    said = "Named ties do not explain when people adopted"
    if any(test.above for _, test in tests):
        said = "Named ties explain part of when people adopted"
    style.headed(figure, said, f"{found.name}: {found.people} people, {found.adopters} adopted")
    foot = [
        f"{found.times} shuffles within groups; {model.seeds} runs, firelighter "
        f"{model.strength:g} fitted to the curve. Correlation of times with those named; exposure: log odds in "
        "a discrete-time hazard; our model: rank correlation.",
        f"Model {source_digest()}. {DISCLAIMER}",
    ]
    style.footed(figure, style.foot(foot, 11.5))
    return figure


def training_places(found: Report) -> "Figure":
    """The places of each data set beside random; call within `style.paper()`."""
    rows = [len(each.places) for each in found.places]
    height = 1.5 + 0.33 * sum(rows) + 0.75 * len(rows)
    figure = style.blank(11.5, height)
    top = height - 1.25
    reach = 5.0 + max(
        abs(100 * end) for each in found.places for p in each.places if p.beyond for end in p.beyond.found
    )
    for each in found.places:
        tall = 0.33 * len(each.places)
        axes = figure.add_axes((2.6 / 11.5, (top - tall) / height, 5.2 / 11.5, tall / height))
        for row, place in enumerate(each.places):
            if place.beyond is None:
                axes.plot(0, row, marker="|", markersize=12, color=style.INK)
                continue
            value, low, high = (100 * end for end in place.beyond.found)
            told = low > 0 or high < 0
            axes.plot([low, high], [row, row], color=style.INK if told else style.FAINT, linewidth=1.6)
            axes.plot(value, row, marker="o", markersize=6, color=style.GLOW if told else style.COLD)
        axes.axvline(0, color=style.RULE, linewidth=1, zorder=0)
        axes.set_yticks(range(len(each.places)), [place.name for place in each.places])
        axes.set_ylim(len(each.places) - 0.5, -0.5)
        axes.set_xlim(-reach, reach)
        axes.set_title(
            f"{each.name}: {each.cohort} of {each.people} trained, κ/κc {each.theory.dampness:.2f}", loc="left", size=10
        )
        for row, place in enumerate(each.places):
            told_at_end = (
                f"{100 * place.practising:.0f} % practise, {100 * place.burning.found.value:.0f} % of runs burn"
            )
            axes.text(1.05 * reach, row, told_at_end, size=8.5, va="center", color=style.FAINT)
        style.bare(axes)
        top -= tall + 0.75
    style.headed(
        figure, "Where on real ties training goes furthest", "Practising at the end, points beyond a cohort at random"
    )
    seeds = found.places[0].seeds
    foot = [
        f"n = {seeds} runs each, paired by seed, bootstrap 95 %; coloured where the interval leaves 0. "
        f"Seasoning {found.seasoning:g}. Model {source_digest()}. {DISCLAIMER}"
    ]
    style.footed(figure, style.foot(foot, 11.5))
    return figure
