"""`firewood patterns`: the acceptance table, measured against what it should be."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from analysis.findings import Finding
from analysis.markdown import VERDICTS, value
from analysis.patterns.acceptance import Measured, measure
from analysis.patterns.every import chosen
from analysis.patterns.page import page
from analysis.patterns.pattern import Setting
from app import table
from app.compiling import compile_once
from app.manyarms import Source, kept_if_stopped, named_progress, see_to_page, source, write_page
from app.setting import asked

SEEDS: Final = 100
"""Seeds of an arm, when none are asked for."""

STYLES: Final = {None: "dim", True: "green", False: "bold red"}


def run(words: Sequence[str], target: Path | None, *, quiet: bool, as_json: bool) -> None:
    """Measure patterns and tell what was found.

    Args:
        words: numbers of patterns, and overrides.
        target: a file that gets the page, or None.
        quiet: no progress.
        as_json: JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; finished runs are kept.
    """
    see_to_page(target)
    patterns = chosen([int(word) for word in words if word.isdecimal()])
    said = asked(
        [word for word in words if not word.isdecimal()], "patterns", SEEDS, why="the patterns say the rest themselves"
    )
    setting = replace(said.setting, edge=float("nan"))
    compile_once([setting.scenario()], quiet=quiet)
    with kept_if_stopped(said), named_progress(quiet=quiet) as told:
        setting, measured = measure(patterns, setting, said.keep, threads=said.threads, progress=told)
    came = source(setting, "patterns", words)
    write_page(target, lambda: page(measured, came))
    if as_json:
        print(json.dumps(_as_json(measured, setting, came), ensure_ascii=False, allow_nan=False))
    else:
        _tell(measured, setting, target)


def _tell(measured: Sequence[Measured], setting: Setting, target: Path | None) -> None:
    from rich.table import Table
    from rich.text import Text

    screen = table.console()
    for one in measured:
        word = VERDICTS[one.holds].strip("*")
        head = f"{one.pattern.number}. {one.pattern.title} ({one.pattern.mark}): {word}"
        table.say(screen, head, style=f"bold {STYLES[one.holds].removeprefix('bold ')}")
        table.say(screen, one.pattern.criterion, indent=3, style="italic")
        grid = Table(box=None, padding=(0, 1, 0, 0), show_header=False)
        grid.add_column(width=3)
        for ratio in (3, 2, 2):
            grid.add_column(ratio=ratio, overflow="fold")
        grid.add_column(justify="right", width=6)
        for finding in one.findings:
            cells = finding.what, f"{value(finding.found, finding.unit)}, n = {finding.n}", finding.wanted
            grid.add_row("", *cells, Text(VERDICTS[finding.holds].strip("*"), style=STYLES[finding.holds]))
        screen.print(grid)
        screen.print()
    counted = [one.holds for one in measured]
    table.say(
        screen,
        f"{counted.count(True)} hold, {counted.count(False)} fail, {counted.count(None)} are only reported. "
        f"Edge: {setting.edge_told}; N = {setting.people}; seeds {setting.seeds[0]} to {setting.seeds[-1]}; "
        "intervals 95 %.",
    )
    if target is not None:
        table.say(screen, f"Written to {target}.")


def _as_json(measured: Sequence[Measured], setting: Setting, came: Source) -> dict[str, Any]:
    return {
        "edge": _known(setting.edge),
        "people": setting.people,
        "source": came,
        "patterns": [
            {
                "number": one.pattern.number,
                "mark": one.pattern.mark,
                "title": one.pattern.title,
                "criterion": one.pattern.criterion,
                "holds": one.holds,
                "runs": one.runs,
                "seeds": list(one.seeds),
                "findings": [_finding(finding) for finding in one.findings],
            }
            for one in measured
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    ends = {name: _known(number) for name, number in finding.found._asdict().items()}
    told = {"n": finding.n, "unit": finding.unit, "wanted": finding.wanted, "holds": finding.holds}
    return {"what": finding.what, **ends, **told}


def _known(number: float) -> float | None:
    return None if number != number else number
