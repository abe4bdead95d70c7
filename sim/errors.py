"""What can go wrong, as one small tree. Every message says what, where, what is allowed.

FirewoodError
├── ScenarioError      a scenario that cannot be: unknown names, values out of range
├── NetworkError       a file of ties that cannot be read, or ties that cannot be built
├── ConfigError        a command line or configuration that cannot be composed
└── OutputError        a place that cannot be written
"""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from re import ASCII, fullmatch, search
from typing import Final

_PERCENT: Final = r"([+-]?\d+(?:\.\d+)?)\s*%"


class FirewoodError(Exception):
    """Anything the user can mend; printed without a traceback."""


class ScenarioError(FirewoodError):
    """A scenario that cannot be. `mistakes` holds one line each."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        count = "one mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        super().__init__(f"The scenario has {count}:\n" + "\n".join(f"  - {line}" for line in mistakes))

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[list[str]]]:
        """Pickle by its mistakes, so that it crosses processes whole."""
        return (type(self), (self.mistakes,))


class NetworkError(FirewoodError):
    """A file of ties that cannot be read, or ties that cannot be built."""


class ConfigError(FirewoodError):
    """A command line or configuration that cannot be composed."""


class OutputError(FirewoodError):
    """A place that cannot be written."""


def nearest(word: str, allowed: Iterable[str]) -> str:
    """A hint that names the nearest right spelling of `word`, or an empty string.

    A dotted name is found by its last part as well (`volume` for `programme.volume`), where it is the only one of that.
    """
    lowered = {name.lower(): name for name in allowed}
    ends = {name: name.rpartition(".")[2] for name in lowered}
    times = Counter(ends.values())
    last = {end: lowered[name] for name, end in ends.items() if times[end] == 1}
    said = word.lower()
    if said in last:
        return f"; did you mean {last[said]}?"
    for known, cutoff in ((lowered, 0.6), (last, 0.8)):
        if found := get_close_matches(said, list(known), n=1, cutoff=cutoff):
            return f"; did you mean {known[found[0]]}?"
    return ""


def percent(text: str) -> float | None:
    """The share that a percent stands for, 0.6 for "60%"; None where the text is no percent."""
    found = fullmatch(rf"\s*{_PERCENT}\s*", text, flags=ASCII)
    return None if found is None else float(found[1]) / 100


def as_shares(text: str) -> str:
    """A hint for a text that holds percents, or an empty string."""
    found = search(_PERCENT, text, flags=ASCII)
    return "" if found is None else f"; percents are written as shares: {found[0]} is {float(found[1]) / 100:g}"
