"""`firewood ablations`: one mechanism at a time taken out, beside what was predicted of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from analysis.ablations.judge import arms, judge
from analysis.ablations.page import page
from analysis.markdown import value
from analysis.patterns.acceptance import with_edge
from app import table
from app.compiling import compile_once
from app.manyarms import kept_if_stopped, named_progress, see_to_page, source, write_page
from app.setting import asked
from experiments.arms import run_arms

SEEDS: Final = 50
"""Seeds of an arm, when none are asked for."""


def run(words: Sequence[str], target: Path | None, *, quiet: bool) -> None:
    """Run all ablations and tell what was predicted and found.

    Args:
        words: overrides.
        target: a file that gets the page, or None.
        quiet: no progress.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; finished runs are kept.
    """
    see_to_page(target)
    said = asked(words, "ablations", SEEDS, why="the ablations say the rest themselves")
    setting = replace(said.setting, edge=float("nan"))
    compile_once([setting.scenario()], quiet=quiet)
    with kept_if_stopped(said), named_progress(quiet=quiet) as told:
        setting = with_edge(setting, said.keep, threads=said.threads, progress=told)
        every = arms(setting)
        due = sum(len(arm.seeds) for arm in every)
        tell = None if told is None else lambda done: told("the ablations", done, due)
        rows = judge(run_arms(every, said.keep, threads=said.threads, progress=tell), setting)
    write_page(target, lambda: page(rows, source(setting, "ablations", words)))
    screen = table.console()
    before = ""
    for row in rows:
        if row.ablation.name != before:
            before = row.ablation.name
            table.say(screen, before, style="bold")
            table.say(screen, row.ablation.prediction, indent=2, style="italic")
        if row.found.holds is not None:
            verdict = "as predicted" if row.found.holds else "NOT as predicted"
            found = (
                f"{row.found.what}: {row.ablation.expected[row.indicator]}; {value(row.found.found, row.found.unit)}"
            )
            table.say(screen, f"{found}, n = {row.found.n}: {verdict}", indent=4)
    judged = [row.found.holds for row in rows if row.found.holds is not None]
    table.say(screen, f"{sum(judged)} of {len(judged)} predictions agreed. Edge: {setting.edge_told}.")
    if target is not None:
        table.say(screen, f"Written to {target}.")
