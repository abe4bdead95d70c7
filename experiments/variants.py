"""Variants: worlds that need composing anew, and how a point is made of one by setting a few values in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from experiments import keys
from experiments.compose import Composed, compose_world, says
from sim.places import at_home
from sim.scenario import Organisation, Scenario

World = Mapping[str, Any]

_FILES: Final = ("path", "people")


@dataclass(frozen=True, eq=False)
class Variant:
    """One combination of groups, composed once.

    Attributes:
        choices: what was chosen for it, name by name, as typed.
        world: as given to the schema, nested; its varied values are those of its first point.
        composed: the same, checked.
        leaves: every parameter of it by path (`experiments.keys.leaves`).
    """

    choices: Mapping[str, str]
    world: World
    composed: Composed
    leaves: Mapping[str, Any]

    @property
    def scenario(self) -> Scenario:
        """The world of its first point."""
        return self.composed.scenario

    def followers(self, path: str) -> list[str]:
        """The leaves that a value set at `path` reaches: itself, and each organisation's that says nothing else."""
        trusts = self.world.get("organisations") or []
        root = path.partition(".")[0]
        below = [
            f"organisations.{number}.{path}"
            for number, trust in enumerate(trusts)
            if root in Organisation.model_fields and not says(trust, path)
        ]
        return [path, *below]


def compose_variant(fixed: Sequence[str], choices: Mapping[str, str], first: Mapping[str, str]) -> Variant:
    """Compose a variant.

    Args:
        fixed: overrides that hold for all points.
        choices: of groups and rows, as typed.
        first: other varied values of the first point, as typed, so that they are checked with the rest.

    Raises:
        FirewoodError: mistakes, all at once.
    """
    given = [f"{name}={text}" for name, text in {**choices, **first}.items()]
    composed, world = compose_world([*fixed, *given])
    found = _with_whole_paths(world)
    scenario = Scenario(**found)
    composed = Composed(scenario, composed.study, composed.outputs, composed.replicates, composed.threads, tuple(given))
    return Variant(choices, found, composed, keys.leaves(scenario))


def scenario_at(world: World, values: Mapping[str, Any]) -> Scenario:
    """A world with some values set by path.

    Raises:
        ScenarioError: they will not do.
    """
    changed: Any = dict(world)
    for path, value in values.items():
        changed = _with(changed, path.split("."), value)
    return Scenario(**changed)


def whole_path(path: str, value: Any) -> Any:
    """A value; the path of a file of ties in full, since whoever runs it may stand elsewhere."""
    is_file = isinstance(value, str) and path.split(".")[-2:] in (["network", name] for name in _FILES)
    return str(at_home(value).absolute()) if is_file else value


def _with(inside: Any, steps: list[str], value: Any) -> Any:
    """A nested value with another at some place; what lies on the way is copied."""
    step, *rest = steps
    if isinstance(inside, list):
        number = int(step)
        return [_with(each, rest, value) if rest and n == number else each for n, each in enumerate(inside)]
    copy = dict(inside) if isinstance(inside, Mapping) else {}
    copy[step] = _with(copy.get(step), rest, value) if rest else value
    return copy


def _with_whole_paths(world: World) -> dict[str, Any]:
    found: dict[str, Any] = dict(world)
    if isinstance(network := found.get("network"), Mapping):
        found["network"] = {name: whole_path(f"network.{name}", value) for name, value in network.items()}
    trusts = found.get("organisations")
    if isinstance(trusts, list):
        found["organisations"] = [_with_whole_paths(trust) for trust in trusts]
    return found
