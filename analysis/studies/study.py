"""What a study is: a question in plain words, the arms run for it, what is found, and how it is drawn and told.

    Setting ──► Study.arms ──► runs ──► Study.found ──► Table, Table, … ──► Study.words
                                   └──► Study.figure

A study asks; it does not judge. Its words are made from its findings alone, whichever way they fall.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.findings import Finding
from analysis.patterns.pattern import Runs, Setting
from experiments.arms import Arm

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Table:
    """Findings in rows and columns.

    Attributes:
        heading: what the table is about.
        note: how its numbers are to be read.
        columns: their names.
        rows: by name, one finding a column; None where there is none.
    """

    heading: str
    note: str
    columns: tuple[str, ...]
    rows: Mapping[str, Sequence[Finding | None]]

    def __getitem__(self, place: tuple[str, str]) -> Finding:
        """The finding in a row and a column.

        Raises:
            KeyError: there is none.
        """
        row, column = place
        found = self.rows[row][self.columns.index(column)] if column in self.columns else None
        if found is None:
            raise KeyError(f"{self.heading}: nothing stands in row {row!r}, column {column!r}")
        return found

    def __iter__(self) -> Iterator[tuple[str, str, Finding]]:
        """Row, column and finding of each, row by row."""
        for row, cells in self.rows.items():
            for column, cell in zip(self.columns, cells, strict=True):
                if cell is not None:
                    yield row, column, cell


Tables = Mapping[str, Table]
"""The tables of a study by a short name of their own."""


@dataclass(frozen=True)
class Study:
    """A study.

    Attributes:
        name: as it is asked for.
        title: a few words.
        question: in plain words.
        assumes: what it takes for granted beside the model, and how what was asked is represented; a sentence each.
        arms: the arms to run in a setting.
        found: what was found, from the runs of those arms and the setting.
        figure: of the same.
        words: the reading, a paragraph each, from the tables.
    """

    name: str
    title: str
    question: str
    assumes: tuple[str, ...]
    arms: Callable[[Setting], Sequence[Arm]]
    found: Callable[[Runs, Setting], Tables]
    figure: "Callable[[Runs, Setting], Figure]"
    words: Callable[[Tables], list[str]]
