"""`firewood params [WORD]`: every parameter of the schema, with meaning, unit, range, default and source.

With `--page FILE` it renews the tables of a page instead (`params_page.py`).
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.panel import Panel
from sim.errors import ConfigError
from sim.scenario import Change, Parameter, Scenario, parameters
from sim.scenario.fields import group_of

if TYPE_CHECKING:
    from rich.table import Table

TAGS: Final = "[S] the talk   [L] the literature   [C] calibrated here, or tried in a prototype   [A] an assumption"

_NO_LIMIT: Final = 1e15
"""A bound so far off that naming it would tell nobody anything."""

_WIDEST: Final = 120
_DEFAULT, _ALLOWED = 11, 17


@dataclass(frozen=True, slots=True)
class Group:
    """Parameters that stand together, such as `talk` or `network.items`."""

    path: str
    meaning: str
    parameters: tuple[Parameter, ...]


def run(word: str | None = None, page: Path | None = None, *, as_json: bool = False) -> None:
    """Print the parameters, or those that `word` names or that are about it; or renew the tables of a page.

    A table on a terminal; elsewhere one line a parameter.

    Raises:
        ConfigError: no parameter fits `word`, or a page that cannot be renewed.
        OutputError: a page that cannot be written.
    """
    if page is not None:
        from app.commands.params_page import renew

        if word or as_json:
            raise ConfigError(f"--page renews all tables of a page: it goes without {word or '--json'}")
        renew(page)
        return
    found = matching(word) if word else everything()
    if as_json:
        listed = [parameter._asdict() for group in found for parameter in group.parameters]
        print(json.dumps(listed, ensure_ascii=False))
    elif sys.stdout.isatty():
        _print_tables(found)
    else:
        for group in found:
            for parameter in group.parameters:
                print(line(parameter))


def everything() -> list[Group]:
    """All parameters by group; those of a row of `changes` stand in the group `changes[]`."""
    meanings = dict(_meanings(Scenario.model_fields)) | {
        "": "the run and its organisation",
        "changes[]": "a row of changes: exactly one of to, times, by",
        "panel": "a shorter way of writing many organisations: they are drawn by luck",
    }
    held: dict[str, list[Parameter]] = {}
    for parameter in (*parameters(Scenario), *parameters(Change, "changes[]."), *parameters(Panel, "panel.")):
        held.setdefault(parameter.path.rpartition(".")[0], []).append(parameter)
    return [Group(path, meanings[path], tuple(inside)) for path, inside in held.items()]


def _meanings(fields: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, str]]:
    """Path and meaning of each group of the schema."""
    for name, field in fields.items():
        inner = group_of(field)
        if inner is not None:
            yield prefix + name, field.description or ""
            yield from _meanings(inner.model_fields, f"{prefix}{name}.")


def matching(word: str) -> list[Group]:
    """The groups with only those parameters whose path or meaning holds `word`, in either case.

    Raises:
        ConfigError: there is none; names the nearest.
    """
    sought = word.casefold()
    kept = [
        Group(group.path, group.meaning, fitting)
        for group in everything()
        if (fitting := tuple(p for p in group.parameters if sought in f"{p.path} {p.meaning}".casefold()))
    ]
    if not kept:
        raise ConfigError(f"No parameter is named {word} or is about it{_nearest_paths(sought)}")
    return kept


def _nearest_paths(sought: str) -> str:
    """The parameters and groups with the names nearest to a word."""
    paths: dict[str, str] = {}
    for group in everything():
        for path in (group.path, *(parameter.path for parameter in group.parameters)):
            paths.setdefault(path, path)
            paths.setdefault(_last(path), path)
    names = get_close_matches(sought, paths, n=3, cutoff=0.6)
    found = list(dict.fromkeys(paths[name] for name in names))
    return f"; nearest: {', '.join(found)}" if found else "; firewood params lists them all"


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def line(parameter: Parameter) -> str:
    """A parameter on one line."""
    allowed = ", ".join(part for part in (span(parameter), parameter.unit) if part)
    source = f" {parameter.source}" if parameter.source else ""
    return f"{parameter.path} = {shown(parameter.default)} ({allowed}): {parameter.meaning}{source}"


def shown(value: Any) -> str:
    """A default in words."""
    match value:
        case None:
            return "left out"
        case () | "":
            return "none"
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def span(parameter: Parameter) -> str:
    """What is allowed, in words."""
    if parameter.low is None or parameter.high is None:
        return parameter.allowed.replace(" | ", ", ")
    low = _number(parameter.low)
    return f"{low} or more" if parameter.high > _NO_LIMIT else f"{low} to {_number(parameter.high)}"


def _longest_word(parameter: Parameter) -> int:
    return max((len(word) for word in span(parameter).split()), default=0)


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:g}"


def _print_tables(groups: Sequence[Group]) -> None:
    """One table a group, columns of the same width in all."""
    from rich.text import Text

    from app.screen import Screen

    console = Screen()
    width = min(console.width, _WIDEST)
    longest = max(len("parameter"), *(len(_last(p.path)) for group in groups for p in group.parameters))
    for group in groups:
        heading = Text(group.path or "scenario", style="bold yellow")
        console.print(heading.append(f"  {group.meaning}", style="not bold italic default"), width=width)
        console.print(_table(group, longest, headed=group is groups[0]), width=width)
        console.print()
    count = sum(len(group.parameters) for group in groups)
    counted = "1 parameter" if count == 1 else f"{count} parameters"
    example = groups[0].parameters[0]
    console.print(Text(f"Sources: {TAGS}", style="dim"), width=width)
    console.print(Text(f"{counted}. Change one with firewood run {example.path}=…", style="dim"), width=width)


def _table(group: Group, longest: int, *, headed: bool) -> "Table":
    """The parameters of a group; `longest` is the width of the column of names."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=headed, header_style="dim", expand=True, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("parameter", width=longest, style="bold")
    table.add_column("default", width=_DEFAULT, justify="right", style="cyan")
    table.add_column("allowed", width=max(_ALLOWED, *(_longest_word(parameter) for parameter in group.parameters)))
    table.add_column("meaning", ratio=1)
    for parameter in group.parameters:
        unit = "" if parameter.unit == "share" else parameter.unit
        allowed = " ".join(part for part in (span(parameter), unit) if part)
        meaning = Text(parameter.meaning).append(f" {parameter.source}".rstrip(), style="dim")
        table.add_row(Text(_last(parameter.path)), Text(shown(parameter.default)), Text(allowed), meaning)
    return table
