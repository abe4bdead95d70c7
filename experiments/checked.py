"""Checks what is said of a run against the schema: the whole of it, or values by hand by themselves."""

from collections.abc import Iterable
from typing import Any, Final

from pydantic import ValidationError, field_validator

from experiments.overrides import OF_SWEEPS, Overrides, Value, groups
from sim.errors import ScenarioError, nearest
from sim.scenario import Scenario
from sim.scenario.fields import Record, choice, quantity
from sim.scenario.mistakes import mistakes_in

NOT_THERE: Final = "there is no such parameter"
"""How a message begins that tells of a name which means nothing."""


SEEDS: Final = 2**63
"""How many seeds there are."""


class RunOptions(Record):
    """What a run needs to know beside the world; none of it changes a result."""

    study: str = choice("runs", "folder of the study, under `outputs`", unit="name")
    outputs: str = choice("outputs", "where all results go", unit="path")
    replicates: int = quantity(1, "runs that differ only in luck", unit="runs", low=1, high=1_000_000)
    threads: int | None = quantity(
        None, "threads to work with (left out: one a core)", unit="threads", low=1, high=4_096
    )

    @field_validator("study")
    @classmethod
    def _is_a_folder(cls, study: str) -> str:
        if study in ("", ".", "..") or "/" in study or "\\" in study:
            raise ValueError(f"{study!r} cannot name a folder; give one name, and say where with outputs=DIR")
        return study


def checked(world: dict[str, Any], options: dict[str, Any]) -> tuple[Scenario, RunOptions]:
    """The scenario and the run's options, or every mistake in either."""
    unknown = _unknown(world)
    mistakes = list(unknown.values())
    scenario, run = None, None
    try:
        scenario = Scenario(**{name: value for name, value in world.items() if name not in unknown})
    except ScenarioError as error:
        mistakes += error.mistakes
    try:
        run = RunOptions(**options)
    except ValidationError as error:
        mistakes += mistakes_in(error, RunOptions, options)
    if scenario is None or run is None or mistakes:
        raise ScenarioError(mistakes)
    see_to_seeds(scenario.seed, run.replicates)
    return scenario, run


def see_to_seeds(first: int, runs: int) -> None:
    """Refuse a first seed after which there are not enough: the runs of a point are counted up from it.

    Raises:
        ScenarioError: the last would be beyond what a seed can be.
    """
    if first > (last := SEEDS - runs):
        raise ScenarioError([f"seed: {first} leaves no room for the seeds of {runs:,} runs; allowed is 0 to {last}"])


def _unknown(names: Iterable[str]) -> dict[str, str]:
    """Names at the top that nothing is called, with what is said of them."""
    known = (*Scenario.model_fields, "panel", *RunOptions.model_fields, *groups())
    return {
        name: f"{name}: this is about sweeps: firewood sweep {name}=…"
        if name in OF_SWEEPS
        else f"{name}: {NOT_THERE} or group{nearest(name, (*known, *OF_SWEEPS))}"
        for name in names
        if name not in known
    }


def _stands_alone(value: Value) -> bool:
    """Whether what a value by hand says hangs on nothing else."""
    said = value.value
    pointing = isinstance(said, str) and ("${" in said or said == "???")
    return isinstance(said, bool | int | float | str) and not value.removed and not pointing


def wrong_alone(asked: Overrides) -> list[str]:
    """Every mistake in values by hand, where all of them are wrong whatever the groups say; found without Hydra.

    Where anything else is wrong as well, or anything is not plain, nothing is said: the whole has to be composed.
    """
    paths = [value.path for value in asked.values]
    if any(path.partition(".")[0] == "panel" for path in paths):  # it is drawn before the schema sees it
        return []
    if not all(_stands_alone(value) for value in asked.values) or any(
        part.isdecimal() for path in paths for part in path.split(".")
    ):
        return []
    unknown = _unknown(dict.fromkeys(path.partition(".")[0] for path in paths))
    world: dict[str, Any] = {}
    for value in asked.values:
        *above, name = value.path.split(".")
        group = world
        for step in above:
            group = group.setdefault(step, {})
            if not isinstance(group, dict):
                return []
        group[name] = value.value
    options = {name: world.pop(name) for name in RunOptions.model_fields if name in world}
    try:
        checked(world, options)
    except ScenarioError as error:
        alone = (*unknown.values(), *(f"{path}: " for path in paths))
        return error.mistakes if all(line.startswith(alone) for line in error.mistakes) else []
    return []
