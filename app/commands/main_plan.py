"""What `firewood` runs: four organisations, two kinds of ties in two contexts, or what is typed in their place.

Each of the four is a scenario of its own, composed as `firewood run network=… context=…` would compose it. What
is typed applies to all of them; `network=` or `context=`, with one option or several after commas, takes the
place of that pair, and `seasoning=` or `network.kind=` too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from experiments.compose import DECIDES, Composed, compose
from sim.errors import ConfigError

AXES: Final = {"network": ("trust_a", "trust_d"), "context": ("seasoned", "damp")}
"""The options of the two groups that are varied."""

_OWN: Final = ("experiment", "organisations", "name")
"""What the main job says itself."""


@dataclass(frozen=True)
class Planned:
    """One of the organisations before it is run."""

    ties: str
    context: str
    composed: Composed


def plan(overrides: Sequence[str]) -> list[Planned]:
    """The organisations, one for each pair of ties and context."""
    _refuse(overrides)
    axes = {axis: _options(axis, overrides) for axis in AXES}
    rest = [override for override in overrides if name_of(override) not in AXES]
    planned = []
    for network in axes["network"]:
        for context in axes["context"]:
            chosen = [f"{axis}={option}" for axis, option in (("network", network), ("context", context)) if option]
            composed = compose([*chosen, *rest])
            trust = composed.scenario
            ties = _ties_in_words(network or trust.network.kind, trust.network.path)
            words = context if context else f"seasoning {trust.seasoning:g}"
            named = trust.changed(name=f"{ties}, {words}")
            composed = Composed(named, composed.study, composed.outputs, composed.replicates, composed.threads, ())
            planned.append(Planned(ties, words, composed))
    return planned


def _refuse(overrides: Sequence[str]) -> None:
    """Tell what would change nothing here, or belongs to `firewood run`."""
    wrong = [override for override in overrides if name_of(override).partition("[")[0].partition(".")[0] in _OWN]
    if wrong:
        lines = [f"  - {override}: the main job makes and names its own organisations" for override in wrong]
        raise ConfigError("\n".join([*lines, f"Did you mean firewood run {' '.join(overrides)}?"]).lstrip("- "))


def _options(axis: str, overrides: Sequence[str]) -> tuple[str, ...]:
    """The options of an axis: its own two, the one typed last, or none where its value is given by hand."""
    typed = [override.partition("=")[2].strip() for override in overrides if name_of(override) == axis]
    if typed:
        return tuple(dict.fromkeys(option.strip() for option in typed[-1].split(",")))
    by_hand = any(name_of(override) == DECIDES[axis] for override in overrides)
    return ("",) if by_hand else AXES[axis]


def name_of(override: str) -> str:
    """What an override is about."""
    return override.partition("=")[0].strip().lstrip("+~")


def _ties_in_words(kind: str, path: str | None) -> str:
    """What ties are called: "trust_a" is "Trust A", a survey is called by its file."""
    if path is not None:
        return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    first, _, rest = kind.partition("_")
    return f"{first.capitalize()} {rest.upper()}".strip()
