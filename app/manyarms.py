"""What commands that run many arms share: progress by name, where a page came from, an interruption that says so."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from analysis.patterns.acceptance import Progress
from analysis.patterns.pattern import Setting
from app.progress import note
from app.setting import Asked
from experiments.folder import writing
from experiments.provenance import provenance
from sim.errors import OutputError

Source = dict[str, str]
"""Where a page came from, in words."""


@contextmanager
def named_progress(*, quiet: bool) -> Iterator[Progress | None]:
    """A bar on a terminal that says what is being run; elsewhere a line whenever something else is begun."""
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


@contextmanager
def kept_if_stopped(asked: Asked) -> Iterator[None]:
    """Say where finished runs are, when what is inside is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"Finished runs are kept in {asked.keep}; the same command goes on there.") from None


def source(setting: Setting, command: str, words: Sequence[str]) -> Source:
    """Where a page comes from: what made it, when, with which model, versions and seeds."""
    made = provenance([setting.scenario()], setting.seeds, words, "")
    packages = ", ".join(f"{name} {number}" for name, number in made["packages"].items())
    seeds = setting.seeds
    return {
        "made": f"`{' '.join(['firewood', command, *words])}`, {made['made']}",
        "model": f"firewood {made['firewood']}, source {made['model']}, Python {made['python']}, {packages}",
        "seeds": f"{seeds[0]} to {seeds[-1]}, {len(seeds)} an arm unless said otherwise; arms share their luck",
        "edge": f"{setting.edge_told} (N = {setting.people}, 20 % trained)",
    }


def see_to_page(target: Path | None) -> None:
    """Refuse a place where no page can be written, before the work begins.

    Raises:
        OutputError: it is a folder.
    """
    if target is not None and target.is_dir():
        raise OutputError(f"--page {target}: this is a folder; give a file, such as {target / 'page.md'}")


def write_page(target: Path | None, text: Callable[[], str]) -> None:
    """Write a page where one is asked for."""
    if target is not None:
        with writing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text(), encoding="utf-8")
