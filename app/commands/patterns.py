"""`firewood patterns`: the acceptance table, measured against what it should be."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from analysis.findings import found_in_words, verdict_in_words
from analysis.patterns.acceptance import Measured, Progress, measure
from analysis.patterns.every import chosen
from analysis.patterns.page import page
from analysis.patterns.pattern import Setting
from app import table
from app.compiling import compile_once
from app.progress import note
from experiments.compose import compose
from experiments.folder import writing
from experiments.provenance import provenance
from sim.errors import ConfigError

SEEDS: Final = 100
"""Seeds of an arm, when none are asked for."""

STUDY: Final = "patterns"
KEEP: Final = "runs.jsonl"

_ALLOWED: Final = ("study", "outputs", "seed", "replicates", "threads", "rules", "network.size")
"""What an override of this command may name: the patterns say the rest themselves."""


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
    numbers, overrides = _sorted(words)
    patterns = chosen(numbers)
    composed = compose(overrides)
    typed = {_name(override) for override in overrides}
    replicates = composed.replicates if "replicates" in typed else SEEDS
    setting = Setting(
        rules=composed.scenario.rules,
        seeds=range(composed.seed, composed.seed + replicates),
        people=composed.scenario.network.size,
    )
    keep = composed.outputs / (composed.study if "study" in typed else STUDY) / KEEP
    compile_once([setting.scenario()], quiet=quiet)
    try:
        with _progress(quiet=quiet) as told:
            setting, measured = measure(patterns, setting, keep, threads=composed.threads, progress=told)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"Finished runs are kept in {keep}; the same command goes on from there.") from None
    made = provenance([setting.scenario()], setting.seeds, overrides, "")
    made["command"] = " ".join(["firewood patterns", *words])
    if target is not None:
        with writing(target):
            target.write_text(page(measured, setting, made), encoding="utf-8")
    if as_json:
        print(json.dumps(_as_json(measured, setting, made), ensure_ascii=False))
    else:
        _tell(measured, setting, target)


def _sorted(words: Sequence[str]) -> tuple[list[int], list[str]]:
    """Numbers of patterns, and overrides that may be said here."""
    numbers = [int(word) for word in words if word.isdecimal()]
    overrides = [word for word in words if not word.isdecimal()]
    wrong = [word for word in overrides if "=" not in word or not _name(word).startswith(_ALLOWED)]
    if wrong:
        lines = "\n".join(f"  - {word}" for word in wrong)
        raise ConfigError(
            f"firewood patterns takes numbers of patterns and {', '.join(_ALLOWED)} as NAME=VALUE; not\n{lines}"
        )
    return numbers, overrides


def _name(override: str) -> str:
    return override.partition("=")[0].strip().lstrip("+~")


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress | None]:
    """A bar on a terminal; elsewhere a line whenever another pattern is begun."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("runs", total=None)
            yield lambda what, done, due: bar.update(task, description=what, completed=done, total=due)
    else:
        said: set[str] = set()

        def line(what: str, done: int, due: int) -> None:
            if what not in said:
                said.add(what)
                note(f"{what}: {done - 1} of {due} runs are there")

        yield line


def _tell(measured: Sequence[Measured], setting: Setting, target: Path | None) -> None:
    from rich.table import Table
    from rich.text import Text

    screen = table.console()
    styles = {None: "dim", True: "green", False: "bold red"}
    for one in measured:
        head = f"{one.pattern.number}. {one.pattern.title} ({one.pattern.mark}): {verdict_in_words(one.holds)}"
        table.say(screen, head, style=f"bold {styles[one.holds].removeprefix('bold ')}")
        table.say(screen, one.pattern.criterion, indent=3, style="italic")
        grid = Table(box=None, padding=(0, 1, 0, 0), show_header=False)
        grid.add_column(width=3)
        grid.add_column(ratio=3, overflow="fold")
        grid.add_column(ratio=2, overflow="fold")
        grid.add_column(ratio=2, overflow="fold")
        grid.add_column(justify="right", width=8)
        for finding in one.findings:
            word = Text(verdict_in_words(finding.holds), style=styles[finding.holds])
            grid.add_row("", finding.what, f"{found_in_words(finding)}, n = {finding.n}", finding.wanted, word)
        screen.print(grid)
        screen.print()
    counted = [one.holds for one in measured]
    table.say(
        screen,
        f"{counted.count(True)} hold, {counted.count(False)} fail, {counted.count(None)} are only reported. "
        f"Edge at seasoning {setting.edge:.3f}; N = {setting.people}; seeds {setting.seeds[0]} to {setting.seeds[-1]}; "
        "intervals 95 %.",
    )
    if target is not None:
        table.say(screen, f"Written to {target}.")


def _as_json(measured: Sequence[Measured], setting: Setting, made: dict[str, Any]) -> dict[str, Any]:
    return {
        "edge": setting.edge,
        "people": setting.people,
        "provenance": made,
        "patterns": [
            {
                "number": one.pattern.number,
                "mark": one.pattern.mark,
                "title": one.pattern.title,
                "criterion": one.pattern.criterion,
                "holds": one.holds,
                "runs": one.runs,
                "findings": [_finding(finding) for finding in one.findings],
            }
            for one in measured
        ],
    }


def _finding(finding: Any) -> dict[str, Any]:
    value, low, high = (None if number != number else number for number in finding.found)
    found = {"value": value, "low": low, "high": high, "n": finding.n, "unit": finding.unit}
    return {"what": finding.what, **found, "wanted": finding.wanted, "holds": finding.holds}
