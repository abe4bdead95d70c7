"""Measures the acceptance table: first where the edge lies, then each pattern, on runs that are kept as they finish."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import isnan
from pathlib import Path

from analysis.findings import Finding, verdict
from analysis.patterns.edge import edge_arms, edge_of
from analysis.patterns.pattern import Pattern, Setting
from experiments.arms import Arm, run_arms

Progress = Callable[[str, int, int], None]
"""Called after each run: what is being run, how many runs of all that are due are there, and how many are due."""


@dataclass(frozen=True)
class Measured:
    """One pattern, and what was found.

    Attributes:
        pattern: what was wanted.
        findings: one a number.
        runs: how many runs they rest on.
        seeds: the first and the last seed of any.
    """

    pattern: Pattern
    findings: tuple[Finding, ...]
    runs: int
    seeds: tuple[int, int]

    @property
    def holds(self) -> bool | None:
        """Whether all that was judged holds; None where all is only reported."""
        return verdict(self.findings)


def measure(
    patterns: Sequence[Pattern],
    setting: Setting,
    keep: Path | None = None,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> tuple[Setting, tuple[Measured, ...]]:
    """Run what is missing and judge.

    Args:
        patterns: which.
        setting: with what; its edge is measured when it has none.
        keep: a file that keeps finished runs.
        threads: left out, one a core.
        progress: told after each run.

    Returns:
        The setting with its edge, and a `Measured` for each pattern.

    Raises:
        FirewoodError: a file that cannot be written.
        KeyboardInterrupt: interrupted; finished runs are kept.
    """
    setting = with_edge(setting, keep, threads=threads, progress=progress)
    planned = [(pattern, list(pattern.arms(setting))) for pattern in patterns]
    due, before, measured = sum(_runs(arms) for _, arms in planned), 0, []
    for pattern, arms in planned:
        told = _told(progress, f"pattern {pattern.number}", before, due)
        runs = run_arms(arms, keep, threads=threads, progress=told)
        before += _runs(arms)
        measured.append(Measured(pattern, tuple(pattern.judge(runs, setting)), _runs(arms), seeds_of(arms)))
    return setting, tuple(measured)


def seeds_of(arms: Sequence[Arm]) -> tuple[int, int]:
    """The first and the last seed of arms."""
    return min(min(arm.seeds) for arm in arms), max(max(arm.seeds) for arm in arms)


def with_edge(
    setting: Setting, keep: Path | None = None, *, threads: int | None = None, progress: Progress | None = None
) -> Setting:
    """The setting with its edge, measured when it has none."""
    if not isnan(setting.edge):
        return setting
    arms = edge_arms(setting)
    told = _told(progress, "the edge", 0, _runs(arms))
    return replace(setting, edge=edge_of(run_arms(arms, keep, threads=threads, progress=told)))


def _runs(arms: Sequence[Arm]) -> int:
    return sum(len(arm.seeds) for arm in arms)


def _told(progress: Progress | None, what: str, before: int, due: int) -> Callable[[int], None] | None:
    return None if progress is None else lambda done: progress(what, before + done, due)
