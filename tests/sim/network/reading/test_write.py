"""A survey that is written reads back as itself; the blank form is one that reads."""

import csv
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import NetworkError, OutputError
from sim.network.reading import Survey, read_survey, template, write_recall, write_roster
from sim.network.reading.names import clean, trouble
from sim.network.ties import ITEMS
from sim.scenario import PROFESSIONS

texts = st.text(st.characters(exclude_categories=["Cs", "Cn", "Cc"]), min_size=1, max_size=12) | st.sampled_from(
    ["a;b", 'a"b', "a,b", "'", "NA", "007", "1.0", "TRUE", "_x0041_", "respondent", "ﬁ", "Å"]
)
names = texts.map(clean).filter(lambda name: bool(name) and trouble(name) is None)
answers = st.none() | st.sampled_from([1, 2, 3, 4, 5]) | st.floats(1, 5)


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    who = draw(st.lists(names, min_size=2, max_size=8, unique=True))
    pairs = [(a, b) for a in range(len(who)) for b in range(len(who)) if a != b]
    arcs = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=20, unique=True))
    items = {
        item: [np.nan if x is None else x for x in draw(st.lists(answers, min_size=len(arcs), max_size=len(arcs)))]
        for item in ITEMS
        if draw(st.booleans())
    }
    words = {
        "unit": st.just("") | names,
        "profession": st.sampled_from(["", *PROFESSIONS]),
        "seniority": st.sampled_from(["", "1", "2", "3"]),
    }
    size = {"min_size": len(who), "max_size": len(who)}
    known = {name: draw(st.lists(kind, **size)) for name, kind in words.items() if draw(st.booleans())}
    answered = draw(st.lists(st.booleans(), **size))
    ends = np.array(arcs)
    return Survey.of(who, ends[:, 0], ends[:, 1], items, responded=answered, attributes=known)


@given(surveys(), st.sampled_from(["csv", "xlsx"]))
@settings(max_examples=120, deadline=None)
def test_writing_and_reading_is_identity(survey: Survey, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"staff.{suffix}"
        answered = survey.responded.copy()
        answered[survey.namer] = True
        survey = replace(survey, responded=answered)
        write_roster(survey, path)
        again = read_survey(path)
        assert again.same_as(survey)
        assert not [line for line in again.repairs if "dropped" in line or "mistake" in line]


@given(surveys(), st.sampled_from(["csv", "xlsx"]), st.data())
@settings(max_examples=80, deadline=None)
def test_free_recall_reads_back(survey: Survey, suffix: str, data: st.DataObject) -> None:
    """Whoever of its people told an arc, it is in the file, once."""
    some = survey.responded[survey.namer] | survey.responded[survey.named]
    kept = Survey.of(
        survey.names,
        survey.namer[some],
        survey.named[some],
        {},
        responded=survey.responded,
        attributes=survey.attributes,
        form="recall",
    )
    if not kept.arcs:
        return
    out, into = kept.responded[kept.namer], kept.responded[kept.named]
    which = np.array(data.draw(st.lists(st.integers(0, 2), min_size=kept.arcs, max_size=kept.arcs)))
    by_namer, by_named = out & ((which != 1) | ~into), into & ((which != 0) | ~out)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"staff.{suffix}"
        write_recall(kept, path, by_namer=by_namer, by_named=by_named)
        again = read_survey(path)
        assert again.form == "recall"
        assert again.same_as(kept)
        write_recall(kept, path)
        assert read_survey(path).same_as(kept)


def test_free_recall_has_only_what_someone_told(tmp_path: Path) -> None:
    survey = Survey.of(["Ann", "Bob", "Cat"], [0, 1], [1, 2], {}, responded=[True, False, False])
    with pytest.raises(NetworkError, match="Bob → Cat is told by nobody who answered, so free recall"):
        write_recall(survey, tmp_path / "x.csv")


def test_a_roster_has_only_what_its_respondents_told(tmp_path: Path) -> None:
    """Reading it would refuse the "no" beside answers."""
    survey = Survey.of(["Ann", "Bob", "Cat"], [0, 1], [1, 2], {}, responded=[True, False, True])
    with pytest.raises(NetworkError, match="Bob → Cat is told by nobody who answered, so a roster"):
        write_roster(survey, tmp_path / "x.csv")


def test_columns_are_written(tmp_path: Path) -> None:
    columns = {"respondent": ["Ann", "Bob"], "target": ["Bob", "Cat"], "trust": [4, 2]}
    written = write_roster(columns, tmp_path / "staff.csv")
    assert [path.name for path in written] == ["staff.csv", "staff_people.csv"]
    assert read_survey(tmp_path / "staff.csv").same_as(Survey.from_columns(columns))
    with pytest.raises(NetworkError, match="target is missing"):
        write_roster({"respondent": ["Ann"]}, tmp_path / "x.csv")
    with pytest.raises(NetworkError, match="did you mean trust"):
        write_roster({**columns, "trst": [1, 2]}, tmp_path / "x.csv")
    with pytest.raises(NetworkError, match="looks like a formula"):
        write_roster({"respondent": ["=1+1"], "target": ["Bob"]}, tmp_path / "x.csv")


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    survey = Survey.of(["a", "b"], [0], [1], {})
    (tmp_path / "file").write_text("")
    for name in ("staff.ods", "file/staff.csv", "file/staff.xlsx"):
        with pytest.raises(OutputError):
            write_roster(survey, tmp_path / name)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_form_is_blank_and_its_example_reads(tmp_path: Path, suffix: str) -> None:
    form, *_ = template(tmp_path / f"form.{suffix}")
    with pytest.raises(NetworkError, match="a header and no rows"):
        read_survey(form)
    with pytest.raises(OutputError, match="there already"):
        template(form)


def test_the_example_of_the_form(tmp_path: Path) -> None:
    template(tmp_path / "form.csv")
    survey = read_survey(tmp_path / "form_example.csv")
    assert survey.names == ("Asha", "Ben", "Chris", "Dee")
    assert survey.responded.tolist() == [True, True, True, False]
    assert survey.arcs == 3


def test_a_filled_form_reads(tmp_path: Path) -> None:
    (form,) = template(tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(form)
    assert book.sheetnames == ["roster", "people", "instructions", "example", "example people"]
    book["roster"].append(["Eve", "Fay", 4, 4, 4, 4, 4])
    book.save(form)
    assert read_survey(form).names == ("Eve", "Fay")
    book["people"].append(["Eve", "W1", "nurse", 1, "yes"])
    book.save(form)
    with pytest.raises(NetworkError, match="Fay is not in the list of people"):
        read_survey(form)


def test_a_filled_csv_form_reads(tmp_path: Path) -> None:
    form, *_ = template(tmp_path / "form.csv")
    with form.open("a", newline="") as file:
        csv.writer(file).writerow(["Eve", "Fay", 4, 4, 4, 4, 4])
    assert read_survey(form).names == ("Eve", "Fay")


@pytest.mark.parametrize("name", ["blank.csv", "blank.xlsx"])
def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path, name: str) -> None:
    assert template(tmp_path / "spring 2026" / name)[0].exists()
