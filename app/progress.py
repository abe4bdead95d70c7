"""How far a job is, on standard error: a bar on a terminal, a few plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

Advance = Callable[[int], None]

_STEPS: Final = 4
"""Plain lines over a whole job."""


def note(text: str, *, quiet: bool = False) -> None:
    """One line about what is being done."""
    if not quiet:
        print(text, file=sys.stderr, flush=True)


@contextmanager
def progress(text: str, total: int, *, quiet: bool = False) -> Iterator[Advance]:
    """Show the progress of `total` runs; yields what is to be called with the number done."""
    if quiet:
        yield lambda done: None
    elif sys.stderr.isatty():
        with _bar(text, total) as advance:
            yield advance
    else:
        yield _lines(text, total)


@contextmanager
def _bar(text: str, total: int) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=total)
        yield lambda done: bar.update(task, completed=done)


def _lines(text: str, total: int) -> Advance:
    said = 0

    def advance(done: int) -> None:
        nonlocal said
        step = _STEPS * done // total
        if step > said:
            said = step
            print(f"{text}: {done} of {total}", file=sys.stderr, flush=True)

    return advance
