"""An earlier job, read back from its folder, so that its runs can be made again.

A run is a pure function of its scenario and its seed, so nothing else of it needs to have been kept. What needs Numba
is imported when it is asked for, so that mistakes in what is asked of a job are told at once.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from experiments.folder import CONFIG, PROVENANCE
from sim.errors import ConfigError, nearest
from sim.scenario import Scenario


class Earlier(NamedTuple):
    """An earlier job.

    Attributes:
        scenarios: what was run.
        seeds: with which seeds; those of the scenarios where the folder does not say.
        made: what the folder says of how it was made.
    """

    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    made: Mapping[str, Any]

    @property
    def same_model(self) -> bool:
        """Whether the model's source is still that with which it was run."""
        from sim.compiled import source_digest

        return self.made.get("model") in (None, source_digest())

    @property
    def other_files(self) -> tuple[str, ...]:
        """Files of ties in which there is something else now, or which are gone."""
        from experiments.keys import files_of

        then = self.made.get("files", {})
        return tuple(path for path, now in files_of(self.scenarios).items() if then.get(path, now) != now)


class Which(NamedTuple):
    """One organisation of one run.

    Attributes:
        scenario: the run, with its seed.
        number: of the organisation in it, from 0.
    """

    scenario: Scenario
    number: int

    @property
    def name(self) -> str:
        """What the organisation is called."""
        return self.scenario.trusts[self.number].name


def read_earlier(folder: Path) -> Earlier:
    """Read what a job's folder says was run.

    Raises:
        ConfigError: there is no such folder, or no job left its configuration in it.
        ScenarioError: a configuration that this version of the schema does not take.
    """
    made = _mapping(folder / PROVENANCE, json.loads) if (folder / PROVENANCE).exists() else {}
    rows = _mapping(_config(folder), _yaml).get("scenarios")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        raise ConfigError(f"{folder / CONFIG}: no list `scenarios` of what was run")
    scenarios = tuple(Scenario(**row) for row in rows)
    seeds = made.get("seeds")
    known = isinstance(seeds, list) and bool(seeds) and all(isinstance(seed, int) for seed in seeds)
    return Earlier(
        scenarios=scenarios,
        seeds=tuple(seeds) if known and seeds else (scenarios[0].seed,),
        made=made,
    )


def choose(scenarios: Sequence[Scenario], organisation: str | None) -> Which:
    """The organisation of a name (or number from 1, over all scenarios); left out, the first.

    Raises:
        ConfigError: there is none of that name, or several.
    """
    every = [Which(scenario, index) for scenario in scenarios for index in range(len(scenario.trusts))]
    if organisation is None:
        return every[0]
    named = [which for which in every if which.name == organisation]
    if not named and organisation.isdecimal() and 1 <= int(organisation) <= len(every):
        return every[int(organisation) - 1]
    if len(named) == 1:
        return named[0]
    names = [which.name for which in every]
    told = ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))
    wrong = f"{len(named)} are called so" if named else f"there is none of that name{nearest(organisation, names)}"
    raise ConfigError(f"organisation={organisation}: {wrong}; by number and name they are: {told}")


def with_seed(earlier: Earlier, seed: int | None) -> Earlier:
    """The job with its scenarios at one of its seeds; left out, the first.

    Raises:
        ConfigError: it was not run with that seed.
    """
    if seed is not None and seed not in earlier.seeds:
        told = ", ".join(map(str, earlier.seeds[:20])) + (" …" if len(earlier.seeds) > 20 else "")
        raise ConfigError(f"seed={seed}: this job was not run with it; its seeds are {told}")
    chosen = earlier.seeds[0] if seed is None else seed
    return earlier._replace(scenarios=tuple(each.model_copy(update={"seed": chosen}) for each in earlier.scenarios))


def _config(folder: Path) -> Path:
    """The configuration in a folder."""
    config = folder / CONFIG
    if config.is_file():
        return config
    if not folder.is_dir():
        raise ConfigError(
            f"{folder}: there is no such folder; name the folder of an earlier run, such as outputs/runs/1"
        )
    below = sorted(path.parent.name for path in folder.glob(f"*/{CONFIG}"))
    hint = f"; in it are the runs {', '.join(below[:20])}" if below else ""
    raise ConfigError(f"{folder}: no run left its {CONFIG} here{hint}")


def _yaml(text: str) -> Any:
    from omegaconf import OmegaConf

    return OmegaConf.to_container(OmegaConf.create(text))


def _mapping(path: Path, parse: Any) -> Mapping[str, Any]:
    """What a file of a job's folder says.

    Raises:
        ConfigError: it cannot be read.
    """
    try:
        said = parse(path.read_text("utf-8"))
    except Exception as error:  # whatever yaml, json and the file system find wrong with it
        reason = str(error).partition("\n")[0][:120] or type(error).__name__
        raise ConfigError(f"{path}: it cannot be read ({reason})") from None
    if not isinstance(said, Mapping):
        raise ConfigError(f"{path}: names with values are wanted in it")
    return said
