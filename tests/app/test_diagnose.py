"""`firewood diagnose`: what it writes and says, what it keeps to itself, and how mistakes are told."""

import csv
import json
import re
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from sim.network.reading import Survey, template, write_roster

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
FIRST = ["Aaliyah", "Brendan", "Catrin", "Dafydd", "Eleri", "Fiona"]
LAST = ["Abernathy", "Blenkinsop", "Cholmondeley", "Dunwoody", "Entwistle"]
NAMES = [f"{first} {last}" for first in FIRST for last in LAST]
UNITS = ["Kestrel", "Puffin", "Nightingale"]
FILES = {
    "diagnosis.txt", "diagnosis.json", "structure.csv", "comparison.csv", "people.csv", "groups.csv",
    "provenance.json", "ties.png", "ties.svg", "beside.png", "beside.svg",
}  # fmt: skip


def staff(folder: Path) -> Path:
    """A roster of thirty people of three units, of whom twenty-four answered."""
    rng = np.random.default_rng(8)
    arcs = sorted({(i, int(j)) for i in range(24) for j in rng.choice(30, 5, replace=False) if i != j})
    said = Survey.of(
        NAMES,
        [i for i, _ in arcs],
        [j for _, j in arcs],
        {"trust": [4.0] * len(arcs)},
        responded=[row < 24 for row in range(30)],
        attributes={
            "unit": [UNITS[row % 3] for row in range(30)],
            "profession": ["nurse", "doctor", "support", "nurse", "manager"] * 6,
        },
    )
    return write_roster(said, folder / "roster.csv")[0]


def firewood(*typed: str) -> Result:
    return CliRunner().invoke(app, list(typed))


def diagnosed(folder: Path, *typed: str) -> Result:
    return firewood("diagnose", str(staff(folder)), f"outputs={folder / 'out'}", "replicates=3", *typed)


def private() -> set[str]:
    return {word.casefold() for name in (*NAMES, *UNITS) for word in name.split()}


def leaked(text: str) -> set[str]:
    return private() & set(re.findall(r"[a-z]+", text.casefold()))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """A diagnosis of which nothing special is asked, and the folder in which it is."""
    folder = tmp_path_factory.mktemp("usual")
    result = diagnosed(folder)
    assert result.exit_code == 0, result.output
    return result, folder / "out" / "diagnosis" / "1"


def test_everything_is_written_and_nothing_names_anyone(usual: tuple[Result, Path]) -> None:
    result, folder = usual
    assert {path.name for path in folder.iterdir()} == FILES
    assert leaked(result.output) == set()
    for path in folder.iterdir():
        assert leaked(path.read_bytes().decode("utf-8", errors="ignore")) == set(), path.name


def test_the_words_a_leader_reads(usual: tuple[Result, Path]) -> None:
    text = " ".join(usual[0].output.split())
    for told in (
        "24 of the 30 people listed answered: 80 %.",
        "Arcs returned read",
        "Compared on partners a person, not on density",
        "A survey shows who was named, not what was said. The talk's five trusts support explanation, not prediction",
        "(24 resamples)",
        "if who answers is luck",
    ):
        assert told in text


@pytest.mark.usefixtures("undrawn")
def test_names_are_shown_when_they_are_asked_for(tmp_path: Path) -> None:
    result = diagnosed(tmp_path, "--names")
    assert leaked(result.output)
    with (tmp_path / "out" / "diagnosis" / "1" / "people.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["name"] for row in rows} == set(NAMES)
    assert {row["unit"] for row in rows} == set(UNITS)


@pytest.mark.usefixtures("undrawn")
def test_json_is_all_that_is_printed_and_names_nobody(tmp_path: Path) -> None:
    result = diagnosed(tmp_path, "--json", "--quiet")
    found = json.loads(result.stdout)
    assert found["response"] == {
        "listed": 30, "answered": 24, "named_anyone_or_answered": 24, "rate": 0.8, "form_says_who_answered": True,
        "cap": found["response"]["cap"], "cap_given": False, "at_cap": found["response"]["at_cap"],
    }  # fmt: skip
    assert len(found["people"]) == 30
    assert leaked(result.stdout) == set()
    assert {row["network"] for row in found["beside"]["rows"]} >= {"this survey", "Trust A", "Trust D", "distributed"}


@pytest.mark.usefixtures("undrawn")
def test_quiet_prints_only_the_table_and_its_cautions(tmp_path: Path) -> None:
    result = diagnosed(tmp_path, "--quiet")
    assert "Arcs returned" in result.stdout
    assert "Messengers" not in result.stdout
    assert "explanation, not prediction" in " ".join(result.stdout.split())
    assert result.stderr == ""


@pytest.mark.usefixtures("undrawn")
def test_the_same_again_replaces_and_anything_else_does_not(tmp_path: Path) -> None:
    for typed in ((), (), ("seed=2",), ("--cap", "9")):
        assert diagnosed(tmp_path, "--quiet", *typed).exit_code == 0
    folders = sorted((tmp_path / "out" / "diagnosis").iterdir())
    assert [folder.name for folder in folders] == ["1", "2", "3"]


@pytest.mark.usefixtures("undrawn")
def test_where_results_go_can_be_said(tmp_path: Path) -> None:
    assert diagnosed(tmp_path, "--quiet", "study=ward").exit_code == 0
    assert (tmp_path / "out" / "ward" / "1" / "people.csv").is_file()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["sed=3"], "sed=3: this means nothing to a diagnosis; did you mean seed?"),
        (["programme.volume=0.2"], "allowed are study=…, outputs=…, seed=…"),
        (["seed=abc"], "seed"),
        (["seed="], "seed"),
        (["layer="], "layer=: a value is missing"),
        (["layer=advice"], "there are no layers in it"),
        (["people=nobody.csv"], "there is no file nobody.csv"),
        (["replicates=100000"], "at most 1,000"),
        (["study=a/b"], "study"),
        (["--cap", "2"], "--cap 2: someone names"),
        (["--cap", "-1"], "--cap -1"),
        (["--cap", "five"], "--cap"),
        (["--nmaes"], "--nmaes"),
        (["stray"], "stray"),
    ],
)
def test_mistakes_are_told_and_end_with_2(tmp_path: Path, typed: list[str], told: str) -> None:
    result = diagnosed(tmp_path, *typed)
    assert result.exit_code == 2, result.output
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert not list((tmp_path / "out").glob("*/*"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ([], "FILE"),
        (["nothing.csv"], "there is no file nothing.csv"),
        (["seed=3"], "the file to diagnose comes first"),
        (["network.path=staff.csv"], "the file to diagnose comes first"),
    ],
)
def test_without_a_file_there_is_nothing_to_diagnose(typed: list[str], told: str) -> None:
    result = firewood("diagnose", *typed)
    assert result.exit_code == 2
    assert told in result.stderr


def test_broken_blank_and_silent_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    (tmp_path / "silent.csv").write_text("respondent,target,trust\nAsha,Ben,4\n")
    (tmp_path / "silent_people.csv").write_text("name,responded\nAsha,no\nBen,no\n")
    template(tmp_path / "blank.csv")
    for name in ("empty.csv", "odd.csv", "silent.csv", "blank.csv"):
        result = firewood("diagnose", str(tmp_path / name), f"outputs={tmp_path / 'out'}")
        assert result.exit_code == 2, name
        assert name in result.stderr


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder")
    result = diagnosed(tmp_path)
    assert result.exit_code == 2
    assert "results cannot be written here" in result.stderr
    assert "Drawing" not in result.stderr, "it is told before the work"


@pytest.mark.parametrize("people", [2, 3, 4])
def test_very_small_surveys_are_diagnosed(tmp_path: Path, people: int) -> None:
    rows = "".join(f"P{i},P{(i + 1) % people},4\n" for i in range(people))
    (tmp_path / "few.csv").write_text("respondent,target,trust\n" + rows)
    result = firewood("diagnose", str(tmp_path / "few.csv"), f"outputs={tmp_path / 'out'}", "replicates=2")
    assert result.exit_code == 0, result.output
    assert ("Not compared" in result.output) == (people < 4)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("folder", "returned"),
    [
        ("cross_parker_consulting", 0.755),
        ("keating_primarycare", 0.319),
        ("medical_innovation_125", 0.186),
        ("krackhardt_hightech", 0.474),
    ],
)
def test_the_shared_networks_read_as_their_readme_says(tmp_path: Path, folder: str, returned: float) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip(f"the real networks are not beside this project (no shared/data/{folder})")
    result = firewood("diagnose", str(SHARED / folder), f"outputs={tmp_path}", "replicates=2", "--json", "--quiet")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["response"]["rate"] is None
    row = next(row for row in found["structure"] if row["measure"] == "returned")
    assert (row["as_read"], row["estimate"]) == pytest.approx((returned, returned), abs=0.0005)
    assert row["alike_low"] < returned < row["alike_high"]
    assert row["listed_low"] is None
