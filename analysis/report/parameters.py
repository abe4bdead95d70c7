"""The parameters of a scenario with their meaning, default and source, as a report shows them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from analysis.report.content import Table
from sim.scenario import Scenario, parameters

COLUMNS: Final = ("parameter", "value", "default", "unit", "meaning", "source")
_APART: Final = ("organisations", "seed", "name", "changes")


def tables(scenario: Scenario, varied: Sequence[str] = ()) -> list[Table]:
    """Two tables: what differs from the default, and everything else.

    Args:
        scenario: of several organisations the first is shown where they differ.
        varied: parameters and groups that a sweep varies.
    """
    rows: dict[bool, list[tuple[str, ...]]] = {False: [], True: []}
    values = scenario.model_dump(mode="json")
    if scenario.organisations:
        values |= scenario.trusts[0].model_dump(mode="json")
    for each in parameters(Scenario):
        if each.path in _APART:
            continue
        value = _at(values, each.path)
        several = any(each.path == name or each.path.startswith(f"{name}.") for name in varied)
        row = (
            each.path,
            "varied" if several else _told(value),
            _told(each.default),
            each.unit,
            each.meaning,
            each.source,
        )
        rows[several or value != _plain(each.default)].append(row)
    where = f" Of {len(scenario.trusts)} organisations the first is shown." if len(scenario.trusts) > 1 else ""
    tags = "[S] the talk, [L] literature, [C] calibrated, [A] assumption."
    return [
        Table("What differs from the default", COLUMNS, rows[True], f"Sources: {tags}{where}"),
        Table("What was left at its default", COLUMNS, rows[False], ""),
    ]


def _at(values: Mapping[str, Any], path: str) -> Any:
    found: Any = values
    for step in path.split("."):
        found = found[step]
    return found


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _told(value: Any) -> str:
    if value is None:
        return "follows"
    if isinstance(value, list | tuple):
        return f"{len(value)} rows" if value else "none"
    return f"{value:g}" if isinstance(value, float) else str(value)
