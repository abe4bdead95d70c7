"""How far a sweep is, on standard error: a bar with runs a second, time left and failures; plain lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

from app.progress import note
from experiments.counted import they_are
from experiments.rounds import Progress, Tell
from experiments.store.folder import Sweep

_EVERY: Final = 30.0
"""Seconds between plain lines."""


@contextmanager
def shown(sweep: Sweep, *, quiet: bool, what: str = "Runs") -> Iterator[Tell]:
    """Show the progress of a sweep; an interruption says what is kept.

    Raises:
        KeyboardInterrupt: interrupted, with a text.
    """
    try:
        if quiet:
            yield lambda progress: None
        elif sys.stderr.isatty():
            with _bar(what) as tell:
                yield tell
        else:
            yield _lines(what)
    except KeyboardInterrupt:
        done, missing, failed = sweep.status()
        total = done + missing + failed
        raise KeyboardInterrupt(
            f"{done + failed:,} of {they_are(total, 'run')} kept; go on with: firewood resume {sweep.typed}"
        ) from None


@contextmanager
def _bar(what: str) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[more]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, more="")

        def tell(progress: Progress) -> None:
            if progress.said:
                bar.console.print(progress.said, highlight=False)
            bar.update(task, completed=progress.done, total=progress.total, more=_more(progress))

        yield tell


def _lines(what: str) -> Tell:
    last, shown_last = -_EVERY, (-1, -1)

    def tell(progress: Progress) -> None:
        nonlocal last, shown_last
        if progress.said:
            note(progress.said)
        now = (progress.done, progress.total)
        if now != shown_last and (monotonic() - last >= _EVERY or progress.done == progress.total):
            last, shown_last = monotonic(), now
            note(f"{what}: {progress.done:,} of {progress.total:,}{', ' if _more(progress) else ''}{_more(progress)}")

    return tell


def _more(progress: Progress) -> str:
    """Runs a second, time left, failures: what is known of them."""
    words = []
    if progress.done > progress.begun:
        words.append(f"{progress.rate:.3g} runs a second")
        left = (progress.total - progress.done) / progress.rate
        if left >= 1:
            words.append(f"{_time(left)} left")
    if progress.failed:
        words.append(f"{progress.failed:,} failed")
    return ", ".join(words)


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
