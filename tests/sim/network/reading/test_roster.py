"""The roster: what is read, what is repaired and said, and what is refused, each with its place."""

from pathlib import Path

import numpy as np
import pytest

from sim.errors import NetworkError
from sim.network.reading import Survey, read_survey

HEADER = "respondent,target,trust,awareness,comfort,influence,advice\n"
GOOD = HEADER + "Ann,Bob,5,4,3,2,5\nBob,Ann,1,2,3,4,5\nAnn,Cat,1,,1,1,1\nCat,,,,,,\n"


def read(folder: Path, text: str | bytes, name: str = "staff.csv", **options: object) -> Survey:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_survey(path, **options)  # type: ignore[arg-type]


def refusal(folder: Path, text: str | bytes, **options: object) -> str:
    with pytest.raises(NetworkError) as caught:
        read(folder, text, **options)
    return str(caught.value)


def test_a_plain_roster(tmp_path: Path) -> None:
    survey = read(tmp_path, GOOD)
    assert survey.names == ("Ann", "Bob", "Cat")
    assert survey.responded.tolist() == [True, True, True]
    assert list(zip(survey.namer.tolist(), survey.named.tolist(), strict=True)) == [(0, 1), (1, 0)]
    assert survey.items["awareness"].tolist() == [4, 2]
    assert survey.repairs == ("1 pair with all items 1 or blank read as not connected",)


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    head, *rows = GOOD.splitlines(keepends=True)
    assert read(tmp_path, head + "".join(reversed(rows))).same_as(read(tmp_path, GOOD))


@pytest.mark.parametrize(
    "text",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode(),
        GOOD.replace("\n", "\n\n").encode(),
        GOOD.replace("\n", ",,\n").encode(),
        GOOD.replace("respondent", "Source").replace("target", " TO ").replace("awareness", "expertise").encode(),
        b"\n\n" + GOOD.encode(),
    ],
)
def test_other_spellings_of_the_same_file(tmp_path: Path, text: bytes) -> None:
    assert read(tmp_path, text).same_as(read(tmp_path, GOOD))


def test_windows_latin_is_said(tmp_path: Path) -> None:
    survey = read(tmp_path, GOOD.replace("Ann", "Zoë").encode("cp1252"))
    assert "Zoë" in survey.names
    assert any("cp1252" in line for line in survey.repairs)


def test_utf16_without_a_mark_is_said(tmp_path: Path) -> None:
    survey = read(tmp_path, GOOD.encode("utf-16-le"))
    assert survey.same_as(read(tmp_path, GOOD))
    assert any("UTF-16" in line for line in read(tmp_path, GOOD.encode("utf-16-le")).repairs)


def test_decimal_commas(tmp_path: Path) -> None:
    survey = read(tmp_path, "respondent;target;trust\nAnn;Bob;3,5\n")
    assert survey.items["trust"].tolist() == [3.5]
    assert "column trust (C): decimal comma read as a point in 1 cell" in survey.repairs


def test_a_text_that_is_no_answer_is_told_once_with_what_to_write(tmp_path: Path) -> None:
    rows = "".join(f"P{i},P{i + 1},Agree,{i % 2 + 6}\n" for i in range(40))
    told = refusal(tmp_path, "respondent,target,trust,comfort\n" + rows)
    assert "3 mistakes" in told
    assert "row 2, column trust (C) (and 39 more cells): the text Agree is not a number on the scale 1 to 5; " in told
    assert "write 4, if 1 is strongly disagree and 5 strongly agree" in told
    assert "row 3, column comfort (D) (and 19 more cells): 7 is outside the scale 1 to 5" in told


def test_title_rows_above_the_header(tmp_path: Path) -> None:
    survey = read(tmp_path, "Survey 2022\n" + GOOD)
    assert survey.same_as(read(tmp_path, GOOD))
    assert refusal(tmp_path, "Survey 2022\n" + GOOD.replace("5,4,3", "6,4,3")).endswith(
        "row 3, column trust (C): 6 is outside the scale 1 to 5"
    )


def test_all_mistakes_at_once_with_their_places(tmp_path: Path) -> None:
    told = refusal(tmp_path, HEADER + "Ann,Bob,6,4,3,2,5\n\nBob,Ann,lots,2,3,4,0\n,Ann,1,1,1,1,1\nAnn,,3,3,3,3,3\n")
    assert "5 mistakes" in told
    assert "row 2, column trust (C): 6 is outside the scale 1 to 5" in told
    assert "row 4, column trust (C): the text lots is not a number" in told
    assert "row 4, column advice (G): 0 is outside the scale 1 to 5" in told
    assert "row 5, column respondent (A): the respondent is missing" in told
    assert "row 6, column target (B): the person named is missing" in told


def test_twenty_mistakes_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    told = refusal(tmp_path, "from,to,trust\n" + "".join(f"a{n},b,{n + 6}\n" for n in range(50)))
    assert told.count("is outside") == 20
    assert "and 30 more" in told


def test_repeats(tmp_path: Path) -> None:
    head = "from,to,trust\n"
    survey = read(tmp_path, head + "Ann,Bob,4\nAnn,Bob,4\nAnn,Ann,5\n")
    assert survey.arcs == 1
    assert "1 repeat of a pair with the same answers dropped (row 3)" in survey.repairs
    assert "1 self-tie dropped (row 4)" in survey.repairs
    told = refusal(tmp_path, head + "Ann,Bob,4\nAnn,Cat,4\nAnn,Bob,5\nAnn,Bob,4\n")
    assert "row 4: the pair Ann → Bob stands in row 2 too, with other answers" in told


def test_names_that_look_alike_are_kept_apart(tmp_path: Path) -> None:
    survey = read(tmp_path, "from,to,trust\nAnn  Lee,José,4\nann lee,Jose,4\nAnn Lee ,JOSÉ,4\nJose\u0301,Ann Lee,4\n")
    assert survey.names == ("Ann Lee", "JOSÉ", "Jose", "José", "ann lee")
    assert "possible same person, kept apart: Ann Lee, ann lee" in survey.repairs
    assert "possible same person, kept apart: JOSÉ, Jose, José" in survey.repairs


def test_a_name_absent_from_the_list_of_people(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,ward,role,grade\nAnn,W1,Physician,senior\nBob,W2,nurse,2\nCat,,,\n")
    told = refusal(tmp_path, "from,to,trust\nAnn,Bop,4\nann,Bob,4\n", people=tmp_path / "people.csv")
    assert "row 2, column to (B): Bop is not in the list of people; did you mean Bob?" in told
    assert "row 3, column from (A): ann is not in the list of people; did you mean Ann?" in told
    survey = read(tmp_path, "from,to,trust\nAnn,Bob,4\n", people=tmp_path / "people.csv")
    assert dict(survey.attributes) == {
        "unit": ("W1", "W2", ""),
        "profession": ("doctor", "nurse", ""),
        "seniority": ("3", "2", ""),
    }
    assert any(line.startswith("2 people of 3 did not answer") for line in survey.repairs)


def test_words_of_people(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,profession,band\nAnn,nursse,7\nBob,porter,8a\n")
    survey = read(tmp_path, "from,to\nAnn,Bob\n", people=people)
    assert survey.attributes["profession"] == ("nurse", "support")
    assert survey.attributes["seniority"] == ("2", "3")
    assert "people.csv: nursse is read as the profession nurse" in survey.repairs
    people.write_text("name,profession,seniority\nAnn,astronaut,2\nBob,nurse,7\nAnn,nurse,2\n")
    told = refusal(tmp_path, "from,to\nAnn,Bob\n", people=people)
    assert "row 2, column profession (B): astronaut is no profession; allowed: doctor, nurse" in told
    assert "row 3, column seniority (C): 7 is no seniority; allowed: 1, 2, 3" in told
    people.write_text("name,unit\nAnn,a\nBob,b\nAnn,c\n")
    assert "row 4: Ann stands in row 2 too" in refusal(tmp_path, "from,to\nAnn,Bob\n", people=people)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        ("\n \n", "it is empty"),
        (HEADER, "a header and no rows"),
        ("respondnt,target,trust\nAnn,Bob,4\n", "column respondnt (A); did you mean respondent"),
        ("respondent,trust\nAnn,4\n", "missing: a column target"),
        ("respondent,target,trsut\nAnn,Bob,4\n", "column trsut (C): there is no column of that name; did you mean"),
        ("from,source,to,trust\na,b,c,4\n", "column from (A) and column source (B) both say respondent"),
        ("from,to,trust\n=cmd|'/C c'!A0,Bob,4\n", "row 2, column from (A): =cmd|'/C c'!A0 looks like a formula"),
        ("from,to,trust\n@x,-y,4\n", "row 2, column to (B): -y looks like a formula"),
        ("from,to,trust\nAnn,Bob,1\n", "there is no tie in it"),
        ("from,to,trust\nAnn,Ann,5\n", "there is no tie in it"),
        (b"from,to,trust\nAnn,B\x81b,4\n", "row 2 holds bytes that are no letters"),
        (b"\x00\x01\x02\x03\x05\x00\x00\x00", "not a text file"),
        (b"PK\x03\x04junk", "name it .xlsx"),
        (b"%PDF-1.4", "a PDF"),
        ('from,to,trust\nAnn,"Bob,4\n' + "x" * 200_000, "quote left open"),
        ('from,to,trust,notes\nAnn,Bob,4,"so\nBob,Ann,3,\nCat,Ann,3,\n', "row 2: the cells cannot be told apart"),
        ('from,to,trust,notes\nAnn,Bob,4,\nBob,Ann,3,"so\nAnn,Cat,4,"a"\n', "row 3: the cells cannot be told apart"),
        ("from,to,trust\nAnn,Bob,Agree\n", "the text Agree is not a number on the scale 1 to 5"),
        ("from,to,trust\nAnn,Bob,1\n", "there is no tie in it: 1 pair with all items 1 or blank read as not connected"),
        ("from,to,weight\nAnn,Bob,1\nBob,Ann,2\n", "there is no tie in it: weights: on 1 to 5, read as advice; "),
        ("respondnt,targt,trust\n\n\nAnn,Bob,4\n", "row 1 says: respondnt, targt, trust"),
        (f"from,to,trust\n{'A' * 300},Bob,4\n", "a name of 300 characters"),
        ("name,unit\nAnn,W1\nBob,W2\n", "a list of people and no ties"),
        ("respondnt,target,trust\nAnn,Bob,4\nBob,Ann,3\n", "column respondnt (A); did you mean respondent"),
        ("a\nb\n", "no form of ties is recognised"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert said in refusal(tmp_path, text)


@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_a_title_above_the_header(tmp_path: Path, mark: str) -> None:
    rows = "Staff survey 2025\n\nfrom,to,trust\nAnn,Bob,4\nBob,Ann,3\n"
    survey = read(tmp_path, rows.replace(",", mark))
    assert survey.names == ("Ann", "Bob")
    assert survey.repairs == ("1 row above the header passed over (row 1)",)


def test_spaces_behind_commas_leave_quotes_what_they_are(tmp_path: Path) -> None:
    survey = read(tmp_path, 'from, to, trust\nAnn, "Smith, Bo", 4\n"Smith, Bo", "Ann", 3\n')
    assert survey.names == ("Ann", "Smith, Bo")


def test_names_that_differ_by_what_is_not_seen_are_told_apart(tmp_path: Path) -> None:
    survey = read(tmp_path, "from,to,trust\nAnn\u200e,Bob,4\nBob,Ann,3\n")
    assert "possible same person, kept apart: Ann, Ann\\x200e" in survey.repairs


def test_units_that_look_alike_are_told_and_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "staff_people.csv").write_text("name,unit\nAnn,Ward 3\nBob,ward 3\nCat,\n")
    survey = read(tmp_path, GOOD)
    assert survey.attributes["unit"] == ("Ward 3", "ward 3", "")
    assert "staff_people.csv: possible same unit, kept apart: Ward 3, ward 3" in survey.repairs


def test_where_there_is_no_such_file(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text(GOOD)
    (tmp_path / "staff.docx").write_text(GOOD)
    (tmp_path / "folder").mkdir()
    cases = {
        "stafff.csv": "did you mean staff.csv?",
        "staff.docx": "end in .csv, .tsv, .txt, .xlsx",
        "folder": "holds no edges.csv",
        "nowhere/staff.csv": "there is no folder",
        "x\0y.csv": "",
        "y" * 5000 + ".csv": "",
        "\udcff.csv": "its name is not in UTF-8",
    }
    for name, said in cases.items():
        with pytest.raises(NetworkError) as caught:
            read_survey(tmp_path / name)
        assert said in str(caught.value)


def test_a_layer_where_there_is_none(tmp_path: Path) -> None:
    assert "no layers" in refusal(tmp_path, GOOD, layer="advice")


def test_describe(tmp_path: Path) -> None:
    lines = read(tmp_path, GOOD).describe()
    assert lines[0] == "staff.csv: a survey in roster form"
    assert lines[1] == "3 people, of whom 3 answered (100 %)"
    assert lines[2] == "2 arcs, 0.7 a person"
    assert "trust (mean 3.0, 0 blank)" in lines[3]


def test_a_blank_item_is_no_answer(tmp_path: Path) -> None:
    survey = read(tmp_path, "from,to,trust,advice\nAnn,Bob,4,NA\nBob,Ann,,3\n")
    assert np.isnan(survey.items["advice"][0])
    assert np.isnan(survey.items["trust"][1])
    assert "column advice (D): read as blank: 1 cell" in survey.repairs


def test_items_on_zero_to_one_are_brought_to_the_scale(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Source,Target,trust,advice\na,b,0.5,1\nb,a,0,0.25\n", encoding="utf-8")
    survey = read_survey(path)
    assert survey.items["trust"].tolist() == [3, 1]
    assert survey.items["advice"].tolist() == [5, 2]
    assert "items within 0 to 1, read on that scale" in survey.repairs


def test_a_roster_of_ones_stays_on_one_to_five(tmp_path: Path) -> None:
    path = tmp_path / "ones.csv"
    path.write_text("respondent,target,trust,advice\na,b,1,1\nb,a,1,1\n", encoding="utf-8")
    with pytest.raises(NetworkError):
        read_survey(path)
