"""A committed baseline: the numbers of two small runs. When they change, the model has changed: say so in CHANGELOG.

`uv run python -m tests.sim.test_baseline` writes the baseline anew.
"""

import json
import math
from pathlib import Path

import numpy as np

from sim.measures import MEASURES
from sim.scenario import Scenario
from sim.simulation import simulate

BASELINE = Path(__file__).with_name("baseline.json")
WEEKS = (0, 1, 13, 51, 103)
SCENARIOS = {
    "seasoned trust A": Scenario(network={"kind": "trust_a", "size": 100}, seasoning=0.9, weeks=104, seed=1),
    "damp trust D, two organisations": Scenario(
        seasoning=0.1,
        weeks=104,
        seed=2,
        network={"kind": "trust_d", "size": 90},
        organisations=[{"name": "one"}, {"name": "two", "seasoning": 0.7, "programme": {"choose": "teams"}}],
    ),
}


def numbers() -> dict[str, dict[str, list[list[float | None]]]]:
    """Scenario → measure → week → organisation, at double precision, to nine digits."""
    found: dict[str, dict[str, list[list[float | None]]]] = {}
    for name, scenario in SCENARIOS.items():
        results = simulate(scenario, width=np.float64)
        found[name] = {
            measure: [[_plain(value) for value in results.series(measure)[week]] for week in WEEKS]
            for measure in MEASURES
        }
    return found


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else float(f"{value:.9g}")


def test_nothing_has_changed() -> None:
    assert numbers() == json.loads(BASELINE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    BASELINE.write_text(json.dumps(numbers(), indent=1) + "\n", encoding="utf-8")
