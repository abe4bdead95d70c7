"""A first look at what was typed, so that mistakes are told before Numba, Mesa and Matplotlib are imported.

What is found right here is asked for again by the command itself; composed it is only once.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def at_run(overrides: Sequence[str]) -> None:
    """What `firewood run` takes.

    Raises:
        FirewoodError: what the user can mend; so do all of these.
    """
    from experiments.compose import compose

    for trust in compose(overrides).scenario.trusts:
        at_file(trust.network.path)


def at_file(path: str | None) -> None:
    """A file or folder of ties, or of what was measured."""
    from sim.places import at_home, see_that_it_is_there

    if path is not None:
        with suppress(OSError, ValueError):  # whoever reads it says what is wrong
            see_that_it_is_there(at_home(path))


def at_fit(overrides: Sequence[str]) -> None:
    """What `firewood calibrate abc` and `optuna` take, as far as the file of what was measured goes."""
    for word in overrides:
        name, _, path = word.partition("=")
        if name.strip() == "target":
            at_file(path.strip().strip("'\""))


def at_result(folder: Path) -> None:
    """The folder of a run or a sweep."""
    from app.results import found

    found(folder)


def at_main_job(overrides: Sequence[str]) -> None:
    """What `firewood` takes."""
    from app.commands.main_plan import plan

    plan(overrides)


def at_comparison(overrides: Sequence[str], changes: Sequence[str]) -> None:
    """What `firewood compare` takes."""
    from experiments.compare import compared

    compared(overrides, changes)


def at_sweep(overrides: Sequence[str]) -> None:
    """What `firewood sweep` takes, as far as the first point of a grid shows it."""
    from experiments.asked import ask
    from experiments.compose import compose

    asked = ask(overrides)
    compose([*asked.fixed, *(f"{axis.name}={axis.texts[0]}" for axis in asked.axes)])


def at_folder(path: Path) -> None:
    """The folder of a sweep."""
    from experiments.store.files import sweep_folder

    sweep_folder(path)


def at_patterns(words: Sequence[str]) -> None:
    """Numbers of patterns, and what is said with them."""
    from analysis.patterns.every import known

    known([int(word) for word in words if word.isdecimal()])
    at_setting([word for word in words if not word.isdecimal()], "the patterns say the rest themselves")


def at_setting(overrides: Sequence[str], why: str) -> None:
    """With what many arms are run."""
    from app.setting import asked

    asked(overrides, "", 1, why=why)
