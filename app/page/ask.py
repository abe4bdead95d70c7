"""What a browser asks for: one run, checked before anything is done.

A run is asked for as a pile (the campfire) or as a scenario (the workbench), each with its seed; both come to the same
thing, a scenario and the wood thrown on by the way. Files on the server are never read: a scenario that names one is
refused, and a survey comes as ties without names.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.page.fed import Wood
from app.page.limits import MAX_CHANGES, MAX_WEEKS, PageError, check_people_weeks, group, number, whole
from app.page.pile import Pile, read_slid, wood
from sim.scenario import Scenario

MOST_SEED: Final = 2**53 - 1
"""The largest whole number that a browser keeps exactly."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One run.

    Attributes:
        scenario: with its seed.
        wood: thrown on by the way.
        every: whether every series is wanted, or those of the campfire only.
    """

    scenario: Scenario
    wood: tuple[Wood, ...] = ()
    every: bool = False


def read_json(body: bytes) -> dict[str, Any]:
    """The named values of a request.

    Raises:
        PageError: it is not JSON, or not a group of named values.
    """
    try:
        given = json.loads(body.decode(), parse_constant=_no_number)
        if b"\\u" in body:
            json.dumps(given, ensure_ascii=False).encode()  # half a character, which no answer could repeat
    except (ValueError, RecursionError):
        raise PageError("the request is not JSON") from None
    if not isinstance(given, dict):
        raise PageError("the request holds no named values")
    return given


def _no_number(word: str) -> Any:
    """Refuse NaN and Infinity, which Python alone would take."""
    raise ValueError(word)


def read_ask(given: Mapping[str, Any]) -> Ask:
    """One run that was asked for.

    Raises:
        FirewoodError: what cannot be run here.
    """
    known = group(dict(given), "run", ("pile", "changes", "scenario", "wood", "seed", "every"))
    seed = whole(known.get("seed", 0), "seed", 0, MOST_SEED)
    every = known.get("every", False) is True
    if "pile" in known:
        slid = read_slid(known.get("changes", []))
        return Ask(Pile.read(known["pile"]).scenario(seed, slid), wood(slid), every)
    scenario = read_scenario(known.get("scenario", {}), seed)
    return Ask(scenario, _read_wood(known.get("wood", [])), every)


def read_scenario(given: Any, seed: int) -> Scenario:
    """A scenario of one organisation without files.

    Raises:
        FirewoodError: wrong names or values; several organisations; a file; too large.
    """
    if not isinstance(given, dict):
        raise PageError("scenario: named values are wanted")
    if "self" in given:
        raise PageError("self: there is no such parameter")
    if given.get("organisations"):
        raise PageError("organisations: the page runs one at a time; firewood run takes several")
    changes = given.get("changes", ())
    if isinstance(changes, list | tuple) and len(changes) > MAX_CHANGES:
        raise PageError(f"changes: at most {MAX_CHANGES} rows are taken here")
    scenario = Scenario(**{**given, "seed": seed})
    network = scenario.network
    if network.path is not None or network.people is not None:
        raise PageError("network.path: files are not read here; upload the survey under What if?")
    check_people_weeks(network.size, scenario.weeks)
    return scenario


def _read_wood(given: Any) -> tuple[Wood, ...]:
    if not isinstance(given, list) or len(given) > MAX_CHANGES:
        raise PageError(f"wood: a list of at most {MAX_CHANGES} is wanted")
    rows = [group(row, "wood", ("week", "volume")) for row in given]
    read = [
        Wood(whole(row.get("week"), "week", 1, MAX_WEEKS), number(row.get("volume"), "volume", 0, 1)) for row in rows
    ]
    return tuple(sorted(read, key=lambda each: each.week))
