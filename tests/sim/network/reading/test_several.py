"""Cells that name several people: taken apart, refused, or one person, and said."""

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sim.errors import NetworkError
from sim.network.reading import Survey, read_survey

RECALL = 'respondent,you speak to,who speaks to you\nAnn,"Bob, Cid",Dee\nBob,"Ann, Cid",\nCid,"Ann, Bob",\nDee,Ann,\n'
RECALLED = "Ann→Bob Ann→Cid Bob→Ann Bob→Cid Cid→Ann Cid→Bob Dee→Ann"
APART = "cells with several names taken apart"
WHOLE = "names with a comma or the like read as one person each"


def read(folder: Path, text: str, people: str | None = None) -> Survey:
    (folder / "list.csv").write_text(text)
    if people is not None:
        (folder / "list_people.csv").write_text(people)
    return read_survey(folder / "list.csv")


def refusal(folder: Path, text: str, people: str | None = None) -> str:
    with pytest.raises(NetworkError) as caught:
        read(folder, text, people)
    return str(caught.value)


def arcs(survey: Survey) -> str:
    pairs = zip(survey.namer.tolist(), survey.named.tolist(), strict=True)
    return " ".join(f"{survey.names[one]}→{survey.names[other]}" for one, other in pairs)


@pytest.mark.parametrize("mark", [", ", ",", "; ", ";", " | ", " / ", "/", " & ", " and ", "\n"])
def test_names_known_as_respondents_are_taken_apart(tmp_path: Path, mark: str) -> None:
    survey = read(tmp_path, RECALL.replace(", ", mark))
    assert survey.names == ("Ann", "Bob", "Cid", "Dee")
    assert survey.responded.all()
    assert arcs(survey) == RECALLED
    assert f"{APART} (rows 2, 3, 4)" in survey.repairs
    assert not any("more than one row" in line for line in survey.repairs)


def test_cells_of_a_workbook_with_line_breaks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["respondent", "you speak to"], ["Ann", "Bob\nCid"], ["Bob", "Ann"], ["Cid", "Ann,\nBob"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "list.xlsx")
    assert arcs(read_survey(tmp_path / "list.xlsx")) == "Ann→Bob Ann→Cid Bob→Ann Cid→Ann Cid→Bob"


def test_edges_and_rosters_repeat_the_row_for_each_name(tmp_path: Path) -> None:
    survey = read(tmp_path, 'source,target\nAnn,"Bob, Cid, Dee"\nBob,Ann\nCid,Ann\nDee,Ann\n')
    assert arcs(survey) == "Ann→Bob Ann→Cid Ann→Dee Bob→Ann Cid→Ann Dee→Ann"
    assert f"{APART} (row 2)" in survey.repairs
    survey = read(tmp_path, 'respondent,target,trust\nAnn,"Bob, Cid",4\nBob,Ann,2\nCid,Ann,3\n')
    assert arcs(survey) == "Ann→Bob Ann→Cid Bob→Ann Cid→Ann"
    assert survey.items["trust"].tolist() == [4, 4, 2, 3]


def test_what_stands_whole_as_a_respondent_is_one_person(tmp_path: Path) -> None:
    survey = read(tmp_path, 'respondent,you speak to\n"Smith, Ann",Bob\nBob,"Smith, Ann; Cid"\nCid,"Bob;Smith, Ann"\n')
    assert survey.names == ("Bob", "Cid", "Smith, Ann")
    assert arcs(survey) == "Bob→Cid Bob→Smith, Ann Cid→Bob Cid→Smith, Ann Smith, Ann→Bob"
    assert not any(WHOLE in line for line in survey.repairs)


def test_also_where_its_parts_are_people_too_but_that_is_said(tmp_path: Path) -> None:
    survey = read(tmp_path, 'source,target\nAnn,Bob\nBob,"Smith, Ann"\n"Smith, Ann",Bob\nSmith,Bob\n')
    assert survey.names == ("Ann", "Bob", "Smith", "Smith, Ann")
    assert any(line.startswith(f"{WHOLE} (row 4)") for line in survey.repairs)


def test_where_no_part_stands_elsewhere_it_is_one_person_and_said(tmp_path: Path) -> None:
    survey = read(tmp_path, 'source,target\nAnn,"Smith, Zoe"\nBob,"Lee, Ian"\nBob,Ann\n')
    assert survey.names == ("Ann", "Bob", "Lee, Ian", "Smith, Zoe")
    assert any(line.startswith(f"{WHOLE} (rows 2, 3)") for line in survey.repairs)


def test_a_semicolon_is_in_no_name(tmp_path: Path) -> None:
    survey = read(tmp_path, "source,target\nAnn,Eve; Fay;\nBob,Ann\n")
    assert survey.names == ("Ann", "Bob", "Eve", "Fay")


def test_where_only_some_parts_stand_elsewhere_it_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, 'respondent,you speak to\nAnn,"Bob, Clive"\nBob,"Ann, MD"\nClivve,Ann\n')
    assert "has 2 mistakes" in told
    assert (
        "row 2, column you speak to (B): Bob, Clive may be one person or several (Bob stands elsewhere too, Clive does "
        "not; did you mean Clivve?); write ; between people, or list everyone (a sheet called people, or people=FILE)"
    ) in told
    assert "row 3, column you speak to (B): Ann, MD may be one person or several" in told


def test_where_other_cells_are_lists_an_unknown_one_is_refused(tmp_path: Path) -> None:
    text = 'respondent,you speak to\nAnn,"Bob, Cid"\nBob,"Eve, Fay"\nCid,Ann\n'
    assert "row 3, column you speak to (B): Eve, Fay may be one person or several (none of its parts" in refusal(
        tmp_path, text
    )
    assert "R & D" in read(tmp_path, text.replace("Eve, Fay", "R & D")).names


def test_several_respondents_in_one_row_are_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, 'source,target\n"Ann, Bob",Cid\nAnn,Bob\nBob,Ann\n')
    assert "row 2, column source (A): Ann, Bob is made of names that stand elsewhere too; give each a row" in told


def test_the_list_of_people_decides(tmp_path: Path) -> None:
    people = "name,unit\nAnn,W1\nBob,W1\nCid,W2\n"
    text = 'source,target\nAnn,"Bob, Cid"\nBob,Ann\n'
    assert arcs(read(tmp_path, text, people)) == "Ann→Bob Ann→Cid Bob→Ann"
    assert arcs(read(tmp_path, text, people + '"Bob, Cid",W2\n')) == "Ann→Bob, Cid Bob→Ann"
    told = refusal(tmp_path, text.replace("Cid", "Cyd"), people)
    assert told.endswith("row 2, column target (B): Cyd is not in the list of people; did you mean Cid?")
    told = refusal(tmp_path, text.replace("Bob, Cid", "Lee, Ian"), people)
    assert "row 2, column target (B): Lee, Ian is not in the list of people" in told


def test_names_of_a_graph_or_a_matrix_stay_whole(tmp_path: Path) -> None:
    (tmp_path / "g.net").write_text('*Vertices 3\n1 "Ann"\n2 "Bob"\n3 "Ann, Bob"\n*Arcs\n1 2\n1 3\n')
    assert read_survey(tmp_path / "g.net").names == ("Ann", "Ann, Bob", "Bob")
    survey = read(tmp_path, '"",Ann,Bob,"Ann, Bob"\nAnn,0,1,1\nBob,1,0,0\n"Ann, Bob",0,0,0\n')
    assert survey.names == ("Ann", "Ann, Bob", "Bob")


@given(
    st.lists(st.lists(st.sampled_from("ABCDEF"), max_size=4, unique=True), min_size=6, max_size=6).filter(any),
    st.sampled_from([",", ", ", ";", " and ", " & ", "/"]),
)
@settings(max_examples=60, deadline=None)
def test_one_cell_or_many_is_the_same(named: list[list[str]], mark: str) -> None:
    """Free recall in one column reads as the same names in a column each."""
    rows = list(zip("ABCDEF", named, strict=True))
    one = "respondent,you speak to\n" + "".join(f'{who},"{mark.join(names)}"\n' for who, names in rows)
    head = "respondent," + ",".join(f"you speak to {place}" for place in range(4)) + "\n"
    many = head + "".join(",".join([who, *names, *[""] * (4 - len(names))]) + "\n" for who, names in rows)
    assume(any({*names} - {who} for who, names in rows))
    with tempfile.TemporaryDirectory() as folder:
        assert read(Path(folder), one).same_as(read(Path(folder), many))
