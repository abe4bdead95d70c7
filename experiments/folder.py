"""Where a job's results go: one folder a job, which appears whole or not at all.

`outputs/<study>/1`, `2`, …: the same job run again replaces its own folder; any other job gets the next
number. So nothing that another job made is ever overwritten. Files are first written to a folder of their
own beside it, which then gets its name in one step; a job that is killed leaves no half results behind a
name that looks finished.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from sim.errors import OutputError

CONFIG: Final = "config.yaml"
"""The file of a folder that says what was run."""

PROVENANCE: Final = "provenance.json"
"""The file of a folder that says which job made it, under the name `job`."""


class ResultFolder:
    """A folder of results in the making.

    Attributes:
        path: where files are to be written until `finish`.
    """

    def __init__(self, outputs: Path, study: str) -> None:
        self._study = outputs / study
        with writing(self._study):
            self._study.mkdir(parents=True, exist_ok=True)
            self.path = Path(mkdtemp(prefix=".unfinished-", dir=self._study))
            self.path.chmod(0o755)

    def finish(self, job: str) -> Path:
        """Give the folder its name; returns where it then stands."""
        with writing(self._study):
            mine = _folder_of(job, self._study)
            if mine is not None:
                aside = Path(mkdtemp(prefix=".replaced-", dir=self._study))
                mine.rename(aside / mine.name)
                self.path.rename(mine)
                shutil.rmtree(aside)
                self.path = mine
                return mine
            number = 1
            while not self._named(self._study / str(number)):
                number += 1
            return self.path

    def discard(self) -> None:
        """Take an unfinished folder away."""
        if self.path.name.startswith(".unfinished-"):
            shutil.rmtree(self.path, ignore_errors=True)
            with suppress(OSError):
                self._study.rmdir()

    def _named(self, name: Path) -> bool:
        """Whether the folder could take this name, which nobody has."""
        if name.exists():
            return False
        try:
            self.path.rename(name)
        except OSError:
            if not name.exists():
                raise
            return False
        self.path = name
        return True


@contextmanager
def result_folder(outputs: Path, study: str) -> Iterator[ResultFolder]:
    """A folder to fill and `finish`; taken away when something goes wrong before.

    Raises:
        OutputError: the place cannot be written.
    """
    folder = ResultFolder(outputs, study)
    try:
        yield folder
    finally:
        folder.discard()


@contextmanager
def writing(path: Path, instead: str = "outputs=DIR") -> Iterator[None]:
    """Say in plain words where writing failed, and what says another place.

    Raises:
        OutputError: for any error of the file system.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(not_here(path, error, instead)) from None


def not_here(path: Path, error: OSError, instead: str = "outputs=DIR") -> str:
    """What is said of a place in which nothing can be kept, and what says another."""
    return f"{path}: results cannot be written here ({reason(error)}); say where with {instead}"


def reason(error: OSError) -> str:
    """What the file system said, within a sentence."""
    return (error.strerror or str(error)).lower()


def _folder_of(job: str, study: Path) -> Path | None:
    """The finished folder of the same job, if there is one."""
    for found in sorted(study.glob(f"*/{PROVENANCE}")):
        with suppress(OSError, ValueError, AttributeError):
            if not found.parent.name.startswith(".") and json.loads(found.read_text("utf-8")).get("job") == job:
                return found.parent
    return None
