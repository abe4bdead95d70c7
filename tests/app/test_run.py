"""`firewood run`: one scenario, again and again."""

import io
import json
import re
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from app.commands import run
from app.compiling import compile_once, is_compiled
from sim.errors import ConfigError
from sim.scenario import Scenario

SMALL = ("network.size=40", "weeks=60", "support.end=8", "threads=1")
SHARED = Path(__file__).parents[3] / "shared" / "data"


def as_json(capsys: pytest.CaptureFixture[str], outputs: Path, *overrides: str) -> dict[str, Any]:
    run.run([f"outputs={outputs}", *overrides], quiet=True, as_json=True)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_figures_are_drawn(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = Path(as_json(capsys, tmp_path, *SMALL, "replicates=4")["outputs"])
    for figure in ("fires.png", "fires.svg", "ties.png", "ties.svg"):
        assert (folder / figure).stat().st_size > 20_000


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(("typed", "count"), [((), 20), (("replicates=1",), 1), (("replicates=4",), 4)])
def test_there_are_as_many_runs_as_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, typed: tuple[str, ...], count: int
) -> None:
    said = as_json(capsys, tmp_path, *SMALL, *typed)
    assert said["organisations"][0]["n"] == count
    folder = Path(said["outputs"])
    assert folder.parent == tmp_path / "runs"
    assert len(pd.read_csv(folder / "runs.csv")) == count
    assert {"fires.png", "ties.png"} <= {path.name for path in folder.iterdir()}


@pytest.mark.usefixtures("undrawn")
def test_it_tells_one_organisation_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run.run([*SMALL, "replicates=3", f"outputs={tmp_path}", "name=Leeds"], quiet=False, as_json=False)
    text = " ".join(capsys.readouterr().out.split())
    for part in (
        "Leeds ",
        "3 runs",
        "What lay behind it",
        "A thinking aid, not a forecast",
        "firewood params",
    ):
        assert part in text, part


@pytest.mark.usefixtures("undrawn")
def test_several_organisations_stand_side_by_side(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = as_json(capsys, tmp_path, "experiment=whole_teams", "network.size=40", "weeks=40", "replicates=2")
    assert [each["name"] for each in said["organisations"]] == ["whole teams", "scattered"]
    assert Path(said["outputs"]).parent.name == "whole_teams"


@pytest.mark.usefixtures("undrawn")
def test_many_organisations_make_several_blocks(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    rows = ",".join(f"{{name: 'trust number {n} of a long name'}}" for n in range(6))
    run.run([*SMALL, "replicates=2", f"organisations=[{rows}]", f"outputs={tmp_path}"], quiet=False, as_json=False)
    text = capsys.readouterr().out
    assert text.count("Locked in ") == 2, "two blocks"
    assert "of the first 4 organisations" in text
    assert max(len(line) for line in text.splitlines() if str(tmp_path) not in line) <= 80


@pytest.mark.usefixtures("undrawn")
def test_a_real_organisation(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data = SHARED / "krackhardt_hightech" / "edges.csv"
    if not data.exists():
        pytest.skip("the shared data is not here")
    typed = ["network=survey", f"network.path={data}", "network.layer=advice", "weeks=60", "replicates=2"]
    run.run([*typed, f"outputs={tmp_path}"], quiet=False, as_json=False)
    text = capsys.readouterr().out
    assert "21 people" in text
    said = as_json(capsys, tmp_path, *typed)
    assert said["organisations"][0]["start"]["people"] == 21


@pytest.mark.usefixtures("undrawn")
def test_a_survey_is_filled_in_as_many_ways_as_there_are_seeds(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """At least five ways and at most ten, with at most ten seeds, and what came of it is said."""
    path = tmp_path / "staff.csv"
    pairs = [(a, (a + step) % 12) for a in range(12) for step in (1, 2, 11)]
    path.write_text("respondent,target,trust\n" + "".join(f"p{a:02},p{b:02},{3 + a % 3}\n" for a, b in pairs))
    typed = ["network=survey", f"network.path={path}", "network.around=40", "weeks=30"]
    for replicates, ways, seeds in ((1, 5, 1), (7, 7, 7), (12, 10, 10)):
        (found,) = as_json(capsys, tmp_path, *typed, f"replicates={replicates}")["imputations"].values()
        assert (found["imputations"], found["seeds"]) == (ways, seeds)
        assert (found["share"] is None) == (seeds == 1)
    run.run([*typed, "replicates=7", f"outputs={tmp_path}"], quiet=False, as_json=False)
    assert "7 imputations, 7 seeds each" in " ".join(capsys.readouterr().out.split())


@pytest.mark.usefixtures("undrawn")
def test_people_too_many_to_draw_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.run(["network.size=1100", "weeks=8", "replicates=1", f"outputs={tmp_path}"], quiet=False, as_json=False)
    assert "Ties are drawn up to 1,000 people" in capsys.readouterr().out
    assert not (tmp_path / "runs" / "1" / "ties.png").exists()


def test_a_mistake_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="did you mean damp"):
        run.run(["context=dampp", f"outputs={tmp_path}"], quiet=True, as_json=False)
    assert list(tmp_path.iterdir()) == []


def test_compiling_is_announced_only_when_it_is_due(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scenario = Scenario(network={"size": 40}, weeks=3)
    compile_once([scenario], quiet=False)
    capsys.readouterr()
    monkeypatch.setattr("sim.compiled.cache_folder", lambda: tmp_path)
    assert not is_compiled()
    compile_once([scenario], quiet=False)
    announced, *_, done = capsys.readouterr().err.splitlines()
    assert announced == "Compiling the model, once (15 s on a quick machine, longer on a slow or busy one) …"
    assert done.startswith("Compiled in ")
    (tmp_path / "sim_x").mkdir()
    (tmp_path / "sim_x" / "week.weeks-36.py312.1.nbc").write_text("")
    compile_once([scenario], quiet=False)
    assert capsys.readouterr().err == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def slowly(seconds: float, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Nothing is compiled, and compiling takes so long."""
    monkeypatch.setattr("sim.compiled.cache_folder", lambda: folder)
    monkeypatch.setattr("sim.warm.warm", lambda processes: time.sleep(seconds))
    monkeypatch.setattr("experiments.run.run_replicates", lambda *given, **more: None)
    compile_once([Scenario()], quiet=False)


def test_a_slow_compilation_is_counted_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("app.compiling.EVERY", 0.5)
    slowly(1.8, monkeypatch, tmp_path)
    first, *lines, last = capsys.readouterr().err.splitlines()
    assert (first.startswith("Compiling the model, once ("), last.startswith("Compiled in 2 s")) == (True, True)
    assert 2 <= len(lines) <= 3
    assert all(re.fullmatch(r"Still compiling, [012] s so far …", line) for line in lines)


def test_a_terminal_has_it_in_one_line_that_is_written_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    slowly(2.2, monkeypatch, tmp_path)
    told = terminal.getvalue()
    assert "Compiling the model, once: 1 s so far" in told
    assert "Compiling the model, once: 2 s so far" in told
    assert "\x1b[2K" in told, "the line is wiped"
    assert told.count("\n") <= 3, "announced, wiped, done"
