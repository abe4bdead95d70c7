"""What stands behind `firewood survey hold` and `export`: of which run, and the command's own values, all checked.

Nothing here needs Numba or pandas, so that a mistake is told at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError, field_validator

from app.look import at_file
from app.progress import note
from experiments.checked import NOT_THERE
from experiments.compose import compose
from experiments.earlier import Earlier, Which, choose, read_earlier, with_seed
from experiments.plain import number_or_text
from sim.errors import ConfigError, FirewoodError, nearest
from sim.halts import see_to_weeks
from sim.network.formats import TIES
from sim.network.holding import Holding
from sim.places import at_home
from sim.scenario import Scenario
from sim.scenario.fields import Record, choice, quantity
from sim.scenario.mistakes import mistakes_in


class Of(Record):
    """Of which organisation of which run."""

    organisation: str | None = choice(None, "name or number of the organisation (left out: the first)")
    seed: int | None = quantity(None, "seed of the run (left out: its first)", unit="", high=2**63 - 1)


class Asked(Of, Holding):
    """What `hold` is asked for."""

    week: int | None = quantity(None, "weeks run before the survey (left out: all)", unit="weeks", high=10_000)


class Wanted(Of):
    """What `export` is asked for."""

    week: tuple[int, ...] = choice((), "numbers of weeks run (left out: the start and the end)")
    format: tuple[str, ...] = choice(("graphml",), "formats of files")

    @field_validator("week", "format", mode="before")
    @classmethod
    def _listed(cls, given: Any) -> Any:
        parts = [] if given is None else [part.strip() for part in str(given).strip("[]()").split(",")]
        return tuple(_value(part) for part in parts if part)

    @field_validator("format")
    @classmethod
    def _known(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        if not given:
            raise ValueError(f"one is missing; allowed are {', '.join(TIES)}")
        for form in given:
            if form not in TIES:
                raise ValueError(f"{form!r} is not one of {', '.join(TIES)}{nearest(form, TIES)}")
        return given


@dataclass(frozen=True)
class Words[R: Of]:
    """What was typed, sorted out.

    Attributes:
        which: the organisation and its run.
        own: the command's own values.
        weeks: after which the run is looked at; those left out are in it.
        folder, earlier: of the run that is made again, where one was named.
    """

    which: Which
    own: R
    weeks: tuple[int, ...]
    folder: str | None = None
    earlier: Earlier | None = None

    def tell_changes(self, *, quiet: bool) -> None:
        """Say where the run that is made again will differ from the earlier."""
        if self.earlier is None:
            return
        if not self.earlier.same_model:
            note(f"The model has changed since {self.folder} was run: this run differs from it.", quiet=quiet)
        for file in self.earlier.other_files:
            note(f"{file} is not what it was when {self.folder} was run: this run differs from it.", quiet=quiet)


def to_hold(words: Sequence[str]) -> Words[Asked]:
    """What is asked of `hold`.

    Raises:
        FirewoodError: what the user can mend.
    """
    which, own, folder, earlier = _sorted(words, Asked)
    weeks = (which.scenario.weeks if own.week is None else own.week,)
    _see_to_run(which, weeks)
    return Words(which, own, weeks, folder, earlier)


def to_export(words: Sequence[str]) -> Words[Wanted]:
    """What is asked of `export`.

    Raises:
        FirewoodError: what the user can mend.
    """
    which, own, folder, earlier = _sorted(words, Wanted)
    weeks = own.week or (0, which.scenario.weeks)
    _see_to_run(which, weeks)
    return Words(which, own, weeks, folder, earlier)


def _sorted[R: Of](words: Sequence[str], kind: type[R]) -> tuple[Which, R, str | None, Earlier | None]:
    """Which organisation of which run is meant, and the values that are the command's own."""
    given: dict[str, str] = {}
    folders, overrides = [], []
    for word in words:
        name, sign, value = word.partition("=")
        if sign and name.strip() in kind.model_fields:
            given[name.strip()] = value.strip()
        elif sign or word.startswith(("+", "~")):
            overrides.append(word)
        else:
            folders.append(word)
    if len(folders) > 1:
        raise ConfigError(f"One run is wanted, not {len(folders)}: {', '.join(folders)}")
    own = _checked(kind, given)
    if not folders:
        seed = [f"seed={given['seed']}"] if "seed" in given else []
        return choose([_composed([*overrides, *seed], kind)], given.get("organisation")), own, None, None
    if overrides:
        hints = "".join(nearest(word.partition("=")[0], kind.model_fields) for word in overrides[:1])
        raise ConfigError(
            f"{overrides[0]}: an earlier run is made again as it was{hints}; beside its folder can stand {_own(kind)}"
        )
    earlier = with_seed(read_earlier(at_home(folders[0])), own.seed)
    return choose(earlier.scenarios, given.get("organisation")), own, folders[0], earlier


def _see_to_run(which: Which, weeks: Sequence[int]) -> None:
    """Refuse weeks that the run does not have, and a file of ties that is not there."""
    see_to_weeks(which.scenario, weeks)
    for trust in which.scenario.trusts:
        at_file(trust.network.path)


def _own(kind: type[Of]) -> str:
    """The values that are the command's own."""
    return ", ".join(f"{name}=…" for name in kind.model_fields)


def _composed(overrides: Sequence[str], kind: type[Of]) -> Scenario:
    """The scenario of some overrides; where one names nothing, the command's own values are told as well."""
    try:
        return compose(overrides).scenario
    except FirewoodError as error:
        if NOT_THERE not in str(error):
            raise
        raise ConfigError(f"{error}\nThe command's own values are {_own(kind)}") from None


def _checked[R: Record](kind: type[R], given: Mapping[str, str]) -> R:
    """Values as typed, checked; every mistake in them at once."""
    said = {name: _value(value) for name, value in given.items()}
    try:
        return kind(**said)
    except ValidationError as error:
        lines = mistakes_in(error, kind, said)
        raise ConfigError("\n".join(lines)) from None


def _value(text: str) -> Any:
    """A value as typed: nothing, a number or a text."""
    return None if text.lower() in ("", "none", "null") else number_or_text(text)
