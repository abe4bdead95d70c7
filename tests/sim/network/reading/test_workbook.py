"""Workbooks: sheets chosen by content, merged cells, formulas, sizes."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sim.errors import NetworkError
from sim.network.reading import Survey, read_survey, sheets, workbook
from sim.network.reading.dates import shows_dates

HEADER = ("respondent", "target", "trust", "advice")
ROSTER = [HEADER, ("Ann", "Bob", 5, 4), ("Bob", "Ann", 3.5, None), (7, "Ann", 2, 2)]
PEOPLE = [("name", "ward"), ("Ann", "W1"), ("Bob", "W2"), ("7", "W1"), ("Dee", "W2")]

Rows = Sequence[Sequence[Any]]


def save(path: Path, **sheets: Rows) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return book


def read(path: Path, layer: str | None = None, **sheets: Rows) -> Survey:
    save(path, **sheets)
    return read_survey(path, layer=layer)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "staff.xlsx"


def refusal(path: Path) -> str:
    with pytest.raises(NetworkError) as caught:
        read_survey(path)
    return str(caught.value)


def test_a_roster_with_its_people(path: Path) -> None:
    survey = read(path, staff=PEOPLE, notes=[("read me",)], answers=ROSTER)
    assert survey.names == ("7", "Ann", "Bob", "Dee")
    assert survey.attributes["unit"] == ("W1", "W1", "W2", "W2")
    assert survey.items["trust"].tolist() == [2, 5, 3.5]
    assert "read from the sheet answers" in survey.repairs


def test_unknown_names_and_their_place(path: Path) -> None:
    save(path, people=PEOPLE, roster=[*ROSTER, ("Ann", "Eve", 9, 3)])
    told = refusal(path)
    assert "row 5, column target (B): Eve is not in the list of people" in told
    assert "row 5, column trust (C): 9 is outside the scale 1 to 5" in told


def test_two_sheets_that_could_be_meant(path: Path) -> None:
    save(path, first=ROSTER, second=ROSTER)
    assert "several sheets could hold the ties: first (roster), second (roster)" in refusal(path)
    assert read_survey(path, layer="second").arcs == 3


def test_no_sheet_with_ties(path: Path) -> None:
    save(path, a=[("x", "y"), (1, 2)], b=PEOPLE)
    assert "no form of ties is recognised" in refusal(path)
    save(path, b=PEOPLE)
    assert "none of its sheets (b) holds ties" in refusal(path)


def test_a_sheet_of_notes_is_passed_over(path: Path) -> None:
    assert read(path, Example=ROSTER, roster=ROSTER[:3]).arcs == 2
    assert read(path, Example=ROSTER).arcs == 3


def test_five_matrices(path: Path) -> None:
    def matrix(value: int) -> Rows:
        return [("", "Ann", "Bob"), ("Ann", None, value), ("Bob", 2, None)]

    values = {"trust": 5, "Expertise": 4, "comfort": 3, "influence": 2, "advice": 1}
    survey = read(path, **{item: matrix(value) for item, value in values.items()})
    assert {item: answers.tolist() for item, answers in survey.items.items()} == {
        "trust": [5, 2], "awareness": [4, 2], "comfort": [3, 2], "influence": [2, 2], "advice": [1, 2],
    }  # fmt: skip


def test_names_merged_down(path: Path) -> None:
    book = save(path, roster=[*ROSTER[:2], (None, "Cat", 4, 4), (None, "Dee", 4, 4), ("Bob", "Ann", 3, 3)])
    book["roster"].merge_cells("A2:A4")
    book.save(path)
    survey = read_survey(path)
    assert survey.arcs == 4
    assert "1 merged range filled down (A2:A4)" in survey.repairs


def test_a_formula_without_a_value(path: Path) -> None:
    save(path, roster=[*ROSTER, ("Ann", "Dee", "=1+2", "=A1")])
    told = refusal(path)
    assert "sheet roster, cell C5: a formula without a stored value" in told
    assert "sheet roster, cell D5" in told


def test_a_formula_with_a_value(path: Path) -> None:
    save(path, roster=[*ROSTER, ("Ann", "Dee", "=1+2", 4)])
    rewrite(path, lambda xml: re.sub(rb"<f>1\+2</f><v ?/?>(</v>)?", b"<f>1+2</f><v>3</v>", xml))
    survey = read_survey(path)
    assert survey.items["trust"].tolist() == [2, 5, 3, 3.5]


def rewrite(path: Path, change: Any) -> None:
    """Change the XML of the first sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(data) if part.filename == "xl/worksheets/sheet1.xml" else data)
    path.write_bytes(made.getvalue())


def test_a_row_beyond_all_bounds(path: Path) -> None:
    save(path, roster=ROSTER)
    rewrite(path, lambda xml: xml.replace(b'<row r="4"', b'<row r="999999999"').replace(b'r="A4"', b'r="A999999999"'))
    assert "it has a row 999999999; at most 2000000 rows" in refusal(path)


def test_more_cells_than_are_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(path, roster=ROSTER, more=ROSTER)
    monkeypatch.setattr(sheets, "MAX_CELLS", 20)
    assert "sheet more: of all sheets together at most 20 cells" in refusal(path)


def test_a_formula_with_an_empty_text(path: Path) -> None:
    save(path, roster=[*ROSTER, ("Ann", "Dee", '=""', 4)])
    rewrite(path, lambda xml: re.sub(rb'<c r="C5"[^>]*>.*?</c>', b'<c r="C5" t="str"><f>""</f><v></v></c>', xml))
    assert read_survey(path).arcs == 4


def test_a_document_type_is_refused(path: Path) -> None:
    save(path, roster=ROSTER)
    rewrite(path, lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml)
    assert "it declares a document type" in refusal(path)


def test_a_zip_bomb(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * 3_000_000)
    monkeypatch.setattr(workbook, "MAX_UNZIPPED", 1_000_000)
    assert "it unpacks to 3 MB; at most 1 MB" in refusal(path)


@pytest.mark.parametrize("data", [b"x", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"respondent,target\na,b\n"])
def test_what_is_no_workbook(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    refusal(path)


def test_an_empty_workbook(path: Path) -> None:
    save(path, roster=[])
    assert "it is empty" in refusal(path)
    save(path, roster=ROSTER[:1])
    assert "a header and no rows" in refusal(path)


def test_of_several_lists_of_people_the_sheet_people_is_read_and_the_rest_told(path: Path) -> None:
    other = [("name", "ward"), ("Ann", "W9")]
    survey = read(path, roster=ROSTER, people=PEOPLE, staff=other)
    assert survey.attributes["unit"] == ("W1", "W1", "W2", "W2")
    assert "sheet staff passed over: the people are those of sheet people" in survey.repairs
    save(path, roster=ROSTER, leavers=other, staff=PEOPLE)
    assert "several sheets could be the list of people: leavers, staff; call one of them people" in refusal(path)


def test_a_list_of_people_beside_another_file_of_them_is_told(path: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,unit\nAnn,X\nBob,X\n7,Y\n")
    save(path, roster=ROSTER, people=PEOPLE)
    survey = read_survey(path, people=tmp_path / "list.csv")
    assert survey.attributes["unit"] == ("Y", "X", "X")
    assert "sheet people passed over: the people are those of another file" in survey.repairs


def test_long_numbers_keep_their_digits(path: Path) -> None:
    save(path, roster=[HEADER, ("Ann", "Bob", 5, 4), ("Bob", "Ann", 4, 4)])
    with zipfile.ZipFile(path) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    sheet = next(name for name in files if name.endswith("sheet1.xml"))
    cell = re.compile(rb'<c r="A3".*?</c>')
    files[sheet] = cell.sub(b'<c r="A3"><v>12345678901234567</v></c>', files[sheet])
    with zipfile.ZipFile(path, "w") as parts:
        for name, content in files.items():
            parts.writestr(name, content)
    assert "12345678901234567" in read_survey(path).names


def test_a_workbook_with_a_password_is_told(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(2000))
    assert "one with a password; save it as .xlsx or .csv, without a password" in refusal(path)


WHEN = datetime(2024, 3, 4, 9, 30)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((date(2024, 3, 4), "Bob", 4, 4), "row 2, column respondent (A): 2024-03-04 is a date of the spreadsheet, not"),
        ((WHEN, "Bob", 4, 4), "2024-03-04 09:30 is a date of the spreadsheet"),
        ((time(9, 30), "Bob", 4, 4), "09:30 is a date of the spreadsheet"),
        (("Ann", "Bob", date(1900, 1, 3), 4), "column trust (C): the text 1900-01-03 (a date) is not a number on"),
    ],
)
def test_a_date_is_no_name_and_no_answer(path: Path, row: tuple[Any, ...], told: str) -> None:
    save(path, roster=[HEADER, row])
    assert told in refusal(path)


def test_days_from_1904_and_dates_in_other_columns(path: Path) -> None:
    book = save(path, roster=[(*HEADER, "when"), (WHEN, "Bob", 4, 4, WHEN), ("Bob", 1.0, 4, 4, WHEN)])
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    assert "has 2 mistakes" not in refusal(path)
    assert "2024-03-04 09:30 is a date" in refusal(path)
    survey = read(path, roster=[(*HEADER, "when"), (1, "Bob", 4, 4, WHEN), ("Bob", 1.0, 4, 4, WHEN)])
    assert (survey.names, survey.arcs) == (("1", "Bob"), 2)


@pytest.mark.parametrize(
    ("number", "code", "dates"),
    [
        (14, None, True),
        (0, None, False),
        (9, None, False),
        (164, "dd/mm/yyyy", True),
        (165, "[$-809]d mmm;@", True),
        (166, "[h]:mm", True),
        (167, "General", False),
        (168, '0.0 "days"', False),
        (169, "[Red]0;[Blue]-0", False),
        (170, "000", False),
    ],
)
def test_formats_of_dates(number: int, code: str | None, dates: bool) -> None:
    assert shows_dates(number, code) == dates
