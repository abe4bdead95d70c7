"""A small organisation with a target simulated of it, for tests of whole fits."""

from pathlib import Path

import numpy as np

from experiments import sweep

WORLD = ("network.size=40", "context=seasoned")
FREE = "free=take_up:0.1..0.6,lapse:0.005..0.1:log"
TRUE = {"rules.take_up": 0.4, "rules.lapse": 0.02}
WEEKS = range(4, 61, 8)
SMALL = (FREE, *WORLD, "particles=16", "generations=3", "draws=10", "patterns=none", "engine.processes=1")
POINT = (FREE, *WORLD, "trials=12", "batch=4", "replicates=2", "draws=6", "engine.processes=1")


def made_target(folder: Path, measures: tuple[str, ...] = ("practising", "knowledge"), seed: int = 901) -> Path:
    """What one run with `TRUE` shows in some weeks."""
    words = [*WORLD, *(f"{name}={value}" for name, value in TRUE.items()), "weeks=61", f"seed={seed}"]
    kept = [f"series=[{','.join(measures)}]", "series_every=4", f"outputs={folder}", "engine.processes=1"]
    found = sweep(*words, *kept).series
    found = found[found["week"].isin(WEEKS)]
    path = folder / "measured.csv"
    found[["week", *measures]].to_csv(path, index=False)
    assert np.isfinite(found[list(measures)].to_numpy()).all()
    return path
