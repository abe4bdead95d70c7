"""The list of people: names, and what is known of them; and how names of the ties are looked up in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError
from sim.network.reading.limits import MAX_TOLD, MAX_WORDS
from sim.network.reading.names import clean, nearest_names, same_person, shown, trouble
from sim.network.reading.problems import Problems, counted, rows_told
from sim.network.reading.survey import ALLOWED, ATTRIBUTES
from sim.network.reading.tables import Column, Table
from sim.network.reading.words import HEADERS, NO, PROFESSION_OF, SENIORITY_OF, YES, plain, role_of

Codes = NDArray[np.int64]


@dataclass
class People:
    """Who there is. `row` finds a name; lists run beside `names`."""

    names: list[str] = field(default_factory=list)
    attributes: dict[str, list[str]] = field(default_factory=dict)
    responded: list[bool | None] | None = None
    """Who is said to have answered; None where it is left blank, and the answers say it."""
    complete: bool = False
    """Whether the list came from a file, so that a name absent from it is a mistake."""

    def __post_init__(self) -> None:
        self.row = {name: place for place, name in enumerate(self.names)}


def read_people(table: Table, repairs: list[str]) -> People:
    """The people of a table with a column of names, and columns of unit, profession, seniority, responded.

    Raises:
        NetworkError: no column of names, words that are no profession or seniority, someone listed twice
            with different words.
    """
    column = table.role("respondent")
    if column is None:
        titles = ", ".join(shown(one.title) for one in table.columns[:8])
        raise NetworkError(f"{table.where}: no column of names; one called name is wanted, and there are: {titles}")
    problems = Problems(table.where)
    repairs.extend(f"{table.where}: {line}" for line in table.repairs)
    tell_misspelt(table, (*ATTRIBUTES, "responded"), problems)
    texts, codes = names_of(column, table, problems)
    problems.each(codes < 0, lambda place: f"{table.at(place, column)}: the name is missing")
    attributes = {name: words for name in ATTRIBUTES if (words := _attribute(name, table, problems, repairs))}
    answered = _responded(table, problems)
    problems.stop()
    kept = _without_repeats(codes, texts, table, {**attributes, "responded": answered or []}, problems, repairs)
    problems.stop()
    return People(
        [texts[codes[place]] for place in kept],
        {name: [words[place] for place in kept] for name, words in attributes.items()},
        None if answered is None else [answered[place] for place in kept],
        complete=True,
    )


def tell_misspelt(table: Table, roles: Sequence[str], problems: Problems) -> None:
    """Note each column that is nearly, but not, called as one of `roles` that is missing."""
    there = {role_of(column.title) for column in table.columns}
    missing = [role for role in roles if role not in there]
    for column in table.columns:
        if role_of(column.title) is None and (near := get_close_matches(plain(column.title), missing, 1, 0.8)):
            problems.add(f"{column.label}: there is no column of that name; did you mean {near[0]}?")


def names_of(column: Column, table: Table, problems: Problems) -> tuple[list[str], Codes]:
    """The cleaned names of a column and, for each row, which it is (−1 where blank)."""
    codes, texts = column.coded
    names: list[str] = []
    row: dict[str, int] = {}
    place = np.empty(len(texts), dtype=np.int64)
    wrong = np.zeros(len(texts), dtype=np.bool_)
    for number, text in enumerate(texts):
        name = clean(text)
        wrong[number] = bool(name) and trouble(name) is not None
        place[number] = row.setdefault(name, len(row)) if name else -1
        if place[number] == len(names):
            names.append(name)
    found = place[codes]
    problems.each(wrong[codes], lambda at: f"{table.at(at, column)}: {trouble(names[found[at]])}")
    return names, found


def look_up(columns: Sequence[Column], table: Table, people: People, problems: Problems) -> list[Codes]:
    """Rows of `people.names` for each cell of some columns, −1 where blank.

    A list that came from a file is `complete`: other names are mistakes. Else names join the list.
    """
    found = []
    for column in columns:
        names, codes = names_of(column, table, problems)
        rows = np.array([people.row.get(name, -2) for name in names] or [-1], dtype=np.int64)
        if people.complete:
            _tell_unknown(names, codes, np.flatnonzero(rows == -2), column, table, people, problems)
        else:
            for number in np.flatnonzero(rows == -2):
                rows[number] = people.row.setdefault(names[number], len(people.names))
                people.names.append(names[number])
        found.append(np.where(codes < 0, -1, rows[codes]))
    return found


def _tell_unknown(
    names: list[str], codes: Codes, unknown: Codes, column: Column, table: Table, people: People, problems: Problems
) -> None:
    """Note each unknown name once, at its first row."""
    for number in unknown[:MAX_TOLD]:
        places = np.flatnonzero(codes == number)
        more = f" (and {counted(len(places) - 1, 'more row')})" if len(places) > 1 else ""
        near = nearest_names(names[number], people.names) or "; add them to it"
        problems.add(
            f"{table.at(int(places[0]), column)}{more}: {shown(names[number])} is not in the list of people{near}"
        )
    problems.count += len(unknown[MAX_TOLD:])


def attribute_column(attribute: str, table: Table) -> Column | None:
    """The column of an attribute: the first word of the table of headers that occurs, labels before codes."""
    titles: dict[str, Column] = {}
    for column in table.columns:
        titles.setdefault(plain(column.title), column)
    for word in HEADERS[attribute]:
        for title in (f"{word} label", word):
            if title in titles:
                return titles[title]
    return None


def _attribute(attribute: str, table: Table, problems: Problems, repairs: list[str]) -> list[str]:
    column = attribute_column(attribute, table)
    if column is None:
        return []
    words, guesses = attribute_words(attribute, column, lambda place: table.at(place, column), problems)
    repairs.extend(f"{table.where}: {line}" for line in guesses)
    if column.title != attribute:
        repairs.append(f"{table.where}: {attribute} is read from {column.label}")
    return words


def attribute_words(
    attribute: str, column: Column, at: Callable[[int], str], problems: Problems
) -> tuple[list[str], list[str]]:
    """The words of an attribute as the model knows them, a blank where nothing is said; and what was guessed."""
    codes, texts = column.coded
    meant: list[str] = []
    guesses: list[str] = []
    if attribute != "unit" and len(texts) > MAX_WORDS:
        problems.add(f"{at(0)}: {len(texts)} different words are too many for a {attribute}")
        return [], []
    first = np.unique(codes, return_index=True)[1]
    for place, text in zip(first.tolist(), texts, strict=True):
        word, guess = _meant(attribute, clean(text), column)
        if word is None:
            problems.add(f"{at(place)}: {_not_known(attribute, clean(text))}")
        elif guess:
            guesses.append(f"{shown(text)} is read as the {attribute} {word}")
        meant.append(word or "")
    if attribute == "unit":
        guesses = same_person([text for text in dict.fromkeys(meant) if text], "unit")
    return [meant[code] for code in codes], guesses


def _meant(attribute: str, text: str, column: Column) -> tuple[str | None, bool]:
    """What one text means (None: nothing known), and whether that was guessed from its spelling."""
    if attribute == "unit" or not text:
        return (None if trouble(text) else text), False
    words: Mapping[str, str] = PROFESSION_OF if attribute == "profession" else SENIORITY_OF
    band = "band " if "band" in plain(column.title).split() and not plain(text).startswith("band") else ""
    word = plain(band + text)
    near = get_close_matches(word, words, n=1, cutoff=0.8) if attribute == "profession" else []
    if word in words:
        return words[word], False
    return (words[near[0]], True) if near else (None, False)


def _not_known(attribute: str, text: str) -> str:
    if attribute == "unit":
        return trouble(text) or "no unit"
    return f"{shown(text)} is no {attribute}; allowed: {', '.join(ALLOWED[attribute])}"


def _responded(table: Table, problems: Problems) -> list[bool | None] | None:
    column = table.role("responded")
    if column is None:
        return None
    said = yes_or_no(column, table, problems).tolist()
    return [None if not cell else yes for cell, yes in zip(column.cells, said, strict=True)]


def tell_silent(
    codes: Codes, answers: NDArray[np.bool_], column: Column, table: Table, people: People, problems: Problems
) -> None:
    """Note, at their first answer, each respondent who is said not to have answered.

    Args:
        codes: shape (rows,), the respondent of each row as a row of `people.names`, below 0 where there is none.
        answers: shape (rows,), whether anything is answered there.
        column: of the respondents.
        table: in which it stands.
        people: who says "no".
        problems: takes the mistakes.
    """
    if people.responded is None:
        return
    places = np.flatnonzero(answers & (codes >= 0))
    people_there, first = np.unique(codes[places], return_index=True)
    for person, place in zip(people_there.tolist(), places[first].tolist(), strict=True):
        if people.responded[person] is False:
            problems.add(
                f"{table.at(place, column)}: {shown(people.names[person])} answers, but is said not to have (no under "
                "responded in the list of people); leave that blank or say yes, or take the answers out"
            )


def yes_or_no(column: Column, table: Table, problems: Problems) -> NDArray[np.bool_]:
    """A column of yes and no; blank is no."""
    codes, texts = column.coded
    words = [plain(text) for text in texts]
    wrong = np.array([word not in (*YES, *NO) for word in words])
    problems.each(wrong[codes], lambda at: f"{table.at(at, column)}: {shown(texts[codes[at]])} is neither yes nor no")
    answer: NDArray[np.bool_] = np.array([word in YES for word in words])[codes]
    return answer


def _without_repeats(
    codes: Codes,
    texts: list[str],
    table: Table,
    beside: Mapping[str, Sequence[object]],
    problems: Problems,
    repairs: list[str],
) -> list[int]:
    """The rows to keep: the first of each person; a second one must say the same."""
    first: dict[int, int] = {}
    again: list[int] = []
    for place, code in enumerate(codes.tolist()):
        before = first.setdefault(code, place)
        if before != place:
            again.append(place)
            if any(words and words[before] != words[place] for words in beside.values()):
                problems.add(
                    f"row {table.rows[place]}: {texts[code]} stands in row {table.rows[before]} too, with other words"
                )
    if again:
        told = rows_told(table.rows[again])
        repairs.append(f"{table.where}: {counted(len(again), 'person', 'people')} listed twice, kept once ({told})")
    return list(first.values())
