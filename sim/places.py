"""Files that are asked for and are not there: said at once, with the nearest name that is."""

from difflib import get_close_matches
from itertools import islice
from os.path import expanduser
from pathlib import Path
from typing import Final

from sim.errors import NetworkError

MAX_SEARCHED: Final = 5_000
"""Names among which the nearest spelling is looked for."""


def at_home(place: str | Path) -> Path:
    """A path with the home folder for ~ or ~somebody; as it stands where there is no such home, as for ~$staff.xlsx."""
    return Path(expanduser(place))


def see_that_it_is_there(place: Path) -> None:
    """Refuse a file or folder that does not exist.

    Raises:
        NetworkError: there is none; names the nearest.
    """
    if not place.exists():
        raise NetworkError(f"there is no file {place}{near(place.name, place.parent)}")


def near(name: str, folder: Path) -> str:
    """The file of a folder whose name comes nearest."""
    try:
        names = [entry.name for entry in islice(folder.iterdir(), MAX_SEARCHED)]
    except OSError:
        return f"; there is no folder {folder} either" if not folder.exists() else ""
    found = get_close_matches(name.lower(), [other.lower() for other in names], n=1, cutoff=0.5)
    return f"; did you mean {next(other for other in names if other.lower() == found[0])}?" if found else ""
