"""`firewood survey`: a blank form, answers, exported ties; and what it says when it cannot."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from app.commands.survey import blank, exported, held
from app.look import at_run
from experiments.compose import compose
from sim.errors import ConfigError, FirewoodError, OutputError
from sim.network.held import hold
from sim.network.holding import Holding
from sim.network.reading import read_survey
from sim.snapshot import snapshots

ROOT = Path(__file__).resolve().parents[3]
SMALL = ["network=trust_d", "network.size=70", "weeks=40", "seed=3"]


def firewood(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from app.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, "survey", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def ask(*words: str, output: str = "held.csv", replace: bool = False) -> None:
    held(words, Path(output), replace=replace, quiet=True, as_json=False)


def test_a_blank_form(capsys: pytest.CaptureFixture[str]) -> None:
    blank(None)
    assert Path("survey.xlsx").exists()
    assert "network.path=survey.xlsx" in capsys.readouterr().out
    with pytest.raises(OutputError, match="is there already"):
        blank(None)


def test_answers_are_those_of_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    ask(*SMALL, "week=26", "response=0.6", "cap=4")
    scenario = compose(SMALL).scenario
    state = next(snapshots(scenario, [26]))
    expected = hold(state, Holding(response=0.6, cap=4), 3).survey
    assert read_survey("held.csv").same_as(expected)
    told = capsys.readouterr().out
    assert "after 26 weeks, in roster form" in told
    assert f"{int(expected.responded.sum())} of 70 people answered" in told
    assert f"{expected.arcs} arcs in the file" in told


def test_free_recall_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    held([*SMALL, "form=recall"], Path("r.xlsx"), replace=False, quiet=True, as_json=True)
    facts = json.loads(capsys.readouterr().out)
    assert (facts["form"], facts["week"], facts["people"], facts["seed"]) == ("recall", 40, 70, 3)
    survey = read_survey("r.xlsx")
    assert (survey.form, survey.arcs) == ("recall", facts["arcs"])


def test_an_earlier_run_is_made_again(capsys: pytest.CaptureFixture[str]) -> None:
    from app.cli import main

    arguments = ["firewood", "run", *SMALL, "replicates=2", "--quiet"]
    before, sys.argv = sys.argv, arguments
    try:
        with pytest.raises(SystemExit) as stop:
            main()
        assert not stop.value.code
    finally:
        sys.argv = before
    ask("outputs/runs/1", "week=20", "seed=4", output="again.csv")
    ask(*[word for word in SMALL if not word.startswith("seed")], "seed=4", "week=20", output="new.csv")
    assert Path("again.csv").read_text() == Path("new.csv").read_text()
    with pytest.raises(ConfigError, match="its seeds are 3, 4"):
        ask("outputs/runs/1", "seed=9", output="x.csv")
    with pytest.raises(ConfigError, match="made again as it was"):
        ask("outputs/runs/1", "talk=none", output="x.csv")
    capsys.readouterr()


def test_nothing_is_written_over_unless_asked() -> None:
    ask(*SMALL, "week=1")
    with pytest.raises(OutputError, match="--replace"):
        ask(*SMALL, "week=2")
    ask(*SMALL, "week=2", replace=True)


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("there.csv", r"there\.csv is there already"),
        ("half.csv", r"half_people\.csv is there already"),
        ("folder.csv", "this is a folder; give a file"),
        ("there.csv/held.csv", r"there\.csv is a file, not a folder"),
        ("held.pdf", r"written as \.csv or \.xlsx, not as \.pdf"),
    ],
)
def test_where_no_survey_can_be_written_is_told_before_the_run(
    output: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("there.csv").write_text("Ann\n")
    Path("half_people.csv").write_text("Ann\n")
    Path("folder.csv").mkdir()
    monkeypatch.setattr("app.commands.survey.compile_once", pytest.fail)
    with pytest.raises(OutputError, match=said):
        ask(*SMALL, output=output)


def test_a_survey_is_written_into_a_folder_that_is_not_there_yet() -> None:
    ask(*SMALL, output="new/below/held.csv")
    assert Path("new/below/held.csv").is_file()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("file", "file is a file, not a folder"),
        ("file/below", "file is a file, not a folder"),
        ("full", r"full/ties\.gexf is there already"),
        ("/proc/ties", "cannot be written"),
    ],
)
def test_where_no_ties_can_be_written_is_told_before_the_run(
    output: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("file").write_text("")
    Path("full").mkdir()
    Path("full/ties.gexf").write_text("")
    monkeypatch.setattr("app.commands.survey.compile_once", pytest.fail)
    with pytest.raises(OutputError, match=said):
        exported(SMALL, Path(output), replace=False, quiet=True, as_json=False)


def test_exported_ties_are_the_state(capsys: pytest.CaptureFixture[str]) -> None:
    words = [*SMALL, "week=0,40", "format=graphml,vna"]
    exported(words, Path("out"), replace=False, quiet=True, as_json=False)
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "week_0000.graphml",
        "week_0000.vna",
        "week_0040.graphml",
        "week_0040.vna",
    ]
    graph = nx.read_graphml("out/week_0040.graphml")
    state = next(snapshots(compose(SMALL).scenario, [40]))
    assert graph.number_of_edges() == state.ties.arcs
    assert sum(said["practising"] for _, said in graph.nodes(data=True)) == int(state.practising.sum())
    assert "after 0, 40 weeks" in capsys.readouterr().out
    with pytest.raises(OutputError, match="--replace"):
        exported(words, Path("out"), replace=False, quiet=True, as_json=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["form=rooster", "response=1.5", "cap=0"], ["did you mean roster", "response: 1.5 is out of range", "cap: 0"]),
        (["week=41"], [r"0 \(the start\) to 40 \(the end\)"]),
        (["week=soon"], ["week: 'soon' is not a number"]),
        (["wek=4"], ["there is no such parameter", "own values are form=…, response=…, .*week=…"]),
        (["organisation=trrust"], ["did you mean trust"]),
    ],
)
def test_mistakes_are_told(words: list[str], said: list[str]) -> None:
    for line in said:
        with pytest.raises(FirewoodError, match=line):
            ask(*SMALL, *words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["format=gefx"], "did you mean gexf"),
        (["format="], "format: one is missing; allowed are graphml, edges, vna, gexf"),
        (["week=a"], "week"),
        (["week=-1"], "the start"),
        (["nowhere"], "no such folder"),
        (["one", "two"], "One run is wanted"),
    ],
)
def test_mistakes_of_exports_are_told(words: list[str], said: str) -> None:
    own = [] if "=" not in words[0] else SMALL
    with pytest.raises(FirewoodError, match=said):
        exported([*own, *words], Path("out"), replace=False, quiet=True, as_json=False)
    assert not Path("out").exists()


@pytest.mark.parametrize("name", ["plain.csv", "my staff.csv", "it's (2).csv", "a,b.csv"])
def test_the_command_that_is_told_is_read_by_a_shell(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    blank(Path(name))
    words = shlex.split(capsys.readouterr().out.splitlines()[-1])
    assert words[:2] == ["firewood", "run"]
    assert compose(words[2:]).scenario.trusts[0].network.path == name


def test_the_command_itself(tmp_path: Path) -> None:
    done = firewood(tmp_path, "template", "form.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "form_people.csv" in done.stdout
    wrong = firewood(tmp_path, "temlate")
    assert wrong.returncode == 2
    assert "did you mean template" in wrong.stderr
    late = firewood(tmp_path, "hold", *SMALL, "week=99")
    assert late.returncode == 2
    assert "Traceback" not in late.stderr


def test_a_file_whose_name_begins_with_a_tilde_is_told_to_be_missing() -> None:
    with pytest.raises(FirewoodError, match=r"there is no file ~\$staff\.xlsx"):
        at_run(["network=survey", "network.path=~$staff.xlsx"])
