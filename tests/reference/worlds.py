"""Worlds small enough to work out by hand, and a crowd, on which the oracle is tried.

Chances are set to 0 or 1 (or within 1e-8 of 1), so that what must happen does not hang on luck.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.network.ties import ITEMS, Ties
from sim.scenario import Scenario
from sim.staff import Staff
from tests.reference.model import ReferenceModel

Population = tuple[Staff, Ties]

CALM: dict[str, Any] = {
    "values": {"clarity": 1, "concision": 1, "consistency": 1},
    "leadership": {"clinical": 1, "enablement": 1, "fear": 0},
    "talk": {"sessions": 0},
    "support": {"strength": 0},
    "programme": {"volume": 0},
    "workshops": {"rate": 0},
    "staffing": {"turnover": 0, "alignment_start": 1, "alignment_join": 1, "alignment_spread": 0},
    "rules": {
        "talk_rate": 20,
        "session_heat": 3.5,
        "coaching_heat": 0.64,
        "told_weight": 0.15,
        "dampness": 3.1,
        "steepness": 2.5,
        "take_up": 0.27,
        "reflective_transfer": 0.18,
        "trust_loss": 0.004,
        "gain_regress": 0.02,
        "crew": 1,
        "asking": 1,
        "capacity": 5.2,
        "threshold": 0.19,
        "lapse": 0.027,
        "protection": 0.82,
        "trust_gain": 0.012,
    },
}
"""An organisation where everyone is aligned and nothing is done; tests say what is."""


def population(
    units: Sequence[int],
    arcs: Sequence[tuple[int, int]] = (),
    professions: Sequence[int] = (),
    seniority: Sequence[int] = (),
    **items: float | Sequence[float],
) -> Population:
    """People by unit and arcs by (source, target); every item is 1 but for those given, for all or arc by arc."""
    staff = Staff(
        unit=np.array(units, np.int32),
        profession=np.array(professions or [0] * len(units), np.int8),
        seniority=np.array(seniority or [1] * len(units), np.int8),
    )
    columns = {name: items.get(name, 1.0) for name in ITEMS}
    return staff, Ties.from_arcs([source for source, _ in arcs], [target for _, target in arcs], columns)


def after(weeks: int, people: Population, **given: Any) -> ReferenceModel:
    """A calm organisation with some things said, after some weeks."""
    model = ReferenceModel(Scenario(**CALM).changed(**given), [people])
    for _ in range(weeks):
        model.step()
    return model


def this_week(model: ReferenceModel, *names: str) -> list[float]:
    """Some of the last week's measures, of the first organisation."""
    return [model.weekly[-1][name][0] for name in names]


def crowd(seed: int) -> Population:
    """Sixty people in units of seven, with tangled arcs and items."""
    random = np.random.default_rng(seed)
    arcs = dict.fromkeys((int(a), int(b)) for a, b in random.integers(0, 60, (400, 2)) if a != b)
    arcs |= dict.fromkeys((b, a) for a, b in list(arcs)[:150])
    staff, _ = population([row // 7 for row in range(60)], professions=random.integers(0, 5, 60).tolist())
    items = {name: random.uniform(0.3, 0.9, len(arcs)) for name in ITEMS}
    return staff, Ties.from_arcs([a for a, _ in arcs], [b for _, b in arcs], items)
