"""A whole health service: every organisation by its seasoning and its ending, and all of their years."""

from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.facts import OUTCOMES
from analysis.figures import style
from analysis.figures.phase import FADE
from analysis.service import Service
from analysis.words import DISCLAIMER, seeds_told
from experiments.provenance import firewood_version
from sim.compiled import source_digest
from sim.outcome import BURNS_ABOVE, OUT_BELOW, WINDOW

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

YEAR: Final = 52
MARKS: Final = dict(zip(OUTCOMES, ("o", "D", "v", "s"), strict=True))


def service_figure(service: Service) -> "Figure":
    """Draw a service; call within `style.paper()`. Of several runs the first is drawn."""
    figure = style.blank(13.0, 7.2)
    width, height = 13.0, 7.2
    foot = style.foot(_foot(service), width)
    bottom = (1.1 + style.FOOT_LINE * len(foot)) / height
    left = figure.add_axes((0.95 / width, bottom, 5.3 / width, 1 - bottom - 1.35 / height))
    right = figure.add_axes((7.35 / width, bottom, 4.4 / width, 1 - bottom - 1.35 / height))
    bar = figure.add_axes((12.0 / width, bottom, 0.16 / width, 1 - bottom - 1.35 / height))
    _endings(left, service)
    _years(right, bar, service)
    people, count = service.staff.sum(), len(service.facts)
    style.headed(
        figure, "One programme in a whole health service", f"{count} organisations, {people:,.0f} staff; one run"
    )
    style.footed(figure, foot)
    return figure


def _endings(axes: "Axes", service: Service) -> None:
    """Each organisation by its seasoning and the share that practises at the end; as large as its staff."""
    final, ended = service.final[:, 0], service.ended[:, 0]
    area = 12 + 110 * service.staff / service.staff.max()
    for place, outcome in enumerate(OUTCOMES):
        rows = ended == place
        if rows.any():
            axes.scatter(
                service.seasoning[rows],
                final[rows],
                s=area[rows],
                marker=MARKS[outcome],
                facecolor=style.COLOURS[outcome],
                edgecolor=style.EDGES[outcome],
                linewidth=0.7,
                alpha=0.85,
                label=f"{outcome}: {rows.sum()}",
            )
    for level in (BURNS_ABOVE, OUT_BELOW):
        axes.axhline(level, color=style.RULE, linewidth=1, zorder=0)
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.03, 1.0))
    axes.set_xlabel("seasoning: antecedents at the start, from damp (0) to seasoned (1)")
    axes.set_ylabel(f"share of staff practising, last {WINDOW} weeks")
    axes.legend(loc="upper left", frameon=False, fontsize=10, title="organisations", alignment="left")
    style.bare(axes)


def _years(axes: "Axes", bar: "Axes", service: Service) -> None:
    """A row an organisation, from the one that practises most at the end downward; colour is the share practising."""
    from matplotlib.colors import LinearSegmentedColormap

    order = np.argsort(-service.final[:, 0], kind="stable")
    courses = np.array([service.facts[row].fire.series["practising"][0] for row in order])
    years = courses.shape[1] / YEAR
    colours = LinearSegmentedColormap.from_list("fire", list(FADE))
    cells = axes.imshow(
        courses,
        aspect="auto",
        interpolation="nearest",
        cmap=colours,
        vmin=0,
        vmax=1,
        extent=(0, years, len(order), 0),
    )
    axes.set_xlabel("years since the first organisation began")
    axes.set_ylabel("organisations, by how they end")
    scale = axes.figure.colorbar(cells, cax=bar)
    scale.set_label("share of staff practising")
    scale.outline.set_visible(False)


def _foot(service: Service) -> list[str]:
    seeds = service.facts[0].fire.seeds
    return [
        f"n = {len(service.facts)} organisations, {service.runs} run{'s' if service.runs > 1 else ''} "
        f"({seeds_told(seeds)}; drawn: seed {seeds[0]}). Size of a mark: staff. Lines: burning above "
        f"{100 * BURNS_ABOVE:.0f} %, out below {100 * OUT_BELOW:.0f} %. The organisations are drawn by luck, not real.",
        f"{DISCLAIMER} firewood {firewood_version()}, source {source_digest()}.",
    ]
