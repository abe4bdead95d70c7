"""What is said, and what is not said, of surveys made for it."""

import re

from analysis.diagnosis import diagnose
from analysis.diagnosis.words import said
from sim.network.reading import Survey
from sim.network.reading.survey import Form

Arc = tuple[int, int]


def told(
    arcs: list[Arc], people: int, silent: tuple[int, ...] = (), form: Form = "roster", cap: int | None = None
) -> str:
    survey = Survey.of(
        [f"P{row:02}" for row in range(people)],
        [i for i, _ in arcs],
        [j for _, j in arcs],
        {},
        responded=[row not in silent for row in range(people)],
        attributes={"unit": ["a" if row < people // 2 else "b" for row in range(people)]},
        form=form,
    )
    found = diagnose(survey, cap=cap, builds=2, named=True)
    return "\n".join(line for _, lines in said(found) for line in lines)


def spelled(names: list[str]) -> str:
    """What is said where a ring of people named in turn has each name as it stands in the list."""
    rows = sorted(set(names))
    survey = Survey.of(
        rows,
        [rows.index(name) for name in names],
        [rows.index(name) for name in [*names[1:], names[0]]],
        {},
    )
    return "\n".join(line for _, lines in said(diagnose(survey, builds=2)) for line in lines)


RING = [(i, (i + step) % 12) for i in range(12) for step in (1, 2, 11)]


def test_everyone_answered_so_nothing_is_said_of_non_response() -> None:
    text = told(RING, 12)
    assert "12 of the 12 people listed answered: 100" in text
    assert "counted as naming nobody" not in text
    assert "Everyone can be reached from everyone" in text


def test_non_response_is_shown_in_three_readings() -> None:
    text = told([arc for arc in RING if arc[0] > 2], 12, (0, 1, 2))
    assert "9 of the 12 people listed answered: 75" in text
    assert "if those who did not answer are counted as naming nobody" in text
    assert "are at most what they are here" in text
    assert "a true reciprocity of" in text


def test_an_edge_list_is_said_not_to_tell_who_answered() -> None:
    assert "The file does not say who answered" in told(RING, 12, form="edges")


def test_free_recall_is_said_to_read_reciprocity_high() -> None:
    assert "arcs returned read high" in told(RING, 12, form="recall")


def test_people_who_may_be_there_twice_are_told_before_any_likeness_is_believed() -> None:
    text = spelled(["Ann", "Bea", "Cid", "Dee", "Eve", "ann", "bea", "Fay"])
    assert "2 names may be of people who are there already" in text
    assert "But 2 of the 8 people may be there twice" in text
    assert text.index("But 2 of the 8") > text.index("Trust")
    assert "there twice" not in spelled(["Ann", "Bea", "Cid", "Dee", "Eve", "Fay", "Gus", "Hal"])


def test_nothing_returned_under_a_cap_is_not_said_to_stand_for_up_to_nothing() -> None:
    text = told([(i, (i + step) % 12) for i in range(12) for step in (1, 2)], 12, cap=2)
    assert "up to 0 %" not in text
    assert "that none is seen to be returned does not say that none is" in text


def test_a_cap_is_said_with_what_it_hides() -> None:
    assert "People could name at most 3" in told(RING, 12, cap=3)
    assert "With names capped at 3" in told(RING, 12, cap=3)
    assert "capped" not in told(RING, 12, cap=0).replace("few or capped", "")


def test_a_silent_hub_is_pointed_out() -> None:
    star = [(i, 0) for i in range(1, 12)] + [(1, 2), (2, 1)]
    assert "P00 did not answer and was named by 11" in told(star, 12, (0,))
    assert "did not answer and was named" not in told(star, 12)


def test_cut_off_groups_and_people_are_named() -> None:
    halves = [(i, (i + 1) % 6) for i in range(6)] + [(6 + i, 6 + (i + 1) % 5) for i in range(5)]
    text = told(halves, 12)
    assert "6 of 12 people (50" in text
    assert "5 people tied only with each other: 5 of b" in text
    assert "1 tied with nobody: P11" in text
    assert re.search(r"Without a tie to other units: (a, b|b, a)\.", text)


def test_without_chains_nothing_is_said_of_them() -> None:
    pairs = [arc for first in range(0, 6, 2) for arc in ((first, first + 1), (first + 1, first))]
    text = told(pairs, 6)
    assert "No colleague could reach another only through a third, so no messenger can be seen." in text
    assert "chains" not in text
    silent = told([*pairs, (0, 6)], 7, (6,))
    assert "No colleague among those who answered could reach another only through a third" in silent
    assert "Of the chains by which one colleague could reach another" in told(RING, 12)


def test_what_reads_less_than_the_least_simulated_is_not_put_on_it() -> None:
    """A ring told one way: no arc is returned, and the least that was simulated reads more."""
    assert "would stand for less than 20\N{NO-BREAK SPACE}%, the least that was simulated" in told(
        [(i, (i + step) % 30) for i in range(30) for step in (1, 2, 3)], 30, cap=3
    )


def test_one_person_outside_stands_there_and_unknown_partners_are_said_to_be_so() -> None:
    assert "At most 1 of 13 people (8\N{NO-BREAK SPACE}%) stands outside" in told(RING, 13, (12,))
    assert "has an unknown number of partners" in told([(0, 1)], 2, (1,))
