"""A panel: many organisations drawn by luck, each with antecedents and a programme of its own.

A panel is only a shorter way of writing `organisations`; once it is drawn, nothing depends on it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError, model_validator

from sim.errors import ScenarioError
from sim.scenario import SEASONING
from sim.scenario.fields import Record, quantity
from sim.scenario.mistakes import mistakes_in
from sim.scenario.programme import NAMELESS

if TYPE_CHECKING:
    import numpy as np

LEAST: Final = 100
"""People in the smallest organisation."""


class Panel(Record):
    """How the organisations of a panel are drawn."""

    organisations: int = quantity(5, "how many organisations", unit="organisations", low=2, high=2_000, source="[A]")
    staff: int = quantity(
        1_500, "staff of all of them; sizes are log-normal", unit="people", low=2 * LEAST, high=5_000_000, source="[A]"
    )
    unevenness: float = quantity(
        0.5, "standard deviation of the logarithm of an organisation's size", unit="", high=2, source="[A]"
    )
    spread: float = quantity(
        0.15, "standard deviation of an antecedent about its organisation's seasoning", unit="share", source="[A]"
    )
    volume_low: float = quantity(0.02, "least share of staff trained", unit="share", low=1e-3, source="[A]")
    volume_high: float = quantity(0.4, "largest share of staff trained", unit="share", low=1e-3, source="[A]")
    starts_within: int = quantity(
        104, "weeks within which the organisations begin", unit="weeks", high=520, source="[A]"
    )
    seed: int = quantity(0, "seed of the panel; that of a run is another", unit="", high=2**31 - 1)

    @model_validator(mode="after")
    def _can_be(self) -> "Panel":
        if self.staff < LEAST * self.organisations:
            raise ValueError(f"staff ({self.staff:,}) is fewer than {LEAST} for each of the organisations")
        if self.volume_low > self.volume_high:
            raise ValueError(f"volume_low ({self.volume_low:g}) lies above volume_high ({self.volume_high:g})")
        return self


def with_panel(given: Mapping[str, Any]) -> dict[str, Any]:
    """A world with its `panel`, if it has one, written out as `organisations`.

    Raises:
        ScenarioError: a panel that cannot be, or one beside `organisations`.
    """
    world = dict(given)
    if "panel" not in world:
        return world
    asked = world.pop("panel") or {}
    if world.get("organisations"):
        raise ScenarioError(["panel: organisations are given as well; give one of the two"])
    if not isinstance(asked, Mapping):
        raise ScenarioError([f"panel: must be a group of {', '.join(Panel.model_fields)}; got {asked!r}"])
    try:
        panel = Panel(**asked)
    except ValidationError as error:
        raise ScenarioError([f"panel.{line}" for line in mistakes_in(error, Panel, dict(asked))]) from None
    return world | {"organisations": organisations(panel)}


def organisations(panel: Panel) -> list[dict[str, Any]]:
    """The organisations of a panel, as a scenario takes them.

    Each has a seasoning u ~ U(0, 1), antecedents at clip(u + N(0, spread), 0, 1) of their way from damp to seasoned,
    a log-uniform volume, a policy of choosing and a week in which training and coaching begin, support lasting five
    years.
    """
    import numpy as np

    random = np.random.default_rng([panel.seed])
    count = panel.organisations
    seasoning = random.random(count)
    levels = np.clip(seasoning[:, None] + random.normal(0.0, panel.spread, (count, len(SEASONING))), 0.0, 1.0)
    weights = np.exp(random.normal(0.0, panel.unevenness, count))
    low, high = np.log(panel.volume_low), np.log(panel.volume_high)
    volumes = np.exp(low + (high - low) * random.random(count))
    policies = random.integers(0, len(NAMELESS), count)
    starts = random.integers(0, panel.starts_within + 1, count)
    room = panel.staff - LEAST * count
    sizes = LEAST + np.floor(room * weights / weights.sum()).astype(int)
    sizes[np.argmax(sizes)] += panel.staff - int(sizes.sum())
    return [
        {
            "name": f"organisation {o + 1}",
            "network": {"size": int(sizes[o])},
            "programme": {
                "volume": round(float(volumes[o]), 4), "choose": NAMELESS[policies[o]], "start": int(starts[o])
            },
            "support": {"start": int(starts[o]), "end": int(starts[o]) + 260},
            **_antecedents(levels[o]),
        }
        for o in range(count)
    ]  # fmt: skip


def _antecedents(levels: "np.ndarray[Any, np.dtype[np.float64]]") -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for (lever, (damp, seasoned)), level in zip(SEASONING.items(), levels, strict=True):
        group, name = lever.split(".")
        found.setdefault(group, {})[name] = round(float(damp + level * (seasoned - damp)), 6)
    return found
