"""Whether a file or a folder can be written where it was asked for, seen before a run is made for it."""

from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from sim.errors import OutputError

ELSEWHERE: Final = "another place with --output"


def see_to_file(path: Path, *, replace: bool) -> None:
    """Refuse a file that cannot be written, or stands there already.

    Raises:
        OutputError: so it is.
    """
    if path.is_dir():
        raise OutputError(f"--output {path}: this is a folder; give a file")
    see_to_folder(path.parent, path)
    if path.exists() and not replace:
        raise OutputError(f"{path} is there already; say --replace to write over it, or {ELSEWHERE}")


def see_to_folder(folder: Path, what: Path | None = None) -> None:
    """Refuse a folder that is not there and cannot be made, or in which nothing can be written.

    Args:
        folder: where something is to be written.
        what: what the message calls; left out, the folder.

    Raises:
        OutputError: so it is.
    """
    there = next(place for place in (folder, *folder.parents) if place.exists())
    told = f"{what or folder} cannot be written"
    if not there.is_dir():
        raise OutputError(f"{told}: {there} is a file, not a folder; say {ELSEWHERE}")
    try:
        with TemporaryFile(dir=there):
            pass
    except OSError as error:
        raise OutputError(f"{told} ({(error.strerror or str(error)).lower()}); say {ELSEWHERE}") from None
