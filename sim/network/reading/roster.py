"""The roster in long form: one row a pair, with up to five items on 1 to 5 (or, as exports have them, 0 to 1).

A pair whose items are all 1 or blank is "not connected" and no arc, unless a column `tie` says yes. A
respondent whose target and items are blank answered, and names nobody. A target may be several people
(`several.py`), all with the answers of their row.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from sim.network.reading.arcs import Draft, finished
from sim.network.reading.people import Codes, People, look_up, tell_misspelt, tell_silent, yes_or_no
from sim.network.reading.problems import Problems
from sim.network.reading.scales import read_items
from sim.network.reading.several import one_name_each
from sim.network.reading.survey import Survey
from sim.network.reading.tables import Column, Table
from sim.network.reading.words import role_of
from sim.network.ties import ITEMS

KNOWN: Final = ("respondent", "target", "tie", *ITEMS)


def read_roster(table: Table, people: People, repairs: list[str]) -> Survey:
    """The survey of a table with columns respondent, target and at least one item."""
    problems = Problems(table.where)
    table = one_name_each(table, ends(table)[1:], people, problems, repairs)
    respondent, target = ends(table)
    asked = {item: column for item in ITEMS if (column := table.role(item)) is not None}
    tie = table.role("tie")
    repairs += [*table.repairs, *passed_over(table, KNOWN, problems)]
    namer, named = look_up((respondent, target), table, people, problems)
    items = read_items(table, lambda column: _at(table, column), problems, repairs, fractions=True)
    certain = np.zeros(len(table), dtype=np.bool_) if tie is None else yes_or_no(tie, table, problems)
    silent = np.all([column.cells == "" for column in asked.values()], axis=0) & ~certain
    tell_missing(namer, np.where((named == -1) & silent, 0, named), table, respondent, target, problems)
    answers = np.any([~np.isnan(values) for values in items.values()], axis=0) | certain
    tell_silent(namer, answers, respondent, table, people, problems)
    draft = Draft(table.where, "roster", people, namer, named, items, table.rows, certain, namer[namer >= 0], repairs)
    draft.keep((namer >= 0) & (named >= 0))
    return finished(draft, problems)


def ends(table: Table) -> tuple[Column, Column]:
    """The columns respondent and target."""
    respondent, target = table.role("respondent"), table.role("target")
    assert respondent is not None
    assert target is not None
    return respondent, target


def tell_missing(
    namer: Codes, named: Codes, table: Table, respondent: Column, target: Column, problems: Problems
) -> None:
    """Note each row that lacks one of its two names (−1)."""
    problems.each(namer == -1, lambda place: f"{table.at(place, respondent)}: the respondent is missing")
    problems.each(named == -1, lambda place: f"{table.at(place, target)}: the person named is missing")


def passed_over(table: Table, known: tuple[str, ...], problems: Problems) -> list[str]:
    """What to say of columns that are not used; one that is nearly called as a missing one is a mistake."""
    unused = [column.label for column in table.columns if role_of(column.title) not in known]
    tell_misspelt(table, known, problems)
    if not unused:
        return []
    return [f"passed over: {', '.join(unused[:8])}" + (f" and {len(unused) - 8} more" if len(unused) > 8 else "")]


def _at(table: Table, column: Column) -> Callable[[int], str]:
    return lambda place: table.at(place, column)
