"""Where the results of a run or a sweep lie, by path or by name."""

from pathlib import Path
from typing import Final

from experiments.folder import CONFIG
from experiments.store.files import SWEEP
from sim.errors import ConfigError
from sim.places import at_home

OUTPUTS: Final = Path("outputs")
"""Where a name is sought that is no path."""


def found(named: Path, outputs: Path = OUTPUTS) -> Path:
    """The folder of a path, or of a name under `outputs`.

    Raises:
        ConfigError: there is none; says which there are.
    """
    for folder in (at_home(named), outputs / named):
        if any((folder / file).is_file() for file in (CONFIG, SWEEP)):
            return folder
    near = [place for place in (at_home(named), outputs / named, outputs) if place.is_dir()]
    there = sorted(
        {f"{file.parent}" for place in near for name in (CONFIG, SWEEP) for file in place.glob(f"**/{name}")}
    )
    told = f"; there are {', '.join(there[:20])}{' …' if len(there) > 20 else ''}" if there else ""
    what = "no run or sweep is in this folder" if at_home(named).is_dir() else "there is no such folder"
    raise ConfigError(f"{named}: {what}, nor one of that name under {outputs}{told}")
