"""How a sweep is run: its design, its replicates, its engine, and what is kept. None of it changes a run's result."""

from typing import Literal, Self

from pydantic import field_validator, model_validator

from sim.errors import nearest
from sim.scenario.fields import Record, choice, part, quantity

DesignKind = Literal["grid", "table", "lhs", "sobol", "saltelli", "morris"]


class DesignOptions(Record):
    """Which points are run."""

    kind: DesignKind = choice("grid", "the design", source="")
    n: int = quantity(128, "points, base samples or trajectories", unit="points", low=1, high=10_000_000)
    over: tuple[str, ...] = choice((), "parameters sampled over the sweep bounds of the schema", unit="names")
    file: str | None = choice(None, "CSV file of points, for design=table", unit="path")
    seed: int = quantity(0, "seed of the sample", unit="", high=2**31 - 1)
    levels: int = quantity(4, "levels of Morris' grid", unit="levels", low=2, high=1_000)
    second_order: bool = choice(False, "whether Saltelli's design serves second-order indices")


class ReplicateOptions(Record):
    """How many runs each point gets."""

    kind: Literal["fixed", "auto"] = choice("fixed", "a number, or as many as precision needs")
    n: int = quantity(1, "runs that differ only in luck", unit="runs", low=1, high=1_000_000)
    measure: str = choice("practising_final", "column of the runs whose mean is wanted", unit="name")
    precision: float = quantity(0.05, "half-width of the interval that is wanted", unit="of the measure", high=1e9)
    scale: Literal["absolute", "relative"] = choice("absolute", "half-width as it is, or as a share of the mean")
    confidence: float = quantity(0.95, "confidence of the interval", low=0.5, high=0.9999)
    least: int = quantity(10, "runs to begin with", unit="runs", low=3, high=10_000)
    ahead: int = quantity(5, "further runs that must keep the precision", unit="runs", high=1_000)
    most: int = quantity(200, "runs at which a point is given up", unit="runs", low=3, high=1_000_000)

    @model_validator(mode="after")
    def _room_to_grow(self) -> Self:
        if self.kind == "auto" and self.most < self.least + self.ahead:
            raise ValueError(f"most ({self.most}) leaves no room for least + ahead ({self.least} + {self.ahead})")
        return self


class EngineOptions(Record):
    """What does the work."""

    kind: Literal["local", "dask"] = choice("local", "this machine's processes, or a Dask cluster")
    processes: int | None = quantity(None, "processes (left out: one a core)", unit="processes", low=1, high=4_096)
    address: str | None = choice(None, "of a Dask scheduler (left out: one is started here)", unit="name")
    seconds: float = quantity(5.0, "work in a shard, about", unit="seconds", low=0.001, high=3_600)


class SweepOptions(Record):
    """All of it, and where results go."""

    design: DesignOptions = part(DesignOptions, "which points are run")
    replicates: ReplicateOptions = part(ReplicateOptions, "how often")
    engine: EngineOptions = part(EngineOptions, "by what")
    sweep: str | None = choice(None, "name of the folder, under outputs/study", unit="name")
    study: str | None = choice(None, "folder of the study, under `outputs`", unit="name")
    outputs: str | None = choice(None, "where all results go", unit="path")
    threads: int | None = quantity(None, "processes, unless the engine says", unit="processes", low=1, high=4_096)
    series: tuple[str, ...] = choice((), "weekly measures that are kept", unit="names")
    series_every: int = quantity(4, "of which weeks: every so many", unit="weeks", low=1, high=10_000)

    @field_validator("series", mode="before")
    @classmethod
    def _none_one_or_all(cls, series: object) -> object:
        if series in (None, "none"):
            return ()
        if series == "all":
            from sim.measures import MEASURES

            return tuple(MEASURES)
        return (series,) if isinstance(series, str) else series

    @field_validator("series")
    @classmethod
    def _are_measured(cls, series: tuple[str, ...]) -> tuple[str, ...]:
        if not series:
            return ()
        from sim.measures import MEASURES

        wrong = [name for name in series if name not in MEASURES]
        if wrong:
            told = "; ".join(f"{name!r} is not measured{nearest(name, MEASURES)}" for name in wrong)
            raise ValueError(f"{told} (measures: {', '.join(MEASURES)})")
        return tuple(dict.fromkeys(series))

    @field_validator("sweep", "study")
    @classmethod
    def _is_a_folder(cls, name: str | None) -> str | None:
        if name is not None and (name in ("", ".", "..") or "/" in name or "\\" in name or name.startswith(".")):
            raise ValueError(f"{name!r} cannot name a folder; give one name, and say where with outputs=DIR")
        return name
