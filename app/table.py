"""The table of a job in plain words: a column an organisation, a row a question."""

import re
from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from analysis.facts import OUTCOMES, Facts
from analysis.intervals import Interval, middle
from analysis.words import MEANINGS, UNKNOWN, all_moments, burning, moment_of, percents
from sim.outcome import BURNING, NOT_YET, OUT, SMOULDERING

if TYPE_CHECKING:
    from rich.console import Console

Row = tuple[str, list[str], str]
"""A question, its answers, and their style."""

LABEL: Final = 24
CELL: Final = 13
WIDEST: Final = 120

STYLES: Final = {BURNING: "bold yellow", SMOULDERING: "bold red", OUT: "bold cyan", NOT_YET: "bold"}


def console(width: int | None = None) -> "Console":
    """Standard output, at most `WIDEST` wide; 80 where it is no terminal."""
    from app.screen import Screen

    found = Screen(width=width, highlight=False, soft_wrap=False)
    found.width = min(found.width, WIDEST)
    return found


def say(screen: "Console", text: str, *, indent: int = 0, style: str = "") -> None:
    """A paragraph, broken between words and nowhere else."""
    from rich.text import Text

    room = screen.width - indent
    for line in wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]:
        shown = line.replace("\N{NO-BREAK SPACE}", " ")
        screen.print(Text(" " * indent + shown, style=style), soft_wrap=True)


def show(screen: "Console", facts: Sequence[Facts], asked: Callable[[Sequence[Facts]], list[Row]]) -> None:
    """Print a table of the rows `asked` for, in blocks of as many organisations as fit side by side."""
    fit = max(1, (screen.width - LABEL) // (CELL + 1))
    for first in range(0, len(facts), fit):
        if first:
            screen.print()
        _print(screen, facts[first : first + fit], asked)


def _print(screen: "Console", facts: Sequence[Facts], asked: Callable[[Sequence[Facts]], list[Row]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_header=True, header_style="bold")
    table.add_column("", width=LABEL - 1, overflow="fold")
    room = (screen.width - LABEL) // len(facts) - 1
    for fact in facts:
        width = min(max(CELL, _longest(fact)), room)
        heading = "\n".join(broken(line, width) for line in fact.name.split(", "))
        table.add_column(Text(heading, justify="right"), justify="right", width=width, overflow="fold")
    for row in asked(facts):
        cells = [Text(cell, style=STYLES.get(cell, row[2])) for cell in row[1]]
        table.add_row(Text(row[0], style=row[2]), *cells)
    screen.print(table)


def broken(text: str, width: int) -> str:
    """A name that is too long for a column, broken after = and . where it can be."""
    lines = [""]
    for part in re.split(r"(?<=[=.])", text) if len(text) > width else [text]:
        if lines[-1] and len(lines[-1]) + len(part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _longest(fact: Facts) -> int:
    return max(len(line) for line in fact.name.split(", "))


def endings(facts: Sequence[Facts]) -> list[Row]:
    """What became of each fire: medians with the middle 90 % of runs, then how the runs ended."""
    table: list[Row] = [("Practising", [""] * len(facts), "")]
    for words in all_moments(facts):
        at = [moment_of(fact, words) for fact in facts]
        shown = [UNKNOWN if m is None else percents(middle(f.practising(m))) for f, m in zip(facts, at, strict=True)]
        table.append((f"  {words}", shown, ""))
    for label, measure in (
        ("Knowledge mobilised", "knowledge_mobilised"),
        ("Locked in", "locked_in"),
        ("Smoke", "resentment"),
    ):
        table.append((label, [percents(middle(fact.mean(measure))) for fact in facts], ""))
    table.append(("", [""] * len(facts), ""))
    table.append(("Outcome of most runs", [fact.usual for fact in facts], ""))
    for outcome in OUTCOMES:
        counts = [fact.count(outcome) for fact in facts]
        if outcome != NOT_YET or any(counts):
            table.append((f"  {outcome}", [_of(n, len(fact)) for n, fact in zip(counts, facts, strict=True)], ""))
        if outcome == BURNING:
            table.append(("    95 % interval", [_span(burning(fact)) for fact in facts], "dim"))
    return table


def reasons(facts: Sequence[Facts]) -> list[Row]:
    """Why: the context and the ties at the start, and what talk they allowed."""
    structure = {"Arcs returned": "reciprocity_arcs", "Messenger share": "messenger_share", "Outside": "outside"}
    return [
        ("Safety to talk", [f"{100 * fact.safety:.0f}" for fact in facts], ""),
        ("Values' signal", [f"{100 * fact.signal:.0f}" for fact in facts], ""),
        ("Talk spaces a year", [_number(fact.spaces) for fact in facts], ""),
        ("Partners a person", [_number(fact.fire.start["mean_degree"]) for fact in facts], ""),
        *(
            (label, [percents(middle(fact.fire.start[name])) for fact in facts], "")
            for label, name in structure.items()
        ),
        ("Talk answered", [percents(middle(fact.answered)) for fact in facts], ""),
        ("Untrained in talk", [percents(middle(fact.in_talk)) for fact in facts], ""),
        ("Left unanswered", [percents(middle(fact.mean("ostracised"))) for fact in facts], ""),
    ]


def _number(values: NDArray[np.float64]) -> str:
    value = middle(values).value
    return UNKNOWN if np.isnan(value) else f"{value:.1f}"


def reasons_notes(facts: Sequence[Facts]) -> list[str]:
    """What the rows of `reasons` mean."""
    telling = " or ".join(f"{first}–{last}" for first, last in sorted({fact.telling_weeks for fact in facts}))
    supported = _weeks(facts)
    return [
        "Safety to talk across professions (little fear, led together) and the values' signal, what of them staff can "
        f"align with, in the first week, of 100; talk spaces each unit held, weeks {supported}.",
        "Ties at the start, as a survey would report them, in percent: messengers pass on what is not answered; "
        "outside is outside the largest component.",
        f"Talk answered between pairs, and untrained staff in any talk of improvement in a week: weeks {telling}, "
        f"while the first improvers tell of it. Improvers left unanswered for 13 weeks: weeks {supported}.",
    ]


def _weeks(facts: Sequence[Facts]) -> str:
    return " or ".join(f"{first}–{last}" for first, last in sorted({fact.span for fact in facts}))


def endings_notes(facts: Sequence[Facts]) -> list[str]:
    """What the rows of `endings` mean."""
    runs = sorted({len(fact) for fact in facts})
    ways = " ".join(f"{outcome}: {MEANINGS[outcome]};" for outcome in (BURNING, SMOULDERING, OUT))
    undecided = any(fact.count(NOT_YET) for fact in facts)
    return [
        f"In percent: median of n = {runs[0]} {'run' if runs[0] == 1 else 'runs'} each, in brackets the middle 90 %.",
        f"Means of weeks {_weeks(facts)}: knowledge mobilised is that of collaborators, the untrained; locked in is "
        "the share of improvers' knowledge that they have not; smoke is their resentment.",
        ways.removesuffix(";") + "." + (f" {NOT_YET}: {MEANINGS[NOT_YET]}." if undecided else ""),
    ]


def _of(count: int, of: int) -> str:
    return f"{count} of {of}"


def _span(share: Interval) -> str:
    return UNKNOWN if np.isnan(share.value) else f"{100 * share.low:.0f}–{100 * share.high:.0f} %"
