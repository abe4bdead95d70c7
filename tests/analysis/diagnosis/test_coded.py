"""Codes instead of names: stable, and telling nothing."""

import random

import numpy as np
import pytest

from analysis.diagnosis.coded import ALIKE, NO_UNIT, SMALL, coded, content, letters, spoken
from sim.network.reading import Survey

NAMES = [f"{first} {last}" for first in ("Asha", "Ben", "Chris", "Dee") for last in ("Alder", "Birch", "Cedar")]
UNITS = ["Ward Kestrel"] * 6 + ["Pharmacy"] * 3 + ["Lab"] * 2 + [""]
JOBS = ["nurse"] * 5 + ["doctor"] * 4 + ["nurse", "", "support"]


def survey(order: list[int] | None = None) -> Survey:
    rows = order or list(range(len(NAMES)))
    place = {row: at for at, row in enumerate(rows)}
    arcs = [(row, (row + step) % 12) for row in range(12) for step in (1, 4)]
    return Survey.of(
        [NAMES[row] for row in rows],
        [place[one] for one, _ in arcs],
        [place[other] for _, other in arcs],
        {},
        attributes={"unit": [UNITS[row] for row in rows], "profession": [JOBS[row] for row in rows]},
    )


def test_the_same_survey_gives_the_same_codes_however_its_rows_stand() -> None:
    rows = list(range(12))
    random.Random(3).shuffle(rows)
    one, other = coded(survey(), named=True), coded(survey(rows), named=True)
    assert (one.codes, one.titles) == (other.codes, other.titles)
    assert np.array_equal(one.arcs.source, other.arcs.source)


def test_titles_are_codes_in_words_and_small_units_are_not_told_apart() -> None:
    found = coded(survey())
    assert len(set(found.codes)) == len(set(found.titles)) == 12
    assert sorted(found.units) == sorted(["unit A", "unit B", SMALL])
    assert sum(title.endswith("of unit A") for title in found.titles) in (3, 6)
    assert sum(title.endswith(f"of {SMALL}") for title in found.titles) == 2
    assert found.unit_of(11) == NO_UNIT
    assert found.titles[11] == "person 1 of no unit"


def test_nothing_of_a_name_is_left_without_names() -> None:
    found = coded(survey())
    told = " ".join([*found.codes, *found.titles, *found.units, *map(found.profession_of, range(12))])
    assert not [word for name in (*NAMES, *UNITS) for word in name.split() if word in told]


def test_the_order_of_people_is_not_that_of_their_names() -> None:
    shown = coded(survey(), named=True).titles
    assert list(shown) != sorted(shown)


def test_another_answer_gives_other_codes() -> None:
    one = survey()
    other = Survey.of(one.names, one.namer[1:], one.named[1:], {}, attributes=one.attributes)
    assert coded(one, named=True).titles != coded(other, named=True).titles


def test_arcs_follow_their_people() -> None:
    one = survey()
    found = coded(one, named=True)
    arcs = {(found.titles[i], found.titles[j]) for i, j in zip(found.arcs.source, found.arcs.target, strict=True)}
    assert arcs == {(one.names[i], one.names[j]) for i, j in zip(one.namer, one.named, strict=True)}


def test_a_profession_is_told_only_where_three_of_the_unit_share_it() -> None:
    found = coded(survey())
    told = [found.profession_of(row) for row in range(12)]
    assert sorted(told) == [""] * 4 + ["doctor"] * 3 + ["nurse"] * 5
    assert sorted(coded(survey(), named=True).profession_of(row) for row in range(12)).count("") == 1


def test_what_goes_into_codes_is_not_what_names_the_job() -> None:
    assert content(survey(), "codes") != content(survey(), "job")


@pytest.mark.parametrize(("place", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_letters_go_on_after_z(place: int, text: str) -> None:
    assert letters(place) == text


def test_all_sets_of_names_are_counted_where_only_the_first_are_listed() -> None:
    lines = [f"{ALIKE}, kept apart: Asha Alder, asha alder", f"{ALIKE}, kept apart: 3 more sets of names"]
    assert spoken(lines, survey(), named=False)[0].startswith("4 sets of names may be one person each")


def test_notes_that_name_people_are_kept_back() -> None:
    lines = [
        "3 self-ties dropped (Asha Alder → Asha Alder)",
        f"{ALIKE}, kept apart: Asha Alder, asha alder",
        "passed over: column C (seen by Ben Birch)",
        "the sheet Pharmacy",
        "unit is read from column ward (B)",
    ]
    told = spoken(lines, survey(), named=False)
    assert told[:2] == ["3 self-ties dropped", "unit is read from column ward (B)"]
    assert told[2].startswith("one set of names")
    assert told[3].startswith("2 notes on the file may name people")
    assert spoken(lines, survey(), named=True) == lines
