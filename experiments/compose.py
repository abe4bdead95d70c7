"""Composes a scenario from the groups in `configs/` and from overrides, with Hydra's compose API.

Hydra chooses and merges; the schema (`sim.scenario`) checks. What leaves this file is a frozen
`Scenario` and plain values: nothing inside the model ever sees an OmegaConf object.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

from experiments.checked import RunOptions, checked, wrong_alone
from experiments.overrides import Overrides, Value, folder, read
from experiments.panel import with_panel
from sim.errors import ConfigError, ScenarioError
from sim.places import at_home
from sim.scenario import Scenario, parameters

if TYPE_CHECKING:
    from omegaconf import DictConfig

_ONE_AT_A_TIME: Final = Lock()
"""Hydra keeps its state in one global place."""

DECIDES: Final = {"network": "network.kind", "context": "seasoning"}
"""The value that makes the choice of a group what it is, where that is one value."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What a command line asks for.

    Attributes:
        scenario: the world, checked.
        study: name of the study.
        outputs: the folder under which results go.
        replicates: how many runs that differ only in luck.
        threads: threads to work with; None for one a core.
        overrides: what was asked for, as typed.
    """

    scenario: Scenario
    study: str
    outputs: Path
    replicates: int
    threads: int | None
    overrides: tuple[str, ...]

    @property
    def seed(self) -> int:
        """The seed of all luck."""
        return self.scenario.seed


def compose(overrides: Sequence[str] = ()) -> Composed:
    """Compose what a command line asks for; takes about a sixth of a second, the first time that it is asked.

    A later override wins over an earlier one of the same name; a value by hand over a group; and
    `values`, `leadership` and `talk` over what a `context` chooses.

    Args:
        overrides: in Hydra's grammar, such as "network=trust_a" or "programme.volume=0.4".

    Raises:
        ConfigError: overrides that cannot be read, or that name no group's option.
        ScenarioError: parameters that do not exist or have values that cannot be; all of them at once.

    Example:
        >>> compose(["context=damp", "leadership=distributed"]).scenario.antecedent("leadership.fear")
        0.1
    """
    return _composed(tuple(overrides))


@lru_cache(maxsize=32)
def _composed(overrides: tuple[str, ...]) -> Composed:
    return compose_world(overrides)[0]


def compose_world(overrides: Sequence[str]) -> tuple[Composed, dict[str, Any]]:
    """As `compose`, and the world as given to the schema: nested, without the schema's own defaults.

    Raises:
        FirewoodError: as for `compose`.
    """
    asked = read(overrides, texts())
    if asked.mistakes:
        raise mistaken(asked.mistakes)
    if wrong := wrong_alone(asked) or _overruled_and_wrong(asked):
        raise ScenarioError(wrong)
    given = with_panel(_with_shocks(merged(asked)))
    options = {name: given.pop(name) for name in RunOptions.model_fields if name in given}
    scenario, run = checked(given, options)
    if idle := _idle(asked, given):
        raise mistaken(idle)
    outputs = at_home(run.outputs)
    return Composed(scenario, run.study, outputs, run.replicates, run.threads, tuple(overrides)), given


def _overruled_and_wrong(asked: Overrides) -> list[str]:
    """Mistakes in values that have no effect, since a later one wins: they were typed, so they are told."""
    return [line for value in asked.overruled for line in wrong_alone(Overrides({}, (value,), ()))]


def mistaken(lines: Sequence[str]) -> ConfigError:
    """Mistakes in overrides, a line each, as one error."""
    count = "one override" if len(lines) == 1 else f"{len(lines)} overrides"
    return ConfigError(f"There is a mistake in {count}:\n" + "\n".join(f"  - {line}" for line in lines))


@cache
def texts() -> frozenset[str]:
    """Paths of the parameters that are free texts."""
    every = (*parameters(Scenario), *parameters(RunOptions))
    return frozenset(parameter.path for parameter in every if parameter.unit in ("name", "path"))


def merged(asked: Overrides, root: str = "config") -> dict[str, Any]:
    """The root configuration with the chosen groups and the values by hand, as plain dicts and lists.

    Raises:
        ConfigError: it cannot be composed.
    """
    from hydra import compose as hydra_compose
    from hydra import initialize_config_dir
    from hydra.errors import HydraException
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException

    try:
        with _ONE_AT_A_TIME, initialize_config_dir(str(folder()), job_name="firewood", version_base="1.3"):
            config = hydra_compose(root, overrides=list(asked.choices.values()))
    except HydraException as error:
        raise ConfigError(f"The configuration in {folder()} cannot be composed: {_said(error)}") from error
    OmegaConf.set_struct(config, False)
    wrong = [line for value in asked.values if (line := _apply(value, config))]
    if wrong:
        raise mistaken(wrong)
    try:
        plain = OmegaConf.to_container(config, resolve=True, throw_on_missing=True)
    except OmegaConfBaseException as error:
        path = f"{error.full_key}: " if error.full_key else ""
        raise ConfigError(f"{path}{_said(error)}") from error
    return {str(name): value for name, value in cast(dict[Any, Any], plain).items()}


def _apply(value: Value, config: "DictConfig") -> str | None:
    """Set or take away one value; the mistake, if it cannot be done."""
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException

    try:
        if value.removed:
            return _remove(value, config)
        OmegaConf.update(config, value.path, value.value, merge=True, force_add=True)
    except (OmegaConfBaseException, AssertionError, ValueError, IndexError, TypeError):
        return f"{value.written}: nothing can stand at {value.path}; see firewood params"
    return None


def _remove(value: Value, config: "DictConfig") -> str | None:
    from omegaconf import OmegaConf

    above, _, name = value.path.rpartition(".")
    group = OmegaConf.select(config, above) if above else config
    if not OmegaConf.is_dict(group) or name not in group:
        return f"{value.written}: no group and no value by hand says {value.path}, so nothing can be taken away"
    del group[name]
    return None


def _said(error: BaseException) -> str:
    """The first thing that an error of Hydra or OmegaConf says, without its advice."""
    while error.__cause__ is not None and not str(error).strip():
        error = error.__cause__
    return str(error).strip().partition("\n")[0].rstrip(".")


def _with_shocks(given: Mapping[str, Any]) -> dict[str, Any]:
    """Put the rows of the chosen shocks before `changes`, also before those of each organisation."""
    world = dict(given)
    shocks = world.pop("shocks", None) or {}
    strange = [name for name, rows in shocks.items() if not isinstance(rows, list)]
    if strange:
        raise mistaken([f"shocks.{name}: a shock is a list of rows, as `changes` is" for name in strange])
    rows = [row for shock in shocks.values() for row in shock]
    if not rows:
        return world
    world["changes"] = _after(rows, world.get("changes"))
    if isinstance(world.get("organisations"), list):
        world["organisations"] = [
            {**trust, "changes": _after(rows, trust["changes"])}
            if isinstance(trust, Mapping) and "changes" in trust
            else trust
            for trust in world["organisations"]
        ]
    return world


def _after(rows: list[Any], changes: Any) -> Any:
    """Both, in this order; what is not a list is left for the schema to refuse."""
    return [*rows, *(changes or [])] if isinstance(changes, list | None) else changes


def _idle(asked: Overrides, world: Mapping[str, Any]) -> list[str]:
    """Overrides that would do nothing: each of `organisations` says otherwise itself, or a file does."""
    network = world.get("network")
    sizes = [value.written for value in asked.values if value.path == "network.size"]
    if sizes and isinstance(network, Mapping) and network.get("kind") == "survey":
        return [f"{sizes[-1]}: the staff are those in the file; network.around=N builds an organisation around them"]
    given = world.get("organisations")
    trusts = given if isinstance(given, list) else []
    paths = {choice: DECIDES[group] for group, choice in asked.choices.items() if group in DECIDES}
    paths |= {value.written: value.path for value in asked.values}
    return [
        f"{written}: this would change nothing, as each of the organisations says its own {path}; "
        f"say it of one of them, such as organisations[0].{path}=…"
        for written, path in paths.items()
        if trusts and all(says(trust, path) for trust in trusts)
    ]


def says(trust: Any, path: str) -> bool:
    """Whether an organisation, as given, says `path` itself."""
    for step in path.split("."):
        if not isinstance(trust, Mapping) or step not in trust:
            return False
        trust = trust[step]
    return True
