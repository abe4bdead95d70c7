"""All patterns, found by the names of their files: p01_… to p19_…."""

from functools import cache
from importlib import import_module
from pathlib import Path

from analysis.patterns.pattern import Pattern
from sim.errors import ConfigError


@cache
def every_pattern() -> tuple[Pattern, ...]:
    """The acceptance table, in order of its numbers."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("p[0-9][0-9]_*.py"))
    return tuple(import_module(f"analysis.patterns.{name}").PATTERN for name in names)


def chosen(numbers: list[int]) -> tuple[Pattern, ...]:
    """The patterns of some numbers, in the order of the table; all of them for none.

    Raises:
        ConfigError: there is no pattern of a number.
    """
    known = {pattern.number: pattern for pattern in every_pattern()}
    strange = [number for number in numbers if number not in known]
    if strange:
        said = ", ".join(str(number) for number in strange)
        raise ConfigError(f"There is no pattern {said}; they are numbered {min(known)} to {max(known)}.")
    return tuple(pattern for number, pattern in known.items() if not numbers or number in numbers)
