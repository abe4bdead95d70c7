"""The look of figures: colours, type, the foot with n and seeds, and how they are saved.

Figures are made without pyplot, so nothing global is kept or changed. Matplotlib is imported late.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from experiments.folder import writing
from sim.outcome import BURNING, NOT_YET, OUT, SMOULDERING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PAPER: Final = "#fffdf8"
INK: Final = "#22262e"
FAINT: Final = "#6d7480"
RULE: Final = "#d9d6cd"

COLD: Final = "#849eb5"
GLOW: Final = "#e4572e"
FLAME: Final = "#ffc857"
EDGE: Final = "#8a5a00"
"""The dark edge that keeps the flame legible on paper."""

SMOKE: Final = "#565b66"
SUPPORT: Final = "#f6efdd"

COLOURS: Final = {BURNING: FLAME, SMOULDERING: GLOW, OUT: COLD, NOT_YET: FAINT}
EDGES: Final = {BURNING: EDGE, SMOULDERING: "#8c2a10", OUT: "#41576b", NOT_YET: INK}

DPI: Final = 150

_PRINT: Final = 0.0575
"""Inches that a letter of the small print takes, on average."""

FOOT_LINE: Final = 0.16
"""Inches of a line of it."""

_SETTINGS: Final[dict[str, Any]] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "axes.linewidth": 0.8,
    "axes.facecolor": PAPER,
    "figure.facecolor": PAPER,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "svg.hashsalt": "firewood",
    "svg.fonttype": "path",
}


@contextmanager
def paper() -> Iterator[None]:
    """Draw and save in this style; what Matplotlib was set to before comes back afterwards."""
    import matplotlib

    settings: Any = _SETTINGS
    with matplotlib.rc_context(settings):
        yield


def blank(width: float, height: float) -> "Figure":
    """An empty figure, in inches, that belongs to no window."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


def bare(axes: "Axes") -> None:
    """Leave only the lines that are read."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=3, width=0.8)


def headed(figure: "Figure", title: str, below: str) -> None:
    """A title and a line below it, at the left; sizes in points whatever the height of the figure."""
    height = figure.get_figheight()
    figure.text(0.5 / figure.get_figwidth(), 1 - 0.30 / height, title, size=19, weight="bold", va="top")
    figure.text(0.5 / figure.get_figwidth(), 1 - 0.70 / height, below, size=11, color=FAINT, va="top")


def foot(lines: Sequence[str], width: float) -> list[str]:
    """Small print broken to a figure's width in inches."""
    room = int((width - 0.9) / _PRINT)
    return [part for line in lines for part in wrap(line, room)]


def footed(figure: "Figure", lines: Sequence[str]) -> None:
    """Small print at the foot: n, seeds, intervals, version; `lines` as `foot` gives them."""
    figure.text(
        0.5 / figure.get_figwidth(),
        0.16 / figure.get_figheight(),
        "\n".join(lines),
        size=8,
        color=FAINT,
        va="bottom",
        linespacing=1.4,
    )


def save(figure: "Figure", folder: Path, name: str) -> list[str]:
    """Save as PNG and SVG; the same figure gives the same bytes. Returns the names of the files."""
    files = {f"{name}.png": {"Software": "Firewood"}, f"{name}.svg": {"Date": None}}
    with writing(folder):
        for file, said in files.items():
            figure.savefig(folder / file, dpi=DPI, metadata=said)
    return list(files)
