"""Writes what an analysis of a sweep found, into the folder of the sweep.

analysis/<name>.csv    tidy tables
analysis/<name>.json   what was asked, of which results, with what
figures/<name>.png     and .svg
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analysis.figures import style
from analysis.sweeps.arms import Reading
from experiments.provenance import origin
from experiments.store import files

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FOLDER: Final = "analysis"
FIGURES: Final = "figures"


def save(
    reading: Reading,
    name: str,
    options: Mapping[str, Any],
    tables: Mapping[str, "pd.DataFrame"],
    figures: Mapping[str, Callable[[], "Figure"]],
    told: Sequence[str],
) -> list[Path]:
    """Write tables, figures and where they come from; what is there of the same name is replaced.

    Args:
        reading: what was analysed.
        name: of the analysis, such as `sobol`.
        options: what was asked for besides the outcome.
        tables, figures: by the end of their names, the main one first; where they come from is named as that.
        told: what the command says beside the table.

    Raises:
        OutputError: the folder cannot be written.
    """
    sweep, stem = Path(reading.path), f"{name}-{reading.of}"
    written: list[Path] = []
    with files.storing(sweep):
        for folder in (FOLDER, FIGURES):
            (sweep / folder).mkdir(exist_ok=True)
    for end, table in tables.items():
        path = sweep / FOLDER / f"{stem}{end}.csv"
        with files.replaced(path) as aside:
            table.to_csv(aside, index=False)
        written.append(path)
    with style.paper():
        for end, draw in figures.items():
            made = style.save(draw(), sweep / FIGURES, f"{stem}{end}")
            written += [sweep / FIGURES / each for each in made]
    said = {
        "analysis": name,
        "of": reading.of,
        "options": dict(options),
        "sweep": {"path": reading.path, "results_digest": reading.digest, "model": reading.said["model"]},
        "n": reading.n,
        "figures": [f"{stem}{end}" for end in figures],
        "told": [*told, *reading.notes],
        "made": origin(diff=False),
    }
    path = sweep / FOLDER / f"{stem}{next(iter(tables))}.json"
    files.replace_bytes(path, (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode())
    return [*written, path]
