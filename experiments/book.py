"""A file that keeps what is found, a line each, so that work that is killed goes on where it was.

Each line is an object of JSON. The last may have been cut off by a kill: it is passed over, and what comes next begins
on a line of its own.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from experiments.folder import writing


def kept_lines(path: Path | None) -> Iterator[dict[str, Any]]:
    """The objects of a file, in order; none where there is no file. Lines that are none are passed over."""
    if path is None or not path.exists():
        return
    for line in path.read_bytes().split(b"\n")[:-1]:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row


class Book:
    """The same file, opened to be written on; without a path nothing is kept.

    Raises:
        FirewoodError: a file that cannot be written.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def __enter__(self) -> "Book":
        if self._path is not None:
            with writing(self._path.parent):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("ab")
                if self._file.tell() and not self._path.read_bytes().endswith(b"\n"):
                    self._file.write(b"\n")
        return self

    def write(self, row: Mapping[str, Any]) -> None:
        """Add a line; it is on its way to the disk when this returns."""
        if self._file is not None and self._path is not None:
            with writing(self._path.parent):
                self._file.write(json.dumps(row).encode() + b"\n")
                self._file.flush()

    def __exit__(self, *why: object) -> None:
        if self._file is not None:
            self._file.close()
