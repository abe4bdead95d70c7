"""Figures of a diagnosis: the ties of a survey, and the survey beside Trust A, Trust D and the archetypes.

No name stands in a figure: people are drawn in the order of their codes and called by them, also with --names.
"""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from analysis.diagnosis.beside import ARCHETYPES, COMPARED
from analysis.diagnosis.diagnosis import Diagnosis
from analysis.diagnosis.words import CAUTION, DEGREE, compared_values
from analysis.figures import style
from analysis.figures.layout import Points, layout
from analysis.intervals import Interval
from analysis.words import percent, seeds_told
from experiments.provenance import firewood_version
from sim.compiled import source_digest
from sim.network.reading.problems import counted
from sim.network.structure.arcs import BOTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LARGEST: Final = 1500
"""People above which a drawing of single people tells nothing."""

CALLED: Final = 12
"""People called by their codes: the first messengers and bottlenecks."""

SIDE: Final = 8.2
"""Inches of the drawing of ties."""

KEY: Final = 1.85
"""Inches from one entry of the key to the next."""

SURVEY: Final = "this survey"


def drawable(found: Diagnosis) -> bool:
    """Whether there are few enough people to be drawn one by one."""
    return found.who.listed <= LARGEST


def survey_ties(found: Diagnosis) -> "Figure":
    """The ties as read: who did not answer, who carries messages, on whom others hang."""
    width, height = SIDE + 0.8, SIDE + 2.75
    figure = style.blank(width, height)
    axes = figure.add_axes((0.4 / width, 1.5 / height, SIDE / width, SIDE / height))
    axes.set_axis_off()
    axes.set_xlim(-1.08, 1.08)
    axes.set_ylim(-1.08, 1.08)
    axes.set_aspect("equal")
    places = layout(found.people.arcs)
    _lines(axes, found, places)
    _marks(axes, found, places)
    _codes(axes, found, places)
    arcs = found.people.arcs
    below = f"{arcs.people:,} people, {arcs.dyads:,} {'tie' if arcs.dyads == 1 else 'ties'} as read"
    who = " among those who answered" if found.who.says else " among those who named anyone"
    if not np.isnan(found.bias.answered):
        below += f"; {percent(found.bias.answered)} of arcs returned"
        below += who if found.who.count < found.who.listed else ""
    style.headed(figure, "Who is tied with whom", below)
    _key(figure, found)
    style.footed(figure, _foot(found, width, "Places follow distance in ties; codes, not names."))
    return figure


def _lines(axes: "Axes", found: Diagnosis, places: Points) -> None:
    """Ties: returned ones darker and thicker."""
    from matplotlib.collections import LineCollection

    partners = found.people.arcs.partners
    here = np.repeat(np.arange(found.people.arcs.people), np.diff(partners.start))
    once = here < partners.row
    strength = float(np.clip(170 / max(found.people.arcs.dyads, 1) + 0.1, 0.15, 0.6))
    for returned, width in ((False, 0.45), (True, 1.2)):
        chosen = once & ((partners.way == BOTH) == returned)
        ends = np.stack([places[here[chosen]], places[partners.row[chosen]]], axis=1)
        axes.add_collection(
            LineCollection(list(ends), colors=style.INK, linewidths=width, alpha=strength, zorder=1), autolim=False
        )


def _sizes(found: Diagnosis) -> NDArray[np.float64]:
    """The area of each mark in square points: larger with betweenness."""
    between = found.stands.betweenness
    most = float(between.max()) or 1.0
    return float(np.clip(5000 / len(between), 5.0, 70.0)) * (1 + 3 * between / most)


def _marks(axes: "Axes", found: Diagnosis, places: Points) -> None:
    """Marks by kind: messengers are triangles, cut people have a dark ring, the silent are hollow."""
    size, stands, silent = _sizes(found), found.stands, found.who.silent
    for messenger, marker in ((False, "o"), (True, "^")):
        for hollow in (True, False):
            for cut in (False, True):
                rows = (stands.messenger == messenger) & (silent == hollow) & (stands.cut == cut)
                _mark(axes, places[rows], size[rows], marker, hollow=hollow, cut=cut)


def _mark(axes: "Axes", at: Points, area: NDArray[np.float64] | float, marker: str, *, hollow: bool, cut: bool) -> None:
    colour = style.GLOW if marker == "^" else style.COLD
    axes.scatter(
        at[:, 0],
        at[:, 1],
        s=area,
        marker=marker,
        facecolor=style.PAPER if hollow else colour,
        edgecolor=style.INK if cut else colour if hollow else style.PAPER,
        linewidth=1.7 if cut else 1.0 if hollow else 0.5,
        zorder=4 if marker == "^" or cut else 3,
    )


def _codes(axes: "Axes", found: Diagnosis, places: Points) -> None:
    """The codes of the first messengers and bottlenecks, beside their marks."""
    from matplotlib.patheffects import Normal, Stroke

    half = CALLED // 2
    rows = list(dict.fromkeys([*found.stands.messengers[:half].tolist(), *found.stands.bottlenecks[:half].tolist()]))
    for row in rows:
        text = axes.annotate(
            found.people.codes[row],
            places[row],
            xytext=(6, 6),
            textcoords="offset points",
            size=9,
            weight="bold",
            zorder=6,
        )
        text.set_path_effects([Stroke(linewidth=2.6, foreground=style.PAPER), Normal()])


def _key(figure: "Figure", found: Diagnosis) -> None:
    """What marks and lines mean."""
    width, height = figure.get_figwidth(), figure.get_figheight()
    axes = figure.add_axes((0.4 / width, 0.85 / height, (width - 0.8) / width, 0.6 / height))
    axes.set_axis_off()
    axes.set_xlim(0, width - 0.8)
    axes.set_ylim(0, 2)
    silent = "did not answer" if found.who.says else "named nobody"
    answered = "answered" if found.who.says else "named someone"
    for place, (marker, hollow, cut, word) in enumerate(
        (
            ("o", False, False, answered),
            ("o", True, False, silent),
            ("^", False, False, "messenger"),
            ("o", False, True, "leaving would cut others off"),
        )
    ):
        _mark(axes, np.array([[0.15 + KEY * place, 1.5]]), 70.0, marker, hollow=hollow, cut=cut)
        axes.text(0.32 + KEY * place, 1.5, word, size=9, va="center")
    for place, (line, word) in enumerate(((0.6, "one-way tie"), (1.5, "returned tie"))):
        axes.plot(np.array([0.03, 0.27]) + KEY * place, [0.5, 0.5], color=style.INK, linewidth=line, alpha=0.7)
        axes.text(0.32 + KEY * place, 0.5, word, size=9, va="center")
    axes.text(0.05 + KEY * 2, 0.5, "the larger, the more shortest ways lead through", size=9, va="center")


def beside_archetypes(found: Diagnosis) -> "Figure":
    """A panel a measure, a row a network: the survey, Trust A, Trust D, the three archetypes."""
    width, row = 9.6, 1.62
    height = 1.35 + row * len(COMPARED) + 1.05
    figure = style.blank(width, height)
    own = compared_values(found)
    for place, (measure, meaning) in enumerate(COMPARED.items()):
        bottom = height - 1.35 - row * (place + 1) + 0.52
        axes = figure.add_axes((1.75 / width, bottom / height, (width - 2.3) / width, (row - 0.72) / height))
        values = {SURVEY: own[measure]} | {
            name: found.beside.values[kind][measure] for kind, name in ARCHETYPES.items() if found.beside.values
        }
        _panel(axes, values, meaning, as_share=measure != "partners")
    style.headed(
        figure,
        "This survey beside the archetypes",
        "The same number of people, reported through the same form, measured in the same way",
    )
    side = found.beside
    seeds = seeds_told(range(side.seed, side.seed + side.builds))
    drawn = f"Archetypes: median and middle 95 % of n = {side.builds} each, {seeds}." if side.values else ""
    style.footed(figure, _foot(found, width, f"{_scheme(found)} {drawn} {DEGREE}"))
    return figure


def _panel(axes: "Axes", values: dict[str, Interval], meaning: str, *, as_share: bool) -> None:
    """One measure: a dot with its interval in each row."""
    style.bare(axes)
    ends = [end for value in values.values() for end in value if not np.isnan(end)]
    axes.set_xlim(0, 1 if as_share else 1.08 * max([*ends, 1.0]))
    axes.set_ylim(len(values) - 0.4, -0.6)
    axes.set_yticks(range(len(values)), list(values), size=8)
    axes.tick_params(axis="y", length=0, pad=9)
    axes.tick_params(axis="x", labelsize=8, pad=2)
    axes.spines["left"].set_visible(False)
    if as_share:
        axes.set_xticks(np.linspace(0, 1, 5), ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set_title(meaning, loc="left", size=10.5, weight="bold", pad=4)
    own = values[SURVEY]
    if not np.isnan(own.low):
        axes.axvspan(own.low, own.high, color=style.SUPPORT, linewidth=0, zorder=0)
    for place, (name, value) in enumerate(values.items()):
        colour, size, marker = (style.GLOW, 8.0, "D") if name == SURVEY else (style.SMOKE, 5.5, "o")
        if np.isnan(value.value):
            axes.text(
                0.01, place, "not defined", size=8, color=style.FAINT, va="center", transform=axes.get_yaxis_transform()
            )
            continue
        if not np.isnan(value.low):
            axes.plot([value.low, value.high], [place, place], color=colour, linewidth=2.2, alpha=0.75, zorder=3)
        axes.plot(value.value, place, marker=marker, markersize=size, color=colour, zorder=4, clip_on=False)


def _scheme(found: Diagnosis) -> str:
    measured = found.measured
    what = "groups of respondents" if measured.grouped else "respondents one by one"
    seed = f", seed {found.seed}" if measured.grouped else ""
    how = f"jackknife, {counted(measured.resamples, 'resample')}{seed}"
    return f"Survey: 95 % interval for staff like these, leaving out {what} ({how})."


def _foot(found: Diagnosis, width: float, notes: str) -> list[str]:
    """Small print: n, response, cap, how, version, caution; broken to the width of the figure."""
    who = found.who
    did = "answered" if who.says else "named anyone (the form does not say who answered)"
    cap = f", names capped at {who.cap}{'' if who.asked else ' (it seems)'}" if who.cap is not None else ""
    parts: Sequence[str] = (
        f"n = {who.listed} listed, {who.count} {did}{cap}. {notes}",
        f"{CAUTION} Firewood {firewood_version()}, model {source_digest()}.",
    )
    return [line for part in parts for line in wrap(part, round((width - 1) * 16.5))]
