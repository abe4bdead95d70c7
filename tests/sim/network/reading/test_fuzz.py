"""No file, however broken, ends in anything but a survey or a `NetworkError`."""

import io
import tempfile
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sim.errors import NetworkError
from sim.network.reading import Survey, population, read_survey
from sim.network.reading.files import ALLOWED
from sim.scenario import Network

LOOSE = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
CELLS = [
    "", "Ann", "Bob", "ann", "Cat ", "1", "5", "6", "3,5", "0", "-1", "1e999", "nan", "inf", "=1+1", "#N/A", "yes",
    "respondent", "target", "source", "trust", "advice", "expertise", "layer", "weight", "info", "name", "unit",
    "profession", "nurse", "doctr", "seniority", "2", "tie", "you speak to 1", "who speak to you 2", "responded",
    "\x00", '"', "\u00a0", "\ud7ff", "\u202e", "é", "e\u0301", "x" * 300,
]  # fmt: skip
tables = st.lists(st.lists(st.sampled_from(CELLS) | st.text(max_size=4), max_size=6), max_size=8)
HEADS = st.sampled_from(
    [
        ["respondent", "target", "trust", "advice"],
        ["source", "target", "layer", "weight"],
        ["respondent", "you speak to 1", "who speak to you 1"],
        ["name", "unit", "profession", "seniority"],
        ["", "Ann", "Bob", "Cat"],
    ]
)
bodies = st.lists(st.lists(st.sampled_from(CELLS), min_size=3, max_size=4), min_size=1, max_size=8)


def outcome(data: bytes, suffix: str, layer: str | None = None, people: bytes | None = None) -> Survey | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"staff{suffix}"
        path.write_bytes(data)
        beside = Path(folder) / "list.csv"
        if people is not None:
            beside.write_bytes(people)
        try:
            survey = read_survey(path, layer=layer, people=beside if people is not None else None)
        except NetworkError:
            return None
    population(survey, Network(kind="survey", path="x"), 0, 0)
    assert survey.describe()
    return survey


def as_text(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode("utf-8", "surrogatepass")


def as_workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(["" if "\x00" in cell else cell for cell in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


GOOD_ROWS = [["respondent", "target", "trust"], ["Ann", "Bob", "4"], ["Bob", "Cat", "2"], ["Cat", "Ann", "5"]]
_GRAPH = nx.DiGraph([("Ann", "Bob", {"trust": 3.0}), ("Bob", "Cat", {"trust": 5.0})])


def good(suffix: str) -> bytes:
    made = io.BytesIO()
    if suffix in (".csv", ".tsv", ".txt"):
        return as_text(GOOD_ROWS)
    if suffix in (".xlsx", ".xlsm"):
        return as_workbook(GOOD_ROWS)
    write = {".graphml": nx.write_graphml, ".gexf": nx.write_gexf}.get(suffix)
    if write is not None:
        write(_GRAPH, made)
        return made.getvalue()
    return b'*vertices 3\n1 "Ann"\n2 "Bob"\n3 "Cat"\n*arcs\n1 2 3\n2 3 5\n'


GOOD = {suffix: good(suffix) for suffix in ALLOWED}


def test_the_files_that_are_mutated_are_good_ones() -> None:
    assert all(outcome(GOOD[suffix], suffix) is not None for suffix in ALLOWED if suffix != ".tsv")


@given(st.binary(max_size=300), st.sampled_from(ALLOWED))
@LOOSE
def test_random_bytes(data: bytes, suffix: str) -> None:
    outcome(data, suffix)


@given(st.sampled_from(ALLOWED), st.data())
@LOOSE
def test_mutated_files(suffix: str, data: st.DataObject) -> None:
    file = bytearray(GOOD[suffix])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(file) - 1))
        patch = data.draw(st.binary(max_size=4))
        file[place : place + data.draw(st.integers(0, 6))] = patch
        file = file or bytearray(b"x")
    outcome(bytes(file), suffix)


@given(st.data())
@LOOSE
def test_mutated_parts_of_a_workbook(data: st.DataObject) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD[".xlsx"])) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        chosen = data.draw(st.sampled_from(names))
        for name in names:
            part = bytearray(old.read(name))
            if name == chosen:
                place = data.draw(st.integers(0, len(part)))
                patch = data.draw(st.binary(max_size=3) | st.sampled_from([b"<", b"99999999", b"</c>", b"<f/>", b'"']))
                part[place : place + data.draw(st.integers(0, 30))] = patch
            new.writestr(name, bytes(part))
    outcome(made.getvalue(), ".xlsx")


@given(tables | st.tuples(HEADS, bodies).map(lambda pair: [pair[0], *pair[1]]), st.none() | st.sampled_from(CELLS))
@example([["respondent", "target", "layer"], ["Ann", "Bob", ""]], "")
@LOOSE
def test_random_tables(rows: list[list[str]], layer: str | None) -> None:
    outcome(as_text(rows), ".csv", layer)


@given(st.tuples(HEADS, bodies).map(lambda pair: [pair[0], *pair[1]]), tables)
@LOOSE
def test_random_lists_of_people(rows: list[list[str]], people: list[list[str]]) -> None:
    outcome(as_text(rows), ".csv", people=as_text(people))


@given(st.tuples(HEADS, bodies).map(lambda pair: [pair[0], *pair[1]]))
@settings(LOOSE, max_examples=100)
def test_random_sheets(rows: list[list[str]]) -> None:
    outcome(as_workbook(rows), ".xlsx")
