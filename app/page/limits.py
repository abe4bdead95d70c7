"""How much one request may ask for, so that one visitor cannot keep the others waiting."""

from typing import Any, Final

from sim.errors import FirewoodError

MAX_BODY: Final = 2_000_000
"""Bytes of a request that asks for runs; a survey's ties, as the browser sends them back, are most of it."""

MAX_UPLOAD: Final = 5_000_000
"""Bytes of an uploaded survey."""

MAX_UNZIPPED: Final = 60_000_000
"""Bytes that an uploaded workbook may unpack to."""

MAX_PEOPLE: Final = 2_000
MAX_WEEKS: Final = 1_040
MAX_PERSON_WEEKS: Final = 900_000
"""People × weeks of one run."""

MAX_FUTURES: Final = 200
MAX_FUTURE_WEEKS: Final = 60_000_000
"""People × weeks × futures of one comparison."""

MAX_CHANGES: Final = 60
"""Changes in the course of one run."""

SECONDS: Final = 60.0
"""Time that one piece of work may take."""

WAITING: Final = 120
"""Pieces of work that may wait; whoever comes then is asked to try again."""


class PageError(FirewoodError):
    """A request that cannot be served, told in plain words."""


class BusyError(FirewoodError):
    """Too many ask at once, or one piece of work took too long."""


def check_people_weeks(people: int, weeks: int, futures: int = 1) -> None:
    """Refuse runs that are too large for the page.

    Raises:
        PageError: too many people, weeks or futures; `firewood run` takes them.
    """
    wrong = []
    if people > MAX_PEOPLE:
        wrong.append(f"{people:,} people; the page takes up to {MAX_PEOPLE:,}")
    if weeks > MAX_WEEKS:
        wrong.append(f"{weeks:,} weeks; the page takes up to {MAX_WEEKS:,}")
    if people * weeks > MAX_PERSON_WEEKS:
        wrong.append(f"{people:,} people over {weeks:,} weeks; the page takes up to {MAX_PERSON_WEEKS:,} person-weeks")
    if futures > MAX_FUTURES:
        wrong.append(f"{futures} futures; the page takes up to {MAX_FUTURES}")
    if people * weeks * futures > MAX_FUTURE_WEEKS:
        wrong.append(f"{futures} futures of {people:,} people over {weeks:,} weeks; take fewer futures")
    if wrong:
        raise PageError(f"{'; '.join(wrong)}. Larger ones run with the command firewood run.")


def number(given: Any, name: str, low: float, high: float) -> float:
    """A number of a request, within its range.

    Raises:
        PageError: it is none, or outside.
    """
    if isinstance(given, bool) or not isinstance(given, int | float) or not low <= given <= high:
        raise PageError(f"{name}: a number from {low:g} to {high:g} is wanted, not {str(given)[:40]!r}")
    return float(given)


def whole(given: Any, name: str, low: int, high: int) -> int:
    """A whole number of a request, within its range.

    Raises:
        PageError: it is none, or outside.
    """
    value = number(given, name, low, high)
    if value != int(value):
        raise PageError(f"{name}: a whole number is wanted, not {value:g}")
    return int(given)


def group(given: Any, name: str, allowed: tuple[str, ...]) -> dict[str, Any]:
    """A group of named values, of which none is unknown.

    Raises:
        PageError: it is no group, or has names that mean nothing.
    """
    if not isinstance(given, dict):
        raise PageError(f"{name}: named values are wanted")
    unknown = [key for key in given if key not in allowed]
    if unknown:
        raise PageError(f"{name}: {str(unknown[0])[:40]!r} means nothing here; allowed are {', '.join(allowed)}")
    return given
