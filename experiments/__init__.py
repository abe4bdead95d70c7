"""From a configuration to runs: composing, running many, keeping what was run.

What stands here is public; each name is fetched when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.store.folder import Sweep
    from experiments.sweeps import open_sweep, sweep

__all__ = ["Sweep", "open_sweep", "sweep"]


def __getattr__(name: str) -> Any:
    """Fetch a public name from where it stands (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from experiments import sweeps

    return getattr(sweeps, name)
