"""The column `responded` of the list of people: yes, no, and blank, which leaves it to the answers."""

from pathlib import Path

import pytest

from sim.errors import NetworkError
from sim.network.reading import Survey, read_survey, template
from sim.network.reading.template import INSTRUCTIONS

NAMES = [f"P{person:02}" for person in range(12)]
ROSTER = "respondent,target,trust\n" + "".join(f"P{row:02},P{(row + 1) % 12:02},4\n" for row in range(10))
SILENT = [row < 10 for row in range(12)]


def read(folder: Path, ties: str, responded: dict[str, str]) -> Survey:
    (folder / "staff.csv").write_text(ties)
    said = "".join(f"{name},W1,{responded.get(name, '')}\n" for name in NAMES)
    (folder / "staff_people.csv").write_text("name,unit,responded\n" + said)
    return read_survey(folder / "staff.csv")


@pytest.mark.parametrize(
    "said", [{}, {"P10": "no", "P11": "no"}, {"P00": "yes", "P01": "yes", "P02": "yes"}], ids=["blank", "no", "yes"]
)
def test_blank_leaves_it_to_the_roster(tmp_path: Path, said: dict[str, str]) -> None:
    survey = read(tmp_path, ROSTER, said)
    assert survey.responded.tolist() == SILENT
    assert any(line.startswith("2 people of 12 did not answer") for line in survey.repairs)


def test_yes_without_a_row_is_who_answered_and_names_nobody(tmp_path: Path) -> None:
    assert read(tmp_path, ROSTER, {"P11": "yes"}).responded.tolist() == [*SILENT[:11], True]


@pytest.mark.parametrize(
    ("ties", "where"),
    [
        (ROSTER, "row 5, column respondent (A)"),
        ("source,target\nP00,P01\nP03,P04\nP03,P05\n", "row 3, column source (A)"),
        ("respondent,you speak to,who speaks to you\nP00,P03,\nP03,,P01\n", "row 3, column respondent (A)"),
        (",P00,P03\nP00,0,1\nP03,1,0\n", "row 3, column A"),
    ],
    ids=["roster", "edges", "recall", "matrix"],
)
def test_no_beside_answers_is_refused(tmp_path: Path, ties: str, where: str) -> None:
    with pytest.raises(NetworkError) as caught:
        read(tmp_path, ties, {"P03": "no"})
    assert str(caught.value).count("P03 answers, but is said not to have") == 1
    assert f"{where}: P03 answers, but is said not to have (no under responded in the list of people)" in str(
        caught.value
    )


def test_no_beside_answers_is_refused_of_a_graph(tmp_path: Path) -> None:
    (tmp_path / "staff.net").write_text('*Vertices 2\n1 "P00"\n2 "P01"\n*Arcs\n1 2\n')
    (tmp_path / "people.csv").write_text("name,responded\nP00,no\nP01,\n")
    with pytest.raises(NetworkError, match="P00 answers, but is said not to have"):
        read_survey(tmp_path / "staff.net", people=tmp_path / "people.csv")


def test_no_beside_rows_without_an_answer_stands(tmp_path: Path) -> None:
    """Forms that were laid out for everyone: a row is there, and nothing in it."""
    survey = read(tmp_path, ROSTER + "P10,P00,\nP11,,\n", {"P10": "no", "P11": "no"})
    assert survey.responded.tolist() == SILENT
    survey = read(tmp_path, "respondent,you speak to\nP00,P11\nP11,\n", {"P11": "no"})
    assert survey.responded.tolist() == [True, *[False] * 11]
    assert read(tmp_path, "respondent,you speak to\nP00,P11\nP11,\n", {}).responded.sum() == 2


def test_somebody_listed_twice_must_be_said_the_same_of(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text(ROSTER)
    (tmp_path / "staff_people.csv").write_text(
        "name,responded\n" + "".join(f"{name},\n" for name in NAMES) + "P00,no\n"
    )
    with pytest.raises(NetworkError, match="row 14: P00 stands in row 2 too, with other words"):
        read_survey(tmp_path / "staff.csv")


def test_the_form_says_so(tmp_path: Path) -> None:
    said = dict(INSTRUCTIONS)
    assert "Everything but the name may stay blank" in str(said["people"])
    assert "left blank" in str(said["responded"])
    (form,) = template(tmp_path / "form.xlsx")
    assert form.exists()
