"""What was found, as tables in Markdown, and into the page between its marks."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from tests.benchmarks.timing import Found, Timing

BEGIN: Final = "<!-- measured: begin (uv run python -m tests.benchmarks --write …; do not edit by hand) -->"
END: Final = "<!-- measured: end -->"

NEW: Final = f"""# Speed

{BEGIN}
{END}

## What limits us now

*To be written by hand; what stands outside of the marks stays when the table is measured again.*
"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first columns are words and whose others are numbers."""
    words = 2
    ruled = ["---"] * words + ["---:"] * (len(head) - words)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ruled, *rows))


def number(value: float) -> str:
    """Three digits, no exponents."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def spread(found: Timing) -> str:
    """Median (least to most)."""
    return f"{number(found.middle)} ({number(found.low)}–{number(found.high)})"


def bytes_a_second(value: float) -> str:
    """In GB/s."""
    return f"{value / 1e9:.1f} GB/s"


def share(value: float) -> str:
    """A percentage."""
    return f"{100 * value:.0f} %" if value >= 0.1 else f"{100 * value:.1f} %"


def conditions(machine: Found, load: float | None, copies: Sequence[Found], quick: bool) -> str:
    """When, where and with what."""
    packages = ", ".join(f"{name} {found}" for name, found in machine["packages"].items())
    copied = " and ".join(
        f"{bytes_a_second(found['bytes_a_second'])} on {threads} thread{'s' if threads > 1 else ''}"
        for threads, found in enumerate(copies, start=1)
    )
    lines = [
        f"Measured on {date.today():%Y-%m-%d}: {machine['processor']}, {machine['cores']} cores, {machine['system']}, "
        f"Python {machine['python']}, {packages}.",
        "The machine copies memory (NumPy, an array far larger than its caches; bytes read and bytes written) at "
        f"{copied}.",
    ]
    if load is not None and load > 0.5:
        lines.append(f"**The machine was busy with other work** (load {load} a core): read these as ratios at best.")
    if quick:
        lines.append("**Toy sizes, few repeats:** this only shows that the harness runs.")
    return "\n".join(lines)


def written(path: Path, measured: str) -> None:
    """Put the tables between the marks of a page, which is made where it is not there.

    Raises:
        ValueError: the page has no marks.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else NEW
    before, begun, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise ValueError(f"{path.name} has no marks to write between: {BEGIN} and {END}")
    path.write_text(f"{before}{BEGIN}\n\n{measured.strip()}\n\n{END}{after}", encoding="utf-8")
