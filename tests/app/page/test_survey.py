"""An uploaded survey: what is refused, what is told, and that nothing of it stays."""

import ast
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import gettempdir

import httpx
import numpy as np
import openpyxl
import pytest

from analysis import diagnosis
from app.page.advice import INSTEAD, on_the_page
from app.page.limits import PageError
from app.page.survey import MEMORY, PREFIX, example, read, read_ties, template, ties, uploaded
from sim.errors import FirewoodError
from sim.network import reading
from sim.network.reading import Survey

NAMES = ("Xanthippe Quersumme", "Odo Zwirnsfaden", "Fridolin Eulenspiegel", "Ottokar Pfefferminz")


def rows() -> str:
    """A chain of people of whom each names the next: all in the middle are messengers."""
    lines = ["respondent,target,trust,awareness,comfort,influence,advice"]
    lines += [f"{one},{other},4,3,5,2,4" for one, other in pairwise(NAMES)]
    return "\n".join(lines)


def workbook(cell: object) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "roster"
    sheet.append(["respondent", "target", "trust"])
    sheet.append([NAMES[0], NAMES[1], cell])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.csv", "empty"),
        (b"\x00\xff\x00junk", "a.csv", "survey.csv"),
        (b"PK\x03\x04junk", "a.xlsx", "workbook"),
        (b"respondent,target\n", "a.exe", "not in .exe"),
        (rows().replace("Odo", "=HYPERLINK(1)").encode(), "a.csv", "="),
        (workbook("=1+3"), "a.xlsx", "formula"),
    ],
)
def test_what_is_no_survey_is_refused_in_words(data: bytes, name: str, words: str) -> None:
    with pytest.raises(PageError) as told:
        uploaded(data, name, False)
    assert words in str(told.value)
    assert "/tmp" not in str(told.value)
    assert "/dev/shm" not in str(told.value)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = bomb()
    assert len(data) < 1_000_000
    with pytest.raises(PageError, match="unpacks to 200 MB; at most 60 MB"):
        uploaded(data, "a.xlsx", False)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_a_bomb_of_entities_is_refused(suffix: str) -> None:
    data = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l9;</x>'
    with pytest.raises(PageError, match="a file that defines entities is not read"):
        uploaded(data.encode(), f"a.{suffix}", False)


def test_names_are_told_only_when_asked_for() -> None:
    quiet, named = (json.dumps(uploaded(rows().encode(), "a.csv", ask), ensure_ascii=False) for ask in (False, True))
    assert not any(name in quiet for name in NAMES)
    assert any(name in named for name in NAMES)
    assert not any(name in json.dumps(json.loads(named)["survey"]) for name in NAMES)


def five_each(layers: Sequence[str]) -> bytes:
    """Thirty people who name five others each, in each layer."""
    lines = [f"p{one},p{(one + step) % 30},{layer}" for layer in layers for one in range(30) for step in range(1, 6)]
    return "\n".join(["from,to,layer", *lines]).encode()


def test_what_only_a_command_can_be_told_is_not_advised_here() -> None:
    found = uploaded(five_each(["advice", "friends"]), "a.csv", False)
    notes, (answered, *_) = "\n".join(found["notes"]), found["said"]
    assert "as none was named (to read another here, leave only its rows in the file)" in notes
    assert "(a workbook can list everyone on a sheet called people)" in notes
    assert "If there was none, the page cannot be told so; the command can" in " ".join(answered["lines"])
    only = uploaded(five_each(["friends"]), "a.csv", False)
    assert (only["arcs"], "as none was named" in "\n".join(only["notes"])) == (150, False), "as was advised"


def test_sheets_that_could_all_be_the_ties_are_told_in_words_of_the_page() -> None:
    book = openpyxl.Workbook()
    for title in ("spring", "autumn"):
        sheet = book.create_sheet(title)
        for row in (["respondent", "target", "trust"], [*NAMES[:2], 4], [*NAMES[1:3], 3]):
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    with pytest.raises(PageError, match=r"spring \(roster\), autumn \(roster\); leave one of them in the file$"):
        read(data.getvalue(), "a.xlsx")


def test_every_advice_of_the_reader_has_words_of_the_page() -> None:
    """Texts of what the page calls that say NAME=VALUE or --option, but for those of what it never calls so."""
    never = ("network.path=FILE", "--cap {}: someone", "leave out layer=")
    found = [text for folder in (reading, diagnosis) for text in texts(Path(folder.__file__).parent)]
    advice = [text for text in found if re.search(r"\w=[A-Z]{3,}|\blayer=|--[a-z]", text)]
    left = [text for text in advice if not any(each in text for each in never)]
    assert len(left) >= len(INSTEAD)
    assert [text for text in left if re.search(r"\w=[A-Z]{3,}|\blayer=", on_the_page(text))] == []


def texts(folder: Path) -> list[str]:
    """All texts in the Python files of a folder but docstrings, with {} for what is put into them."""
    found = []
    for path in sorted(folder.glob("*.py")):
        tree = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        whole = [node for node in tree if isinstance(node, ast.JoinedStr)]
        left_out = {id(part) for node in whole for part in node.values}
        left_out |= {id(node.value) for node in tree if isinstance(node, ast.Expr)}
        found += ["".join(map(text, node.values)) for node in whole]
        found += [text(node) for node in tree if isinstance(node, ast.Constant) and id(node) not in left_out]
    return found


def text(node: ast.AST) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else "{}"


def test_ties_without_names_are_the_same_ties() -> None:
    survey = read(rows().encode(), "a.csv")
    again = read_ties(json.loads(json.dumps(ties(survey))))
    assert len(again.names) == len(survey.names)
    assert again.arcs == survey.arcs
    for item, values in survey.items.items():
        assert sorted(again.items[item]) == sorted(values)
    degree = [np.sort(np.bincount(each.namer, minlength=4)) for each in (again, survey)]
    assert np.array_equal(*degree)


@pytest.mark.parametrize(
    "broken",
    [
        {"people": 1},
        {"namer": [0, 99]},
        {"named": [0]},
        {"unit": "x"},
        {"items": {"trust": [9]}},
        {"items": {"charm": []}},
        {"extra": 1},
    ],
)
def test_broken_ties_are_refused(broken: dict[str, object]) -> None:
    good = ties(Survey.from_columns({"respondent": ["a", "b"], "target": ["b", "a"], "trust": [3, 4]}))
    assert read_ties(good).arcs == 2
    with pytest.raises(FirewoodError):
        read_ties({**good, **broken})


def test_the_template_can_be_opened_and_the_example_read() -> None:
    assert "roster" in openpyxl.load_workbook(io.BytesIO(template())).sheetnames
    found = example()
    assert found["people"] == 120
    assert {"Who answered", "Beside Trust A and Trust D"} <= {each["heading"] for each in found["said"]}


def test_nothing_of_a_survey_stays_or_is_logged(served: tuple[str, Callable[[], str]]) -> None:
    address, stop = served
    headers = {"X-File-Name": "Quersumme.csv"}
    good = httpx.post(f"{address}api/survey", content=rows(), headers=headers, timeout=60)
    bad = httpx.post(f"{address}api/survey", content=rows().replace(",4,3,", ",four,3,"), headers=headers, timeout=60)
    broken = {"place": {"ties": "survey", "survey": {**good.json()["survey"], "unit": [NAMES[0]]}}}
    worse = httpx.post(f"{address}api/compare", json=broken, timeout=60)
    assert [answer.status_code for answer in (good, bad, worse)] == [200, 400, 400]
    left = [path for place in (MEMORY, Path(gettempdir())) for path in place.glob(f"{PREFIX}*")]
    logged = stop()
    assert left == []
    assert not any(name.split()[1] in logged for name in NAMES)
