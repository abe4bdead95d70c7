"""Reads what a sweep's command line asks for: what is varied, what stands still, and how it is to be run.

A comma makes an axis (`network=trust_a,trust_d`, also Hydra's `range(0,1,0.25)`), `interval(0,1)` a range to
sample from, `design.over=[seasoning]` the same over the sweep bounds of the schema. Everything else is as for
one run. The grammar is Hydra's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from experiments.compose import compose, merged, mistaken, texts
from experiments.options import SweepOptions
from experiments.overrides import OF_SWEEPS, groups, job_groups, parser, read
from sim.errors import ConfigError, nearest
from sim.scenario import Parameter, Scenario, parameters
from sim.scenario.mistakes import mistakes_in

if TYPE_CHECKING:
    from hydra.core.override_parser.types import Override

_JOB_WORDS: Final = (*OF_SWEEPS, "study", "outputs", "threads")
_LISTS: Final = ("series", "design.over")
"""Words of which a comma makes a list, not an axis."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What takes each of several values.

    Attributes:
        name: a group, or the path of a parameter.
        texts: the values as typed.
        composed: whether each needs composing anew: a group, or rows of `changes`.
    """

    name: str
    texts: tuple[str, ...]
    composed: bool


@dataclass(frozen=True, slots=True)
class Range:
    """A parameter to sample.

    Attributes:
        name: its path.
        low, high: bounds, both possible.
        whole: whether only whole numbers will do.
        log: whether it is sampled evenly in its logarithm.
    """

    name: str
    low: float
    high: float
    whole: bool
    log: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A sweep as asked for.

    Attributes:
        fixed: overrides that hold for all points, in order.
        axes, ranges: what is varied, in order.
        options: how it is run.
        job: the names of the options that were typed.
        typed: everything, as typed.
    """

    fixed: tuple[str, ...]
    axes: tuple[Axis, ...]
    ranges: tuple[Range, ...]
    options: SweepOptions
    job: frozenset[str]
    typed: tuple[str, ...]


def ask(overrides: Sequence[str]) -> Asked:
    """Sort out what was typed.

    Raises:
        FirewoodError: overrides that cannot be read, cannot be varied, or options that cannot be.
    """
    fixed: list[str] = []
    axes: dict[str, Axis] = {}
    ranges: dict[str, Range] = {}
    job: list[str] = []
    wrong: list[str] = []
    for written in overrides:
        name = _name(written)
        if name.partition(".")[0] in _JOB_WORDS:
            job.append(_job(name, written))
            continue
        override = _varied(name, written)
        axes.pop(name, None)
        ranges.pop(name, None)
        if override is None:
            fixed.append(written)
            continue
        if mistake := _mistake(override, name, written):
            wrong.append(mistake)
        elif override.is_interval_sweep():
            ranges[name] = _range(override, name)
        else:
            axes[name] = Axis(name, _texts(override, name), not is_leaf(name))
    if wrong:
        raise mistaken(wrong)
    options = options_of(job)
    for name in options.design.over:
        ranges.setdefault(name, _range_of_schema(name))
    see_to_once(fixed, options.design.over, "design.over")
    try:
        _see_that_they_fit(axes, ranges, options)
    except ConfigError:
        compose(fixed)  # where `design` is misspelt, that is told, and not what comes of it
        raise
    named = frozenset(_name(word) for word in job)
    return Asked(tuple(fixed), tuple(axes.values()), tuple(ranges.values()), options, named, tuple(overrides))


def see_to_once(fixed: Sequence[str], varied: Sequence[str], where: str) -> None:
    """Refuse what is varied and has one value given by hand as well, which would have no effect.

    Raises:
        ConfigError: something is both.
    """
    both = [written for written in fixed if _name(written) in varied]
    if both:
        raise mistaken([f"{each}: {where} varies {_name(each)} as well; leave one of the two out" for each in both])


def is_leaf(name: str) -> bool:
    """Whether a path names one parameter, so that its value can be set without composing anew."""
    return parameter(name) is not None


def parameter(name: str) -> Parameter | None:
    """The parameter of a path, also of one of `organisations`; None for a group, rows, or what there is not."""
    return _parameters().get(re.sub(r"^organisations\.\d+\.", "", name))


@cache
def _parameters() -> Mapping[str, Parameter]:
    rows = ("changes", "organisations")
    return {each.path: each for each in parameters(Scenario) if each.path not in rows}


def _name(written: str) -> str:
    """The name of an override, with the numbers of organisations as steps of its path."""
    return re.sub(r"\[(\d+)\]", r".\1", written.partition("=")[0].strip()).lstrip("+~")


def _job(name: str, written: str) -> str:
    """An option as it is read: a number of replicates, a list without its brackets."""
    value = written.partition("=")[2].strip()
    if name == "replicates" and re.fullmatch(r"[\d.+-]+", value):
        return f"replicates.n={value}"
    if name in _LISTS and not value.startswith("[") and ("," in value or name == "design.over"):
        return f"{name}=[{value}]"
    return written


def _varied(name: str, written: str) -> "Override | None":
    """The override, if it varies something; what cannot be read is left to be told with the rest."""
    from hydra.errors import HydraException

    before, sign, value = written.partition("=")
    if not sign:
        return None
    try:
        override = parser()(re.sub(r"\[(\d+)\]", r".\1", before.strip()) + sign + value)
    except HydraException:
        return None
    return override if override.is_sweep_override() else None


def _mistake(override: "Override", name: str, written: str) -> str | None:
    """Why something cannot be varied."""
    if name == "seed":
        return f"{written}: every point is run with the same seeds, to share its luck; say how many with replicates=N"
    if name.partition(".")[0] == "costs":
        return f"{written}: unit costs change no run"
    if override.is_interval_sweep():
        found = parameter(name)
        if found is None or found.low is None:
            return f"{written}: only a parameter that is a number has an interval{nearest(name, _parameters())}"
        value: Any = override.value()
        if not value.start < value.end:
            return f"{written}: the first number of an interval is the smaller"
        if value.start < found.low or (found.high is not None and value.end > found.high):
            return f"{written}: allowed is {found.allowed}{f' ({found.unit})' if found.unit else ''}"
        if takes_whole(name) and floor(value.end) <= ceil(value.start):
            return f"{written}: an interval holds two whole numbers or more; one is given as a value"
        if "log" in value.tags and value.start <= 0:
            return f"{written}: an interval in logarithms begins above 0"
        return None
    try:
        texts_of_it = _texts(override, name)
    except ValueError as error:  # range(0,1,0)
        return f"{written}: no values come of this ({error})"
    if not texts_of_it:
        options = groups().get(name)
        return f"{written}: no values come of this" + (f"; {name} has {', '.join(options)}" if options else "")
    return None


def _texts(override: "Override", name: str) -> tuple[str, ...]:
    """The values of an axis as typed; `glob(*)` is all options of a group."""
    from hydra.core.override_parser.types import Glob

    value: Any = override.value()
    if isinstance(value, Glob):
        return tuple(value.filter(list(groups().get(name, ()))))
    return tuple(dict.fromkeys(str(text) for text in override.sweep_string_iterator()))


def _range(override: "Override", name: str) -> Range:
    value: Any = override.value()
    return Range(name, float(value.start), float(value.end), takes_whole(name), "log" in value.tags)


def _range_of_schema(name: str) -> Range:
    found = parameter(name)
    if found is None or found.sweep is None:
        known = [path for path, each in _parameters().items() if each.sweep is not None]
        why = "this is not a number" if found else "there is no such parameter"
        raise ConfigError(f"design.over: {name}: {why}{nearest(name, known)}; firewood params lists all")
    if found.sweep[0] >= found.sweep[1] or name == "seed":
        raise ConfigError(f"design.over: {name}: the schema has no range worth sweeping for it; use interval(LOW,HIGH)")
    return Range(name, *found.sweep, takes_whole(name))


def takes_whole(name: str) -> bool:
    """Whether the schema wants whole numbers: it refuses a half."""
    kind: Any = Scenario
    steps = re.sub(r"^organisations\.\d+\.", "", name).split(".")
    for step in steps[:-1]:
        kind = kind.model_fields[step].annotation
    return "int" in re.findall(r"\w+", str(kind.model_fields[steps[-1]].annotation))


def options_of(job: Sequence[str]) -> SweepOptions:
    """The options of a sweep, checked.

    Raises:
        FirewoodError: mistakes, all at once.
    """
    asked = read(job, _free_texts(), job_groups())
    if asked.mistakes:
        raise mistaken(asked.mistakes)
    given = merged(asked, "sweep")
    strange = [name for name in given if name not in SweepOptions.model_fields]
    if strange:
        raise mistaken([f"{name}: there is no such option" for name in strange])
    try:
        return SweepOptions(**given)
    except ValidationError as error:
        raise mistaken(mistakes_in(error, SweepOptions, given)) from None


@cache
def _free_texts() -> frozenset[str]:
    return texts() | {each.path for each in parameters(SweepOptions) if each.unit in ("name", "path")}


def _see_that_they_fit(axes: Mapping[str, Axis], ranges: Mapping[str, Range], options: SweepOptions) -> None:
    """Refuse ranges with a design that does not sample, and the other way round."""
    kind = options.design.kind
    if kind in ("grid", "table") and ranges:
        raise ConfigError(
            f"{', '.join(ranges)}: an interval needs a design that samples it, such as design=sobol design.n=256; "
            f"design={kind} takes values with commas"
        )
    if kind not in ("grid", "table") and not ranges:
        raise ConfigError(
            f"design={kind} samples ranges, and none is given: seasoning=interval(0,1), or "
            "design.over=[seasoning,programme.volume] for the sweep bounds of the schema"
        )
    if (kind == "table") != (options.design.file is not None):
        raise ConfigError(
            "design=table needs design.file=FILE.csv" if kind == "table" else "design.file goes with design=table"
        )
    twice = [name for name in axes if name in ranges]
    if twice:
        raise ConfigError(f"{', '.join(twice)}: given with commas, and also in design.over")
