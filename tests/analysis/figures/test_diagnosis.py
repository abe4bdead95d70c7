"""Figures of a diagnosis: what they show and call people by, and that the same survey gives the same bytes."""

from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from analysis.diagnosis import Diagnosis, diagnose
from analysis.diagnosis.beside import ARCHETYPES, COMPARED
from analysis.figures import style
from analysis.figures.diagnosis import beside_archetypes, survey_ties
from sim.network.reading import Survey

CHAIN = [(0, 2), (1, 2), (2, 3), (3, 4), (4, 3), (4, 5), (5, 4), (6, 7), (7, 6)]


def found(named: bool = False) -> Diagnosis:
    return diagnose(survey(), named=named, builds=2)


def survey() -> Survey:
    return Survey.of(
        [f"Quimby{row}" for row in range(9)],
        [i for i, _ in CHAIN],
        [j for _, j in CHAIN],
        {},
        responded=[row < 8 for row in range(9)],
    )


def texts(figure: Figure) -> str:
    return " ".join(
        item.get_text()
        for place in (figure, *figure.axes)
        for item in place.findobj(lambda each: hasattr(each, "get_text"))
    )


@pytest.mark.parametrize("named", [False, True])
def test_people_are_called_by_codes_and_the_foot_says_n(named: bool) -> None:
    diagnosis = found(named)
    with style.paper():
        told = texts(survey_ties(diagnosis))
    assert "Quimby" not in told
    messenger = diagnosis.people.codes[int(diagnosis.stands.messengers[0])]
    assert messenger in told
    assert "n = 9 listed, 8 answered" in told
    assert "explanation, not prediction" in " ".join(told.split())


def test_marks_show_who_was_silent_and_who_carries_messages() -> None:
    diagnosis = found()
    with style.paper():
        drawn = survey_ties(diagnosis).axes[0].collections
    marks = [each for each in drawn if hasattr(each, "get_sizes") and len(each.get_sizes())]
    assert sum(len(each.get_offsets()) for each in marks) == 9
    triangles = [each for each in marks if len(each.get_paths()[0].vertices) == 4]
    assert sum(len(each.get_offsets()) for each in triangles) == len(diagnosis.stands.messengers) == 1


def test_every_network_has_a_row_in_every_panel() -> None:
    with style.paper():
        figure = beside_archetypes(found())
    assert len(figure.axes) == len(COMPARED)
    for axes in figure.axes:
        assert [label.get_text() for label in axes.get_yticklabels()] == ["this survey", *ARCHETYPES.values()]


def test_the_same_survey_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for turn in ("one", "other"):
        (tmp_path / turn).mkdir()
        with style.paper():
            files = style.save(survey_ties(found()), tmp_path / turn, "ties")
        made.append([(tmp_path / turn / name).read_bytes() for name in files])
    assert made[0] == made[1]


def test_an_interval_that_is_not_known_is_said_so() -> None:
    """Two people who name each other: no two-paths, so no messenger share."""
    pair = diagnose(Survey.of(["Ann", "Bo"], [0, 1], [1, 0], {}), builds=1)
    assert np.isnan(pair.measured.alike["messengers"].value)
    with style.paper():
        assert "not defined" in texts(beside_archetypes(pair))


def test_two_people_of_whom_one_answered() -> None:
    two = diagnose(Survey.of(["a", "b"], [0], [1], {}, responded=[True, False]), builds=2)
    drawn = texts(survey_ties(two)) + texts(beside_archetypes(two))
    assert "2 people, 1 tie as read" in drawn
    assert "– of arcs returned" not in drawn
    assert "1 resample)" in drawn
