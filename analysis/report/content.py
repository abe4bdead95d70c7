"""What a report says, apart from how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Table:
    """A table: a heading, columns, rows of words, and a note below."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True)
class Report:
    """What a report says.

    Attributes:
        title: what was run.
        question: what was asked, in words.
        answer: sentences, each with its n.
        results: tables with n and intervals.
        figures: PNG files, each with its caption.
        parameters: of what was run; those that are not the default come first.
        provenance: name and value.
        limits: sentences.
    """

    title: str
    question: str
    answer: Sequence[str]
    results: Sequence[Table]
    figures: Sequence[tuple[Path, str]]
    parameters: Sequence[Table]
    provenance: Sequence[tuple[str, str]]
    limits: Sequence[str] = field(default_factory=tuple)
