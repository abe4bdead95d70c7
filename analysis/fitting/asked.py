"""Sorts out what stands behind `firewood calibrate abc` and `optuna`: words of the fit, of the engine, of the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError

from analysis.fitting.free import FORM, read_free
from analysis.fitting.reading import read_target
from analysis.fitting.target import Target
from analysis.patterns.every import known
from experiments.asked import Range, ask, options_of
from experiments.compose import Composed, compose, mistaken
from experiments.options import EngineOptions
from experiments.overrides import OF_SWEEPS
from experiments.plain import number_or_text
from sim.errors import ConfigError, nearest
from sim.scenario.fields import Record, choice, quantity
from sim.scenario.mistakes import mistakes_in

STUDY: Final = "fits"
"""The study of a fit that names none."""

_PLACES: Final = ("study", "outputs")


class FitOptions(Record):
    """What both ways to fit understand."""

    target: str | None = choice(None, "file of what was measured", unit="path")
    free: str | None = choice(None, FORM)
    cap: int | None = quantity(
        None,
        "most names a person could give in a survey (0: no limit; left out: looked for)",
        unit="names",
        high=10_000,
    )
    draws: int = quantity(100, "draws that are run again for the predictive check (0: none)", unit="draws", high=10_000)
    seed: int = quantity(0, "seed of all that is drawn", unit="", high=2**31 - 1)


class AbcOptions(FitOptions):
    """Of ABC-SMC."""

    particles: int = quantity(100, "accepted in each generation", unit="candidates", low=10, high=100_000)
    generations: int = quantity(5, "generations at most", unit="generations", low=1, high=100)
    quantile: float = quantity(0.5, "of the accepted distances that the next must keep within", low=0.05, high=0.95)
    goal: float = quantity(0.0, "the tolerance at which it is done", unit="scales", high=1e9)
    rate: float = quantity(0.02, "least share of candidates accepted", low=0.0001, high=0.5)
    kernel: Literal["global", "local"] = choice("global", "how particles are moved")
    replicates: int = quantity(
        1, "runs of a candidate; its weight is the share of them within", unit="runs", low=1, high=1000
    )
    patterns: str = choice("1,2,3", "numbers of the patterns tried over the posterior, where rules are free; none")
    pattern_draws: int = quantity(5, "draws at which they are tried", unit="draws", low=1, high=1000)
    pattern_seeds: int = quantity(10, "seeds of each arm then", unit="runs", low=2, high=1000)


class OptunaOptions(FitOptions):
    """Of a point fit."""

    trials: int = quantity(80, "points tried", unit="points", low=1, high=100_000)
    batch: int = quantity(8, "points asked for at once", unit="points", low=1, high=1000)
    replicates: int = quantity(
        5, "runs of a point, over whose distances the mean is taken", unit="runs", low=1, high=1000
    )


_COMMANDS: Final[dict[type[FitOptions], str]] = {AbcOptions: "abc", OptunaOptions: "optuna"}


@dataclass(frozen=True, eq=False)
class AskedFit[O: FitOptions]:
    """A fit as asked for.

    Attributes:
        options: of the fit.
        target, free: what is fitted to, and what is fitted.
        fixed: overrides of the world, which all runs share.
        composed: that world, checked; its free values are those of the start.
        engine: what does the work.
        threads: processes, where the engine does not say.
        engine_words: what was typed of it.
        typed: everything, as typed.
    """

    options: O
    target: Target
    free: tuple[Range, ...]
    fixed: tuple[str, ...]
    composed: Composed
    engine: EngineOptions
    threads: int | None
    engine_words: tuple[str, ...]
    typed: tuple[str, ...]

    @property
    def study(self) -> Path:
        """The folder in which fits of this study lie."""
        study = self.composed.study
        return self.composed.outputs / (study if study != "runs" else STUDY)


def ask_fit[O: FitOptions](kind: type[O], words: Sequence[str]) -> AskedFit[O]:
    """Sort out what was typed.

    Raises:
        FirewoodError: what the user can mend.
    """
    own: dict[str, str] = {}
    engine: list[str] = []
    places: list[str] = []
    fixed: list[str] = []
    for word in words:
        name, sign, value = word.partition("=")
        name = name.strip().lstrip("+")
        if name in kind.model_fields and sign:
            own[name] = value.strip()
        elif name.partition(".")[0] in ("engine", "threads"):
            engine.append(word)
        elif name in _PLACES:
            places.append(word)
        elif name.partition(".")[0] in OF_SWEEPS:
            raise ConfigError(f"{word}: a fit sees to this itself{_instead(name, kind)}")
        elif other := _of_another(name, kind):
            here, allowed = f"firewood calibrate {_COMMANDS[kind]}", ", ".join(kind.model_fields)
            raise ConfigError(f"{word}: this belongs to firewood calibrate {other}; {here} has {allowed}")
        else:
            fixed.append(word)
    options = _options(kind, own)
    if options.target is None or options.free is None:
        lacking = " and ".join(name for name in ("target", "free") if getattr(options, name) is None)
        raise ConfigError(f"{lacking} must be said: target=FILE, {FORM}")
    free = read_free(options.free)
    _see_to_words(fixed, free, kind)
    if isinstance(options, AbcOptions):
        known(numbers_of(options.patterns))
    target = read_target(options.target, options.cap)
    if target.weekly and not any(_name(word) == "weeks" for word in fixed):
        fixed.append(f"weeks={target.weeks}")
    composed = compose([*fixed, *places])
    if composed.scenario.weeks < target.weeks:
        raise ConfigError(
            f"weeks={composed.scenario.weeks}: {target.source} measures week {target.weeks - 1}, so runs need "
            f"{target.weeks} weeks or more; left out, they get as many"
        )
    target = target.see_to_names(tuple(trust.name for trust in composed.scenario.trusts))
    job = options_of(engine)
    return AskedFit(options, target, free, tuple(fixed), composed, job.engine, job.threads, tuple(engine), tuple(words))


def numbers_of(patterns: str) -> list[int]:
    """The numbers of patterns as written; none for "none".

    Raises:
        ConfigError: they are no numbers.
    """
    plain = patterns.strip().removeprefix("[").removesuffix("]")
    if plain.lower() in ("none", "null", ""):
        return []
    try:
        return [int(each) for each in plain.split(",")]
    except ValueError:
        raise ConfigError(f"patterns={patterns}: numbers such as 1,2,3 are wanted, or none") from None


def _name(word: str) -> str:
    return word.partition("=")[0].strip().lstrip("+~")


def _options[O: FitOptions](kind: type[O], own: dict[str, str]) -> O:
    try:
        return kind.model_validate({name: _plain(name, text) for name, text in own.items()})
    except ValidationError as error:
        raise mistaken(mistakes_in(error, kind, own)) from None


def _plain(name: str, text: str) -> object:
    """A value as typed: a number where it reads as one, else the text without quotes."""
    if name in ("target", "free", "patterns"):
        return text.strip("'\"") or None
    return number_or_text(text)


def _instead(name: str, kind: type[FitOptions]) -> str:
    if name.partition(".")[0] == "replicates":
        return "; replicates=N is a number"
    return nearest(name, kind.model_fields)


def _of_another(name: str, kind: type[FitOptions]) -> str | None:
    """The other way to fit, where a word is one of its own."""
    return next(
        (command for other, command in _COMMANDS.items() if other is not kind and name in other.model_fields), None
    )


def _see_to_words(fixed: Sequence[str], free: Sequence[Range], kind: type[FitOptions]) -> None:
    """Refuse what is given twice, and what is varied as in a sweep.

    Raises:
        ConfigError: so it is.
    """
    both = [each.name for each in free if any(_name(word) == each.name for word in fixed)]
    if both:
        raise ConfigError(f"{', '.join(both)}: free, and given as well; leave one of the two out")
    asked = ask(fixed)
    varied = [*(each.name for each in asked.axes), *(each.name for each in asked.ranges)]
    if varied:
        raise ConfigError(f"{', '.join(varied)}: a fit is of one world; what is to be fitted is free: {FORM}")
    strange = [word for word in fixed if "=" in word and "." not in (name := _name(word)) and _near(name, kind)]
    if strange:
        raise mistaken([f"{word}: there is no such word{nearest(_name(word), kind.model_fields)}" for word in strange])


def _near(name: str, kind: type[FitOptions]) -> bool:
    """Whether a word is none of the world's, and nearly one of the fit's."""
    from experiments.overrides import groups
    from sim.scenario import Scenario

    return name not in (*groups(), *Scenario.model_fields) and bool(nearest(name, kind.model_fields))
