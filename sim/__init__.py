"""Firewood: how a culture of improvement catches, spreads, smoulders or goes out among the staff of a hospital.

What stands here is public. Each name is fetched when it is first asked for, so that describing a scenario
does not wait for Mesa and the compiled week.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.agents import Collaborator, Improver
    from sim.errors import FirewoodError
    from sim.measures import Results
    from sim.model import CultureModel
    from sim.outcome import Outcome
    from sim.scenario import Change, Organisation, Rules, Scenario
    from sim.simulation import Simulation, simulate
    from sim.week import WEEK

__all__ = [
    "WEEK",
    "Change",
    "Collaborator",
    "CultureModel",
    "FirewoodError",
    "Improver",
    "Organisation",
    "Outcome",
    "Results",
    "Rules",
    "Scenario",
    "Simulation",
    "simulate",
]

_HOMES = {
    "sim.agents": ("Collaborator", "Improver"),
    "sim.errors": ("FirewoodError",),
    "sim.measures": ("Results",),
    "sim.model": ("CultureModel",),
    "sim.outcome": ("Outcome",),
    "sim.scenario": ("Change", "Organisation", "Rules", "Scenario"),
    "sim.simulation": ("Simulation", "simulate"),
    "sim.week": ("WEEK",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Fetch a public name from where it stands (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
