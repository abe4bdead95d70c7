"""All patterns, found by the names of their files: p01_… to p19_…."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import ConfigError

if TYPE_CHECKING:
    from analysis.patterns.pattern import Pattern


def _names() -> list[str]:
    return sorted(path.stem for path in Path(__file__).parent.glob("p[0-9][0-9]_*.py"))


@cache
def every_pattern() -> tuple["Pattern", ...]:
    """The acceptance table, in order of its numbers."""
    return tuple(import_module(f"analysis.patterns.{name}").PATTERN for name in _names())


def known(numbers: Sequence[int]) -> None:
    """See that there are patterns of these numbers, without fetching any.

    Raises:
        ConfigError: there is no pattern of a number.
    """
    every = [int(name[1:3]) for name in _names()]
    strange = [number for number in numbers if number not in every]
    if strange:
        said = ", ".join(str(number) for number in strange)
        raise ConfigError(f"There is no pattern {said}; they are numbered {min(every)} to {max(every)}.")


def chosen(numbers: Sequence[int]) -> tuple["Pattern", ...]:
    """The patterns of some numbers, in the order of the table; all of them for none.

    Raises:
        ConfigError: there is no pattern of a number.
    """
    known(numbers)
    return tuple(pattern for pattern in every_pattern() if not numbers or pattern.number in numbers)
