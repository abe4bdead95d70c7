"""The parameters of what was run with their meaning, default and source, as a report shows them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from analysis.report.content import Table
from sim.scenario import Scenario, parameters

COLUMNS: Final = ("parameter", "value", "default", "unit", "meaning", "source")
_APART: Final = ("organisations", "seed", "name")
_MOST: Final = 4
"""Values of one parameter that are named; of more, only their range or number."""


def tables(scenarios: Sequence[Scenario], varied: Mapping[str, Sequence[Any]] | None = None) -> list[Table]:
    """Two tables: what differs from the default anywhere, and everything else.

    Args:
        scenarios: all that was run. A parameter that is not the same in all of their organisations shows each value.
        varied: values that a sweep gives to single parameters beside its scenarios, by path.
    """
    swept = varied or {}
    worlds = [world for scenario in scenarios for world in _organisations(scenario)]
    rows: dict[bool, list[tuple[str, ...]]] = {False: [], True: []}
    for each in parameters(Scenario):
        if each.path in _APART:
            continue
        values = _distinct(swept[each.path] if each.path in swept else [_at(world, each.path) for world in worlds])
        differs = len(values) > 1 or values[0] != _plain(each.default)
        rows[differs].append((each.path, _all_told(values), _told(each.default), each.unit, each.meaning, each.source))
    tags = "[S] the talk, [L] literature, [C] calibrated, [A] assumption."
    return [
        Table("What differs from the default", COLUMNS, rows[True], f"Sources: {tags}"),
        Table("What was left at its default", COLUMNS, rows[False], ""),
    ]


def _organisations(scenario: Scenario) -> list[dict[str, Any]]:
    """The organisations of a scenario, each with all parameters, those of the whole scenario among them."""
    whole = scenario.model_dump(mode="json")
    return [whole | trust.model_dump(mode="json") for trust in scenario.organisations] or [whole]


def _at(values: Mapping[str, Any], path: str) -> Any:
    found: Any = values
    for step in path.split("."):
        found = found[step]
    return found


def _distinct(values: Sequence[Any]) -> list[Any]:
    """Each value once, in order; values may be lists, so they are not hashed."""
    found: dict[str, Any] = {}
    for value in values:
        found.setdefault(repr(value), value)
    return list(found.values())


def _all_told(values: Sequence[Any]) -> str:
    if len(values) == 1:
        return _told(values[0])
    if len(values) <= _MOST:
        return "varied: " + ", ".join(_told(value) for value in values)
    numbers = [value for value in values if isinstance(value, int | float)]
    span = f", {_told(min(numbers))} to {_told(max(numbers))}" if len(numbers) == len(values) else ""
    return f"varied: {len(values):,} values{span}"


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _told(value: Any) -> str:
    if value is None or value != value:  # an empty cell of a table is NaN
        return "left out"
    if isinstance(value, list | tuple):
        return "; ".join(_row(each) for each in value) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _row(value: Any) -> str:
    """One of several: a name, or a change of a lever as a sentence would say it."""
    if not isinstance(value, Mapping) or "lever" not in value:
        return _told(value)
    how = next(f"{word} {value[word]:g}" for word in ("to", "times", "by") if value.get(word) is not None)
    until = f" until week {value['until']}" if value.get("until") is not None else ""
    over = f", within {value['over']} weeks" if value.get("over", 1) > 1 else ""
    note = f" ({value['note']})" if value.get("note") else ""
    return f"{value['lever']} {how} from week {value['week']}{until}{over}{note}"
