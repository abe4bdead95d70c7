"""Free recall: one row a respondent, with columns of "you speak to" and of "who speak to you".

"You speak to" gives the arc respondent → named, "who speak to you" the arc named → respondent. No items
are asked. One arc told by both of its people is one arc. A cell may hold several names (`several.py`).
"""

from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from sim.network.reading.arcs import Draft, finished
from sim.network.reading.people import People, look_up, tell_silent
from sim.network.reading.problems import Problems, counted
from sim.network.reading.roster import passed_over
from sim.network.reading.several import one_name_each
from sim.network.reading.survey import Survey
from sim.network.reading.tables import Table
from sim.network.reading.words import RECALL_IN, RECALL_OUT, recall_of, role_of, unnumbered


def read_recall(table: Table, people: People, repairs: list[str]) -> Survey:
    """The survey of a table with a column respondent and columns of names."""
    problems = Problems(table.where)
    table = one_name_each(table, [c for c in table.columns if recall_of(c.title)], people, problems, repairs)
    respondent = table.role("respondent")
    assert respondent is not None
    asked = [(column, way) for column in table.columns if (way := recall_of(column.title))]
    others = Table(table.where, table.sheet, tuple(c for c in table.columns if not recall_of(c.title)), table.rows)
    repairs += [*table.repairs, *passed_over(others, ("respondent",), problems)]
    _tell_misspelt(others, problems)
    own, *cells = look_up((respondent, *(column for column, _ in asked)), table, people, problems)
    problems.each(own == -1, lambda place: f"{table.at(place, respondent)}: the respondent is missing")
    problems.stop()
    tell_silent(own, np.any([names >= 0 for names in cells], axis=0), respondent, table, people, problems)
    problems.stop()
    if repeated := len(np.unique(table.rows)) - len(np.unique(own)):
        repairs.append(f"{counted(repeated, 'respondent')} with more than one row: the rows were put together")
    given = [(own, names) if way == "out" else (names, own) for names, (_, way) in zip(cells, asked, strict=True)]
    namer, named = (np.concatenate([pair[end] for pair in given]) for end in (0, 1))
    namer, named = _once(namer, named, repairs)
    certain = np.ones(len(namer), dtype=np.bool_)
    draft = Draft(table.where, "recall", people, namer, named, {}, None, certain, own, repairs)
    return finished(draft, problems)


def _tell_misspelt(others: Table, problems: Problems) -> None:
    """Note each column that is nearly called as one of free recall: the ties in it would be lost."""
    for column in others.columns:
        word = unnumbered(column.title)
        if role_of(column.title) is None and (near := get_close_matches(word, (*RECALL_OUT, *RECALL_IN), 1, 0.8)):
            problems.add(f"{column.label}: there is no column of that name; did you mean {near[0]}?")


def _once(
    namer: NDArray[np.int64], named: NDArray[np.int64], repairs: list[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each arc once, blanks left out; self-ties stay, to be told."""
    said = (namer >= 0) & (named >= 0)
    keys = np.unique(namer[said] << 32 | named[said])
    if twice := int(said.sum()) - len(keys):
        repairs.append(f"{counted(twice, 'arc')} told more than once, kept once")
    return keys >> 32, keys & 0xFFFFFFFF
