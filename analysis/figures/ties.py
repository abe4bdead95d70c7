"""Figure 2, the ties: who is tied with whom, and who practises, at three moments of one run.

Circles are improvers, squares collaborators; filled practise, hollow do not. Everyone keeps their place.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from analysis.figures import style
from analysis.figures.layout import Points, layout
from analysis.snapshots import Snapshot, Story
from analysis.words import DISCLAIMER, ending, percent
from experiments.provenance import firewood_version
from sim.compiled import source_digest
from sim.network.structure import Arcs, reciprocity_arcs
from sim.network.ties import Ties

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LARGEST: Final = 1000
"""People above which a drawing of single people tells nothing."""

MOST: Final = 4
"""Organisations on one page."""

PANEL: Final = 4.3
"""Inches of a panel's side."""

ROW: Final = PANEL + 1.15
"""Inches of a row: its heading, its panels and what stands below them."""

_KEY: Final = (
    ("improver, practising", "o", True, 0.0),
    ("improver, not", "o", False, 0.0),
    ("collaborator, practising", "s", True, 0.0),
    ("collaborator, not", "s", False, 0.0),
    ("one-way tie", "", False, 0.5),
    ("returned tie", "", False, 1.2),
)
"""Word, marker, whether practising, width of a line."""

_KEY_ROW: Final = 0.27


def drawable(people: float) -> bool:
    """Whether an organisation of so many people can be drawn person by person."""
    return people <= LARGEST


def ties(stories: Sequence[Story], title: str, below: str) -> "Figure":
    """Rows of panels, a row a story, a panel a moment.

    Args:
        stories: at most `MOST`, each with one snapshot or more.
        title: what the figure shows.
        below: a line below the title.
    """
    shown = stories[:MOST]
    across = max(len(story.snapshots) for story in shown)
    width = 0.6 + PANEL * max(across, 2)
    foot = style.foot(_foot(shown), width)
    small, key = 0.3 + style.FOOT_LINE * len(foot), _KEY_ROW * len(_key_rows(width - 0.3))
    height = 1.2 + ROW * len(shown) + key + small
    figure = style.blank(width, height)
    for row, story in enumerate(shown):
        top = height - 1.2 - row * ROW
        _heading(figure, story, top / height)
        places = layout(Arcs.from_ties(story.start, len(story.snapshots[0].trained), reported=False))
        for column, snapshot in enumerate(story.snapshots):
            box = (0.3 + column * PANEL, top - 0.5 - PANEL, PANEL, PANEL)
            axes = figure.add_axes((box[0] / width, box[1] / height, box[2] / width, box[3] / height))
            _panel(axes, snapshot, places)
    style.headed(figure, title, below)
    _key(figure.add_axes((0.2 / width, small / height, 1 - 0.3 / width, key / height)), width - 0.3)
    style.footed(figure, foot)
    return figure


def _heading(figure: "Figure", story: Story, top: float) -> None:
    """Whose ties, and how the fire ended."""
    left = 0.5 / figure.get_figwidth()
    usual = story.facts.usual
    figure.text(left, top, story.facts.name, size=13, weight="bold", va="top")
    figure.text(
        left,
        top - 0.25 / figure.get_figheight(),
        f"{ending(story.facts)}; shown is the run in the middle, seed {story.seed}",
        size=10,
        color=style.EDGES[usual],
        va="top",
    )


def _panel(axes: "Axes", snapshot: Snapshot, places: Points) -> None:
    """One moment."""
    axes.set_axis_off()
    axes.set_xlim(-1.06, 1.06)
    axes.set_ylim(-1.06, 1.06)
    axes.set_aspect("equal")
    _draw_ties(axes, snapshot.ties, places)
    size = _size(len(places))
    for trained, marker, area in ((False, "s", 1.0), (True, "o", 1.6**2)):
        for practising in (False, True):
            rows = np.flatnonzero((snapshot.trained == trained) & (snapshot.practising == practising))
            _marks(axes, places[rows], marker, size * area, practising=practising)
    share = percent(float(snapshot.practising.mean()))
    words = f"{snapshot.moment.words} (week {snapshot.moment.weeks}): {share} practise"
    axes.text(0.5, -0.01, words, transform=axes.transAxes, ha="center", va="top", size=10.5)
    axes.text(
        0.5, -0.06, _ties_told(snapshot), transform=axes.transAxes, ha="center", va="top", size=9, color=style.FAINT
    )


def _ties_told(snapshot: Snapshot) -> str:
    arcs = Arcs.from_ties(snapshot.ties, len(snapshot.trained), reported=True)
    ties = "tie" if arcs.dyads == 1 else "ties"
    return f"{arcs.dyads:,} {ties} reported; {percent(reciprocity_arcs(arcs))} of arcs returned"


def _size(people: int) -> float:
    """The area of a collaborator's mark, in square points."""
    return float(np.clip(4500 / people, 3.0, 60.0))


def _marks(axes: "Axes", at: Points, marker: str, area: float, *, practising: bool) -> None:
    """Marks of one kind; hollow and cold, or filled and burning."""
    axes.scatter(
        at[:, 0],
        at[:, 1],
        s=area * (1.25 if practising else 1.0),
        marker=marker,
        facecolor=style.FLAME if practising else style.PAPER,
        edgecolor=style.EDGE if practising else style.COLD,
        linewidth=0.7 if practising else 0.9,
        zorder=4 if practising else 3,
    )


def _draw_ties(axes: "Axes", ties: Ties, places: Points) -> None:
    """The ties that a survey would report, as faint lines; those with one arc only thinner."""
    from matplotlib.collections import LineCollection

    arcs = ties.reported()
    strength = float(np.clip(170 / max(len(ties), 1) + 0.1, 0.12, 0.6))
    for chosen, width in ((arcs.sum(axis=0) == 1, 0.35), (arcs.all(axis=0), 0.8)):
        lines = LineCollection(
            _lines(ties, chosen, places), colors=style.INK, linewidths=width, alpha=strength, zorder=1
        )
        axes.add_collection(lines, autolim=False)


def _lines(ties: Ties, chosen: NDArray[np.bool_], places: Points) -> list[Points]:
    """Both ends of each chosen dyad."""
    return list(np.stack([places[ties.first[chosen]], places[ties.second[chosen]]], axis=1))


def _key(axes: "Axes", width: float) -> None:
    """What marks and lines mean, drawn with the marks and lines themselves; `axes` are `_KEY_ROW` inches a row."""
    axes.set_axis_off()
    axes.set_xlim(0, width)
    rows = _key_rows(width)
    axes.set_ylim(0, len(rows))
    for row, entries in enumerate(reversed(rows)):
        at, level = 0.35, row + 0.5
        for word, marker, practising, line in entries:
            if marker:
                area = 26 * (1.6**2 if marker == "o" else 1.0)
                _marks(axes, np.array([[at, level]]), marker, area, practising=practising)
            else:
                axes.plot([at - 0.1, at + 0.12], [level, level], color=style.INK, linewidth=line, alpha=0.7)
            axes.text(at + 0.19, level, word, size=9, va="center")
            at += _key_room(word)


def _key_room(word: str) -> float:
    """Inches that an entry takes."""
    return 0.52 + 0.062 * len(word)


def _key_rows(width: float) -> list[list[tuple[str, str, bool, float]]]:
    """The entries, in as many rows as a width in inches asks for."""
    rows: list[list[tuple[str, str, bool, float]]] = [[]]
    for entry in _KEY:
        if sum(_key_room(word) for word, *_ in [*rows[-1], entry]) > width - 0.3:
            rows.append([])
        rows[-1].append(entry)
    return rows


def _foot(stories: Sequence[Story]) -> list[str]:
    return [
        f"One run a row, the median of n = {len(stories[0].facts)} by final practising. Lines: ties a survey would "
        f"report then; places follow all ties at the start. Firewood {firewood_version()}, model {source_digest()}.",
        DISCLAIMER,
    ]
