"""All mistakes of a file, gathered so that they can be told at once."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError
from sim.network.reading.limits import MAX_TOLD


class Problems:
    """What is wrong with one file. Tells the first `MAX_TOLD` and counts the rest."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.told: list[str] = []
        self.count = 0

    def add(self, line: str) -> None:
        """Note one mistake."""
        self.count += 1
        if len(self.told) < MAX_TOLD:
            self.told.append(line)

    def each(self, wrong: NDArray[Any], tell: Callable[[int], str]) -> None:
        """Note one mistake for each true place of `wrong`, shape (M,); `tell` puts a place into words."""
        places = np.flatnonzero(wrong)
        room = MAX_TOLD - len(self.told)
        self.told.extend(tell(int(place)) for place in places[:room])
        self.count += len(places)

    def stop(self) -> None:
        """Raise `NetworkError` with all that was noted, if anything was."""
        if self.count == 1:
            raise NetworkError(f"{self.where}: {self.told[0]}")
        if self.count:
            rest = self.count - len(self.told)
            lines = [*self.told, f"and {rest} more"] if rest else self.told
            raise NetworkError(
                f"{self.where} has {self.count} mistakes:\n" + "\n".join(f"  - {line}" for line in lines)
            )


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun, as in "1 row" and "3 rows"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def rows_told(rows: NDArray[np.int64]) -> str:
    """Row numbers in a sentence, the first few: "row 3", "rows 3, 7, 9 and 12 more"."""
    shown = ", ".join(str(int(row)) for row in rows[:5])
    rest = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {shown}{rest}"
