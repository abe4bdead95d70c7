"""What-ifs: a base and changes of it, each composed as `firewood run` would compose it, and checked.

They are run with the same seeds, so that all luck that a change does not touch stays the same. What can only be
said of all runs alike (seed, weeks, replicates, where results go) belongs to the base.
"""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from experiments.checked import RunOptions
from experiments.compose import Composed, compose
from experiments.overrides import groups
from sim.errors import ConfigError, FirewoodError
from sim.scenario import Scenario

AS_IT_IS: Final = "as it is"
"""What the base is called where nobody named it."""

_UNNAMED: Final = Scenario.model_fields["name"].default
_ALIKE: Final = (*RunOptions.model_fields, "seed", "weeks")
"""What holds for the base and all its changes."""

_CONTEXT: Final = ("seasoning", "values", "leadership", "talk")
"""What a context decides, unless it is given by hand."""


@dataclass(frozen=True, eq=False)
class WhatIf:
    """One change of the base.

    Attributes:
        typed: the change as typed.
        label: what it is called: the words of the change, or the name given with `name=…`.
        scenario: the base with the change; its organisations are called after both.
        stays: overrides of the base that go on to hold although the change chooses the group they are in.
    """

    typed: str
    label: str
    scenario: Scenario
    stays: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Compared:
    """A base and its changes, ready to be run.

    Attributes:
        base: as composed.
        label: what the base is called.
        scenario: of the base; its organisation has the label as its name, unless there are several.
        changes: at least one, all different.
    """

    base: Composed
    label: str
    scenario: Scenario
    changes: tuple[WhatIf, ...]

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The base, then the changes."""
        return (self.scenario, *(change.scenario for change in self.changes))


def compared(base: Sequence[str], changes: Sequence[str]) -> Compared:
    """Compose a base and its changes.

    Args:
        base: overrides, as for `firewood run`.
        changes: each with one override or several, parted by spaces: "talk=huddles programme.start=104".

    Raises:
        FirewoodError: no change; mistakes in the base; every mistake in any change.
    """
    if not changes:
        raise ConfigError(
            "What is to be compared? Say it with --what-if, once or several times: --what-if leadership=distributed"
        )
    composed = compose(base)
    scenario = composed.scenario
    label = AS_IT_IS if scenario.name == _UNNAMED else scenario.name
    found: list[WhatIf] = []
    mistakes: list[str] = []
    for typed in changes:
        try:
            change = _change(base, composed, typed)
            _see_to_difference(change, found, label)
            found.append(change)
        except FirewoodError as mistake:
            mistakes.append(f"--what-if {shlex.quote(typed)}: {mistake}")
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    named = scenario if scenario.organisations else scenario.model_copy(update={"name": label})
    return Compared(composed, label, named, tuple(found))


def _change(base: Sequence[str], composed: Composed, typed: str) -> WhatIf:
    """One change, composed on top of the base."""
    try:
        words = shlex.split(typed)
    except ValueError:
        raise ConfigError("a quotation mark is not closed") from None
    if not words:
        raise ConfigError("it is empty; write what changes, such as leadership=distributed")
    fixed = [word for word in words if _name(word) in _ALIKE]
    if fixed:
        raise ConfigError(
            f"{', '.join(fixed)}: this holds for the base and all changes alike; say it before the first --what-if"
        )
    scenario = compose([*base, *words]).scenario
    if scenario.weeks != composed.scenario.weeks or scenario.seed != composed.scenario.seed:
        raise ConfigError(
            f"it runs {scenario.weeks} weeks from seed {scenario.seed}, the base {composed.scenario.weeks} weeks from "
            f"seed {composed.scenario.seed}; give the base weeks= and seed= by hand, they then hold for all"
        )
    _see_to_organisations(composed.scenario, scenario)
    if _world(scenario) == _world(composed.scenario):
        raise ConfigError("this changes nothing: the base is so already")
    own = [word for word in words if _name(word) != "name"]
    label = scenario.name if len(own) < len(words) else ", ".join(own)
    return WhatIf(typed, label, _called(scenario, label), tuple(_staying(base, words)))


def _see_to_organisations(base: Scenario, scenario: Scenario) -> None:
    names, changed = ([trust.name for trust in each.organisations] for each in (base, scenario))
    if names != changed:
        raise ConfigError(
            f"its organisations are {', '.join(changed) or 'one'}, those of the base {', '.join(names) or 'one'}; "
            "each is compared with itself, so they must be the same"
        )


def _see_to_difference(change: WhatIf, earlier: Sequence[WhatIf], base: str) -> None:
    """Changes differ from each other, and so do their names."""
    for other in earlier:
        if _world(other.scenario) == _world(change.scenario):
            raise ConfigError(f"this is the same as --what-if {shlex.quote(other.typed)}")
    if change.label in (base, *(other.label for other in earlier)):
        raise ConfigError(f"{change.label}: two would be called so; give this another name=…")


def _called(scenario: Scenario, label: str) -> Scenario:
    """A scenario whose organisations are called after a change. Names touch no luck."""
    if not scenario.organisations:
        return scenario.model_copy(update={"name": label})
    trusts = tuple(
        trust.model_copy(update={"name": f"{trust.name}, {label}"}) for trust in scenario.organisations
    )  # fmt: skip
    return scenario.model_copy(update={"organisations": trusts})


def _world(scenario: Scenario) -> dict[str, object]:
    """All of a scenario but what things are called."""
    said = scenario.model_dump(exclude={"name"})
    for trust in said["organisations"]:
        del trust["name"]
    return said


def _staying(base: Sequence[str], words: Sequence[str]) -> list[str]:
    """Values and groups of the base that a change of their group does not move."""
    chosen = [_name(word) for word in words if _name(word) in groups()]
    held = {below for group in chosen for below in (_CONTEXT if group == "context" else (group,))}
    again = {_name(word) for word in words}
    return [
        word
        for word in base
        if (name := _name(word)) not in again
        and name.partition(".")[0] in held
        and name not in chosen
        and not any(name.startswith(f"{path}.") for path in again - set(chosen))
    ]


def _name(override: str) -> str:
    return override.partition("=")[0].strip().lstrip("+~")
