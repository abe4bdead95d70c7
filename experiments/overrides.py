"""Reads what stands after a command: options of groups (`network=trust_a`) and values (`weeks=520`).

The grammar is Hydra's. Of its signs, `+` and `++` change nothing here, and `~` takes a value or a group
away. All mistakes are collected; each names the override it is about.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from os.path import expanduser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.plain import Plain, plain
from sim.errors import as_shares, nearest

if TYPE_CHECKING:
    from hydra.core.override_parser.types import Override

SEVERAL: Final = ("shocks",)
"""Groups of which several options can be chosen at once: shocks=[leader_leaves,talk_cut]."""

_OPTIONAL: Final = ("experiment",)
"""Groups of which none need be chosen."""

JOB: Final = ("design", "replicates", "engine")
"""Groups that say how a sweep is run. They describe no world, and never enter a run's key."""

OF_SWEEPS: Final = (*JOB, "sweep", "series", "series_every")
"""All words that only sweeps have."""

Groups = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Value:
    """One value given by hand: `path` is set to `value`, or taken away."""

    path: str
    value: Any
    written: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a command line says.

    Attributes:
        choices: by group, in Hydra's form ("network=trust_a"); a later choice has replaced an earlier one.
        values: values by hand, in order.
        mistakes: one line each; where there are any, the rest is not to be used.
    """

    choices: Mapping[str, str]
    values: tuple[Value, ...]
    mistakes: tuple[str, ...]

    @property
    def overruled(self) -> tuple[Value, ...]:
        """Values over which a later one of the same name wins."""
        last = {value.path: value for value in self.values}
        return tuple(value for value in self.values if value is not last[value.path])


class _WrongOverrideError(Exception):
    """One override that cannot be used; its text is the mistake."""


def folder() -> Path:
    """Where the configurations are."""
    import configs

    return Path(str(configs.__file__)).parent


@cache
def groups() -> Groups:
    """The options of each group that describes the world, in order of the alphabet."""
    return {group: options for group, options in _every_group().items() if group not in JOB}


@cache
def job_groups() -> Groups:
    """The options of each group that says how a sweep is run."""
    return {group: options for group, options in _every_group().items() if group in JOB}


@cache
def _every_group() -> Groups:
    found: dict[str, list[str]] = {}
    for file in sorted(folder().glob("*/*.yaml")):
        found.setdefault(file.parent.name, []).append(file.stem)
    return {group: tuple(options) for group, options in found.items()}


def read(overrides: Sequence[str], texts: Collection[str] = (), known: Groups | None = None) -> Overrides:
    """Sort out what a command line says.

    Args:
        overrides: as typed, one `name=value` each.
        texts: paths of the parameters that are texts; their values are taken as they are written.
        known: the groups and their options; left out, those of the world.
    """
    known = groups() if known is None else known
    choices: dict[str, str] = {}
    values: list[Value] = []
    mistakes: list[str] = []
    for written in overrides:
        try:
            override = _parsed(written, texts)
            if isinstance(override, Value):
                values.append(override)
            elif _chooses(override, known):
                choices[override.key_or_group] = _choice(override, written, known)
            else:
                values.append(_value(override, written, texts))
        except _WrongOverrideError as mistake:
            mistakes.append(str(mistake))
    chosen = {group: choice for group, choice in choices.items() if choice}
    return Overrides(chosen, tuple(values), tuple(mistakes))


def parser() -> "Callable[[str], Override]":
    """Hydra's own reader of one override."""
    from hydra.core.override_parser.overrides_parser import OverridesParser

    return OverridesParser.create().parse_override


def _parsed(written: str, texts: Collection[str]) -> "Override | Plain | Value":
    """One override, after the checks that hold for groups and values alike."""
    name, sign, rest = written.partition("=")
    name = re.sub(r"\[(\d+)\]", r".\1", name.strip())
    bare = name.lstrip("+~")
    if not sign and not name.startswith("~"):
        raise _WrongOverrideError(f"{written}: what is to change is written name=value{_guess(bare)}")
    if not bare:
        raise _WrongOverrideError(f"{written}: a name is missing before the =")
    override: Override | Plain | None = plain(name + sign + rest)
    if override is None:
        from hydra.errors import HydraException

        try:
            override = parser()(name + sign + rest)
        except HydraException as error:
            if bare in texts and not name.startswith("~"):
                return Value(bare, expanduser(rest.strip()), written)
            raise _WrongOverrideError(f"{written}: {_unreadable(bare, rest, error)}") from None
    if override.is_hydra_override() or bare == "hydra":
        raise _WrongOverrideError(f"{written}: settings of Hydra itself have no effect here; leave it out")
    if override.package is not None:
        raise _WrongOverrideError(f"{written}: a package (@…) is not wanted; write {override.key_or_group}=…")
    if "/" in bare:
        raise _WrongOverrideError(f"{written}: names have dots; did you mean {bare.replace('/', '.')}?")
    if override.is_sweep_override():
        raise _WrongOverrideError(f"{written}: one value at a time here{_as_list(bare, rest, texts)}")
    return override


def _chooses(override: "Override | Plain", known: Groups) -> bool:
    """Whether an override is about a whole group, not a value in it."""
    return override.key_or_group in known and not isinstance(override.value(), dict)


def _choice(override: "Override | Plain", written: str, known: Groups) -> str:
    """An option of a group, in Hydra's form; empty where none is wanted."""
    group = override.key_or_group
    given = override.value()
    if override.is_delete():
        if given is not None:
            raise _WrongOverrideError(f"{written}: a group is taken away by its name alone: ~{group}")
        return f"~{group}"
    if isinstance(given, list):
        if group not in SEVERAL:
            raise _WrongOverrideError(f"{written}: one option at a time here: {', '.join(known[group])}")
        return f"{group}=[{','.join(_option(group, option, written, known) for option in given)}]"
    if given is None and group in _OPTIONAL:
        return ""
    return f"{group}={_option(group, given, written, known)}"


def _option(group: str, given: Any, written: str, known: Groups) -> str:
    """A known option of a group."""
    options = known[group]
    option = "none" if given is None else str(given)
    if option in options:
        return option
    raise _WrongOverrideError(
        f"{written}: {group} has no such option; it has {', '.join(options)}{nearest(option, options)}"
    )


def _value(override: "Override | Plain", written: str, texts: Collection[str]) -> Value:
    """A value by hand. Texts are kept as written, so that a study called 2024 is not a number."""
    path, value = override.key_or_group, override.value()
    if path.split(".")[0] in ("context", *_OPTIONAL):
        group = path.split(".")[0]
        raise _WrongOverrideError(f"{written}: {group} is chosen whole: {group}=… of {', '.join(groups()[group])}")
    if path in texts and isinstance(value, bool | int | float):
        value = override.get_value_string().strip()
    return Value(path, value, written, removed=override.is_delete())


def _guess(word: str) -> str:
    """What a lone word may have meant."""
    known = groups()
    if word in known:
        return f": {word}=… of {', '.join(known[word])}"
    holding = [group for group, options in known.items() if word in options]
    if holding:
        return f"; did you mean {_either(f'{group}={word}' for group in holding)}?"
    return nearest(word, known)


def _either(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _unreadable(name: str, rest: str, error: Exception) -> str:
    """Why the grammar refuses an override, in plain words."""
    if not re.fullmatch(r"[\w.$-]+", name, flags=re.ASCII):
        return "a name has only letters, digits, dots and underscores"
    for opening, closing in ("[]", "{}", "()"):
        if rest.count(opening) != rest.count(closing):
            return f"brackets do not match: {rest.count(opening)} {opening} and {rest.count(closing)} {closing}"
    if "Unknown function" in str(error):
        return f"round brackets call a function, and there is none of that name; quote a text: {name}='…'"
    if percents := as_shares(rest):
        return f"the value cannot be read{percents}"
    return f"the value cannot be read; quote a text that holds special characters: {name}='…'"


def _as_list(name: str, rest: str, texts: Collection[str]) -> str:
    """How to write what a comma may have meant."""
    if name in texts:
        return f"; quote a text that holds a comma: {name}='{rest}'"
    if name in SEVERAL:
        return f"; several are written in brackets: {name}=[{rest}]"
    return "" if name in groups() else "; a list is written in brackets"
